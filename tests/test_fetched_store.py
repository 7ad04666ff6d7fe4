"""Every command and every format over a store that was fetched, not over what ships alone.

Fetched rows differ: they say to the millisecond when they were taken up, they know less (no
outcome beside the chamber's own, no bill title, no scores), and they lie in files of their own.
"""

import csv
import json
import re
import shlex
import sqlite3
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from loopback.running import ended, run, started
from loopback.sites import Sites
from typer.main import get_command

import votekit as vk
from votekit.charts.render import FORMATS as PICTURES
from votekit.cli.app import app
from votekit.store import Layer, Record, Wanted
from votekit.store.days import with_day

HOUSE, SENATE = "h290-119.2026", "s228-119.2026"
FETCHES = (
    "fetch 119 --delay 0",
    "fetch --bill hr3364-115 --bill hr6395-116 --delay 0",
    "fetch --vote h240-119.2025 --source congress --refresh --delay 0",
)
COMMANDS = get_command(app).commands
WHIP = "name,position,certainty\nJim Saxton,yea,0.8\nRick Renzi,yea,0.5\n"
FETCHED = f"""
margin {HOUSE}
margin {SENATE}
margin hr3364-115
split {HOUSE}
split {SENATE} --caucus
votes --congress 119 --sort newest --limit 30
votes --since 2026-09-01
status
members --congress 119 --chamber senate
member "rand paul" --congress 119
agreement "rand paul" sanders --congress 119
agreement --matrix --congress 119 --chamber senate
compare {HOUSE} h291-119.2026
trend party-unity --by month --since 2026-01-01
overrides --congress 119
outlook hr3364-115
whatif {HOUSE}
pivot 119
export --table rollcalls --congress 119 --to ROLLCALLS.csv
"""
FORMATTED = ("table", "json", "csv", "md")


def examples():
    """Give the examples of each command's help; an export is cut to what was fetched."""
    for name, command in COMMANDS.items():
        for line in re.findall(r"^ *votekit (.+)$", command.callback.__doc__, re.MULTILINE):
            if name == "export" and "--congress" not in line:
                yield f"{line} --congress 119"
            elif name != "fetch":
                yield line


def in_every_format():
    """Give the examples as they are, and questions on what was fetched in every format."""
    yield from examples()
    for line in FETCHED.strip().splitlines():
        name = shlex.split(line)[0]
        options = {option for param in COMMANDS[name].params for option in param.opts}
        assert "--format" in options
        yield from (f"{line} --format {style}" for style in FORMATTED)


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    return Sites.build(tmp_path_factory.mktemp("sites"), house=12, senate=5)


@pytest.fixture(scope="module")
def fetched(running, tmp_path_factory):
    store = tmp_path_factory.mktemp("fetched") / "store"
    for command in FETCHES:
        done = run(running, store, *command.split())
        assert done.code == 0, done
    return store


@pytest.fixture(scope="module")
def record(fetched):
    return Record.open(user=fetched)


def test_what_was_fetched_is_not_like_what_ships(fetched):
    layer = Layer.open(fetched, "store")
    rows = layer.read("rollcalls", Wanted())
    assert {HOUSE, SENATE} <= set(rows["vote_id"].to_pylist())
    assert any(row["updated"].microsecond for row in rows.to_pylist())
    assert layer.read("actions", Wanted()).num_rows


def test_every_command_is_among_the_examples():
    assert {shlex.split(line)[0] for line in examples()} == COMMANDS.keys() - {"fetch"}


@pytest.mark.parametrize("line", [*in_every_format()], ids=lambda line: line[:90])
def test_each_command_answers_in_each_format(running, fetched, tmp_path, monkeypatch, line):
    monkeypatch.chdir(tmp_path)
    for name in ("whip.csv", "counts.csv", "sheet.csv"):
        Path(name).write_text(WHIP)
    if " -o - " in line:  # bytes, which need a standard output of the system's
        with started(running, fetched, *shlex.split(line)) as process:
            done = ended(process)
    else:
        done = run(running, fetched, *shlex.split(line))
    assert (done.code, done.err) in ((0, ""), (1, "")), done
    assert done.code == 0 or "--check" in line
    if line.endswith("--format json"):
        json.loads(done.out)
    if line.endswith("--format csv"):
        assert len({len(row) for row in csv.reader(done.out.splitlines())} - {0}) == 1


