"""The trend chart: a measure over time, one line for each chamber or party.

Lines break where the record has nothing of a year; a period counted in part is a hollow point at a
dotted line; a period of few roll calls says how many.
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import altair as alt

from votekit.analysers.trend import MEASURES
from votekit.analysers.trends.finding import THIN, Point, Series, TrendAnswer
from votekit.charts.chart import Row, Table, VoteChart, Words, building, finish, plot_room
from votekit.charts.theme import Style, Theme
from votekit.errors import RequestError
from votekit.words import trends as words
from votekit.words.dates import spell_date
from votekit.words.names import chamber_name
from votekit.words.sources import OFFICES
from votekit.words.text import capitalized, listed

FEWEST = 2
PLOT = 230
HELPERS = ("at", "run", "told")
BELOW = 26
DASHES = {"house": (1, 0), "senate": (6, 3)}
FEW_THIN = 8
"""Up to so many periods of few roll calls have their number at the point; the note has all."""
STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25)
MOST_TICKS = 6


def trend_chart(answer: TrendAnswer, style: Style) -> VoteChart:
    """Draw a measure over time.

    Raises
    ------
    RequestError
        When there are fewer than two periods.
    """
    if len({point.period for one in answer.series for point in one.points}) < FEWEST:
        raise RequestError(
            f"A trend takes at least two periods, and there is one by {answer.by}: take a longer "
            "time, or --by month."
        )
    rows = trend_rows(answer)
    told = trend_words(answer)
    below = style.type(BELOW + 16 * (answer.by == "congress"))
    plot = plot_room(told, style, below) or style.type(PLOT)
    with building():
        return finish(
            "trend",
            _layers(answer, rows, style, plot),
            rows,
            told,
            style,
            plot=style.type(PLOT),
            left=style.type(38),
            below=below,
            helpers=HELPERS,
            apart=("color", "strokeDash"),
        )


def trend_rows(answer: TrendAnswer) -> list[Row]:
    """Return the data behind the chart: the trend's rows, as far as they are drawn.

    ``value`` is ``numerator`` over ``denominator``; ``part`` marks a period counted in part.
    """
    plain = ({str(key): value for key, value in row.items()} for row in _records(answer))
    counted = {(row["chamber"], row["party"], row["period"]): row for row in plain}
    rows: list[Row] = []
    for one in answer.series:
        run, before = 0, None
        for point in one.points:
            at = _at(point.period)
            run += before is not None and _parted(answer, one, before, at)
            before = at
            row = counted[one.chamber, one.party, point.period]
            rows.append(
                {
                    "measure": answer.measure,
                    "period": point.period,
                    "chamber": one.chamber,
                    "party": one.party,
                    "series": _name(one),
                    "value": point.value,
                    "numerator": float(row["numerator"]),
                    "denominator": int(row["denominator"]),
                    "left_out": int(row["left_out"]),
                    "rollcalls": point.rollcalls,
                    "part": str(point.part),
                    "at": at,
                    "run": f"{_name(one)} {run}",
                    "told": _told_of(answer, one, point, row),
                }
            )
    return rows


def _records(answer: TrendAnswer) -> list[dict[Any, Any]]:
    found: list[dict[Any, Any]] = answer.table.to_dict("records")
    return found


def _at(period: int | str) -> float:
    """Return a period's place on the axis: a month is a twelfth of its year."""
    if isinstance(period, str):
        year, month = period.split("-")
        return int(year) + (int(month) - 1) / 12
    return period


def _parted(answer: TrendAnswer, one: Series, before: float, at: float) -> bool:
    """Tell whether a year lies between that the record lacks."""
    missing = answer.missing.get(one.chamber, []) if answer.by != "congress" else []
    return any(before < year + 0.999 <= at + 0.001 for year in missing)


def _name(one: Series) -> str:
    return capitalized(words.series_name(one))


def _color(theme: Theme, one: Series, *, text: bool = False) -> str:
    if one.party != "all":
        return theme.label(one.party) if text else theme.party(one.party)
    return theme.accent if one.chamber == "house" else theme.ink


