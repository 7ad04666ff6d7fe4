"""Whether a parsed roll call fits the tables: the last look before it is compared and stored.

Texts are cleaned here, once for all sources: what could speak to a terminal, turn a line around or
break a page is taken out of them. A value that is no value of its column is refused.
"""

import re
import unicodedata
from dataclasses import replace
from datetime import datetime
from typing import Any

import pyarrow as pa

from votekit.congresses import spell_vote_id
from votekit.fetchers.errors import DocumentError
from votekit.fetchers.parsed import ParsedVote, Row
from votekit.schema import ROLLCALLS, Column

LONGEST_TEXT = 20_000
"""Letters of a question or title; the record's longest has 1,412."""
LONGEST_NAME = 200
MOST_POSITIONS = 600
"""No roll call lists more than 441 members."""

_TEXTS = ("member_id", "party", "state")
_OPTIONAL_TEXTS = ("position", "word", "name")
_COLUMNS = {column.name: column for column in ROLLCALLS.columns}
_BITS = {pa.int8(): 8, pa.int16(): 16, pa.int32(): 32}
_ADDRESS = re.compile(r"https?://[!-~]+", re.ASCII | re.IGNORECASE)
_CONTROLS = frozenset({"Cc", "Cf", "Co"})
_BREAKS = frozenset({"Zl", "Zp"})


def clean(text: str) -> str:
    r"""Take out of a text what is no letter: controls, marks of direction, what XML forbids.

    Line feeds stay: 34 questions of the record have them.

    >>> clean("On Passage\x1b[31m of\u202e the Bill\x00\tH.R.\u20281"), clean("A\nB")
    ('On Passage[31m of the Bill H.R. 1', 'A\nB')
    """
    return text if text.isprintable() else "".join(map(_cleaned, text))


def _cleaned(letter: str) -> str:
    if letter == "\n":
        return letter
    kind = unicodedata.category(letter)
    if letter in "\t\r" or kind in _BREAKS:
        return " "
    code = ord(letter)
    forbidden = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return "" if kind in _CONTROLS or forbidden else letter


def validated(vote: ParsedVote) -> ParsedVote:
    """Return a roll call with clean texts, as the tables can hold it.

    Raises
    ------
    DocumentError
        With what is wrong: a value that its column cannot hold, an address that is none, or an id
        that the roll call's own numbers contradict.
    """
    _refuse_much(vote)
    row: Row = {
        name: clean(value) if isinstance(value, str) else value
        for name, value in vote.rollcall.items()
    }
    for name, value in row.items():
        if not _fits(value, _COLUMNS[name]):
            raise DocumentError(f"Its {name.replace('_', ' ')} is not what it must be.")
    if not 1 <= row["congress"] <= 200 or row["session"] not in (1, 2) or row["number"] < 1:
        raise DocumentError("It does not say which roll call it is.")
    place = (row["chamber"], row["number"], row["congress"], row["session"])
    # As it came: its rows of positions have it too, and a cleaned one would not be theirs.
    if spell_vote_id(*place) != vote.rollcall["vote_id"]:
        raise DocumentError(
            f"It calls itself {row['vote_id'][:40]}, and is {spell_vote_id(*place)}."
        )
    if not _ADDRESS.fullmatch(row["source_url"]):
        raise DocumentError(f"The address “{row['source_url'][:60]}” is not one of a web page.")
    _check_positions(vote.positions)
    told = [clean(one) for one in vote.disagreements]
    return replace(vote, rollcall=row, positions=_cleaned_rows(vote.positions), disagreements=told)


def _refuse_much(vote: ParsedVote) -> None:
    """Refuse what no roll call has so much of, before anything is done with it."""
    for name, value in vote.rollcall.items():
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            raise DocumentError(
                f"Its {name.replace('_', ' ')} has {len(value):,} letters, more than any has "
                f"({LONGEST_TEXT:,} at most)."
            )
    if len(vote.positions) > MOST_POSITIONS:
        raise DocumentError(f"It lists {len(vote.positions):,} members, more than any chamber has.")


def _check_positions(positions: list[Row]) -> None:
    for name in (*_TEXTS, *_OPTIONAL_TEXTS):
        # A set of them, since each of these is the same on many rows.
        told = name.replace("_", " ")
        types = {type(row[name]) for row in positions} - {str}
        if types and not (types == {type(None)} and name in _OPTIONAL_TEXTS):
            raise DocumentError(f"It has a position whose {told} is no text.")
        for value in {row[name] for row in positions} - {None}:
            if _is_broken(value) or len(value) > LONGEST_NAME:
                raise DocumentError(f"It has a position whose {told} is no text.")
    members = [row["member_id"] for row in positions]
    if len(set(members)) < len(members) or not all(members):
        raise DocumentError("It lists a member twice, or one without an id.")
    if any(clean(member) != member or "\n" in member for member in members):
        raise DocumentError("It has a member whose id is no id.")


def _cleaned_rows(positions: list[Row]) -> list[Row]:
    names = ("party", "state", "word", "name")
    dirty = [
        name
        for name in names
        if not all(value.isprintable() for value in {row[name] for row in positions} if value)
    ]
    if not dirty:
        return positions
    return [
        {**row, **{name: clean(row[name]).replace("\n", " ") for name in dirty if row[name]}}
        for row in positions
    ]


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
