"""``votekit trend``: a measure of voting over time."""

from typing import Annotated, Any

import typer

from votekit.cli import completion
from votekit.cli.options import (
    ChamberOption,
    Format,
    FormatOption,
    OutputOption,
    SinceOption,
    UntilOption,
    parse_day,
)


def trend(
    measure: Annotated[
        str,
        typer.Argument(
            metavar="MEASURE",
            help="party-unity, unity-score, cohesion, likeness, absence, closeness, veto-proof or "
            "cloture.",
            autocompletion=completion.MEASURES,
        ),
    ],
    by: Annotated[
        str,
        typer.Option("--by", help="congress, year or month.", autocompletion=completion.PERIODS),
    ] = "year",
    chamber: ChamberOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    style: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show how voting changed over time, and whether it rose or fell.

    A measure rose or fell where the test of Mann and Kendall bears it out; otherwise nothing is
    claimed. A year is the one that names the session; a month is that of the roll call's own date.

    Examples:

      votekit trend party-unity --chamber house --since 2013-01-03

      votekit trend unity-score --by congress --format csv

      votekit trend cloture --by congress
    """
    from votekit.api.trends import trend_answer
    from votekit.cli.output import write_pages
    from votekit.cli.rollcall_rows import records
    from votekit.cli.trend_page import trend_page

    answer = trend_answer(
        measure,
        by=by,
        chamber=chamber,
        since=parse_day(since, "--since"),
        until=parse_day(until, "--until"),
    )
    rows = records(answer.table)
    # One list, also where it has one row only.
    content: Any = rows
    write_pages([trend_page(answer, rows)], [content], rows, style, output)
