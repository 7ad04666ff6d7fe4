"""Party measures of one roll call: split, position, cohesion, likeness, defectors.

Definitions: docs/rules.md, "Party measures". Party is the member's on the day of the roll call;
independents stand for themselves unless counted with their caucus on request.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

ORDER = ("R", "D", "I", "ID")
MAJOR = ("D", "R")


@dataclass(frozen=True)
class PartySplit:
    """One party on one roll call; shares are of its members voting, ``None`` where none voted."""

    party: str
    yea: int
    nay: int
    present: int
    not_voting: int

    @property
    def voting(self) -> int:
        """Members who voted yea or nay."""
        return self.yea + self.nay

    @property
    def yea_share(self) -> float | None:
        """Yeas among those voting, 0 to 1."""
        return self.yea / self.voting if self.voting else None

    @property
    def position(self) -> str | None:
        """The side of the majority of the party's members voting; none on a tie.

        Independents have none: they are not a party.
        """
        if self.party not in MAJOR or self.yea == self.nay:
            return None
        return "yea" if self.yea > self.nay else "nay"

    @property
    def cohesion(self) -> float | None:
        """Rice's index of cohesion, |yea − nay| / (yea + nay); ``None`` where none voted."""
        return abs(self.yea - self.nay) / self.voting if self.voting else None


def party_splits(tallies: Iterable[Mapping[str, Any]]) -> list[PartySplit]:
    """Return the parties of one roll call, the larger of the two major ones first.

    Takes rows of ``tallies``; parties are in a fixed order where their sizes are equal.
    """
    splits = [
        PartySplit(str(row["party"]), row["yea"], row["nay"], row["present"], row["not_voting"])
        for row in tallies
    ]
    return sorted(splits, key=_order)


def _order(split: PartySplit) -> tuple[bool, int, int, str]:
    size = split.yea + split.nay + split.present + split.not_voting
    rank = ORDER.index(split.party) if split.party in ORDER else len(ORDER)
    return (split.party not in MAJOR, -size if split.party in MAJOR else 0, rank, split.party)


def likeness(first: PartySplit | None, second: PartySplit | None) -> float | None:
    """Return Rice's index of likeness, 1 − |yea share − yea share|; ``None`` where none voted.

    >>> likeness(PartySplit("R", 51, 1, 0, 0), PartySplit("D", 46, 0, 0, 0))
    0.9807692307692307
    """
    if first is None or second is None or not first.voting or not second.voting:
        return None
    base = first.voting * second.voting
    gap = abs(first.yea * second.voting - second.yea * first.voting)
    return (base - gap) / base


def is_party_unity(democrats: PartySplit | None, republicans: PartySplit | None) -> bool:
    """Tell whether a majority of voting Democrats opposed a majority of voting Republicans.

    CQ's definition of a party-unity vote. A party that is tied, or of which nobody voted, has no
    majority.

    >>> is_party_unity(PartySplit("D", 190, 0, 0, 4), PartySplit("R", 229, 3, 0, 7))
    False
    """
    sides = _sides(democrats, republicans)
    return None not in sides and sides[0] != sides[1]


def is_bipartisan(democrats: PartySplit | None, republicans: PartySplit | None) -> bool:
    """Tell whether both parties' majorities were on the same side.

    >>> is_bipartisan(PartySplit("D", 190, 0, 0, 4), PartySplit("R", 229, 3, 0, 7))
    True
    """
    sides = _sides(democrats, republicans)
    return None not in sides and sides[0] == sides[1]


def _sides(
    democrats: PartySplit | None, republicans: PartySplit | None
) -> tuple[str | None, str | None]:
    return (
        democrats.position if democrats else None,
        republicans.position if republicans else None,
    )