def _layers(answer: TrendAnswer, rows: Sequence[Row], style: Style, plot: float) -> list[alt.Chart]:
    theme, every = style.theme, answer.series
    names = [_name(one) for one in every]
    color = alt.Color(
        "series:N",
        scale=alt.Scale(domain=names, range=[_color(theme, one) for one in every]),
        legend=None,
    )
    dash = alt.StrokeDash(
        "series:N",
        scale=alt.Scale(
            domain=names,
            range=[[style.type(at) for at in DASHES[one.chamber]] for one in every],
        ),
        legend=None,
    )
    low, high, step = span([row["value"] for row in rows], few=any(one.few for one in every))
    place: Row = {"x": _time(answer, rows, style), "y": _values(answer, low, high, step, style)}
    base = alt.Chart().encode(**place)
    wide = style.type(1.8 if style.narrow else 2.5)
    line = base.transform_filter("!datum.part").mark_line(strokeJoin="round", strokeWidth=wide)
    point: Row = {"color": color, "tooltip": _tooltip(), "description": alt.Description("told:N")}
    dot = style.type(4.5 if style.narrow else 6) ** 2
    thin = sum(row["rollcalls"] < THIN for row in rows)
    few = base.transform_filter(f"datum.rollcalls < {THIN if thin <= FEW_THIN else 0}")
    return [
        line.encode(color=color, strokeDash=dash, detail=alt.Detail("run:N")),
        alt.Chart(Table(_tails(rows), "tails"))
        .mark_line(strokeDash=[1, 3], strokeWidth=style.type(1.5), aria=False)
        .encode(**place, color=color, detail=alt.Detail("run:N")),
        base.transform_filter("!datum.part").mark_point(filled=True, size=dot).encode(**point),
        base.transform_filter("datum.part")
        .mark_point(filled=False, fill=theme.background, size=dot, strokeWidth=style.type(1.5))
        .encode(**point),
        few.transform_calculate(few="'n = ' + datum.rollcalls")
        .mark_text(
            style="note",
            size=style.type(10),
            align={"expr": f"datum.at == {min(row['at'] for row in rows)} ? 'left' : 'center'"},
            dy=style.type(14),
            aria=False,
        )
        .encode(text=alt.Text("few:N")),
        _ends(answer, rows, style, place, plot / (high - low)),
    ]


def _time(answer: TrendAnswer, rows: Sequence[Row], style: Style) -> alt.X:
    ends = [min(row["at"] for row in rows), max(row["at"] for row in rows)]
    return alt.X(
        "at:Q",
        scale=alt.Scale(domain=ends, nice=False, zero=False, padding=style.type(6)),
        axis=alt.Axis(
            format="d",
            grid=False,
            title="Congress" if answer.by == "congress" else None,
            tickMinStep=1,
            tickCount=min(8, max(2, round(style.room / style.type(80)))),
            labelFlush=False,
        ),
    )


def _values(answer: TrendAnswer, low: float, high: float, step: float, style: Style) -> alt.Y:
    ticks = [round(low + step * at, 4) for at in range(round((high - low) / step) + 1)]
    left = style.type(38)
    return alt.Y(
        "value:Q",
        scale=alt.Scale(domain=[low, high], nice=False, zero=False),
        axis=alt.Axis(
            format=".2f" if answer.measure in words.INDICES else ".0%",
            values=ticks,
            title=None,
            domain=False,
            ticks=False,
            minExtent=left,
            maxExtent=left,
        ),
    )


def span(values: Sequence[float], *, few: bool) -> tuple[float, float, float]:
    """Return the ends of the axis and the step of its ticks: no empty quarter, and none below 0.

    With few periods the axis begins at zero, so that it claims nothing by its cut.

    >>> span([0.35, 0.93], few=False), span([0.42, 0.44], few=True)
    ((0.3, 1.0, 0.1), (0.0, 0.5, 0.1))
    """
    low, high = (0.0 if few else min(values)), max(values)
    for step in STEPS:
        bottom, top = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
        top = max(top, bottom + step)
        if round((top - bottom) / step) <= MOST_TICKS + 1:
            return round(bottom, 4), round(top, 4), step
    return 0.0, 1.0, STEPS[-1]


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("series:N", title="Series"),
        alt.Tooltip("period:N", title="Period"),
        alt.Tooltip("value:Q", title="Value", format=".3f"),
        alt.Tooltip("numerator:Q", title="Counted"),
        alt.Tooltip("denominator:Q", title="Of"),
        alt.Tooltip("rollcalls:Q", title="Roll calls"),
    ]


