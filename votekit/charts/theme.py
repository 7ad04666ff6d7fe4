"""Colours, type and sizes: the one place that says how every chart looks.

Party colours lie apart in lightness as well as in hue, so that they stay apart for the three common
kinds of colour blindness and on grey paper (tests/test_charts_theme.py measures both). They never
speak alone: a yea is solid, a nay light with an outline, who was away hollow (seats differ in form
as well, see ``seat_marks``), and names are written beside.
"""

import math
from dataclasses import dataclass, field

from votekit.errors import RequestError

FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"
"""Fonts of the same widths, one of which every system has; vl-convert brings the last named."""


@dataclass(frozen=True)
class Theme:
    """The colours of a chart; ``parties`` has R, D and I, ``other`` serves the rest."""

    name: str
    background: str
    ink: str
    muted: str
    grid: str
    accent: str
    parties: dict[str, str]
    other: str

    def party(self, party: str) -> str:
        """Return the colour of a party; Independent Democrats are independents.

        >>> THEMES["light"].party("ID") == THEMES["light"].party("I")
        True
        """
        return self.parties.get("I" if party == "ID" else party, self.other)

    def light(self, colour: str, part: float = 0.24) -> str:
        """Mix a colour into the background: the filling of a nay.

        >>> THEMES["light"].light("#000000", 0.5)
        '#808080'
        """
        mixed = (
            round(part * int(colour[at : at + 2], 16) + (1 - part) * int(ground, 16))
            for at, ground in ((at, self.background[at : at + 2]) for at in (1, 3, 5))
        )
        return "#" + "".join(f"{level:02x}" for level in mixed)


_THEMES = (
    Theme(
        name="light",
        background="#ffffff",
        ink="#1a1a1a",
        muted="#5f6368",
        grid="#dddddd",
        accent="#5b4a86",
        parties={"R": "#c0392f", "D": "#1e3a78", "I": "#1d9d8f"},
        other="#111110",
    ),
    Theme(
        name="dark",
        background="#14181d",
        ink="#f2f2f2",
        muted="#a9b0b8",
        grid="#39414a",
        accent="#bba8ea",
        parties={"R": "#d8343f", "D": "#a3c9f2", "I": "#f5f5a4"},
        other="#8c9096",
    ),
    Theme(
        name="print",
        background="#ffffff",
        ink="#000000",
        muted="#404040",
        grid="#c8c8c8",
        accent="#3f2f6b",
        parties={"R": "#b7352e", "D": "#15295c", "I": "#1d9d8f"},
        other="#000000",
    ),
    Theme(
        name="grey",
        background="#ffffff",
        ink="#000000",
        muted="#4d4d4d",
        grid="#cccccc",
        accent="#3a3a3a",
        parties={"R": "#6e6e6e", "D": "#2b2b2b", "I": "#949494"},
        other="#000000",
    ),
)
THEMES = {theme.name: theme for theme in _THEMES}


@dataclass(frozen=True)
class Size:
    """The outer size in pixels; without a height a chart takes what it needs.

    ``text`` enlarges all type, ``scale`` is the number of pixels per unit in a PNG.
    """

    name: str
    width: int
    height: int | None = None
    text: float = 1.0
    scale: float = 2.0


SIZES = {
    size.name: size
    for size in (
        Size("web", 720),
        Size("social", 1200, 675, text=1.6, scale=1.0),
        Size("square", 1080, 1080, text=1.8, scale=1.0),
        Size("portrait", 1080, 1350, text=1.9, scale=1.0),
        Size("column", 340, text=0.95),
        Size("slide", 1280, 720, text=1.7, scale=1.0),
    )
}
NARROWEST, WIDEST = 240, 4000
USUAL_AREA = 720 * 440
"""Pixels of a usual picture whose type is that of the size ``web``."""


@dataclass(frozen=True)
class Style:
    """How one chart is to look: theme, size, and the words that replace its own.

    ``titles`` false leaves out headline and subtitle, not the source line.
    """

    theme: Theme = field(default_factory=lambda: THEMES["light"])
    size: Size = field(default_factory=lambda: SIZES["web"])
    title: str | None = None
    subtitle: str | None = None
    titles: bool = True


def style_of(
    theme: str = "light",
    size: str = "web",
    *,
    width: int | None = None,
    height: int | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    titles: bool = True,
) -> Style:
    """Read a style from the words of the command line or of a notebook.

    Raises
    ------
    RequestError
        For a theme or size that does not exist, and for a width or height out of range.

    >>> style_of("dark", "column").size.width
    340
    """
    if theme not in THEMES:
        raise RequestError(f"There is no theme “{theme}”: use {_either(THEMES)}.")
    if size not in SIZES:
        raise RequestError(f"There is no size “{size}”: use {_either(SIZES)}, or a width.")
    for name, pixels in (("width", width), ("height", height)):
        if pixels is not None and not NARROWEST <= pixels <= WIDEST:
            raise RequestError(
                f"A {name} of {pixels} pixels cannot hold a chart: use {NARROWEST} to {WIDEST}."
            )
    return Style(THEMES[theme], _sized(SIZES[size], width, height), title, subtitle, titles)


def _sized(size: Size, width: int | None, height: int | None) -> Size:
    if width is None and height is None:
        return size
    wide = width or size.width
    high = height or (size.height if width is None else None)
    return Size("own", wide, high, _text(wide, high), size.scale)


def _text(width: int, height: int | None) -> float:
    """Return how much larger type is than at the size ``web``, so that it keeps its part.

    >>> _text(720, None), round(_text(1080, 1350), 1), round(_text(1200, 675), 1)
    (1.0, 2.0, 1.6)
    """
    if height is None:
        return max(0.9, min(2.4, width / 720))
    return max(0.9, min(3.0, width / 540, math.sqrt(width * height / USUAL_AREA)))


def _either(names: dict[str, Theme] | dict[str, Size]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}"
