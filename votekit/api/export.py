"""Export: the record's tables, or a roll-call matrix, as files that other programs read."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from votekit._version import __version__
from votekit.congresses import ordinal, parse_chamber
from votekit.days import since_day, until_day
from votekit.errors import RequestError
from votekit.exporters.appearing import NOTE, appearing
from votekit.exporters.selection import Places, Selected, pieces, selected_rollcalls
from votekit.kinds import category_called, stage_called
from votekit.schema import RECORD_TABLES, TABLES, arrow_schema, exported
from votekit.store import Record, Wanted

FORMATS = ("parquet", "csv", "duckdb", "sqlite", "xlsx")
ONE_FILE = ("duckdb", "sqlite", "xlsx")
"""Formats that hold several tables in one file."""
NAMES = tuple(table.name for table in RECORD_TABLES)
SUFFIXES = {
    ".parquet": "parquet",
    ".csv": "csv",
    ".duckdb": "duckdb",
    ".db": "sqlite",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".xlsx": "xlsx",
}


@dataclass(frozen=True)
class ExportedTable:
    """One table that was written."""

    table: str
    rows: int
    columns: int


@dataclass(frozen=True)
class Exported:
    """What an export has written, and where."""

    path: str
    format: str
    files: int
    bytes: int
    tables: list[ExportedTable]
    notes: list[str]


def export(
    to: Path | str,
    *,
    format: str | None = None,
    tables: Sequence[str] | str = NAMES,
    congress: int | None = None,
    chamber: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    category: str | None = None,
    stage: str | None = None,
    partition: bool = False,
    excel: bool = False,
    force: bool = False,
    record: Record | None = None,
) -> Exported:
    """Write tables of the record, or a part of them, for other programs.

    Read and written by chamber and Congress, so that the whole record stays within 600 MB of
    memory. What is written appears whole or not at all.

    Parameters
    ----------
    to
        A file (DuckDB, SQLite, Excel, or one table as ``.parquet`` or ``.csv``), else a directory
        that gets a file per table. Beside an SQLite file goes ``metadata.json``, for Datasette.
    format
        ``parquet``, ``csv``, ``duckdb``, ``sqlite`` or ``xlsx``; left out, the suffix of ``to``
        tells, and without one it is Parquet.
    tables
        Some of rollcalls, positions, tallies, members; all when left out. Columns: see
        ``votekit.schema``; roll calls have ``day`` (date), in Washington, beside ``date``.
    congress, chamber, since, until, category, stage
        Only roll calls of these, with what belongs to them; members are cut by Congress and
        chamber.
    partition
        Parquet in hive style: ``positions/chamber=senate/congress=115/part-0.parquet``.
    excel
        CSV with a byte order mark, by which Excel tells that it is UTF-8.
    force
        Replace a file, or a directory that an export has made; no other directory ever.

    Raises
    ------
    RequestError
        When nothing is selected, the place is taken, or the format does not fit.
    StoreError
        When the record cannot be read or the disk is full. What was there before stays.
    """
    target = Path(to).expanduser()
    kind = _format(target, format)
    chosen = _tables(tables)
    if excel and kind != "csv":
        raise RequestError(f"--excel is for CSV, and this is {kind}: leave it out, or --as csv.")
    if kind == "sqlite":
        chosen = _with_needed(chosen)
    single = kind in ONE_FILE or (
        len(chosen) == 1 and target.suffix.lower() == f".{kind}" and not partition
    )
    if not single and target.suffix.lower() in SUFFIXES and not (partition and len(chosen) == 1):
        raise RequestError(_no_directory(target, kind, chosen))
    if partition and kind != "parquet":
        raise RequestError("Only Parquet is partitioned: take --as parquet, or leave it out.")
    if kind == "duckdb":
        from votekit.exporters.duckdb_file import refuse_without_duckdb

        refuse_without_duckdb()
    wanted = _selection(congress, chamber, since, until, category, stage)
    record = record or Record.open()
    places = selected_rollcalls(record, wanted)
    if not places:
        raise RequestError(
            "The record has no roll call so selected: see what it holds with `votekit status`."
        )
    with appearing(target, directory=not single, force=force) as draft:
        counts = _write(
            record, kind, chosen, places, draft, single=single, partition=partition, excel=excel
        )
        written = [
            ExportedTable(name, counts[name], len(exported(TABLES[name]).columns))
            for name in chosen
        ]
        answer = Exported(str(target), kind, *_size(draft), written, _notes(wanted))
        if not single:
            _describe(draft, answer)
    if kind == "sqlite":
        from votekit.exporters.datasette_metadata import write_metadata

        told = write_metadata(target, chosen)
        answer.notes.append(f"For Datasette: datasette {target} --metadata {told}.")
    return answer


def export_matrix(
    to: Path | str,
    *,
    congress: int,
    chamber: str,
    codes: str = "voteview",
    format: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    category: str | None = None,
    stage: str | None = None,
    excel: bool = False,
    force: bool = False,
    record: Record | None = None,
) -> Exported:
    """Write the roll-call matrix of one chamber in one Congress: members by roll calls.

    Columns and codes: see ``votekit.analysers.matrix.rollcall_matrix``. Elections of a Speaker and
    quorum calls have no yeas and nays and are left out. In CSV, what is missing is ``NA``.

    Raises
    ------
    RequestError
        When nothing is selected, the place is taken, or the format holds no matrix.
    """
    from votekit.analysers.matrix import CODES, rollcall_matrix

    target = Path(to).expanduser()
    kind = _format(target, format)
    if kind not in ("parquet", "csv", "xlsx"):
        raise RequestError(f"A matrix is written as parquet, csv or xlsx, not as {kind}.")
    if excel and kind != "csv":
        raise RequestError(f"--excel is for CSV, and this is {kind}: leave it out, or --as csv.")
    if codes not in CODES:
        raise RequestError(f"No codes are called “{codes}”: use {' or '.join(CODES)}.")
    wanted = _selection(congress, chamber, since, until, category, stage)
    record = record or Record.open()
    ids = selected_rollcalls(record, wanted).get((congress, str(wanted.chamber)), set())
    place = Wanted(congress, wanted.chamber)
    columns = ["vote_id", "kind", "session", "number", "yea", "nay"]
    rows = record.rollcalls(place, columns).sort_by(
        [("session", "ascending"), ("number", "ascending")]
    )
    listed = [row for row in rows.to_pylist() if row["vote_id"] in ids]
    votes = [
        row["vote_id"] for row in listed if row["kind"] == "vote" and row["yea"] + row["nay"] > 0
    ]
    if not votes:
        raise RequestError(
            f"The record has no yeas and nays of the {str(wanted.chamber).capitalize()} of the "
            f"{ordinal(congress)} Congress so selected: see what it holds with `votekit status`."
        )
    positions = record.positions(place, ["vote_id", "member_id", "position"])
    (members,) = pieces(record, "members", {(congress, str(wanted.chamber)): ids})
    matrix = rollcall_matrix(positions, members.table, votes, codes)
    with appearing(target, directory=False, force=force) as draft:
        if kind == "csv":
            from votekit.exporters.csv_files import write_matrix

            write_matrix(matrix, draft, excel=excel)
        elif kind == "xlsx":
            from votekit.exporters.xlsx_file import write_matrix as write_sheet

            write_sheet(matrix, draft)
        else:
            import pyarrow.parquet as pq

            pq.write_table(matrix, draft, compression="zstd")
        size = _size(draft)
    left = len(listed) - len(votes)
    notes = [
        f"{matrix.num_rows} members, {len(votes)} roll calls, {codes} codes"
        + (f"; {left} without yeas and nays left out" if left else "")
        + ".",
        *_notes(wanted),
    ]
    told = ExportedTable("matrix", matrix.num_rows, matrix.num_columns)
    return Exported(str(target), kind, *size, [told], notes)


def _no_directory(target: Path, kind: str, chosen: Sequence[str]) -> str:
    """Say why a file's name cannot take what is to be written."""
    if len(chosen) == 1:
        return f"{target} is named as a file of another format than {kind}: name it *.{kind}."
    return (
        f"{len(chosen)} tables do not go into one file like {target}: name a directory, as "
        f"{target.with_suffix('')}, or one table (--table {chosen[0]})."
    )


