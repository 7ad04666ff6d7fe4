"""What a notebook calls, and the command line as well: open the record, find, analyse.

The functions that answer one reference give small typed results with a notebook view; those over
many roll calls give pandas DataFrames.
"""

from votekit.api.agreement import agreement
from votekit.api.answers import margin, split, splits_of
from votekit.api.chamber_agreement import agreement_matrix
from votekit.api.comparing import compare
from votekit.api.outlook import outlook
from votekit.api.overrides import override_base_rates, override_moves, overrides
from votekit.api.people import member_scores
from votekit.api.person import member
from votekit.api.tables import (
    LayerStatus,
    margins,
    members,
    positions,
    rollcalls,
    splits,
    status,
    votes,
)
from votekit.api.trends import trend, years_missing

__all__ = [
    "LayerStatus",
    "agreement",
    "agreement_matrix",
    "compare",
    "margin",
    "margins",
    "member",
    "member_scores",
    "members",
    "outlook",
    "override_base_rates",
    "override_moves",
    "overrides",
    "positions",
    "rollcalls",
    "split",
    "splits",
    "splits_of",
    "status",
    "trend",
    "votes",
    "years_missing",
]
