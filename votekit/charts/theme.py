"""Colors, type and sizes: the one place that says how every chart looks.

``votekit_light``, ``votekit_dark``, ``votekit_print`` and ``votekit_gray`` are Altair themes:
``alt.theme.enable("votekit_dark")`` dresses a user's own charts in them as well.

Party colors lie apart in lightness as well as in hue, so that they stay apart for the three common
kinds of color blindness and on gray paper (tests/test_charts_theme.py measures both). They never
speak alone: a yea is solid, a nay light with an outline, who was away hollow, and names are written
beside.
"""

import math
from dataclasses import dataclass, field
from typing import Any

import altair as alt

from votekit.errors import RequestError

PREFIX = "votekit_"
"""What the names of the themes begin with in Altair."""
HEADLINE, SUBTITLE, SOURCE = 20, 13, 11
LEADING = 1.25
"""Type sizes at the size ``web``, and the height of a line."""
FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"
"""Fonts of the same widths, one of which every system has; vl-convert brings the last named."""


READABLE = 4.5
"""The least contrast of text, by the Web Content Accessibility Guidelines (AA)."""


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colors, 1 to 21, as the guidelines count it.

    >>> round(contrast("#ffffff", "#000000"))
    21
    """
    dark, light = sorted(_luminance(color) for color in (first, second))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    levels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        level / 12.92 if level <= 0.03928 else ((level + 0.055) / 1.055) ** 2.4 for level in levels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@dataclass(frozen=True)
class Theme:
    """The colors of a chart; ``parties`` has R, D and I, ``other`` serves the rest.

    ``labels`` are the colors of the parties' names, for those whose filling is too pale to be
    read as text; ``hatched`` says that nays take hatching, since shades of gray are too few.
    """

    name: str
    background: str
    ink: str
    muted: str
    grid: str
    accent: str
    parties: dict[str, str]
    other: str
    labels: dict[str, str] = field(default_factory=dict)
    hatched: bool = False

    def label(self, party: str) -> str:
        """Return the color of text about a party, at least 4.5:1 against the ground.

        >>> THEMES["light"].label("I")
        '#0f766e'
        """
        return self.labels.get("I" if party == "ID" else party) or self.party(party)

    def party(self, party: str) -> str:
        """Return the color of a party; Independent Democrats are independents.

        >>> THEMES["light"].party("ID") == THEMES["light"].party("I")
        True
        """
        return self.parties.get("I" if party == "ID" else party, self.other)

    def on(self, filling: str) -> str:
        """Return the color of text on a filling: the ground's, or what can be read there.

        >>> THEMES["light"].on("#c0392f"), THEMES["dark"].on("#d8343f")
        ('#ffffff', '#ffffff')
        """
        inks = (self.background, "#ffffff", "#000000")
        readable = (ink for ink in inks if contrast(ink, filling) >= READABLE)
        return next(readable, self.ink)

    def light(self, color: str, part: float = 0.24) -> str:
        """Mix a color into the background: the filling of a nay.

        >>> THEMES["light"].light("#000000", 0.5)
        '#808080'
        """
        mixed = (
            round(part * int(color[at : at + 2], 16) + (1 - part) * int(ground, 16))
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
        labels={"I": "#0f766e"},
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
        labels={"R": "#ff8a8f"},
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
        labels={"I": "#0f766e"},
    ),
    Theme(
        name="gray",
        background="#ffffff",
        ink="#000000",
        muted="#4d4d4d",
        grid="#cccccc",
        accent="#3a3a3a",
        parties={"R": "#6e6e6e", "D": "#2b2b2b", "I": "#949494"},
        other="#000000",
        labels={"R": "#000000", "D": "#000000", "I": "#000000"},
        hatched=True,
    ),
)
THEMES = {theme.name: theme for theme in _THEMES}
_RENAMED = {"grey": "gray"}  # codespell:ignore grey
"""What a theme was called before: pages and scripts of then still work."""


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
NARROW = 480
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

    @property
    def narrow(self) -> bool:
        """Whether the picture is as narrow as a newspaper's column."""
        return self.size.width / self.size.text < NARROW

    @property
    def padding(self) -> float:
        """Return the pixels that are kept free on all four sides."""
        return self.type(10 if self.narrow else 16)

    @property
    def room(self) -> float:
        """Return the width between the paddings."""
        return self.size.width - 2 * self.padding

    def type(self, size: float) -> float:
        """Return a type size for this picture: 12 is that of labels at the size ``web``."""
        return round(size * self.size.text, 1)


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
    theme = _RENAMED.get(theme, theme)
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


