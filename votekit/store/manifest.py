"""A layer's manifest: which Parquet files are its tables, with a checksum of its own.

The manifest is the only mutable file of a layer, and the one that decides what the others mean: a
flipped bit in a table's name once made ``positions`` empty, and a vote of 98–2 read as 0–0. So it
carries a checksum of what it says, it may say nothing that this version does not know, and a store
that has tables but no manifest is damaged, not new.
"""

import json
import os
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

from votekit.errors import StoreError
from votekit.schema import SCHEMA_VERSION, TABLES
from votekit.whole_file import sync_directory

MANIFEST = "manifest.json"
OWN_FILE = re.compile(rf"({'|'.join(TABLES)})(-\d+-[a-z]+)?-[0-9a-f]{{8}}\.parquet")
"""The names that a writer gives to the files of tables in a store."""

_FILE = re.compile(r"[\w-]+\.parquet", re.ASCII)
_MANIFEST_KEYS = {"format", "tables", "crc32"}
_CHAMBERS = ("house", "senate", None)


class Entry(TypedDict, total=False):
    """One file of a table; a file of one Congress and chamber says which."""

    file: str
    crc32: int
    congress: int
    chamber: str


Files = dict[str, list[Entry]]
"""The files of each table."""


@dataclass(frozen=True)
class Manifest:
    """What a manifest says, and its text as it was read, by which a later one is told apart."""

    text: str
    files: Files


def read_manifest(path: Path, name: str) -> Manifest | None:
    """Read a layer's manifest; ``None`` where there is no layer.

    ``name`` is ``bundled`` or ``store``, and decides what the reader is told to do.

    Raises
    ------
    StoreError
        When it cannot be read, is not as it was written, was written by a newer votekit, or is
        missing though tables are there.
    """
    try:
        text = (path / MANIFEST).read_text(encoding="utf-8")
    except FileNotFoundError:
        _refuse_orphans(path, name)
        return None
    except NotADirectoryError as error:
        if not path.exists():
            return None  # below a file (HOME=/dev/null): nobody has a store there
        raise _unreadable(path, name, error) from error
    except (OSError, ValueError) as error:
        raise _unreadable(path, name, error) from error
    return Manifest(text, _files(path, name, text))


def write_manifest(directory: Path, files: Files) -> None:
    """Replace a layer's manifest in one step, and force it to disk."""
    content = {"format": SCHEMA_VERSION, "tables": files, "crc32": _checksum(SCHEMA_VERSION, files)}
    draft = directory / f"{MANIFEST}.new"
    # A draft that a killed write has left, or a link that someone has put there: never followed.
    draft.unlink(missing_ok=True)
    with draft.open("x", encoding="utf-8") as stream:
        json.dump(content, stream, indent=1, sort_keys=True)
        stream.write("\n")
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(directory / MANIFEST)
    sync_directory(directory)


def remedy(path: Path, name: str) -> str:
    """Say what to do about a layer that is damaged."""
    if name == "bundled":
        return "it ships with votekit, so install votekit again"
    return f"move {path} away to answer from the bundled record"


def reason(error: Exception) -> str:
    """Give an error's first line, without the path that the sentence has already."""
    if isinstance(error, OSError) and error.errno:
        return os.strerror(error.errno)
    text = str(error).splitlines()[0] if str(error) else type(error).__name__
    return text[:240].rstrip(".")


def _refuse_orphans(path: Path, name: str) -> None:
    """Tell a store that has lost its manifest from a place where nothing was ever written.

    A writer commits an empty manifest before the first table (:class:`StoreWriter`).
    """
    try:
        orphans = [file.name for file in path.iterdir() if OWN_FILE.fullmatch(file.name)]
    except OSError:
        return
    if orphans:
        raise StoreError(
            f"The store {path} is damaged: it holds {len(orphans)} of votekit's tables but no "
            f"{MANIFEST} to say what they are. Nothing in it was changed: {remedy(path, name)}."
        )


def _files(path: Path, name: str, text: str) -> Files:
    """Check what a manifest says: for each table, its files."""
    try:
        content = json.loads(text)
        version = content.get("format") if isinstance(content, dict) else None
        if type(version) is not int or version < 1:
            raise ValueError("it does not state its format")
        files = content.get("tables")
        if "crc32" in content and content["crc32"] != _checksum(version, files):
            raise ValueError("it is not as it was written")
        if version <= SCHEMA_VERSION:
            # Without a checksum it was written before manifests had one: its form must do.
            if unknown := content.keys() - _MANIFEST_KEYS:
                raise ValueError(f"it says {min(unknown)!r}, which no manifest does")
            return _checked(files)
    except (ValueError, RecursionError) as error:
        raise _unreadable(path, name, error) from error
    raise StoreError(
        f"The store {path} was written by a newer votekit (format {version}, this one "
        f"reads up to {SCHEMA_VERSION}): upgrade votekit, or set VOTEKIT_DATA to another "
        "directory."
    )


def _checked(files: Any) -> Files:
    if not isinstance(files, dict) or not all(isinstance(one, list) for one in files.values()):
        raise ValueError("it does not list the files of each table")
    for table, entries in files.items():
        if table not in TABLES:
            raise ValueError(f"it names a table {table!r}, which the record does not have")
        for entry in entries:
            _check(table, entry)
    return files


def _check(table: str, entry: Any) -> None:
    file = entry.get("file") if isinstance(entry, dict) else None
    # Plain names only: nothing outside of the directory is ever opened.
    if not isinstance(file, str) or not _FILE.fullmatch(file):
        raise ValueError(f"it names the file {file!r}, which the store cannot have")
    if unknown := entry.keys() - Entry.__annotations__.keys():
        raise ValueError(f"it says {min(unknown)!r} of the file {file!r}, which no manifest does")
    congress, chamber = entry.get("congress"), entry.get("chamber")
    if type(congress) not in (int, type(None)) or chamber not in _CHAMBERS:
        raise ValueError(f"it gives the file {file!r} a wrong Congress or chamber")
    if type(entry.get("crc32", 0)) is not int:
        raise ValueError(f"it gives the file {file!r} a wrong checksum")
    if OWN_FILE.fullmatch(file):
        stem = "-".join(map(str, filter(None, (table, congress, chamber))))
        if file.rpartition("-")[0] != stem:
            raise ValueError(f"it gives the file {file!r} to another table, Congress or chamber")


def _checksum(version: int, files: Any) -> int:
    """Sum up what a manifest says; how it is spaced says nothing."""
    said = json.dumps([version, files], sort_keys=True, separators=(",", ":"))
    return zlib.crc32(said.encode())


def _unreadable(path: Path, name: str, error: Exception) -> StoreError:
    return StoreError(
        f"The store's manifest {path / MANIFEST} cannot be read ({reason(error)}): "
        f"{remedy(path, name)}."
    )
