"""Margin, hemicycle, split and defectors: what they show of real roll calls."""

import re
from dataclasses import replace

import pytest

import votekit as vk
from votekit.api.pictures import KINDS
from votekit.api.rosters import over_congress
from votekit.charts.defectors import defectors_chart
from votekit.charts.defectors_often import FEWEST
from votekit.charts.theme import Style
from votekit.errors import RequestError

OURS = ("defectors",)
REAL = [
    ("defectors", "h15-103.1993"),
]


def marks(picture, kind):
    return [
        row
        for layer in picture.spec["layer"]
        if layer["mark"]["type"] == kind
        for row in layer["data"]["values"]
    ]


def texts(picture):
    return [row["text"] for row in marks(picture, "text") if "text" in row]


def layer(picture, name):
    return next(one for one in picture.spec["layer"] if one.get("name") == name)


def seats(picture):
    return layer(picture, "seats")["data"]["values"]


@pytest.mark.parametrize(("kind", "reference"), REAL)
@pytest.mark.parametrize("size", ["web", "social", "column"])
def test_all_that_is_drawn_lies_within_the_picture(kind, reference, size):
    from votekit.charts.lettering import text_width

    picture = vk.chart(kind, reference, size=size)
    left, top = picture.spec["padding"]["left"], picture.spec["padding"]["top"]
    for row in marks(picture, "text"):
        if "text" not in row:
            continue
        bold = row["weight"] == "bold"
        width = text_width(row["text"], row["size"], bold=bold)
        start = row["x"] - {"left": 0, "center": width / 2, "right": width}[row["align"]]
        assert start + left >= 0, row
        assert start + width + left <= picture.width, row
        assert 0 <= row["y"] + top <= picture.height, row
    for row in [*marks(picture, "rect"), *marks(picture, "rule")]:
        assert min(row["x"], row["x2"]) + left >= 0
        assert max(row["x"], row["x2"]) + left <= picture.width


@pytest.mark.parametrize("kind", OURS)
def test_a_picture_tells_its_finding_its_source_and_what_it_shows(kind):
    picture = vk.chart(kind, "s175-115.2017")
    assert not picture.title.lower().startswith("chart")
    assert re.search(r"\d", picture.title)
    assert picture.subtitle == (
        "Senate roll call 175, July 27, 2017: On Passage of the Bill H.R. 3364"
    )
    assert "www.senate.gov/legislative/LIS/roll_call_votes/vote1151" in picture.source
    assert picture.spec["description"] == picture.description
    assert len(picture.description) > len(picture.title)
    assert all(row["vote_id"] == "s175-115.2017" for row in picture.rows)


def test_defectors_are_named_with_state_and_grouped_by_party():
    picture = vk.chart("defectors", "h15-103.1993")
    assert picture.title == (
        "House rejects Goodling amendment to H.R. 1, 187–244: 30 Democrats and 16 Republicans "
        "broke ranks"
    )
    assert len(marks(picture, "circle")) == len(picture.rows) == 46
    assert {"Olympia Snowe (R-ME)", "30 of 257 Democrats voted yea; most voted nay"} <= set(
        texts(picture)
    )
    assert all(row["position"] != row["party_position"] for row in picture.rows)


def test_defectors_of_a_bill_are_those_of_its_deciding_roll_calls():
    picture = vk.chart("defectors", "hr6395-116")
    assert {row["vote_id"] for row in picture.rows} == {"h238-116.2020", "s264-116.2020"}
    people = {(row["id"], row["party"]) for row in picture.rows}
    count = {party: sum(one[1] == party for one in people) for party in ("R", "D")}
    assert picture.title == (
        "H.R. 6395 passed the House 335–78 and the Senate 84–13: "
        f"{count['R']} Republicans and {count['D']} Democrats broke ranks"
    )
    assert "Senate: 7 of 50 Republicans voted nay; most voted yea" in texts(picture)


def test_split_of_a_bill_names_it_and_puts_the_parties_in_one_order():
    picture = vk.chart("split", "hr3043-110")
    assert picture.title == (
        "H.R. 3043: most Democrats voted yea on all 3 roll calls, most Republicans on none"
    )
    orders = {}
    for row in picture.rows:
        orders.setdefault(row["vote_id"], []).append(row["party"])
    assert {tuple(order[:2]) for order in orders.values()} == {("R", "D")}
    assert "Over the veto: House 277–141" in texts(picture)
    assert "as long as members voting" in picture.subtitle


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
    assert picture.title.startswith("Joe Manchin (D-WV) broke with Democrats on 26% of votes")
    shown = [row["told"] for row in marks(picture, "rect")]
    assert len(shown) == 20


def test_who_cast_few_votes_does_not_lead_the_defectors():
    found = over_congress(115, "senate")
    few = replace(found.members[0], name="New Member", party_votes=FEWEST - 1, broke_ranks=4)
    picture = defectors_chart(replace(found, members=[*found.members, few]), Style())
    assert "New Member" not in picture.title
    assert "New Member" in {row["name"] for row in picture.rows}


@pytest.mark.parametrize(
    ("arguments", "options", "told"),
    [
        (("pie", "hr3364-115"), {}, "There is no chart “pie”: use margin, hemicycle"),
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


@pytest.mark.parametrize("kind", OURS)
def test_own_titles_replace_the_chart_s_and_none_leave_room(kind):
    own = vk.chart(kind, "s175-115.2017", title="<b>Mine</b>", subtitle="")
    assert own.title == "<b>Mine</b>"
    assert own.spec["title"]["text"] == ["<b>Mine</b>"]
    assert "subtitle" not in own.spec["title"]
    bare = vk.chart(kind, "s175-115.2017", titles=False)
    assert "title" not in bare.spec
    assert bare.height < own.height


def test_every_kind_names_a_module_of_its_own():
    from importlib import import_module

    for kind in KINDS:
        assert callable(getattr(import_module(f"votekit.charts.{kind}"), f"{kind}_chart"))
