"""Bringing the record up to date: what ``votekit fetch`` does, for a notebook as well."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import filelock

from votekit.api.fetching_documents import DocumentsRun
from votekit.errors import RequestError, StoreError, VotekitError
from votekit.fetchers import congress_gov, house, senate
from votekit.fetchers.boundary import Boundary
from votekit.fetchers.chain import Chain
from votekit.fetchers.congress_site import CongressSite
from votekit.fetchers.govinfo.parse import URL as GOVINFO
from votekit.fetchers.govinfo.site import ADDRESS as GOVINFO_ADDRESS
from votekit.fetchers.house_site import HouseSite
from votekit.fetchers.intake import Change, Intake
from votekit.fetchers.interrupts import heeded
from votekit.fetchers.known import Place
from votekit.fetchers.request import DATA_SETS, OF_BILLS, Fetched, Request
from votekit.fetchers.rereading import read_again
from votekit.fetchers.selection import (
    Choices,
    bills_named,
    congresses_of,
    is_wanted,
    place_of,
    rollcalls_named,
    sessions_of,
)
from votekit.fetchers.senate_site import SenateSite
from votekit.fetchers.shelf import Shelf
from votekit.fetchers.site import Site
from votekit.fetchers.summary import ChamberSummary
from votekit.fetchers.transfer import CountedClient
from votekit.fetchers.watch import Nobody, Watch
from votekit.store import Record, user_directory
from votekit.store.documents import Damaged, Documents, Group
from votekit.store.locking import locked
from votekit.store.rows import EASTERN
from votekit.store.writing import StoreWriter
from votekit.whole_file import make_directory
from votekit.words.counts import counted

if TYPE_CHECKING:
    from votekit.fetchers.bulk import Outcome

LOCK_SECONDS = 30.0


def fetch(
    request: Request | None = None,
    *,
    watch: Watch | None = None,
    environment: Mapping[str, str] | None = None,
) -> Fetched:
    """Bring the user's store up to date from the official sources, or from a data set.

    What the record has in either layer is not fetched again, unless it may have been corrected.
    Where the official sites are can be told by ``VOTEKIT_HOUSE_URL``, ``VOTEKIT_SENATE_URL``,
    ``VOTEKIT_CONGRESS_URL`` and ``VOTEKIT_GOVINFO_URL`` in the environment. A
    ``KeyboardInterrupt`` ends the fetch: what had come is in the store, and ``interrupted`` is set.

    Raises
    ------
    RequestError
        When a source lacks what is asked for, or a name names nothing.
    StoreError
        When another fetch is under way, or the store cannot be read or written.
    """
    request = request or Request()
    run = _Run(request, watch or Nobody(), os.environ if environment is None else environment)
    if request.dry_run:
        run.ask()
        return run.fetched
    with _alone(run.fetched.store, run.watch), heeded():
        try:
            run.resume()
            run.ask()
        except KeyboardInterrupt:
            run.stopped()
        finally:
            run.end()
    return run.fetched


class _Run:
    """One fetch: its parts, wired together."""

    def __init__(self, request: Request, watch: Watch, environment: Mapping[str, str]) -> None:
        store = user_directory()
        self.request, self.watch, self.environment = request, watch, environment
        self.fetched = Fetched(store, dry_run=request.dry_run)
        # Wrong names are told before anything is asked for.
        self.bills = bills_named(request.bills)
        self.rollcalls = {} if request.source in DATA_SETS else rollcalls_named(request)
        self.sites = _sites(request, environment)
        self.readers = {site.name: site for site in self.sites.values()}
        self.client = _client(request)
        self.shelf = Shelf(Documents(store))
        self.writer = StoreWriter(store)
        self.intake = Intake(
            self.writer,
            lambda: Record.open(store),
            before_writing=self.shelf.save,
            on_written=self.shelf.settle,
        )
        self.boundary = Boundary(store, request.key)
        self.chain = Chain(
            self.client,
            self.intake,
            self.shelf,
            watch,
            request.jobs,
            request.dry_run,
            self.boundary,
        )
        self.documents = DocumentsRun(
            request=request,
            fetched=self.fetched,
            client=self.client,
            writer=self.writer,
            kept=self.shelf.documents,
            boundary=self.boundary,
            watch=watch,
            congress_url=_base(environment, "VOTEKIT_CONGRESS_URL", congress_gov.URL),
            govinfo_url=_base(environment, GOVINFO_ADDRESS, GOVINFO),
        )

    def resume(self) -> None:
        """Take in what an earlier fetch had got but not yet written."""
        groups = self.shelf.documents.pending()
        summaries = self._read_again(groups)
        count = sum(len(summary.new) + len(summary.corrected) for summary in summaries)
        if count:
            were = "was" if count == 1 else "were"
            self.fetched.said.append(
                f"{counted(count, 'roll call')} that an earlier fetch had got {were} taken in "
                "without asking."
            )
        for summary in summaries:
            if summary.failed or not summary.is_up_to_date:
                self.fetched.chambers.append(summary)

    def ask(self) -> None:
        """Do what was asked for."""
        request = self.request
        if request.reparse:
            groups = (
                one
                for one in self.shelf.documents.all()
                if isinstance(one, Damaged) or is_wanted(request, one[0])
            )
            self.fetched.chambers += self._read_again(groups)
            self.documents.read_again()
            return
        if request.source in DATA_SETS:
            self._from_data_set()
        elif request.source in OF_BILLS or request.all_bills:
            self.documents.ask(self.bills)
            return
        elif request.votes or request.bills:
            for place, choices in self.rollcalls.items():
                self._follow(place, choices)
        else:
            self._congresses()
        for bill in self.bills:
            self.documents.bill(bill)

    def _read_again(self, groups: Iterable[Group]) -> list[ChamberSummary]:
        summaries, damaged = read_again(
            groups, self.readers, self.intake, self.shelf, self.watch, self.boundary
        )
        self.fetched.failed |= damaged
        return summaries

    def stopped(self) -> None:
        """Note that the user ended it; a site's chamber has noted it itself."""
        self.fetched.interrupted = True
        if self.request.source in DATA_SETS:
            for summary in self.fetched.chambers:
                summary.stopped = True

    def end(self) -> None:
        """Write what came, whatever ended the fetch, and close the connections."""
        try:
            self.intake.flush()
            self.shelf.save()
        finally:
            self.client.close()

    def _congresses(self) -> None:
        today = datetime.now(EASTERN).date()
        wanted = {
            congress: choices
            for congress in congresses_of(self.request, today)
            if (choices := sessions_of(self.request, congress, today))
        }
        if not wanted:
            raise RequestError(f"That session has not begun by {today}: name one that has.")
        for congress, choices in wanted.items():
            for chamber in self.request.chambers:
                self._follow((congress, chamber), choices)

    def _follow(self, place: Place, choices: Choices) -> None:
        congress, chamber = place
        names = [chamber, "congress"] if self.request.source == "auto" else [self.request.source]
        sites = [
            self.sites[name]
            for name in names
            if self.sites[name].chamber == chamber
            and (name != "congress" or self._has_congress_gov(congress))
        ]
        self.chain.follow(sites, self._summary(place), choices)

    def _has_congress_gov(self, congress: int) -> bool:
        return bool(self.request.key) and congress >= congress_gov.FIRST_CONGRESS

    def _summary(self, place: Place) -> ChamberSummary:
        """Find or begin the summary of a chamber: what was resumed is told with the rest."""
        for summary in self.fetched.chambers:
            if (summary.congress, summary.chamber) == place:
                return summary
        summary = ChamberSummary(place[1], place[0])
        self.fetched.chambers.append(summary)
        return summary

    def _from_data_set(self) -> None:
        from votekit.fetchers.bulk import fetch_bulk

        try:
            for outcome in fetch_bulk(self.request, self.intake, self.client, self.environment):
                self._add(outcome)
        except VotekitError:
            raise
        except Exception as error:
            # What came before stays; what a data set has behind it is not looked at.
            name = self.request.place or self.request.source
            self.fetched.failed[name] = str(self.boundary.failure(name, error))

    def _add(self, outcome: "Outcome") -> None:
        from votekit.fetchers.files import Failure

        if isinstance(outcome, Change):
            summary = self._summary(place_of(outcome.vote_id))
            summary.sources = [self.request.source]
            summary.add(outcome)
            self.watch.step(f"{outcome.vote_id}: {outcome.kind}")
        elif isinstance(outcome, Failure):
            self.fetched.failed[outcome.name] = outcome.why
            self.watch.step(f"{outcome.name}: {outcome.why}", failed=True)
        else:
            self.fetched.said.append(outcome.text)
            self.watch.say(outcome.text)


