"""Veto-proof margins and party splits of every roll call of the United States Congress.

>>> import votekit as vk
>>> vk.margin("hr3364-115").verdict
'veto-proof'

The names below are loaded when they are first used, so that importing votekit costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from votekit.analysers.clock import presidents_clock
    from votekit.analysers.votes import Criteria
    from votekit.api import (
        margin,
        margins,
        members,
        positions,
        rollcalls,
        split,
        splits,
        status,
        votes,
    )
    from votekit.errors import RequestError, StoreError, VotekitError
    from votekit.store import Record
    from votekit.store.writing import StoreWriter

__version__ = "0.1.0"

_HOMES = {
    "Criteria": "votekit.analysers.votes",
    "Record": "votekit.store",
    "RequestError": "votekit.errors",
    "StoreError": "votekit.errors",
    "StoreWriter": "votekit.store.writing",
    "VotekitError": "votekit.errors",
    "margin": "votekit.api",
    "margins": "votekit.api",
    "members": "votekit.api",
    "positions": "votekit.api",
    "presidents_clock": "votekit.analysers.clock",
    "rollcalls": "votekit.api",
    "split": "votekit.api",
    "splits": "votekit.api",
    "status": "votekit.api",
    "votes": "votekit.api",
}

__all__ = [
    "Criteria",
    "Record",
    "RequestError",
    "StoreError",
    "StoreWriter",
    "VotekitError",
    "margin",
    "margins",
    "members",
    "positions",
    "presidents_clock",
    "rollcalls",
    "split",
    "splits",
    "status",
    "votes",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'votekit' has no attribute '{name}'")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    """List the public names, for completion in a notebook."""
    return sorted([*__all__, "__version__"])
