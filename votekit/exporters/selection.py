"""Which rows of the record are exported, in pieces: one chamber of one Congress at a time.

The whole record has eleven million positions; so only a piece of it is ever in memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import numpy as np
import pyarrow as pa

from votekit.kinds import is_of_kind
from votekit.schema import TABLES, arrow_schema
from votekit.store import Record, Wanted
from votekit.store.days import with_day
from votekit.store.rows import EASTERN


@dataclass(frozen=True)
class Selected:
    """What is exported; ``None`` stands for all. Days, category and stage choose roll calls."""

    congress: int | None = None
    chamber: str | None = None
    since: date | None = None
    until: date | None = None
    category: str | None = None
    stage: str | None = None


@dataclass(frozen=True)
class Piece:
    """The rows of one table in one chamber of one Congress."""

    congress: int
    chamber: str
    table: pa.Table


Places = dict[tuple[int, str], set[str]]


def selected_rollcalls(record: Record, wanted: Selected) -> Places:
    """Return the ids of the roll calls selected, by Congress and chamber."""
    table = record.rollcalls(
        Wanted(wanted.congress, wanted.chamber),
        ["vote_id", "congress", "chamber", "date", "category", "stage"],
    )
    ticks = [tick for chunk in table["date"].chunks for tick in chunk.view("int64").to_pylist()]
    first = _tick(wanted.since, time.min)
    last = _tick(wanted.until, time.max)
    names = ("congress", "chamber", "vote_id", "category", "stage")
    places: Places = {}
    for tick, congress, chamber, vote_id, category, stage in zip(
        ticks, *(table[name].to_pylist() for name in names), strict=True
    ):
        if (
            wanted.congress in (None, congress)
            and wanted.chamber in (None, chamber)
            and is_of_kind(category, stage, wanted.category, wanted.stage)
            and (first is None or tick >= first)
            and (last is None or tick <= last)
        ):
            places.setdefault((congress, chamber), set()).add(vote_id)
    return dict(sorted(places.items()))


def _tick(day: date | None, moment: time) -> int | None:
    if day is None:
        return None
    return int(datetime.combine(day, moment, EASTERN).timestamp() * 1000)


def pieces(record: Record, name: str, places: Places) -> Iterator[Piece]:
    """Read a table piece by piece, cut to the roll calls selected; members are not cut further."""
    read: Any = getattr(record, name)
    schema = arrow_schema(TABLES[name])
    for (congress, chamber), vote_ids in places.items():
        table = read(Wanted(congress, chamber)).select(schema.names)
        found = _at(table, congress, chamber)
        if "vote_id" in schema.names:
            found &= _among(table["vote_id"], vote_ids)
        if not found.all():
            table = table.filter(pa.array(found))
        yield Piece(congress, chamber, with_day(table.unify_dictionaries().cast(schema)))
        del table
        pa.default_memory_pool().release_unused()


def _at(table: pa.Table, congress: int, chamber: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
    there = np.asarray(table["congress"]) == congress
    marks: np.ndarray[Any, np.dtype[np.bool_]] = there & _among(table["chamber"], {chamber})
    return marks


def _among(column: pa.ChunkedArray, values: set[str]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Mark the entries that are among some values; a dictionary's values are looked at once."""
    marks = [np.zeros(0, np.bool_)]
    for chunk in column.chunks:
        encoded = pa.types.is_dictionary(chunk.type)
        names = (chunk.dictionary if encoded else chunk).to_pylist()
        told = np.array([name in values for name in names], np.bool_)
        marks.append(told[np.from_dlpack(chunk.indices)] if encoded else told)
    return np.concatenate(marks)
