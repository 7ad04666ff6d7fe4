"""Veto-proof margins and party splits of every roll call of the United States Congress.

>>> import votekit as vk
>>> vk.margin("hr3364-115").verdict
'veto-proof'

The names below are loaded when they are first used, so that importing votekit costs nothing.
"""

from importlib import import_module
from types import FunctionType
from typing import TYPE_CHECKING, Any

from votekit._version import __version__ as __version__

if TYPE_CHECKING:
    from votekit.analysers.clock import presidents_clock
    from votekit.analysers.votes import Criteria
    from votekit.api.agreement import agreement
    from votekit.api.answers import margin, split
    from votekit.api.bills import bills, threat_base_rates, threats
    from votekit.api.chamber_agreement import agreement_matrix
    from votekit.api.comparing import compare
    from votekit.api.export import export, export_matrix
    from votekit.api.fetching import fetch
    from votekit.api.history import historical_vote
    from votekit.api.outlook import outlook
    from votekit.api.overrides import override_base_rates, override_moves, overrides
    from votekit.api.people import member_scores
    from votekit.api.person import member
    from votekit.api.pictures import chart
    from votekit.api.pivot import pivot
    from votekit.api.report import Report, report, vetoes_report
    from votekit.api.tables import margins, members, positions, rollcalls, splits, status
    from votekit.api.trends import trend, trend_findings
    from votekit.api.votes import votes
    from votekit.api.whatif import whatif
    from votekit.api.whole_vote import vote
    from votekit.charts.chart import VoteChart
    from votekit.errors import RequestError, StoreError, VotekitError
    from votekit.fetchers.request import Request
    from votekit.store import Record
    from votekit.store.writing import StoreWriter

_HOMES = {
    "Criteria": "votekit.analysers.votes",
    "VoteChart": "votekit.charts.chart",
    "Record": "votekit.store",
    "Report": "votekit.api.report",
    "Request": "votekit.fetchers.request",
    "RequestError": "votekit.errors",
    "StoreError": "votekit.errors",
    "StoreWriter": "votekit.store.writing",
    "VotekitError": "votekit.errors",
    "agreement": "votekit.api.agreement",
    "agreement_matrix": "votekit.api.chamber_agreement",
    "bills": "votekit.api.bills",
    "chart": "votekit.api.pictures",
    "compare": "votekit.api.comparing",
    "export": "votekit.api.export",
    "export_matrix": "votekit.api.export",
    "fetch": "votekit.api.fetching",
    "historical_vote": "votekit.api.history",
    "margin": "votekit.api.answers",
    "margins": "votekit.api.tables",
    "member": "votekit.api.person",
    "member_scores": "votekit.api.people",
    "members": "votekit.api.tables",
    "outlook": "votekit.api.outlook",
    "override_base_rates": "votekit.api.overrides",
    "override_moves": "votekit.api.overrides",
    "overrides": "votekit.api.overrides",
    "pivot": "votekit.api.pivot",
    "positions": "votekit.api.tables",
    "presidents_clock": "votekit.analysers.clock",
    "report": "votekit.api.report",
    "rollcalls": "votekit.api.tables",
    "split": "votekit.api.answers",
    "splits": "votekit.api.tables",
    "status": "votekit.api.tables",
    "threat_base_rates": "votekit.api.bills",
    "threats": "votekit.api.bills",
    "trend": "votekit.api.trends",
    "trend_findings": "votekit.api.trends",
    "vetoes_report": "votekit.api.report",
    "vote": "votekit.api.whole_vote",
    "votes": "votekit.api.votes",
    "whatif": "votekit.api.whatif",
}

__all__ = [
    "Criteria",
    "Record",
    "Report",
    "Request",
    "RequestError",
    "StoreError",
    "StoreWriter",
    "VoteChart",
    "VotekitError",
    "agreement",
    "agreement_matrix",
    "bills",
    "chart",
    "compare",
    "export",
    "export_matrix",
    "fetch",
    "historical_vote",
    "margin",
    "margins",
    "member",
    "member_scores",
    "members",
    "outlook",
    "override_base_rates",
    "override_moves",
    "overrides",
    "pivot",
    "positions",
    "presidents_clock",
    "report",
    "rollcalls",
    "split",
    "splits",
    "status",
    "threat_base_rates",
    "threats",
    "trend",
    "trend_findings",
    "vetoes_report",
    "vote",
    "votes",
    "whatif",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'votekit' has no attribute '{name}'")
    found = getattr(import_module(home), name)
    if isinstance(found, FunctionType):
        from votekit.arguments import checked

        found = globals()[name] = checked(found)
    return found


def __dir__() -> list[str]:
    """List the public names, for completion in a notebook."""
    return sorted([*__all__, "__version__"])
