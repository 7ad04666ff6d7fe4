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
from votekit.charts.subjects import count_of
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
from votekit.charts.wording import against
from votekit.errors import RequestError

ONE_BY_ONE = 10
"""Up to so many roll calls each have a line."""
LABELS, COUNTS = 0.37, 0.24
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
    height = frame.height(_natural(frame, lines))
    if _least(frame, lines) > height:
        lines = gathered(steps)
    if _least(frame, lines) > height:
        raise RequestError(
            f"{len(lines)} steps of {bill_id} do not fit into {style.size.height} pixels: take "
            "--size web, which grows."
        )
    drawing = _Drawing(frame, lines, Sketch(), [], height)
    drawing.draw()
    layers = [*drawing.sketch.layers(), *_dots(drawing.dots, frame)]
    return frame.picture("timeline", layers, timeline_rows(steps), height)


def _natural(frame: Frame, lines: Sequence[Line]) -> float:
    return sum(_tall(frame, line) for line in lines) * frame.style.size.text + frame.type(24)


def _least(frame: Frame, lines: Sequence[Line]) -> float:
    return (_natural(frame, lines) - frame.type(24)) * 0.82 + frame.type(24)


def _tall(frame: Frame, line: Line) -> float:
    """Return the height of a line in units of the picture's type."""
    usual = 56 if frame.narrow else 44
    if not line.is_run:
        return usual
    room = 0 if frame.narrow else 2
    return usual + _dot(line) * max(0, max(_stacked(frame, line)) - room)


def _dot(line: Line) -> float:
    """Return the step from dot to dot, in units of the picture's type: the more, the smaller."""
    return 8 if len(line.steps) <= 12 else 6.5 if len(line.steps) <= 30 else 5.5


def _stacked(frame: Frame, line: Line) -> list[int]:
    """Return the level of each dot of a run, in rising order of the yea share."""
    left, right = _track(frame)
    spots = sorted(left + (right - left) * step.row["yea"] / step.voting for step in line.steps)
    return levels(spots, frame.type(_dot(line)))


def _track(frame: Frame) -> tuple[float, float]:
    """Return where shares are drawn: 0 and 100 percent."""
    if frame.narrow:
        return 0, frame.width
    return LABELS * frame.width, (1 - COUNTS) * frame.width


@dataclass(frozen=True)
class _Drawing:
    """The lines being drawn from the top."""

    frame: Frame
    lines: list[Line]
    sketch: Sketch
    dots: list[Row]
    height: float

    @property
    def theme(self) -> Theme:
        """The colours."""
        return self.frame.style.theme

    def draw(self) -> None:
        unit = self.frame.style.size.text
        stretch = (self.height - unit * 24) / (_natural(self.frame, self.lines) - unit * 24)
        self._scale()
        y = unit * 24
        for line in self.lines:
            tall = _tall(self.frame, line) * unit * stretch
            self._line(line, y, y + tall)
            y += tall

    def _scale(self) -> None:
        left, right = _track(self.frame)
        unit, size = self.frame.style.size.text, self.frame.type(12)
        for share, text, align in ((0.5, "half", "center"), (1.0, "all yeas", "right")):
            x = left + (right - left) * share
            self.sketch.word(text, x, size, size, self.theme.muted, align=align)
        if not self.frame.narrow:
            self._grid((unit * 18, self.height))
        self.sketch.line((unit * 2, unit * 2), (unit, unit * 14), self.theme.ink, unit * 2.5)
        self.sketch.word("needed", unit * 9, size, size, self.theme.muted)
        if any(line.is_run for line in self.lines) and not self.frame.narrow:
            told = "dots: a roll call each, hollow if rejected"
            at = unit * 20 + text_width("needed", size)
            self.sketch.word(told, at, size, size * 0.92, self.theme.muted)

    def _grid(self, y: tuple[float, float]) -> None:
        """Draw nothing, half and all, below what is drawn later."""
        left, right = _track(self.frame)
        for x in (left, (left + right) / 2, right):
            half = self.frame.type(0.5)
            self.sketch.box((x - half, x + half), y, self.theme.grid)

    def _line(self, line: Line, top: float, below: float) -> None:
        unit, frame = self.frame.style.size.text, self.frame
        room = frame.width * (1 if frame.narrow else LABELS) - unit * 14
        upper = top + unit * 14
        count = run_outcome(line.steps) if line.is_run else count_of(line.steps[0].row)
        if frame.narrow:
            room -= text_width(count, unit * 13, bold=True)
        label = shorten(line.label, room, unit * 14, bold=True)
        self.sketch.word(label, 0, upper, unit * 14, self.theme.ink, bold=True)
        self.sketch.word(line.when, 0, upper + unit * 16, unit * 12, self.theme.muted)
        self._count(line, upper)
        middle = below - unit * 14 if frame.narrow else top + unit * 16
        if line.is_run:
            self._run(line, below - unit * 12)
        else:
            self._bar(line.steps[0], middle)

    def _count(self, line: Line, upper: float) -> None:
        unit, right = self.frame.style.size.text, self.frame.width
        room = COUNTS * right - unit * 12
        if line.is_run:
            passed, rejected = run_outcome(line.steps).split(", ")
            texts = (passed, rejected) if not self.frame.narrow else (f"{passed}, {rejected}", "")
            bold = False
        else:
            step = line.steps[0]
            texts = (count_of(step.row), against(step.spare, step.needed))
            if text_width(texts[0], unit * 14, bold=True) > room and step.row["vice_president"]:
                texts = (texts[0].split(" ")[0], f"Vice President {step.row['vice_president']}")
            bold = True
        self.sketch.word(
            texts[0], right, upper, unit * 13, self.theme.ink, align="right", bold=bold
        )
        y = upper + unit * 16
        size = unit * 12
        while text_width(texts[1], size) > max(room, unit * 130) and size > unit * 9:
            size -= 0.5
        self.sketch.word(texts[1], right, y, size, self.theme.muted, align="right")

    def _bar(self, step: Step, middle: float) -> None:
        left, right = _track(self.frame)
        unit, theme = self.frame.style.size.text, self.theme
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
        left, right = _track(self.frame)
        unit = self.frame.style.size.text
        ordered = sorted(line.steps, key=lambda step: step.row["yea"] / step.voting)
        if self.frame.narrow:
            self._grid((floor - unit * 6, floor + unit * 8))
        for step, level in zip(ordered, _stacked(self.frame, line), strict=True):
            self.dots.append(
                {
                    "x": round(left + (right - left) * step.row["yea"] / step.voting, 2),
                    "y": round(floor - level * unit * _dot(line), 2),
                    "fill": self.theme.accent if step.passed else self.theme.background,
                    "told": f"{step.row['vote_id']}, {step.label}: {step.told}",
                    "vote_id": step.row["vote_id"],
                    "size": round((unit * (_dot(line) - 1)) ** 2, 1),
                }
            )


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
