"""Where marks and names go that stand along a line and must not cover each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace


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


@dataclass(frozen=True)
class Label:
    """A name: its edges in pixels, its level in marks from the line, the thread at ``x``."""

    lane: str
    x: float
    start: float
    end: float
    level: float
    high: float

    def above(self, others: Sequence["Label"]) -> "Label":
        """Return the label, farther out where others in its lane lie in its way."""
        level = self.level
        for other in sorted(others, key=lambda one: one.level):
            beside = other.start > self.end + 6 or self.start > other.end + 6
            if other.lane == self.lane and not beside and level < other.level + other.high:
                level = max(level, other.level + other.high)
        return replace(self, level=level)

    def crosses(self, other: "Label") -> bool:
        """Tell whether the thread of either runs through the other's words."""
        if self.lane != other.lane or self.level == other.level:
            return False
        near, far = sorted((self, other), key=lambda one: one.level)
        return near.start - 2 <= far.x <= near.end + 2
