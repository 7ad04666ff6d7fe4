"""What stands around every chart: headline, subtitle, source line, and the room that is left.

The picture has exactly the size asked for; text is broken to its width beforehand, so nothing grows
or is cut off. A chart asks its frame for the room and draws in it, in pixels from the top left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from votekit.charts.lettering import shorten, wrap, wrap_parts
from votekit.charts.picture import Picture
from votekit.charts.theme import FONT, Style
from votekit.charts.vegalite import SCHEMA, Row, Spec, layer, value
from votekit.errors import RequestError

LEADING = 1.25
LEAST_HEIGHT = 60
NARROW = 480
MOST_SUBTITLES = 2


@dataclass(frozen=True)
class Story:
    """The words of a picture before they are laid out.

    ``headline`` states the finding from the numbers; ``description`` is the alt text: what is
    shown, the numbers that matter, nothing about colours. ``source`` ends the picture,
    ``source_urls`` are the documents' addresses.
    """

    headline: str
    subtitle: str
    source: str
    description: str
    source_urls: Sequence[str] = ()


@dataclass(frozen=True)
class Frame:
    """The frame of one picture: how much room the words take, and the rest for the plot.

    ``left``, ``right``, ``above`` and ``below`` keep pixels free between the words and the plot,
    for axes and labels that hang over.
    """

    style: Style
    story: Story
    left: float = 0
    right: float = 0
    above: float = 0
    below: float = 0

    @property
    def narrow(self) -> bool:
        """Whether the picture is as narrow as a newspaper's column."""
        return self.style.size.width / self.style.size.text < NARROW

    def type(self, size: float) -> float:
        """Return a type size for this picture: 12 is that of labels at the size ``web``."""
        return round(size * self.style.size.text, 1)

    @property
    def margin(self) -> float:
        """Return the pixels that are kept free on all four sides."""
        return self.type(10 if self.narrow else 16)

    @property
    def width(self) -> float:
        """Return the width of the plot."""
        return self.style.size.width - 2 * self.margin - self.left - self.right

    @cached_property
    def titles(self) -> tuple[list[str], list[str]]:
        """Return headline and subtitle in lines that fit."""
        style, room = self.style, self.style.size.width - 2 * self.margin
        headline = self.story.headline if style.title is None else style.title
        subtitle = self.story.subtitle if style.subtitle is None else style.subtitle
        if not style.titles:
            return [], []
        lines = wrap(headline, room, self._title_size, bold=True)
        return lines, self._subtitle_lines(subtitle, room)

    def _subtitle_lines(self, text: str, room: float) -> list[str]:
        """Break the chart's own subtitle, a long question of which is cut short."""
        size = self.type(13)
        lines = wrap(text, room, size)
        most = MOST_SUBTITLES + self.narrow
        if self.style.subtitle is not None or len(lines) <= most:
            return lines
        last = f"{lines[most - 1]} {lines[most]}"
        return [*lines[: most - 1], shorten(last, room, size)]

    @cached_property
    def source_lines(self) -> list[str]:
        """Return the source line in lines that fit."""
        room = self.style.size.width - 2 * self.margin
        return wrap_parts(self.story.source, room, self.type(11))

    def height(self, natural: float) -> float:
        """Return the height of the plot: ``natural``, or what a fixed size leaves.

        Raises
        ------
        RequestError
            When the words leave no room for the plot.
        """
        fixed = self.style.size.height
        if fixed is None:
            return round(natural)
        left = fixed - self._top - self._bottom
        if left < LEAST_HEIGHT:
            need = round(self._top + self._bottom + LEAST_HEIGHT)
            raise RequestError(
                f"A height of {fixed} pixels leaves no room for the chart: give at least {need}, "
                "or leave out the titles with --no-titles."
            )
        return left

    def picture(
        self,
        kind: str,
        layers: Sequence[Spec],
        rows: Sequence[Row],
        height: float,
        *,
        resolve: Spec | None = None,
    ) -> Picture:
        """Put the layers of a plot of ``height`` into the frame; ``rows`` are the data behind it.

        ``resolve`` is Vega-Lite's, needed where layers have positions on scales of their own.
        """
        size = self.style.size
        top, bottom = self._top, self._bottom
        outer = size.height or round(top + height + bottom)
        spec: Spec = {
            "$schema": SCHEMA,
            "description": self.story.description,
            "width": self.width,
            "height": height,
            "autosize": {"type": "none"},
            "padding": {
                "left": self.margin + self.left,
                "right": self.margin + self.right,
                "top": top,
                "bottom": outer - top - height,
            },
            "background": self.style.theme.background,
            **self._title(),
            "layer": [*layers, *self._source(outer - top)],
            "config": self._config(),
        }
        if resolve:
            spec["resolve"] = resolve
        return Picture(
            kind=kind,
            spec=spec,
            rows=list(rows),
            title=self.story.headline if self.style.title is None else self.style.title,
            subtitle=self.story.subtitle if self.style.subtitle is None else self.style.subtitle,
            source=self.story.source,
            source_urls=list(self.story.source_urls),
            description=self.story.description,
            width=size.width,
            height=outer,
            scale=size.scale,
        )

    @property
    def _title_size(self) -> float:
        return self.type(17 if self.narrow else 20)

    @property
    def _top(self) -> float:
        """Pixels from the upper edge to the plot."""
        headline, subtitle = self.titles
        words = len(headline) * self._title_size + len(subtitle) * self.type(13)
        gap = self.type(14) if headline or subtitle else 0
        return round(self.margin + words * LEADING + gap + self.above)

    @property
    def _bottom(self) -> float:
        """Pixels from the plot to the lower edge."""
        words = len(self.source_lines) * self.type(11) * LEADING
        gap = self.type(10) if words else 0
        return round(self.below + gap + words + self.margin)

    def _title(self) -> Spec:
        headline, subtitle = self.titles
        if not headline and not subtitle:
            return {}
        theme = self.style.theme
        title: Spec = {
            "text": headline or subtitle,
            "anchor": "start",
            "frame": "group",
            "dx": -self.left,
            "offset": self.type(12) + self.above,
            "color": theme.ink if headline else theme.muted,
            "fontSize": self._title_size if headline else self.type(13),
            "fontWeight": "bold" if headline else "normal",
            "lineHeight": round((self._title_size if headline else self.type(13)) * LEADING),
        }
        if headline and subtitle:
            title |= {
                "subtitle": subtitle,
                "subtitleColor": theme.muted,
                "subtitleFontSize": self.type(13),
                "subtitleLineHeight": round(self.type(13) * LEADING),
                "subtitlePadding": self.type(5),
            }
        return {"title": title}

    def _source(self, lower_edge: float) -> list[Spec]:
        lines = self.source_lines
        if not lines:
            return []
        size = self.type(11)
        first = lower_edge - self.margin - (len(lines) - 1) * size * LEADING
        look: dict[str, Any] = {
            "text": lines,
            "align": "left",
            "baseline": "alphabetic",
            "fontSize": size,
            "lineHeight": size * LEADING,
            "color": self.style.theme.muted,
        }
        if len(self.story.source_urls) == 1:
            look["href"] = self.story.source_urls[0]
        return [layer([{}], "text", look=look, x=value(-self.left), y=value(round(first, 1)))]

    def _config(self) -> Spec:
        theme = self.style.theme
        label = self.type(12)
        return {
            "font": FONT,
            "view": {"stroke": None},
            "text": {"color": theme.ink, "fontSize": label},
            "axis": {
                "labelColor": theme.muted,
                "titleColor": theme.muted,
                "labelFontSize": label,
                "titleFontSize": label,
                "titleFontWeight": "normal",
                "gridColor": theme.grid,
                "domainColor": theme.grid,
                "tickColor": theme.grid,
            },
        }
