"""Bringing bills from GovInfo: one document a bill, asked for politely, or read from disk.

Source: https://www.govinfo.gov/bulkdata/BILLSTATUS (public domain, no key), from the 108th Congress
on. GovInfo also serves a ZIP for each Congress and type, which ``--from`` reads.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from votekit.congresses import ordinal, year_of_session
from votekit.errors import RequestError, StoreError
from votekit.fetchers.boundary import Boundary
from votekit.fetchers.document_summary import DocumentSummary
from votekit.fetchers.errors import DocumentError, NotPosted, RefusedPage
from votekit.fetchers.files import (
    BILLS,
    MOST_FAILURES,
    Failure,
    documents,
    leads_out,
)
from votekit.fetchers.files import (
    Document as Found,
)
from votekit.fetchers.govinfo.ingest import BillIngest, cleaned
from votekit.fetchers.govinfo.parse import (
    FIRST_CONGRESS,
    NAME,
    URL,
    BillStatus,
    address,
    parse,
)
from votekit.fetchers.http import AbsentError, FetchError
from votekit.fetchers.interrupts import put_off
from votekit.fetchers.transfer import Arrival, CountedClient, Job, Patience, Transfer
from votekit.fetchers.watch import Watch
from votekit.linked import with_linked
from votekit.references import BillReference
from votekit.store import Record, Wanted
from votekit.store.documents import ABSENT, TAKEN, Damaged, Document, Documents, Kept

ADDRESS = "VOTEKIT_GOVINFO_URL"
LOOK_AGAIN = timedelta(hours=12)
SETTLED = timedelta(days=90)
"""So long after a Congress has ended, its bills have their last state but for rare corrections."""
_NAME = re.compile(r"BILLSTATUS-(\d{1,3})([a-z]+)(\d{1,5})\.xml", re.IGNORECASE | re.ASCII)
_READ = "vote_id congress chamber stage bill_id bill_title subject question source_url".split()

Admits = Callable[[BillReference], bool]


def bills_voted_on(record: Record, congress: int) -> list[BillReference]:
    """Return the bills of a Congress that have a roll call in the record.

    Those that were decided under a resolution's number are among them: H.R. 7776 of the 117th by
    H.Res. 1512.
    """
    table = record.rollcalls(Wanted(congress), _READ)
    ids = {one for one in table["bill_id"].to_pylist() if one}
    ids |= {row["bill_id"] for row in with_linked([], table)}
    found = []
    for bill_id in ids:
        parts = re.fullmatch(r"([a-z]+)(\d+)-(\d+)", bill_id)
        if parts and int(parts[3]) == congress:
            found.append(BillReference(parts[1], int(parts[2]), congress))
    return sorted(found, key=lambda one: (one.type, one.number))


@dataclass
class GovInfo:
    """GovInfo as a source of bills, at the address given."""

    client: CountedClient
    ingest: BillIngest
    kept: Documents
    boundary: Boundary
    watch: Watch
    base: str = URL
    threads: int = 4
    refresh: bool = False
    dry: bool = False
    _patience: Patience = field(default_factory=Patience)

    def one(self, reference: BillReference) -> BillStatus:
        """Get one bill and write it.

        Raises
        ------
        FetchError, DocumentError
            When its document cannot be fetched, or is none.
        StoreError
            When the store cannot be read or written.
        """
        url = address(reference, self.base)
        try:
            body = self.client.get(url).body
        except AbsentError as error:
            raise NotPosted(f"GovInfo has no status of {reference.id} (404).") from error
        now = datetime.now(UTC)
        status = cleaned(parse(body or b"", wanted=reference, fetched=now))
        with put_off():
            self.ingest.take(status, _document(reference, url, body or b"", None, None))
            self.ingest.flush()
        return status

    def bring(self, references: Sequence[BillReference], summary: DocumentSummary) -> None:
        """Bring many bills up to date; what was looked at lately is not asked for again."""
        jobs = list(self._jobs(references, summary))
        if self.dry:
            summary.would_ask = [references[job.number].id for job in jobs]
            return
        self.watch.plan(f"GovInfo, {summary.title}", len(jobs))
        before = self.client.asked
        left = {job.number for job in jobs}
        transfer = Transfer(self.client, {}, jobs, self._patience, threads=self.threads)
        try:
            while transfer.is_running:
                arrival = transfer.wait()
                if arrival is None:
                    continue
                with put_off():
                    left.discard(arrival.job.number)
                    self._take(references[arrival.job.number], arrival, summary)
        except KeyboardInterrupt:
            transfer.stop()
            summary.stopped = True
            raise
        finally:
            summary.not_asked = [references[number].id for number in sorted(left)]
            summary.asked += self.client.asked - before
            self.ingest.flush()
        if left:
            summary.said.append(
                "GovInfo refused, or gave nothing several times in a row, and was asked no more."
            )

    def _jobs(self, references: Sequence[BillReference], summary: DocumentSummary) -> Iterator[Job]:
        kept: dict[int, dict[str, Kept]] = {}
        for number, reference in enumerate(references):
            congress = reference.congress or 0
            if congress not in kept:
                known = self.kept.known(NAME, congress, 0)
                kept[congress] = {one.url: one for each in known.values() for one in each}
            url = address(reference, self.base)
            found = kept[congress].get(url)
            has = self.ingest.has(reference.id)
            if found and not self.refresh and _is_settled(found, congress):
                if found.state == ABSENT:
                    summary.absent.append(reference.id)
                    continue
                if has:
                    summary.add(reference.id, "unchanged")
                    continue
            # Without its rows, an answer that nothing has changed would be of no use.
            yield Job(number, (url,), (found,) if found and has else ())

    def _take(self, reference: BillReference, arrival: Arrival, summary: DocumentSummary) -> None:
        url = arrival.job.addresses[0]
        try:
            if arrival.error:
                raise arrival.error
            (answer,) = arrival.answers
            if answer.body is None:
                self.kept.confirm([url], NAME, datetime.now(UTC))
                kind = "unchanged"
            else:
                status = cleaned(parse(answer.body, wanted=reference, fetched=datetime.now(UTC)))
                document = _document(reference, url, answer.body, answer.etag, answer.last_modified)
                kind = self.ingest.take(status, document)
                summary.disagreements += status.disagreements
            self._patience.pages = 0
        except (AbsentError, NotPosted):
            self.kept.save([_document(reference, url, b"", None, None, ABSENT)])
            summary.absent.append(reference.id)
            self.watch.step(f"{reference.id}: GovInfo has none")
            return
        except Exception as error:
            _raise_of_store(error)
            if isinstance(error, RefusedPage):
                self._patience.pages += 1
            why = str(self.boundary.failure(reference.id, error))
            summary.failed[reference.id] = why
            self.watch.step(f"{reference.id}: {why}", failed=True)
            return
        summary.add(reference.id, kind)
        self.watch.step(f"{reference.id}: {kind}")

    def read(self, place: str, admits: Admits, summary: DocumentSummary) -> None:
        """Take in the documents of a file, a folder or a ZIP that are wanted.

        Raises
        ------
        RequestError
            When there is no such place, or no bill status document in it.
        """
        found = False
        try:
            for one in _lying_in(place, admits):
                found = True
                with put_off():
                    self._read(one, admits, summary)
                if len(summary.failed) >= MOST_FAILURES:
                    summary.said.append(
                        f"More than {MOST_FAILURES:,} documents cannot be read: the rest was left."
                    )
                    break
        except KeyboardInterrupt:
            summary.stopped = True
            raise
        finally:
            self.ingest.flush()
        if not found:
            raise RequestError(
                f"{place} has no bill status document that is asked for: they are called "
                "BILLSTATUS-115hr3364.xml."
            )

    def _read(self, one: Found | Failure, admits: Admits, summary: DocumentSummary) -> None:
        name = Path(one.name).name
        try:
            if isinstance(one, Failure):
                raise DocumentError(one.why)
            status = cleaned(parse(one.data, wanted=_named(name), fetched=datetime.now(UTC)))
            reference = _reference(status)
            if not admits(reference):
                return
            kind = "" if self.dry else self.ingest.take(status)
        except Exception as error:
            _raise_of_store(error)
            why = str(self.boundary.failure(name, error))
            summary.failed[one.name] = why
            self.watch.step(f"{name}: {why}", failed=True)
            return
        if self.dry:
            summary.would_ask.append(reference.id)
            return
        summary.disagreements += status.disagreements
        summary.add(reference.id, kind)
        self.watch.step(f"{reference.id}: {kind}")

    def read_again(self, congress: int | None, summary: DocumentSummary) -> None:
        """Take the kept documents in as if they had just come."""
        for group in self.kept.of_source(NAME):
            if isinstance(group, Damaged):
                summary.failed[group.name] = group.why
                continue
            document = max(group, key=lambda one: one.fetched_at)
            reference = BillReference(document.chamber, document.number, document.congress)
            if congress not in (None, document.congress):
                continue
            try:
                status = parse(document.body, wanted=reference, fetched=document.fetched_at)
                summary.add(reference.id, self.ingest.take(cleaned(status)))
            except Exception as error:
                _raise_of_store(error)
                summary.failed[reference.id] = str(self.boundary.failure(reference.id, error))
        self.ingest.flush()


def check_congress(congress: int) -> None:
    """Refuse a Congress of which GovInfo has no bill status.

    Raises
    ------
    RequestError
        When it was before the 108th.
    """
    if congress < FIRST_CONGRESS:
        raise RequestError(
            f"GovInfo has the status of bills from the {ordinal(FIRST_CONGRESS)} Congress on "
            f"(2003), so none of the {ordinal(congress)}."
        )


def _raise_of_store(error: Exception) -> None:
    """Let through what is wrong with the store: it is no fault of one document."""
    if isinstance(error, StoreError) and not isinstance(error, DocumentError | FetchError):
        raise error


def _is_settled(kept: Kept, congress: int) -> bool:
    now = datetime.now(UTC)
    if kept.checked_at > now:
        return False
    ended = datetime.combine(date(year_of_session(congress + 1, 1), 1, 3), datetime.min.time(), UTC)
    return now - kept.checked_at < LOOK_AGAIN or kept.checked_at > ended + SETTLED


def _document(
    reference: BillReference,
    url: str,
    body: bytes,
    etag: str | None,
    last_modified: str | None,
    state: str = TAKEN,
) -> Document:
    now = datetime.now(UTC)
    return Document(
        source=NAME,
        congress=reference.congress or 0,
        chamber=reference.type,
        session=0,
        number=reference.number,
        url=url,
        etag=etag,
        last_modified=last_modified,
        fetched_at=now,
        checked_at=now,
        body=body,
        state=state,
    )


def _lying_in(place: str, admits: Admits) -> Iterator[Found | Failure]:
    """Give the documents of a place; a folder's ZIPs, as GovInfo serves them, are read as well."""
    if place.startswith(("http://", "https://")):
        raise RequestError(
            f"{place} is an address: download the ZIP and give the file with --from, or set "
            f"{ADDRESS} to a mirror of GovInfo."
        )
    path = Path(place)

    def wanted(name: str) -> bool:
        named = _named(Path(name).name)
        if named is not None:
            return admits(named)
        plain = name.lower()
        return "billstatus" in plain and plain.endswith(BILLS.endings)

    yield from documents(path, wanted, BILLS)
    if path.is_dir():
        for packed in _zips(path):
            yield from documents(packed, wanted, BILLS)


def _zips(path: Path) -> Iterable[Path]:
    found = path.rglob("*.[zZ][iI][pP]")
    return sorted(one for one in found if one.is_file() and not leads_out(one, path))


def _named(name: str) -> BillReference | None:
    found = _NAME.match(name)
    return BillReference(found[2].lower(), int(found[3]), int(found[1])) if found else None


def _reference(status: BillStatus) -> BillReference:
    found = re.fullmatch(r"([a-z]+)(\d+)-(\d+)", status.bill["bill_id"])
    assert found is not None
    return BillReference(found[1], int(found[2]), int(found[3]))
