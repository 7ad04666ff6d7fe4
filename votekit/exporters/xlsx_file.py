"""Excel workbooks: real days, a frozen header, columns as wide as what is in them.

Text stays text: a title that begins with "=" is no formula, an address no link, "0012" no number.
"""

import io
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from votekit.csv_rows import Row, flatten
from votekit.errors import RequestError
from votekit.exporters.selection import Piece
from votekit.printable import printable
from votekit.schema import TABLES, exported

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook, Worksheet

MOST_ROWS, MOST_COLUMNS, MOST_LETTERS = 1_048_576, 16_384, 32_767
"""What one sheet, and one of its cells, takes (Microsoft's "Excel specifications and limits")."""
NARROW, WIDE = 6, 60
_LOOKED_AT = 200
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?(?:[+-]\d\d:\d\d|Z)?")
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}


def workbook(rows: Sequence[Row], sheet: str = "votekit") -> bytes:
    """Return a workbook of one sheet with the rows of an answer, flattened as in CSV.

    Raises
    ------
    RequestError
        When a sheet does not hold so many rows.
    """
    flat = [flatten(row) for row in rows]
    names = list(dict.fromkeys(name for row in flat for name in row))
    stream = io.BytesIO()
    with _open(stream) as book:
        _fill(book, sheet, names, ([row.get(name) for name in names] for row in flat))
    return stream.getvalue()


def write_xlsx_file(tables: Mapping[str, Iterable[Piece]], file: Path) -> dict[str, int]:
    """Write tables of the record into one workbook, a sheet for each; return their rows.

    Raises
    ------
    RequestError
        When a table has more rows than a sheet holds.
    """
    with _open(file) as book:
        return {
            name: _fill(book, name, exported(TABLES[name]).names, _lines(pieces))
            for name, pieces in tables.items()
        }


def write_matrix(matrix: Any, file: Path) -> int:
    """Write a roll-call matrix; what is missing is ``NA``, as in CSV.

    Raises
    ------
    RequestError
        When a sheet does not hold so many columns.
    """
    columns = [matrix[name].to_pylist() for name in matrix.column_names]
    lines = (
        ["NA" if cell is None else cell for cell in line] for line in zip(*columns, strict=True)
    )
    with _open(file) as book:
        return _fill(book, "matrix", matrix.column_names, lines)


def _open(target: Path | io.BytesIO) -> "Workbook":
    # Only a workbook needs its writer.
    import xlsxwriter

    # Row by row: the whole of a Congress has half a million positions.
    return xlsxwriter.Workbook(
        target if isinstance(target, io.BytesIO) else str(target),
        {**_OPTIONS, "constant_memory": True},
    )


def _lines(pieces: Iterable[Piece]) -> Iterator[Sequence[object]]:
    for piece in pieces:
        for batch in piece.table.to_batches(max_chunksize=20_000):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _fill(
    book: "Workbook", name: str, names: Sequence[str], lines: Iterable[Sequence[object]]
) -> int:
    if len(names) > MOST_COLUMNS:
        raise RequestError(
            f"A sheet holds {MOST_COLUMNS:,} columns, and these are {len(names):,}: write CSV."
        )
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    first, rest = _ahead(iter(lines))
    # Widths go before the rows, which are written as they come.
    for place, title in enumerate(names):
        sheet.set_column(place, place, _width(title, [line[place] for line in first]))
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, names, bold)
    count = 0
    for line in rest:
        count += 1
        if count >= MOST_ROWS:
            raise RequestError(
                f"A sheet holds {MOST_ROWS - 1:,} rows, and {name} has more: choose fewer, as by "
                "--congress 115, or write CSV, Parquet or SQLite."
            )
        for place, value in enumerate(line):
            _write(sheet, count, place, value, day, moment)
    if names:
        sheet.autofilter(0, 0, count, len(names) - 1)
    return count


def _ahead(
    lines: Iterator[Sequence[object]],
) -> tuple[list[Sequence[object]], Iterator[Sequence[object]]]:
    """Look at the first rows, to measure them, and give all of them again."""
    first = list(itertools.islice(lines, _LOOKED_AT))
    return first, itertools.chain(first, lines)


def _width(title: str, cells: Iterable[object]) -> int:
    longest = max((len(_shown(cell)) for cell in (title, *cells)), default=NARROW)
    return max(NARROW, min(longest + 2, WIDE))


def _shown(cell: object) -> str:
    if isinstance(cell, float):
        return f"{cell:.6g}"
    return "" if cell is None else str(cell)[:16] if _time_of(cell) else str(cell)


def _write(
    sheet: "Worksheet", row: int, place: int, value: object, day: object, moment: object
) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, place, value)
    elif when := _time_of(value):
        sheet.write_datetime(row, place, when, moment if isinstance(when, datetime) else day)
    else:
        sheet.write_string(row, place, _text(printable(str(value))))


def _time_of(value: object) -> date | None:
    """Return a day, or a moment as the clock in Washington showed it: Excel knows no time zone.

    >>> _time_of("2017-07-27"), _time_of("2017-07-27T13:54:00-04:00"), _time_of("H.R. 1")
    (datetime.date(2017, 7, 27), datetime.datetime(2017, 7, 27, 13, 54), None)
    """
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not value[:4].isdigit():
        return None
    found = _TIME.fullmatch(value)
    try:
        if _DAY.fullmatch(value):
            return date.fromisoformat(value)
        return datetime.fromisoformat(f"{found[1]}T{found[2]}") if found else None
    except ValueError:
        # A title may look like a day and be none: it stays text.
        return None


def _text(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…"