@pytest.mark.parametrize(
    ("kind", "suffix"),
    [*(("margin", suffix) for suffix in PICTURES), ("hemicycle", "svg"), ("map", "svg")],
)
def test_each_picture_is_drawn_of_a_fetched_roll_call(running, fetched, tmp_path, kind, suffix):
    file = tmp_path / f"picture.{suffix}"
    done = run(running, fetched, "chart", kind, SENATE, "-o", str(file))
    assert (done.code, done.err) == (0, "")
    assert file.stat().st_size > 300


@pytest.mark.parametrize("suffix", ["html", "md"])
def test_reports_are_written_of_fetched_roll_calls(running, fetched, tmp_path, suffix):
    file = tmp_path / f"report.{suffix}"
    done = run(running, fetched, "report", HOUSE, SENATE, "hr3364-115", "-o", str(file))
    assert (done.code, done.err) == (0, "")
    assert "kept in the store" in file.read_text("utf-8")


def read_back(target, kind):
    """Give the exported roll calls: id, day, and the moment that the source was read, as text."""
    columns = ["vote_id", "day", "updated"]
    if kind == "csv":
        with target.open(encoding="utf-8", newline="") as stream:
            return [[row[name] for name in columns] for row in csv.DictReader(stream)]
    if kind == "sqlite":
        with sqlite3.connect(target) as base:
            rows = base.execute(f"select {', '.join(columns)} from rollcalls").fetchall()
        base.close()
        return [list(row) for row in rows]
    if kind == "duckdb":
        with duckdb.connect(str(target), read_only=True) as base:
            assert base.execute("select typeof(day) from rollcalls limit 1").fetchone() == ("DATE",)
            base.execute("set timezone = 'UTC'")  # what the issue found wrong for one in eight
            rows = base.execute("select vote_id, day::varchar, '' from rollcalls").fetchall()
        return [list(row) for row in rows]
    rows = pq.read_table(target, columns=columns).to_pylist()
    return [[row["vote_id"], row["day"].isoformat(), ""] for row in rows]


@pytest.mark.parametrize("kind", ["parquet", "csv", "sqlite", "duckdb"])
def test_each_export_has_what_was_fetched_and_the_day_in_washington(record, tmp_path, kind):
    target = tmp_path / f"rollcalls.{kind}"
    vk.export(target, tables="rollcalls", congress=119, record=record)
    exported = {vote_id: (day, updated) for vote_id, day, updated in read_back(target, kind)}
    rows = vk.rollcalls(congress=119, record=record)
    assert HOUSE in exported
    assert {name: day for name, (day, _) in exported.items()} == dict(
        zip(rows["vote_id"], rows["date"].dt.strftime("%Y-%m-%d"), strict=True)
    )
    if kind in ("csv", "sqlite"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d-0[45]:00", exported[HOUSE][1])


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_all_tables_go_into_a_directory(record, tmp_path, kind):
    answer = vk.export(tmp_path / "out", format=kind, congress=119, record=record)
    assert [table.rows > 0 for table in answer.tables] == [True] * 4
    if kind == "parquet":
        vk.export(tmp_path / "hive", partition=True, congress=119, record=record)
    for chamber in ("house", "senate"):
        vk.export_matrix(
            tmp_path / f"{chamber}.{kind}", congress=119, chamber=chamber, record=record
        )


def test_the_day_of_every_roll_call_is_the_one_in_washington():
    """By UTC, 4,219 of 35,377 roll calls are of the next day; s1-117.2021 is the best known."""
    rolls = vk.rollcalls()
    assert str(rolls["day"].dtype).startswith("datetime64")
    assert (rolls["day"].dt.date == rolls["date"].dt.date).all()
    utc = rolls["date"].dt.tz_convert("UTC").dt.date
    assert (len(rolls), int((utc != rolls["day"].dt.date).sum())) == (35_377, 4_219)
    (one,) = rolls[rolls["vote_id"] == "s1-117.2021"].to_dict("records")
    assert one["day"].date() == date(2021, 1, 6)
    for table in (vk.margins(congress=117), vk.votes(congress=117)):
        assert (table["day"].dt.date == table["date"].dt.date).all()


def test_a_table_without_the_time_of_a_roll_call_has_no_day(record):
    assert with_day(record.tallies(Wanted(119))).column_names == record.tallies().column_names
    assert "day" not in with_day(record.actions("hr3364-115")).column_names
