"""The chart of overrides: yeas at passage and on the veto, joined, against two thirds.

Where the picture may grow, a line for each vote with its bill; in a fixed height too low for that,
an upright for each vote, in order of time, and the names of the bills that became law.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from votekit.charts.frame import Frame
from votekit.charts.lettering import shorten, text_width
from votekit.charts.overrides_story import (
    Presidency,
    Try,
    overrides_rows,
    overrides_story,
    presidencies,
)
from votekit.charts.overrides_uprights import uprights
from votekit.charts.picture import Picture
from votekit.charts.theme import Style, Theme
from votekit.charts.vegalite import Row, Sketch, Spec, colours, end, layer, number, pixels, words

if TYPE_CHECKING:
    import pandas as pd

LINE, HEAD, TOP = 16, 34, 26
"""Heights of a vote, a president's name and the scale, in units of the picture's type."""
LOWEST = 0.35
TWO_THIRDS = 2 / 3


def overrides_chart(table: "pd.DataFrame", congress: int | None, style: Style) -> Picture:
    """Draw votes on vetoes; takes the table of overrides.

    Raises
    ------
    RequestError
        When a fixed height leaves no room.
    """
    terms = presidencies(table)
    frame = Frame(style, overrides_story(terms, congress))
    natural = frame.type(TOP + sum(HEAD + LINE * len(term.tries) for term in terms))
    height = frame.height(natural)
    if natural > height + 1:
        layers = uprights(frame, terms, height)
    else:
        layers = _Lines(frame, terms, height / natural, Sketch(), [], []).draw(height)
    return frame.picture("overrides", layers, overrides_rows(terms), height)


@dataclass(frozen=True)
class _Lines:
    """A line for each vote, by president."""

    frame: Frame
    terms: Sequence[Presidency]
    stretch: float
    sketch: Sketch
    marks: list[Row]
    ticks: list[Row]

    @property
    def theme(self) -> Theme:
        """The colours."""
        return self.frame.style.theme

    @property
    def track(self) -> tuple[float, float]:
        """Where shares are drawn, from the lowest to all yeas."""
        wide = self.frame.width
        if self.frame.narrow:
            return wide * 0.36, wide * 0.82
        return wide * 0.5, wide * 0.77

    def at(self, share: float) -> float:
        """Return where a share lies."""
        left, right = self.track
        return left + (share - LOWEST) / (1 - LOWEST) * (right - left)

    def draw(self, height: float) -> list[Spec]:
        """Draw all; returns the layers."""
        unit = self.frame.style.size.text * self.stretch
        self._scale(height)
        y = TOP * unit
        for term in self.terms:
            self._head(term, y + HEAD * unit - self.frame.type(10))
            y += HEAD * unit
            for one in term.tries:
                self._line(one, y + LINE * unit / 2)
                y += LINE * unit
        return [*self.sketch.layers(), *self._marks(), *self._passages()]

    def _scale(self, height: float) -> None:
        unit, size = self.frame.style.size.text, self.frame.type(12)
        x = self.at(TWO_THIRDS)
        self.sketch.line((x, x), (unit * 17, height), self.theme.accent, unit * 1.5)
        self.sketch.word(
            "two thirds", x, unit * 12, size, self.theme.accent, align="center", bold=True
        )
        for share, align in ((0.4, "center"), (1.0, "center")):
            text = f"{share:.0%}"
            self.sketch.word(text, self.at(share), unit * 12, size, self.theme.muted, align=align)
        self._key(unit * 12)

    def _key(self, y: float) -> None:
        """Tell in the upper left corner what the marks are."""
        if self.frame.narrow:
            return
        unit, size, theme = self.frame.style.size.text, self.frame.type(12), self.theme
        self.ticks.append(self._tick(unit, y - unit * 4))
        self.sketch.word("at passage", unit * 8, y, size, theme.muted)
        x = unit * 26 + text_width("at passage", size)
        for text, fill in (("over the veto", theme.accent), ("sustained", theme.background)):
            self._mark(x, y - unit * 4, fill, text, unit)
            self.sketch.word(text, x + unit * 9, y, size, theme.muted)
            x += unit * 26 + text_width(text, size)

    def _mark(self, x: float, y: float, fill: str, told: str, unit: float) -> None:
        self.marks.append({"x": x, "y": y, "fill": fill, "told": told, "size": (unit * 8) ** 2})

    def _head(self, term: Presidency, y: float) -> None:
        unit = self.frame.style.size.text
        self.sketch.line((0, self.frame.width), (y + unit * 6,) * 2, self.theme.grid, unit)
        name = f"{term.president} ({term.party})"
        self.sketch.word(name, 0, y, unit * 13, self.theme.ink, bold=True)
        after = text_width(f"{name}  ", unit * 13, bold=True)
        told = term.told
        size = unit * 12
        if after + text_width(told, size) > self.track[1]:
            told = f"{term.overridden} of {term.vetoes}"
        # The line of two thirds stays clear of the words.
        self.sketch.word(told, self.frame.width, y, size, self.theme.muted, align="right")

    def _line(self, one: Try, y: float) -> None:
        unit, theme = self.frame.style.size.text, self.theme
        base = y + unit * 4
        year = one.day.year
        label = f"{one.name}" + ("" if self.frame.narrow else f", {year}")
        size = unit * (11 if self.frame.narrow else 12)
        # Words stay clear of the marks and of the line of two thirds.
        room = min(self._joined(one, y), self.at(TWO_THIRDS)) - unit * 9
        label = shorten(label, room, size, bold=one.law)
        self.sketch.word(label, 0, base, size, theme.ink, bold=one.law)
        start = self._titles
        if not self.frame.narrow and room - start > unit * 50:
            title = shorten(one.subject, room - start, unit * 11)
            self.sketch.word(title, start, base, unit * 11, theme.muted)
        right = self.frame.width
        count = one.count
        if self.frame.narrow:
            self.sketch.word(count, right, base, size, theme.ink, align="right", bold=one.law)
            return
        self.sketch.word(
            count,
            self.track[1] + unit * 10,
            base,
            size,
            theme.ink,
            bold=one.law,
        )
        became = shorten(one.end, right - self.track[1] - unit * 64, unit * 11)
        self.sketch.word(
            one.end if one.law else became, right, base, unit * 11, theme.muted, align="right"
        )

    @cached_property
    def _titles(self) -> float:
        """Where titles begin: the same for all, bold or not."""
        unit = self.frame.style.size.text
        labels = [f"{one.name}, {one.day.year}" for term in self.terms for one in term.tries]
        return max(text_width(label, unit * 12, bold=True) for label in labels) + unit * 7

    def _joined(self, one: Try, y: float) -> float:
        """Draw passage and vote on the veto, joined; returns where they begin at the left."""
        unit, theme = self.frame.style.size.text, self.theme
        x = first = self.at(one.share)
        fill = theme.accent if one.held else theme.background
        if one.passage is None:
            if not self.frame.narrow:
                first = min(first, self._without_passage(one.without_passage, x, y))
        else:
            before = self.at(one.passage)
            self.sketch.line((before, x), (y, y), theme.muted, unit * 1.5)
            self.ticks.append(self._tick(before, y))
            first = min(first, before)
        self.marks.append(
            {
                "share": one.share,
                "y": round(y, 2),
                "fill": fill,
                "told": one.told,
                "vote_id": one.row["vote_id"],
                "size": (unit * 8) ** 2,
            }
        )
        return first

    def _without_passage(self, told: str, x: float, y: float) -> float:
        """Say beside a mark that there is no passage; returns where the words begin.

        They stand where neither the line of two thirds nor the count crosses them.
        """
        unit = self.frame.style.size.text
        wide, line = text_width(told, unit * 10), self.at(TWO_THIRDS)
        start = x + unit * 8
        if start + wide > (line - unit * 3 if x < line + unit * 8 else self.track[1] + unit * 6):
            start = min(x - unit * 8, line - unit * 5) - wide
        self.sketch.word(told, start, y + unit * 3.5, unit * 10, self.theme.muted)
        return start

    def _tick(self, x: float, y: float) -> Row:
        reach = self.frame.style.size.text * 6
        return {"x": x, "x2": x, "y": y - reach, "y2": y + reach}

    def _passages(self) -> list[Spec]:
        """Return the ticks of passages, which lie above the marks that they may meet."""
        if not self.ticks:
            return []
        look = {"strokeWidth": self.frame.type(2), "stroke": self.theme.ink}
        ends = {"x": pixels("x"), "y": pixels("y"), "x2": end("x2"), "y2": end("y2")}
        return [layer(self.ticks, "rule", look=look, **ends)]

    def _marks(self) -> list[Spec]:
        unit = self.frame.style.size.text
        look: Spec = {
            "shape": "circle",
            "filled": True,
            "opacity": 1,
            "stroke": self.theme.accent,
            "strokeWidth": unit * 1.6,
        }
        size = {"field": "size", "type": "quantitative", "scale": None, "legend": None}
        told = {"tooltip": words("told"), "description": words("told")}
        key = [row for row in self.marks if "share" not in row]
        votes = [row for row in self.marks if "share" in row]
        drawn = [
            layer(
                votes,
                "point",
                look=look,
                x=number("share", (LOWEST, 1), self.track),
                y=pixels("y"),
                fill=colours("fill"),
                size=size,
                **told,
            )
        ]
        if key:
            drawn.append(
                layer(
                    key,
                    "point",
                    look=look,
                    x=pixels("x"),
                    y=pixels("y"),
                    fill=colours("fill"),
                    size=size,
                )
            )
        return drawn
