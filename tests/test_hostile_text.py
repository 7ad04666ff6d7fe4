"""Text that others wrote reaches no terminal, picture or page as anything but text."""

import base64
import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest

import votekit as vk
from votekit.charts.render import FORMATS, rendered, svg
from votekit.cli import output
from votekit.cli.options import Format
from votekit.cli.page import Grid, Page
from votekit.pages.html import as_html
from votekit.pages.markdown import as_markdown
from votekit.printable import UNPRINTABLE, all_printable, is_printable, markdown, printable

HOSTILE = [
    "\x1b[2J\x1b[31m",
    "\x1b]0;owned\x07",
    "\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x9b2J",
    "\x9d0;owned\x9c",
    "\x00",
    "\x08\x08\x08yea",
    "\r98-2",
    "\x7f",
    "\u202e2–89\u202c",
    "\u2066a\u2069",
    "\u061c\u200f",
    "\u2028\u2029",
    "\ufeff",
    "\ufffe\uffff",
    "\U000e0041\U0001fffe",
    "\x0b\x0c\x1f",
]
TITLE = "A bill " + " ".join(HOSTILE) + " to vote on"
KEPT = "A bill"


def safe(text):
    return not UNPRINTABLE.search(text)


@pytest.fixture(scope="module")
def record(tmp_path_factory, store, votes, altered):
    """Give a record whose s175-115.2017 says hostile things wherever text may stand."""
    vote = altered(votes["s175-115.2017"], days=9999)
    for name in ("question", "subject", "bill_title", "result_text"):
        vote.rollcall[name] = TITLE
    vote.positions[0]["name"] = f"Paul\x1b[2J {TITLE}"
    path = store(tmp_path_factory.mktemp("hostile") / "store", vote)
    return vk.Record.open(user=path)


@pytest.fixture
def hostile_store(record, monkeypatch):
    monkeypatch.setenv("VOTEKIT_DATA", str(record.layers[1].path))
    return record


COMMANDS = [
    "margin s175-115.2017",
    "split s175-115.2017",
    "votes --congress 115 --bill hr3364-115",
    "compare s175-115.2017 s174-115.2017",
    "whatif s175-115.2017",
]


def run(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "votekit", *arguments],
        capture_output=True,
        timeout=120,
        **options,
    )


@pytest.mark.parametrize("style", ["table", "json", "csv", "md"])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_lets_it_through(hostile_store, capsys, monkeypatch, command, style):
    from votekit.cli.app import main

    monkeypatch.setattr(sys, "argv", ["votekit", *command.split(), "--format", style])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    assert ended.value.code in (0, None), said.err
    # A list shows the name by which the bill is known in place of the title that was spoiled.
    known = KEPT in said.out or "Countering America" in said.out
    assert known or not command.startswith("votes")
    assert safe(said.out)
    if style == "json":
        assert json.loads(said.out)
    if style == "csv":
        assert [*csv.reader(io.StringIO(said.out))]


def test_on_a_terminal_only_our_own_styles_are_commands(monkeypatch, capsys):
    monkeypatch.setattr(output, "is_terminal", lambda: True)
    grid = Grid(("name", "title"), [(TITLE, TITLE)], one_line=True)
    output.write_pages(
        [Page(TITLE, TITLE, [grid], [(TITLE, TITLE)], [TITLE], [TITLE])], [], [], Format.TABLE, None
    )
    output.write_rows([], grid, TITLE, Format.TABLE, None)
    said = capsys.readouterr().out
    assert "\\u001b[2J" in said
    assert safe(re.sub(r"\x1b\[[0-9;]*m", "", said.replace("\x1b[0m", "")))
    assert "\x1b[31m" not in said


def test_a_cell_with_a_line_end_does_not_break_its_table(capsys):
    grid = Grid(("name", "title"), [("a\nvotekit: forged", "b")], one_line=True)
    output.write_rows([], grid, "One.", Format.TABLE, None)
    assert len(capsys.readouterr().out.splitlines()) == 4


