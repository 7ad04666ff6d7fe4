"""The page of ``votekit trend``: where the measure went, then a line per period, chamber, party."""

from collections.abc import Sequence
from typing import Any

from votekit.analysers.trend import MEASURES
from votekit.analysers.trends.finding import FEWEST, THIN, TrendAnswer
from votekit.cli.page import Grid, Page
from votekit.congresses import year_of_session
from votekit.words.counts import NONE
from votekit.words.names import chamber_name
from votekit.words.text import capitalized, listed
from votekit.words.trends import headline, how_tested, thin_periods

HEADER = ("chamber", "party", "value", "numerator", "denominator", "left out")
RIGHT = frozenset({3, 4, 5, 6, 7})
ROLLCALLS = "roll calls"


def trend_page(answer: TrendAnswer, rows: Sequence[dict[str, Any]]) -> Page:
    """Lay out a measure: a line per period, chamber and party."""
    measure = MEASURES[answer.measure]
    chambers = [chamber_name(name) for name in dict.fromkeys(row["chamber"] for row in rows)]
    earliest = _year(answer.by, rows[0]["period"])
    gaps = [
        f"The record has none of the {chamber_name(chamber)}'s roll calls of {year}."
        for chamber, years in answer.missing.items()
        if chamber_name(chamber) in chambers
        for year in years
        if year >= earliest
    ]
    thin = thin_periods(answer.by, answer.series)
    # Of a share of roll calls the denominator is their number.
    apart = any(row["denominator"] not in {0, row["rollcalls"]} for row in rows)
    header = (answer.by, *HEADER, *([ROLLCALLS] if apart else []))
    return Page(
        heading=f"{answer.measure} by {answer.by}, {listed(chambers)}",
        lead=f"{headline(answer.measure, answer.by, answer.series)}.",
        grids=[Grid(header, [_line(row, apart=apart) for row in rows], RIGHT)],
        lists=[("Measure", f"{capitalized(measure.meaning)}.")],
        notes=[
            f"Numerator: {measure.numerator}; denominator: {measure.denominator}; left out: "
            f"{measure.left_out}.",
            *(how_tested(one) for one in answer.every),
            "Test: Mann and Kendall’s, of whole years whatever the periods shown, corrected for "
            f"ties and serial correlation. Claimed is what has p < 0.05 and {FEWEST} years or more "
            "(docs/trends.md).",
            *([f"Fewer than {THIN} roll calls: {thin}."] if thin else []),
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


def _line(row: dict[str, Any], *, apart: bool) -> tuple[str, ...]:
    above = row["numerator"]
    return (
        str(row["period"]),
        chamber_name(row["chamber"]),
        row["party"],
        NONE if row["value"] is None else f"{row['value']:.1%}",
        f"{above:,.0f}" if above == int(above) else f"{above:,.{1 if above >= 1 else 3}f}",
        f"{row['denominator']:,}",
        f"{row['left_out']:,}",
        *([f"{row['rollcalls']:,}"] if apart else []),
    )
