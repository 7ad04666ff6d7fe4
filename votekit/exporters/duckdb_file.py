"""DuckDB: a file with typed tables, each column with its meaning as a comment."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from votekit.errors import RequestError, StoreError
from votekit.exporters.selection import Piece
from votekit.schema import TABLES, Table, exported

if TYPE_CHECKING:
    import duckdb

MEMORY = "128MB"


def refuse_without_duckdb() -> None:
    """Refuse when the duckdb package, which votekit does not need otherwise, is missing.

    Raises
    ------
    RequestError
        When it cannot be imported.
    """
    try:
        import duckdb  # noqa: F401
    except ImportError as error:
        raise RequestError(
            "A DuckDB file is written with the duckdb package, which is not installed: run "
            "`pip install duckdb`, or take --as sqlite or parquet."
        ) from error


def write_duckdb_file(tables: Mapping[str, Iterable[Piece]], file: Path) -> dict[str, int]:
    """Write tables into one database; return the number of rows of each.

    Raises
    ------
    RequestError
        When the duckdb package is missing.
    StoreError
        When the disk is full or fails.
    """
    refuse_without_duckdb()
    import duckdb

    counts = {}
    try:
        connection = duckdb.connect(str(file))
        try:
            connection.execute(f"set memory_limit = '{MEMORY}'")
            connection.execute("set threads = 1")
            for name, pieces in tables.items():
                counts[name] = _fill(connection, exported(TABLES[name]), pieces)
        finally:
            connection.close()
    except duckdb.Error as error:
        raise StoreError(
            f"The DuckDB file cannot be written ({str(error).splitlines()[0]}): make room, then "
            "run the command again."
        ) from error
    return counts


def _fill(connection: "duckdb.DuckDBPyConnection", table: Table, pieces: Iterable[Piece]) -> int:
    lines = [
        f'"{column.name}" {_type(column.type)}{"" if column.nullable else " not null"}'
        for column in table.columns
    ]
    connection.execute(f'create table "{table.name}" ({", ".join(lines)})')
    for column in table.columns:
        meaning = column.meaning.replace("'", "''")
        connection.execute(f'comment on column "{table.name}"."{column.name}" is \'{meaning}\'')
    rows = 0
    for piece in pieces:
        connection.register("piece", piece.table)
        # The name comes from the schema, never from a user.
        connection.execute(f'insert into "{table.name}" select * from piece')
        connection.unregister("piece")
        rows += piece.table.num_rows
    return rows


def _type(kind: pa.DataType) -> str:
    names = {
        pa.int8(): "tinyint",
        pa.int16(): "smallint",
        pa.int32(): "integer",
        pa.bool_(): "boolean",
        pa.float64(): "double",
        pa.date32(): "date",
    }
    if pa.types.is_timestamp(kind):
        return "timestamptz"
    return names.get(kind, "varchar")
