"""``votekit report``: one page on a bill, a roll call, or all vetoes of a Congress."""

from pathlib import Path
from typing import Annotated

import typer

from votekit.cli.options import CongressOption, parse_day, read_references
from votekit.errors import RequestError


def report(
    references: Annotated[
        list[str] | None,
        typer.Argument(metavar="REF...", help="Bills or roll calls, by any name."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The file to write: .html, or .md with pictures."),
    ] = None,
    presented: Annotated[
        str | None,
        typer.Option("--presented", help="Day of presentment (YYYY-MM-DD): adds the clock."),
    ] = None,
    vetoes: Annotated[
        bool, typer.Option("--vetoes", help="All vetoes of the Congress that were put to a vote.")
    ] = False,
    congress: CongressOption = None,
) -> None:
    """Write a page fit to publish: verdict, numbers, charts, names, rules, documents.

    An .html file is complete in itself, for phone, screen and paper, and asks for nothing from a
    network; an .md file has its pictures in a folder beside it.

    Examples:

      votekit report hr3364-115 -o sanctions.html

      votekit report "H.R. 6395" --presented 2020-12-11 -o veto.html

      votekit report h413-115.2017 s175-115.2017 -o votes.md

      votekit report --congress 116 --vetoes -o vetoes.html
    """
    from votekit.api import report as pages
    from votekit.whole_file import format_of

    if output is None:
        raise RequestError("Say where the page goes: --output report.html, or report.md.")
    format_of(output, pages.FORMATS, pages.WHAT)
    if vetoes:
        if references or presented or congress is None:
            raise RequestError(
                "--vetoes is for one Congress: give --congress 116 beside it, and no reference or "
                "day."
            )
        pages.vetoes_report(congress).save(output)
        return
    if congress is not None:
        raise RequestError(
            "--congress is for --vetoes: a reference names its Congress, as hr3364-115."
        )
    day = parse_day(presented, "--presented")
    pages.report(*read_references(references or []), presented=day).save(output)
