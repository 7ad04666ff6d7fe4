"""The record as readers see it: the user's layer over the bundled one."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from votekit.errors import StoreError
from votekit.store.layer import Layer, Wanted
from votekit.store.location import bundled_directory, store_directory
from votekit.store.rows import rows_at
from votekit.store.usual import Row, restore_names, restore_words, restored_rows

ALL = Wanted()
_Marks = np.ndarray[Any, np.dtype[np.bool_]]
_KEYS_TO_CUT = ("session", "number")
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
    _hidden: dict[Wanted, dict[str, set[str]]] = field(default_factory=dict, repr=False)

    @classmethod
    def open(cls, user: Path | None = None, bundled: Path | None = None) -> "Record":
        """Open the record: the user's store, where there is one, over what ships.

        Raises
        ------
        StoreError
            When a layer cannot be read, or there is none.
        """
        shipped = bundled or bundled_directory()
        own = user or store_directory()
        found = [Layer.open(shipped, "bundled"), Layer.open(own, "store") if own else None]
        layers = [layer for layer in found if layer is not None]
        if not layers:
            raise StoreError(
                f"The record {shipped}, which ships with votekit, is missing: install votekit "
                "again."
            )
        return cls(layers)

    def _hidden_in(self, layer: Layer, wanted: Wanted) -> set[str]:
        """Give a layer's roll calls that the other layer has newer, where something is wanted."""
        place = Wanted(wanted.congress, wanted.chamber)
        if place not in self._hidden:
            self._hidden[place] = self._compare(place)
        return self._hidden[place][layer.name]

    def _compare(self, place: Wanted) -> dict[str, set[str]]:
        hidden: dict[str, set[str]] = {layer.name: set() for layer in self.layers}
        if len(self.layers) < 2:
            return hidden
        below, above = self.layers
        mine = _updates(above, place)
        for entry in above.files.get("rollcalls", []):
            if not place.admits(entry):
                continue
            partition = Wanted(entry.get("congress"), entry.get("chamber"))
            for vote_id, updated in _updates(below, partition).items():
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
        restored = columns is None or not {"word", "name"}.isdisjoint(columns)
        cut = (wanted.session, wanted.number) != (None, None)
        keys = _KEYS_TO_RESTORE if restored else _KEYS_TO_CUT if cut else ()
        needed = _distinct([*columns, *keys]) if columns else None
        table = _cut(self._read("positions", wanted, needed), wanted)
        if columns is None or "word" in columns:
            words = self.rollcalls(wanted, ["vote_id", "words"])
            table = restore_words(table, words)
        if columns is None or "name" in columns:
            names = ["congress", "chamber", "member_id", "printed_name"]
            table = restore_names(table, self.members(wanted, names))
        return table.select(columns) if columns else table

    def coded_positions(self, wanted: Wanted, *, party: bool = True) -> pa.Table:
        """Read what is counted of positions: roll call, member, position and, if needed, party.

        All are dictionaries, so that they can be counted as numbers (``analysers.codes``);
        this takes a fraction of the time and memory of :meth:`positions`.
        """
        columns = ["vote_id", "member_id", "position", *(["party"] if party else [])]
        return self._read("positions", wanted, columns, ("member_id", "party"))

    def position_rows(
        self,
        wanted: Wanted,
        pairs: Mapping[str, str | None] | None = None,
        members: Iterable[Row] | None = None,
    ) -> list[Row]:
        """Read the positions of one roll call or session as rows, restored like the table's.

        ``pairs`` (each roll call's pair of words) and ``members`` (with ``congress``,
        ``member_id``, ``printed_name``) spare reading again what the caller has read already.
        """
        table = _cut(self._read("positions", wanted, None), wanted)
        if pairs is None:
            keys = ["vote_id", "words"]
            read = _lists(self.rollcalls(wanted, keys), keys)
            pairs = dict(zip(*read, strict=True))
        if members is None:
            names = ["congress", "member_id", "printed_name"]
            members = self.members(wanted, names).to_pylist()
        return restored_rows(table.to_pylist(), pairs, members)

    def members(self, wanted: Wanted = ALL, columns: list[str] | None = None) -> pa.Table:
        """Read members; where both layers have one in a Congress, the user's row stands."""
        pieces = [layer.read("members", wanted, columns) for layer in self.layers]
        if len(pieces) == 2 and pieces[1].num_rows:
            keys = ["congress", "chamber", "member_id"]
            taken = set(
                zip(*_lists(self.layers[1].read("members", wanted, keys), keys), strict=True)
            )
            lower = zip(*_lists(self.layers[0].read("members", wanted, keys), keys), strict=True)
            pieces[0] = _filter(pieces[0], np.array([key not in taken for key in lower], bool))
        return _concat(pieces)

    def actions(self, bill_id: str) -> pa.Table:
        """Read the actions on a bill; where both layers have some, the user's stand."""
        found = [layer.read("actions", ALL) for layer in reversed(self.layers)]
        pieces = [_filter(piece, _is_of(piece, bill_id)) for piece in found]
        return next((piece for piece in pieces if piece.num_rows), pieces[0])

    def all_actions(self) -> pa.Table:
        """Read the actions on all bills; of a bill that both layers have, the user's stand."""
        below, *above = [layer.read("actions", ALL) for layer in self.layers]
        for newer in above:
            taken = set(newer["bill_id"].to_pylist())
            kept = [bill not in taken for bill in below["bill_id"].to_pylist()]
            below = _concat([newer, _filter(below, np.array(kept, bool))])
        return below

    def bill(self, bill_id: str) -> Row | None:
        """Read what a bill's official document says of it; None where none was fetched."""
        rows = self._of_bill("bills", bill_id)
        return rows[0] if rows else None

    def recorded_votes(self, bill_id: str) -> list[Row]:
        """Read the roll calls that a bill's official document names, in its order."""
        return sorted(
            self._of_bill("recorded_votes", bill_id), key=lambda row: (row["day"], row["vote_id"])
        )

    def bills(self, columns: list[str]) -> pa.Table:
        """Read all bills whose documents were fetched; those of the user's store stand."""
        below, *above = [layer.read("bills", ALL, columns) for layer in self.layers]
        for newer in above:
            taken = set(newer["bill_id"].to_pylist())
            kept = [bill not in taken for bill in below["bill_id"].to_pylist()]
            below = _concat([newer, _filter(below, np.array(kept, bool))])
        return below

    def _of_bill(self, table: str, bill_id: str) -> list[Row]:
        """Read the rows on a bill; where both layers have some, the user's stand."""
        congress = bill_id.partition("-")[2]
        wanted = Wanted(int(congress)) if congress.isdigit() else ALL
        for layer in reversed(self.layers):
            if table in layer.files:
                found = layer.read(table, wanted)
                places = np.flatnonzero(_is_of(found, bill_id))
                if len(places):
                    return rows_at(found, places.tolist())
        return []

    def statements(self, bill_id: str | None = None) -> pa.Table:
        """Read the statements on a bill, or on all; of one that both layers have, the user's."""
        below, *above = [layer.read("statements", ALL) for layer in self.layers]
        for newer in above:
            if newer.num_rows:
                taken = set(newer["source_url"].to_pylist())
                seen = [url not in taken for url in below["source_url"].to_pylist()]
                below = _concat([_filter(below, np.array(seen, bool)), newer])
        return below if bill_id is None else _filter(below, _is_of(below, bill_id))

    def _read(
        self,
        table: str,
        wanted: Wanted,
        columns: list[str] | None,
        encoded: Collection[str] = (),
    ) -> pa.Table:
        pieces = []
        for layer in self.layers:
            hidden = self._hidden_in(layer, wanted)
            needed = _distinct([*columns, "vote_id"]) if columns and hidden else columns
            piece = layer.read(table, wanted, needed, encoded)
            if hidden and piece.num_rows:
                piece = _filter(piece, _is_seen(piece["vote_id"], hidden))
            pieces.append(piece.select(columns) if columns else piece)
        return _concat(pieces)


