"""A few rows of a table as plain dicts, without waking pandas.

pyarrow's own ``to_pylist`` imports pandas as soon as it meets a timestamp with a time zone, which
costs more than the whole answer to one reference.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa

EASTERN = ZoneInfo("America/New_York")
_PER_SECOND = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}

Row = dict[str, Any]


def rows_at(table: pa.Table, places: Iterable[int]) -> list[Row]:
    """Give the rows at some places of a table."""
    return [_row(table.slice(place, 1)) for place in places]


def _row(one: pa.Table) -> Row:
    columns = zip(one.column_names, one.columns, strict=True)
    return {name: _value(column) for name, column in columns}


def _value(column: pa.ChunkedArray) -> Any:
    chunk = column.chunk(0)
    if not pa.types.is_timestamp(column.type):
        return chunk[0].as_py()
    ticks = chunk.view(pa.int64())[0].as_py()
    if ticks is None:
        return None
    return datetime.fromtimestamp(ticks / _PER_SECOND[column.type.unit], EASTERN)


def all_rows(table: pa.Table, columns: Sequence[str]) -> list[Row]:
    """Give all rows of a table, cut to some columns: column by column, which is far faster."""
    lists = [_values(table[name]) for name in columns]
    return [dict(zip(columns, values, strict=True)) for values in zip(*lists, strict=True)]


def _values(column: pa.ChunkedArray) -> list[Any]:
    if not pa.types.is_timestamp(column.type):
        return list(column.to_pylist())
    per_second = _PER_SECOND[column.type.unit]
    ticks = [tick for chunk in column.chunks for tick in chunk.view(pa.int64()).to_pylist()]
    return [
        None if tick is None else datetime.fromtimestamp(tick / per_second, EASTERN)
        for tick in ticks
    ]
