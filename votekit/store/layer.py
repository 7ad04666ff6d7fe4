"""One layer of the record: a directory with a manifest that names its Parquet files.

The manifest is replaced in one step, so a reader sees the layer as it was before a write or as it
is after it, never between.
"""

import errno
import zlib
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from votekit.errors import StoreError
from votekit.schema import TABLES, arrow_schema
from votekit.store.footer import Footer
from votekit.store.manifest import Entry, Files, read_manifest, reason, remedy

_RANGED = ("congress", "chamber", "session", "number")
_TOO_MANY_OPEN = (errno.EMFILE, errno.ENFILE)


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

    def admits(self, entry: Entry) -> bool:
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
    files: Files = field(default_factory=dict)
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
            When the manifest is damaged or missing, or was written by a newer votekit; when the
            system does not permit so many open files.
        """
        # A writer removes the files that its new manifest does not name, and a reader takes no
        # lock. So a reader opens all files that the manifest names at once: opened, they can be
        # read to the end though they are removed meanwhile. Where one is gone already, a writer
        # was faster, and the manifest is another by now; if it is not, the file is missing, which
        # is said when it is read. No manifest comes twice, since file names are random.
        manifest = read_manifest(path, name)
        while manifest is not None:
            layer = cls(path, name, manifest.files)
            if not hold or layer._hold():
                return layer
            again = read_manifest(path, name)
            if again is not None and again.text == manifest.text:
                return layer
            manifest = again
        return None

    def _hold(self) -> bool:
        """Open all files; tell whether all are there."""
        complete = True
        for file in (entry["file"] for entries in self.files.values() for entry in entries):
            try:
                self.held[file] = pa.memory_map(str(self.path / file))
            except FileNotFoundError:
                complete = False
            except OSError as error:
                if error.errno in _TOO_MANY_OPEN:
                    raise self._too_many() from error
                continue  # said when it is read
        return complete

    def _too_many(self) -> StoreError:
        count = sum(map(len, self.files.values()))
        return StoreError(
            f"The store {self.path} has {count} files, and the system does not let this program "
            f"open so many at once: permit more with `ulimit -n {count + 128}`, then try again."
        )

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
        entry: Entry,
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
            if isinstance(error, OSError) and error.errno in _TOO_MANY_OPEN:
                raise self._too_many() from error
            raise StoreError(
                f"{path} is damaged or missing ({reason(error)}): {remedy(self.path, self.name)}."
            ) from error


def _check_content(source: Any, entry: Entry) -> None:
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
