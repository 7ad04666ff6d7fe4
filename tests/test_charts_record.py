"""Map, ideology, trend, overrides, agreement and timeline: what they show of the real record."""

import io
import json
import re
from collections import Counter
from functools import cache
from importlib import import_module
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

import votekit as vk
from votekit.api.pictures import KINDS, Asked
from votekit.charts.lettering import text_width
from votekit.charts.map_grid import COLUMNS, ROWS, STATES, TILES
from votekit.charts.render import rendered
from votekit.charts.swarm import flags, levels
from votekit.charts.theme import THEMES, style_of
from votekit.congresses import DELEGATE_STATES
from votekit.errors import RequestError
from votekit.store import Record, Wanted

REAL = {
    "map-senate": ("map", ("s175-115.2017",), {}),
    "map-tie": ("map", ("s54-115.2017",), {}),
    "map-delegates": ("map", ("h96-116.2019",), {}),
    "ideology-senate": ("ideology", ("s54-115.2017",), {}),
    "ideology-house": ("ideology", ("h96-116.2019",), {}),
    "ideology-lone": ("ideology", ("s175-115.2017",), {}),
}


@cache
def record():
    return Record.open()


@cache
def loaded(name):
    kind, references, options = REAL[name]
    return KINDS[kind].load(Asked(references, options, record()))


@cache
def drawn(name, size="web", theme="light"):
    kind = REAL[name][0]
    draw = getattr(import_module(f"votekit.charts.{kind}"), f"{kind}_chart")
    return draw(*loaded(name), style_of(theme, size))


def marks(picture, kind):
    return [
        row
        for layer in picture.spec["layer"]
        if layer["mark"]["type"] == kind
        for row in layer["data"]["values"]
    ]


def texts(picture):
    return [row["text"] for row in marks(picture, "text") if "text" in row]


def cast(vote_id):
    """Count a roll call's positions anew: member, party, state and position."""
    table = vk.positions(vote_id, record=record())
    return table[["member_id", "party", "state", "position"]].to_dict("records")


@pytest.mark.parametrize("name", REAL)
def test_a_picture_is_valid_vega_lite_and_tells_what_it_shows(name):
    picture = drawn(name)
    assert json.loads(json.dumps(picture.spec)) == picture.spec
    assert not picture.title.lower().startswith("chart")
    assert any(letter.isdigit() for letter in picture.title)
    assert picture.source.startswith("Source")
    assert picture.spec["description"] == picture.description
    assert picture.description.startswith(picture.title)
    assert len(picture.description) > len(picture.title) + 40
    assert not re.search(r"\b(nan|None|red|blue|purple|dark)\b", picture.description)


@pytest.mark.parametrize("size", ["web", "social", "column", "slide"])
@pytest.mark.parametrize("name", REAL)
def test_no_word_runs_out_of_the_picture(name, size):
    picture = drawn(name, size)
    left, top = picture.spec["padding"]["left"], picture.spec["padding"]["top"]
    for row in marks(picture, "text"):
        if "text" not in row:
            continue
        width = text_width(row["text"], row["size"], bold=row["weight"] == "bold")
        start = row["x"] + left - {"left": 0, "center": width / 2, "right": width}[row["align"]]
        assert start >= 0, row
        assert start + width <= picture.width, row
        assert 0 <= row["y"] + top <= picture.height, row


@pytest.mark.parametrize("theme", ["light", "dark", "grey"])
@pytest.mark.parametrize("name", ["map-delegates", "ideology-house"])
def test_nothing_touches_the_edges_of_the_image(name, theme):
    picture = drawn(name, "social", theme)
    image = Image.open(io.BytesIO(rendered(picture, "png", scale=0.5))).convert("RGB")
    points = np.asarray(image)
    ground = tuple(bytes.fromhex(THEMES[theme].background[1:]))
    for edge in (points[0], points[-1], points[:, 0], points[:, -1]):
        assert (edge == ground).all()
    assert len(np.unique(points.reshape(-1, 3), axis=0)) > 20


def test_every_state_has_a_place_of_its_own_in_the_grid():
    assert len(STATES) == 50
    assert len({(tile.column, tile.row) for tile in TILES.values()}) == len(TILES) == 56
    assert set(TILES) - set(STATES) == DELEGATE_STATES - {"XX"}
    assert all(0 <= tile.column < COLUMNS and 0 <= tile.row < ROWS for tile in TILES.values())
    assert TILES["WA"].column == TILES["CA"].column == 0
    assert TILES["ME"].row == 0


