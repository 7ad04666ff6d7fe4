"""Writing to the user's store: whole or not at all, one process at a time.

A write makes new files beside the old, then replaces the manifest in one step. Killed at any
moment, it leaves the old state; files that no manifest names are removed by the next write. A new
store gets an empty manifest before anything else, so that tables without a manifest mean damage.

Each file is forced to disk before the manifest names it, the manifest before it takes its name,
and the directories after that: a power cut must not undo what a fetch has said is stored.
"""

import contextlib
import os
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import filelock
import pyarrow as pa
import pyarrow.parquet as pq

from votekit.errors import StoreError
from votekit.schema import (
    ACTIONS,
    MEMBERS,
    POSITIONS_TABLE,
    RECORDED_VOTES,
    STATEMENTS,
    Table,
    arrow_schema,
)
from votekit.store.layer import Layer, Wanted
from votekit.store.locking import locked
from votekit.store.manifest import OWN_FILE, Entry, Files, write_manifest
from votekit.tallies import Row, complete_rollcalls, positions_table, tally
from votekit.whole_file import make_directory

ROLLCALLS_PER_GROUP = 200
LOCK_SECONDS = 30.0
SHIPPED_LEVEL = 19
"""How hard files that ship are compressed; a store is written often, and less hard."""
STORE_LEVEL = 3
_STATISTICS = ["congress", "chamber", "session", "number"]
_DICTIONARY = {
    "positions": ["vote_id", "chamber", "congress", "session", "number", "position", "word"],
}


@dataclass(frozen=True)
class StoreWriter:
    """Writes roll calls and members into one directory."""

    path: Path
    lock_seconds: float = LOCK_SECONDS
    level: int = STORE_LEVEL

    def write(self, rollcalls: list[Row], positions: list[Row]) -> None:
        """Put roll calls with their positions into the store; those of the same id are replaced.

        Counts, tallies, rules and outcomes are derived here.

        Raises
        ------
        StoreError
            When another process holds the store, the directory cannot be written, or the disk is
            full. The store is then as it was.
        """
        self.write_tables(rollcalls, [positions_table(positions)])

    def write_tables(self, rollcalls: list[Row], positions: list[pa.Table]) -> None:
        """Do what :meth:`write` does, with positions that are tables already."""
        if not rollcalls:
            return
        empty = arrow_schema(POSITIONS_TABLE).empty_table()
        cast = pa.concat_tables(positions or [empty]).unify_dictionaries()
        with self._guarded() as layer:
            manifest = dict(layer.files) if layer else {}
            for congress, chamber in sorted(
                {(row["congress"], row["chamber"]) for row in rollcalls}
            ):
                place = {"congress": congress, "chamber": chamber}
                mine = [row for row in rollcalls if _is_at(row, place)]
                theirs = _cut_to(cast, place)
                for table, content in self._merged(layer, mine, theirs, place).items():
                    self._put(manifest, table, content, place)
            self._commit(manifest)

    def write_members(self, members: list[Row]) -> None:
        """Put members into the store; those of the same Congress, chamber and id are replaced."""
        with self._guarded() as layer:
            manifest = dict(layer.files) if layer else {}
            keys = ("congress", "chamber", "member_id")
            new = {tuple(row[key] for key in keys): row for row in members}
            old = layer.read("members", Wanted()).to_pylist() if layer else []
            kept = [row for row in old if tuple(row[key] for key in keys) not in new]
            rows = sorted([*kept, *new.values()], key=lambda row: [row[key] for key in keys])
            content = pa.Table.from_pylist(rows, schema=arrow_schema(MEMBERS))
            self._put(manifest, "members", content, {})
            self._commit(manifest)

    def write_actions(self, actions: list[Row], bills: Collection[str] = ()) -> None:
        """Put actions on bills into the store; those of the same bills are replaced.

        ``bills`` are those that were asked for: where no row came, the source has taken them back.
        """
        self.write_of_bills({ACTIONS: actions}, bills)

    def write_of_bills(
        self, tables: Mapping[Table, list[Row]], bills: Collection[str] = ()
    ) -> None:
        """Put rows on bills into several tables in one step; those of the same bills are replaced.

        ``bills`` are those that were asked for: of a table without rows on one of them, what was
        there goes.
        """
        asked = {*bills, *(row["bill_id"] for rows in tables.values() for row in rows)}
        self._replace({table: (rows, "bill_id", asked) for table, rows in tables.items()})

    def write_statements(self, statements: list[Row]) -> None:
        """Put statements into the store; those of the same addresses are replaced."""
        asked = {row["source_url"] for row in statements}
        self._replace({STATEMENTS: (statements, "source_url", asked)})

    def _replace(self, tables: Mapping[Table, tuple[list[Row], str, set[str]]]) -> None:
        """Replace in each table the rows whose key is among those asked for by the new ones."""
        with self._guarded() as layer:
            manifest = dict(layer.files) if layer else {}
            changed = False
            for table, (rows, key, asked) in tables.items():
                old = layer.read(table.name, Wanted()).to_pylist() if layer else []
                kept = [row for row in old if row[key] not in asked]
                if not rows and len(kept) == len(old):
                    continue
                merged = sorted(
                    [*kept, *rows],
                    key=lambda row: [row["congress"], *(row[name] for name in table.key[:2])],
                )
                content = pa.Table.from_pylist(merged, schema=arrow_schema(table))
                self._put(manifest, table.name, content, {})
                changed = True
            if changed:
                self._commit(manifest)

    def _merged(
        self, layer: Layer | None, rollcalls: list[Row], positions: pa.Table, place: dict[str, Any]
    ) -> dict[str, pa.Table]:
        import pyarrow.compute as pc

        merged = {
            "rollcalls": complete_rollcalls(rollcalls, positions),
            "positions": positions,
            "tallies": tally(positions),
        }
        replaced = pa.array([row["vote_id"] for row in rollcalls], pa.string())
        for name, content in merged.items():
            kept = [content]
            if layer is not None:
                old = layer.read(name, Wanted(**place))
                outlive = pc.invert(pc.is_in(old["vote_id"].cast(pa.string()), replaced))
                kept = [old.filter(outlive), content]
            order = [key for key in _STATISTICS if key in content.column_names]
            if name == "positions":
                order += ["party", "member_id"]
            both = pa.concat_tables(kept).unify_dictionaries()
            merged[name] = both.sort_by([(key, "ascending") for key in order if key != "chamber"])
        return merged

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[Layer | None]:
        try:
            make_directory(self.path)
            with locked(self.path / ".lock", self.lock_seconds):
                # Nothing is held open: that would keep some systems from removing it.
                layer = Layer.open(self.path, "store", hold=False)
                if layer is None:
                    write_manifest(self.path, {})
                # What a killed write or a full disk has left must not stand in this one's way.
                self._remove_unnamed(layer.files if layer else {})
                yield layer
        except filelock.Timeout as error:
            raise StoreError(
                f"Another process has been writing to {self.path} for {self.lock_seconds:g} "
                "seconds: wait for it, then try again."
            ) from error
        except OSError as error:
            raise StoreError(
                f"The store {self.path} cannot be written ({error.strerror or error}): make room "
                "or permit writing there, or set VOTEKIT_DATA to another directory. Nothing in it "
                "has changed."
            ) from error

    def _put(
        self,
        manifest: Files,
        table: str,
        content: pa.Table,
        place: dict[str, Any],
    ) -> None:
        stem = "-".join([table, *map(str, place.values())])
        file = f"{stem}-{os.urandom(4).hex()}.parquet"
        write_parquet(content, self.path / file, table, self.level)
        checksum = zlib.crc32((self.path / file).read_bytes())
        others = [entry for entry in manifest.get(table, []) if not _is_at(entry, place)]
        manifest[table] = [*others, cast("Entry", {"file": file, "crc32": checksum, **place})]

    def _commit(self, files: Files) -> None:
        write_manifest(self.path, files)
        self._remove_unnamed(files)

    def _remove_unnamed(self, files: Files) -> None:
        """Remove the writer's own files that no manifest names; readers hold what they read."""
        named = {entry["file"] for entries in files.values() for entry in entries}
        for path in self.path.glob("*.parquet"):
            if path.name not in named and OWN_FILE.fullmatch(path.name):
                # A reader on a system that locks open files keeps it; the next write removes it.
                with contextlib.suppress(OSError):
                    path.unlink()


