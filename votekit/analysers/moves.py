"""Who moved between two roll calls of one chamber: a member's position before and after."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from votekit.schema import POSITIONS
from votekit.words.names import tag

Row = Mapping[str, Any]

NOT_LISTED = "not_listed"
PLACES = (*POSITIONS, NOT_LISTED)
"""Where a member can stand on a roll call, in the order of a transition table."""


@dataclass(frozen=True)
class Move:
    """One member on two roll calls; ``before`` and ``after`` are of ``PLACES``.

    Name, party and state are those of the second roll call, or of the first where the member is
    not listed on the second; ``party_before`` differs where the member changed party between.
    """

    member_id: str
    name: str
    party: str
    state: str
    before: str
    after: str
    party_before: str

    @property
    def moved(self) -> bool:
        """Whether the member stands elsewhere on the second roll call."""
        return self.before != self.after

    @property
    def yea_change(self) -> int:
        """What the move adds to the yeas: 1, 0 or −1."""
        return (self.after == "yea") - (self.before == "yea")

    @property
    def nay_change(self) -> int:
        """What the move adds to the nays: 1, 0 or −1."""
        return (self.after == "nay") - (self.before == "nay")


@dataclass(frozen=True)
class PartyMoves:
    """What one party added to each place from the first roll call to the second."""

    party: str
    yea: int
    nay: int
    present: int
    not_voting: int
    not_listed: int


def moves(first: Iterable[Row], second: Iterable[Row]) -> list[Move]:
    """Return every member of either roll call with the position on both: one entry per member.

    Takes the rows of ``positions`` of two roll calls of one chamber (``member_id``, ``name``,
    ``party``, ``state``, ``position``). Those who did not move are in it as well, and the order is
    that of the rows, the first roll call's before the rest. Whoever is on one roll call only is
    ``not_listed`` on the other: sworn in or gone in between, or the Speaker.

    >>> before = [{"member_id": "S1", "name": "A", "party": "D", "state": "VT", "position": "yea"}]
    >>> after = [{"member_id": "S1", "name": "A", "party": "D", "state": "VT", "position": "nay"}]
    >>> [(move.before, move.after, move.yea_change) for move in moves(before, after)]
    [('yea', 'nay', -1)]
    """
    earlier = {row["member_id"]: row for row in first}
    later = {row["member_id"]: row for row in second}
    joined = [
        (earlier.get(one), later.get(one), later.get(one) or earlier[one])
        for one in dict.fromkeys([*earlier, *later])
    ]
    return [
        Move(
            member_id=row["member_id"],
            name=row["name"],
            party=row["party"],
            state=row["state"],
            before=_place(old),
            after=_place(new),
            party_before=(old or row)["party"],
        )
        for old, new, row in joined
    ]


def _place(row: Row | None) -> str:
    return NOT_LISTED if row is None else row["position"]


def transitions(moved: Iterable[Move]) -> dict[str, dict[str, int]]:
    """Count members by place before (outer) and after (inner): all places, zeros included."""
    counts = Counter((move.before, move.after) for move in moved)
    return {before: {after: counts[before, after] for after in PLACES} for before in PLACES}


def net_by_party(moved: Iterable[Move]) -> list[PartyMoves]:
    """Return what each party added to each place; a member counts with the party of the day.

    A member who changed party leaves the one and joins the other, so a party's numbers sum to 0
    only where nobody did.
    """
    changes: dict[str, Counter[str]] = {}
    for move in moved:
        changes.setdefault(move.party_before, Counter())[move.before] -= 1
        changes.setdefault(move.party, Counter())[move.after] += 1
    ordered = sorted(changes, key=lambda party: (party not in {"D", "R"}, party))
    return [PartyMoves(party, *(changes[party][place] for place in PLACES)) for party in ordered]


@dataclass(frozen=True, repr=False)
class Comparison:
    """Two roll calls of one chamber, and who moved between them.

    ``first`` and ``second`` are the roll calls (id, day, question, counts, outcome, source);
    ``moves`` has those who moved, ``stayed`` counts the others; ``transitions`` counts all members
    by place before and after; ``parties`` is what each party added to each place.
    """

    chamber: str
    first: dict[str, Any]
    second: dict[str, Any]
    moves: list[Move]
    stayed: int
    transitions: dict[str, dict[str, int]]
    parties: list[PartyMoves]
    notes: list[str]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON contract."""
        return asdict(self)

    def __repr__(self) -> str:
        return (
            f"<Comparison {self.first['vote_id']} to {self.second['vote_id']}: "
            f"{len(self.moves)} moved>"
        )

    def _repr_markdown_(self) -> str:
        lines = [
            f"**{self.first['vote_id']} to {self.second['vote_id']}: {len(self.moves)} moved**",
            "",
            "| member | before | after |",
            "|---|---|---|",
        ]
        lines += [f"| {tag(move)} | {move.before} | {move.after} |" for move in self.moves]
        return "\n".join(lines)