@pytest.mark.parametrize("argument", [TITLE.replace("\x00", ""), "hr1\n-115 forged", "\x1b[2J"])
@pytest.mark.parametrize(
    "command",
    [
        ["margin", "{}"],
        ["votes", "--sort", "{}"],
        ["{}"],
        ["margin", "--{}"],
        ["margin", "hr3364-115", "--format", "{}"],
        ["chart", "{}", "x"],
        ["fetch", "--from", "{}"],
        ["report", "hr3364-115", "-o", "{}.html/x"],
    ],
)
def test_an_argument_is_quoted_on_one_line(capsys, monkeypatch, argument, command):
    from votekit.cli.app import main

    arguments = [part.replace("{}", argument) for part in command]
    monkeypatch.setattr(sys, "argv", ["votekit", *arguments])
    with pytest.raises(SystemExit):
        main()
    said = capsys.readouterr().err
    assert safe(said)
    assert said.startswith("votekit: ")
    assert said.count("\n") == 1


def test_charts_are_drawn_and_hold_no_character_that_xml_forbids(record):
    chart = vk.chart("margin", "s175-115.2017", title=TITLE.replace("\0", ""), record=record)
    drawn = svg(chart)
    ElementTree.fromstring(drawn)
    assert safe(drawn)
    assert "\\u001b" in drawn
    for style in set(FORMATS) - {"svg"}:
        content = rendered(chart, style)
        assert len(content) > 100
        if style in ("html", "json", "csv"):
            assert safe(content.decode())


def test_no_character_ends_the_renderer():
    """One that XML forbids ended the process (SIGABRT), so each is drawn, in this process."""
    for letter in [*map(chr, range(1, 32)), "\x7f", "\x9b", "\ufffe", "\uffff", "\ud800"]:
        chart = vk.chart("margin", "s175-115.2017", title=f"a{letter}b")
        ElementTree.fromstring(svg(chart))


POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


@pytest.mark.parametrize("kind", ["report", "chart"])
def test_every_page_says_what_it_may_do(kind):
    """Its own scripts, by their hashes; nothing is loaded, nothing sent, nothing else runs."""
    if kind == "report":
        page = as_html(vk.report("s175-115.2017").page)
    else:
        page = rendered(vk.chart("margin", "s175-115.2017"), "html").decode()
    (policy,) = POLICY.findall(page)
    assert page.index("Content-Security-Policy") < page.index("<title>")
    told = dict(part.split(" ", 1) for part in policy.split("; "))
    assert told["default-src"] == "'none'"
    assert "unsafe-inline" not in told["script-src"]
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert scripts
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in told["script-src"]
    assert not re.search(
        r"<[^>]+\son[a-z]+=", re.sub(r"<script>.*?</script>", "", page, flags=re.S)
    )


def test_pages_hold_none_either(record):
    report = vk.report("s175-115.2017", record=record)
    page = as_html(report.page)
    assert safe(page)
    assert "\\u001b[2J" in page
    text, pictures = as_markdown(report.page, "files")
    assert safe(text)
    assert all(map(safe, pictures.values()))


def test_a_csv_of_an_export_is_safe_to_look_at(record, tmp_path):
    for tables in ("rollcalls", "positions"):
        file = tmp_path / f"{tables}.csv"
        vk.export(file, tables=tables, congress=115, chamber="senate", record=record)
        text = file.read_text("utf-8")
        assert safe(text)
        assert "\\u001b[2J" in text
        with file.open(encoding="utf-8", newline="") as stream:
            rows = [row for row in csv.DictReader(stream) if row["vote_id"] == "s175-115.2017"]
        assert len(rows) == (1 if tables == "rollcalls" else 100)


def test_what_is_harmless_stays_as_it_is():
    for text in ("Hawaiʻi – José “Chuy” García\n\t98–2", "👩‍⚖️ 日本 −1 é"):
        assert printable(text) == text
        assert is_printable([text.replace("\n", " ").replace("\t", " ")])
    value = {"a": [("é", 1, None)], "b": {"c": 2.5}}
    assert all_printable(value) == value


