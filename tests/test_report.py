"""``votekit report``: what the page says, in which order, and how it is written."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

import votekit as vk
from votekit.charts.render import svg
from votekit.pages import model
from votekit.pages.colors import DARK, LIGHT, Palette
from votekit.pages.html import as_html
from votekit.pages.markdown import as_markdown, plain
from votekit.pages.model import (
    Bullets,
    Document,
    Figure,
    Group,
    Page,
    Part,
    People,
    Section,
    Table,
)
from votekit.store.documents import Document as KeptDocument
from votekit.store.documents import Documents
from votekit.store.writing import StoreWriter

EVIL = '</title><script>alert("x")</script> & [a](b) *c*'
SCRIPTED = "javascript:alert(1)"
VOID = {"meta", "br", "link", "img", "input", "hr"}


@pytest.fixture(scope="module")
def sanctions():
    """Make the report on H.R. 3364 of the 115th Congress, with the day of presentment."""
    return vk.report("hr3364-115", presented="2017-07-28")


@pytest.fixture(scope="module")
def page(sanctions):
    return sanctions.html


def votekit(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "votekit", "report", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
    )


def section(report, name, part=0):
    (found,) = [
        one for one in report.page.parts[part].sections if one.id.rpartition("-")[2] == name
    ]
    return found


def cells(table):
    return {row.label: tuple(row.cells) for row in table.rows}


def blocks(report, kind):
    return [
        block
        for part in report.page.parts
        for one in part.sections
        for block in one.blocks
        if isinstance(block, kind)
    ]


def said(report):
    """Return all that a page says outside of its pictures, in one text."""
    text, _ = as_markdown(report.page, "files")
    return text.replace("\\", "")


def test_it_answers_in_the_order_of_the_questions(sanctions, page):
    (part,) = sanctions.page.parts
    assert part.lead.startswith("The House passed it July 25, 2017, 419–3; the Senate")
    names = "ranks numbers pictures changes clock sequel rules sources notes".split()
    assert [one.id.rpartition("-")[2] for one in part.sections] == names
    places = [page.index(f'<section id="part-1-{name}"') for name in names]
    words = page.replace('<span class="tally">', "").replace("</span>", "")
    assert words.index(f">{part.lead}</p>") < words.index('id="part-1-numbers"')
    assert places == sorted(places)


def test_its_numbers_are_those_of_the_margin(sanctions):
    votes = vk.margin("hr3364-115").votes
    (table,) = section(sanctions, "numbers").blocks
    told = cells(table)
    assert table.header == ("", "House", "Senate")
    assert told["Yea–nay"] == tuple(f"{vote.yea}–{vote.nay}" for vote in votes)
    assert told["Yeas above (+) or short (−)"] == tuple(f"+{vote.rule.margin}" for vote in votes)
    assert told["Above (+) or short (−) of that"] == ("+137", "+31")
    assert told["Two-thirds, to override a veto"] == ("282 of 422 voting", "67 of 100 voting")
    assert told["Republicans"] == ("229–3", "51–1")
    assert told["Independents"] == ("–", "1–1")
    changes = cells(next(b for b in section(sanctions, "changes").blocks if isinstance(b, Table)))
    ways = [vote.veto.to_sustain for vote in votes]
    assert changes["To sustain: yeas turn nay"] == tuple(str(way.yea_to_nay) for way in ways)
    assert changes["To sustain: yeas stay away"] == tuple(str(way.yeas_stay_away) for way in ways)
    assert changes["Worst case"][0] == "419–14, 289 needed: holds"


def test_who_broke_ranks_is_named_with_the_state(sanctions):
    house, senate = section(sanctions, "ranks").blocks
    assert house.groups[0].said == "3 of 232 Republicans voted nay"
    assert list(house.groups[0].names) == [
        "Justin Amash (R-MI)",
        "Jimmy Duncan (R-TN)",
        "Thomas Massie (R-KY)",
    ]
    assert [(group.said, list(group.names)) for group in senate.groups] == [
        ("1 of 52 Republicans voted nay", ["Rand Paul (R-KY)"]),
        ("Others on the losing side, voting nay: 1 independent", ["Bernie Sanders (I-VT)"]),
    ]


def test_the_clock_runs_from_the_day_given(sanctions):
    (told,) = section(sanctions, "clock").blocks
    assert "Presented Friday, July 28, 2017" in told.text
    assert "Wednesday, Aug. 9, 2017" in told.text


def test_a_vetoed_bill_tells_the_end_and_who_moved():
    report = vk.report("sjres68-116")
    assert report.page.parts[0].lead.endswith("the veto stood.")
    moved = vk.override_moves(bill="sjres68-116")
    (people,) = [block for block in section(report, "sequel").blocks if isinstance(block, People)]
    (entries,) = moved.values()
    named = [name for group in people.groups for name in group.names]
    assert len(named) == sum(move.moved for move in entries)


def test_what_disagrees_is_told():
    for reference in ("h240-116.2020", "s14-103.1993"):
        report = vk.report(reference)
        notes = vk.margin(reference).votes[0].notes
        (told,) = section(report, "notes").blocks
        assert isinstance(told, Bullets)
        assert notes
        assert len(told.items) == len(notes)
        for note in notes:
            assert any(item.endswith(note) for item in told.items)


def test_a_roll_call_without_a_veto_says_what_it_needed():
    report = vk.report("s218-117.2021")
    text = said(report)
    assert "nothing in it to veto" in text
    assert cells(section(report, "numbers").blocks[0])["Needed by its own rule"] == (
        "60 of 100 senators sworn",
    )
    assert not [table for table in blocks(report, Table) if "sustain" in table.caption]
    assert "sequel" not in {one.id.rpartition("-")[2] for one in report.page.parts[0].sections}


def test_a_bill_that_no_roll_call_decided_still_has_a_page():
    report = vk.report("hr504-119")
    assert "without a roll call" in report.page.parts[0].lead
    assert section(report, "ranks").blocks


def test_several_references_make_a_part_each(tmp_path):
    report = vk.report("s68-114.2015", "s54-115.2017")
    names = [part.name for part in report.page.parts]
    assert names[1] == "Senate roll call 54, Feb. 7, 2017"
    assert report.page.lead == f"{names[0]}: not veto-proof; {names[1]}: not subject to veto."
    html = report.html
    assert html.count('<article class="part"') == 2
    assert len(re.findall(r"<h1", html)) == 1
    assert "with Vice President Mike Pence breaking the tie" in html


def test_the_words_of_a_bill_stay_text(sanctions):
    (figure, *_) = blocks(sanctions, Figure)
    evil = {
        name: getattr(figure, name).told(headline=EVIL, subtitle=EVIL, alt=EVIL, description=EVIL)
        for name in ("wide", "wide_dark", "narrow", "narrow_dark")
    }
    part = Part(
        "part-1",
        EVIL,
        EVIL,
        EVIL,
        None,
        [
            Section(
                "a",
                EVIL,
                [
                    Bullets([EVIL]),
                    Table(EVIL, (EVIL,), []),
                    model.Documents([Document(EVIL, EVIL, EVIL)]),
                    replace(figure, **evil),
                    People(EVIL, [Group(EVIL, [EVIL])]),
                ],
            )
        ],
    )
    html = as_html(Page(EVIL, [part], EVIL))
    assert "alert(" in html
    assert "&lt;span" not in html
    assert "<script>alert" not in html
    assert "</title><script>" not in html
    assert 'href="javascript' not in html
    text, _ = as_markdown(Page(EVIL, [part], EVIL), "files")
    assert "<script>" not in text
    assert "[a](b)" not in text
    assert plain("*a*") == "\\*a\\*"


class Landmarks(HTMLParser):
    """Read elements in order, and check that each is closed where it should be."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.open, self.outside = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.elements.append((tag, given))
        for name in ("src", "href", "xlink:href", "action", "data"):
            if name in given and not given[name].startswith("#"):
                self.outside.append((tag, name, given[name]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))