def _tails(rows: Sequence[Row]) -> list[Row]:
    """Return the pairs of points between which a period counted in part is led to or from."""
    return [
        {**{name: row[name] for name in ("at", "value", "series")}, "run": f"{one['run']} {at}"}
        for at, (one, other) in enumerate(pairwise(rows))
        if one["run"] == other["run"] and (one["part"] or other["part"])
        for row in (one, other)
    ]


def _ends(
    answer: TrendAnswer, rows: Sequence[Row], style: Style, place: Row, scale: float
) -> alt.Chart:
    """Write each series at the end of its line, as far apart as their words are high."""
    apart = style.type(15)
    ends = []
    for one in answer.series:
        last = [row for row in rows if row["series"] == _name(one)][-1]
        value = words.spell_value(answer.measure, last["value"])
        ends.append(
            {
                "series": _name(one),
                "at": max(row["at"] for row in rows),
                "value": last["value"],
                "text": f"{_name(one)} {value} {'' if style.narrow else last['part']}".rstrip(),
            }
        )
    ends.sort(key=lambda end: -end["value"])
    lowest = -math.inf
    for end in ends:
        wanted = -end["value"] * scale
        lowest = max(wanted, lowest + apart)
        end["dy"] = lowest - wanted
    shift = max((end["dy"] for end in ends), default=0) / 2
    drawn: alt.Chart = (
        alt.Chart(Table([{**end, "dy": round(end["dy"] - shift, 1)} for end in ends], "ends"))
        .mark_text(
            style="label",
            fontWeight="bold",
            align="left",
            dx=style.type(9),
            dy={"expr": "datum.dy"},
            aria=False,
        )
        .encode(
            **place,
            text=alt.Text("text:N"),
            color=alt.Color(
                "series:N",
                scale=alt.Scale(
                    domain=[_name(one) for one in answer.series],
                    range=[_color(style.theme, one, text=True) for one in answer.series],
                ),
                legend=None,
            ),
        )
    )
    return drawn


def trend_words(answer: TrendAnswer) -> Words:
    """Return the words of the chart."""
    meaning = MEASURES[answer.measure].meaning.replace("'", "’")
    headline = words.headline(answer.measure, answer.by, answer.series)
    chambers = list(dict.fromkeys(one.chamber for one in answer.series))
    notes = [
        f"the record has none of the {chamber_name(name)}’s roll calls of "
        f"{', '.join(map(str, answer.missing[name]))}"
        for name in chambers
        if answer.missing.get(name)
    ]
    thin = words.thin_periods(answer.by, answer.series)
    notes += _in_part(answer) + ([f"fewer than {THIN} roll calls: {thin}"] if thin else [])
    offices = listed([OFFICES[name] for name in chambers])
    told = " ".join(_told(answer, one) for one in answer.series)
    tested = " ".join(words.how_tested(one) for one in answer.series)
    by = answer.by.replace("con", "Con")
    return Words(
        headline=headline,
        subtitle=f"{capitalized(meaning)}, by {by}",
        source="; ".join([f"Source: {offices}, roll calls counted by votekit", *notes]),
        alt=f"{headline}.",
        description=f"{told} {tested}",
    )


def _in_part(answer: TrendAnswer) -> list[str]:
    """Say which periods were counted in part."""
    parts = dict.fromkeys(
        words.period_name(point.period, answer.by).split(" (")[0]
        for one in answer.series
        for point in one.points
        if point.part
    )
    return [f"{listed([*parts])} in part, to {spell_date(answer.counted[1])}"] if parts else []


def _told(answer: TrendAnswer, one: Series) -> str:
    def told(point: Point) -> str:
        return words.point_told(answer.measure, answer.by, point)

    top, bottom = (choose(one.points, key=lambda at: at.value) for choose in (max, min))
    ends = listed([told(one.points[0]), told(one.points[-1])])
    return f"{_name(one)}: {ends}; highest {told(top)}, lowest {told(bottom)}."


def _told_of(answer: TrendAnswer, one: Series, point: Point, row: Row) -> str:
    """Return what a point stands for: value, numerator, denominator."""
    above = float(row["numerator"])
    count = f"{above:,.0f}" if above == int(above) else f"{above:,.1f}"
    told = MEASURES[answer.measure]
    return (
        f"{_name(one)}, {words.period_name(point.period, answer.by)}: "
        f"{words.spell_value(answer.measure, point.value)} ({count} {told.numerator} of "
        f"{int(row['denominator']):,} {told.denominator}"
        f"{f', {point.part})' if point.part else ')'}"
    )
