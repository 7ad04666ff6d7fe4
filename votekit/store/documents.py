"""The sources' own documents, kept packed beside the tables in one file, ``documents.sqlite``.

A document is kept before its rows are in the tables, and marked once they are. So a fetch that was
killed is gone on with from here, a parser fixed later can read everything again without a network,
and whoever doubts a number can look at the document that it comes from. Every row has a checksum
over all that it says, so that a document never answers for another roll call than its own; a row
that is damaged is told, and does not keep the others from being read.
"""

import contextlib
import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from votekit.errors import StoreError
from votekit.whole_file import make_directory

FILE = "documents.sqlite"
PENDING, TAKEN, ABSENT = "pending", "taken", "absent"
"""Fetched but not yet in the tables; in them; and an address at which there was nothing."""

_LEVEL = 3
_LOCKED_SECONDS = 30.0
_FORMAT = 2
_COLUMNS = (
    "source",
    "congress",
    "chamber",
    "session",
    "number",
    "url",
    "etag",
    "last_modified",
    "fetched_at",
    "checked_at",
    "sha256",
    "body",
    "state",
    "seal",
)
_SEALED = _COLUMNS[:9]
"""What a seal covers beside the hash of the text; not ``checked_at`` nor ``state``, which change
while the document does not, and tell only when to look at it again."""
_MAKE = """
CREATE TABLE IF NOT EXISTS documents (
    source TEXT NOT NULL, congress INTEGER NOT NULL, chamber TEXT NOT NULL,
    session INTEGER NOT NULL, number INTEGER NOT NULL, url TEXT NOT NULL,
    etag TEXT, last_modified TEXT, fetched_at TEXT NOT NULL, checked_at TEXT NOT NULL,
    sha256 TEXT, body BLOB, state TEXT NOT NULL, seal TEXT,
    PRIMARY KEY (source, url)
);
CREATE INDEX IF NOT EXISTS of_rollcall ON documents (chamber, congress, session, number);
CREATE INDEX IF NOT EXISTS pending ON documents (state) WHERE state = 'pending';
"""

Key = tuple[str, int, int, int]
"""A roll call's chamber, Congress, session and number."""


@dataclass(frozen=True)
class Document:
    """One document of a roll call, as a server gave it; ``body`` is empty where none exists."""

    source: str
    congress: int
    chamber: str
    session: int
    number: int
    url: str
    etag: str | None
    last_modified: str | None
    fetched_at: datetime
    checked_at: datetime
    body: bytes
    state: str = PENDING

    @property
    def key(self) -> Key:
        """The roll call that it is of."""
        return (self.chamber, self.congress, self.session, self.number)


@dataclass(frozen=True)
class Damaged:
    """A kept document that is not as it was written: which one it says it is, and what is wrong."""

    name: str
    why: str


Group = list[Document] | Damaged
"""The documents of one roll call from one source, or what is wrong with one of them."""


@dataclass(frozen=True)
class Kept:
    """What is known of a kept document without unpacking it."""

    url: str
    etag: str | None
    last_modified: str | None
    checked_at: datetime
    state: str


