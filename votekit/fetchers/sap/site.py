"""Bringing the White House's statements from the unitedstates project's files.

Source: unitedstates/statements-of-administration-policy (works of the U.S. government), a checkout
or an archive of it on disk, or its files served below one address: ``archive/47-Trump.yaml`` and
the PDFs that it names, ``archive/<file>``.
"""

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from votekit.errors import RequestError, StoreError
from votekit.fetchers.boundary import Boundary
from votekit.fetchers.document_summary import DocumentSummary
from votekit.fetchers.errors import DocumentError
from votekit.fetchers.files import STATEMENTS, Document, Failure, documents
from votekit.fetchers.http import AbsentError, FetchError
from votekit.fetchers.interrupts import put_off
from votekit.fetchers.parsed import Row
from votekit.fetchers.sap.parse import PRESIDENTS, statement_rows
from votekit.fetchers.sap.pdf import PdfReader
from votekit.fetchers.sap.records import StatementRecord, records
from votekit.fetchers.transfer import CountedClient
from votekit.fetchers.validate import clean
from votekit.fetchers.watch import Watch
from votekit.store import Record
from votekit.store.writing import StoreWriter
from votekit.words.dates import spell_date
from votekit.words.text import listed

WRITE_SECONDS = 20.0
LOST = 5
"""So many PDFs in a row that could not be fetched, and a server is no longer asked."""
_YAML = re.compile(r"(?:^|/)(\d\d-[A-Za-z]+)\.ya?ml$")
_ADDRESSES = ("http://", "https://")
_PACKED = (".zip", ".tar", ".gz", ".tgz")
_NEEDED = "archive/47-Trump.yaml"


