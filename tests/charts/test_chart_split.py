"""The split chart: bars of members, nays to the left and yeas to the right."""

import pytest

import votekit as vk
from votekit.charts.split import percent


def test_bars_are_as_long_as_members_voting():
    chart = vk.chart("split", "h15-103.1993")
    assert chart.about.headline == (
        "227 of 257 Democrats voted nay and 157 of 173 Republicans voted yea"
    )
    rows = {row["party"]: row for row in chart.rows}
    assert (rows["D"]["yea"], rows["D"]["nay"]) == (30, 227)
    assert (rows["R"]["yea"], rows["R"]["nay"]) == (157, 16)
    # One scale in a chamber: a length is members over the longest bar.
    spec = chart.to_dict()
    assert {row["scale"] for row in spec["data"]["values"]} == {227}
    assert {row["shown"] for row in spec["data"]["values"]} >= {"12% yea", "91% yea"}


def test_two_chambers_have_scales_of_their_own_and_it_is_said():
    about = vk.chart("split", "hr3364-115").about
    assert "each chamber on its own scale" in about.subtitle
    one = vk.chart("split", "h15-103.1993").about
    assert "own scale" not in one.subtitle


def test_the_vice_president_s_vote_is_told_and_in_no_party_s_row():
    chart = vk.chart("split", "s54-115.2017")
    assert chart.about.note == "Vice President Mike Pence voted yea to break the tie."
    assert sum(row["yea"] for row in chart.rows) == 50


def test_a_leader_s_tactical_nay_is_footnoted():
    note = vk.chart("split", "s230-118.2024").about.note
    assert "Chuck Schumer (D-NY) voted nay with the prevailing side" in note


def test_names_of_parties_are_the_axis_labels():
    y = vk.chart("split", "s175-115.2017").to_dict()["layer"][0]["encoding"]["y"]
    assert y["axis"]["labelExpr"] == "split(datum.label, '|')[1]"
    assert [key.split("|")[1] for key in y["scale"]["domain"]] == [
        "Republicans",
        "Democrats",
        "Independents",
    ]


@pytest.mark.parametrize(
    ("share", "told"),
    [(0.0, "0%"), (1.0, "100%"), (0.9957, "99.6%"), (434 / 435, "99.8%"), (1 / 435, "0.2%")],
)
def test_only_unanimity_is_called_all_or_nothing(share, told):
    assert percent(share) == told


def test_a_bill_is_named_and_its_parties_stand_in_one_order():
    chart = vk.chart("split", "hr3043-110")
    assert chart.about.headline == (
        "H.R. 3043: most Democrats voted yea on all 3 roll calls, most Republicans on none"
    )
    orders = {}
    for row in chart.rows:
        orders.setdefault(row["vote_id"], []).append(row["party"])
    assert {tuple(order[:2]) for order in orders.values()} == {("R", "D")}
    assert "House 277–141, on the veto" in str(chart.to_dict())


def test_own_titles_replace_the_chart_s_and_none_leave_room():
    own = vk.chart("split", "s175-115.2017", title="<b>Mine</b>", subtitle="")
    assert own.to_dict()["title"] == {"text": ["<b>Mine</b>"]}
    bare = vk.chart("split", "s175-115.2017", titles=False)
    assert "title" not in bare.to_dict()
    assert bare.to_dict()["height"] < own.to_dict()["height"]
