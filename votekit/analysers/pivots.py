"""Pivots of a chamber by Voteview's first dimension, and the gridlock interval between them.

Rule: Krehbiel, Pivotal Politics: A Theory of U.S. Lawmaking (1998), chapter 2. The filibuster pivot
is the senator whose vote makes three fifths of the full Senate, the veto pivot the member whose
vote makes two thirds, each counted from either side.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from votekit.analysers.margin import as_plain
from votekit.congresses import SEATS

LEFT, RIGHT = "left", "right"
SIDE_OF = {"D": LEFT, "R": RIGHT}
FRACTIONS = {"filibuster": (3, 5), "veto": (2, 3)}


@dataclass(frozen=True)
class Scored:
    """One member of the roster with the score in Voteview's first dimension, if there is one."""

    name: str
    party: str
    state: str
    id: str
    score: float | None


@dataclass(frozen=True)
class Pivot:
    """One pivot: the ``place``-th of those with a score, counted from one ``side``.

    ``of`` says what the fraction is taken of: ``full`` chamber (100 or 435), or the ``roster`` of
    the day. The median may be two members.
    """

    kind: str
    of: str
    side: str | None
    place: int
    member: Scored


@dataclass(frozen=True)
class Gridlock:
    """The interval of policies that cannot be moved: its ends, who holds them, who is inside."""

    low: float
    high: float
    low_pivot: Pivot
    high_pivot: Pivot
    inside: int

    @property
    def width(self) -> float:
        """The length of the interval."""
        return self.high - self.low


@dataclass(frozen=True)
class NextRoster:
    """The chamber's next roll call, where it lists others: who came, who went, whose pivot moves.

    ``moved`` are the pivots (the median, and those of the full chamber) that would be others'.
    """

    vote_id: str
    day: str
    joined: list[Scored]
    gone: list[Scored]
    moved: list[Pivot]


@dataclass(frozen=True, repr=False)
class Pivots:
    """The pivots of one chamber on one day.

    ``vote_id`` is the roll call whose list is the roster, held on ``roster_day``; ``listed``
    members stand on it (delegates left out), ``scored`` of them have a score, ``unscored`` names
    the rest. ``gridlock`` is between the pivots of the full chamber. ``next_roster`` is the
    chamber's next roll call of that Congress, where it lists others than this one.
    """

    congress: int
    chamber: str
    day: str
    vote_id: str
    roster_day: str
    source_url: str
    president: str
    president_party: str
    listed: int
    scored: int
    unscored: list[Scored]
    delegates: int
    scores_from: list[str]
    pivots: list[Pivot]
    gridlock: Gridlock | None
    next_roster: NextRoster | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON contract."""
        told: dict[str, Any] = as_plain(asdict(self))
        if self.gridlock:
            told["gridlock"]["width"] = self.gridlock.width
        return told

    def __repr__(self) -> str:
        told = ", ".join(
            f"{one.kind} {one.member.name} {one.member.score:.3f}"
            for one in self.pivots
            if one.of == "full" or one.kind == "median"
        )
        return f"<Pivots {self.chamber} {self.congress} on {self.day}: {told}>"


def median_pivots(ordered: Sequence[Scored]) -> list[Pivot]:
    """Return the median, or the two medians of an even number; members from left to right.

    >>> three = [Scored(name, "D", "NY", name, score) for name, score in zip("abc", (-1, 0, 1))]
    >>> [pivot.member.name for pivot in median_pivots(three)]
    ['b']
    """
    places = sorted({(len(ordered) + 1) // 2, len(ordered) // 2 + 1})
    return [Pivot("median", "roster", None, place, ordered[place - 1]) for place in places]


def fraction_pivots(ordered: Sequence[Scored], kind: str, of: str, base: int) -> list[Pivot]:
    """Return the two pivots of a fraction of ``base``: counted from the left, and from the right.

    None where fewer members have a score than the fraction takes.

    >>> ten = [Scored(name, "D", "NY", name, place) for place, name in enumerate("abcdefghij")]
    >>> [pivot.member.name for pivot in fraction_pivots(ten, "filibuster", "roster", 10)]
    ['f', 'e']
    """
    top, bottom = FRACTIONS[kind]
    place = -(-top * base // bottom)
    if place > len(ordered):
        return []
    return [
        Pivot(kind, of, LEFT, place, ordered[place - 1]),
        Pivot(kind, of, RIGHT, place, ordered[-place]),
    ]


def chamber_pivots(chamber: str, ordered: Sequence[Scored], listed: int) -> list[Pivot]:
    """Return all pivots of a chamber; ``ordered`` have scores and stand from left to right."""
    kinds = ("veto",) if chamber == "house" else ("filibuster", "veto")
    return [
        *median_pivots(ordered),
        *(
            pivot
            for kind in kinds
            for of, base in (("full", SEATS[chamber]), ("roster", listed))
            for pivot in fraction_pivots(ordered, kind, of, base)
        ),
    ]


def gridlock_interval(
    pivots: Sequence[Pivot], ordered: Sequence[Scored], president_party: str
) -> Gridlock | None:
    """Return the gridlock interval of a chamber, under a president of a party.

    From the veto pivot on the president's side to the filibuster pivot on the other; in the House,
    which has no filibuster, to the median. ``None`` where a pivot is missing or the president is of
    neither party. The veto pivot on the right is the one that two thirds counted from the left
    need: a veto from the right is overridden from the left.
    """
    side = SIDE_OF.get(president_party)
    if side is None:
        return None
    opposite = LEFT if side == RIGHT else RIGHT
    # Two thirds that override come from the other side; three fifths for cloture from this one.
    veto = _find(pivots, "veto", opposite)
    medians = [one for one in pivots if one.kind == "median"]
    other = _find(pivots, "filibuster", side) or medians[0 if side == RIGHT else -1]
    if veto is None or veto.member.score is None or other.member.score is None:
        return None
    low, high = (other, veto) if side == RIGHT else (veto, other)
    assert low.member.score is not None
    assert high.member.score is not None
    inside = sum(
        low.member.score <= one.score <= high.member.score
        for one in ordered
        if one.score is not None
    )
    return Gridlock(low.member.score, high.member.score, low, high, inside)


def _find(pivots: Sequence[Pivot], kind: str, side: str) -> Pivot | None:
    return next(
        (one for one in pivots if (one.kind, one.of, one.side) == (kind, "full", side)), None
    )


def moved_pivots(before: Sequence[Pivot], after: Sequence[Pivot]) -> list[Pivot]:
    """Return the pivots of the chamber that are held by others than before.

    >>> one, two = (Scored(name, "D", "NY", name, 0.0) for name in "ab")
    >>> was, now = (Pivot("veto", "full", LEFT, 67, member) for member in (one, two))
    >>> [pivot.member.name for pivot in moved_pivots([was], [now])]
    ['b']
    """
    held = {(one.kind, one.side, one.member.id) for one in before}
    return [
        one
        for one in after
        if (one.of == "full" or one.kind == "median")
        and (one.kind, one.side, one.member.id) not in held
    ]


def left_to_right(roster: Sequence[Scored]) -> list[Scored]:
    """Return the members with a score from left to right; equal ones by name."""
    known = [one for one in roster if one.score is not None]
    return sorted(known, key=lambda one: (one.score or 0.0, one.name))
