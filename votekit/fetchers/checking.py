"""Whether a parsed roll call fits the tables: the last look before it is compared and stored.

A parser of XML makes every value itself. JSON brings values of its own types, and what is no text
where text must be would fail only in the store, with thousands of others.
"""

from datetime import datetime
from typing import Any

import pyarrow as pa

from votekit.congresses import spell_vote_id
from votekit.fetchers.errors import DocumentError
from votekit.fetchers.parsed import ParsedVote, Row
from votekit.schema import ROLLCALLS, Column

_TEXTS = ("member_id", "party", "state")
_OPTIONAL_TEXTS = ("position", "word", "name")
_COLUMNS = {column.name: column for column in ROLLCALLS.columns}
_BITS = {pa.int8(): 8, pa.int16(): 16, pa.int32(): 32}


def check(vote: ParsedVote) -> None:
    """Refuse a roll call that the tables cannot hold, or that contradicts its own id.

    Raises
    ------
    DocumentError
        With what is wrong.
    """
    row = vote.rollcall
    for name, value in row.items():
        if not _fits(value, _COLUMNS[name]):
            raise DocumentError(f"Its {name.replace('_', ' ')} is not what it must be.")
    if not 1 <= row["congress"] <= 200 or row["session"] not in (1, 2) or row["number"] < 1:
        raise DocumentError("It does not say which roll call it is.")
    place = (row["chamber"], row["number"], row["congress"], row["session"])
    if spell_vote_id(*place) != row["vote_id"]:
        raise DocumentError(
            f"It calls itself {row['vote_id'][:40]}, and is {spell_vote_id(*place)}."
        )
    _check_positions(vote.positions)


def _check_positions(positions: list[Row]) -> None:
    for name in (*_TEXTS, *_OPTIONAL_TEXTS):
        # A set of them, since each of these is the same on many rows.
        types = {type(row[name]) for row in positions} - {str}
        if types and not (types == {type(None)} and name in _OPTIONAL_TEXTS):
            raise DocumentError(f"It has a position whose {name.replace('_', ' ')} is no text.")
        if any(_is_broken(value) for value in {row[name] for row in positions} if value):
            raise DocumentError(f"It has a position whose {name.replace('_', ' ')} is no text.")
    members = [row["member_id"] for row in positions]
    if len(set(members)) < len(members) or not all(members):
        raise DocumentError("It lists a member twice, or one without an id.")


def _fits(value: Any, column: Column) -> bool:
    if value is None:
        return column.nullable
    if pa.types.is_timestamp(column.type):
        return isinstance(value, datetime) and value.tzinfo is not None and _has_year(value)
    if column.type in _BITS:
        most = 2 ** (_BITS[column.type] - 1)
        return isinstance(value, int) and not isinstance(value, bool) and -most <= value < most
    return isinstance(value, str) and not _is_broken(value)


def _has_year(time: datetime) -> bool:
    return 1789 <= time.year < 2200


def _is_broken(text: str) -> bool:
    """Tell whether a text cannot be stored: half a character is in it."""
    return any("\ud800" <= letter <= "\udfff" for letter in text)
