"""Building the record from a slice of the sources, and verifying it against them."""

import gzip
import importlib.util
import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from votekit.schema import MEMBERS, POSITIONS_TABLE, RECORD_TABLES, ROLLCALLS, STATEMENTS, TALLIES
from votekit.store import Layer, Record, Wanted
from votekit.store.writing import write_parquet

ROOT = Path(__file__).resolve().parent.parent
SLICE = ROOT / "tests" / "data" / "sources"
FILES = {"manifest.json", *(f"{table.name}.parquet" for table in (*RECORD_TABLES, STATEMENTS))}
WHOLE = (
    "9 roll calls, 2,576 positions of members and 1 of the Vice President (2,577 in all), "
    "23 tallies, 1,515 members and 25 statements compared"
)

Result = subprocess.CompletedProcess[str]
Rows = list[dict[str, Any]]


def run(script: str, *arguments: Path) -> Result:
    return subprocess.run(
        [sys.executable, ROOT / "scripts" / script, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


def verify(record: Path, source: Path = SLICE) -> Result:
    return run("verify_snapshot.py", source, record)


def change(record: Path, table: str, edit: Callable[[Rows], Rows | None]) -> None:
    """Write a table of the record again with its rows edited in place, or with others."""
    path = record / f"{table}.parquet"
    content = pq.read_table(path)
    rows = content.to_pylist()
    edited = edit(rows)
    rows = rows if edited is None else edited
    # As when built, each Congress and chamber has its own dictionaries.
    parts = itertools.groupby(rows, key=lambda row: (row["congress"], row["chamber"]))
    tables = [pa.Table.from_pylist(list(part), schema=content.schema) for _, part in parts]
    write_parquet(pa.concat_tables(tables), path, table)


def row_of(rows: Rows, **wanted: Any) -> dict[str, Any]:
    (row,) = [row for row in rows if wanted.items() <= row.items()]
    return row


def other(value: Any, type_: pa.DataType) -> Any:
    """Give a value that a column can have and that is not this one."""
    if isinstance(value, datetime):
        return value + timedelta(days=1)
    if isinstance(value, str):
        return f"{value}x"
    if value is None and pa.types.is_dictionary(type_):
        return "x"
    if value is None and pa.types.is_timestamp(type_):
        return datetime.fromisoformat("2017-01-01T00:00:00-05:00")
    if value is None:
        return "x" if pa.types.is_string(type_) else 1
    return not value if pa.types.is_boolean(type_) else value + 1


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("built") / "record"
    result = run("build_snapshot.py", SLICE, target)
    assert result.returncode == 0, result.stderr
    return target


@pytest.fixture
def record(built: Path, tmp_path: Path) -> Path:
    """Give a copy of the built record, to be spoilt."""
    return shutil.copytree(built, tmp_path / "record")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "verify_snapshot", ROOT / "scripts" / "verify_snapshot.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_a_record_built_from_its_sources_has_no_difference(built: Path) -> None:
    result = verify(built)
    assert result.stdout == f"{WHOLE}: no difference.\n"
    assert result.stderr == ""
    assert result.returncode == 0


def test_building_twice_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert run("build_snapshot.py", SLICE, again).returncode == 0
    contents = [{path.name: path.read_bytes() for path in built.iterdir()}]
    contents.append({path.name: path.read_bytes() for path in again.iterdir()})
    assert contents[0].keys() == FILES
    assert contents[0] == contents[1]


def test_words_and_names_are_left_out_where_usual_and_read_back(built: Path) -> None:
    stored = row_of(
        pq.read_table(built / "positions.parquet").to_pylist(),
        vote_id="h413-115.2017",
        member_id="A000367",
    )
    assert stored["position"] == "nay"
    assert stored["word"] is None
    assert stored["name"] is None
    layer = Layer.open(built, "bundled")
    assert layer is not None
    rows = Record([layer]).positions(Wanted(115, "house", 1, 413)).to_pylist()
    read = row_of(rows, vote_id="h413-115.2017", member_id="A000367")
    assert (read["word"], read["name"]) == ("Nay", "Amash")


def test_a_candidate_is_kept_as_the_word_of_a_position(built: Path) -> None:
    layer = Layer.open(built, "bundled")
    assert layer is not None
    rows = Record([layer]).positions(Wanted(118, "house", 1, 2)).to_pylist()
    read = row_of(rows, vote_id="h2-118.2023", member_id="R000614")
    assert (read["position"], read["word"], read["name"]) == (None, "Donalds", "Roy")


def test_a_changed_position_is_found_by_roll_call_and_member(record: Path) -> None:
    def edit(rows: Rows) -> None:
        row_of(rows, vote_id="s175-115.2017", member_id="S348")["position"] = "yea"

    change(record, "positions", edit)
    result = verify(record)
    assert result.returncode == 1
    assert result.stdout.splitlines() == [
        "s175-115.2017 S348 (Paul (R-KY)): position: 'nay' in the sources, 'yea' in the record",
        "s175-115.2017 S348 (Paul (R-KY)): word: 'Nay' in the sources, 'Yea' in the record",
        f"{WHOLE}: 2 differences.",
    ]


def test_a_changed_tally_is_found(record: Path) -> None:
    def edit(rows: Rows) -> None:
        row_of(rows, vote_id="h413-115.2017", party="D")["not_voting"] += 1

    change(record, "tallies", edit)
    result = verify(record)
    assert result.returncode == 1
    found, total = result.stdout.splitlines()
    assert found.startswith("h413-115.2017 D: not_voting: ")
    assert total == f"{WHOLE}: 1 difference."


def test_a_changed_question_is_found(record: Path) -> None:
    def edit(rows: Rows) -> None:
        row_of(rows, vote_id="s54-115.2017")["question"] = "On the Nomination PN38"

    change(record, "rollcalls", edit)
    result = verify(record)
    assert result.returncode == 1
    (found, _) = result.stdout.splitlines()
    assert found == (
        "s54-115.2017: question: 'On the Nomination PN37: Elisabeth Prince DeVos, of Michigan, to "
        "be Secretary of Education' in the sources, 'On the Nomination PN38' in the record"
    )


def test_a_missing_roll_call_is_found(record: Path) -> None:
    for table in ("rollcalls", "positions", "tallies"):
        change(record, table, lambda rows: [r for r in rows if r["vote_id"] != "h1-115.2017"])
    result = verify(record)
    assert result.returncode == 1
    lines = result.stdout.splitlines()
    assert "h1-115.2017: in the sources, not in rollcalls of the record" in lines
    assert "h1-115.2017 R: in the sources, not in tallies of the record" in lines
    assert "h1-115.2017 A000367: in the sources, not in positions of the record" in lines
    assert all(line.startswith("h1-115.2017") for line in lines[:-1])


def test_positions_of_a_roll_call_that_the_record_lacks_are_no_crash(record: Path) -> None:
    change(record, "rollcalls", lambda rows: [r for r in rows if r["vote_id"] != "h413-115.2017"])
    result = verify(record)
    assert result.returncode == 1
    assert "h413-115.2017: in the sources, not in rollcalls of the record" in result.stdout
    assert "Traceback" not in result.stderr


def test_a_position_twice_and_one_missing_are_found(record: Path) -> None:
    def edit(rows: Rows) -> None:
        paul = row_of(rows, vote_id="s175-115.2017", member_id="S348")
        sanders = rows.index(row_of(rows, vote_id="s175-115.2017", member_id="S313"))
        rows[sanders] = dict(paul)

    change(record, "positions", edit)
    result = verify(record)
    assert result.returncode == 1
    assert result.stdout.splitlines()[:-1] == [
        "s175-115.2017 S348: twice in positions of the record",
        "s175-115.2017 S313: in the sources, not in positions of the record",
    ]


def test_rows_of_a_congress_that_no_source_has_are_found(record: Path) -> None:
    def edit(rows: Rows) -> Rows:
        added = {**rows[-1], "vote_id": "h1-120.2027", "congress": 120}
        return [*rows, added]

    change(record, "tallies", edit)
    result = verify(record)
    assert result.returncode == 1
    assert "120 house: 1 rows in tallies of the record, 0 compared" in result.stdout


@pytest.mark.parametrize(
    "column", [name for name in ROLLCALLS.names if name not in {"vote_id", "congress", "chamber"}]
)
def test_a_change_in_any_column_of_a_roll_call_is_found(
    record: Path, script: ModuleType, column: str
) -> None:
    type_ = ROLLCALLS.columns[ROLLCALLS.names.index(column)].type

    def edit(rows: Rows) -> None:
        row = row_of(rows, vote_id="s175-115.2017")
        row[column] = "Aye/No" if column == "words" else other(row[column], type_)

    change(record, "rollcalls", edit)
    report = script.check_partition((SLICE / "unitedstates" / "115-s.jsonl.gz", record))
    assert report.differences
    assert all(one.place.startswith("s175-115.2017") for one in report.differences)


@pytest.mark.parametrize("table", [POSITIONS_TABLE, TALLIES, MEMBERS], ids=lambda t: t.name)
def test_a_change_in_any_column_is_found(record: Path, table: Any) -> None:
    columns = [
        column for column in table.columns if column.name not in {*table.key, "congress", "chamber"}
    ]

    def edit(rows: Rows) -> None:
        # Each column in a row of its own, from the last row back: one Congress and chamber.
        for column, row in zip(columns, reversed(rows), strict=False):
            value = "yea" if column.name == "position" else other(row[column.name], column.type)
            row[column.name] = value

    change(record, table.name, edit)
    result = verify(record)
    assert result.returncode == 1
    for column in columns:
        assert f": {column.name}: " in result.stdout


def test_a_vote_document_changed_at_its_source_is_found(built: Path, tmp_path: Path) -> None:
    source = shutil.copytree(SLICE, tmp_path / "sources")
    path = source / "unitedstates" / "116-s.jsonl.gz"
    text = gzip.decompress(path.read_bytes()).replace(b'"category":', b'"mood":"calm","category":')
    path.write_bytes(gzip.compress(text))
    result = verify(built, source)
    assert result.returncode == 1
    (found, _) = result.stdout.splitlines()
    assert found == "s292-116.2020: mood: 'calm' in the sources, nothing in the record"


def test_missing_sources_are_said_in_one_sentence(built: Path, tmp_path: Path) -> None:
    result = verify(built, tmp_path)
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr == (
        f"The sources are not complete in {tmp_path} (no unitedstates/*.jsonl.gz): give the "
        "directory from which the record was built.\n"
    )


def test_a_missing_record_is_said_in_one_sentence(tmp_path: Path) -> None:
    result = verify(tmp_path)
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr == (
        f"No record is in {tmp_path} (it has no manifest.json): build it with "
        "scripts/build_snapshot.py, or give another directory.\n"
    )


def test_a_damaged_file_of_the_record_is_said_in_one_sentence(record: Path) -> None:
    path = record / "tallies.parquet"
    path.write_bytes(path.read_bytes()[:1000])
    result = verify(record)
    assert result.returncode == 2
    assert result.stderr.startswith(f"{path} is damaged or missing")
    assert len(result.stderr.splitlines()) == 1
