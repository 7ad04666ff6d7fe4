"""The sources' own documents, kept packed beside the tables in one file, ``documents.sqlite``.

A document is kept before its rows are in the tables, and marked once they are. So a fetch that was
killed is gone on with from here, a parser fixed later can read everything again without a network,
and whoever doubts a number can look at the document that it comes from.
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
_FORMAT = 1
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
)
_MAKE = """
CREATE TABLE IF NOT EXISTS documents (
    source TEXT NOT NULL, congress INTEGER NOT NULL, chamber TEXT NOT NULL,
    session INTEGER NOT NULL, number INTEGER NOT NULL, url TEXT NOT NULL,
    etag TEXT, last_modified TEXT, fetched_at TEXT NOT NULL, checked_at TEXT NOT NULL,
    sha256 TEXT, body BLOB, state TEXT NOT NULL,
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
                "SELECT number, url, etag, last_modified, checked_at, state FROM documents "
                "WHERE source = ? AND congress = ? AND session = ? ORDER BY number, url",
                (source, congress, session),
            )
            for number, url, etag, modified, checked, state in rows:
                one = Kept(url, etag, modified, datetime.fromisoformat(checked), state)
                found.setdefault(number, []).append(one)
        return found

    def pending(self) -> Iterator[list[Document]]:
        """Give the documents that are not yet in the tables, by roll call and source."""
        return self._groups(f"state = '{PENDING}'", ())

    def all(self) -> Iterator[list[Document]]:
        """Give all kept documents, by roll call and source."""
        return self._groups("body IS NOT NULL", ())

    def of_rollcall(self, key: Key) -> list[Document]:
        """Give the kept documents of a roll call, the latest source first."""
        where = "body IS NOT NULL AND chamber = ? AND congress = ? AND session = ? AND number = ?"
        groups = list(self._groups(where, key))
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

    def _groups(self, where: str, values: tuple[str | int, ...]) -> Iterator[list[Document]]:
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
                    f"SELECT {', '.join(_COLUMNS)} FROM documents WHERE source = ? AND "
                    "chamber = ? AND congress = ? AND session = ? AND number = ? AND "
                    "body IS NOT NULL ORDER BY url",
                    group,
                ).fetchall()
            yield [self._document(row) for row in rows]

    def _document(self, row: tuple[str | int | bytes, ...]) -> Document:
        named = dict(zip(_COLUMNS, row, strict=True))
        body, sha256 = named.pop("body"), named.pop("sha256")
        try:
            unpacked = zlib.decompress(bytes(body))  # type: ignore[arg-type]
        except zlib.error as error:
            raise self._damaged(str(error)) from error
        if hashlib.sha256(unpacked).hexdigest() != sha256:
            raise self._damaged(f"{named['url']!s} is not as it was written")
        times = {
            name: datetime.fromisoformat(str(named[name])) for name in ("fetched_at", "checked_at")
        }
        return Document(**{**named, **times, "body": unpacked})  # type: ignore[arg-type]

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
                    base.executescript(_MAKE)
                    base.execute(f"PRAGMA user_version = {_FORMAT}")
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


def _row(document: Document) -> tuple[str | int | bytes | None, ...]:
    packed = zlib.compress(document.body, _LEVEL) if document.body else None
    return (
        document.source,
        document.congress,
        document.chamber,
        document.session,
        document.number,
        document.url,
        document.etag,
        document.last_modified,
        document.fetched_at.isoformat(),
        document.checked_at.isoformat(),
        hashlib.sha256(document.body).hexdigest() if document.body else None,
        packed,
        document.state,
    )


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
