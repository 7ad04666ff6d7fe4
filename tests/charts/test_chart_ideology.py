"""The ideology chart: what it shows of real roll calls."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import votekit as vk
from votekit.analysers.ideology import Placed, on_line
from votekit.analysers.people import MemberPosition
from votekit.charts.swarm import Label, levels
from votekit.congresses import DELEGATE_STATES
from votekit.errors import RequestError
from votekit.store import Record, Wanted


def layer(chart, name):
    """Return the rows of a layer's own table; none where it has no such layer."""
    return [
        row
        for one in chart.to_dict()["layer"]
        if one.get("data", {}).get("name") == name
        for row in one["data"]["values"]
    ]


def strip(reference):
    return {row["words"] for row in layer(vk.chart("ideology", reference), "pivots")} - {""}


def test_members_stand_by_their_scores():
    members = Record.open().members(Wanted(115, "senate")).to_pylist()
    scores = {one["name"]: one["dim1"] for one in members if one["congress"] == 115}
    rows = vk.chart("ideology", "s54-115.2017").rows
    assert len(rows) == 100
    assert all(row["dim1"] == scores[row["name"]] for row in rows)
    assert [row["dim1"] for row in rows] == sorted(row["dim1"] for row in rows)


@pytest.mark.parametrize(
    ("reference", "told"),
    [
        (
            "s54-115.2017",
            "Ideology predicts every vote on confirming Elisabeth Prince DeVos as secretary of "
            "education",
        ),
        (
            "h96-116.2019",
            "Ideology predicts all but 14 votes on a Lesko amendment to H.R. 8",
        ),
        (
            "s175-115.2017",
            "Ideology does not predict the nays of Bernie Sanders (I-VT) and Rand Paul (R-KY) on "
            "passing H.R. 3364",
        ),
        ("h253-116.2020", "Ideology predicts 86% of votes on overriding the veto of H.R. 6395"),
    ],
)
def test_the_headline_can_be_said(reference, told):
    assert vk.chart("ideology", reference).about.headline == told


def test_only_the_pivots_of_the_question_are_shown():
    # A majority turns on the medians, an override on the veto pivot, cloture on the filibuster's.
    assert strip("s54-115.2017") == {"Medians: Lisa Murkowski and Shelley Moore Capito"}
    assert strip("h253-116.2020") == {"Veto pivot, 290th from left: Lloyd Smucker"}
    (cloture,) = strip("s219-112.2011")
    assert cloture.startswith("Filibuster pivot, 60th from left")


def test_all_pivots_are_in_the_table():
    rows = [row for row in vk.chart("ideology", "s54-115.2017").rows if row["dim1"] is not None]
    for place, told in ((59, "filibuster"), (40, "filibuster"), (66, "veto"), (33, "veto")):
        assert told in rows[place]["pivot"]
    assert [place for place, row in enumerate(rows) if "median" in row["pivot"]] == [49, 50]
    house = [row for row in vk.chart("ideology", "h96-116.2019").rows if row["dim1"] is not None]
    voting = [row for row in house if row["state"] not in DELEGATE_STATES]
    assert "veto" in voting[289]["pivot"]
    assert "veto" in voting[-290]["pivot"]


def test_who_voted_against_the_place_is_found_and_at_most_three_are_named():
    chart = vk.chart("ideology", "h96-116.2019")
    rows = [
        row for row in chart.rows if row["dim1"] is not None and row["position"] in {"yea", "nay"}
    ]
    fewest = len(rows)
    for low, high in pairwise(sorted({row["dim1"] for row in rows})):
        right = [row["dim1"] > (low + high) / 2 for row in rows]
        wrong = sum(
            side != (row["position"] == "yea") for side, row in zip(right, rows, strict=True)
        )
        fewest = min(fewest, wrong, len(rows) - wrong)
    against = {f"{row['name']}" for row in rows if row["against_place"]}
    assert len(against) == fewest
    assert "Henry Cuellar" in against
    named = [row["name"].split(" (")[0] for row in layer(chart, "names")]
    assert 1 <= len(named) <= 3
    assert set(named) <= against


def test_second_dimension_has_no_filibuster_and_no_left():
    chart = vk.chart("ideology", "s54-115.2017", dimension=2)
    assert {row["pivot"] for row in chart.rows} <= {"", "median"}
    assert "second dimension" in chart.about.headline
    assert "← low" in str(chart.to_dict()["layer"])


def test_without_scores_it_is_refused():
    nobody = Placed(MemberPosition("A", "D", "NY", "A1", "yea"), None, None)
    row = {"vote_id": "h1-120.2027", "chamber": "house", "yea": 1, "nay": 0}
    with pytest.raises(RequestError, match=r"no Voteview scores of the members on h1-120\.2027"):
        on_line(row, [nobody], 1)


@given(st.lists(st.floats(0, 300), max_size=60), st.floats(2, 20))
def test_marks_of_a_swarm_never_touch(spots, size):
    spots = sorted(spots)
    found = list(zip(spots, levels(spots, size), strict=True))
    for at, (x, level) in enumerate(found):
        assert all(abs(x - other) >= size for other, same in found[:at] if same == level)


@given(st.lists(st.tuples(st.floats(0, 400), st.floats(20, 120)), max_size=6))
def test_names_are_moved_out_until_they_cover_no_other(spots):
    placed = []
    for x, wide in spots:
        label = Label("yea", x, x, x + wide, 1.0, 2.0).above(placed)
        for other in placed:
            beside = other.start > label.end or label.start > other.end
            assert beside or abs(other.level - label.level) >= 2.0 - 1e-9
        placed.append(label)
