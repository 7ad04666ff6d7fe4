"""Counting what members' positions amount to, one Congress and chamber at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from votekit.analysers.codes import Coded, Codes, coded
from votekit.analysers.parties import MAJOR
from votekit.analysers.scoring import (
    ABSENT,
    BROKE,
    CANDIDATE,
    DECIDED,
    ELIGIBLE,
    NO_PARTY,
    NOT_SCORED,
    PARTY,
    TACTICAL,
    UNITY,
    VOTED,
    WON,
    Ints,
    Kinds,
    Place,
    Scoring,
)
from votekit.schema import POSITIONS

COLUMNS = ["vote_id", "member_id", "position", "party"]
"""The columns of ``positions`` that are counted."""

MEASURES = {
    "eligible": (ELIGIBLE, 0),
    "voted": (VOTED, 0),
    "absent": (ABSENT, 0),
    "party_votes": (PARTY, 0),
    "broke_ranks": (BROKE, 0),
    "tactical": (TACTICAL, 0),
    "unity_votes": (UNITY, 0),
    "unity_with": (UNITY, BROKE | TACTICAL),
    "won": (WON, 0),
    "decisive": (DECIDED, 0),
}
"""For each count, what a position must count as, and what it must not."""

_NEVER = 2**31 - 1
_SIDES = {party: code for code, party in enumerate(MAJOR)}
_PLACES = {position: code for code, position in enumerate(POSITIONS)}


class CaucusDays(NamedTuple):
    """A member (by the chamber's id) who caucuses with a party from day to day (since 1970)."""

    member_id: str
    party: str
    since: int
    until: int


@dataclass(frozen=True)
class Counted:
    """Counts of one Congress and chamber: one entry per member and party.

    ``counts`` has a column for each of ``MEASURES``. ``first`` and ``last`` are the days (since
    1970) of the first and last roll call with that party, for members who had several; else −1.
    """

    place: Place
    member_ids: list[str]
    parties: list[str]
    counts: Ints
    first: Codes
    last: Codes


@dataclass(frozen=True)
class Marked:
    """Positions with what each counts as: ``kinds[kind]`` are the bits of ``scoring``.

    ``rollcalls`` and ``days`` are those of each name in ``votes``.
    """

    votes: Coded
    members: Coded
    parties: Coded
    positions: Coded
    rollcalls: Codes
    days: Codes
    kinds: Kinds
    kind: npt.NDArray[np.int64]


def mark_positions(
    positions: pa.Table, place: Place, scored: Scoring, caucuses: Sequence[CaucusDays] = ()
) -> Marked:
    """Tell of each position in one Congress and chamber what it counts as.

    Takes ``COLUMNS`` of ``positions``. ``caucuses`` counts independents with a party; the parties'
    own positions do not move by it.
    """
    votes, members, marks, parties = (coded(positions[name]) for name in COLUMNS)
    rollcalls = votes.of(dict(scored.codes[place]), NOT_SCORED)
    days = scored.days[rollcalls]
    sides = [*parties.of(_SIDES, NO_PARTY), *_SIDES.values()]
    side = _with_caucuses(caucuses, members, parties, lambda rows: days[votes.codes[rows]])
    # A position counts the same for all of one side on a roll call: looked up by these three.
    kinds, kind_of = np.unique(
        scored.counts_as[np.ix_(rollcalls, sides, marks.of(_PLACES, CANDIDATE))],
        return_inverse=True,
    )
    kind = kind_of.ravel()[(votes.codes * len(sides) + side) * len(marks.names) + marks.codes]
    kinds, kind = _without_tactical(scored, votes, members, rollcalls, kinds, kind)
    return Marked(votes, members, parties, marks, rollcalls, days, kinds, kind)


def _without_tactical(
    scored: Scoring,
    votes: Coded,
    members: Coded,
    rollcalls: Codes,
    kinds: Kinds,
    kind: npt.NDArray[np.int64],
) -> tuple[Kinds, npt.NDArray[np.int64]]:
    """Take the tactical nays of floor leaders out of those that broke ranks."""
    for member_id in sorted(scored.tactical.keys() & set(members.names)):
        rows = np.flatnonzero(members.codes == members.names.index(member_id))
        apart = np.isin(rollcalls[votes.codes[rows]], scored.tactical[member_id])
        # On these the member's party voted yea: whoever broke ranks voted nay.
        rows = rows[apart & (kinds[kind[rows]] & BROKE > 0)]
        others, which = np.unique((kinds[kind[rows]] ^ BROKE) | TACTICAL, return_inverse=True)
        kind[rows] = len(kinds) + which
        kinds = np.append(kinds, others)
    return kinds, kind


def count_members(
    positions: pa.Table, place: Place, scored: Scoring, caucuses: Sequence[CaucusDays] = ()
) -> Counted:
    """Count what the positions in one Congress and chamber amount to, by member and party."""
    marked = mark_positions(positions, place, scored, caucuses)
    members, parties = marked.members, marked.parties
    width, size = len(parties.names), len(members.names) * len(parties.names)
    group = members.codes * width + parties.codes
    depth = len(marked.kinds)
    tallied = np.bincount(group * depth + marked.kind, minlength=size * depth)
    counts = tallied.reshape(size, depth) @ _amounts(marked.kinds)
    first, last = _spans(marked, group, counts)
    kept = np.flatnonzero(counts[:, 0])
    return Counted(
        place,
        [members.names[row // width] for row in kept],
        [parties.names[row % width] for row in kept],
        counts[kept],
        first[kept],
        last[kept],
    )


def _spans(marked: Marked, group: Codes, counts: Ints) -> tuple[Codes, Codes]:
    """Give the first and last day of each group of a member who had several parties."""
    first, last = np.full(len(counts), _NEVER, np.int32), np.full(len(counts), -1, np.int32)
    several = (counts[:, 0].reshape(-1, len(marked.parties.names)) > 0).sum(axis=1) > 1
    if several.any():
        rows = np.flatnonzero(several[marked.members.codes])
        rows = rows[marked.rollcalls[marked.votes.codes[rows]] != NOT_SCORED]
        held = marked.days[marked.votes.codes[rows]]
        np.minimum.at(first, group[rows], held)
        np.maximum.at(last, group[rows], held)
    return first, last


def _with_caucuses(
    caucuses: Sequence[CaucusDays],
    members: Coded,
    parties: Coded,
    day_of: Callable[[npt.NDArray[np.int64]], Codes],
) -> Codes:
    """Give the code of each row's side: the party's, or beyond those one of the major parties."""
    if not caucuses:
        return parties.codes
    side = parties.codes.copy()
    of_party = np.array([party in MAJOR for party in parties.names], bool)
    for caucus in caucuses:
        if caucus.member_id in members.names:
            rows = np.flatnonzero(members.codes == members.names.index(caucus.member_id))
            held = day_of(rows)
            moved = ~of_party[parties.codes[rows]] & (caucus.since <= held) & (held <= caucus.until)
            side[rows[moved]] = len(parties.names) + MAJOR.index(caucus.party)
    return side


def _amounts(kinds: Kinds) -> Ints:
    """Tell for each kind of position which of ``MEASURES`` it counts for: 1 or 0."""
    columns = [(kinds & has > 0) & (kinds & has_not == 0) for has, has_not in MEASURES.values()]
    return np.column_stack(columns).astype(np.int64)
