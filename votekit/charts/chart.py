"""What every chart is: an Altair chart that carries its words, its table and its look.

A kind's function ends with ``finish(...)``, which returns a ``VoteChart``: an ``alt.LayerChart``
whose top-level data are the table behind it and whose first layer is the drawing. Everything that
Altair does with a layered chart works on it. What Altair has no place for stands in ``usermeta``,
which copies keep and the JSON carries; ``chart.about`` reads it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Self, cast

import altair as alt
from altair.utils.schemapi import Undefined, debug_mode

from votekit.charts.lettering import shorten, wrap, wrap_parts
from votekit.charts.theme import (
    HEADLINE,
    LEADING,
    PREFIX,
    SOURCE,
    SUBTITLE,
    Style,
)
from votekit.errors import RequestError

# Altair's own signatures leave these without types.
x_value: Any = alt.XValue
y_value: Any = alt.YValue
x2_value: Any = alt.X2Value
y2_value: Any = alt.Y2Value

Row = dict[str, Any]
Spec = dict[str, Any]

KEY = "votekit"
"""Where ``usermeta`` has what belongs to a chart of ours."""
VALIDATE = False
"""Whether each piece is checked against the schema as a chart is built: the tests do, users wait
for it (85 ms of a margin's 120)."""
LEAST_PLOT = 60
MOST_SUBTITLES = 2
SOURCE_LAYER = "source"


@dataclass(frozen=True)
class Words:
    """What a chart says. ``headline`` states the finding from the numbers, never "Chart of".

    ``subtitle`` says which vote, on which day, on which question; ``source`` ends the picture and
    ``source_urls`` are the documents' addresses. ``alt`` is one sentence for those who cannot see
    it, ``description`` all that is shown, in sentences, without colors, states and members in the
    order of the alphabet. ``note`` stands above the source line.
    """

    headline: str
    subtitle: str
    source: str
    alt: str
    description: str
    source_urls: Sequence[str] = ()
    note: str = ""


@dataclass(frozen=True)
class About:
    """What belongs to a chart besides the drawing: its words, its look, its file's name.

    ``theme`` and ``text`` (by how much type is enlarged) say in which of votekit's themes it is
    shown while the user has enabled none of their own; ``scale`` is the pixels of a PNG per unit.
    ``helpers`` are fields of the rows that serve the drawing only.
    ``plot`` and ``below`` are the plot's own height and the room under it for axis and key.
    """

    kind: str
    headline: str
    subtitle: str
    source: str
    alt: str
    description: str
    source_urls: list[str]
    theme: str
    text: float
    padding: float
    scale: float
    plot: float
    below: float
    helpers: list[str]
    own_subtitle: bool = False
    name: str = ""
    note: str = ""


class Table(alt.InlineData):
    """Rows of plain values under a name, which Altair need not look through to copy or write.

    It would do so one value at a time: half of the time that a House hemicycle takes to build.
    """

    def __init__(self, values: Sequence[Row] = (), name: str = "rows", **_: Any) -> None:
        super().__init__(values=values, name=name)

    def to_dict(self, *_: Any, **__: Any) -> dict[str, Any]:  # noqa: D102  (Altair says it)
        return {"name": self.name, "values": list(self.values)}

    def __deepcopy__(self, _: Any) -> Self:
        return self


class VoteChart(alt.LayerChart):
    """A chart of votes: an ``alt.LayerChart`` with ``about``, ``rows`` and files fit to print.

    Headline and source line are broken to the chart's width whenever it is written out, so that
    ``.properties(width=340)`` fits a column. ``width`` and ``height`` are the outer size.
    """

    @property
    def about(self) -> About:
        """The chart's words, addresses, theme and file name."""
        return About(**self.usermeta[KEY])

    @property
    def rows(self) -> list[Row]:
        """The table behind the chart, as the ``.csv`` has it: what it draws, without places."""
        helpers = self.about.helpers
        values: list[Row] = cast(alt.InlineData, self.data).values
        return [
            {name: value for name, value in row.items() if name not in helpers} for row in values
        ]

    def told(self, **changes: Any) -> Self:
        """Return a copy with some of ``about`` replaced."""
        told = {**self.usermeta[KEY], **changes}
        copy: Self = self.copy(deep=False)
        copy.usermeta = {**self.usermeta, KEY: told}
        return copy

    def to_dict(  # noqa: D102  (Altair says it)
        self,
        validate: bool = True,
        *,
        format: Any = "vega-lite",
        ignore: list[str] | None = None,
        context: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        if self.usermeta is Undefined:
            return super().to_dict(validate, format=format, ignore=ignore, context=context)
        about = self.about
        with _dressed(about):
            spec: Spec = super().to_dict(validate, ignore=ignore, context=context)
        _lay_out(spec, about)
        if not (context or {}).get("top_level", True):
            spec.pop("usermeta")
            return spec
        compiler = alt.vegalite_compilers.get()
        return compiler(spec) if format == "vega" and compiler else spec

    def save(  # noqa: D102  (Altair says it)
        self,
        fp: Any,
        format: Any = None,
        *args: Any,
        scale: float | None = None,
        **more: Any,
    ) -> None:
        from votekit.charts.render import FORMATS, WHAT, rendered
        from votekit.whole_file import format_of, write_whole

        named = isinstance(fp, str | Path)
        style = format or (format_of(Path(fp), FORMATS, WHAT) if named else None)
        if args or more or style not in FORMATS:
            if scale is not None:
                more["scale_factor"] = scale
            super().save(fp, format, *args, **more)
            return
        content = rendered(self, style, scale=scale)
        if named:
            write_whole(content, Path(fp))
        else:
            fp.write(content if style in ("png", "pdf") else content.decode())

    def __repr__(self) -> str:
        if self.usermeta is Undefined:
            return super().__repr__()
        return f"<VoteChart {self.about.kind}: {self.about.headline}>"


def tips(**titles: str) -> list[alt.Tooltip]:
    """Return a tooltip: fields with their titles. A field that ends in ``share`` is in percent."""
    return [
        alt.Tooltip(f"{name}:Q", title=title, format=".1%")
        if name.endswith("share")
        else alt.Tooltip(f"{name}:N", title=title)
        for name, title in titles.items()
    ]


@contextmanager
def building() -> Iterator[None]:
    """Build charts without checking each piece against the schema, which takes most of the time."""
    with debug_mode(VALIDATE):
        yield


def finish(
    kind: str,
    layers: Sequence[Any],
    rows: Sequence[Row],
    words: Words,
    style: Style,
    *,
    plot: float,
    left: float = 0,
    below: float = 0,
    helpers: Sequence[str] = (),
    apart: Sequence[str] = (),
) -> VoteChart:
    """Put the layers of a kind together with its words.

    ``rows`` are the table behind the chart, which layers without data of their own draw. ``plot``
    is the height that the plot needs in pixels, where the size gives none; ``left`` is what axis
    labels take beside the plot and ``below`` what axis and key take under it, so that the source
    line stands clear of both. In the channels of ``apart`` each layer has a scale of its own.

    Raises
    ------
    RequestError
        When the size leaves no room for the plot.
    """
    about = replace(_about(kind, words, style, below), plot=round(plot), helpers=list(helpers))
    size: dict[str, Any] = {"width": style.size.width}
    if style.size.height is not None:
        size["height"] = style.size.height
        _refuse_without_room(about, style)
    if style.titles:
        size["title"] = alt.Title(about.headline, subtitle=about.subtitle)
    if apart:
        size["resolve"] = alt.Resolve(scale=dict.fromkeys(apart, "independent"))
    drawn = [*layers, _source(about, left)]
    return VoteChart(
        data=Table(list(rows)),
        layer=drawn,
        description=about.alt,
        usermeta={KEY: asdict(about)},
        **size,
    )


def _about(kind: str, words: Words, style: Style, below: float) -> About:
    return About(
        kind=kind,
        headline=words.headline if style.title is None else style.title,
        subtitle=words.subtitle if style.subtitle is None else style.subtitle,
        source=words.source,
        alt=words.alt,
        description=words.description,
        source_urls=list(words.source_urls),
        theme=style.theme.name,
        text=style.size.text,
        padding=style.padding,
        scale=style.size.scale,
        plot=0,
        below=below,
        helpers=[],
        own_subtitle=style.subtitle is not None,
        note=words.note,
    )


def _source(about: About, left: float) -> alt.Chart:
    """Write the source line under everything else; its lines are broken when it is written out."""
    line = Table([{SOURCE_LAYER: about.source}], SOURCE_LAYER)
    drawn: alt.Chart = (
        alt.Chart(line, name=SOURCE_LAYER)
        .mark_text(
            style="source",
            align="left",
            baseline="top",
            lineBreak="\n",
            dx=-left,
            dy=about.below + round(12 * about.text),
            aria=False,
        )
        .encode(x=x_value(0), y=y_value("height"), text=alt.Text(f"{SOURCE_LAYER}:N"))
    )
    return drawn


@contextmanager
def _dressed(about: About) -> Iterator[None]:
    """Dress a chart in its own theme, unless the user has enabled one of theirs."""
    active = alt.theme.active
    if active == "default":
        active = f"{PREFIX}{about.theme}"
    if not active.startswith(PREFIX):
        yield
        return
    with alt.theme.enable(active, text=about.text, padding=about.padding):
        yield


def _lay_out(spec: Spec, about: About) -> None:
    """Break the words of a chart to its width, and make it as high as it needs to be."""
    width = spec.get("width")
    if not isinstance(width, int | float):
        return
    room = width - 2 * about.padding
    headline, subtitle = _titles(spec.get("title"), about, room)
    if headline:
        given = spec["title"] if isinstance(spec["title"], dict) else {}
        spec["title"] = {**given, "text": headline}
        spec["title"].pop("subtitle", None)
        if subtitle:
            spec["title"]["subtitle"] = subtitle
    lines = _foot(about, room)
    for layer in spec["layer"]:
        if layer.get("name") == SOURCE_LAYER:
            layer["data"] = {"name": SOURCE_LAYER, "values": [{SOURCE_LAYER: "\n".join(lines)}]}
    spec.setdefault("height", round(about.plot + _around(headline, subtitle, lines, about)))


def _foot(about: About, room: float) -> list[str]:
    """Return note and source line in lines that fit."""
    size = SOURCE * about.text
    return [*wrap(about.note, room, size), *wrap_parts(about.source, room, size)]


def _titles(title: Any, about: About, room: float) -> tuple[list[str], list[str]]:
    """Break headline and subtitle; a long question is cut, what the user wrote is not."""
    if not title:
        return [], []
    given = title if isinstance(title, dict) else {"text": title}
    text, below = given["text"], given.get("subtitle", [])
    lines = wrap(text, room, HEADLINE * about.text, bold=True) if isinstance(text, str) else text
    if not isinstance(below, str):
        return lines, below
    size = SUBTITLE * about.text
    told = wrap(below, room, size)
    most = MOST_SUBTITLES + (room < 480 * about.text)
    if about.own_subtitle or below != about.subtitle or len(told) <= most:
        return lines, told
    return lines, [*told[: most - 1], shorten(f"{told[most - 1]} {told[most]}", room, size)]


def _around(
    headline: Sequence[str], subtitle: Sequence[str], source: Sequence[str], about: About
) -> float:
    """Return what words and padding take above and under the plot."""
    lines = len(headline) * HEADLINE + len(subtitle) * SUBTITLE + len(source) * SOURCE
    gaps = (14 if headline else 0) + (5 if subtitle else 0) + 12
    return lines * LEADING * about.text + gaps * about.text + about.below + 2 * about.padding


def plot_room(words: Words, style: Style, below: float = 0) -> float | None:
    """Return the height that a fixed size leaves for the plot; nothing where none is fixed."""
    height = style.size.height
    if height is None:
        return None
    return height - _needed(_about("", words, style, below), style)


def _needed(about: About, style: Style) -> float:
    """Return what the words of a chart take above and under its plot."""
    title = {"text": about.headline, "subtitle": about.subtitle} if style.titles else None
    headline, subtitle = _titles(title, about, style.room)
    lines = _foot(about, style.room)
    return _around(headline, subtitle, lines, about)


def _refuse_without_room(about: About, style: Style) -> None:
    height = style.size.height or 0
    around = _needed(about, style)
    if height - around < min(LEAST_PLOT, about.plot):
        raise RequestError(
            f"A height of {height} pixels leaves no room for the chart: give at least "
            f"{round(around + LEAST_PLOT)}, or leave out the titles with --no-titles."
        )
