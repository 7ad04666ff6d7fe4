"""The arithmetic of a veto: needed, cushion, ways to sustain or override, worst and best case.

Rule: U.S. Const. art. I, § 7; Missouri Pacific Ry. v. Kansas, 248 U.S. 276 (1919): two thirds of
the members voting, a quorum being present. Formulas: docs/rules.md, "Veto arithmetic".
Integers only.

The plain formulas take whole numbers or integer arrays alike, so one roll call and the whole
record are counted by the same code.

Examples
--------
H.R. 3043 of the 110th Congress in the House (h1122-110.2007): 277–141 with 15 away.

>>> two_thirds(277 + 141), cushion(277, 141)
(279, -2)
>>> ways_to_override(277, 141, 15)
WaysToOverride(nay_to_yea=2, nays_stay_away=3, absent_arrive_yea=5)
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from votekit.congresses import SEATS

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Number = TypeVar("Number", int, npt.NDArray[np.int64])
else:
    Number = TypeVar("Number")


def two_thirds(voting: Number) -> Number:
    """Return q, the yeas that two thirds of those voting take: ⌈2V/3⌉.

    >>> two_thirds(100), two_thirds(422), two_thirds(0)
    (67, 282, 0)
    """
    return -(-2 * voting // 3)


def cushion(yea: Number, nay: Number) -> Number:
    """Return c = Y − q: yeas to spare above two thirds; negative when short.

    >>> cushion(98, 2), cushion(419, 3)
    (31, 137)
    """
    return yea - two_thirds(yea + nay)


def is_veto_proof(yea: int, nay: int) -> bool:
    """Tell whether 3Y ≥ 2V; a roll call on which nobody voted is not.

    >>> is_veto_proof(2, 1), is_veto_proof(277, 141), is_veto_proof(0, 0)
    (True, False, False)
    """
    return yea + nay > 0 and cushion(yea, nay) >= 0


@dataclass(frozen=True)
class WaysToSustain:
    """What, each alone, turns a veto-proof vote into one that sustains; ``None``: impossible."""

    yea_to_nay: int | None
    yeas_stay_away: int | None
    absent_arrive_nay: int | None


@dataclass(frozen=True)
class WaysToOverride:
    """What, each alone, turns a vote that is short into a veto-proof one; ``None``: impossible."""

    nay_to_yea: int | None
    nays_stay_away: int | None
    absent_arrive_yea: int | None


def ways_to_sustain(yea: int, nay: int, away: int) -> WaysToSustain | None:
    """Return the smallest number of changes of each kind that would sustain a veto.

    ``None`` when the vote is not veto-proof: it sustains as it is.

    >>> ways_to_sustain(98, 2, 0)
    WaysToSustain(yea_to_nay=32, yeas_stay_away=95, absent_arrive_nay=None)
    """
    if not is_veto_proof(yea, nay):
        return None
    surplus = 3 * yea - 2 * (yea + nay)
    arrive = surplus // 2 + 1
    # With no nay at all, the yeas cannot stay away until there are too few: nobody is left to vote.
    stay_away = surplus + 1
    return WaysToSustain(
        yea_to_nay=cushion(yea, nay) + 1,
        yeas_stay_away=stay_away if stay_away <= yea else None,
        absent_arrive_nay=arrive if arrive <= away else None,
    )


def ways_to_override(yea: int, nay: int, away: int) -> WaysToOverride | None:
    """Return the smallest number of changes of each kind that would make the vote veto-proof.

    ``None`` when it is veto-proof already, or when nobody voted.

    >>> ways_to_override(53, 45, 2)
    WaysToOverride(nay_to_yea=13, nays_stay_away=19, absent_arrive_yea=None)
    """
    if yea + nay == 0 or is_veto_proof(yea, nay):
        return None
    missing = 2 * (yea + nay) - 3 * yea
    leave = -(-missing // 2)
    return WaysToOverride(
        nay_to_yea=-cushion(yea, nay),
        # Where every member voted nay, nobody's leaving makes two thirds of those who stay.
        nays_stay_away=leave if leave <= nay and yea > 0 else None,
        absent_arrive_yea=missing if missing <= away else None,
    )


@dataclass(frozen=True)
class Case:
    """A count as it could have been, and whether it would be veto-proof."""

    yea: int
    nay: int
    needed: int
    veto_proof: bool


def case(yea: int, nay: int) -> Case:
    """Return the verdict on a count.

    >>> case(419, 14)
    Case(yea=419, nay=14, needed=289, veto_proof=True)
    """
    return Case(yea, nay, two_thirds(yea + nay), is_veto_proof(yea, nay))


@dataclass(frozen=True)
class FullChamber:
    """The yeas held against two thirds of a number of seats."""

    seats: int
    needed: int
    cushion: int


def full_chamber(yea: int, seats: int) -> FullChamber:
    """Hold the yeas against two thirds of all seats (67 of 100, 290 of 435).

    >>> full_chamber(98, 100)
    FullChamber(seats=100, needed=67, cushion=31)
    """
    return FullChamber(seats, two_thirds(seats), yea - two_thirds(seats))


@dataclass(frozen=True)
class VetoMargin:
    """All that the veto arithmetic says of one roll call.

    ``worst_case`` has every member who was away vote nay, ``best_case`` yea; ``listed`` holds the
    yeas against the members on the day's roll, ``full_chamber`` against all seats.
    """

    needed: int
    cushion: int
    veto_proof: bool
    to_sustain: WaysToSustain | None
    to_override: WaysToOverride | None
    worst_case: Case
    best_case: Case
    full_chamber: FullChamber
    listed: FullChamber

    @property
    def absence_proof(self) -> bool:
        """Whether even the worst case is veto-proof."""
        return self.worst_case.veto_proof


def veto_margin(chamber: str, yea: int, nay: int, away: int) -> VetoMargin:
    """Return the veto arithmetic of one roll call; ``away`` did not vote or answered present.

    >>> margin = veto_margin("house", 419, 3, 11)
    >>> margin.needed, margin.cushion, margin.absence_proof
    (282, 137, True)
    """
    return VetoMargin(
        needed=two_thirds(yea + nay),
        cushion=cushion(yea, nay),
        veto_proof=is_veto_proof(yea, nay),
        to_sustain=ways_to_sustain(yea, nay, away),
        to_override=ways_to_override(yea, nay, away),
        worst_case=case(yea, nay + away),
        best_case=case(yea + away, nay),
        full_chamber=full_chamber(yea, SEATS[chamber]),
        listed=full_chamber(yea, yea + nay + away),
    )
