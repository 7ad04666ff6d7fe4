"""The few words of Vega-Lite that the charts are written in.

Charts are written out as Vega-Lite and become Altair objects when asked for
(``Picture.chart``): importing Altair and building a chart in it takes longer than drawing it, and
the command line needs neither.
"""

from collections.abc import Sequence
from typing import Any

Spec = dict[str, Any]
Row = dict[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


def layer(rows: Sequence[Row], mark: str, *, look: Spec | None = None, **encoding: Spec) -> Spec:
    """Return one layer: its rows, the mark with what is the same for all, and its channels.

    Marks are passed over by screen readers, which read the description of the whole instead,
    unless a channel ``description`` speaks for each.
    """
    drawn: Spec = {"type": mark, **(look or {})}
    if "description" not in encoding:
        drawn["aria"] = False
    return {"data": {"values": list(rows)}, "mark": drawn, "encoding": encoding}


def pixels(name: str) -> Spec:
    """Return a position that the rows give in pixels of the plot."""
    return {"field": name, "type": "quantitative", "scale": None, "axis": None}


def end(name: str) -> Spec:
    """Return the other end of a bar or line: a second position takes neither type nor scale."""
    return {"field": name}


def colours(name: str) -> Spec:
    """Return a colour that the rows give."""
    return {"field": name, "type": "nominal", "scale": None, "legend": None}


def words(name: str) -> Spec:
    """Return text that the rows give."""
    return {"field": name, "type": "nominal"}


def value(fixed: float | str) -> Spec:
    """Return a channel that is the same for all rows of a layer."""
    return {"value": fixed}


def number(name: str, domain: Sequence[float], extent: Sequence[float], **more: Any) -> Spec:
    """Return a position on a scale from ``domain`` to the pixels of ``extent``, without an axis.

    ``axis={...}`` gives it one.
    """
    scale = {"domain": list(domain), "range": list(extent), "zero": False, "nice": False}
    return {"field": name, "type": "quantitative", "scale": scale, "axis": None, **more}


class Sketch:
    """Boxes, lines and words placed in pixels, gathered into as few layers as there are kinds.

    For charts that are laid out like a page rather than on axes. What is drawn later lies above
    what was drawn before, kind by kind: boxes, then lines, then words. ``told`` adds what a shape
    stands for to its row: for the tooltip (``told="…"``) and for whoever reads the JSON.
    """

    def __init__(self) -> None:
        self.boxes: list[Row] = []
        self.lines: list[Row] = []
        self.words: list[Row] = []

    def box(
        self,
        x: tuple[float, float],
        y: tuple[float, float],
        fill: str,
        *,
        stroke: str | None = None,
        **told: Any,
    ) -> None:
        """Draw a box, outlined in ``stroke`` or in its own colour."""
        place = {"x": x[0], "x2": x[1], "y": y[0], "y2": y[1]}
        self.boxes.append({**place, "fill": fill, "stroke": stroke or fill, **told})

    def line(
        self,
        x: tuple[float, float],
        y: tuple[float, float],
        colour: str,
        width: float = 1,
        **told: Any,
    ) -> None:
        """Draw a line from one point to another."""
        place = {"x": x[0], "x2": x[1], "y": y[0], "y2": y[1]}
        self.lines.append({**place, "colour": colour, "width": width, **told})

    def word(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        colour: str,
        *,
        align: str = "left",
        bold: bool = False,
    ) -> None:
        """Write a line of text, ``y`` being its baseline."""
        place = {"x": x, "y": y, "text": text, "size": size, "colour": colour}
        self.words.append({**place, "align": align, "weight": "bold" if bold else "normal"})

    def layers(self) -> list[Spec]:
        """Return what was drawn, as layers."""
        ends = {"x": pixels("x"), "y": pixels("y"), "x2": end("x2"), "y2": end("y2")}
        drawn = []
        if self.boxes:
            paint = {"fill": colours("fill"), "stroke": colours("stroke"), "tooltip": words("told")}
            drawn.append(layer(self.boxes, "rect", look={"strokeWidth": 1}, **ends, **paint))
        if self.lines:
            width = {"field": "width", "type": "quantitative", "scale": None, "legend": None}
            paint = {"color": colours("colour"), "strokeWidth": width}
            drawn.append(layer(self.lines, "rule", **ends, **paint))
        if self.words:
            drawn.append(self._words())
        return drawn

    def _words(self) -> Spec:
        """Return the words as one layer: every layer costs the renderer more than many rows."""
        size = {"field": "size", "type": "quantitative", "scale": None, "legend": None}
        look = {
            "align": {"expr": "datum.align"},
            "baseline": "alphabetic",
            "fontWeight": {"expr": "datum.weight"},
        }
        place = {"x": pixels("x"), "y": pixels("y")}
        paint = {"size": size, "color": colours("colour")}
        return layer(self.words, "text", look=look, text=words("text"), **place, **paint)
