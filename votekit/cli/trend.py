"""``votekit trend``: a measure of voting over time."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from votekit.cli.options import ChamberOption, Format, FormatOption, OutputOption, parse_day
from votekit.cli.page import Grid, Page
from votekit.cli.wording import NONE
from votekit.congresses import year_of_session

HEADER = ("chamber", "party", "value", "numerator", "denominator", "left out")
RIGHT = frozenset({3, 4, 5, 6})


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
    since: Annotated[
        str | None, typer.Option("--since", help="From this day (YYYY-MM-DD) or year.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", help="To this day (YYYY-MM-DD) or year.")
    ] = None,
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
    write_pages([_page(measure, by, rows, missing)], [content], rows, style, output)


def _page(
    measure: str, by: str, rows: Sequence[dict[str, Any]], missing: Mapping[str, list[int]]
) -> Page:
    from votekit.analysers.trend import MEASURES

    told = MEASURES[measure]
    chambers = list(dict.fromkeys(row["chamber"] for row in rows))
    earliest = _year(by, rows[0]["period"])
    gaps = [
        f"The record has none of the {chamber.capitalize()}'s roll calls of {year}."
        for chamber in chambers
        for year in missing[chamber]
        if year >= earliest
    ]
    return Page(
        heading=f"{measure} by {by}, {' and '.join(name.capitalize() for name in chambers)}",
        lead=f"{told.meaning[0].upper()}{told.meaning[1:]}.",
        grids=[Grid((by, *HEADER), [_line(row) for row in rows], RIGHT)],
        notes=[
            f"Numerator: {told.numerator}; denominator: {told.denominator}; left out: "
            f"{told.left_out}.",
            *gaps,
            "The latest period goes as far as the record does (votekit status).",
        ],
        sources=["the roll calls of the House Clerk and the Senate; definitions: docs/trends.md"],
    )


def _year(by: str, period: Any) -> int:
    """Return the first year of a period."""
    if by == "congress":
        return year_of_session(int(period), 1)
    return int(str(period)[:4])


def _line(row: dict[str, Any]) -> tuple[str, ...]:
    above = row["numerator"]
    return (
        str(row["period"]),
        row["chamber"].capitalize(),
        row["party"],
        NONE if row["value"] is None else f"{row['value']:.1%}",
        f"{above:,.0f}" if above == int(above) else f"{above:,.{1 if above >= 1 else 3}f}",
        f"{row['denominator']:,}",
        f"{row['left_out']:,}",
    )