def test_the_page_is_well_formed_and_asks_for_nothing(page):
    read = Landmarks(page)
    assert read.open == []
    # Links may be followed; nothing is fetched.
    assert {tag for tag, *_ in read.outside} == {"a"}
    assert not re.search(r"@import|url\(|<link|\bfetch\(|XMLHttpRequest|<iframe", page)
    tags = [tag for tag, _ in read.elements]
    for landmark in ("header", "nav", "main", "footer", "h1"):
        assert tags.count(landmark) == 1
    images = [given for tag, given in read.elements if tag == "svg"]
    assert images
    assert all(given["role"] == "img" and given["aria-label"] for given in images)
    heads = [given for tag, given in read.elements if tag == "th"]
    assert heads
    assert all(given["scope"] in {"row", "col"} for given in heads)
    assert tags.count("caption") == tags.count("table")
    ids = [given["id"] for _, given in read.elements if "id" in given]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("kind", ["margin", "hemicycle", "split", "map"])
@pytest.mark.parametrize("size", ["web", "column"])
def test_one_drawing_in_variables_is_both_drawings(kind, size):
    light, dark = (
        vk.chart(kind, "s175-115.2017", size=size, theme=theme) for theme in ("light", "dark")
    )
    palette = Palette()
    drawn = palette.both(light, dark)
    for side, picture in ((LIGHT, light), (DARK, dark)):
        colors = dict(re.findall(r"(--\w+): ([^;]+);", palette.values(side)))
        put = drawn
        for name, color in colors.items():
            put = put.replace(f"var({name})", color)
        assert without_links(put) == without_links(svg(picture))


def without_links(drawing):
    return re.sub(r"</?a\b[^>]*>|<g[^>]*cursor[^>]*>|cursor=\"pointer\"", "", drawing)


def test_markdown_has_its_pictures_beside_it(tmp_path, sanctions):
    sanctions.save(tmp_path / "story.md")
    text = (tmp_path / "story.md").read_text(encoding="utf-8")
    named = re.findall(r"!\[[^\n]+\]\(<story_files/([^>]+)>\)", text)
    beside = sorted(path.name for path in (tmp_path / "story_files").iterdir())
    assert named == beside
    assert len(named) == len(blocks(sanctions, Figure))
    for name in named:
        drawing = (tmp_path / "story_files" / name).read_text(encoding="utf-8")
        assert drawing.startswith("<svg")
        assert "var(" not in drawing
    assert text.startswith("# H.R. 3364, 115th Congress: Countering America’s Adversaries")


