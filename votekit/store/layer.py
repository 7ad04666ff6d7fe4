"""One layer of the record: a directory with a manifest that names its Parquet files.

The manifest is the only mutable file. It is replaced in one step, so a reader sees the layer as it
was before a write or as it is after it, never between.
"""

import json
import os
import re
import zlib
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from votekit.errors import StoreError
from votekit.schema import SCHEMA_VERSION, TABLES, arrow_schema
from votekit.store.footer import Footer

MANIFEST = "manifest.json"
_RANGED = ("congress", "chamber", "session", "number")
_FILE = re.compile(r"[\w-]+\.parquet", re.ASCII)


@dataclass(frozen=True)
class Wanted:
    """What a reader asks for; ``None`` stands for all."""

    congress: int | None = None
    chamber: str | None = None
    session: int | None = None
    number: int | None = None

    @property
    def ranged(self) -> dict[str, Any]:
        """What the row groups' statistics can be asked for."""
        named = {name: getattr(self, name) for name in _RANGED}
        return {name: value for name, value in named.items() if value is not None}

    def admits(self, entry: dict[str, Any]) -> bool:
        """Tell whether a file of the manifest can hold rows that are wanted."""
        return all(
            wanted is None or entry.get(name) in (None, wanted)
            for name, wanted in (("congress", self.congress), ("chamber", self.chamber))
        )


@dataclass(frozen=True)
class Layer:
    """A directory of the record, read through its manifest.

    ``held`` are the files that were opened with the layer, by name.
    """

    path: Path
    name: str
    files: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    held: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    _footers: dict[str, Footer] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def open(cls, path: Path, name: str, *, hold: bool = True) -> "Layer | None":
        """Open a layer; ``None`` where there is none.

        The layer is the state of one moment for as long as it is used, whatever is written
        meanwhile, unless ``hold`` is false: then its files are opened only as they are read.

        Raises
        ------
        StoreError
            When the manifest cannot be read, or was written by a newer votekit.
        """
        # A writer removes the files that its new manifest does not name, and a reader takes no
        # lock. So a reader opens all files that the manifest names at once: opened, they can be
        # read to the end though they are removed meanwhile. Where one is gone already, a writer
        # was faster, and the manifest is another by now; if it is not, the file is missing, which
        # is said when it is read. No manifest comes twice, since file names are random.
        text = _manifest_text(path, name)
        while text is not None:
            layer = cls(path, name, _named_files(path, name, text))
            if not hold or layer._hold():
                return layer
            again = _manifest_text(path, name)
            if again == text:
                return layer
            text = again
        return None

    def _hold(self) -> bool:
        """Open all files; tell whether all are there."""
        complete = True
        for file in (entry["file"] for entries in self.files.values() for entry in entries):
            try:
                self.held[file] = pa.memory_map(str(self.path / file))
            except FileNotFoundError:
                complete = False
            except OSError:
                continue  # said when it is read
        return complete

    def read(
        self,
        table: str,
        wanted: Wanted,
        columns: list[str] | None = None,
        encoded: Collection[str] = (),
    ) -> pa.Table:
        """Read the rows of a table that may be wanted: whole row groups, not yet cut to size.

        Columns of text that are ``encoded`` come as dictionaries, which costs no more to read.

        Raises
        ------
        StoreError
            When a file is missing, truncated, not Parquet, or has not the table's columns.
        """
        pieces = [
            self._read_file(table, entry, wanted, columns, encoded)
            for entry in self.files.get(table, [])
            if wanted.admits(entry)
        ]
        found = [piece for piece in pieces if piece is not None]
        if found:
            return pa.concat_tables(found)
        schema = arrow_schema(TABLES[table])
        # Not ``empty_table``, which imports pandas.
        return pa.Table.from_batches(
            [], pa.schema([schema.field(name) for name in columns or schema.names])
        )

    def _read_file(
        self,
        table: str,
        entry: dict[str, Any],
        wanted: Wanted,
        columns: list[str] | None,
        encoded: Collection[str],
    ) -> pa.Table | None:
        path = self.path / entry["file"]
        schema = arrow_schema(TABLES[table])
        try:
            source = self.held.get(entry["file"]) or pa.memory_map(str(path))
            _check_content(source, entry)
            footer = self._footers.get(entry["file"])
            with pq.ParquetFile(
                source,
                read_dictionary=list(encoded) or None,
                metadata=footer.metadata if footer else None,
            ) as parquet:
                _check_columns(parquet.schema_arrow, schema, encoded)
                footer = footer or Footer(parquet.metadata)
                if entry["file"] in self.held:
                    self._footers[entry["file"]] = footer
                groups = footer.groups(wanted.ranged)
                if len(groups) == parquet.num_row_groups:
                    return parquet.read(columns=columns or schema.names)
                if groups:
                    return parquet.read_row_groups(groups, columns=columns or schema.names)
                return None
        except (OSError, ValueError, KeyError, pa.ArrowException) as error:
            raise StoreError(
                f"{path} is damaged or missing ({_reason(error)}): {_remedy(self.path, self.name)}."
            ) from error


