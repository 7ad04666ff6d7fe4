"""Taking bill status documents into the store: what is new, changed, unchanged or older.

The three tables of a bill are written in one step, so that a law never stands beside the actions of
an earlier state; what a document no longer has (an action that was withdrawn) goes.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from votekit.fetchers.errors import DocumentError
from votekit.fetchers.govinfo.parse import BillStatus
from votekit.fetchers.parsed import Row
from votekit.fetchers.validate import LONGEST_TEXT, clean
from votekit.schema import ACTIONS, BILLS, RECORDED_VOTES, Table
from votekit.store.documents import TAKEN, Document, Documents
from votekit.store.layer import Layer, Wanted
from votekit.store.rows import all_rows
from votekit.store.writing import StoreWriter

WRITE_SECONDS = 20.0
MOST_WAITING = 500
LONGEST_LIST = 100_000
"""Letters of a bill's short titles; an omnibus bill has hundreds."""
_TABLES = (BILLS, ACTIONS, RECORDED_VOTES)


def cleaned(status: BillStatus) -> BillStatus:
    """Return a document's rows with clean texts, as the tables can hold them.

    Raises
    ------
    DocumentError
        When a text is longer than any is.
    """
    return replace(
        status,
        bill=_cleaned(status.bill),
        actions=[_cleaned(row) for row in status.actions],
        votes=[_cleaned(row) for row in status.votes],
        disagreements=[clean(one) for one in status.disagreements],
    )


def _cleaned(row: Row) -> Row:
    for name, value in row.items():
        most = LONGEST_LIST if name == "short_titles" else LONGEST_TEXT
        if isinstance(value, str) and len(value) > most:
            raise DocumentError(f"Its {name.replace('_', ' ')} has {len(value):,} letters.")
    return {
        name: " ".join(clean(value).split()) if isinstance(value, str) else value
        for name, value in row.items()
    }


@dataclass
class BillIngest:
    """Takes bills in and writes them a few hundred at a time."""

    writer: StoreWriter
    documents: Documents
    _waiting: dict[str, BillStatus] = field(default_factory=dict)
    _kept: list[Document] = field(default_factory=list)
    _known: Mapping[str, Mapping[str, list[Row]]] | None = None
    _last: float = field(default_factory=time.monotonic)

    def has(self, bill_id: str) -> bool:
        """Tell whether the store has the document of a bill."""
        return bool(self._rows(BILLS, bill_id))

    def take(self, status: BillStatus, document: Document | None = None) -> str:
        """Take a bill in; tell whether it is ``new``, ``changed``, ``unchanged`` or ``older``.

        ``document`` is kept once the rows are written, so that what is kept is always in the
        tables: a fetch that is killed asks again for what it had not written.

        Raises
        ------
        StoreError
            When the store cannot be read or written.
        """
        bill_id = status.bill["bill_id"]
        old = self._rows(BILLS, bill_id)
        if old and _is_older(status.bill["modified"], old[0]["modified"]):
            return "older"
        rows = _by_table(status)
        same = all(_content(rows[t]) == _content(self._rows(t, bill_id)) for t in _TABLES)
        if document is not None:
            self._kept.append(replace(document, state=TAKEN))
        if not same:
            self._waiting[bill_id] = status
        late = time.monotonic() - self._last > WRITE_SECONDS
        if late or len(self._waiting) + len(self._kept) >= MOST_WAITING:
            self.flush()
        return "unchanged" if same else "changed" if old else "new"

    def flush(self) -> None:
        """Write what waits: the tables, then the documents."""
        if self._waiting:
            tables: dict[Table, list[Row]] = {table: [] for table in _TABLES}
            for status in self._waiting.values():
                for table, rows in _by_table(status).items():
                    tables[table] += rows
            self.writer.write_of_bills(tables, set(self._waiting))
            self._waiting, self._known = {}, None
        if self._kept:
            self.documents.save(self._kept)
            self._kept = []
        self._last = time.monotonic()

    def _rows(self, table: Table, bill_id: str) -> list[Row]:
        waiting = self._waiting.get(bill_id)
        if waiting is not None:
            return _by_table(waiting)[table]
        if self._known is None:
            self._known = self._read()
        return list(self._known[table.name].get(bill_id, []))

    def _read(self) -> dict[str, dict[str, list[Row]]]:
        layer = Layer.open(self.writer.path, "store")
        known: dict[str, dict[str, list[Row]]] = {}
        for table in _TABLES:
            mine = known.setdefault(table.name, {})
            for row in all_rows(layer.read(table.name, Wanted()), table.names) if layer else []:
                mine.setdefault(row["bill_id"], []).append(row)
        return known


def _by_table(status: BillStatus) -> dict[Table, list[Row]]:
    return {BILLS: [status.bill], ACTIONS: status.actions, RECORDED_VOTES: status.votes}


def _content(rows: list[Row]) -> list[list[tuple[str, Any]]]:
    """Return what rows say, whenever it was fetched, in an order of its own."""
    told = [
        sorted((name, str(value)) for name, value in _plain(row).items() if name != "updated")
        for row in rows
    ]
    return sorted(told)


def _plain(row: Row) -> Row:
    """Return a row with instants as numbers, since one has many zones."""
    return {
        name: value.timestamp() if isinstance(value, datetime) else value
        for name, value in row.items()
    }


def _is_older(new: datetime | None, old: datetime | None) -> bool:
    return new is not None and old is not None and new < old