def test_map_of_the_senate_has_half_a_tile_per_senator():
    picture = drawn("map-senate")
    assert (
        picture.title
        == "Only Kentucky and Vermont had a senator vote nay on passing H.R. 3364, 98–2"
    )
    theme = THEMES["light"]
    halves = [row for row in marks(picture, "rect") if "state" in row]
    assert Counter(row["state"] for row in halves) == dict.fromkeys(STATES, 2)
    votes = cast("s175-115.2017")
    solid = Counter(row["fill"] for row in halves)
    for party in ("R", "D", "I"):
        yeas = sum(one["party"] == party and one["position"] == "yea" for one in votes)
        nays = sum(one["party"] == party and one["position"] == "nay" for one in votes)
        assert solid[theme.party(party)] == yeas
        assert solid[theme.light(theme.party(party))] == nays
    kentucky = {row["told"]: row for row in halves if row["state"] == "KY"}
    assert kentucky["Rand Paul (R-KY): nay"]["stroke"] == theme.party("R")
    assert {"Republicans 51–1", "Democrats 46–0", "Independents 1–1"} <= set(texts(picture))


def test_map_names_the_vice_president_and_counts_the_states():
    picture = drawn("map-tie")
    votes = cast("s54-115.2017")
    sides = {}
    for one in votes:
        sides.setdefault(one["state"], set()).add(one["position"])
    split = sum(side == {"yea", "nay"} for side in sides.values())
    agreed = Counter(next(iter(side)) for side in sides.values() if len(side) == 1)
    assert picture.title == (
        "On confirming Elisabeth Prince DeVos as secretary of education, 50–50 with the Vice "
        "President’s yea, "
        f"senators voted yea in {agreed['yea']} states and nay in {agreed['nay']}; in {split} the "
        "two split"
    )


def test_map_of_the_house_adds_up_and_shows_the_delegates():
    picture = drawn("map-delegates")
    rows = {row["state"]: row for row in picture.rows}
    votes = cast("h96-116.2019")
    counted = Counter(one["state"] for one in votes if one["position"] == "yea")
    for state in STATES:
        assert rows[state]["yea"] == counted[state]
    assert sum(row["yea"] for row in picture.rows) == 182
    assert sum(row["nay"] for row in picture.rows) == 250
    assert {state for state, row in rows.items() if row["delegate"]} == DELEGATE_STATES - {"XX"}
    assert rows["PR"]["yea"] == 1
    assert rows["TX"]["yea_share"] == pytest.approx(23 / 36)
    assert {"TX", "23–13", "PR", "GU"} <= set(texts(picture))
    parts = [row for row in marks(picture, "rect") if row.get("state") == "TX"]
    areas = Counter()
    for row in parts:
        size = (row["x2"] - row["x"]) * (row["y2"] - row["y"])
        areas[row["told"].split()[3]] += size
    yea, all_of = areas["yea"], sum(areas.values())
    assert yea / all_of == pytest.approx(23 / 36, abs=0.01)
    assert "nobody listed" not in json.dumps(parts)


def test_a_vacant_seat_is_shown_as_one():
    picture = vk.chart("map", "s218-117.2021", record=record())
    listed = Counter(one["state"] for one in cast("s218-117.2021"))
    assert set(listed.values()) == {2}
    early = vk.chart("map", "s1-117.2021", record=record())
    few = {
        state
        for state, count in Counter(o["state"] for o in cast("s1-117.2021")).items()
        if count < 2
    }
    vacant = {row["state"] for row in marks(early, "rect") if "vacant" in row.get("told", "")}
    assert vacant == few
    assert not [row for row in marks(picture, "rect") if "vacant" in row.get("told", "")]


def test_ideology_stands_by_the_scores():
    picture = drawn("ideology-senate")
    members = record().members(Wanted(115, "senate")).to_pandas()
    scores = members[members.congress == 115].set_index("name")["dim1"]
    people = marks(picture, "point")
    assert len(people) == 100
    for row in people:
        assert row["score"] == scores[row["name"]]
    shapes = {
        layer["mark"]["shape"]: len(layer["data"]["values"])
        for layer in picture.spec["layer"]
        if layer["mark"]["type"] == "point"
    }
    assert shapes == {"circle": 50, "diamond": 50}
    assert picture.title.endswith("where members stand from left to right explains every vote")


