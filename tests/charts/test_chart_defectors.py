"""The defectors chart: who broke ranks, by name and over a Congress; and what no chart takes."""

import re
from dataclasses import replace

import pytest

import votekit as vk
from votekit.api.pictures import KINDS
from votekit.api.rosters import over_congress
from votekit.charts.defectors import FEWEST, defectors_chart
from votekit.charts.theme import Style
from votekit.errors import RequestError


def test_defectors_are_named_with_state_and_grouped_by_party():
    chart = vk.chart("defectors", "h15-103.1993")
    assert chart.about.headline == (
        "House rejects Goodling amendment to H.R. 1, 187–244: 30 Democrats and 16 Republicans "
        "broke ranks"
    )
    assert len(chart.rows) == 46
    spec = str(chart.to_dict())
    assert "Olympia Snowe (R-ME)" in spec
    assert "30 of 257 Democrats voted yea; most voted nay" in spec
    assert all(row["position"] != row["party_position"] for row in chart.rows)


def test_a_fixed_size_keeps_its_type_and_says_how_many_more_there_are():
    chart = vk.chart("defectors", "h253-116.2020", size="social")
    assert len(chart.rows) == 86
    seated = [row for row in chart.to_dict()["data"]["values"] if row["line"] is not None]
    assert len(seated) < 86
    assert re.search(r"and \d+ more", str(chart.to_dict()))
    assert chart.about.text == 1.6


def test_a_leader_s_tactical_nay_is_a_footnote_and_breaks_no_ranks():
    chart = vk.chart("defectors", "s230-118.2024")
    assert "Chuck Schumer" not in {row["name"] for row in chart.rows}
    assert "Majority Leader Chuck Schumer (D-NY) voted nay" in chart.about.note


def test_delegates_lead_no_ranking():
    chart = vk.chart("defectors", congress=119, chamber="house")
    assert chart.about.headline.startswith("Thomas Massie (R-KY)")
    assert {"GU", "MP", "DC", "PR"}.isdisjoint({row["state"] for row in chart.rows})


def test_a_congress_can_be_cut_to_some_of_its_days():
    whole = vk.chart("defectors", congress=119, chamber="house")
    part = vk.chart("defectors", congress=119, chamber="house", since="2026-01-01")
    assert "since Jan. 1, 2026" in part.about.subtitle
    assert max(row["party_votes"] for row in part.rows) < max(
        row["party_votes"] for row in whole.rows
    )


def test_defectors_of_a_bill_are_those_of_its_deciding_roll_calls():
    picture = vk.chart("defectors", "hr6395-116")
    assert {row["vote_id"] for row in picture.rows} == {"h238-116.2020", "s264-116.2020"}
    people = {(row["id"], row["party"]) for row in picture.rows}
    count = {party: sum(one[1] == party for one in people) for party in ("R", "D")}
    assert picture.about.headline == (
        "H.R. 6395 passed the House 335–78 and the Senate 84–13: "
        f"{count['R']} Republicans and {count['D']} Democrats broke ranks"
    )
    assert "Senate: 7 of 50 Republicans voted nay; most voted yea" in str(picture.to_dict())


def test_defectors_of_a_vote_without_any_are_refused():
    with pytest.raises(RequestError, match="Nobody broke ranks on h3-114"):
        vk.chart("defectors", "h3-114.2015")


def test_defectors_over_a_congress_are_ranked_by_share_of_their_party_votes():
    picture = vk.chart("defectors", congress=115, chamber="senate")
    # Counted anew from the positions of every roll call.
    positions = vk.positions(congress=115, chamber="senate")
    cast = positions[
        positions["position"].isin(["yea", "nay"]) & positions["party"].isin(["D", "R"])
    ]
    yea = cast["position"].eq("yea")
    share = yea.groupby([cast["vote_id"], cast["party"]], observed=True).transform("mean")
    sided = cast[share != 0.5]
    broke = yea[sided.index] != (share[sided.index] > 0.5)
    manchin = sided["member_id"] == "S338"
    first = picture.rows[0]
    assert (first["name"], first["broke_ranks"], first["party_votes"]) == (
        "Joe Manchin",
        int(broke[manchin].sum()),
        int(manchin.sum()),
    )
    assert picture.about.headline.startswith(
        "Joe Manchin (D-WV) broke with Democrats on 26% of votes"
    )
    assert len(picture.to_dict()["layer"][0]["encoding"]["y"]["scale"]["domain"]) == 20


def test_who_cast_few_votes_does_not_lead_the_defectors():
    found = over_congress(115, "senate")
    few = replace(found.members[0], name="New Member", party_votes=FEWEST - 1, broke_ranks=4)
    picture = defectors_chart(replace(found, members=[*found.members, few]), Style())
    assert "New Member" not in picture.about.headline
    assert "New Member" in {row["name"] for row in picture.rows}


@pytest.mark.parametrize(
    ("arguments", "options", "told"),
    [
        (("pie", "hr3364-115"), {}, "There is no chart “pie”: use margin, hemicycle"),
        (("defectors", "s175-115.2017"), {"since": "2017"}, "A roll call has one day"),
        (("margin",), {}, "The chart margin needs a reference"),
        (("margin", "hr3364-115"), {"by": "year"}, "has no option “by”"),
        (("defectors", "a", "b"), {}, "takes 1 reference, not 2"),
        (("defectors",), {"congress": 115}, "a Congress and a chamber"),
        (("defectors", "s175-115.2017"), {"congress": 115}, "not both"),
        (("defectors",), {"congress": 90, "chamber": "house"}, "nothing of the 90th Congress"),
        (("hemicycle", "hr3364-115"), {"chamber": "lords"}, "lords"),
    ],
)
def test_what_cannot_be_drawn_is_one_sentence(arguments, options, told):
    with pytest.raises(RequestError, match=re.escape(told)):
        vk.chart(*arguments, **options)


def test_every_kind_names_a_module_of_its_own():
    from importlib import import_module

    for kind in KINDS:
        assert callable(getattr(import_module(f"votekit.charts.{kind}"), f"{kind}_chart"))
