"""The series that a trend is drawn from: a measure by period, for each chamber or party."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from votekit.congresses import ordinal, year_of_session
from votekit.errors import RequestError
from votekit.words.dates import spell_date
from votekit.words.names import party_name
from votekit.words.text import capitalized

if TYPE_CHECKING:
    import pandas as pd

Days = tuple[date, date]
IDLE = timedelta(days=16)
"""A year without its first and last days is whole: Congress meets on neither."""
INDICES = frozenset({"cohesion", "likeness"})
"""Measures that are indices from 0 to 1; the others are shares, written in percent."""
FEWEST = 2
SMALL = 0.1


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

    @property
    def complete(self) -> list[Point]:
        """The points of whole periods; all, where there are no two of them."""
        found = [point for point in self.points if point.whole]
        return found if len(found) >= FEWEST else self.points

    @property
    def change(self) -> float:
        """How much the level rose from the first sixth of the whole periods to the last."""
        values = [point.value for point in self.complete]
        some = max(1, len(values) // 6)
        return (sum(values[-some:]) - sum(values[:some])) / some

    @property
    def clear(self) -> bool:
        """Whether the change is more than twice what one period differs from the next by.

        A change that the first and the last whole period contradict is not clear either.
        """
        values = [point.value for point in self.complete]
        steps = [abs(later - before) for before, later in pairwise(values)]
        same_way = (values[-1] - values[0]) * self.change > 0
        return same_way and abs(self.change) > 2 * sum(steps) / len(steps)


@dataclass(frozen=True)
class Trend:
    """A measure with its series, as they are drawn."""

    measure: str
    by: str
    series: list[Series]
    missing: Mapping[str, Sequence[int]]
    last_day: date

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
        if self.measure in INDICES:
            return f"{value:.2f}"
        return f"{100 * value:.{1 if 0 < value < SMALL else 0}f}%"

    def tick(self, value: float) -> str:
        """Write a value on the axis."""
        return f"{value:.2f}" if self.measure in INDICES else f"{100 * value:.0f}%"


def trend_of(
    table: "pd.DataFrame",
    measure: str,
    by: str,
    missing: Mapping[str, Sequence[int]],
    counted: Days,
) -> Trend:
    """Read the series from the table of a trend.

    Where a measure is of all members and of the parties as well, those of all are drawn.
    ``missing`` are the years of which the record has nothing of a chamber, ``counted`` the first
    and last day of what was counted.

    Raises
    ------
    RequestError
        When there are fewer than two periods.
    """
    plain = ({str(key): value for key, value in row.items()} for row in table.to_dict("records"))
    rows = [row for row in plain if row["denominator"]]
    if any(row["party"] == "all" for row in rows):
        rows = [row for row in rows if row["party"] == "all"]
    keys = sorted({(row["chamber"], row["party"]) for row in rows})
    series = []
    for chamber, party in keys:
        mine = [row for row in rows if (row["chamber"], row["party"]) == (chamber, party)]
        points = [
            Point(_at(period), _name(period, by), row, _part(period, by, counted))
            for period, row in ((row["period"], row) for row in mine)
        ]
        series.append(Series(chamber, party, _runs(points, by, missing.get(chamber, []))))
    if len({row["period"] for row in rows}) < FEWEST:
        raise RequestError(
            f"A trend takes at least two periods, and there is one by {by}: take a longer time, "
            "or --by month."
        )
    return Trend(measure, by, series, missing, counted[1])


def _part(period: int | str, by: str, counted: Days) -> str:
    """Say whether only a part of a period was counted: nothing where it is whole."""
    if isinstance(period, str):
        start = date.fromisoformat(f"{period}-01")
        end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return _cut((start, end), counted)
    years = (period, period)
    if by == "congress":
        years = (year_of_session(period, 1), year_of_session(period, 2))
    start, end = date(years[0], 1, 1) + IDLE, date(years[1], 12, 31) - IDLE
    return _cut((start, end), counted)


def _cut(period: Days, counted: Days) -> str:
    if counted[1] < period[1]:
        return "so far"
    return "in part" if period[0] < counted[0] else ""


def _at(period: int | str) -> float:
    """Return a period's place on the axis: a month is a twelfth of its year."""
    if isinstance(period, str):
        year, month = period.split("-")
        return int(year) + (int(month) - 1) / 12
    return float(period)


def _name(period: int | str, by: str) -> str:
    if by == "congress":
        year = year_of_session(int(period), 1)
        return f"{ordinal(int(period))} Congress ({year}–{str(year + 1)[2:]})"
    if isinstance(period, str):
        day = date.fromisoformat(f"{period}-01")
        return spell_date(day).replace(" 1,", "")
    return str(period)


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