@dataclass
class Documents:
    """The kept documents of one store; made with its first document."""

    directory: Path

    @property
    def path(self) -> Path:
        """The file that they are in."""
        return self.directory / FILE

    def save(self, documents: Iterable[Document]) -> None:
        """Keep documents; of the same source and address the latest is kept.

        Raises
        ------
        StoreError
            When the file cannot be written, or the disk is full.
        """
        rows = [_row(document) for document in documents]
        marks = ", ".join("?" * len(_COLUMNS))
        with self._open() as base, base:
            base.executemany(
                f"INSERT OR REPLACE INTO documents ({', '.join(_COLUMNS)}) VALUES ({marks})", rows
            )

    def settle(self, keys: Iterable[Key]) -> None:
        """Mark the documents of roll calls as taken into the tables."""
        rows = list(keys)
        with self._open() as base, base:
            base.executemany(
                f"UPDATE documents SET state = '{TAKEN}' WHERE state = '{PENDING}' AND "
                "chamber = ? AND congress = ? AND session = ? AND number = ?",
                rows,
            )

    def confirm(self, urls: Iterable[str], source: str, checked_at: datetime) -> None:
        """Note that documents were asked for again and had not changed."""
        rows = [(checked_at.isoformat(), source, url) for url in urls]
        with self._open() as base, base:
            base.executemany(
                "UPDATE documents SET checked_at = ? WHERE source = ? AND url = ?", rows
            )

    def known(self, source: str, congress: int, session: int) -> dict[int, list[Kept]]:
        """Give what is kept of a session from one source, by the roll calls' numbers."""
        if not self.path.exists():
            return {}
        found: dict[int, list[Kept]] = {}
        with self._open() as base:
            rows = base.execute(
                f"SELECT {', '.join(_SEALED)}, sha256, seal, checked_at, state FROM documents "
                "WHERE source = ? AND congress = ? AND session = ? ORDER BY number, url",
                (source, congress, session),
            )
            for *sealed, sha256, seal, checked, state in rows:
                number, url, etag, modified = sealed[4:8]
                try:
                    looked = datetime.fromisoformat(checked).astimezone()
                except (TypeError, ValueError, OverflowError):
                    continue
                # What is damaged is asked for again, and whole: it cannot be confirmed.
                if _seal(sealed, sha256) == seal:
                    one = Kept(url, etag, modified, looked, state)
                    found.setdefault(number, []).append(one)
        return found

    def pending(self) -> Iterator[Group]:
        """Give the documents that are not yet in the tables, by roll call and source."""
        return self._groups(f"state = '{PENDING}'", ())

    def all(self) -> Iterator[Group]:
        """Give all kept documents, by roll call and source."""
        return self._groups("body IS NOT NULL", ())

    def of_source(self, source: str) -> Iterator[Group]:
        """Give all kept documents of one source."""
        return self._groups("body IS NOT NULL AND source = ?", (source,))

    def of_rollcall(self, key: Key) -> list[Document]:
        """Give the kept documents of a roll call, the latest source first."""
        where = "body IS NOT NULL AND chamber = ? AND congress = ? AND session = ? AND number = ?"
        groups = [group for group in self._groups(where, key) if isinstance(group, list)]
        groups.sort(key=lambda group: group[0].fetched_at, reverse=True)
        return [document for group in groups for document in group]

    def count(self) -> int:
        """Say how many documents are kept."""
        if not self.path.exists():
            return 0
        with self._open() as base:
            (found,) = base.execute(
                "SELECT count(*) FROM documents WHERE body IS NOT NULL"
            ).fetchone()
        return int(found)

    def _groups(self, where: str, values: tuple[str | int, ...]) -> Iterator[Group]:
        if not self.path.exists():
            return
        with self._open() as base:
            groups = base.execute(
                f"SELECT DISTINCT source, chamber, congress, session, number FROM documents "
                f"WHERE {where} ORDER BY congress, chamber, session, number, source",
                values,
            ).fetchall()
        for group in groups:
            with self._open() as base:
                rows = base.execute(
                    f"SELECT {', '.join(_COLUMNS)} FROM documents WHERE source IS ? AND "
                    "chamber IS ? AND congress IS ? AND session IS ? AND number IS ? AND "
                    "body IS NOT NULL ORDER BY url",
                    group,
                ).fetchall()
            try:
                yield [_document(row) for row in rows]
            except Exception as error:
                # Whatever a damaged row is like: it must not keep the others from being read.
                source, chamber, congress, session, number = (str(one)[:40] for one in group)
                name = f"{source} {chamber} {congress}-{session}-{number}"
                yield Damaged(name, f"The kept document is not as it was written ({error}).")

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            make_directory(self.directory)
            base = sqlite3.connect(self.path, timeout=_LOCKED_SECONDS)
            try:
                (version,) = base.execute("PRAGMA user_version").fetchone()
                if version > _FORMAT:
                    raise StoreError(
                        f"{self.path} was written by a newer votekit: upgrade votekit, or set "
                        "VOTEKIT_DATA to another directory."
                    )
                if version < _FORMAT:
                    _upgrade(base, version)
                base.execute("PRAGMA synchronous = FULL")
                yield base
            finally:
                base.close()
        except (sqlite3.OperationalError, OSError) as error:
            told = (error.strerror if isinstance(error, OSError) else None) or str(error)
            raise StoreError(
                f"The kept documents {self.path} cannot be used ({told}): make room or permit "
                "writing there, or set VOTEKIT_DATA to another directory. What was complete stays."
            ) from error
        except sqlite3.DatabaseError as error:
            raise self._damaged(str(error)) from error

    def _damaged(self, why: str) -> StoreError:
        return StoreError(
            f"The kept documents {self.path} are damaged ({why}): move the file away; the tables "
            "stay, and `votekit fetch --refresh` gets the documents again."
        )