def config_of(theme: Theme, text: float = 1.0, padding: float = 16) -> dict[str, Any]:
    """Return a theme as Altair takes one; ``text`` enlarges all type, lines and gaps.

    Marks name what they are with ``style=``: ``label``, ``value``, ``heading``, ``figure``,
    ``note``, ``source``. Under another theme they fall back to its own look.
    """

    def size(at_web: float) -> float:
        return round(at_web * text, 1)

    def words(at_web: float, color: str = theme.ink, **more: Any) -> dict[str, Any]:
        # Vega-Lite takes the size of text from ``size`` in a style, before that of all text.
        return {"size": size(at_web), "fontSize": size(at_web), "color": color, **more}

    axis = {
        "labelColor": theme.muted,
        "labelFontSize": size(11),
        "titleColor": theme.muted,
        "titleFontSize": size(11),
        "titleFontWeight": "normal",
        "domainColor": theme.muted,
        "tickColor": theme.muted,
        "gridColor": theme.grid,
        "tickSize": size(4),
        "labelPadding": size(4),
    }
    config = {
        "font": FONT,
        "background": theme.background,
        "padding": padding,
        "autosize": {"type": "fit", "contains": "padding"},
        "view": {"stroke": None},
        "title": {
            "anchor": "start",
            "frame": "bounds",
            "color": theme.ink,
            "fontSize": size(HEADLINE),
            "fontWeight": "bold",
            "lineHeight": size(HEADLINE * LEADING),
            "subtitleColor": theme.muted,
            "subtitleFontSize": size(SUBTITLE),
            "subtitleLineHeight": size(SUBTITLE * LEADING),
            "subtitlePadding": size(5),
            "offset": size(14),
        },
        "axis": axis,
        "legend": {
            "labelColor": theme.ink,
            "labelFontSize": size(12),
            "titleColor": theme.muted,
            "titleFontSize": size(12),
            "titleFontWeight": "normal",
            "symbolSize": size(10) ** 2,
            "symbolStrokeWidth": size(1.5),
            "columnPadding": size(12),
            "rowPadding": size(3),
            "offset": size(8),
        },
        "range": {"category": [*theme.parties.values(), theme.accent, theme.muted, theme.other]},
        "text": {"fontSize": size(12), "color": theme.ink},
        "rule": {"color": theme.ink, "strokeWidth": size(1)},
        "tick": {"color": theme.ink, "thickness": size(1.5), "opacity": 1},
        "bar": {"color": theme.accent},
        "rect": {"color": theme.accent},
        "line": {"color": theme.accent, "strokeWidth": size(2.5)},
        "point": {"color": theme.accent, "strokeWidth": size(1.2), "opacity": 1},
        "style": {
            "label": words(12),
            "value": words(13, fontWeight="bold"),
            "heading": words(15, fontWeight="bold"),
            "figure": words(28, fontWeight="bold"),
            "note": words(12, theme.muted),
            "source": words(SOURCE, theme.muted, lineHeight=size(SOURCE * LEADING)),
        },
    }
    return {"config": config}


def _register(theme: Theme) -> None:
    @alt.theme.register(f"{PREFIX}{theme.name}", enable=False)
    def _(text: float = 1.0, padding: float = 16) -> Any:
        return config_of(theme, text, padding)


for _theme in _THEMES:
    _register(_theme)
