"""The timeline of a bill: what it shows of real bills."""

from collections import Counter

import pytest

import votekit as vk
from votekit.charts.timeline import PARTS


@pytest.mark.parametrize(
    ("bill", "told"),
    [
        ("hr1-119", "H.R. 1 took 47 roll calls to pass"),
        ("hr6395-116", "H.R. 6395 took 20 roll calls to become law over a veto"),
        ("hr2678-113", "H.R. 2678 passed the House on its only roll call, 422–2"),
        ("hr1752-111", "H.R. 1752 failed in the House, 282–144, short of two-thirds"),
        (
            "sjres54-116",
            "The Senate sustained the veto of S.J.Res. 54, 53–36, after three roll calls",
        ),
    ],
)
def test_the_headline_says_what_it_took(bill, told):
    assert vk.chart("timeline", bill).about.headline == told


def test_roll_calls_stand_in_order_with_what_they_needed():
    rows = vk.chart("timeline", "hr6395-116").rows
    assert sorted(row["vote_id"] for row in rows) == sorted(
        vk.rollcalls(bill="hr6395-116")["vote_id"]
    )
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)
    by_id = {row["vote_id"]: row for row in rows}
    override = by_id["h253-116.2020"]
    assert (override["needed"], override["above_needed"]) == (273, 49)
    assert override["label"] == "Veto override"


def test_parties_add_up_to_the_count():
    for row in vk.chart("timeline", "hr1-119").rows:
        yea, nay = (
            sum(row[part] for part in PARTS if part.endswith(side)) for side in ("yea", "nay")
        )
        assert (yea, nay) == (row["yea"], row["nay"])
    backed = Counter(row["backed_by"] for row in vk.chart("timeline", "hr1-119").rows)
    assert backed["democrats"] > backed["republicans"]


def test_texts_have_a_line_each_and_the_rest_share_one():
    chart = vk.chart("timeline", "hr1-119")
    lines = next(
        layer["data"]["values"]
        for layer in chart.to_dict()["layer"]
        if layer.get("data", {}).get("name") == "lines"
    )
    assert [(line["label"], line["count"], line["more"]) for line in lines] == [
        ("Motion to recommit", "212–216", "3 short of the 215 needed"),
        ("Passage", "215–214", "exactly the 215 needed"),
        ("30 motions and 13 amendments", "7 agreed to", "36 rejected"),
        ("Passage", "50–50", "Vice President yea"),
        ("Concurring in the Senate amendment", "218–214", "1 above the 217 needed"),
    ]


def test_a_passage_under_suspension_says_so():
    labels = [row["label"] for row in vk.chart("timeline", "hr3364-115").rows]
    assert labels == ["Passage under suspension", "Passage"]
