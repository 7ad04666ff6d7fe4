"""One layer of the record: a directory with a manifest that names its Parquet files.

The manifest is the only mutable file. It is replaced in one step, so a reader sees the layer as it
was before a write or as it is after it, never between.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from votekit.errors import StoreError
from votekit.schema import SCHEMA_VERSION, TABLES, arrow_schema

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Wanted:
    """What a reader asks for; ``None`` stands for all."""

    congress: int | None = None
    chamber: str | None = None
    session: int | None = None
    number: int | None = None

    def admits(self, entry: dict[str, Any]) -> bool:
        """Tell whether a file of the manifest can hold rows that are wanted."""
        return all(
            wanted is None or entry.get(name) in (None, wanted)
            for name, wanted in (("congress", self.congress), ("chamber", self.chamber))
        )


@dataclass(frozen=True)
class Layer:
    """A directory of the record, read through its manifest."""

    path: Path
    name: str
    files: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    @classmethod
    def open(cls, path: Path, name: str) -> "Layer | None":
        """Open a layer; ``None`` where there is none.

        Raises
        ------
        StoreError
            When the manifest cannot be read, or was written by a newer votekit.
        """
        manifest = path / MANIFEST
        try:
            content = json.loads(manifest.read_text(encoding="utf-8"))
            version, files = int(content["format"]), dict(content["tables"])
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreError(
                f"The store's manifest {manifest} cannot be read ({_reason(error)}): move the "
                "directory away to answer from the bundled record, then fetch again."
            ) from error
        if version > SCHEMA_VERSION:
            raise StoreError(
                f"The store {path} was written by a newer votekit (format {version}, this one "
                f"reads up to {SCHEMA_VERSION}): upgrade votekit, or set VOTEKIT_DATA to another "
                "directory."
            )
        return cls(path, name, files)

    def read(self, table: str, wanted: Wanted, columns: list[str] | None = None) -> pa.Table:
        """Read the rows of a table that may be wanted: whole row groups, not yet cut to size.

        Raises
        ------
        StoreError
            When a file is missing, truncated or not Parquet.
        """
        pieces = [
            piece
            for entry in self.files.get(table, [])
            if wanted.admits(entry)
            for piece in self._read_file(entry["file"], wanted, columns)
        ]
        if pieces:
            return pa.concat_tables(pieces)
        schema = arrow_schema(TABLES[table])
        empty = schema.empty_table()
        return empty.select(columns) if columns else empty

    def _read_file(
        self, file: str, wanted: Wanted, columns: list[str] | None
    ) -> Iterator[pa.Table]:
        path = self.path / file
        try:
            with pq.ParquetFile(path, memory_map=True) as parquet:
                groups = _groups(parquet.metadata, wanted)
                if len(groups) == parquet.num_row_groups:
                    yield parquet.read(columns=columns)
                elif groups:
                    yield parquet.read_row_groups(groups, columns=columns)
        except (OSError, pa.ArrowException, KeyError) as error:
            raise StoreError(
                f"{path} is damaged or missing ({_reason(error)}): move the directory "
                f"{self.path} away to answer from the bundled record, then fetch again."
            ) from error


def _groups(metadata: Any, wanted: Wanted) -> list[int]:
    names = [name for name in ("congress", "chamber", "session", "number") if _value(wanted, name)]
    if not names:
        return list(range(metadata.num_row_groups))
    index = {metadata.schema.column(i).name: i for i in range(len(metadata.schema))}
    checked = [(index[name], _value(wanted, name)) for name in names if name in index]
    return [
        group
        for group in range(metadata.num_row_groups)
        if all(
            _may_hold(metadata.row_group(group).column(column), value) for column, value in checked
        )
    ]


def _value(wanted: Wanted, name: str) -> Any:
    return getattr(wanted, name)


def _may_hold(chunk: Any, value: Any) -> bool:
    statistics = chunk.statistics
    if statistics is None or not statistics.has_min_max:
        return True
    return bool(statistics.min <= value <= statistics.max)


def _reason(error: Exception) -> str:
    """Give an error's first line, without the path that the sentence has already."""
    text = str(error).splitlines()[0] if str(error) else type(error).__name__
    return text[:120]
