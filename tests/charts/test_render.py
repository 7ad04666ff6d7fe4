"""Pictures in files: every format, whole or not at all, and ``votekit chart``."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from PIL import Image

import votekit as vk
from votekit.charts.render import rendered, save, spec_of, svg
from votekit.errors import RequestError

SVG = "{http://www.w3.org/2000/svg}"
REAL = {
    "margin": "hr3364-115",
    "hemicycle": "h413-115.2017",
    "split": "hr3364-115",
    "defectors": "h15-103.1993",
}


def ground(picture):
    spec = spec_of(picture)
    color = spec.get("background") or spec["config"]["background"]
    return tuple(int(color[at : at + 2], 16) for at in (1, 3, 5))


@pytest.mark.parametrize("kind", REAL)
@pytest.mark.parametrize(("theme", "size"), [("light", "column"), ("dark", "social")])
def test_a_png_is_neither_blank_nor_clipped(kind, theme, size):
    picture = vk.chart(kind, REAL[kind], theme=theme, size=size)
    image = Image.open(io.BytesIO(rendered(picture, "png"))).convert("RGB")
    scale = picture.about.scale
    width = {"column": 340, "social": 1200}[size]
    assert image.width == width * scale
    if size == "social":
        assert image.height == 675
    wide, high = image.size
    across, down = (0, 0, wide, 2), (0, 0, 2, high)
    for box in (across, (0, high - 2, wide, high), down, (wide - 2, 0, wide, high)):
        edge = image.crop(box)
        assert edge.getcolors() == [(edge.width * edge.height, ground(picture))]
    drawn = sum(count for count, color in image.getcolors(1 << 24) if color != ground(picture))
    assert drawn > 0.02 * wide * high


def test_scale_multiplies_the_pixels():
    picture = vk.chart("margin", "s175-115.2017")
    image = Image.open(io.BytesIO(rendered(picture, "png", scale=0.5)))
    assert image.width == 360
    with pytest.raises(RequestError, match="out of range"):
        rendered(picture, "png", scale=99)


def test_svg_speaks_to_screen_readers():
    picture = vk.chart("margin", "s175-115.2017", title='A "quoted" <b>title</b> & more')
    root = ElementTree.fromstring(svg(picture))
    assert root.get("role") == "img"
    assert root.get("aria-label") == picture.about.alt
    assert root.find(f"{SVG}title").text == 'A "quoted" <b>title</b> & more'
    assert root.find(f"{SVG}desc").text == picture.about.description
    assert root.get("width") == "720"


def test_png_says_how_dense_it_is():
    image = Image.open(io.BytesIO(rendered(vk.chart("margin", "s175-115.2017"), "png")))
    assert image.info["dpi"] == pytest.approx((144, 144), abs=0.1)


def test_pdf_has_its_title():
    chart = vk.chart("margin", "s175-115.2017")
    pdf = rendered(chart, "pdf")
    assert pdf.startswith(b"%PDF-1")
    assert chart.about.headline.encode("utf-16-be").hex().encode() in pdf
    # The last cross-reference table stands where the file's end says, and leads to the title.
    start = int(pdf.split(b"startxref")[-1].split()[0])
    assert pdf[start:].startswith(b"xref")
    number, place = re.match(rb"xref\n(\d+) 1\n(\d{10})", pdf[start:]).groups()
    assert pdf[int(place) :].startswith(number + b" 0 obj")


def test_a_character_that_xml_forbids_never_reaches_the_drawing():
    evil = "a\x00b\x07c\ufffed"
    chart = vk.chart("margin", "s175-115.2017").properties(title=evil).told(headline=evil)
    title = ElementTree.fromstring(svg(chart)).find(f"{SVG}title").text
    assert not set(title) & set(evil[1::2])
    assert rendered(chart, "png").startswith(b"\x89PNG")
    assert evil[1] not in rendered(chart, "json").decode()


def test_json_is_the_chart_and_csv_the_data_behind_it():
    picture = vk.chart("hemicycle", "s175-115.2017")
    assert json.loads(rendered(picture, "json")) == spec_of(picture)
    rows = list(csv.DictReader(io.StringIO(rendered(picture, "csv").decode())))
    assert len(rows) == 100
    assert [row["name"] for row in rows] == [row["name"] for row in picture.rows]
    assert {row["delegate"] for row in rows} == {"false"}


class Page(HTMLParser):
    """What a page would fetch, and what it says."""

    def __init__(self):
        super().__init__()
        self.fetched, self.tags, self.attributes, self.words = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.append(dict(attrs))
        for name, value in attrs:
            if name in {"src", "srcset", "data", "poster"} or tag in {"link", "base", "iframe"}:
                self.fetched.append((tag, name, value))

    def handle_data(self, data):
        self.words.append(data)


def test_html_stands_alone():
    wide = vk.chart("hemicycle", "s175-115.2017", title="<script>alert(1)</script>")
    narrow = vk.chart("hemicycle", "s175-115.2017", size="column")
    text = rendered(wide, "html", narrow=narrow).decode()
    page = Page()
    page.feed(text)
    assert page.fetched == []
    assert "default-src 'none'" in text
    assert page.attributes[page.tags.index("html")]["lang"] == "en"
    assert page.tags.count("td") == 100 * len(wide.rows[0])
    labels = [attributes.get("aria-label") for attributes in page.attributes]
    assert labels.count("Rand Paul (R-KY): nay") == 1
    assert labels.count(wide.about.alt) == 1
    assert "<script>alert(1)</script>" not in text


def test_a_file_appears_whole_or_not_at_all(tmp_path):
    picture = vk.chart("margin", "s175-115.2017")
    path = tmp_path / "margin.svg"
    path.write_text("old")
    with pytest.raises(RequestError, match=r"use \.svg, \.png, \.pdf, \.html, \.json or \.csv"):
        picture.save(tmp_path / "margin.gif")
    with pytest.raises(RequestError, match="name another file"):
        picture.save(tmp_path / "nowhere" / "margin.svg")
    save(picture, path)
    assert path.read_text().startswith("<svg")
    assert [one.name for one in tmp_path.iterdir()] == ["margin.svg"]


def votekit(*arguments, cwd=None, code=0):
    done = subprocess.run(
        [sys.executable, "-m", "votekit", *arguments],
        capture_output=True,
        cwd=cwd,
        env=os.environ,
        timeout=120,
    )
    assert done.returncode == code, done.stderr.decode()[-500:]
    return (done.stderr if code else done.stdout).decode()


def test_the_command_writes_a_named_file_and_says_which(tmp_path):
    told = votekit("chart", "margin", "H.R. 3364, 115th", cwd=tmp_path)
    (path,) = tmp_path.iterdir()
    assert told.strip() == path.name == "margin-hr-3364-115th.png"
    with Image.open(path) as image:
        assert image.width == 1440


def test_the_command_writes_to_standard_output_and_speaks_the_alt_text(tmp_path):
    rows = list(
        csv.DictReader(io.StringIO(votekit(*"chart margin hr3364-115 -o - --as csv".split())))
    )
    assert [(row["above_needed"], row["above_override"]) for row in rows] == [
        ("137", "137"),
        ("47", "31"),
    ]
    told = votekit(*"chart split s175-115.2017 --alt".split(), cwd=tmp_path)
    assert "Republicans 51–1" in told
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("margin hr3364-115 -o x.gif", "stands for no format"),
        ("margin hr3364-115 -o x", "it has no suffix"),
        ("margin hr3364-115 -o -", "say the format, as --as svg"),
        ("margin hr3364-115 -o x.png --as svg", "--as is for standard output"),
        ("margin hr3364-115 -o - --as bmp", "not “bmp”"),
        ("margin hr3364-115 -o x.png --theme pink", "There is no theme “pink”"),
    ],
)
def test_a_wrong_request_is_one_sentence_and_writes_nothing(arguments, told, tmp_path):
    said = votekit("chart", *arguments.split(), cwd=tmp_path, code=2)
    assert told in said
    assert said.count("\n") == 1
    assert not list(tmp_path.iterdir())
