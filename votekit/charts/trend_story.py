"""What the trend says: its series, headline, subtitle and alt text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from votekit.analysers.trend import MEASURES
from votekit.analysers.verdict import spell_date
from votekit.charts.frame import Story
from votekit.charts.vegalite import Row
from votekit.charts.wording import OFFICES, listed, party_name
from votekit.congresses import ordinal, year_of_session
from votekit.errors import RequestError

if TYPE_CHECKING:
    import pandas as pd

INDICES = frozenset({"cohesion", "likeness"})
"""Measures that are indices from 0 to 1; the others are shares, written in percent."""
NOUNS = {
    "party-unity": "party-unity votes",
    "unity-score": "party unity",
    "cohesion": "cohesion",
    "likeness": "likeness of the parties",
    "absence": "absences",
    "closeness": "close roll calls",
    "veto-proof": "veto-proof passages",
    "cloture": "success of cloture motions",
}
FEWEST = 2
SMALL = 0.1


@dataclass(frozen=True)
class Point:
    """One period: its place on the axis, its name, and its row of the trend."""

    at: float
    name: str
    row: Mapping[str, Any]

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
        return self.chamber.capitalize() if self.party == "all" else party_name(self.party)

    @property
    def full_name(self) -> str:
        """Who the series is of, with the chamber."""
        chamber = self.chamber.capitalize()
        return chamber if self.party == "all" else f"{chamber} {party_name(self.party)}"

    @property
    def change(self) -> float:
        """The last value less the first."""
        return self.points[-1].value - self.points[0].value


@dataclass(frozen=True)
class Trend:
    """A measure with its series, as they are drawn."""

    measure: str
    by: str
    series: list[Series]
    missing: Mapping[str, Sequence[int]]

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
    table: "pd.DataFrame", measure: str, by: str, missing: Mapping[str, Sequence[int]]
) -> Trend:
    """Read the series from the table of a trend.

    Where a measure is of all members and of the parties as well, those of all are drawn.
    ``missing`` are the years of which the record has nothing of a chamber.

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
        points = [Point(_at(row["period"]), _name(row["period"], by), row) for row in mine]
        series.append(Series(chamber, party, _runs(points, by, missing.get(chamber, []))))
    if len({row["period"] for row in rows}) < FEWEST:
        raise RequestError(
            f"A trend takes at least two periods, and there is one by {by}: take a longer time, "
            "or --by month."
        )
    return Trend(measure, by, series, missing)


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


def trend_rows(trend: Trend) -> list[Row]:
    """Return the data behind the chart: the trend's rows, as far as they are drawn."""
    return [
        {
            "measure": trend.measure,
            "period": point.row["period"],
            "chamber": one.chamber,
            "party": one.party,
            "value": point.value,
            "numerator": float(point.row["numerator"]),
            "denominator": int(point.row["denominator"]),
            "left_out": int(point.row["left_out"]),
        }
        for one in trend.series
        for point in one.points
    ]


def trend_story(trend: Trend) -> Story:
    """Return the words of the trend."""
    meaning = MEASURES[trend.measure].meaning.replace("'", "’")
    headline = _headline(trend)
    also = [
        f"the record has none of the {name.capitalize()}’s roll calls of "
        f"{', '.join(map(str, trend.missing[name]))}"
        for name in trend.chambers
        if trend.missing.get(name)
    ]
    offices = listed([OFFICES[name] for name in trend.chambers])
    source = f"Source: {offices}, roll calls counted by votekit"
    by = trend.by.replace("con", "Con")
    told = [source, *also, f"the latest {by} as far as the record goes"]
    return Story(
        headline=headline,
        subtitle=f"{meaning[0].upper()}{meaning[1:]}, by {by}",
        source="; ".join(told),
        description=f"{headline}. {' '.join(_told(trend, one) for one in trend.series)}",
    )


def _headline(trend: Trend) -> str:
    noun = NOUNS[trend.measure]
    if len(trend.series) > FEWEST:
        most = max(trend.series, key=lambda one: abs(one.change))
        verb, rest = _went(trend, most).split(" ", 1)
        return f"{noun[0].upper()}{noun[1:]} {verb} most among {most.full_name}, {rest}"
    first, *others = sorted(trend.series, key=lambda one: -abs(one.change))
    place = "" if first.party == "all" else f" of {first.full_name}"
    place = place or f" in the {first.name}"
    told = f"{noun[0].upper()}{noun[1:]}{place} {_went(trend, first)}"
    for one in others:
        where = f"in the {one.name}" if one.party == "all" else f"of {one.full_name}"
        told += f"; {where} they {_went(trend, one, short=True)}"
    return told if noun.endswith("s") else told.replace(" they ", " it ")


def _went(trend: Trend, one: Series, *, short: bool = False) -> str:
    first, last = one.points[0], one.points[-1]
    begin, end = trend.spell(first.value), trend.spell(last.value)
    if begin == end:
        return f"stayed at {end}"
    verb = "rose" if one.change > 0 else "fell"
    if short:
        return f"{verb} from {begin} to {end}"
    return f"{verb} from {begin} in {_when(first, trend)} to {end} in {_when(last, trend)}"


def _when(point: Point, trend: Trend) -> str:
    return f"the {point.name.split(' (')[0]}" if trend.by == "congress" else point.name


def _told(trend: Trend, one: Series) -> str:
    points = one.points
    top, bottom = (choose(points, key=lambda point: point.value) for choose in (max, min))
    ends = listed([_counted(trend, points[0]), _counted(trend, points[-1])])
    return (
        f"{one.full_name}: {ends}; highest {_counted(trend, top)}, lowest "
        f"{_counted(trend, bottom)}."
    )


def _counted(trend: Trend, point: Point) -> str:
    return f"{trend.spell(point.value)} in {_when(point, trend)}"


def told_of(trend: Trend, one: Series, point: Point) -> str:
    """Return the tooltip of a point: value, numerator, denominator."""
    above = float(point.row["numerator"])
    count = f"{above:,.0f}" if above == int(above) else f"{above:,.1f}"
    told = MEASURES[trend.measure]
    return (
        f"{one.full_name}, {point.name}: {trend.spell(point.value)} ({count} {told.numerator} of "
        f"{int(point.row['denominator']):,} {told.denominator})"
    )
