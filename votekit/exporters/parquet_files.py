"""Parquet: a file per table, or hive-style directories by chamber and Congress."""

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from votekit.exporters.selection import Piece

PARTITIONED_BY = ("chamber", "congress")
_COMPRESSION = "zstd"


def write_parquet_file(pieces: Iterable[Piece], schema: pa.Schema, file: Path) -> int:
    """Write the pieces of one table into one file, a row group each; return the number of rows."""
    rows = 0
    with pq.ParquetWriter(file, schema, compression=_COMPRESSION) as writer:
        for piece in pieces:
            writer.write_table(piece.table)
            rows += piece.table.num_rows
    return rows


def write_parquet_partitions(pieces: Iterable[Piece], schema: pa.Schema, directory: Path) -> int:
    """Write each piece to ``chamber=senate/congress=115/``; return the number of rows.

    As the hive style has it, the two columns are told by the directories alone.
    """
    rows = 0
    for piece in pieces:
        values = {"chamber": piece.chamber, "congress": piece.congress}
        place = directory.joinpath(*(f"{name}={values[name]}" for name in PARTITIONED_BY))
        place.mkdir(parents=True)
        content = piece.table.drop_columns(list(PARTITIONED_BY))
        pq.write_table(content, place / "part-0.parquet", compression=_COMPRESSION)
        rows += piece.table.num_rows
    return rows
