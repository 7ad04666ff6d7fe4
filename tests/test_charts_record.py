"""Map, ideology, trend, overrides, agreement and timeline: what they show of the real record."""

import io
import json
import re
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
from votekit.charts.render import rendered
from votekit.charts.swarm import flags, levels
from votekit.charts.theme import THEMES, style_of
from votekit.congresses import DELEGATE_STATES
from votekit.errors import RequestError
from votekit.store import Record, Wanted

REAL = {
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
@pytest.mark.parametrize("name", ["ideology-house"])
def test_nothing_touches_the_edges_of_the_image(name, theme):
    picture = drawn(name, "social", theme)
    image = Image.open(io.BytesIO(rendered(picture, "png", scale=0.5))).convert("RGB")
    points = np.asarray(image)
    ground = tuple(bytes.fromhex(THEMES[theme].background[1:]))
    for edge in (points[0], points[-1], points[:, 0], points[:, -1]):
        assert (edge == ground).all()
    assert len(np.unique(points.reshape(-1, 3), axis=0)) > 20


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