def test_all_vetoes_of_a_congress(tmp_path):
    table = vk.overrides(congress=119)
    report = vk.vetoes_report(119)
    assert len(report.page.parts) == table["bill_id"].nunique()
    figure, lines, limits = report.page.opening
    assert isinstance(figure, Figure)
    assert [row.cells[3] for row in lines.rows] == [
        f"{yea}–{nay}" for yea, nay in zip(table["yea"], table["nay"], strict=True)
    ]
    laws = table.loc[table["result"] == "became law over the veto", "bill_id"].nunique()
    assert report.page.lead.endswith(f"{laws or 'none'} became law over the veto.")
    assert "Only vetoes that were put to a vote" in limits.text
    # A page is for its readers: what to run is for the one who makes it.
    assert "votekit fetch" not in report.html
    for part in report.page.parts:
        assert part.subject
        assert f'<a href="#{part.id}">{part.name}</a> {part.subject}</li>' in report.html


def test_a_long_official_title_stands_below_a_short_heading():
    (part,) = vk.report("hr3808-111").page.parts
    assert part.heading == (
        "H.R. 3808, 111th Congress: Require any Federal or State court to recognize any "
        "notarization made by a notary public…"
    )
    assert part.full.startswith("Official title: To require any Federal or State court")
    assert part.full.endswith("interstate commerce")
    (short,) = vk.report("hr3364-115").page.parts
    assert short.full == ""
    (asked,) = vk.report("h1122-110.2007").page.parts
    assert len(asked.heading) < 150
    assert asked.full.endswith("and for other purposes")


def test_a_veto_without_a_vote_is_named_where_the_actions_know_it(monkeypatch, tmp_path):
    monkeypatch.setenv("VOTEKIT_DATA", str(tmp_path / "store"))
    row = {
        "bill_id": "hr1777-119",
        "congress": 119,
        "date": date(2026, 1, 5),
        "kind": "vetoed",
        "law": None,
        "text": "Vetoed by President.",
        "source": "congress.gov",
        "source_url": "https://api.congress.gov/v3/bill/119/hr/1777/actions",
        "updated": datetime(2026, 1, 6, tzinfo=UTC),
    }
    StoreWriter(tmp_path / "store").write_actions([row])
    told = vk.vetoes_report(119).page.opening[-1]
    assert told.items == ["H.R. 1777: vetoed on Jan. 5, 2026."]


def test_a_kept_document_is_said_to_be_kept_but_not_where(tmp_path, monkeypatch):
    home = tmp_path / "home-of-jane"
    monkeypatch.setenv("VOTEKIT_DATA", str(home))
    day = datetime(2026, 1, 6, tzinfo=UTC)
    address = vk.margin("s175-115.2017").votes[0].source_url
    key = ("senate", 115, "senate", 1, 175, address)
    Documents(home).save([KeptDocument(*key, None, None, day, day, b"<roll_call_vote/>")])
    report = vk.report("h413-115.2017", "s175-115.2017")
    (house,), (senate,) = (section(report, "sources", part).blocks[0].items for part in (0, 1))
    assert house.note == "not fetched here; the numbers were read from the source “unitedstates”"
    assert senate.note == "kept in the store, fetched on Jan. 6, 2026"
    assert "home-of-jane" not in report.html


def test_the_command_writes_whole_files(tmp_path):
    target = tmp_path / "page.html"
    done = votekit("s175-115.2017", "-o", str(target))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert target.read_text(encoding="utf-8").endswith("</html>\n")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_what_cannot_be_written_leaves_the_old_page(tmp_path, monkeypatch):
    target = tmp_path / "page.html"
    target.write_text("old")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(vk.StoreError, match="make room"):
        vk.report("s175-115.2017").save(target)
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["h2-118.2023", "-o", "x.html"], "election of the Speaker"),
        (["hr3364-115"], "--output"),
        (["hr3364-115", "-o", "x.pdf"], ".html or .md"),
        (["hr3364-115", "-o", "nowhere/x.html"], "there is no folder nowhere. Make it first"),
        (["hr3364-115", "-o", "nowhere/x.md"], "there is no folder nowhere. Make it first"),
        (["-o", "x.html"], "needs a bill or a roll call"),
        (["--vetoes", "-o", "x.html"], "--congress 116"),
        (["--vetoes", "--congress", "115", "-o", "x.html"], "no attempt to override"),
        (["hr3364-115", "--congress", "115", "-o", "x.html"], "--vetoes"),
        (["hr3364-115", "hr1-119", "--presented", "2017-07-28", "-o", "x.html"], "one bill"),
        (["hr3364-115", "--presented", "2017-07-01", "-o", "x.html"], "cannot have been presented"),
    ],
)
def test_what_it_cannot_do_is_said_in_a_sentence(arguments, told, tmp_path, monkeypatch, capsys):
    from votekit.cli.app import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["votekit", "report", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
