"""The documents in a directory, an archive or a file: one at a time, and none too large.

Nothing is unpacked to disk. What an archive says of its sizes is not believed: every document is
read up to a bound, and all of an archive up to another, so that a small file that unpacks to
terabytes is given up early.
"""

import gzip
import io
import lzma
import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from votekit.errors import RequestError
from votekit.fetchers.errors import DocumentError

LARGEST = 8 * 1024 * 1024
"""The most bytes of one document, fifty times those of a House roll call."""
MOST_BYTES = 16 * 1024**3
"""The most bytes that all of an archive may unpack to, four times those of all roll calls."""
MOST_ENTRIES = 2_000_000
_LONGEST_NAME = 64 * 1024
"""Bytes of a name, or of what an archive says of a member beside its name; real ones have 1 KB."""
_MOST_BESIDE = 16 * 1024 * 1024
"""Bytes of all that in one archive."""
MOST_FAILURES = 1_000
"""When so many documents of one place cannot be read, it is no place of such documents."""
_XZ_MEMORY = 96 * 1024**2
"""Bytes that unpacking may take; what xz -9 makes takes 65 MB."""

_ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz")

_UNREADABLE = (
    *(OSError, EOFError, zlib.error, lzma.LZMAError),
    *(tarfile.TarError, zipfile.BadZipFile),
)
# What an archive's library makes of an archive that nobody meant to be read: a size of GNU's sparse
# files that is no number, a name that is no text, headers behind headers.
_ODD = (*_UNREADABLE, RuntimeError, NotImplementedError, ValueError, LookupError, TypeError)
_ODD_TOO = (ArithmeticError, AttributeError, AssertionError, MemoryError)
_LONG_NAMES = {
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
}


@dataclass(frozen=True)
class Kind:
    """What kind of documents are looked for: how their names end, and what to call them."""

    endings: tuple[str, ...]
    name: str
    example: str


ROLL_CALLS = Kind((".json", ".jsonl", ".json.gz", ".jsonl.gz"), "roll call", "a JSON file")
BILLS = Kind((".xml", ".xml.gz", ".xml.xz"), "bill", "an XML file")
STATEMENTS = Kind((".yaml", ".yml", ".pdf"), "statement", "a YAML file")


@dataclass(frozen=True)
class Document:
    """One document: where it lies, and its bytes, unpacked."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Failure:
    """What could not be taken in, and why, in one sentence."""

    name: str
    why: str


Found = Document | Failure
Wanted = Callable[[str], bool]


class _Budgeted(io.RawIOBase):
    """A stream that may be read up to a number of bytes, and says so when there are more."""

    def __init__(self, stream: Any) -> None:
        self._stream, self._left = stream, MOST_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(min(len(buffer), self._left + 1))
        self._left -= len(data)
        if self._left < 0:
            raise DocumentError(
                f"It unpacks to more than {MOST_BYTES:,} bytes, which no archive of documents "
                "does: it was given up."
            )
        buffer[: len(data)] = data
        return len(data)


def _limited_header() -> type[tarfile.TarInfo]:
    """Make the class of one archive's headers, which reads no more beside members than is usual."""
    left = _MOST_BESIDE

    class Header(tarfile.TarInfo):
        @classmethod
        def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> "Header":
            nonlocal left
            header = super().frombuf(buf, encoding, errors)
            if header.type not in _LONG_NAMES:
                return header
            # The library reads such a name into memory whole, however long it says it is, and holds
            # one behind the other until a member comes.
            left -= header.size
            if header.size > _LONGEST_NAME or left < 0:
                raise DocumentError(
                    f"It has a name of {header.size:,} bytes, or too much of that kind beside its "
                    "members: it was given up."
                )
            return header

    return Header


def documents(path: Path, wanted: Wanted, kind: Kind = ROLL_CALLS) -> Iterator[Found]:
    """Give the documents whose names are wanted, in the order in which they lie there.

    ``wanted`` is asked for names below the directory or in the archive, with ``/`` between their
    parts. A ``.jsonl`` file is as many documents as it has lines. What cannot be read is a
    :class:`Failure`, and the next is read; a file that was named itself is always wanted.

    Raises
    ------
    RequestError
        When there is no such path, or it is neither directory, archive nor a file of the kind.
    """
    name = path.name.lower()
    if path.is_dir():
        return _in_directory(path, wanted)
    if not path.exists():
        raise RequestError(f"There is no {path}: give a directory, an archive or {kind.example}.")
    if not path.is_file():
        raise RequestError(
            f"{path} is a pipe or a device: give a directory, an archive or {kind.example}."
        )
    if name.endswith(".zip"):
        return _whole(path, _in_zip(path, wanted))
    if name.endswith(_ARCHIVES):
        return _whole(path, _in_tar(path, wanted))
    if name.endswith(kind.endings):
        return _of_file(path, path.name)
    raise RequestError(
        f"{path} is neither a directory nor one of "
        f"{', '.join((*_ARCHIVES, *kind.endings))}: name one."
    )


def _in_directory(top: Path, wanted: Wanted) -> Iterator[Found]:
    for directory, below, files in os.walk(top):
        below.sort()
        for file in sorted(files):
            path = Path(directory, file)
            name = path.relative_to(top).as_posix()
            if not wanted(name):
                continue
            if leads_out(path, top):
                yield Failure(_shown(name), "It is a link to what is not below the directory.")
            else:
                yield from _of_file(path, name)


