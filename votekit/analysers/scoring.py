"""What each position on each roll call counts as: for the party, for the outcome, for attendance.

Worked out once a roll call, party and position, so that counting members is a lookup.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from votekit.analysers.margins import rule_needed
from votekit.analysers.parties import MAJOR
from votekit.schema import POSITIONS

ROLLCALL_COLUMNS = (
    "vote_id congress chamber session date kind yea nay present not_voting listed outcome rule"
).split()
TALLY_COLUMNS = ["vote_id", "party", "yea", "nay"]

ELIGIBLE, VOTED, ABSENT, PARTY, BROKE, UNITY, WON, DECIDED = (1 << bit for bit in range(8))
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


@dataclass(frozen=True)
class Scoring:
    """The roll calls that are scored, and what a position on each counts as.

    ``codes`` gives the code of each roll call, by Congress and chamber; ``counts_as`` the bits for
    roll call, side and position; ``days`` the day of each. One row more, which the code
    ``NOT_SCORED`` names, stands for all other roll calls: there nothing counts, and the day is −1.
    """

    codes: Mapping[Place, Mapping[str, int]]
    counts_as: npt.NDArray[np.uint8]
    days: npt.NDArray[np.int32]

    @property
    def places(self) -> list[Place]:
        """The Congresses and chambers that have roll calls to score."""
        return list(self.codes)


def scoring(rollcalls: pa.Table, tallies: pa.Table) -> Scoring:
    """Work out what positions count as on the roll calls that were votes with yeas and nays.

    Takes columns ``ROLLCALL_COLUMNS`` and ``TALLY_COLUMNS``. Elections and quorum calls are left
    out, and so is the closed session that was recorded with all senators absent (s216-116.2020).
    """
    rollcalls = rollcalls.filter(_mask(is_vote(rollcalls)))
    counts_as = np.zeros((rollcalls.num_rows + 1, NO_PARTY + 1, len(POSITIONS) + 1), np.uint8)
    counted = counts_as[:-1]
    counted |= np.uint8(ELIGIBLE)
    counted[:, :, [_YEA, _NAY]] |= np.uint8(VOTED)
    counted[:, :, _NOT_VOTING] |= np.uint8(ABSENT)
    _add_outcomes(counted, rollcalls)
    _add_parties(counted, _party_sides(rollcalls["vote_id"], tallies))
    codes: dict[Place, dict[str, int]] = {}
    columns = (rollcalls[name].to_pylist() for name in ("congress", "chamber", "vote_id"))
    for code, (congress, chamber, vote_id) in enumerate(zip(*columns, strict=True)):
        codes.setdefault((congress, chamber), {})[vote_id] = code
    return Scoring(codes, counts_as, np.append(days_of(rollcalls["date"]), np.int32(-1)))


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


def _party_sides(vote_ids: pa.ChunkedArray, tallies: pa.Table) -> npt.NDArray[np.int8]:
    """Give the side of each roll call's major parties: 1 yea, −1 nay, 0 none."""
    import pyarrow.compute as pc

    code = pc.index_in(tallies["vote_id"], value_set=vote_ids.combine_chunks())
    known = code.is_valid().to_numpy()
    codes = code.fill_null(0).to_numpy()
    parties = tallies["party"].combine_chunks()
    names = parties.dictionary.to_pylist()
    side = np.sign(ints(tallies, "yea") - ints(tallies, "nay"))
    sides = np.zeros((len(vote_ids), len(MAJOR)), np.int8)
    for place, party in enumerate(MAJOR):
        of_party = np.array([name == party for name in names], bool)
        rows = known & of_party[np.from_dlpack(parties.indices)]
        sides[codes[rows], place] = side[rows]
    return sides


def _add_parties(counts_as: npt.NDArray[np.uint8], sides: npt.NDArray[np.int8]) -> None:
    unity = sides[:, 0] * sides[:, 1] < 0
    for party in range(len(MAJOR)):
        own = sides[:, party]
        for position, cast in ((_YEA, 1), (_NAY, -1)):
            bits = np.where(own != 0, PARTY, 0) | np.where(own == -cast, BROKE, 0)
            bits |= np.where(unity, UNITY, 0)
            counts_as[:, party, position] |= bits.astype(np.uint8)


def _add_outcomes(counts_as: npt.NDArray[np.uint8], rollcalls: pa.Table) -> None:
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
        counts_as[:, :, position] |= bits.astype(np.uint8)[:, None]


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
