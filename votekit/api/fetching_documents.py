"""Fetching what is told of bills: their official documents, and the White House's statements."""

from dataclasses import dataclass
from datetime import datetime

from votekit.congresses import congress_of_date, ordinal
from votekit.errors import RequestError, StoreError
from votekit.fetchers.boundary import Boundary
from votekit.fetchers.document_summary import DocumentSummary
from votekit.fetchers.errors import NotPosted
from votekit.fetchers.govinfo.ingest import BillIngest
from votekit.fetchers.govinfo.parse import FIRST_CONGRESS, NAME, BillStatus
from votekit.fetchers.govinfo.site import GovInfo, bills_voted_on, check_congress
from votekit.fetchers.parsed import Row
from votekit.fetchers.request import Fetched, Request
from votekit.fetchers.transfer import CountedClient
from votekit.fetchers.watch import Watch
from votekit.references import BillReference
from votekit.store import Record
from votekit.store.documents import Documents
from votekit.store.rows import EASTERN
from votekit.store.writing import StoreWriter


@dataclass
class DocumentsRun:
    """The part of one fetch that asks for bills and statements."""

    request: Request
    fetched: Fetched
    client: CountedClient
    writer: StoreWriter
    kept: Documents
    boundary: Boundary
    watch: Watch
    congress_url: str
    govinfo_url: str

    @property
    def govinfo(self) -> GovInfo:
        """GovInfo, at the address of this fetch."""
        return GovInfo(
            client=self.client,
            ingest=BillIngest(self.writer, self.kept),
            kept=self.kept,
            boundary=self.boundary,
            watch=self.watch,
            base=self.govinfo_url,
            threads=self.request.jobs,
            refresh=self.request.refresh,
            dry=self.request.dry_run,
        )

    def ask(self, bills: list[BillReference]) -> None:
        """Do what was asked for of a source of bills or statements."""
        if self.request.source == "sap":
            self._statements()
        elif self.request.place:
            self._from_place(bills)
        elif bills:
            for bill in bills:
                self.bill(bill)
        else:
            self._voted_on()

    def _statements(self) -> None:
        """Bring the White House's statements."""
        from votekit.fetchers.sap.site import Statements

        request = self.request
        summary = DocumentSummary(
            "statements of administration policy",
            "statement",
            f"the unitedstates project’s files at {request.place}",
            dry_run=request.dry_run,
        )
        self.fetched.documents.append(summary)
        source = Statements(
            client=self.client,
            writer=self.writer,
            boundary=self.boundary,
            watch=self.watch,
            congress=request.congress,
            since=request.since,
            refresh=request.refresh,
            dry=request.dry_run,
        )
        source.read(request.place or "", summary)

    def _voted_on(self) -> None:
        """Bring every bill of a Congress that has a roll call in the record."""
        today = datetime.now(EASTERN).date()
        congress = self.request.congress or congress_of_date(today)
        check_congress(congress)
        bills = bills_voted_on(Record.open(self.fetched.store), congress)
        if not bills:
            raise RequestError(f"No bill of the {ordinal(congress)} Congress has a roll call here.")
        summary = self._summary(f"bills of the {ordinal(congress)} Congress")
        self.govinfo.bring(bills, summary)

    def _from_place(self, bills: list[BillReference]) -> None:
        named = set(bills)
        congress = self.request.congress
        if self.request.all_bills:
            today = datetime.now(EASTERN).date()
            congress = congress or congress_of_date(today)
            named = set(bills_voted_on(Record.open(self.fetched.store), congress))

        def admits(reference: BillReference) -> bool:
            return congress in (None, reference.congress) and (not named or reference in named)

        self.govinfo.read(self.request.place or "", admits, self._summary("bills"))

    def read_again(self) -> None:
        """Take the kept documents in again, without a network."""
        if self.request.chamber or self.request.session:
            return
        summary = DocumentSummary("bills", "bill", "kept documents")
        self.govinfo.read_again(self.request.congress, summary)
        if summary.taken or summary.unchanged or summary.failed:
            self.fetched.documents.append(summary)

    def _summary(self, title: str) -> DocumentSummary:
        summary = DocumentSummary(title, "bill", "GovInfo", dry_run=self.request.dry_run)
        self.fetched.documents.append(summary)
        return summary

    def bill(self, reference: BillReference) -> None:
        """Get one bill by name: from GovInfo, else its actions from Congress.gov with a key."""
        told: dict[str, object] = {"bill_id": reference.id}
        self.fetched.bills.append(told)
        if self.request.dry_run:
            told["would_ask"] = True
            return
        try:
            told |= self._bill(reference)
        except Exception as error:
            told["failed"] = str(self.boundary.failure(reference.id, error))

    def _bill(self, reference: BillReference) -> dict[str, object]:
        congress = reference.congress or 0
        asks_govinfo = self.request.source in ("auto", NAME)
        if asks_govinfo and congress >= FIRST_CONGRESS:
            try:
                return _told(self.govinfo.one(reference))
            except (StoreError, NotPosted) as error:
                if not self.request.key or self.request.source == NAME:
                    raise
                self.watch.say(f"{error} Congress.gov is asked.")
        elif self.request.source == NAME:
            check_congress(congress)
        return {"source": "Congress.gov", "actions": _lines(self._from_congress_gov(reference))}

    def _from_congress_gov(self, reference: BillReference) -> list[Row]:
        from votekit.fetchers.bill_actions import fetch_actions

        if not self.request.key and (reference.congress or 0) < FIRST_CONGRESS:
            raise RequestError(
                f"GovInfo has bills from the {ordinal(FIRST_CONGRESS)} Congress on, and "
                "Congress.gov wants a key: set CONGRESS_API_KEY, or give --api-key, to a key from "
                "https://api.congress.gov/sign-up."
            )
        rows = fetch_actions(self.client, self.congress_url, self.request.key, reference)
        # Also where none came: what Congress.gov takes back must not stay.
        self.writer.write_actions(rows, bills={reference.id})
        return rows


def _told(status: BillStatus) -> dict[str, object]:
    bill = status.bill
    return {
        "source": "GovInfo",
        "title": bill["title"],
        "sponsor": bill["sponsor"],
        "law": bill["law"],
        "actions": _lines(status.actions),
        "recorded_votes": [row["vote_id"] for row in status.votes],
        "disagreements": status.disagreements,
    }


def _lines(rows: list[Row]) -> list[str]:
    return [f"{row['date']}: {row['text']}" for row in rows]
