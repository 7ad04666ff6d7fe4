"""What a notebook calls, and the command line as well: open the record, find, analyse.

The functions that answer one reference give small typed results with a notebook view; those over
many roll calls give pandas DataFrames.
"""

from votekit.api.answers import margin, split, splits_of
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

__all__ = [
    "LayerStatus",
    "margin",
    "margins",
    "members",
    "positions",
    "rollcalls",
    "split",
    "splits",
    "splits_of",
    "status",
    "votes",
]