def _format(target: Path, wanted: str | None) -> str:
    """Tell the format by the ending, or as asked for; a directory may have any name but those."""
    if wanted is not None and wanted not in FORMATS:
        raise RequestError(f"Nothing is written as “{wanted}”: use {', '.join(FORMATS)}.")
    suffix = target.suffix.lower()
    by_ending = SUFFIXES.get(suffix)
    if wanted is None and suffix and by_ending is None:
        raise RequestError(
            f"{target} cannot be written: “{suffix}” stands for no format. Use "
            f"{', '.join(SUFFIXES)}, or say the format with --as."
        )
    if wanted and by_ending and wanted != by_ending:
        raise RequestError(
            f"{target} is named as a file of another format ({by_ending}), but {wanted} was asked "
            f"for: leave out --as, or name it *.{wanted}."
        )
    return wanted or by_ending or "parquet"


def _tables(wanted: Sequence[str] | str) -> list[str]:
    names = [wanted] if isinstance(wanted, str) else list(wanted)
    for name in names:
        if name not in (*NAMES, "all"):
            raise RequestError(f"No table is called “{name}”: use {', '.join(NAMES)} or all.")
    return [name for name in NAMES if name in names or "all" in names]


def _with_needed(chosen: Sequence[str]) -> list[str]:
    """Add the tables that a table's integers point to."""
    from votekit.exporters.sqlite_file import NEEDS

    all_needed = {*chosen, *(other for name in chosen for other in NEEDS.get(name, ()))}
    return [name for name in NAMES if name in all_needed]


