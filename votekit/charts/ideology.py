"""The ideology chart: members from left to right, yeas above the line, nays below it.

Each member is a mark at the Voteview score: a disc for a yea, a light diamond for a nay, a hollow
triangle for who was away. Pivots are lines through the picture, named below it; who voted against
the side on which the cutting point puts them is named beside the mark.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from votekit.charts.frame import Frame
from votekit.charts.ideology_line import DIMENSIONS, Line, Placed, on_line
from votekit.charts.ideology_plan import (
    SHAPES,
    Plan,
    at,
    domain,
    label_of,
    named_on,
    party_key,
    plan_of,
)
from votekit.charts.ideology_story import ideology_rows, ideology_story
from votekit.charts.lettering import text_width
from votekit.charts.picture import Picture
from votekit.charts.theme import Style, Theme
from votekit.charts.vegalite import Row, Sketch, Spec, colours, layer, number, pixels, words
from votekit.errors import RequestError
from votekit.words.counts import signed

NATURAL = {"senate": 9.0, "house": 6.6}
LEAST_MARK = 3.0
LARGEST = 1.6


def ideology_chart(
    row: Mapping[str, Any], people: Sequence[Placed], dimension: int, style: Style
) -> Picture:
    """Draw the members of one roll call along one of Voteview's dimensions.

    Raises
    ------
    RequestError
        When there are no scores, or a fixed height leaves no room.
    """
    line = on_line(row, people, dimension)
    frame = Frame(style, ideology_story(line))
    natural = frame.type(NATURAL[row["chamber"]]) * (0.75 if frame.narrow else 1)
    plan = plan_of(frame, line, natural)
    height = frame.height(plan.height)
    while plan.height > height + 1 and plan.mark > LEAST_MARK:
        plan = plan_of(frame, line, plan.mark * 0.93)
    if plan.height > height + 1:
        raise RequestError(
            f"The members and the names do not fit into {style.size.height} pixels: take --size "
            "web, which grows."
        )
    while style.size.height and plan.mark < natural * LARGEST:
        larger = plan_of(frame, line, plan.mark * 1.07)
        if larger.height > height:
            break
        plan = larger
    sketch = Sketch()
    _Picture(frame, line, plan, sketch, height).draw()
    layers = [
        *_lines_first(sketch),
        *_marks(frame, line, plan),
        *_words_last(sketch, style.theme.background, plan.unit),
    ]
    return frame.picture("ideology", layers, ideology_rows(line), height)


@dataclass(frozen=True)
class _Picture:
    """What is drawn around the marks: key, line, cutting point, pivots, names."""

    frame: Frame
    line: Line
    plan: Plan
    sketch: Sketch
    height: float

    @property
    def theme(self) -> Theme:
        """The colours."""
        return self.frame.style.theme

    def draw(self) -> None:
        party_key(self.sketch, self.frame, self.line)
        self._pivots()
        self._axis()
        if self.line.cutting:
            self._cut(self.line.cutting.point)
        for position in ("yea", "nay"):
            self._against(position)

    def _axis(self) -> None:
        plan, unit, theme = self.plan, self.plan.unit, self.theme
        y = plan.middle + unit * 3
        self.sketch.line((0, self.frame.width), (y, y), theme.ink, unit)
        places = {
            "yea": plan.middle - unit * 3,
            "nay": plan.below + unit * 11,
            "away": plan.away + unit * 10,
        }
        for position, place in places.items():
            count = len(self.line.of_position(position))
            if count or position != "away":
                self._say(f"{count} {position}", 0, place, theme.ink, bold=True)
        y = self.height - unit * 4
        told = f"Voteview’s {DIMENSIONS[self.line.dimension]} dimension"
        left, right = ("← left", "right →") if self.line.dimension == 1 else ("← −1", "+1 →")
        self._say(left, 0, y, theme.muted)
        self._say(told, self.frame.width / 2, y, theme.muted, align="center")
        self._say(right, self.frame.width, y, theme.muted, align="right")

    def _say(
        self, text: str, x: float, y: float, colour: str, *, align: str = "left", bold: bool = False
    ) -> None:
        self.sketch.word(text, x, y, self.plan.unit * 12, colour, align=align, bold=bold)

    def _cut(self, point: float) -> None:
        unit, plan = self.plan.unit, self.plan
        x = at(self.frame, point)
        self.sketch.line((x, x), (plan.key - unit * 8, plan.feet), self.theme.accent, unit * 2.2)
        label = f"cutting point {signed(point, 2)}"
        over = x + text_width(label, unit * 12) + unit * 6 > self.frame.width
        shift = -unit * 5 if over else unit * 5
        self._say(
            label,
            x + shift,
            plan.key,
            self.theme.accent,
            align="right" if over else "left",
            bold=True,
        )

    def _pivots(self) -> None:
        unit, plan = self.plan.unit, self.plan
        for mark, flag in zip(self.line.marked, plan.pivots, strict=True):
            y = plan.feet + flag.reach
            for score in mark.scores:
                x = at(self.frame, score)
                foot = y if score == mark.score else plan.feet
                self.sketch.line((x, x), (plan.key, foot), self.theme.muted, unit * 0.8)
            self._say(label_of(self.frame, mark), flag.start, y, self.theme.ink)

    def _against(self, position: str) -> None:
        """Name who voted against the place, outside the marks."""
        unit, plan = self.plan.unit, self.plan
        members = self.line.of_position(position)
        named = named_on(self.frame, self.line, position)
        for one, flag in zip(named, plan.named[position], strict=True):
            mark = (plan.levels[position][members.index(one)] + 1) * plan.mark
            if position == "yea":
                y = plan.middle - flag.reach + unit * 9
                ends = (y, plan.middle - mark)
            else:
                y = plan.below + flag.reach
                ends = (plan.below + mark, y)
            self.sketch.line((flag.x, flag.x), ends, self.theme.ink, unit * 0.8)
            self._say(one.named, flag.start, y, self.theme.ink, bold=True)


def _lines_first(sketch: Sketch) -> list[Spec]:
    """Return what lies under the marks."""
    under = Sketch()
    under.boxes, under.lines = sketch.boxes, sketch.lines
    return under.layers()


def _words_last(sketch: Sketch, background: str, unit: float) -> list[Spec]:
    """Return the words, on a rim of the background that keeps lines off them."""
    over = Sketch()
    over.words = sketch.words
    rims = [
        {
            **one,
            "mark": {
                **one["mark"],
                "stroke": background,
                "strokeWidth": unit * 4,
                "strokeJoin": "round",
            },
        }
        for one in over.layers()
    ]
    return [*rims, *over.layers()]


def _marks(frame: Frame, line: Line, plan: Plan) -> list[Spec]:
    """Return the members, a layer for each position."""
    return [
        layer(
            _members(frame, line, plan, position),
            "point",
            look={
                "shape": shape,
                "filled": True,
                "opacity": 1,
                "size": round((plan.mark * 0.92) ** 2, 1),
                "strokeWidth": round(max(0.8, plan.mark / 9), 2),
            },
            x=number("score", domain(frame), (0, frame.width)),
            y=pixels("y"),
            fill=colours("fill"),
            stroke=colours("stroke"),
            tooltip=words("told"),
            description=words("told"),
        )
        for position, shape in SHAPES.items()
        if line.of_position(position)
    ]


def _members(frame: Frame, line: Line, plan: Plan, position: str) -> list[Row]:
    theme = frame.style.theme
    base, sign = {
        "yea": (plan.middle, -1),
        "nay": (plan.below, 1),
        "away": (plan.away, 1),
    }[position]
    rows = []
    for one, level in zip(line.of_position(position), plan.levels[position], strict=True):
        colour = theme.party(one.member.party)
        fill = {"yea": colour, "nay": theme.light(colour)}.get(position, theme.background)
        said = one.member.position.replace("_", " ")
        rows.append(
            {
                "name": one.member.name,
                "score": line.score(one),
                "y": round(base + sign * (level + 0.5) * plan.mark, 1),
                "fill": fill,
                "stroke": colour,
                "told": f"{one.named}: {said}, {signed(line.score(one), 2)}",
            }
        )
    return rows
