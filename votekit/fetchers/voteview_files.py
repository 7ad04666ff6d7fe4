"""Voteview's files, in a directory or served: found, and cut to one chamber of one Congress.

Each of the three kinds (members, rollcalls, votes) comes as one file a chamber and Congress
(``S115_votes.csv``) and as one of everything (``HSall_votes.csv``, 26 million lines), compressed or
not. A file of votes is given in pieces of whole roll calls, so that no more than a piece is held.
"""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any, cast

from votekit.errors import RequestError
from votekit.fetchers.errors import DocumentError
from votekit.fetchers.http import AbsentError, Client

LARGEST = 256 * 1024 * 1024
"""The most bytes of a served file: four times those of a House's votes; not HSall_votes.csv."""
LINES_PER_PIECE = 20_000
KINDS = ("members", "rollcalls", "votes")

_CHAMBERS = {"house": "House", "senate": "Senate"}


@dataclass(frozen=True)
class Place:
    """A chamber of a Congress."""

    congress: int
    chamber: str

    @property
    def stem(self) -> str:
        """How Voteview names it: ``S115``."""
        return f"{self.chamber[0].upper()}{self.congress:03d}"


@dataclass(frozen=True)
class VoteviewFiles:
    """Where Voteview's files are: a directory, or an address with ``/static/data/out`` under it."""

    where: str | Path
    client: Client | None = None

    def name(self, kind: str, place: Place) -> str | None:
        """Give the name of the file that has a kind for a place; ``None`` where there is none."""
        if self._served:
            return f"{place.stem}_{kind}.csv"
        names = (f"{stem}_{kind}.csv{end}" for stem in (place.stem, "HSall") for end in ("", ".gz"))
        return next((name for name in names if Path(self.where, name).is_file()), None)

    def pieces(self, kind: str, place: Place) -> Iterator[bytes]:
        """Give the lines of a place, each piece with the header; nothing where there is no file.

        Raises
        ------
        DocumentError
            When a file cannot be read as CSV, or roll calls do not lie together in it.
        FetchError
            When a served file cannot be fetched.
        """
        name = self.name(kind, place)
        stream = self._open(kind, name) if name else None
        if stream is None:
            return
        try:
            with io.TextIOWrapper(stream, encoding="utf-8-sig", newline="") as text:
                yield from _cut(text, place, kind)
        except (UnicodeDecodeError, csv.Error, OSError, EOFError, zlib.error) as error:
            raise DocumentError(f"{name} cannot be read as CSV ({str(error)[:80]}).") from error

    def whole(self, kind: str, place: Place) -> bytes | None:
        """Give the lines of a place at once; ``None`` where there is no file."""
        found = list(self.pieces(kind, place))
        if not found:
            return None
        return found[0] + b"".join(piece.split(b"\n", 1)[1] for piece in found[1:])

    @property
    def _served(self) -> bool:
        return isinstance(self.where, str)

    def _open(self, kind: str, name: str) -> IO[bytes] | None:
        if not self._served:
            path = Path(self.where, name)
            return cast("IO[bytes]", gzip.open(path)) if name.endswith(".gz") else path.open("rb")
        assert self.client is not None
        url = f"{str(self.where).rstrip('/')}/static/data/out/{kind}/{name}"
        try:
            body = replace(self.client, largest=LARGEST).get(url).body
        except AbsentError:
            return None
        return io.BytesIO(body or b"")


def voteview_files(where: str, client: Client | None) -> VoteviewFiles:
    """Tell an address from a directory.

    Raises
    ------
    RequestError
        When it is neither.
    """
    if where.startswith(("http://", "https://")):
        return VoteviewFiles(where, client)
    path = Path(where)
    if not path.is_dir():
        raise RequestError(f"There is no directory {where}: give one with Voteview's CSV files.")
    return VoteviewFiles(path)


def _cut(text: IO[str], place: Place, kind: str) -> Iterator[bytes]:
    """Give the header with the lines of a place; votes in pieces of whole roll calls."""
    reader = csv.reader(text, strict=True)
    header = next(reader, [])
    columns = _columns(header, kind)
    piece, last, done = _Piece(header), "", set[str]()
    for line in reader:
        if not _is_at(line, columns, place):
            continue
        current = line[columns[2]] if kind == "votes" and len(line) > columns[2] else ""
        if current != last:
            if current in done:
                raise DocumentError(f"The votes on roll call {current[:20]} do not lie together.")
            if piece.lines >= LINES_PER_PIECE:
                yield piece.data()
                piece = _Piece(header)
            done.add(last)
            last = current
        piece.add(line)
    yield piece.data()


class _Piece:
    """Lines of CSV under a header."""

    def __init__(self, header: list[str]) -> None:
        self._text = io.StringIO(newline="")
        self._writer = csv.writer(self._text, lineterminator="\n")
        self._writer.writerow(header)
        self.lines = 0

    def add(self, line: list[str]) -> None:
        self._writer.writerow(line)
        self.lines += 1

    def data(self) -> bytes:
        return self._text.getvalue().encode()


def _columns(header: list[str], kind: str) -> tuple[int, int, int]:
    names = ("congress", "chamber", "rollnumber" if kind == "votes" else "congress")
    lacking = [name for name in names if name not in header]
    if lacking:
        raise DocumentError(f"Voteview's file has no column {lacking[0]}: it is another one.")
    return tuple(header.index(name) for name in names)  # type: ignore[return-value]


def _is_at(line: list[str], columns: tuple[int, int, int], place: Place) -> bool:
    """Tell whether a line is of a place; one cut short is kept, for the parser to refuse."""
    if len(line) <= max(columns[:2]):
        return True
    congress: Any = line[columns[0]].strip().removesuffix(".0")
    return congress == str(place.congress) and line[columns[1]] == _CHAMBERS[place.chamber]
