"""``export``: what is written reads back as the record; all or nothing; nothing else is touched."""

import csv
import json
import os
import sqlite3
import sys
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

import votekit as vk
from votekit.api.export import export, export_matrix
from votekit.cli.app import app
from votekit.errors import RequestError
from votekit.exporters.appearing import appearing
from votekit.schema import RECORD_TABLES, TABLES, arrow_schema, exported
from votekit.store import Record, Wanted
from votekit.store.days import with_day

SENATE = {"congress": 115, "chamber": "senate"}
NAMES = [table.name for table in RECORD_TABLES]


@pytest.fixture(scope="module")
def record():
    return Record.open()


@pytest.fixture(scope="module")
def expected(record):
    """Give each table of the 115th Senate, as rows in the order of the key."""
    wanted = Wanted(115, "senate")
    return {name: rows_of(name, getattr(record, name)(wanted)) for name in NAMES}


def rows_of(name, table):
    schema = arrow_schema(exported(TABLES[name]))
    plain = with_day(table) if "day" not in table.column_names else table
    plain = plain.select(schema.names).cast(
        pa.schema(
            [
                pa.field(one.name, pa.string() if pa.types.is_dictionary(one.type) else one.type)
                for one in schema
            ]
        )
    )
    key = list(TABLES[name].key)
    return plain.sort_by([(one, "ascending") for one in key]).to_pylist()


def test_parquet_files_read_back_as_the_record(record, expected, tmp_path):
    answer = export(tmp_path / "out", record=record, **SENATE)
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == sorted(
        [*(f"{name}.parquet" for name in NAMES), "votekit-export.json"]
    )
    for told in answer.tables:
        read = pq.read_table(tmp_path / "out" / f"{told.table}.parquet")
        assert rows_of(told.table, read) == expected[told.table]
        assert told.rows == read.num_rows
    note = json.loads((tmp_path / "out" / "votekit-export.json").read_text())
    assert note["meanings"]["positions"]["position"].startswith("yea, nay")


def test_partitions_read_as_they_are_by_three_engines(record, expected, tmp_path):
    export(tmp_path / "out", congress=115, partition=True, record=record)
    place = tmp_path / "out" / "positions"
    assert sorted(str(one.relative_to(place)) for one in place.rglob("*.parquet")) == [
        "chamber=house/congress=115/part-0.parquet",
        "chamber=senate/congress=115/part-0.parquet",
    ]
    for name in NAMES:
        read = ds.dataset(tmp_path / "out" / name, partitioning="hive").to_table()
        mine = read.filter(ds.field("chamber") == "senate")
        assert rows_of(name, mine) == expected[name]
    files = f"{place}/**/*.parquet"
    counted = (
        duckdb.connect()
        .execute(
            "select count(*) from read_parquet(?) where chamber = 'senate' and congress = 115",
            [files],
        )
        .fetchone()
    )
    assert counted == (len(expected["positions"]),)
    scanned = pl.scan_parquet(place, hive_partitioning=True).filter(pl.col("chamber") == "senate")
    assert scanned.select(pl.len()).collect().item() == len(expected["positions"])


