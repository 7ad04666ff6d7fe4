"""How each member voted before: on the same bill, and against the party in that Congress."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from votekit.analysers.parties import MAJOR
from votekit.rules import TEXT_STAGES

Row = Mapping[str, Any]

_CAST = {"yea": 1, "nay": -1}
NOBODYS: Mapping[str, Collection[str]] = {}
_Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Crossings:
    """Of ``votes`` cast on party-unity roll calls, ``against`` the party's position."""

    against: int = 0
    votes: int = 0

    @property
    def rate(self) -> float | None:
        """The share against the member's party, 0 to 1; ``None`` without such a vote."""
        return self.against / self.votes if self.votes else None


@dataclass
class OnBill:
    """One member on the earlier roll calls on a bill.

    ``yea`` and ``nay`` are the roll calls on its text or its veto where the member voted so;
    of ``others``, the rest on which member and party took a side, ``broke`` are those
    where the two differed.
    """

    yea: list[str] = field(default_factory=list)
    nay: list[str] = field(default_factory=list)
    broke: list[str] = field(default_factory=list)
    others: int = 0


@dataclass(frozen=True)
class Votes:
    """The positions of one chamber in one Congress as arrays, an entry a position."""

    vote_ids: list[str]
    member_ids: list[str]
    vote: _Ints
    member: _Ints
    cast: _Ints
    side: _Ints
    unity: npt.NDArray[np.bool_]


def votes_of(
    positions: pa.Table, tallies: pa.Table, tactical: Mapping[str, Collection[str]] = NOBODYS
) -> Votes:
    """Bring positions to arrays, each with its party's position on that roll call.

    Takes ``vote_id``, ``member_id``, ``position``, ``party`` of the positions of one chamber and
    Congress, and the tallies of it. ``cast`` is 1 (yea), −1 (nay) or 0; ``side`` the same of the
    party's majority, 0 where there is none; ``unity`` marks CQ's party-unity votes. ``tactical``
    gives floor leaders' nays (member to roll calls) that were no breach of ranks: there the leader
    is taken to have had no side to leave.
    """
    positions = positions.drop_null()  # candidates' names in elections are no positions
    vote_ids, vote = _coded(positions["vote_id"])
    member_ids, member = _coded(positions["member_id"])
    words, position = _coded(positions["position"])
    parties, party = _coded(positions["party"])
    taken = np.array([_CAST.get(word, 0) for word in words], np.int64)
    sides = _sides(tallies, vote_ids)
    place = {name: code for code, name in enumerate(vote_ids)}
    columns = np.array([MAJOR.index(name) if name in MAJOR else len(MAJOR) for name in parties])
    side = sides[vote, columns[party]]
    for leader, named in tactical.items():
        if leader in member_ids:
            apart = np.isin(vote, [place[name] for name in named if name in place])
            side[apart & (member == member_ids.index(leader))] = 0
    return Votes(
        vote_ids=vote_ids,
        member_ids=member_ids,
        vote=vote,
        member=member,
        cast=taken[position],
        side=side,
        unity=(sides[:, 0] * sides[:, 1] < 0)[vote],
    )


def crossings(votes: Votes) -> dict[str, Crossings]:
    """Return, for each member, how often the votes on party-unity roll calls crossed party lines.

    Rule: docs/rules.md, "Party measures"; the complement of the party-unity score.
    """
    counted = votes.unity & (votes.cast != 0) & (votes.side != 0)
    crossed = counted & (votes.cast != votes.side)
    size = len(votes.member_ids)
    total = np.bincount(votes.member[counted], minlength=size)
    against = np.bincount(votes.member[crossed], minlength=size)
    return {
        member: Crossings(int(against[code]), int(total[code]))
        for code, member in enumerate(votes.member_ids)
    }


def on_bill(votes: Votes, earlier: Sequence[Row], members: Collection[str]) -> dict[str, OnBill]:
    """Return how some members voted on the earlier roll calls on a bill.

    ``earlier`` are the rows of ``rollcalls``, in the order in which they were held.
    """
    found = {member: OnBill() for member in members}
    codes = {vote_id: code for code, vote_id in enumerate(votes.vote_ids)}
    # The votes of a roll call stand together, so that each is cut out once.
    for row in earlier:
        on_text = row["stage"] in TEXT_STAGES or row["stage"] == "override"
        for place in np.flatnonzero(votes.vote == codes.get(row["vote_id"], -1)).tolist():
            entry = found.get(votes.member_ids[votes.member[place]])
            cast, side = int(votes.cast[place]), int(votes.side[place])
            if entry is None or not cast:
                continue
            if on_text:
                (entry.yea if cast > 0 else entry.nay).append(row["vote_id"])
            elif side:
                entry.others += 1
                if cast != side:
                    entry.broke.append(row["vote_id"])
    return found


def _coded(column: pa.ChunkedArray) -> tuple[list[str], _Ints]:
    """Return the distinct values of a column and each entry's place among them."""
    whole = column.unify_dictionaries().combine_chunks()
    if not pa.types.is_dictionary(whole.type):
        whole = whole.dictionary_encode()
    return whole.dictionary.to_pylist(), np.from_dlpack(whole.indices).astype(np.int64)


def _sides(tallies: pa.Table, vote_ids: Sequence[str]) -> _Ints:
    """Return the position of each major party on each roll call; the last column is no party's."""
    place = {vote_id: index for index, vote_id in enumerate(vote_ids)}
    sides = np.zeros((len(vote_ids), len(MAJOR) + 1), np.int64)
    names = ("vote_id", "party", "yea", "nay")
    for vote_id, party, yea, nay in zip(
        *(tallies[name].to_pylist() for name in names), strict=True
    ):
        if party in MAJOR and vote_id in place:
            sides[place[vote_id], MAJOR.index(party)] = (yea > nay) - (nay > yea)
    return sides
