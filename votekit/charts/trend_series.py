"""The series that a trend is drawn from: a measure by period, for each chamber or party."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from votekit.analysers.trends.finding import Series as Found
from votekit.analysers.trends.finding import TrendAnswer
from votekit.analysers.trends.periods import part_of
from votekit.errors import RequestError
from votekit.words.names import party_name
from votekit.words.text import capitalized
from votekit.words.trends import INDICES, period_name, spell_value

FEWEST = 2


@dataclass(frozen=True)
class Point:
    """One period: its place on the axis, its name, and its row of the trend.

    ``part`` marks one of which only a part was counted: ``so far``, or ``in part`` where a chosen
    day cuts off its beginning.
    """

    at: float
    name: str
    row: Mapping[str, Any]
    part: str = ""

    @property
    def whole(self) -> bool:
        """Whether all of the period was counted."""
        return not self.part

    @property
    def value(self) -> float:
        """The measure, from 0 to 1."""
        return float(self.row["value"])


@dataclass(frozen=True)
class Series:
    """One chamber, or one party in it; ``runs`` are parted where the record has a gap."""

    chamber: str
    party: str
    runs: list[list[Point]]

    @property
    def points(self) -> list[Point]:
        """All points, in order of time."""
        return [point for run in self.runs for point in run]

    @property
    def name(self) -> str:
        """Who the series is of."""
        return (
            self.chamber.capitalize()
            if self.party == "all"
            else capitalized(party_name(self.party))
        )

    @property
    def full_name(self) -> str:
        """Who the series is of, with the chamber."""
        chamber = self.chamber.capitalize()
        return chamber if self.party == "all" else f"{chamber} {party_name(self.party)}"


@dataclass(frozen=True)
class Trend:
    """A measure with its series, as they are drawn."""

    measure: str
    by: str
    series: list[Series]
    missing: Mapping[str, Sequence[int]]
    last_day: date
    found: list[Found]

    @property
    def chambers(self) -> list[str]:
        """The chambers, in the order in which they are drawn."""
        return list(dict.fromkeys(one.chamber for one in self.series))

    @property
    def panels(self) -> list[list[Series]]:
        """The series that share axes: of a measure by party, those of a chamber."""
        if all(one.party == "all" for one in self.series):
            return [self.series]
        return [[one for one in self.series if one.chamber == name] for name in self.chambers]

    def spell(self, value: float) -> str:
        """Write a value: an index with two digits, a share in percent, a small one exactly."""
        return spell_value(self.measure, value)

    def tick(self, value: float) -> str:
        """Write a value on the axis."""
        return f"{value:.2f}" if self.measure in INDICES else f"{100 * value:.0f}%"


def trend_of(answer: TrendAnswer) -> Trend:
    """Read the series from a measure over time.

    Where a measure is of all members and of the parties as well, those of all are drawn.

    Raises
    ------
    RequestError
        When there are fewer than two periods.
    """
    table, by, missing, counted = answer.table, answer.by, answer.missing, answer.counted
    plain = ({str(key): value for key, value in row.items()} for row in table.to_dict("records"))
    rows = [row for row in plain if row["denominator"]]
    if any(row["party"] == "all" for row in rows):
        rows = [row for row in rows if row["party"] == "all"]
    keys = sorted({(row["chamber"], row["party"]) for row in rows})
    series = []
    for chamber, party in keys:
        mine = [row for row in rows if (row["chamber"], row["party"]) == (chamber, party)]
        points = [
            Point(_at(period), period_name(period, by), row, part_of(period, by, counted))
            for period, row in ((row["period"], row) for row in mine)
        ]
        series.append(Series(chamber, party, _runs(points, by, missing.get(chamber, []))))
    if len({row["period"] for row in rows}) < FEWEST:
        raise RequestError(
            f"A trend takes at least two periods, and there is one by {by}: take a longer time, "
            "or --by month."
        )
    return Trend(answer.measure, by, series, missing, counted[1], answer.series)


def _at(period: int | str) -> float:
    """Return a period's place on the axis: a month is a twelfth of its year."""
    if isinstance(period, str):
        year, month = period.split("-")
        return int(year) + (int(month) - 1) / 12
    return float(period)


def _runs(points: Sequence[Point], by: str, missing: Sequence[int]) -> list[list[Point]]:
    """Part the points where a year lies between that the record lacks."""
    runs: list[list[Point]] = []
    for point in points:
        before = runs[-1][-1].at if runs else None
        gap = before is None or (
            by != "congress" and any(before < year + 0.999 <= point.at + 0.001 for year in missing)
        )
        if gap:
            runs.append([point])
        else:
            runs[-1].append(point)
    return runs
