"""What the trend says: its series, headline, subtitle and alt text."""

from votekit.analysers.trend import MEASURES
from votekit.analysers.trends.finding import THIN
from votekit.charts.frame import Story
from votekit.charts.trend_series import Point, Series, Trend
from votekit.charts.vegalite import Row
from votekit.words import trends as words
from votekit.words.dates import spell_date
from votekit.words.sources import OFFICES
from votekit.words.text import listed


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
    headline = words.headline(trend.measure, trend.by, trend.found)
    also = [
        f"the record has none of the {name.capitalize()}’s roll calls of "
        f"{', '.join(map(str, trend.missing[name]))}"
        for name in trend.chambers
        if trend.missing.get(name)
    ]
    offices = listed([OFFICES[name] for name in trend.chambers])
    source = f"Source: {offices}, roll calls counted by votekit"
    thin = words.thin_periods(trend.by, trend.found)
    few = [f"fewer than {THIN} roll calls: {thin}"] if thin else []
    told = [source, *also, *_so_far(trend), *few]
    by = trend.by.replace("con", "Con")
    return Story(
        headline=headline,
        subtitle=f"{meaning[0].upper()}{meaning[1:]}, by {by}",
        source="; ".join(told),
        description=(
            f"{headline}. {' '.join(_told(trend, one) for one in trend.series)} "
            f"{' '.join(words.how_tested(one) for one in trend.found)}"
        ),
    )


def _so_far(trend: Trend) -> list[str]:
    """Say which periods were counted in part."""
    parts = {point.name: point for one in trend.series for point in one.points if not point.whole}
    if not parts:
        return []
    names = listed([name.split(" (")[0] for name in parts])
    return [f"{names} in part, to {spell_date(trend.last_day)}"]


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
    told = f"{trend.spell(point.value)} in {_when(point, trend)}"
    return told if point.whole else f"{told} {point.part}"


def end_told(trend: Trend, one: Series) -> str:
    """Write the last value of a series, as it stands at the end of its line."""
    last = one.points[-1]
    return trend.spell(last.value) + ("" if last.whole else f" {last.part}")


def told_of(trend: Trend, one: Series, point: Point) -> str:
    """Return the tooltip of a point: value, numerator, denominator."""
    above = float(point.row["numerator"])
    count = f"{above:,.0f}" if above == int(above) else f"{above:,.1f}"
    told = MEASURES[trend.measure]
    return (
        f"{one.full_name}, {point.name}: {trend.spell(point.value)} ({count} {told.numerator} of "
        f"{int(point.row['denominator']):,} {told.denominator}"
        f"{')' if point.whole else f', {point.part})'}"
    )
