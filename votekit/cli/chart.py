"""``votekit chart``: pictures fit to print."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from votekit.cli import completion
from votekit.cli.options import parse_day, read_congress, read_references
from votekit.errors import RequestError
from votekit.printable import printable

if TYPE_CHECKING:
    from votekit.charts.chart import VoteChart

STANDARD_OUTPUT = "-"


def chart(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND", help="What to draw, see below.", autocompletion=completion.CHART_KINDS
        ),
    ],
    references: Annotated[
        list[str] | None,
        typer.Argument(metavar="REF...", help="Roll calls or bills, by any name."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            help="File (.svg .png .pdf .html .json .csv), or - for standard output.",
            show_default="KIND-REF.png",
        ),
    ] = None,
    as_format: Annotated[
        str | None,
        typer.Option(
            "--as",
            help="The format on standard output, as svg.",
            autocompletion=completion.CHART_FORMATS,
        ),
    ] = None,
    theme: Annotated[
        str,
        typer.Option(
            "--theme", help="light, dark, print or gray.", autocompletion=completion.THEMES
        ),
    ] = "light",
    size: Annotated[
        str,
        typer.Option(
            "--size",
            help="web, social, square, portrait, column or slide.",
            autocompletion=completion.SIZES,
        ),
    ] = "web",
    width: Annotated[int | None, typer.Option("--width", help="Width in pixels.")] = None,
    height: Annotated[int | None, typer.Option("--height", help="Height in pixels.")] = None,
    scale: Annotated[
        float | None,
        typer.Option(
            "--scale",
            help="PNG: enlarge by this.",
            show_default="2; social, square, portrait and slide 1",
        ),
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="Your own headline.")] = None,
    subtitle: Annotated[str | None, typer.Option("--subtitle", help="Your own subtitle.")] = None,
    no_titles: Annotated[
        bool, typer.Option("--no-titles", help="Without headline and subtitle.")
    ] = False,
    alt: Annotated[
        bool, typer.Option("--alt", help="Print the alt text, and a description below it.")
    ] = False,
    congress: Annotated[
        int | None,
        typer.Option(
            "--congress",
            "-c",
            help="agreement, defectors, overrides: as 115.",
            parser=read_congress,
            metavar="INTEGER",
        ),
    ] = None,
    chamber: Annotated[
        str | None,
        typer.Option(
            "--chamber",
            help="hemicycle, defectors, map, ideology, trend, agreement: one chamber.",
            autocompletion=completion.CHAMBERS,
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            help="trend: year, congress or month; map: state or district.",
            autocompletion=completion.CHART_BY,
        ),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", help="trend, defectors: from this day or year.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", help="trend, defectors: to this day or year.")
    ] = None,
    dimension: Annotated[
        int | None, typer.Option("--dimension", help="ideology: Voteview's dimension, 1 or 2.")
    ] = None,
    order: Annotated[
        str | None,
        typer.Option(
            "--order",
            help="hemicycle: seats by party or by vote.",
            autocompletion=completion.SEAT_ORDERS,
        ),
    ] = None,
    caucus: Annotated[
        bool, typer.Option("--caucus", help="split: independents with the party they caucus with.")
    ] = False,
) -> None:
    """Draw a chart that needs no touching up: headline, numbers, source, alt text.

    Kinds: margin (yeas against the number needed), hemicycle (a seat per member), split (by party),
    defectors (who broke ranks), map (by state), ideology (members from left to right), trend (a
    measure over time, named in the place of a reference), overrides (votes on vetoes), agreement
    (members by members), timeline (a bill's roll calls in order).

    Sizes in pixels: web 720 wide, social 1200 by 675, square 1080 by 1080, portrait 1080 by 1350,
    column 340 wide, slide 1280 by 720.

    Without --output the picture goes to KIND-REF.png in this directory.

    Examples:

      votekit chart margin hr3364-115 -o margin.svg

      votekit chart hemicycle h413-115.2017 --theme dark --size social -o house.png

      votekit chart margin hr3364-115 --size portrait -o portrait.png

      votekit chart split s175-115.2017 -o - --as csv

      votekit chart trend party-unity --by congress -o unity.svg

      votekit chart agreement --congress 115 --chamber senate
    """
    options: dict[str, Any] = {
        "congress": congress,
        "chamber": chamber,
        "by": by,
        "since": parse_day(since, "--since"),
        "until": parse_day(until, "--until"),
        "dimension": dimension,
        "order": order,
        "caucus": caucus,
    }
    looks: dict[str, Any] = {
        "theme": theme,
        "width": width,
        "height": height,
        "title": title,
        "subtitle": subtitle,
        "titles": not no_titles,
    }
    style = _format(output, as_format)
    from votekit.api.pictures import chart as draw

    named = read_references(references or [])
    picture = draw(kind, *named, size=size, **looks, **options)
    own = size != "web" or width or height
    narrow = None
    if style == "html" and not own:
        narrow = draw(kind, *named, size="column", **looks, **options)
    if alt:
        print(printable(f"{picture.about.alt}\n\n{picture.about.description}"))  # noqa: T201
        if output is None:
            return
    _write(picture, output, style, scale, narrow)


def _format(output: str | None, as_format: str | None) -> str:
    """Tell the format from the file's suffix, or from --as; nothing is drawn for a wrong one."""
    from votekit.charts.render import FORMATS, WHAT
    from votekit.whole_file import format_of

    if as_format is not None and as_format not in FORMATS:
        raise RequestError(f"--as takes {', '.join(FORMATS)}, not “{as_format}”.")
    if output == STANDARD_OUTPUT:
        if as_format is None:
            raise RequestError("Standard output has no suffix: say the format, as --as svg.")
        return as_format
    if as_format is not None and output is not None:
        raise RequestError("--as is for standard output (-o -): a file's suffix says its format.")
    return format_of(Path(output), FORMATS, WHAT) if output else as_format or "png"


def _write(
    picture: "VoteChart",
    output: str | None,
    style: str,
    scale: float | None,
    narrow: "VoteChart | None",
) -> None:
    from votekit.charts.render import rendered
    from votekit.whole_file import write_whole

    content = rendered(picture, style, scale=scale, narrow=narrow)
    if output == STANDARD_OUTPUT:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    path = Path(output) if output else Path(f"{picture.about.name}.{style}")
    write_whole(content, path)
    if output is None:
        print(printable(str(path)))  # noqa: T201