def _client(request: Request) -> CountedClient:
    return CountedClient(
        contact=request.contact,
        delay=request.delay,
        attempts=request.retries + 1,
        connect_seconds=min(10.0, request.timeout),
        read_seconds=request.timeout,
        whole_seconds=request.timeout,
        # Who waits little for answers waits little between them.
        backoff=min(0.5, request.timeout / 60),
    )


def _sites(request: Request, environment: Mapping[str, str]) -> dict[str, Site]:
    return {
        "house": HouseSite(_base(environment, "VOTEKIT_HOUSE_URL", house.URL)),
        "senate": SenateSite(_base(environment, "VOTEKIT_SENATE_URL", senate.URL)),
        "congress": CongressSite(
            request.key or "", _base(environment, "VOTEKIT_CONGRESS_URL", congress_gov.URL)
        ),
    }


def _base(environment: Mapping[str, str], name: str, usual: str) -> str:
    base = (environment.get(name) or usual).strip().rstrip("/")
    try:
        parts = urlsplit(base)
        good = parts.scheme in {"https", "http"} and parts.hostname and parts.port != 0
    except ValueError:
        good = False
    if not good or not re.fullmatch("[!-~]+", base):
        raise RequestError(f"{name} is “{base[:60]}”, which is no address: write https://….")
    if parts.username is not None:
        # The address of each document is stored with its rows, and told.
        raise RequestError(f"{name} holds a user or a password: leave them out of the address.")
    return base


@contextmanager
def _alone(store: Path, watch: Watch) -> Iterator[None]:
    """Keep two fetches into one store apart: the second waits a while, then says so."""
    file = store / ".fetch.lock"
    with ExitStack() as held:
        try:
            make_directory(store)
            try:
                held.enter_context(locked(file, 0))
            except filelock.Timeout:
                watch.say(
                    f"Another fetch is under way into {store}: waiting up to {LOCK_SECONDS:g} "
                    "seconds."
                )
                held.enter_context(locked(file, LOCK_SECONDS))
        except filelock.Timeout as error:
            raise StoreError(
                f"Another fetch has been under way into {store} for {LOCK_SECONDS:g} seconds: wait "
                "for it, then run the same command again."
            ) from error
        except OSError as error:
            raise StoreError(
                f"The store {store} cannot be written ({error.strerror or error}): permit writing "
                "there, or set VOTEKIT_DATA to another directory."
            ) from error
        yield
