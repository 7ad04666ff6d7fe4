"""The record as readers see it: the user's layer over the bundled one."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa

from votekit.store.layer import Layer, Wanted
from votekit.store.location import bundled_directory, user_directory
from votekit.store.usual import Row, restore_names, restore_words, restored_rows

ALL = Wanted()
_KEYS_TO_RESTORE = (
    "vote_id",
    "congress",
    "chamber",
    "session",
    "number",
    "member_id",
    "position",
)


@dataclass
class Record:
    """Both layers, read as one; open it with :meth:`open`."""

    layers: list[Layer]

    @classmethod
    def open(cls, user: Path | None = None, bundled: Path | None = None) -> "Record":
        """Open the record: the user's store, where there is one, over what ships.

        Raises
        ------
        StoreError
            When a layer cannot be read.
        """
        found = [
            Layer.open(bundled or bundled_directory(), "bundled"),
            Layer.open(user or user_directory(), "store"),
        ]
        return cls([layer for layer in found if layer is not None])

    @cached_property
    def _hidden(self) -> dict[str, set[str]]:
        """For each layer, the roll calls that another layer has newer."""
        hidden: dict[str, set[str]] = {layer.name: set() for layer in self.layers}
        if len(self.layers) < 2:
            return hidden
        below, above = self.layers
        columns = ["vote_id", "updated"]
        mine = dict(zip(*_lists(above.read("rollcalls", ALL, columns), columns), strict=True))
        for entry in _partitions(above):
            theirs = _lists(below.read("rollcalls", entry, columns), columns)
            for vote_id, updated in zip(*theirs, strict=True):
                if vote_id in mine:
                    loser = below if mine[vote_id] >= updated else above
                    hidden[loser.name].add(vote_id)
        return hidden

    def rollcalls(self, wanted: Wanted = ALL, columns: list[str] | None = None) -> pa.Table:
        """Read roll calls: the row groups that may hold what is wanted, not cut to size."""
        return self._read("rollcalls", wanted, columns)

    def tallies(self, wanted: Wanted = ALL, columns: list[str] | None = None) -> pa.Table:
        """Read tallies by party: the row groups that may hold what is wanted."""
        return self._read("tallies", wanted, columns)

    def positions(self, wanted: Wanted = ALL, columns: list[str] | None = None) -> pa.Table:
        """Read positions; what the bundled files leave out as usual is put back.

        Unlike the other tables, positions are cut to the session and number that are wanted.
        """
        needed = _distinct([*columns, *_KEYS_TO_RESTORE]) if columns else None
        table = _cut(self._read("positions", wanted, needed), wanted)
        if columns is None or "word" in columns:
            words = self.rollcalls(wanted, ["vote_id", "words"])
            table = restore_words(table, words)
        if columns is None or "name" in columns:
            names = ["congress", "chamber", "member_id", "printed_name"]
            table = restore_names(table, self.members(wanted, names))
        return table.select(columns) if columns else table

    def position_rows(self, wanted: Wanted) -> list[Row]:
        """Read the positions of one roll call or session as rows, restored like the table's."""
        table = _cut(self._read("positions", wanted, None), wanted)
        keys = ["vote_id", "words"]
        pairs = dict(zip(*_lists(self.rollcalls(wanted, keys), keys), strict=True))
        names = ["congress", "member_id", "printed_name"]
        return restored_rows(table.to_pylist(), pairs, self.members(wanted, names).to_pylist())

    def members(self, wanted: Wanted = ALL, columns: list[str] | None = None) -> pa.Table:
        """Read members; where both layers have one in a Congress, the user's row stands."""
        pieces = [layer.read("members", wanted, columns) for layer in self.layers]
        if len(pieces) == 2 and pieces[1].num_rows:
            keys = ["congress", "chamber", "member_id"]
            taken = set(
                zip(*_lists(self.layers[1].read("members", wanted, keys), keys), strict=True)
            )
            lower = zip(*_lists(self.layers[0].read("members", wanted, keys), keys), strict=True)
            pieces[0] = pieces[0].filter(pa.array([key not in taken for key in lower]))
        return _concat(pieces)

    def _read(self, table: str, wanted: Wanted, columns: list[str] | None) -> pa.Table:
        pieces = []
        for layer in self.layers:
            hidden = self._hidden[layer.name]
            needed = _distinct([*columns, "vote_id"]) if columns and hidden else columns
            piece = layer.read(table, wanted, needed)
            if hidden and piece.num_rows:
                keep = [vote_id not in hidden for vote_id in piece["vote_id"].to_pylist()]
                piece = piece.filter(pa.array(keep))
            pieces.append(piece.select(columns) if columns else piece)
        return _concat(pieces)


def _partitions(layer: Layer) -> list[Wanted]:
    return [
        Wanted(entry.get("congress"), entry.get("chamber")) for entry in layer.files["rollcalls"]
    ]


def _concat(pieces: list[pa.Table]) -> pa.Table:
    filled = [piece for piece in pieces if piece.num_rows] or pieces[:1]
    return pa.concat_tables(filled) if len(filled) > 1 else filled[0]


def _lists(table: pa.Table, columns: list[str]) -> list[list[object]]:
    return [table[name].to_pylist() for name in columns]


def _distinct(names: list[str] | None) -> list[str] | None:
    return list(dict.fromkeys(names)) if names else None


def _cut(table: pa.Table, wanted: Wanted) -> pa.Table:
    for name, value in (("session", wanted.session), ("number", wanted.number)):
        if value is not None:
            table = _run_of(table, name, value)
    return table


def _run_of(table: pa.Table, name: str, value: int) -> pa.Table:
    """Cut a table to the rows that have a value, which stand together in each chunk."""
    pieces, start = [], 0
    for chunk in table[name].chunks:
        # DLPack, since ``to_numpy`` imports pandas.
        places = np.flatnonzero(np.from_dlpack(chunk) == value)
        if len(places):
            pieces.append(table.slice(start + int(places[0]), len(places)))
        start += len(chunk)
    return pa.concat_tables(pieces) if pieces else table.slice(0, 0)