def _cut_to(content: pa.Table, place: dict[str, Any]) -> pa.Table:
    """Cut a table to one place; all of it is the usual case."""
    import pyarrow.compute as pc

    for name, value in place.items():
        content = content.filter(pc.equal(content[name], value))
    return content


def write_parquet(content: pa.Table, path: Path, table: str, level: int = SHIPPED_LEVEL) -> None:
    """Write one table, cut into row groups that a reader can skip, and force it to disk."""
    with path.open("wb") as stream:
        with pq.ParquetWriter(
            stream,
            content.schema,
            compression="zstd",
            compression_level=level,
            use_dictionary=_DICTIONARY.get(table, True),
            write_statistics=[name for name in _STATISTICS if name in content.column_names],
            data_page_size=1 << 23,
            store_schema=True,
        ) as writer:
            for start, length in _row_groups(content, table):
                writer.write_table(content.slice(start, length), row_group_size=max(length, 1))
        stream.flush()
        os.fsync(stream.fileno())


def _row_groups(content: pa.Table, table: str) -> Iterator[tuple[int, int]]:
    """Cut a table where Congress or chamber change, and positions after some roll calls."""
    if not content.num_rows:
        yield 0, 0
        return
    per_group = ROLLCALLS_PER_GROUP if table == "positions" else None
    place = [name for name in ("congress", "chamber") if name in content.column_names]
    if table == RECORDED_VOTES.name:
        place = ["congress"]  # sorted by bill
    names = [*place, "number"] if per_group else place
    keys = list(zip(*(content[name].to_pylist() for name in names), strict=True))
    start, seen = 0, 1
    for index in range(1, len(keys)):
        if keys[index] == keys[index - 1]:
            continue
        full = per_group is not None and seen == per_group
        if full or keys[index][: len(place)] != keys[index - 1][: len(place)]:
            yield start, index - start
            start, seen = index, 0
        seen += 1
    yield start, len(keys) - start


def _is_at(row: Mapping[str, Any], place: dict[str, Any]) -> bool:
    return all(row.get(name) == value for name, value in place.items())
