"""A chart of every kind is an Altair chart: what Altair does with charts works on it."""

import json

import altair as alt
import pytest

import votekit as vk
from votekit.charts.chart import VoteChart

KINDS = {
    "margin": ("hr3364-115", {}),
    "hemicycle": ("hr3364-115", {}),
    "trend": ("party-unity", {}),
    "split": ("hr3364-115", {}),
    "defectors": ("h253-116.2020", {}),
    "agreement": (None, {"congress": 115, "chamber": "senate"}),
    "ideology": ("s54-115.2017", {}),
    "map": ("h190-119.2025", {}),
    "timeline": ("hr1-119", {}),
    "overrides": (None, {"congress": 110}),
}
"""A real story for every kind."""


@pytest.fixture(params=KINDS, scope="module")
def chart(request):
    reference, options = KINDS[request.param]
    return vk.chart(request.param, *filter(None, [reference]), **options)


def square():
    return alt.Chart(alt.Data(values=[{"a": 1}])).mark_square().encode(x=alt.value(9))


def test_it_is_one_and_valid(chart):
    assert isinstance(chart, alt.TopLevelMixin)
    assert isinstance(chart, VoteChart)
    spec = chart.to_dict()
    assert spec["$schema"].endswith("vega-lite/v6.json") or "vega-lite" in spec["$schema"]
    assert spec["description"] == chart.about.alt
    assert spec["usermeta"]["votekit"]["headline"] == chart.about.headline


def test_it_layers_and_stands_beside_and_below_others(chart):
    longer = chart + square()
    assert len(longer.to_dict()["layer"]) == len(chart.to_dict()["layer"]) + 1
    assert longer.about == chart.about
    assert (square() + chart).to_dict()["layer"]
    for both in (chart | square(), alt.hconcat(chart, chart)):
        first = both.to_dict()["hconcat"][0]
        assert first["title"]["text"]
        assert "usermeta" not in first
    assert (chart & square()).to_dict()["vconcat"]


def test_it_takes_properties_and_configuration(chart):
    narrow = chart.properties(width=340).to_dict()
    assert narrow["width"] == 340
    assert len(narrow["title"]["text"]) >= len(chart.to_dict()["title"]["text"])
    assert " ".join(narrow["title"]["text"]) == chart.about.headline
    mine = chart.properties(title="Mine").configure_title(fontSize=31)
    assert mine.to_dict()["title"]["text"] == ["Mine"]
    assert mine.to_dict()["config"]["title"]["fontSize"] == 31
    assert chart.configure_axis(grid=True).to_dict()["config"]["axis"]["grid"] is True


def test_it_filters_and_moves(chart):
    field = next(name for name, value in chart.rows[0].items() if isinstance(value, str))
    value = chart.rows[0][field]
    filtered = chart.transform_filter(alt.datum[field] == value).to_dict()
    assert filtered["transform"][-1]["filter"].startswith("(datum")
    assert chart.interactive().to_dict()["params"]


def test_it_goes_through_json_and_back(chart):
    spec = json.loads(chart.to_json())
    again = alt.Chart.from_json(chart.to_json())
    assert again.to_dict()["usermeta"] == spec["usermeta"]


def test_it_wears_its_own_theme_until_the_user_enables_one(chart):
    assert chart.to_dict()["config"]["background"] == "#ffffff"
    with alt.theme.enable("votekit_dark"):
        assert chart.to_dict()["config"]["background"] == "#14181d"
    with alt.theme.enable("dark"):
        assert "font" not in chart.to_dict()["config"]
        assert "votekit" not in str(chart.to_dict()["config"])


def test_it_is_shown_by_altair_in_a_notebook(chart):
    with alt.renderers.enable("mimetype"):
        (name,) = (one for one in chart._repr_mimebundle_()[0] if "vegalite" in one)
    assert name.startswith("application/vnd.vegalite")


def test_its_rows_mean_something(chart):
    assert chart.rows
    for name in chart.rows[0]:
        assert name.isidentifier()
        assert not name.startswith(("x_", "y_"))
    assert chart.about.helpers.__class__ is list


def test_its_words_are_complete(chart):
    about = chart.about
    assert not about.headline.lower().startswith("chart")
    assert about.alt.endswith(".")
    assert len(about.alt) <= 300
    assert about.description
    assert about.source.startswith("Source")


def test_every_mark_that_stands_for_something_has_a_tooltip(chart):
    told = [one for one in chart.to_dict()["layer"] if "tooltip" in one.get("encoding", {})]
    assert told
    for layer in told:
        assert layer["encoding"]["description"]


def test_its_own_subtitle_is_cut_and_the_user_s_is_not():
    long = "question " * 80
    own = vk.chart("margin", "s175-115.2017", subtitle=long).to_dict()["title"]["subtitle"]
    assert len(" ".join(own).split()) == 80
    told = vk.chart("timeline", "hconres71-115").to_dict()["title"]["subtitle"]
    assert len(told) == 2
    assert told[-1].endswith("…")