def _upgrade(base: sqlite3.Connection, version: int) -> None:
    """Make the table, or seal the rows of a store that is older than seals."""
    base.executescript(_MAKE)
    with base:
        base.execute("BEGIN IMMEDIATE")
        columns = {row[1] for row in base.execute("PRAGMA table_info(documents)")}
        if "seal" not in columns:
            base.execute("ALTER TABLE documents ADD COLUMN seal TEXT")
        if version == 1:
            names = ", ".join(("rowid", *_SEALED, "sha256"))
            rows = base.execute(f"SELECT {names} FROM documents WHERE seal IS NULL").fetchall()
            base.executemany(
                "UPDATE documents SET seal = ? WHERE rowid = ?",
                [(_seal(row[1:-1], row[-1]), row[0]) for row in rows],
            )
        base.execute(f"PRAGMA user_version = {_FORMAT}")


def _seal(values: Iterable[object], sha256: str | None) -> str:
    return hashlib.sha256(repr([*values, sha256]).encode("utf-8", "replace")).hexdigest()


def _document(row: tuple[str | int | bytes, ...]) -> Document:
    """Read a row; whatever it raises says that the row is damaged."""
    named = dict(zip(_COLUMNS, row, strict=True))
    body, sha256, seal = (named.pop(name) for name in ("body", "sha256", "seal"))
    if _seal((named[name] for name in _SEALED), str(sha256)) != seal:
        raise ValueError("its checksum differs")
    unpacked = zlib.decompress(bytes(body))  # type: ignore[arg-type]
    if hashlib.sha256(unpacked).hexdigest() != sha256:
        raise ValueError("the checksum of its text differs")
    times = {
        name: datetime.fromisoformat(str(named[name])) for name in ("fetched_at", "checked_at")
    }
    return Document(**{**named, **times, "body": unpacked})  # type: ignore[arg-type]


def _row(document: Document) -> tuple[str | int | bytes | None, ...]:
    packed = zlib.compress(document.body, _LEVEL) if document.body else None
    sha256 = hashlib.sha256(document.body).hexdigest() if document.body else None
    sealed = (
        document.source,
        document.congress,
        document.chamber,
        document.session,
        document.number,
        document.url,
        document.etag,
        document.last_modified,
        document.fetched_at.isoformat(),
    )
    checked = document.checked_at.isoformat()
    return (*sealed, checked, sha256, packed, document.state, _seal(sealed, sha256))


def kept_document(directory: Path, key: Key, url: str, source: str | None = None) -> str | None:
    """Say that the document of a roll call that a row comes from is kept, and since when.

    ``url`` is the row's ``source_url``, for which ``http`` is as good as ``https``; ``source`` its
    ``source``, for rows whose address is that of another document than was fetched.
    """
    for document in Documents(directory).of_rollcall(key):
        same = document.url.partition("://")[2] == url.partition("://")[2]
        if same or document.source == source:
            return f"kept in the store, fetched {document.fetched_at:%Y-%m-%d}"
    return None
