"""How a seat is marked: a yea is a solid disc, a nay a light one with a bar, away a small ring.

The three differ in form, not in shade alone, so that they stay apart in the dark theme, in print,
and where a seat is a few pixels wide.
"""

from collections.abc import Sequence

from votekit.charts.theme import Theme
from votekit.charts.vegalite import Row, Spec, colours, layer, pixels, words

_DISC = "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0Z"
_BAR = "M-0.5,-0.12L0.5,-0.12L0.5,0.12L-0.5,0.12Z"
_RING = "M-0.6,0A0.6,0.6,0,1,1,0.6,0A0.6,0.6,0,1,1,-0.6,0Z"
_SPOT = "M-0.4,0A0.4,0.4,0,1,1,0.4,0A0.4,0.4,0,1,1,-0.4,0Z"
"""Paths within a square from −1 to 1, as Vega's symbols take them."""


def seat_mark(theme: Theme, colour: str, position: str, diameter: float) -> Row:
    """Return size and look of a seat; ``unlisted`` is a seat without a member."""
    line = min(2.0, max(0.6, diameter * 0.1))
    size = {"size": round(diameter**2, 1), "line": round(line, 1)}
    return size | _look(theme, colour, position)


def _look(theme: Theme, colour: str, position: str) -> Row:
    if position == "yea":
        return {"shape": _DISC, "fill": colour, "stroke": colour}
    if position == "nay":
        return {"shape": _DISC + _BAR, "fill": theme.light(colour), "stroke": colour}
    if position == "unlisted":
        return {"shape": _SPOT, "fill": theme.grid, "stroke": theme.grid}
    return {"shape": _RING, "fill": theme.background, "stroke": colour}


def seat_layer(name: str, rows: Sequence[Row]) -> Spec:
    """Return seats as one layer; each row has its place, size, mark and what it stands for."""
    plain = {"type": "nominal", "scale": None, "legend": None}
    amount = {"type": "quantitative", "scale": None, "legend": None}
    drawn = layer(
        rows,
        "point",
        look={"opacity": 1, "filled": True},
        x=pixels("x"),
        y=pixels("y"),
        size={"field": "size", **amount},
        strokeWidth={"field": "line", **amount},
        shape={"field": "shape", **plain},
        fill=colours("fill"),
        stroke=colours("stroke"),
        tooltip=words("told"),
        description=words("told"),
    )
    return {"name": name, **drawn}
