"""What the trend says: its series, headline, subtitle and alt text."""

from votekit.analysers.trend import MEASURES
from votekit.charts.frame import Story
from votekit.charts.trend_series import FEWEST, Point, Series, Trend
from votekit.charts.vegalite import Row
from votekit.words.dates import spell_date
from votekit.words.sources import OFFICES
from votekit.words.text import listed

PLURAL = frozenset({"party-unity votes", "absences", "close roll calls", "veto-proof passages"})
FEW = 4
"""From so many whole periods on, a series can have a trend."""
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
    told = [source, *also, *_so_far(trend)]
    by = trend.by.replace("con", "Con")
    return Story(
        headline=headline,
        subtitle=f"{meaning[0].upper()}{meaning[1:]}, by {by}",
        source="; ".join(told),
        description=f"{headline}. {' '.join(_told(trend, one) for one in trend.series)}",
    )


def _so_far(trend: Trend) -> list[str]:
    """Say which periods were counted in part."""
    parts = {point.name: point for one in trend.series for point in one.points if not point.whole}
    if not parts:
        return []
    names = listed([name.split(" (")[0] for name in parts])
    return [f"{names} in part, to {spell_date(trend.last_day)}"]


def _headline(trend: Trend) -> str:
    """State what rose or fell, or between what a measure without a trend went."""
    noun = NOUNS[trend.measure]
    name = f"{noun[0].upper()}{noun[1:]}"
    if len(trend.series) > FEWEST:
        return f"{name} {_of_many(trend)}"
    first, *others = sorted(trend.series, key=lambda one: not _is_clear(one))
    they = "they" if noun in PLURAL else "it"
    told = [f"{name} {_place(first)} {_went(trend, first)}"]
    told += [f"{_place(one)} {they} {_went(trend, one)}" for one in others]
    return "; ".join(told)


def _is_clear(one: Series) -> bool:
    return len(one.complete) >= FEW and one.clear


def _of_many(trend: Trend) -> str:
    clear = [one for one in trend.series if _is_clear(one)]
    if clear:
        most = max(clear, key=lambda one: abs(one.change))
        verb, rest = _went(trend, most).split(" ", 1)
        return f"{verb} most among {most.full_name}, {rest}"
    every = [(point.value, point, one) for one in trend.series for point in one.complete]
    low, high = min(every, key=lambda at: at[0]), max(every, key=lambda at: at[0])
    return (
        f"without a trend: lowest {trend.spell(low[0])}, {low[2].full_name} in "
        f"{_when(low[1], trend)}; highest {trend.spell(high[0])}, {high[2].full_name} in "
        f"{_when(high[1], trend)}"
    )


def _place(one: Series) -> str:
    return f"in the {one.name}" if one.party == "all" else f"of {one.full_name}"


def _went(trend: Trend, one: Series) -> str:
    """Say how a series went over its whole periods."""
    points, many = one.complete, NOUNS[trend.measure] in PLURAL
    if len(points) < FEW:
        return f"{'were' if many else 'was'} {listed([_counted(trend, one) for one in points])}"
    if one.clear:
        verb = "rose" if one.change > 0 else "fell"
        return f"{verb} from {_counted(trend, points[0])} to {_counted(trend, points[-1])}"
    low, high = (choose(points, key=lambda point: point.value) for choose in (min, max))
    return (
        f"{'show' if many else 'shows'} no trend: between {_counted(trend, low)} and "
        f"{_counted(trend, high)}"
    )


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
