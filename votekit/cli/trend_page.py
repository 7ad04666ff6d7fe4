"""The page of ``votekit trend``: a line per period, chamber and party."""

from collections.abc import Mapping, Sequence
from typing import Any

from votekit.analysers.trend import MEASURES
from votekit.cli.page import Grid, Page
from votekit.congresses import year_of_session
from votekit.words.counts import NONE

HEADER = ("chamber", "party", "value", "numerator", "denominator", "left out")
RIGHT = frozenset({3, 4, 5, 6})


def trend_page(
    measure: str, by: str, rows: Sequence[dict[str, Any]], missing: Mapping[str, list[int]]
) -> Page:
    """Lay out a measure: a line per period, chamber and party."""
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
