"""CSV: a file per table, in UTF-8, safe to open in a spreadsheet."""

import csv
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from votekit.exporters.selection import Piece
from votekit.formulas import STARTS, defused
from votekit.printable import printable

_UNPRINTABLE = r"[^\t\n\P{C}]|[\x{2028}\x{2029}\x{FDD0}-\x{FDEF}\x{FFFE}\x{FFFF}]"
"""Control, format and private characters, as RE2 names them: where to look closer."""
BOM = b"\xef\xbb\xbf"
"""By it Excel tells that a file is UTF-8."""
_ISO = "%Y-%m-%dT%H:%M:%S%z"


def write_csv_file(
    pieces: Iterable[Piece], schema: pa.Schema, file: Path, *, excel: bool = False
) -> int:
    """Write the pieces of one table into one file; return the number of rows.

    Times are ISO 8601 with the offset of Eastern time, truth is ``true`` or ``false``, an empty
    cell is missing. Text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    rows = 0
    plain = pa.schema([_plain_field(one) for one in schema])
    with file.open("wb") as stream:
        stream.write(BOM if excel else b"")
        with pa.csv.CSVWriter(stream, plain) as writer:
            for piece in pieces:
                writer.write_table(plain_table(piece.table))
                rows += piece.table.num_rows
    return rows


def write_matrix(matrix: pa.Table, file: Path, *, excel: bool = False) -> int:
    """Write a roll-call matrix, with ``NA`` for what is missing, as R and numpy read it."""
    columns = [matrix[name].to_pylist() for name in matrix.column_names]
    with file.open("w", encoding="utf-8-sig" if excel else "utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(matrix.column_names)
        writer.writerows([_cell(value) for value in row] for row in zip(*columns, strict=True))
    return len(columns[0])


def _cell(value: object) -> object:
    if value is None:
        return "NA"
    return defused(value) if isinstance(value, str) else value


def plain_table(table: pa.Table) -> pa.Table:
    """Bring a table to what CSV has: numbers, truth, and text defused for spreadsheets."""
    columns = [_plain(table[name]) for name in table.column_names]
    return pa.table(columns, schema=pa.schema([_plain_field(one) for one in table.schema]))


def _plain_field(one: pa.Field) -> pa.Field:
    kept = pa.types.is_integer(one.type) or pa.types.is_floating(one.type)
    kept = kept or pa.types.is_boolean(one.type)
    return pa.field(one.name, one.type if kept else pa.string(), one.nullable)


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    if pa.types.is_temporal(kind):
        return iso_text(column)
    if pa.types.is_dictionary(kind):
        return pa.chunked_array(
            [_defused(chunk.dictionary).take(chunk.indices) for chunk in column.chunks],
            pa.string(),
        )
    return _defused(column) if pa.types.is_string(kind) else column


def iso_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Write times as ISO 8601, to the second: ``2017-07-27T13:54:00-04:00``; days as ISO days.

    A fetched row says to the millisecond when it was taken up; the fraction is left out.
    """
    if pa.types.is_date(column.type):
        return column.cast(pa.string())
    whole = column.cast(pa.timestamp("s", column.type.tz), safe=False)
    return pc.replace_substring_regex(
        pc.strftime(whole, _ISO),
        pattern=r"(\d\d)$",
        replacement=r":\1",
    )


def _defused(text: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    text = _printable(text)
    risky = pc.is_in(pc.utf8_slice_codeunits(text, 0, 1), value_set=pa.array(STARTS))
    return pc.if_else(risky, pc.binary_join_element_wise("'", text, ""), text)


def _printable(text: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """Write what a terminal would obey as an escape: files of text are looked at there."""
    found = pc.any(pc.match_substring_regex(text, _UNPRINTABLE)).as_py()
    if not found:
        return text
    shown = [one if one is None else printable(one) for one in text.to_pylist()]
    made = pa.array(shown, pa.string())
    return pa.chunked_array([made]) if isinstance(text, pa.ChunkedArray) else made
