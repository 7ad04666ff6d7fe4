"""Where marks and labels go that stand on a line and must not cover each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

LEFT, RIGHT = "left", "right"


@dataclass(frozen=True)
class Flag:
    """A label at the end of an upright line at ``x``: ``reach`` pixels from where lines begin.

    The text stands on one ``side`` of the line, from ``start`` (its left edge).
    """

    x: float
    start: float
    width: float
    side: str
    reach: float


def levels(spots: Sequence[float], size: float) -> list[int]:
    """Return the level of each mark: the lowest on which it touches no other.

    ``spots`` are pixels in rising order, ``size`` is a mark's width.

    >>> levels([0, 1, 2, 12], 10)
    [0, 1, 2, 0]
    """
    ends: list[float] = []
    found = []
    for spot in spots:
        level = next((place for place, end in enumerate(ends) if spot - end >= size), len(ends))
        ends[level : level + 1] = [spot]
        found.append(level)
    return found


def flags(
    spots: Sequence[float],
    widths: Sequence[float],
    room: float,
    step: float,
    *,
    side: Callable[[float], str],
    piled: Callable[[float, float], float] = lambda *_: 0.0,
) -> list[Flag]:
    """Place labels at the ends of upright lines, so that no line runs through another's label.

    ``side`` tells on which side of its line a label at some place stands; those on the left are
    nearest where they stand farthest left, and the other way round. A label that has no room there
    is moved into the picture, ``room`` pixels wide. ``step`` is the height of a label, ``piled``
    how far marks reach between two places.

    >>> [flag.reach for flag in flags([10, 20], [30, 30], 100, 12, side=lambda _: "right")]
    [24.0, 12.0]
    """
    found: dict[int, Flag] = {}
    taken: list[Flag] = []
    for name in (LEFT, RIGHT):
        mine = [place for place, spot in enumerate(spots) if side(spot) == name]
        for place in sorted(mine, key=lambda place: spots[place], reverse=name == RIGHT):
            x, width = spots[place], widths[place]
            start = x - width - step * 0.3 if name == LEFT else x + step * 0.3
            start = min(max(0.0, start), room - width)
            reach = piled(min(start, x), max(start + width, x)) + step
            blocked = [one.reach for one in taken if _meet(one, start, width, step)]
            reach = max([reach, *(other + step for other in blocked)])
            found[place] = Flag(x, start, width, name, reach)
            taken.append(found[place])
    return [found[place] for place in range(len(spots))]


def _meet(one: Flag, start: float, width: float, gap: float) -> bool:
    return one.start < start + width + gap and start < one.start + one.width + gap