def leads_out(path: Path, top: Path) -> bool:
    """Tell whether a file is a link that leads out of a directory, or nowhere."""
    if not path.is_symlink():
        return False
    try:
        return not path.resolve(strict=True).is_relative_to(top.resolve())
    except (OSError, RuntimeError):
        return True


def _of_file(path: Path, name: str) -> Iterator[Found]:
    try:
        with _opened(path) as stream:
            yield from _unpacked(stream, name)
    except (*_UNREADABLE, DocumentError) as error:
        yield Failure(_shown(name), _why(error))


def _opened(path: Path) -> IO[bytes]:
    """Open a file, and nothing but a file: a pipe would be waited for until somebody writes."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise DocumentError("It is a pipe or a device, not a file.")
    return os.fdopen(handle, "rb")


def _whole(path: Path, found: Iterator[Found]) -> Iterator[Found]:
    """Give what an archive has up to where it ends or breaks."""
    try:
        yield from found
    except (*_ODD, *_ODD_TOO, DocumentError) as error:
        yield Failure(_shown(path.name), f"{_why(error)} What came before it was read.")


def _in_tar(path: Path, wanted: Wanted) -> Iterator[Found]:
    with path.open("rb") as file:
        packed = path.name.lower().endswith("gz")
        stream: Any = gzip.GzipFile(fileobj=file) if packed else file
        archive: Any
        budgeted: Any = _Budgeted(stream)
        with tarfile.open(fileobj=budgeted, mode="r|", tarinfo=_limited_header()) as archive:
            for count, entry in enumerate(archive):
                # The library keeps every entry that it has passed.
                archive.members = []
                _check_count(count)
                if entry.isdir() or not wanted(entry.name):
                    continue
                plain = entry.isreg() and not entry.issparse()
                content = archive.extractfile(entry) if plain else None
                if content is None:
                    yield Failure(_shown(entry.name), "It is a link or a device, not a file.")
                else:
                    yield from _entry(content, entry.name)


def _in_zip(path: Path, wanted: Wanted) -> Iterator[Found]:
    with zipfile.ZipFile(path) as archive:
        left = MOST_BYTES
        for count, entry in enumerate(archive.infolist()):
            _check_count(count)
            if entry.is_dir() or not wanted(entry.filename):
                continue
            try:
                with archive.open(entry) as content:
                    for found in _entry(content, entry.filename):
                        left -= len(found.data) if isinstance(found, Document) else 0
                        yield found
            except (*_ODD, *_ODD_TOO) as error:
                yield Failure(_shown(entry.filename), _why(error))
            if left < 0:
                raise DocumentError(f"It unpacks to more than {MOST_BYTES:,} bytes.")


def _check_count(count: int) -> None:
    if count >= MOST_ENTRIES:
        raise DocumentError(f"It has more than {MOST_ENTRIES:,} entries: it was given up.")


def _entry(content: IO[bytes], name: str) -> Iterator[Found]:
    place = PurePosixPath(name)
    if place.is_absolute() or ".." in place.parts or "\\" in name or not name.isprintable():
        yield Failure(_shown(name), "Its name leads out of the archive.")
        return
    yield from _unpacked(content, name)


def _unpacked(stream: IO[bytes], name: str) -> Iterator[Found]:
    """Give a file's document, or a document a line."""
    inner = name.lower()
    if inner.endswith(".gz"):
        packed: Any = _Budgeted(gzip.GzipFile(fileobj=stream))
        stream, inner = io.BufferedReader(packed), inner.removesuffix(".gz")
    elif inner.endswith(".xz"):
        stream, inner = io.BytesIO(_without_xz(stream.read(LARGEST + 1))), inner.removesuffix(".xz")
    if not inner.endswith(".jsonl"):
        yield _bounded(stream.read(LARGEST + 1), name)
        return
    for number, line in enumerate(iter(lambda: stream.readline(LARGEST + 1), b""), 1):
        found = _bounded(line, f"{name}, line {number}")
        if line.strip():
            yield found
        if isinstance(found, Failure):
            return


def _without_xz(packed: bytes) -> bytes:
    """Unpack up to a bound; what wants much memory for that is refused."""
    unpacker = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
    data = unpacker.decompress(packed, max_length=LARGEST + 1)
    if not unpacker.eof and len(data) <= LARGEST:
        raise EOFError("the end is missing")
    return data


def _bounded(data: bytes, name: str) -> Found:
    if len(data) > LARGEST:
        return Failure(
            name, f"It is larger than {LARGEST // 1024**2} MB, which no document of its kind is."
        )
    return Document(name, data)


def _shown(name: str) -> str:
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name[:120])


def _why(error: Exception) -> str:
    """Say in one sentence why something cannot be read."""
    if isinstance(error, DocumentError):
        return str(error)
    if isinstance(error, OSError) and error.errno:
        return f"It cannot be read ({os.strerror(error.errno)})."
    if isinstance(error, RuntimeError) and "encrypted" in str(error):
        return "It is encrypted."
    return f"It is cut short or damaged ({str(error)[:80].rstrip('.') or type(error).__name__})."