def _manifest_text(path: Path, name: str) -> str | None:
    try:
        return (path / MANIFEST).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise _unreadable(path, name, error) from error


def _named_files(path: Path, name: str, text: str) -> dict[str, list[dict[str, Any]]]:
    """Read a manifest: for each table, its files."""
    try:
        content = json.loads(text)
        if not isinstance(content, dict) or not isinstance(content.get("format"), int):
            raise ValueError("it does not state its format")
        version = content["format"]
        if version <= SCHEMA_VERSION:
            return _checked_files(content.get("tables"))
    except (ValueError, RecursionError) as error:
        raise _unreadable(path, name, error) from error
    raise StoreError(
        f"The store {path} was written by a newer votekit (format {version}, this one "
        f"reads up to {SCHEMA_VERSION}): upgrade votekit, or set VOTEKIT_DATA to another "
        "directory."
    )


def _checked_files(files: Any) -> dict[str, list[dict[str, Any]]]:
    if not isinstance(files, dict) or not all(isinstance(one, list) for one in files.values()):
        raise ValueError("it does not list the files of each table")
    for entry in (entry for entries in files.values() for entry in entries):
        file = entry.get("file") if isinstance(entry, dict) else None
        # Plain names only: nothing outside of the directory is ever opened.
        if not isinstance(file, str) or not _FILE.fullmatch(file):
            raise ValueError(f"it names the file {file!r}, which the store cannot have")
        place = (entry.get("congress"), entry.get("chamber"))
        if not isinstance(place[0], int | None) or not isinstance(place[1], str | None):
            raise ValueError(f"it gives the file {file!r} a wrong Congress or chamber")
    return files


def _check_content(source: Any, entry: dict[str, Any]) -> None:
    # The store's files are small, so all of it is checked: a changed byte in a Parquet footer can
    # give other numbers, or end the process. What ships is large, and checked when installed.
    checksum = entry.get("crc32")
    if checksum is not None and checksum != zlib.crc32(source.read_at(source.size(), 0)):
        raise ValueError("it is not as it was written")


def _check_columns(found: pa.Schema, expected: pa.Schema, encoded: Collection[str]) -> None:
    for column in expected:
        place = found.get_field_index(column.name)
        if place < 0:
            raise ValueError(f"it has no column {column.name}")
        kind = found.field(place).type
        if column.name in encoded and pa.types.is_dictionary(kind):
            kind = kind.value_type
        if kind != column.type:
            raise ValueError(f"its column {column.name} is {kind}, not {column.type}")


def _unreadable(path: Path, name: str, error: Exception) -> StoreError:
    return StoreError(
        f"The store's manifest {path / MANIFEST} cannot be read ({_reason(error)}): "
        f"{_remedy(path, name)}."
    )


def _remedy(path: Path, name: str) -> str:
    if name == "bundled":
        return "it ships with votekit, so install votekit again"
    return f"move {path} away to answer from the bundled record"


def _reason(error: Exception) -> str:
    """Give an error's first line, without the path that the sentence has already."""
    if isinstance(error, OSError) and error.errno:
        return os.strerror(error.errno)
    text = str(error).splitlines()[0] if str(error) else type(error).__name__
    return text[:240].rstrip(".")