def spelled(value):
    """Spell a value as the CSV and SQLite files are said to."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def test_csv_reads_back_as_the_record(record, expected, tmp_path):
    export(tmp_path / "out", format="csv", record=record, **SENATE)
    for name in NAMES:
        with (tmp_path / "out" / f"{name}.csv").open(newline="", encoding="utf-8") as stream:
            read = list(csv.DictReader(stream))
        key = TABLES[name].key
        numeric = {one.name for one in TABLES[name].columns if pa.types.is_integer(one.type)}
        read.sort(key=lambda row: [int(row[k]) if k in numeric else row[k] for k in key])
        truth = {True: "true", False: "false", None: ""}
        for row, mine in zip(read, expected[name], strict=True):
            for column, value in mine.items():
                if isinstance(value, float):
                    assert float(row[column]) == value
                elif value is None or isinstance(value, bool):
                    assert row[column] == truth[value], column
                else:
                    assert row[column] == str(spelled(value)), column


def test_csv_text_that_a_spreadsheet_would_run_is_defused(store, votes, altered, tmp_path):
    vote = altered(votes["s175-115.2017"], days=9999, question="=cmd|'/c calc'!A0", subject="@x")
    own = Record.open(user=store(tmp_path / "own", vote))
    export(tmp_path / "r.csv", tables="rollcalls", record=own, **SENATE)
    with (tmp_path / "r.csv").open(newline="") as stream:
        (row,) = [row for row in csv.DictReader(stream) if row["vote_id"] == "s175-115.2017"]
    assert (row["question"], row["subject"]) == ("'=cmd|'/c calc'!A0", "'@x")


def test_sqlite_reads_back_with_types_keys_and_indexes(record, expected, tmp_path):
    export(tmp_path / "r.sqlite", record=record, **SENATE)
    connection = sqlite3.connect(tmp_path / "r.sqlite")
    connection.row_factory = sqlite3.Row
    for name in NAMES:
        key = ", ".join(TABLES[name].key)
        columns = ", ".join(f'"{one}"' for one in exported(TABLES[name]).names)
        source = f"{name}_plain" if name in ("positions", "tallies") else name
        read = connection.execute(f"select {columns} from {source} order by {key}").fetchall()
        for row, mine in zip(read, expected[name], strict=True):
            assert dict(row) == {column: spelled(value) for column, value in mine.items()}
    kinds = {row["name"]: row["type"] for row in connection.execute("pragma table_info(rollcalls)")}
    assert (kinds["yea"], kinds["date"]) == ("INTEGER", "TEXT")
    plan = connection.execute(
        "explain query plan select * from positions where member = 7"
    ).fetchall()
    assert "positions_member" in plan[0]["detail"]
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("insert into tallies select * from tallies limit 1")
    connection.close()


def test_sql_on_the_exported_database_gives_the_margins(record, expected, tmp_path):
    export(tmp_path / "r.duckdb", record=record, **SENATE)
    with duckdb.connect(str(tmp_path / "r.duckdb"), read_only=True) as connection:
        margins = dict(
            (vote_id, (yea, cushion))
            for vote_id, yea, cushion in connection.execute(
                """
                select vote_id, count(*) filter (position = 'yea') as y,
                    y - cast(ceil(2 * count(*) filter (position in ('yea', 'nay')) / 3.0) as int)
                from positions group by vote_id
                """
            ).fetchall()
        )
        for name in NAMES:
            table = connection.sql(f"select * from {name}").to_arrow_table()
            assert rows_of(name, table) == expected[name]
        meaning = connection.execute(
            "select comment from duckdb_columns() where column_name = 'listed'"
        ).fetchone()
    assert meaning == ("members with any position, delegates included",)
    for row in vk.margins(**SENATE).query("subject_to_veto").to_dict("records"):
        assert margins[row["vote_id"]] == (row["yea"], row["veto_cushion"])


@pytest.mark.parametrize(("congress", "chamber"), [(115, "senate"), (110, "house")])
def test_the_matrix_tallies_are_those_of_the_roll_calls(record, tmp_path, congress, chamber):
    place = {"congress": congress, "chamber": chamber}
    export_matrix(tmp_path / "m.parquet", record=record, **place)
    export_matrix(tmp_path / "b.parquet", codes="binary", record=record, **place)
    codes, binary = (pq.read_table(tmp_path / name) for name in ("m.parquet", "b.parquet"))
    assert codes.column_names[:5] == ["member_id", "name", "state", "party", "icpsr"]
    rolls = vk.rollcalls(record=record, **place).query("kind == 'vote'").set_index("vote_id")
    assert codes.column_names[5:] == list(rolls.index)
    for vote_id, row in rolls.iterrows():
        cells = codes[vote_id].to_numpy()
        found = tuple((cells == code).sum() for code in (1, 6, 7, 9))
        assert found == (row["yea"], row["nay"], row["present"], row["not_voting"])
        assert (cells != 0).sum() == row["listed"]
        votes = binary[vote_id].to_pylist()
        assert (votes.count(1), votes.count(0)) == (row["yea"], row["nay"])
    assert codes["member_id"].to_pylist() == sorted(set(codes["member_id"].to_pylist()))


def test_the_matrix_as_csv_is_what_numpy_and_pandas_read(record, tmp_path):
    answer = export_matrix(tmp_path / "m.csv", codes="binary", record=record, **SENATE)
    cells = np.genfromtxt(
        tmp_path / "m.csv", delimiter=",", skip_header=1, usecols=range(5, 604), encoding="utf-8"
    )
    assert cells.shape == (105, 599)
    assert set(np.unique(cells[~np.isnan(cells)])) == {0.0, 1.0}
    head = (tmp_path / "m.csv").read_text().splitlines()[0].split(",")
    passage = head.index("s175-115.2017") - 5
    assert (np.nansum(cells[:, passage]), (cells[:, passage] == 0).sum()) == (98, 2)
    assert answer.notes[0] == "105 members, 599 roll calls, binary codes."


def test_days_and_category_choose_roll_calls_in_eastern_time(record, tmp_path):
    chosen = {"since": "2017-07-25", "until": date(2017, 7, 27), "category": "passage"}
    export(tmp_path / "out", record=record, **chosen)
    rolls = pq.read_table(tmp_path / "out" / "rollcalls.parquet").to_pandas()
    every = vk.rollcalls(congress=115, record=record)
    days = every["date"].dt.date
    wanted = every[
        (days >= date(2017, 7, 25))
        & (days <= date(2017, 7, 27))
        & every["category"].isin(["passage", "passage-suspension"])
    ]
    assert sorted(rolls["vote_id"]) == sorted(wanted["vote_id"])
    positions = pq.read_table(tmp_path / "out" / "positions.parquet").to_pandas()
    assert set(positions["vote_id"]) == set(rolls["vote_id"])
    assert len(positions) == rolls["listed"].sum()


def refused(*arguments):
    done = CliRunner().invoke(app, ["export", *map(str, arguments)])
    assert isinstance(done.exception, vk.RequestError), (done.exception, done.stdout)
    assert "\n" not in str(done.exception)
    return str(done.exception)


def test_nothing_is_replaced_but_an_earlier_export_and_that_with_force(tmp_path):
    place = ("--congress", 115, "--chamber", "senate", "--table", "tallies")
    own = tmp_path / "own"
    own.mkdir()
    (own / "thesis.txt").write_text("dear")
    for force in ((), ("--force",)):
        assert "no export has written" in refused("--to", own, *place, *force)
    assert (own / "thesis.txt").read_text() == "dear"
    out = tmp_path / "out"
    run = CliRunner().invoke
    assert run(app, ["export", "--to", str(out), *map(str, place)]).exit_code == 0
    assert "add --force" in refused("--to", out, *place)
    (out / "stray").write_text("")
    assert run(app, ["export", "--to", str(out), *map(str, place), "--force"]).exit_code == 0
    assert sorted(one.name for one in out.iterdir()) == ["tallies.parquet", "votekit-export.json"]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["out", "own"]


def test_what_fails_midway_leaves_what_was_there(record, tmp_path, monkeypatch):
    file = tmp_path / "r.parquet"
    file.write_text("old")
    seen = []

    def failing(self, wanted, columns=None):
        if seen:
            raise OSError(28, "No space left on device")
        seen.append(wanted)
        return original(self, wanted, columns)

    original = Record.tallies
    monkeypatch.setattr(Record, "tallies", failing)
    with pytest.raises(vk.StoreError, match="No space left on device"):
        export(file, tables="tallies", congress=115, force=True, record=record)
    assert file.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["r.parquet"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--to", "{}/no/x.csv", "--table", "members"], "is no directory"),
        (["--to", "{}/a.csv"], "4 tables do not go into one file"),
        (["--to", "{}/a.parquet", "--table", "members", "--as", "csv"], "name it *.csv"),
        (["--to", "{}/x", "--as", "xls"], "Nothing is written as “xls”"),
        (["--to", "{}/x", "--table", "votes"], "No table is called “votes”"),
        (["--to", "{}/x", "--congress", "150"], "no roll call so selected"),
        (["--to", "{}/x.csv", "--partition", "--table", "members"], "Only Parquet is partitioned"),
        (["--to", "{}/x", "--codes", "binary"], "add --matrix"),
        (["--to", "{}/x", "--matrix"], "add --congress 115"),
        (
            [
                "--to",
                "{}/x",
                "--matrix",
                "--congress",
                "115",
                "--chamber",
                "senate",
                "--codes",
                "r",
            ],
            "No codes are called",
        ),
        (
            ["--to", "{}/x.db", "--matrix", "--congress", "115", "--chamber", "senate"],
            "parquet, csv or xlsx, not as sqlite",
        ),
        (
            ["--to", "{}/x", "--matrix", "--congress", "150", "--chamber", "senate"],
            "no yeas and nays of the Senate of the 150th Congress",
        ),
        (["--to", "/dev/null", "--table", "members"], "is a file, and several"),
        (["--to", "/dev/null", "--as", "sqlite"], "is not a file"),
    ],
    ids=lambda value: " ".join(value[2:])[:40] if isinstance(value, list) else "",
)
def test_what_cannot_be_written_is_refused_in_one_sentence(tmp_path, arguments, told):
    filled = [text.format(tmp_path) for text in arguments]
    assert told in refused(*filled)
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_by_the_name_of_a_stream_is_refused_as_what_it_is():
    reading, writing = os.pipe()
    try:
        place = Path(f"/dev/fd/{writing}")
        with (
            pytest.raises(RequestError, match=r"^/dev/fd/\d+ is (a pipe, )?not a file"),
            appearing(place, directory=False, force=False),
        ):
            pass
    finally:
        os.close(reading)
        os.close(writing)


def test_without_duckdb_it_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert "pip install duckdb" in refused("--to", tmp_path / "x.duckdb")
    assert list(tmp_path.iterdir()) == []


def test_positions_are_read_a_piece_at_a_time(record, tmp_path, monkeypatch):
    asked = []
    original = Record.positions

    def watched(self, wanted, columns=None):
        asked.append((wanted.congress, wanted.chamber))
        return original(self, wanted, columns)

    monkeypatch.setattr(Record, "positions", watched)
    export(tmp_path / "p.parquet", tables="positions", congress=101, record=record)
    assert asked == [(101, "house"), (101, "senate")]


def test_the_summary_counts_rows(tmp_path):
    arguments = ["export", "--to", str(tmp_path / "x"), "--congress", "115", "-f", "json"]
    rows = json.loads(CliRunner().invoke(app, arguments).stdout)
    assert [(row["table"], row["rows"]) for row in rows] == [
        ("rollcalls", 1809),
        ("positions", 580_879),
        ("tallies", 4217),
        ("members", 555),
    ]


def test_the_closed_session_is_no_column_of_the_matrix(record, tmp_path):
    answer = export_matrix(tmp_path / "m.csv", congress=116, chamber="senate", record=record)
    head = (tmp_path / "m.csv").read_text().splitlines()[0].split(",")
    assert "s216-116.2020" not in head
    assert "s216-116.2019" in head
    assert len(head) - 5 == 719
    assert "719 roll calls, voteview codes; 1 without yeas and nays left out" in answer.notes[0]