def _updates(layer: Layer, place: Wanted) -> dict[str, int]:
    """Give, for each roll call of a place, when its source took it up."""
    table = layer.read("rollcalls", place, ["vote_id", "updated"])
    # As numbers, since a timestamp's ``to_pylist`` imports pandas.
    ticks = [tick for chunk in table["updated"].chunks for tick in chunk.view("int64").to_pylist()]
    return dict(zip(table["vote_id"].to_pylist(), ticks, strict=True))


def _is_seen(vote_ids: pa.ChunkedArray, hidden: set[str]) -> _Marks:
    """Tell of each row whether its roll call is not hidden; of positions there are millions."""
    seen = []
    for chunk in vote_ids.chunks:
        encoded = pa.types.is_dictionary(chunk.type)
        values = (chunk.dictionary if encoded else chunk).to_pylist()
        told = np.array([vote_id not in hidden for vote_id in values], bool)
        seen.append(told[np.from_dlpack(chunk.indices)] if encoded else told)
    return np.concatenate(seen)


def _is_of(table: pa.Table, bill_id: str) -> _Marks:
    return np.array([name == bill_id for name in table["bill_id"].to_pylist()], bool)


def _filter(table: pa.Table, keep: _Marks) -> pa.Table:
    if keep.all():
        return table
    # The mask is made of its bits, since ``pa.array`` of a list imports pandas.
    bits = pa.py_buffer(np.packbits(keep, bitorder="little"))
    return table.filter(pa.Array.from_buffers(pa.bool_(), len(keep), [None, bits]))


def _concat(pieces: list[pa.Table]) -> pa.Table:
    filled = [piece for piece in pieces if piece.num_rows] or pieces[:1]
    return pa.concat_tables(filled) if len(filled) > 1 else filled[0]


def _lists(table: pa.Table, columns: list[str]) -> list[list[Any]]:
    return [table[name].to_pylist() for name in columns]


def _distinct(names: list[str] | None) -> list[str] | None:
    return list(dict.fromkeys(names)) if names else None


def _cut(table: pa.Table, wanted: Wanted) -> pa.Table:
    for name, value in (("session", wanted.session), ("number", wanted.number)):
        if value is not None:
            table = _runs_of(table, name, value)
    return table


def _runs_of(table: pa.Table, name: str, value: int) -> pa.Table:
    """Cut a table to the rows that have a value, which stand together in few runs."""
    pieces, start = [], 0
    for chunk in table[name].chunks:
        # DLPack, since ``to_numpy`` imports pandas.
        places = np.flatnonzero(np.from_dlpack(chunk) == value)
        for run in np.split(places, np.flatnonzero(np.diff(places) > 1) + 1):
            if len(run):
                pieces.append(table.slice(start + int(run[0]), len(run)))
        start += len(chunk)
    return pa.concat_tables(pieces) if pieces else table.slice(0, 0)
