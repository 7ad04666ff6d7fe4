"""How members moved from passage to override in the past, and what that would do to another vote.

The model is a bootstrap in two steps: one past bill is drawn, then each member of the vote in
question is given the move of a member of that bill who stood alike, drawn with replacement. Alike
are members of the same side (the president's party, the other major party, neither) who had the
same position at passage. Method and its test: docs/overrides.md, "Outlook".
"""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from votekit.analysers.moves import NOT_LISTED, Move
from votekit.analysers.parties import MAJOR

Counts = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

YEA, NAY, AWAY = 0, 1, 2
_PLACE = {"yea": YEA, "nay": NAY}
SIDES = 3


def side_of(party: str, president_party: str) -> int:
    """Return 0 for the president's party, 1 for the other major party, 2 for neither.

    >>> side_of("R", "R"), side_of("D", "R"), side_of("I", "R")
    (0, 1, 2)
    """
    if party == president_party:
        return 0
    return 1 if party in MAJOR else 2


def moves_between(moved: Iterable[Move], president_party: str) -> Counts:
    """Count members by side, position at passage and position at the override: shape (3, 3, 3).

    Who was not listed at the passage is left out; who is no longer listed is away.
    """
    counts = np.zeros((SIDES, 3, 3), np.int64)
    for move in moved:
        if move.before != NOT_LISTED:
            before, after = _PLACE.get(move.before, AWAY), _PLACE.get(move.after, AWAY)
            counts[side_of(move.party_before, president_party), before, after] += 1
    return counts


def stands_at(places: Iterable[tuple[str, str]], president_party: str) -> Counts:
    """Count members (party, position) by side and position: shape (3, 3)."""
    counts = np.zeros((SIDES, 3), np.int64)
    for party, position in places:
        counts[side_of(party, president_party), _PLACE.get(position, AWAY)] += 1
    return counts


def chances(past: Counts) -> Floats:
    """Return how often those who stood alike moved where, bill by bill: shape (n, 3, 3, 3).

    Where a bill has nobody who stood so, all bills together are taken; where none has, the members
    stay as they are.
    """
    pooled = past.sum(axis=0)
    pooled = np.where(pooled.sum(axis=-1, keepdims=True) > 0, pooled, np.eye(3, dtype=np.int64))
    filled = np.where(past.sum(axis=-1, keepdims=True) > 0, past, pooled)
    shares: Floats = filled / filled.sum(axis=-1, keepdims=True)
    return shares


def resampled(
    stands: Counts, moved: Floats, draws: int, rng: np.random.Generator
) -> tuple[Counts, Counts]:
    """Return yeas and nays had the members moved as on each past bill: shape (n, draws) both."""
    drawn = rng.multinomial(stands, np.repeat(moved, draws, axis=0))
    counts = drawn.sum(axis=(1, 2)).reshape(len(moved), draws, 3)
    return counts[..., YEA], counts[..., NAY]
