"""The timeline of a bill: a line for each roll call, its yeas among those voting against the need.

Roll calls on amendments and motions that follow on one another share a line, a dot for each, when
there are many.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from votekit.charts.frame import Frame
from votekit.charts.lettering import shorten, text_width
from votekit.charts.picture import Picture
from votekit.charts.swarm import levels
from votekit.charts.theme import Style, Theme
from votekit.charts.timeline_story import (
    Line,
    Step,
    gathered,
    run_outcome,
    steps_of,
    timeline_rows,
    timeline_story,
)
from votekit.charts.vegalite import Row, Sketch, Spec, colours, layer, pixels, words
from votekit.errors import RequestError
from votekit.words.counts import against, tally

ONE_BY_ONE = 10
"""Up to so many roll calls each have a line."""
LABELS, COUNTS = 0.37, 0.24
SCALE = 24
TIGHTEST = 0.82
"""The parts of the width for what a roll call was on, and for its count."""


def timeline_chart(bill_id: str, rollcalls: Sequence[Mapping[str, Any]], style: Style) -> Picture:
    """Draw a bill's roll calls in both chambers in order; takes its rows of ``rollcalls``.

    Raises
    ------
    RequestError
        When the bill has no roll call with yeas and nays, or they do not fit a fixed height.
    """
    steps = steps_of(bill_id, rollcalls)
    frame = Frame(style, timeline_story(bill_id, steps))
    each = [Line([step]) for step in steps]
    lines = each if len(steps) <= ONE_BY_ONE else gathered(steps)
    plan = Plan(frame, lines, compact=False)
    height = frame.height(plan.natural)
    if plan.least > height:
        plan = Plan(frame, gathered(steps), compact=not frame.narrow)
    if plan.least > height:
        raise RequestError(
            f"{len(plan.lines)} steps of {bill_id} do not fit into {style.size.height} pixels: "
            "take --size web, which grows."
        )
    drawing = _Drawing(plan, Sketch(), [], height)
    drawing.draw()
    layers = [*drawing.sketch.layers(), *_dots(drawing.dots, frame)]
    return frame.picture("timeline", layers, timeline_rows(steps), height)


@dataclass(frozen=True)
class Plan:
    """The lines and their heights; ``compact`` ones hold what else stands below the label."""

    frame: Frame
    lines: list[Line]
    compact: bool

    @property
    def unit(self) -> float:
        """A pixel of a picture of usual size."""
        return self.frame.style.size.text

    @property
    def natural(self) -> float:
        """The height that the lines take."""
        return sum(self.tall(line) for line in self.lines) * self.unit + SCALE * self.unit

    @property
    def least(self) -> float:
        """The height into which they can be pressed."""
        return (self.natural - SCALE * self.unit) * TIGHTEST + SCALE * self.unit

    @property
    def track(self) -> tuple[float, float]:
        """Where shares are drawn: none and all yeas."""
        if self.frame.narrow:
            return 0, self.frame.width
        return LABELS * self.frame.width, (1 - COUNTS) * self.frame.width

    def tall(self, line: Line) -> float:
        """Return the height of a line in units of the picture's type."""
        usual = 56 if self.frame.narrow else 28 if self.compact else 44
        if not line.is_run:
            return usual
        room = 2 if usual == 44 else 0
        return usual + dot(line) * max(0, max(self.stacked(line)) - room)

    def stacked(self, line: Line) -> list[int]:
        """Return the level of each dot of a run, in rising order of the yea share."""
        left, right = self.track
        spots = sorted(left + (right - left) * step.row["yea"] / step.voting for step in line.steps)
        return levels(spots, dot(line) * self.unit)


def dot(line: Line) -> float:
    """Return the step from dot to dot, in units of the picture's type: the more, the smaller."""
    return 8 if len(line.steps) <= 12 else 6.5 if len(line.steps) <= 30 else 5.5