@dataclass
class Statements:
    """The project's files as a source of statements; ``since`` and ``congress`` choose among them.

    What the record has with its text is not read again, unless ``refresh``.
    """

    client: CountedClient
    writer: StoreWriter
    boundary: Boundary
    watch: Watch
    congress: int | None = None
    since: date | None = None
    refresh: bool = False
    dry: bool = False
    _waiting: list[Row] = field(default_factory=list)
    _last: float = field(default_factory=time.monotonic)

    def read(self, place: str, summary: DocumentSummary) -> None:
        """Take in the statements of a place that are wanted.

        Raises
        ------
        RequestError
            When there is no such place, or none of the project's files in it.
        StoreError
            When the store cannot be read or written.
        """
        before = self.client.asked
        known = _known(Record.open(self.writer.path))
        wanted = []
        for one in self._records(place, summary):
            if not self._admits(one):
                continue
            if self._is_known(one, known.get(one.address, [])):
                summary.unchanged += 1
            else:
                wanted.append(one)
        if self.dry:
            summary.would_ask = [
                _name(one, statement_rows(one.content, "", None)) for one in wanted
            ]
            return
        self.watch.plan("Statements", len(wanted))
        try:
            with PdfReader() as reader:
                for one, given in self._with_documents(place, wanted):
                    with put_off():
                        self._take(one, given, reader, known, summary)
        except KeyboardInterrupt:
            summary.stopped = True
            raise
        finally:
            summary.asked += self.client.asked - before
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        if self._waiting:
            self.writer.write_statements(self._waiting)
            self._waiting = []
        self._last = time.monotonic()

    def _records(self, place: str, summary: DocumentSummary) -> Iterator[StatementRecord]:
        found = False
        for one in self._served(place) if place.startswith(_ADDRESSES) else _on_disk(place):
            found = True
            try:
                if isinstance(one, Failure):
                    raise DocumentError(one.why)
                for record in records(one.data, Path(one.name).stem):
                    if isinstance(record, StatementRecord):
                        yield record
                    else:
                        self._failed(summary, *record)
            except Exception as error:
                self._failed(summary, one.name, str(self.boundary.failure(one.name, error)))
        if not found:
            raise RequestError(
                f"{place} has none of the project’s files: they are called {_NEEDED}."
            )

    def _served(self, base: str) -> Iterator[Document | Failure]:
        if base.lower().endswith(_PACKED):
            raise RequestError(f"{base} is packed: download it, and give the file with --from.")
        for president in PRESIDENTS:
            url = f"{base.rstrip('/')}/archive/{president}.yaml"
            try:
                yield Document(url, self.client.get(url).body or b"")
            except AbsentError:
                continue
            except FetchError as error:
                yield Failure(url, str(error))
                return

    def _admits(self, one: StatementRecord) -> bool:
        wanted = self.congress in (None, one.congress)
        return wanted and (self.since is None or one.day >= self.since)

    def _is_known(self, one: StatementRecord, rows: list[Row]) -> bool:
        """Tell whether the record has a statement as the file has it, with its text if that has."""
        if not rows or self.refresh:
            return False
        same = all(
            row["rescinded"] == bool(one.content.get("rescinded"))
            and row["day"] == one.day
            and row["congress"] == one.congress
            for row in rows
        )
        return same and (one.file is None or all(row["stance"] != "unknown" for row in rows))

    def _with_documents(
        self, place: str, wanted: list[StatementRecord]
    ) -> Iterator[tuple[StatementRecord, Document | Failure | None]]:
        """Give each record with its PDF, with why that cannot be read, or with none."""
        yield from ((one, None) for one in wanted if one.file is None)
        by_file: dict[str, list[StatementRecord]] = {}
        for one in wanted:
            if one.file is not None:
                by_file.setdefault(one.file, []).append(one)
        found = (
            self._pdfs_served(place, by_file)
            if place.startswith(_ADDRESSES)
            else _pdfs_on_disk(place, by_file)
        )
        for file, given in found:
            yield from ((one, given) for one in by_file.pop(file, []))
        for file, left in by_file.items():
            missing = Failure(file, f"Its PDF archive/{file} is not there.")
            yield from ((one, missing) for one in left)

    def _pdfs_served(
        self, base: str, files: Iterable[str]
    ) -> Iterator[tuple[str, Document | Failure]]:
        lost = 0
        for file in list(files):
            url = f"{base.rstrip('/')}/archive/{file.replace(' ', '%20')}"
            if lost >= LOST:
                yield (
                    file,
                    Failure(url, "It was not asked for: others before could not be fetched."),
                )
                continue
            try:
                yield file, Document(url, self.client.get(url).body or b"")
                lost = 0
            except StoreError as error:
                lost += not isinstance(error, AbsentError)
                yield file, Failure(url, str(error))

    def _take(
        self,
        one: StatementRecord,
        given: Document | Failure | None,
        reader: PdfReader,
        known: Mapping[str, list[Row]],
        summary: DocumentSummary,
    ) -> None:
        text = None
        try:
            if isinstance(given, Failure):
                raise DocumentError(given.why)
            text = clean(reader.text(given.data)) if given else None
        except Exception as error:
            self._failed(summary, one.name, str(self.boundary.failure(one.name, error)))
        old = known.get(one.address, [])
        if text is None and any(row["stance"] != "unknown" for row in old):
            return  # What was read once is better than what cannot be read now.
        try:
            rows = [_cleaned(row) for row in statement_rows(one.content, one.president, text)]
        except Exception as error:
            self._failed(summary, one.name, str(self.boundary.failure(one.name, error)))
            return
        kind = "new" if not old else "unchanged" if _content(rows) == _content(old) else "changed"
        if rows and kind != "unchanged":
            self._waiting += rows
        if rows:
            summary.add(_name(one, rows), kind)
            self.watch.step(f"{_name(one, rows)}: {kind}")
        if time.monotonic() - self._last > WRITE_SECONDS:
            self.flush()

    def _failed(self, summary: DocumentSummary, name: str, why: str) -> None:
        summary.failed[name] = why
        self.watch.step(f"{name}: {why}", failed=True)


def _on_disk(place: str) -> Iterator[Document | Failure]:
    return documents(Path(place), lambda name: bool(_YAML.search(name)), STATEMENTS)


def _pdfs_on_disk(place: str, files: Mapping[str, Any]) -> Iterator[tuple[str, Document | Failure]]:
    path = Path(place)
    if path.is_file() and path.suffix.lower() in (".yaml", ".yml"):
        path = path.parent
    if not files:
        return
    for one in documents(path, lambda name: _below(name) in files, STATEMENTS):
        yield _below(one.name), one


def _below(name: str) -> str:
    """Return the name of a file below ``archive/``."""
    return name.rpartition("archive/")[2]


def _known(record: Record) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in record.statements().to_pylist():
        found.setdefault(row["source_url"], []).append(row)
    return found


def _cleaned(row: Mapping[str, Any]) -> Row:
    return {
        name: " ".join(clean(value).split()) if isinstance(value, str) else value
        for name, value in row.items()
    }


def _content(rows: Iterable[Row]) -> list[str]:
    return sorted(repr(sorted(row.items())) for row in rows)


def _name(one: StatementRecord, rows: Iterable[Mapping[str, Any]]) -> str:
    bills = listed([str(row["bill_id"]) for row in rows]) or one.name
    return f"{bills} ({spell_date(one.day)})"
