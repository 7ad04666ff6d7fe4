"""What each position on each roll call counts as: for the party, for the outcome, for attendance.

Worked out once a roll call, party and position, so that counting members is a lookup.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from votekit.analysers.leaders import MOTION_COLUMNS, NOBODY, is_tactical
from votekit.analysers.margins import rule_needed
from votekit.analysers.parties import MAJOR, PartySplit
from votekit.schema import POSITIONS
from votekit.shipped import Leaders

ROLLCALL_COLUMNS = (
    "vote_id congress chamber session date kind yea nay present not_voting listed outcome rule "
    "stage type subject"
).split()
TALLY_COLUMNS = ["vote_id", "party", "yea", "nay"]

ELIGIBLE, VOTED, ABSENT, PARTY, BROKE, UNITY, WON, DECIDED, TACTICAL = (
    1 << bit for bit in range(9)
)
"""What a position can count as; a position counts as several."""

NO_PARTY = len(MAJOR)
"""The side of those who belong to neither major party; the sides of these are their places."""

NOT_SCORED = -1
CANDIDATE = len(POSITIONS)
"""The code of a position that is none of the four: a candidate in an election."""

_YEA, _NAY, _, _NOT_VOTING = range(len(POSITIONS))

Place = tuple[int, str]
Ints = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]
Kinds = npt.NDArray[np.uint16]


@dataclass(frozen=True)
class Scoring:
    """The roll calls that are scored, and what a position on each counts as.

    ``codes`` gives the code of each roll call, by Congress and chamber; ``counts_as`` the bits for
    roll call, side and position; ``days`` the day of each. One row more, which the code
    ``NOT_SCORED`` names, stands for all other roll calls: there nothing counts, and the day is −1.
    ``tactical`` gives, by floor leader (the chamber's id), the codes of the roll calls on which a
    nay against the member's party was tactical.
    """

    codes: Mapping[Place, Mapping[str, int]]
    counts_as: Kinds
    days: npt.NDArray[np.int32]
    tactical: Mapping[str, Ints]

    @property
    def places(self) -> list[Place]:
        """The Congresses and chambers that have roll calls to score."""
        return list(self.codes)


def scoring(rollcalls: pa.Table, tallies: pa.Table, leaders: Leaders = NOBODY) -> Scoring:
    """Work out what positions count as on the roll calls that were votes with yeas and nays.

    Takes columns ``ROLLCALL_COLUMNS`` and ``TALLY_COLUMNS``, and the floor leaders. Elections and
    quorum calls are left out, and so is the closed session that was recorded with all senators
    absent (s216-116.2020).
    """
    rollcalls = rollcalls.filter(_mask(is_vote(rollcalls)))
    counts_as = np.zeros((rollcalls.num_rows + 1, NO_PARTY + 1, len(POSITIONS) + 1), np.uint16)
    counted = counts_as[:-1]
    counted |= np.uint16(ELIGIBLE)
    counted[:, :, [_YEA, _NAY]] |= np.uint16(VOTED)
    counted[:, :, _NOT_VOTING] |= np.uint16(ABSENT)
    _add_outcomes(counted, rollcalls)
    cast = _party_casts(rollcalls["vote_id"], tallies)
    _add_parties(counted, np.sign(cast[:, :, 0] - cast[:, :, 1]))
    codes: dict[Place, dict[str, int]] = {}
    columns = (rollcalls[name].to_pylist() for name in ("congress", "chamber", "vote_id"))
    for code, (congress, chamber, vote_id) in enumerate(zip(*columns, strict=True)):
        codes.setdefault((congress, chamber), {})[vote_id] = code
    days = days_of(rollcalls["date"])
    tactical = _tactical(rollcalls, cast, days, leaders)
    return Scoring(codes, counts_as, np.append(days, np.int32(-1)), tactical)


def tactical_votes(
    rollcalls: pa.Table, tallies: pa.Table, leaders: Leaders
) -> dict[str, list[str]]:
    """Return, by floor leader (the chamber's id), the roll calls on which a nay was tactical.

    Takes what :func:`scoring` takes.
    """
    scored = scoring(rollcalls, tallies, leaders)
    names = {code: name for codes in scored.codes.values() for name, code in codes.items()}
    return {
        member_id: [names[code] for code in codes.tolist()]
        for member_id, codes in scored.tactical.items()
    }


def is_vote(rollcalls: pa.Table) -> Marks:
    """Tell which roll calls were questions with yeas and nays."""
    kinds = rollcalls["kind"].combine_chunks()
    named = np.array([kind == "vote" for kind in kinds.dictionary.to_pylist()], bool)
    voting = ints(rollcalls, "yea") + ints(rollcalls, "nay")
    told: Marks = named[np.from_dlpack(kinds.indices)] & (voting > 0)
    return told


def days_of(dates: pa.ChunkedArray) -> npt.NDArray[np.int32]:
    """Return the Eastern calendar day of each time, as days since 1970."""
    import pyarrow.compute as pc

    local = pc.local_timestamp(dates).cast(pa.date32())
    days: npt.NDArray[np.int32] = local.cast(pa.int32()).to_numpy().astype(np.int32)
    return days


def _party_casts(vote_ids: pa.ChunkedArray, tallies: pa.Table) -> Ints:
    """Give the yeas and nays of each roll call's major parties: roll call, party, side."""
    import pyarrow.compute as pc

    code = pc.index_in(tallies["vote_id"], value_set=vote_ids.combine_chunks())
    known = code.is_valid().to_numpy()
    codes = code.fill_null(0).to_numpy()
    parties = tallies["party"].combine_chunks()
    names = parties.dictionary.to_pylist()
    counts = np.column_stack([ints(tallies, "yea"), ints(tallies, "nay")])
    cast = np.zeros((len(vote_ids), len(MAJOR), 2), np.int64)
    for place, party in enumerate(MAJOR):
        of_party = np.array([name == party for name in names], bool)
        rows = known & of_party[np.from_dlpack(parties.indices)]
        cast[codes[rows], place] = counts[rows]
    return cast


def _tactical(
    rollcalls: pa.Table, cast: Ints, days: npt.NDArray[np.int32], leaders: Leaders
) -> dict[str, Ints]:
    """Give, by floor leader, the codes of the roll calls on which a nay was tactical."""
    outcomes, chambers = (rollcalls[name].combine_chunks() for name in ("outcome", "chamber"))
    failed = _is(outcomes, "failed")
    found: dict[str, list[int]] = {}
    for leader in leaders.terms:
        since, until = _day(leader.since), _day(leader.until or "9999-12-31")
        yea, nay = cast[:, MAJOR.index(leader.party)].T
        held = _is(chambers, leader.chamber) & (since <= days) & (days < until)
        places = np.flatnonzero(failed & held & (nay > 0) & (yea > nay))
        motions = rollcalls.select(["vote_id", *MOTION_COLUMNS]).take(pa.array(places)).to_pylist()
        for place, motion in zip(places.tolist(), motions, strict=True):
            own = PartySplit(leader.party, int(yea[place]), int(nay[place]), 0, 0)
            if is_tactical(motion, motion["vote_id"], own, leader, leaders):
                found.setdefault(leader.member_id, []).append(place)
    return {member_id: np.array(places, np.int64) for member_id, places in found.items()}


def _is(column: pa.DictionaryArray, wanted: str) -> Marks:
    named = np.array([*(name == wanted for name in column.dictionary.to_pylist()), False], bool)
    told: Marks = named[np.from_dlpack(column.indices.fill_null(len(named) - 1))]
    return told


def _day(text: str) -> int:
    return (date.fromisoformat(text) - date(1970, 1, 1)).days


def _add_parties(counts_as: Kinds, sides: Ints) -> None:
    unity = sides[:, 0] * sides[:, 1] < 0
    for party in range(len(MAJOR)):
        own = sides[:, party]
        for position, cast in ((_YEA, 1), (_NAY, -1)):
            bits = np.where(own != 0, PARTY, 0) | np.where(own == -cast, BROKE, 0)
            bits |= np.where(unity, UNITY, 0)
            counts_as[:, party, position] |= bits.astype(np.uint16)


def _add_outcomes(counts_as: Kinds, rollcalls: pa.Table) -> None:
    outcomes = rollcalls["outcome"].combine_chunks()
    words = [*outcomes.dictionary.to_pylist(), None]
    index = np.from_dlpack(outcomes.indices.fill_null(len(words) - 1))
    yea, listed = ints(rollcalls, "yea"), ints(rollcalls, "listed")
    counts = {name: ints(rollcalls, name) for name in ("yea", "nay", "present", "not_voting")}
    needed = rule_needed(rollcalls["rule"].combine_chunks(), counts, listed)
    for position, won, one_other in (
        (_YEA, "passed", yea - 1 < needed),
        (_NAY, "failed", yea + 1 >= needed),
    ):
        wins = np.array([word == won for word in words])[index]
        bits = np.where(wins, WON, 0) | np.where(wins & one_other, DECIDED, 0)
        counts_as[:, :, position] |= bits.astype(np.uint16)[:, None]


def ints(table: pa.Table, name: str) -> Ints:
    """Return a column of whole numbers as int64."""
    values: Ints = table[name].to_numpy().astype(np.int64)
    return values


def in_selection(
    rollcalls: pa.Table,
    *,
    congress: int | None = None,
    chamber: str | None = None,
    session: int | None = None,
    since: int | None = None,
    until: int | None = None,
) -> pa.Table:
    """Cut roll calls to a Congress, chamber or session, and to days as :func:`days_of` counts."""
    keep: Marks = np.ones(rollcalls.num_rows, bool)
    for name, wanted in (("congress", congress), ("session", session)):
        if wanted is not None:
            keep &= ints(rollcalls, name) == wanted
    if chamber is not None:
        keep &= np.array([one == chamber for one in rollcalls["chamber"].to_pylist()], bool)
    days = days_of(rollcalls["date"])
    if since is not None:
        keep &= days >= since
    if until is not None:
        keep &= days <= until
    return rollcalls.filter(_mask(keep))


def _mask(keep: Marks) -> pa.Array:
    bits = pa.py_buffer(np.packbits(keep, bitorder="little"))
    return pa.Array.from_buffers(pa.bool_(), len(keep), [None, bits])