@dataclass(frozen=True)
class _Drawing:
    """The lines being drawn from the top."""

    plan: Plan
    sketch: Sketch
    dots: list[Row]
    height: float

    @property
    def frame(self) -> Frame:
        """The frame."""
        return self.plan.frame

    @property
    def theme(self) -> Theme:
        """The colours."""
        return self.frame.style.theme

    def draw(self) -> None:
        unit = self.plan.unit
        stretch = (self.height - unit * SCALE) / (self.plan.natural - unit * SCALE)
        self._scale()
        y = unit * SCALE
        for line in self.plan.lines:
            tall = self.plan.tall(line) * unit * stretch
            self._line(line, y, y + tall)
            y += tall

    def _scale(self) -> None:
        left, right = self.plan.track
        unit, size = self.plan.unit, self.frame.type(12)
        for share, text, align in ((0.5, "half", "center"), (1.0, "all yeas", "right")):
            x = left + (right - left) * share
            self.sketch.word(text, x, size, size, self.theme.muted, align=align)
        if not self.frame.narrow:
            self._grid((unit * 18, self.height))
        self.sketch.line((unit * 2, unit * 2), (unit, unit * 14), self.theme.ink, unit * 2.5)
        self.sketch.word("needed", unit * 9, size, size, self.theme.muted)
        if any(line.is_run for line in self.plan.lines) and not self.frame.narrow:
            told = "dots: a roll call each, hollow if rejected"
            at = unit * 20 + text_width("needed", size)
            self.sketch.word(told, at, size, size * 0.92, self.theme.muted)

    def _grid(self, y: tuple[float, float]) -> None:
        """Draw nothing, half and all, below what is drawn later."""
        left, right = self.plan.track
        for x in (left, (left + right) / 2, right):
            half = self.frame.type(0.5)
            self.sketch.box((x - half, x + half), y, self.theme.grid)

    def _line(self, line: Line, top: float, below: float) -> None:
        unit, upper = self.plan.unit, top + self.plan.unit * 14
        if self.plan.compact:
            self._in_one_line(line, upper)
            floor, middle = below - unit * 8, upper - unit * 4
        else:
            self._in_two_lines(line, upper)
            floor = below - unit * 12
            middle = below - unit * 14 if self.frame.narrow else top + unit * 16
        if line.is_run:
            self._run(line, floor)
        else:
            self._bar(line.steps[0], middle)

    def _in_two_lines(self, line: Line, upper: float) -> None:
        unit, wide = self.plan.unit, self.frame.width
        main, more = _counts(line, together=self.frame.narrow)
        room = self.plan.track[0] - unit * 14
        if self.frame.narrow:
            room = wide - unit * 14 - text_width(main, unit * 13, bold=True)
        label = shorten(line.label, room, unit * 14, bold=True)
        self._say(label, 0, upper, unit * 14, bold=True)
        self._say(line.when, 0, upper + unit * 16, unit * 12)
        self._say_right(main, wide, upper, unit * 13, bold=not line.is_run)
        self._say_right(more, wide, upper + unit * 16, self._fitted(more, wide))

    def _in_one_line(self, line: Line, upper: float) -> None:
        unit, wide = self.plan.unit, self.frame.width
        main, more = _counts(line, together=True)
        room = self.plan.track[0] - unit * 14
        chamber = text_width("Senate  ", unit * 11)
        label = shorten(line.label, room - chamber, unit * 13, bold=True)
        self._say(label, 0, upper, unit * 13, bold=True)
        used = text_width(f"{label}  ", unit * 13, bold=True)
        fits = (one for one in line.shorter_when if text_width(one, unit * 11) <= room - used)
        self._say(next(fits, ""), used, upper, unit * 11)
        self._say_right(main, wide, upper, unit * 13, bold=not line.is_run)
        edge = wide - text_width(f"{main}  ", unit * 13, bold=True)
        more = more.removesuffix(" needed").replace(" the ", " ")
        self._say_right(more, edge, upper, self._fitted(more, edge))

    def _say(self, text: str, x: float, y: float, size: float, *, bold: bool = False) -> None:
        colour = self.theme.ink if bold else self.theme.muted
        self.sketch.word(text, x, y, size, colour, bold=bold)

    def _say_right(self, text: str, x: float, y: float, size: float, *, bold: bool = False) -> None:
        colour = self.theme.ink if bold else self.theme.muted
        self.sketch.word(text, x, y, size, colour, align="right", bold=bold)

    def _fitted(self, text: str, edge: float) -> float:
        """Return the type size at which a text ends before the shares begin."""
        unit, size = self.plan.unit, self.plan.unit * 12
        room = unit * 130 if self.frame.narrow else edge - self.plan.track[1] - unit * 10
        while text_width(text, size) > room and size > unit * 9:
            size -= 0.5
        return size

    def _bar(self, step: Step, middle: float) -> None:
        left, right = self.plan.track
        unit, theme = self.plan.unit, self.theme
        wide = right - left
        end = left + wide * step.row["yea"] / step.voting
        y = (middle - unit * 6, middle + unit * 6)
        if self.frame.narrow:
            self._grid((y[0] - unit * 2, y[1] + unit * 2))
        fill = theme.accent if step.passed else theme.light(theme.accent)
        told = f"{step.row['vote_id']}, {step.label}: {step.told}"
        self.sketch.box((left, right), y, theme.background, stroke=theme.grid, told=told)
        self.sketch.box((left, end), y, fill, stroke=theme.accent, told=told)
        x = left + wide * min(1.0, step.needed / step.voting)
        ends = (y[0] - unit * 3, y[1] + unit * 3)
        self.sketch.line((x, x), ends, theme.background, unit * 5)
        self.sketch.line((x, x), ends, theme.ink, unit * 2.5)

    def _run(self, line: Line, floor: float) -> None:
        left, right = self.plan.track
        unit = self.plan.unit
        ordered = sorted(line.steps, key=lambda step: step.row["yea"] / step.voting)
        if self.frame.narrow:
            self._grid((floor - unit * 6, floor + unit * 8))
        for step, level in zip(ordered, self.plan.stacked(line), strict=True):
            self.dots.append(
                {
                    "x": round(left + (right - left) * step.row["yea"] / step.voting, 2),
                    "y": round(floor - level * unit * dot(line), 2),
                    "fill": self.theme.accent if step.passed else self.theme.background,
                    "told": f"{step.row['vote_id']}, {step.label}: {step.told}",
                    "vote_id": step.row["vote_id"],
                    "size": round((unit * (dot(line) - 1)) ** 2, 1),
                }
            )


def _counts(line: Line, *, together: bool) -> tuple[str, str]:
    """Return the count of a line, and what stands beside or below it."""
    if line.is_run:
        passed, rejected = run_outcome(line.steps).split(", ")
        return (f"{passed}, {rejected}", "") if together else (passed, rejected)
    step = line.steps[0]
    count = tally(step.row["yea"], step.row["nay"])
    if step.row["vice_president"]:
        return count, f"Vice President {step.row['vice_president']}"
    return count, against(step.spare, step.needed)


def _dots(rows: Sequence[Row], frame: Frame) -> list[Spec]:
    """Return the roll calls that share a line, agreed to filled, rejected hollow."""
    if not rows:
        return []
    look: Spec = {
        "shape": "circle",
        "filled": True,
        "opacity": 1,
        "stroke": frame.style.theme.accent,
        "strokeWidth": frame.type(1.3),
    }
    told = {"tooltip": words("told"), "description": words("told")}
    size = {"field": "size", "type": "quantitative", "scale": None, "legend": None}
    return [
        layer(
            rows,
            "point",
            look=look,
            x=pixels("x"),
            y=pixels("y"),
            fill=colours("fill"),
            size=size,
            **told,
        )
    ]