def test_json_means_the_same_after_as_before():
    said = json.dumps({"title": TITLE}, ensure_ascii=False)
    assert json.loads(printable(said)) == {"title": TITLE}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# heading", "\\# heading"),
        ("- item", "\\- item"),
        ("1. item", "1\\. item"),
        ("12) item", "12\\) item"),
        ("---", "\\---"),
        ("+31 on 67", "+31 on 67"),
        ("1.5 points", "1.5 points"),
        ("a|b `c` *d* _e_ [f](g) ~~h~~", "a\\|b \\`c\\` \\*d\\* \\_e\\_ \\[f\\](g) \\~\\~h\\~\\~"),
        ("<script>&amp;", "&lt;script&gt;&amp;amp;"),
        ("two\nlines", "two lines"),
        ("H.R. 3364, 98–2", "H.R. 3364, 98–2"),
    ],
)
def test_markdown_shows_text_as_text(text, written):
    assert markdown(text) == written


def test_the_markdown_of_a_command_is_escaped_as_that_of_a_report(capsys):
    title = "<img src=x> *bold* [link](https://evil.example) a|b"
    url = "http://www.senate.gov/legislative/LIS/roll_call_votes/vote1151/vote_115_1_00175.xml"
    grid = Grid(("title",), [(title,)])
    page = Page(title, title, [grid], [(title, title)], [title], [f"the Senate, {url}"])
    output.write_pages([page], [], [], Format.MD, None)
    output.write_rows([], grid, title, Format.MD, None)
    said = capsys.readouterr().out
    assert "<img" not in said
    assert "[link](" not in said.replace("\\[link\\](", "")
    assert said.count("\\*bold\\*") == 8
    assert f"- Source: the Senate, <{url}>\n" in said


LATIN = {"PYTHONIOENCODING": "latin-1"}
ASCII = {"PYTHONIOENCODING": "ascii"}
C = {"LANG": "C", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


@pytest.mark.parametrize("environment", [LATIN, ASCII, C], ids=["latin-1", "ascii", "C"])
@pytest.mark.parametrize("style", ["table", "json", "csv", "md"])
def test_a_terminal_that_spells_less_gets_an_answer(environment, style):
    done = run("margin", "s175-115.2017", "-f", style, env={**os.environ, **environment})
    assert (done.returncode, done.stderr) == (0, b"")
    said = done.stdout.decode("latin-1")
    assert "98-2" in said or style in ("json", "csv")
    if style == "json":
        spelled = json.loads(said)
        plain = json.loads(run("margin", "s175-115.2017", "-f", "json").stdout)
        assert spelled == plain
    if style == "csv":
        assert len({len(row) for row in csv.reader(io.StringIO(said))}) == 1
    wrong = run("margin", "Ünïcode “x”", env={**os.environ, **environment})
    assert wrong.returncode == 2
    assert wrong.stderr.startswith(b"votekit: ")
    assert wrong.stderr.count(b"\n") == 1
    for arguments in (["--help"], ["votes", "--help"]):
        assert run(*arguments, env={**os.environ, **environment}).returncode == 0


def closing(*numbers):
    def close():
        for number in numbers:
            os.close(number)

    return close


@pytest.mark.skipif(os.name != "posix", reason="descriptors as POSIX has them")
def test_a_closed_output_is_said_and_a_named_file_is_written(tmp_path):
    arguments = [sys.executable, "-m", "votekit", "margin", "s175-115.2017"]
    for extra in ([], ["-f", "json"]):
        done = subprocess.run(
            [*arguments, *extra], stderr=subprocess.PIPE, preexec_fn=closing(1), timeout=120
        )
        assert done.returncode == 3
        assert done.stderr.startswith(b"votekit: Standard output is closed")
        assert done.stderr.count(b"\n") == 1
    file = tmp_path / "x.md"
    done = subprocess.run(
        [*arguments, "-f", "md", "-o", file], preexec_fn=closing(0, 1, 2), timeout=120
    )
    assert done.returncode == 0
    assert "98–2" in file.read_text("utf-8")
    chart = subprocess.run(
        [*arguments[:3], "chart", "margin", "s175-115.2017", "-o", "-", "--as", "csv"],
        stderr=subprocess.PIPE,
        preexec_fn=closing(1),
        timeout=120,
    )
    assert chart.returncode == 3
    assert chart.stderr.startswith(b"votekit: Standard output is closed")


def test_an_argument_that_is_not_text_is_said_whatever_the_terminal():
    done = run("margin", b"\xff\x1b", env={**os.environ, **ASCII})
    assert done.returncode == 2
    assert b"\x1b" not in done.stderr
    assert done.stderr.count(b"\n") == 1
