"""The trend: a measure over Congresses, years or months, a line for each chamber or party.

Measures of all members draw both chambers on the same axes; measures of parties have axes for each
chamber. A line breaks where the record has a gap; what was counted in part, as the running year, is
hollow and dashed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from votekit.analysers.trends.finding import TrendAnswer
from votekit.charts.frame import Frame
from votekit.charts.lettering import text_width
from votekit.charts.picture import Picture
from votekit.charts.theme import Style, Theme
from votekit.charts.trend_series import Series, Trend, trend_of
from votekit.charts.trend_story import end_told, told_of, trend_rows, trend_story
from votekit.charts.vegalite import Row, Sketch, Spec, colours, end, layer, number, value, words
from votekit.congresses import ordinal, year_of_session

Ends = tuple[float, float]

DASHES: dict[str, list[float]] = {"senate": [6, 3], "R": [6, 3]}
STEPS = (0.01, 0.02, 0.05, 0.1, 0.2)
INDEPENDENT = {"scale": {"x": "independent", "y": "independent"}}
MANY = 80
"""From so many periods on, points are drawn small."""


def trend_chart(answer: TrendAnswer, style: Style) -> Picture:
    """Draw a measure over time.

    Raises
    ------
    RequestError
        When there are fewer than two periods, or the height leaves no room.
    """
    trend = trend_of(answer)
    frame = Frame(
        style, trend_story(trend), below=style.size.text * (34 if answer.by == "congress" else 20)
    )
    upright = (style.size.height or 0) > style.size.width
    stacked = (frame.narrow or upright) and len(trend.panels) > 1
    natural = frame.type(230) * (len(trend.panels) if stacked else 1)
    height = frame.height(natural)
    layers: list[Spec] = []
    sketch = Sketch()
    for place, series in enumerate(trend.panels):
        panel = _panel(frame, trend, series, place, height, stacked=stacked)
        panel.axes(sketch)
        layers += panel.lines()
        panel.labels(sketch)
    return frame.picture(
        "trend", [*sketch.layers(), *layers], trend_rows(trend), height, resolve=INDEPENDENT
    )


@dataclass(frozen=True)
class Panel:
    """One pair of axes: what it spans in data and in pixels."""

    frame: Frame
    trend: Trend
    series: list[Series]
    x: Ends
    y: Ends
    times: Ends
    values: Ends
    step: float

    @property
    def theme(self) -> Theme:
        """The colours."""
        return self.frame.style.theme

    def at(self, time: float) -> float:
        """Return where a period lies."""
        share = (time - self.times[0]) / (self.times[1] - self.times[0])
        return self.x[0] + share * (self.x[1] - self.x[0])

    def high(self, measured: float) -> float:
        """Return where a value lies."""
        share = (measured - self.values[0]) / (self.values[1] - self.values[0])
        return self.y[1] - share * (self.y[1] - self.y[0])

    def colour(self, one: Series) -> str:
        """Return the colour of a line: the party's, or the chamber's."""
        if one.party != "all":
            return self.theme.party(one.party)
        return self.theme.accent if one.chamber == "house" else self.theme.ink

    def axes(self, sketch: Sketch) -> None:
        """Draw the grid with its numbers, and the periods below."""
        unit, size = self.frame.style.size.text, self.frame.type(12)
        if len(self.trend.panels) > 1:
            name = self.series[0].chamber.capitalize()
            sketch.word(name, self.x[0], self.y[0] - unit * 8, unit * 14, self.theme.ink, bold=True)
        for measured in np.arange(self.values[0], self.values[1] + 1e-9, self.step).tolist():
            y = self.high(measured)
            sketch.line((self.x[0], self.x[1]), (y, y), self.theme.grid, unit)
            text = self.trend.tick(measured)
            sketch.word(
                text, self.x[0] - unit * 6, y + unit * 4, size, self.theme.muted, align="right"
            )
        for time, names in self._ticks():
            for line, name in enumerate(names):
                sketch.word(
                    name,
                    self.at(time),
                    self.y[1] + unit * (16 + 14 * line),
                    size,
                    self.theme.muted,
                    align="center",
                )

    def _ticks(self) -> list[tuple[float, list[str]]]:
        """Return the periods that are named, as many as there is room for."""
        first, last = (round(time) for time in self.times)
        fit = max(2, (self.x[1] - self.x[0]) / self.frame.type(40))
        steps = (1, 2, 5, 10, 20)
        step = next((step for step in steps if (last - first) / step + 1 <= fit), 20)
        if self.trend.by == "congress":
            return [
                (time, [ordinal(time), str(year_of_session(time, 1))])
                for time in range(first, last + 1, step)
            ]
        start = first if step == 1 else -(-first // step) * step
        return [(time, [str(time)]) for time in range(start, int(self.times[1]) + 1, step)]

    def lines(self) -> list[Spec]:
        """Return the lines, broken at gaps, and their points, which tell the numbers."""
        drawn = []
        for one in self.series:
            colour, dash = self.colour(one), self._dash(one)
            position = {
                "x": number("time", self.times, self.x),
                "y": number("value", self.values, (self.y[1], self.y[0])),
            }
            run = {"field": "run", "type": "nominal"}
            look = {"strokeWidth": self.frame.type(2.2), "strokeDash": dash, "strokeJoin": "round"}
            rows = self._rows(one)
            whole = [row for row in rows if row["whole"]]
            drawn.append(
                layer(whole, "line", look=look, **position, detail=run, stroke=value(colour))
            )
            drawn += self._dashes(rows, position, colour)
            many = len(rows) > MANY
            spot: Spec = {
                "shape": "circle",
                "filled": True,
                "opacity": 1,
                "stroke": colour,
                "strokeWidth": self.frame.type(1.2),
                "size": self.frame.type(2.5 if many else 4.5) ** 2,
            }
            told = {"tooltip": words("told"), "description": words("told")}
            drawn.append(layer(rows, "point", look=spot, **position, fill=colours("fill"), **told))
        return drawn

    def _dashes(self, rows: Sequence[Row], position: Spec, colour: str) -> list[Spec]:
        """Lead to and from periods that were counted in part."""
        leads = [
            {**before, "time2": after["time"], "value2": after["value"]}
            for before, after in pairwise(rows)
            if before["run"] == after["run"] and not (before["whole"] and after["whole"])
        ]
        if not leads:
            return []
        look = {"strokeDash": [self.frame.type(2), self.frame.type(2.5)]}
        ends = {"x2": end("time2"), "y2": end("value2")}
        return [layer(leads, "rule", look=look, **position, **ends, stroke=value(colour))]

    def _dash(self, one: Series) -> list[float]:
        if len(self.series) == 1:
            return [1, 0]
        dash = DASHES.get(one.party if one.party != "all" else one.chamber, [1, 0])
        return [self.frame.type(part) for part in dash]

    def _rows(self, one: Series) -> list[Row]:
        return [
            {
                "time": point.at,
                "period": point.row["period"],
                "value": point.value,
                "chamber": one.chamber,
                "party": one.party,
                "run": place,
                "whole": point.whole,
                "fill": self.colour(one) if point.whole else self.theme.background,
                "told": told_of(self.trend, one, point),
            }
            for place, run in enumerate(one.runs)
            for point in run
        ]

    def labels(self, sketch: Sketch) -> None:
        """Name the lines at their ends, apart from one another."""
        unit, size = self.frame.style.size.text, self.frame.type(13)
        ends = sorted(self.series, key=lambda one: self.high(one.points[-1].value))
        least = self.y[0]
        for place, one in enumerate(ends):
            rest = (len(ends) - 1 - place) * 2 * unit * 15
            y = max(least, min(self.high(one.points[-1].value), self.y[1] - rest - unit * 8))
            x = self.x[1] + unit * 8
            sketch.word(one.name, x, y + unit * 4, size, self.colour(one), bold=True)
            told = end_told(self.trend, one)
            sketch.word(told, x, y + unit * 18, size, self.theme.ink)
            least = y + unit * 32


def _panel(
    frame: Frame, trend: Trend, series: list[Series], place: int, height: float, *, stacked: bool
) -> Panel:
    """Lay out one pair of axes: beside the other, or below it in a column."""
    unit = frame.style.size.text
    many = len(trend.panels)
    across, down = (1, many) if stacked else (many, 1)
    wide, tall = frame.width / across, height / down
    left, top = (0.0, place * tall) if stacked else (place * wide, 0.0)
    names = [
        text_width(text, unit * 13, bold=True)
        for one in series
        for text in (one.name, end_told(trend, one))
    ]
    every = [point.value for one in trend.series for point in one.points]
    # Few points leave no zero out: a short line must not look steep.
    least = 0.0 if any(one.few for one in trend.found) else min(every)
    values, step = _span(least, max(every))
    times = [point.at for one in trend.series for point in one.points]
    below = unit * 36 if stacked and place + 1 < down else 0
    return Panel(
        frame=frame,
        trend=trend,
        series=series,
        x=(left + unit * 40, left + wide - max(names) - unit * 14),
        y=(top + unit * (24 if many > 1 else 8), top + tall - below),
        times=(min(times), max(times)),
        values=values,
        step=step,
    )


def _span(low: float, high: float) -> tuple[Ends, float]:
    """Return what the upright axis spans, and the step of its grid.

    >>> _span(0.52, 0.93)
    ((0.5, 1.0), 0.1)
    """
    step = next((step for step in STEPS if (high - low) / step <= 6), STEPS[-1])
    bottom = float(np.floor(low / step + 1e-9)) * step
    top = float(np.ceil(high / step - 1e-9)) * step
    return (round(bottom, 2), round(max(top, bottom + step), 2)), step