def test_ideology_names_the_right_pivots():
    rows = sorted(drawn("ideology-senate").rows, key=lambda row: row["dim1"])
    for place, told in ((59, "filibuster"), (40, "filibuster"), (66, "veto"), (33, "veto")):
        assert told in rows[place]["pivot"]
    assert [place for place, row in enumerate(rows) if "median" in row["pivot"]] == [49, 50]
    assert sum(bool(row["pivot"]) for row in rows) == 6
    house = [row for row in drawn("ideology-house").rows if row["dim1"] is not None]
    voting = [row for row in house if row["state"] not in DELEGATE_STATES]
    voting.sort(key=lambda row: row["dim1"])
    assert "veto" in voting[289]["pivot"]
    assert "veto" in voting[-290]["pivot"]


def test_ideology_finds_who_voted_against_the_place():
    picture = drawn("ideology-house")
    rows = [
        row for row in picture.rows if row["dim1"] is not None and row["position"] in {"yea", "nay"}
    ]
    scores = sorted({row["dim1"] for row in rows})
    fewest = len(rows)
    for low, high in pairwise(scores):
        right = [row["dim1"] > (low + high) / 2 for row in rows]
        wrong = sum(
            side != (row["position"] == "yea") for side, row in zip(right, rows, strict=True)
        )
        fewest = min(fewest, wrong, len(rows) - wrong)
    against = [row for row in rows if row["against_place"]]
    assert len(against) == fewest
    assert "Henry Cuellar" in {row["name"] for row in against}
    found = re.search(r"but those of (.+) \(R-TX\), (.+) \(R-VA\) and (\d+) more", picture.title)
    assert {found[1], found[2]} < {row["name"] for row in against}
    assert int(found[3]) == fewest - 2


def test_ideology_says_when_the_line_explains_nothing():
    picture = drawn("ideology-lone")
    assert picture.title == (
        "Bernie Sanders (I-VT) and Rand Paul (R-KY) voted nay on passing H.R. 3364, 98–2: left and "
        "right do not explain it"
    )
    assert {"Bernie Sanders (I-VT)", "Rand Paul (R-KY)"} <= set(texts(picture))


def test_second_dimension_has_no_filibuster_and_no_left():
    picture = vk.chart("ideology", "s54-115.2017", dimension=2, record=record())
    assert {row["pivot"] for row in picture.rows} <= {"", "median"}
    assert "second dimension" in picture.title
    people = {row["name"]: row for row in picture.rows}
    assert {row["name"]: row["score"] for row in marks(picture, "point")} == {
        name: row["dim2"] for name, row in people.items()
    }


@pytest.mark.parametrize(
    ("kind", "references", "options", "told"),
    [
        ("map", ["h2-118.2023"], {}, "election of the Speaker"),
        ("map", ["hr3364-115"], {}, "name one of h413-115.2017, s175-115.2017"),
        ("map", ["s175-115.2017"], {"chamber": "house"}, "is of the Senate"),
        ("map", ["s216-116.2020"], {}, "no yeas and nays"),
        ("map", ["s175-115.2017"], {"height": 240}, "larger --height"),
        ("ideology", ["s175-115.2017"], {"dimension": 3}, "no dimension 3"),
        ("timeline", ["s175-115.2017"], {}, "its bill is hr3364-115"),
        ("trend", ["sunshine"], {}, "No measure is called"),
        ("trend", ["party-unity"], {"since": "2017-01-03", "until": "2017-02-01"}, "two periods"),
        ("trend", [], {}, "votekit chart trend party-unity"),
        ("overrides", [], {"congress": 113}, "no attempt to override"),
        ("agreement", [], {"congress": 115}, "add --congress 115 --chamber"),
        ("agreement", ["hr3364-115"], {"congress": 115, "chamber": "senate"}, "no reference"),
        ("timeline", ["hr1-119"], {"congress": 119}, "no option"),
    ],
)
def test_a_refusal_is_a_sentence_that_says_what_to_do(kind, references, options, told):
    with pytest.raises(RequestError) as refused:
        vk.chart(kind, *references, record=record(), **options)
    sentence = str(refused.value)
    assert told in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_ideology_without_scores_is_refused():
    from votekit.analysers.people import MemberPosition
    from votekit.charts.ideology_line import Placed, on_line

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


@given(
    st.lists(st.tuples(st.floats(0, 400), st.floats(20, 120)), max_size=9),
    st.sampled_from(["left", "right"]),
)
def test_labels_at_the_ends_of_lines_never_cover_each_other(labels, side):
    placed = flags(
        [x for x, _ in labels], [width for _, width in labels], 400, 15, side=lambda _: side
    )
    for at, one in enumerate(placed):
        assert one.start >= 0
        assert one.start + one.width <= 400 + 1e-6
        for other in placed[:at]:
            beside = one.start >= other.start + other.width or other.start >= one.start + one.width
            assert beside or abs(one.reach - other.reach) >= 15 - 1e-6
