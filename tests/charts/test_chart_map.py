"""The map: what it shows of real roll calls."""

from collections import Counter
from dataclasses import replace

import pytest

import votekit as vk
from votekit.api.pictures import KINDS, Asked
from votekit.charts.map import map_chart
from votekit.charts.theme import style_of
from votekit.charts.tiles import COLUMNS, ROWS, STATES, TILES, cells
from votekit.congresses import DELEGATE_STATES
from votekit.errors import RequestError
from votekit.store import Record


def headline(reference):
    return vk.chart("map", reference).about.headline


def loaded(reference):
    return KINDS["map"].load(Asked((reference,), {}, Record.open()))


def test_every_state_has_a_place_of_its_own():
    assert len(STATES) == 50
    assert len({(tile.column, tile.row) for tile in TILES.values()}) == len(TILES) == 56
    assert set(TILES) - set(STATES) == DELEGATE_STATES - {"XX"}
    assert all(0 <= tile.column < COLUMNS and 0 <= tile.row < ROWS for tile in TILES.values())


@pytest.mark.parametrize("members", [1, 2, 3, 9, 17, 28, 38, 52])
@pytest.mark.parametrize("ratio", [0.8, 1.5, 4.0])
def test_cells_fill_their_tile_without_covering_each_other(members, ratio):
    placed = cells(members, ratio)
    areas = [(right - left) * (lower - upper) for left, upper, right, lower in placed]
    assert max(areas) == pytest.approx(min(areas))
    assert 0.6 <= sum(areas) <= 1 + 1e-9
    corners = {(round(left, 6), round(upper, 6)) for left, upper, _, _ in placed}
    assert len(corners) == members


@pytest.mark.parametrize(
    ("reference", "told"),
    [
        (
            "h190-119.2025",
            "Most House members in 30 states backed H.R. 1; 17 delegations opposed it and three "
            "split",
        ),
        ("s175-115.2017", "Only senators from Kentucky and Vermont opposed H.R. 3364"),
        (
            "s219-112.2011",
            "Senators from 15 states backed taking up S. 1917; those from 14 opposed it, and 21 "
            "states split",
        ),
    ],
)
def test_the_headline_is_a_plain_reading(reference, told):
    assert headline(reference) == told


def test_a_house_map_has_a_cell_for_every_member():
    chart = vk.chart("map", "h96-116.2019")
    assert len(chart.rows) == len(vk.positions("h96-116.2019"))
    counts = Counter((row["state"], row["position"]) for row in chart.rows)
    assert counts["TX", "yea"] == 23
    assert {row["state"] for row in chart.rows if row["delegate"]} <= DELEGATE_STATES
    assert next(row for row in chart.rows if row["name"] == "Henry Cuellar")["district"] == 28
    assert len({(row["x"], row["y"]) for row in chart.data.values}) == len(chart.rows)


def test_by_district_members_stand_in_their_order():
    rows = vk.chart("map", "h190-119.2025", by="district").rows
    texas = [row["district"] for row in rows if row["state"] == "TX"]
    assert texas == sorted(texas)
    with pytest.raises(RequestError, match="Senators have no districts"):
        vk.chart("map", "s175-115.2017", by="district")
    with pytest.raises(RequestError, match="by state or by district, not by “county”"):
        vk.chart("map", "h190-119.2025", by="county")


def test_present_is_not_not_voting():
    row, people, *rest = loaded("h190-119.2025")
    changed = [
        replace(people[0], position="present"),
        replace(people[1], position="not_voting"),
        *people[2:],
    ]
    chart = map_chart(row, changed, *rest, style_of())
    counts = Counter(one["position"] for one in chart.rows)
    assert (counts["present"], counts["not voting"]) == (1, 1)
    assert "Present: " in chart.about.description
    assert "Not voting: " in chart.about.description


def test_a_vacant_seat_is_shown_as_one():
    def vacant(reference):
        return [
            row["state"]
            for layer in vk.chart("map", reference).to_dict()["layer"]
            if layer.get("data", {}).get("name") == "vacant"
            for row in layer["data"]["values"]
        ]

    assert vacant("s218-117.2021") == []
    assert vacant("s1-117.2021")


def test_members_of_no_state_are_left_out_and_named():
    row, people, districts, by = loaded("s175-115.2017")
    changed = [replace(people[0], state="Z?"), *people[1:]]
    chart = map_chart(row, changed, districts, by, style_of())
    assert len(chart.rows) == 99
    assert f"no such state: {people[0].name}" in chart.about.source
