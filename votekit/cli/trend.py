"""``votekit trend``: a measure of voting over time."""

from typing import Annotated, Any

import typer

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
        ),
    ],
    by: Annotated[str, typer.Option("--by", help="congress, year or month.")] = "year",
    chamber: ChamberOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    style: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show how voting changed over time.

    A year is the one that names the session; a month is that of the roll call's own date.

    Examples:

      votekit trend party-unity --chamber house --since 2013-01-03

      votekit trend unity-score --by congress --format csv

      votekit trend cloture --by congress
    """
    from votekit.api.trends import trend as answer_of
    from votekit.api.trends import years_missing
    from votekit.cli.output import write_pages
    from votekit.cli.rollcall_rows import records
    from votekit.cli.trend_page import trend_page
    from votekit.store import Record

    record = Record.open()
    table = answer_of(
        measure,
        by=by,
        chamber=chamber,
        since=parse_day(since, "--since"),
        until=parse_day(until, "--until"),
        record=record,
    )
    rows = records(table)
    missing = years_missing(record=record)
    # One list, also where it has one row only.
    content: Any = rows
    write_pages([trend_page(measure, by, rows, missing)], [content], rows, style, output)