def _selection(
    congress: int | None,
    chamber: str | None,
    since: date | str | None,
    until: date | str | None,
    category: str | None,
    stage: str | None,
) -> Selected:
    return Selected(
        congress,
        parse_chamber(chamber) if chamber else None,
        since_day(since) if since is not None else None,
        until_day(until) if until is not None else None,
        category_called(category) if category is not None else None,
        stage_called(stage) if stage is not None else None,
    )


def _write(
    record: Record,
    kind: str,
    chosen: Iterable[str],
    places: Places,
    draft: Path,
    *,
    single: bool,
    partition: bool,
    excel: bool,
) -> dict[str, int]:
    read = {name: pieces(record, name, places) for name in chosen}
    if kind == "sqlite":
        from votekit.exporters.sqlite_file import write_sqlite_file

        return write_sqlite_file(read, draft)
    if kind == "xlsx":
        from votekit.exporters.xlsx_file import write_xlsx_file

        return write_xlsx_file(read, draft)
    if kind == "duckdb":
        from votekit.exporters.duckdb_file import write_duckdb_file

        return write_duckdb_file(read, draft)
    from votekit.exporters.csv_files import write_csv_file
    from votekit.exporters.parquet_files import write_parquet_file, write_parquet_partitions

    write_csv = partial(write_csv_file, excel=excel)
    whole = write_csv if kind == "csv" else write_parquet_file
    write = write_parquet_partitions if partition else whole
    suffix = "" if partition else f".{kind}"
    return {
        name: write(
            content,
            arrow_schema(exported(TABLES[name])),
            draft if single else draft / f"{name}{suffix}",
        )
        for name, content in read.items()
    }


def _size(draft: Path) -> tuple[int, int]:
    """Return how many files were written, and their bytes."""
    sizes = [file.stat().st_size for file in (draft, *draft.rglob("*")) if file.is_file()]
    return len(sizes), sum(sizes)


def _describe(draft: Path, answer: Exported) -> None:
    """Leave a note of what the directory holds; by it a later export knows its own."""
    content: dict[str, Any] = {"votekit": __version__, **asdict(answer)}
    content["meanings"] = {
        entry.table: {
            column.name: column.meaning for column in exported(TABLES[entry.table]).columns
        }
        for entry in answer.tables
    }
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (draft / NOTE).write_text(text + "\n", encoding="utf-8")


def _notes(wanted: Selected) -> list[str]:
    told = [f"{name}: {value}" for name, value in vars(wanted).items() if value is not None]
    return [f"Selected: {', '.join(told)}." if told else "The whole record."]
