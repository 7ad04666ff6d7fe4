"""SQLite: a file with typed tables, primary keys and indexes."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyarrow as pa

from votekit.errors import StoreError
from votekit.exporters.csv_files import iso_text
from votekit.exporters.selection import Piece
from votekit.schema import TABLES, Table, exported

INDEXES = {
    "rollcalls": ("bill_id", "date", "day"),
    "positions": ("member_id",),
    "tallies": (),
    "members": ("bioguide",),
}
_CACHE = "pragma cache_size = -65536"
_AT_ONCE = 50_000


def write_sqlite_file(tables: Mapping[str, Iterable[Piece]], file: Path) -> dict[str, int]:
    """Write tables into one database; return the number of rows of each.

    Times are ISO 8601 text with the offset of Eastern time, truth is 0 or 1.

    Raises
    ------
    StoreError
        When the disk is full or fails.
    """
    counts = {}
    try:
        connection = sqlite3.connect(file)
        try:
            for pragma in ("pragma journal_mode = off", "pragma synchronous = off", _CACHE):
                connection.execute(pragma)
            for name, pieces in tables.items():
                counts[name] = _fill(connection, exported(TABLES[name]), pieces)
            connection.commit()
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise StoreError(
            f"The SQLite file cannot be written ({error}): make room, then run the command again."
        ) from error
    return counts


def _fill(connection: sqlite3.Connection, table: Table, pieces: Iterable[Piece]) -> int:
    lines = [
        f'"{column.name}" {_type(column.type)}{"" if column.nullable else " not null"}'
        for column in table.columns
    ]
    key = ", ".join(table.key)
    connection.execute(
        f'create table "{table.name}" ({", ".join(lines)}, primary key ({key})) without rowid'
    )
    marks = ", ".join("?" * len(table.columns))
    rows = 0
    for part in (part for piece in pieces for part in _parts(piece.table)):
        columns = [_values(part[name]) for name in table.names]
        # Both names come from the schema, never from a user.
        insert = f'insert into "{table.name}" values ({marks})'
        connection.executemany(insert, zip(*columns, strict=True))
        rows += part.num_rows
    for name in INDEXES.get(table.name, ()):
        connection.execute(f'create index "{table.name}_{name}" on "{table.name}" ("{name}")')
    return rows


def _parts(table: pa.Table) -> Iterator[pa.Table]:
    """Cut a piece further: as Python's own objects, rows take a hundred times the memory."""
    for start in range(0, table.num_rows, _AT_ONCE):
        yield table.slice(start, _AT_ONCE)


def _type(kind: pa.DataType) -> str:
    if pa.types.is_integer(kind) or pa.types.is_boolean(kind):
        return "integer"
    return "real" if pa.types.is_floating(kind) else "text"


def _values(column: pa.ChunkedArray) -> list[object]:
    if pa.types.is_temporal(column.type):
        column = iso_text(column)
    if not pa.types.is_dictionary(column.type):
        column = column.combine_chunks().dictionary_encode()
    # A name that stands in thousands of rows is made once.
    values: list[object] = []
    for chunk in column.chunks if isinstance(column, pa.ChunkedArray) else [column]:
        names = chunk.dictionary.to_pylist()
        values += [None if code is None else names[code] for code in chunk.indices.to_pylist()]
    return values
