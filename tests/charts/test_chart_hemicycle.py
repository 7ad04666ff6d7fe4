"""The hemicycle: a seat for every member, and the count under the arcs."""

import math
from dataclasses import replace

import pytest

import votekit as vk
from votekit.api.rosters import rosters_of
from votekit.charts.hemicycle import hemicycle_chart
from votekit.charts.seats import hemicycle_rows, places, seat_diameter
from votekit.charts.theme import THEMES, Style
from votekit.errors import RequestError


def layers(chart):
    return chart.to_dict()["layer"]


def lines(chart):
    (found,) = (
        one
        for one in layers(chart)
        if one.get("data", {}).get("name") == "lines" and one["mark"]["type"] == "text"
    )
    return [row["text"] for row in found["data"]["values"]]


def words(chart):
    return str([one["data"] for one in layers(chart)[1:] if "data" in one])


@pytest.mark.parametrize(
    ("reference", "listed", "delegates", "empty"),
    [
        ("h413-115.2017", 433, 0, 2),
        ("s175-115.2017", 100, 0, 0),
        ("h15-103.1993", 435, 5, 5),
        ("h3-114.2015", 411, 0, 24),
    ],
)
def test_there_is_a_seat_for_every_member_and_every_empty_seat(reference, listed, delegates, empty):
    rows = vk.chart("hemicycle", reference).rows
    assert sum(row["position"] == "vacant" for row in rows) == empty
    assert len(rows) == listed + empty
    assert sum(row["delegate"] for row in rows) == delegates


def test_seats_are_ordered_by_party_and_from_left_to_right():
    (vote,) = rosters_of("h413-115.2017")
    rows = [row for row in hemicycle_rows([vote], "party") if row["name"]]
    parties = [row["party"] for row in rows]
    assert parties == sorted(parties)
    republicans = [row["dim1"] for row in rows if row["party"] == "R" and row["dim1"] is not None]
    assert republicans == sorted(republicans)
    assert {row["name"] for row in rows if row["position"] == "nay"} == {
        "Justin Amash",
        "Thomas Massie",
        "Jimmy Duncan",
    }


def test_seats_ordered_by_vote_have_the_yeas_on_the_left():
    chart = vk.chart("hemicycle", "h190-119.2025", order="vote")
    positions = [row["position"] for row in chart.rows if row["position"] != "vacant"]
    assert positions == ["yea"] * 218 + ["nay"] * 214
    with pytest.raises(RequestError, match="by party or vote, not by “size”"):
        vk.chart("hemicycle", "h190-119.2025", order="size")


def test_positions_differ_in_form_and_parties_in_color():
    spec = vk.chart("hemicycle", "h413-115.2017").to_dict()
    encoding = spec["layer"][0]["encoding"]
    shapes = encoding["shape"]["scale"]
    assert shapes["domain"] == ["yea", "nay", "not voting", "vacant"]
    assert len(set(shapes["range"])) == 4
    theme = THEMES["light"]
    fill = encoding["fill"]["scale"]
    colors = dict(zip(fill["domain"], fill["range"], strict=True))
    assert (colors["R"], colors["D"]) == (theme.party("R"), theme.party("D"))
    assert encoding["shape"]["legend"]["orient"] == "bottom"


def test_the_bar_under_the_arcs_has_the_line_of_the_question():
    chart = vk.chart("hemicycle", "h190-119.2025")
    assert lines(chart) == ["majority 217", "two-thirds, to override a veto: 288"]
    assert lines(vk.chart("hemicycle", "h190-119.2025", size="column")) == ["majority 217"]
    assert lines(vk.chart("hemicycle", "s218-117.2021")) == ["three-fifths 60"]
    # The line falls after as many of all listed as were needed.
    (line, *_) = next(
        one["data"]["values"] for one in layers(chart) if one.get("data", {}).get("name") == "lines"
    )
    bar = next(
        one["data"]["values"] for one in layers(chart) if one.get("data", {}).get("name") == "bars"
    )
    start, end = bar[0]["from"], bar[-1]["to"]
    assert (line["at"] - start) / (end - start) == pytest.approx(217 / 432)


def test_a_vetoed_bill_shows_the_veto_and_says_what_became_of_it():
    stood = vk.chart("hemicycle", "hr3043-110")
    assert stood.about.headline == vk.chart("margin", "hr3043-110").about.headline
    assert "House on the veto" in words(stood)
    overridden = vk.chart("hemicycle", "hr6395-116", chamber="senate")
    assert overridden.about.headline == "H.R. 6395 passed over the veto: Senate 81–13"


def test_few_on_the_smaller_side_are_named():
    assert "Nay: Rand Paul (R-KY), Bernie Sanders (I-VT)" in words(
        vk.chart("hemicycle", "s175-115.2017")
    )


def test_what_has_no_yeas_and_nays_is_refused():
    with pytest.raises(RequestError, match="election of the Speaker"):
        vk.chart("hemicycle", "h2-118.2023")
    with pytest.raises(RequestError, match="has no yeas and nays"):
        vk.chart("hemicycle", "s216-116.2020")


def test_a_member_without_party_and_a_chamber_of_one_party_are_drawn():
    (vote,) = rosters_of("s175-115.2017")
    none = replace(vote, members=[replace(one, party="") for one in vote.members], parties=[])
    assert {row["party"] for row in hemicycle_chart([none], "party", Style()).rows} == {""}
    one = [member for member in vote.members if member.party == "R"]
    alone = replace(vote, members=one, parties=vote.parties[:1], unlisted=48)
    assert len(hemicycle_chart([alone], "party", Style()).rows) == 100


@pytest.mark.parametrize("count", [1, 2, 7, 97, 100, 411, 435, 441])
def test_seats_stand_apart_in_a_half_circle(count):
    found = places(count)
    assert len(found) == count
    assert all(seat.y >= -1e-9 and math.hypot(seat.x, seat.y) <= 1 + 1e-9 for seat in found)
    assert [seat.angle for seat in found] == sorted(seat.angle for seat in found)
    nearest = min(
        (
            math.dist((one.x, one.y), (other.x, other.y))
            for place, one in enumerate(found)
            for other in found[:place]
        ),
        default=1.0,
    )
    assert nearest >= seat_diameter(count) * 0.84
