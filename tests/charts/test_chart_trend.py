"""The trend chart: its table, its gaps, what it claims, and its axis."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import votekit as vk
from votekit.analysers.trends.finding import TrendAnswer, findings_of, summarize
from votekit.charts.theme import style_of
from votekit.charts.trend import span, trend_chart, trend_rows, trend_words


def answer_of(values, *, by="year", first=1990, counted=None, missing=None):
    by_period = values if isinstance(values, dict) else dict(enumerate(values, first))
    table = pd.DataFrame(
        {
            "period": list(by_period),
            "chamber": "senate",
            "party": "all",
            "value": list(by_period.values()),
            "numerator": [100 * value for value in by_period.values()],
            "denominator": 100,
            "rollcalls": 100,
            "left_out": 0,
        }
    )
    days = counted or (date(1900, 1, 1), date(2100, 1, 1))
    findings = findings_of(table, days) if by == "year" else []
    every = summarize(table, by, days, findings)
    return TrendAnswer("party-unity", by, table, every, missing or {}, days)


def named(chart, name):
    layers = chart.to_dict()["layer"]
    return next(one["data"]["values"] for one in layers if one.get("data", {}).get("name") == name)


def test_it_draws_the_table_and_says_what_the_record_lacks():
    chart = vk.chart("trend", "party-unity")
    table = vk.trend("party-unity").to_dict("records")
    told = {(row["period"], row["chamber"]): row["value"] for row in table}
    assert {(row["period"], row["chamber"]): row["value"] for row in chart.rows} == told
    assert "none of the House’s roll calls of 1989" in chart.about.source
    # The running year is told apart, and is no end of what rose or fell.
    last = max(row["period"] for row in chart.rows)
    assert {row["period"] for row in chart.rows if row["part"]} == {last}
    assert f"{last} in part, to " in chart.about.source
    assert "rose in the Senate from 53% in 1989–93 to 84% in 2021–25" in chart.about.headline
    assert all(end["text"].endswith(" so far") for end in named(chart, "ends"))
    assert named(chart, "tails")


def test_a_gap_in_the_record_breaks_the_line():
    values = {1988: 0.5, 1990: 0.6, 1991: 0.7}
    rows = trend_rows(answer_of(values, missing={"senate": [1989]}))
    assert [row["run"] for row in rows] == ["Senate 0", "Senate 1", "Senate 1"]
    assert len({row["run"] for row in trend_rows(answer_of(values))}) == 1


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([0.3, 0.35, 0.41, 0.46, 0.5, 0.56], "rose in the Senate from 35% in 1990–92 to 51%"),
        ([0.6, 0.5, 0.55, 0.4, 0.38, 0.3], "fell in the Senate from 55% in 1990–92 to 36%"),
        ([0.3, 0.6, 0.2, 0.7, 0.3, 0.4], "in the Senate were between 20% in 1992 and 70% in 1993"),
        # Four periods that all rise are too few for a claim.
        ([0.3, 0.4, 0.5, 0.6], "in the Senate were 30% in 1990, 40% in 1991, 50% in 1992 and 60%"),
    ],
)
def test_a_trend_is_claimed_where_the_test_bears_it_out(values, told):
    assert trend_words(answer_of(values)).headline.startswith(f"Party-unity votes {told}")


def test_few_points_leave_no_zero_out():
    def bottom(since):
        spec = vk.chart("trend", "party-unity", since=since).to_dict()
        return spec["layer"][0]["encoding"]["y"]["scale"]["domain"][0]

    assert bottom("2023-01-01") == 0
    assert bottom("1989-01-01") > 0


@given(st.lists(st.floats(0.01, 0.99), min_size=2, max_size=40))
def test_the_axis_has_no_empty_quarter(values):
    low, high, step = span(values, few=False)
    assert low <= min(values) + 1e-9
    assert high >= max(values) - 1e-9
    assert min(values) - low <= step + 1e-9
    assert high - max(values) <= step + 1e-9


def test_four_lines_of_parties_are_told_apart_and_their_names_stand_clear():
    chart = vk.chart("trend", "cohesion", by="congress")
    ends = named(chart, "ends")
    assert len(ends) == 4
    encoding = chart.to_dict()["layer"][0]["encoding"]
    looks = zip(
        encoding["color"]["scale"]["range"],
        map(str, encoding["strokeDash"]["scale"]["range"]),
        strict=True,
    )
    assert len(set(looks)) == 4


def test_a_period_of_few_roll_calls_says_how_many():
    chart = vk.chart("trend", "cloture", since="2020-12-01")
    thin = [row for row in chart.rows if row["rollcalls"] < 30]
    assert thin
    assert "fewer than 30 roll calls" in chart.about.source


def test_two_periods_at_the_same_value_are_drawn():
    assert trend_chart(answer_of([0.5, 0.5]), style_of()).rows
