"""SQLite: a file whose tables are joined by integers, indexed, and searched in full text.

A position takes four small integers: as text the eleven million of the record would fill a
gigabyte. What they stand for is a join away, or in the views ``positions_plain`` and
``tallies_plain``, which have the columns of the record.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from votekit.errors import StoreError
from votekit.exporters.csv_files import iso_text
from votekit.exporters.selection import Piece
from votekit.schema import MEMBERS, ROLLCALLS, Table, exported
from votekit.words.rollcall import headline
from votekit.words.titles import tidy

NEEDS = {"positions": ("rollcalls", "members"), "tallies": ("rollcalls",)}
"""Tables that point to others: these are written with them."""
_AT_ONCE = 20_000
_LOOKUPS = """
create table bills (id integer primary key, bill_id text not null unique, congress integer,
  title text);
create table people (id integer primary key, name text not null, person text not null unique);
create table parties (id integer primary key, party text not null unique);
create table answers (id integer primary key, word text not null, position text,
  unique (word, position));
"""
_POSITIONS = """
create table positions (
  rollcall integer not null references rollcalls(id),
  member integer not null references members(id),
  answer integer not null references answers(id),
  party integer not null references parties(id),
  primary key (rollcall, member)) without rowid;
create table spellings (
  rollcall integer not null references rollcalls(id),
  member integer not null references members(id),
  name text, state text not null, primary key (rollcall, member)) without rowid;
create view positions_plain as
  select r.vote_id, r.congress, r.chamber, r.session, r.number, m.member_id, a.position,
    nullif(a.word, '') as word, q.party, coalesce(s.state, m.state) as state,
    case when s.rollcall is null then m.printed_name else s.name end as name, m.name as member
  from positions p join rollcalls r on r.id = p.rollcall join members m on m.id = p.member
    join parties q on q.id = p.party join answers a on a.id = p.answer
    left join spellings s on s.rollcall = p.rollcall and s.member = p.member;
"""
_TALLIES = """
create table tallies (
  rollcall integer not null references rollcalls(id),
  party integer not null references parties(id),
  yea integer not null, nay integer not null, present integer not null,
  not_voting integer not null, primary key (rollcall, party)) without rowid;
create view tallies_plain as
  select r.vote_id, r.congress, r.chamber, p.party, t.yea, t.nay, t.present, t.not_voting
  from tallies t join rollcalls r on r.id = t.rollcall join parties p on p.id = t.party;
