"""How the chambers of a hemicycle share a picture: columns, and words below or beside arcs."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from votekit.analysers.roster import Roster
from votekit.charts.frame import Frame
from votekit.charts.hemicycle_legend import Legend

BESIDE = 0.3
"""What part of a chamber's width the words take when they stand beside the arcs."""
WORDS_WIDE = 190
"""The least width of a chamber's words beside the arcs, in units of the picture's type."""


@dataclass(frozen=True)
class Plan:
    """Where the chambers stand: ``columns`` of cells of a size, ``beside`` the words at the side.

    ``above`` is kept free above the arcs and ``below`` beneath them, in pixels.
    """

    columns: int
    gap: float
    cell: tuple[float, float]
    above: float
    below: float
    beside: bool

    @property
    def apart(self) -> float:
        """The width that words beside the arcs take, with a gap."""
        return self.cell[0] * BESIDE if self.beside else 0

    @property
    def reach(self) -> float:
        """How far the arcs reach from their centre, seats included."""
        wide, high = self.cell
        return max(1.0, min((wide - self.apart) / 2, high - self.above - self.below))

    @property
    def large(self) -> bool:
        """Whether the arcs take most of the width or of the height that is theirs."""
        return self.reach >= 0.36 * min(self.cell[0] - self.apart, self.cell[1])

    def corner(self, number: int) -> tuple[float, float]:
        """Return the upper left corner of a chamber's cell."""
        wide, high = self.cell
        column, line = number % self.columns, number // self.columns
        return column * (wide + self.gap), line * (high + self.gap)


def plan(frame: Frame, rosters: Sequence[Roster], label: float) -> tuple[Plan, float]:
    """Return the plan with the largest arcs, and the height of the plot.

    No cell is narrower than ``label``, the widest that stands above the arcs.

    Where the height is given, words may stand beside the arcs and chambers in as many columns as
    there are; otherwise in two columns, or one in a narrow picture, as high as they need.
    """
    many = len(rosters)
    gap = frame.type(24)
    above = frame.type(44 if many > 1 else 20)
    usual = 1 if frame.narrow else min(many, 2)
    wide = _wide(frame, usual, gap)
    below = _below(frame, rosters, wide)
    lines = math.ceil(many / usual)
    height = frame.height((wide / 2 + above + below) * lines + gap * (lines - 1))
    fixed = frame.style.size.height is not None
    fitting = [count for count in range(1, many + 1) if _wide(frame, count, gap) >= label]
    columns = fitting or [1] if fixed else [usual]
    found = []
    for count in columns:
        wide, lines = _wide(frame, count, gap), math.ceil(many / count)
        cell = (wide, (height - gap * (lines - 1)) / lines)
        found.append(Plan(count, gap, cell, above, _below(frame, rosters, wide), beside=False))
        if fixed and wide * BESIDE >= frame.type(WORDS_WIDE):
            found.append(Plan(count, gap, cell, above, frame.type(8), beside=True))
    return max(found, key=lambda one: one.reach), height


def _wide(frame: Frame, columns: int, gap: float) -> float:
    return (frame.width - gap * (columns - 1)) / columns


def _below(frame: Frame, rosters: Sequence[Roster], wide: float) -> float:
    return max(Legend(frame, vote, wide).height for vote in rosters)