"""
_INDEXES = {
    "rollcalls": ("bill", "bill_id", "date", "day", "congress"),
    "members": ("person", "bioguide", "name", "state"),
    "positions": ("member",),
    "tallies": (),
}
SEARCHED = {
    "rollcalls": (
        "headline",
        "question",
        "subject",
        "bill_title",
        "amendment_author",
        "amendment_purpose",
        "nomination_title",
    ),
    "bills": ("bill_id", "title"),
    "people": ("name",),
}
"""Columns that full-text search reads, by word stems (FTS5, porter)."""


@dataclass
class _Ids:
    """The integers given so far."""

    rollcalls: dict[str, int] = field(default_factory=dict)
    members: dict[tuple[int, str, str], int] = field(default_factory=dict)
    usual: dict[int, tuple[str | None, str]] = field(default_factory=dict)
    lookups: dict[str, dict[Any, int]] = field(default_factory=dict)

    def of(self, table: str, key: Any) -> int | None:
        """Return the integer of a value; a new value gets the next."""
        if key is None:
            return None
        known = self.lookups.setdefault(table, {})
        return known.setdefault(key, len(known) + 1)


def write_sqlite_file(tables: Mapping[str, Iterable[Piece]], file: Path) -> dict[str, int]:
    """Write tables into one database; return the number of rows of each.

    Times are ISO 8601 text with the offset of Eastern time, truth is 0 or 1. Tables that positions
    and tallies point to (``NEEDS``) have to be among those given.

    Raises
    ------
    StoreError
        When the disk is full or fails.
    """
    fill = {
        "rollcalls": _fill_rollcalls,
        "members": _fill_members,
        "positions": _fill_positions,
        "tallies": _fill_tallies,
    }
    ids = _Ids()
    # The number 1 takes no byte at all.
    ids.lookups["parties"] = {"D": 1, "R": 2}
    ids.lookups["answers"] = {("Yea", "yea"): 1, ("Aye", "yea"): 2, ("Nay", "nay"): 3}
    try:
        connection = sqlite3.connect(file)
        try:
            for pragma in ("journal_mode = off", "synchronous = off", "cache_size = -65536"):
                connection.execute(f"pragma {pragma}")
            connection.executescript(_LOOKUPS)
            counts = {
                name: fill[name](connection, tables[name], ids) for name in fill if name in tables
            }
            _finish(connection, tables, ids)
            connection.commit()
            # Pages of tables without rowids are left seven-eighths full: 24 MB of the whole.
            connection.execute("vacuum")
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise StoreError(
            f"The SQLite file cannot be written ({error}): make room, then run the command again."
        ) from error
    return counts


def _finish(connection: sqlite3.Connection, tables: Iterable[str], ids: _Ids) -> None:
    """Write what the integers stand for, then indexes and search."""
    parties = ids.lookups.get("parties", {})
    connection.executemany("insert into parties (party, id) values (?, ?)", parties.items())
    connection.executemany(
        "insert into answers values (?, ?, ?)",
        [(number, *answer) for answer, number in ids.lookups.get("answers", {}).items()],
    )
    for name in tables:
        for column in _INDEXES[name]:
            connection.execute(f'create index "{name}_{column}" on "{name}" ("{column}")')
    for name, searched in SEARCHED.items():
        if name == "bills" or ("members" if name == "people" else name) in tables:
            _make_searchable(connection, name, searched)
    connection.execute("analyze")


def _make_searchable(connection: sqlite3.Connection, table: str, columns: Iterable[str]) -> None:
    listed = ", ".join(columns)
    # In double quotes: by these Datasette sees which table it searches.
    connection.execute(
        f"create virtual table {table}_fts using fts5({listed}, "
        f'tokenize=\'porter unicode61\', content="{table}", content_rowid="id")'
    )
    connection.execute(f"insert into {table}_fts ({table}_fts) values ('rebuild')")


def _fill_rollcalls(connection: sqlite3.Connection, pieces: Iterable[Piece], ids: _Ids) -> int:
    table = exported(ROLLCALLS)
    _create(
        connection,
        table,
        "bill integer references bills(id)",
        "headline text not null",
        unique="vote_id",
    )
    titles: dict[str, str] = {}
    for piece in pieces:
        lines = []
        for row, plain in zip(piece.table.to_pylist(), _rows(piece.table, table), strict=True):
            number = ids.rollcalls.setdefault(row["vote_id"], len(ids.rollcalls) + 1)
            if row["bill_id"] and row["bill_title"]:
                titles[row["bill_id"]] = tidy(row["bill_title"])
            lines.append((number, *plain, ids.of("bills", row["bill_id"]), headline(row)))
        _insert(connection, table.name, lines)
    connection.executemany(
        "insert into bills values (?, ?, ?, ?)",
        [
            (number, bill, int(bill.rpartition("-")[2]), titles.get(bill))
            for bill, number in ids.lookups.get("bills", {}).items()
        ],
    )
    return len(ids.rollcalls)


def _fill_members(connection: sqlite3.Connection, pieces: Iterable[Piece], ids: _Ids) -> int:
    _create(
        connection,
        MEMBERS,
        "person integer not null references people(id)",
        unique="congress, chamber, member_id",
    )
    names: dict[str, str] = {}
    for piece in pieces:
        lines = []
        for row, plain in zip(piece.table.to_pylist(), _rows(piece.table, MEMBERS), strict=True):
            key = (row["congress"], row["chamber"], row["member_id"])
            number = ids.members.setdefault(key, len(ids.members) + 1)
            ids.usual[number] = (row["printed_name"], row["state"])
            person = row["bioguide"] or row["member_id"]
            # Pieces come by Congress: the newest name stands.
            names[person] = row["name"]
            lines.append((number, *plain, ids.of("people", person)))
        _insert(connection, MEMBERS.name, lines)
    connection.executemany(
        "insert into people values (?, ?, ?)",
        [
            (number, names[person], person)
            for person, number in ids.lookups.get("people", {}).items()
        ],
    )
    return len(ids.members)


def _fill_positions(connection: sqlite3.Connection, pieces: Iterable[Piece], ids: _Ids) -> int:
    connection.executescript(_POSITIONS)
    names = ("vote_id", "member_id", "position", "word", "party", "name", "state")
    rows = 0
    for piece in pieces:
        lines: list[tuple[int | None, ...]] = []
        spelled: list[tuple[object, ...]] = []
        for part in _parts(piece.table):
            for vote, member_id, position, word, party, name, state in zip(
                *(_values(part[one]) for one in names), strict=True
            ):
                key = (ids.rollcalls[vote], ids.members[piece.congress, piece.chamber, member_id])
                lines.append(
                    (*key, ids.of("answers", (word or "", position)), ids.of("parties", party))
                )
                if ids.usual[key[1]] != (name, state):
                    spelled.append((*key, name, state))
        # In the order of the key, pages are filled one after another.
        lines.sort(key=lambda line: line[:2])
        _insert(connection, "positions", lines)
        _insert(connection, "spellings", spelled)
        rows += len(lines)
    return rows


def _fill_tallies(connection: sqlite3.Connection, pieces: Iterable[Piece], ids: _Ids) -> int:
    connection.executescript(_TALLIES)
    rows = 0
    for piece in pieces:
        lines = [
            (
                ids.rollcalls[row["vote_id"]],
                ids.of("parties", row["party"]),
                *(row[one] for one in ("yea", "nay", "present", "not_voting")),
            )
            for row in piece.table.to_pylist()
        ]
        _insert(connection, "tallies", sorted(lines))
        rows += len(lines)
    return rows


def _create(connection: sqlite3.Connection, table: Table, *more: str, unique: str) -> None:
    """Create a table with the columns of the record, after a number and before ``more``."""
    columns = [
        f'"{column.name}" {_type(column.type)}{"" if column.nullable else " not null"}'
        for column in table.columns
    ]
    listed = ", ".join(["id integer primary key", *columns, *more, f"unique ({unique})"])
    connection.execute(f'create table "{table.name}" ({listed})')


def _insert(connection: sqlite3.Connection, table: str, lines: list[Any]) -> None:
    if lines:
        # The name comes from the schema, never from a user.
        marks = ", ".join("?" * len(lines[0]))
        connection.executemany(f'insert into "{table}" values ({marks})', lines)


def _rows(table: pa.Table, described: Table) -> Iterator[tuple[object, ...]]:
    return zip(*(_values(table[name]) for name in described.names), strict=True)


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
