"""Bringing the record up to date: what ``votekit fetch`` does, for a notebook as well."""

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import filelock

from votekit.congresses import FIRST_CONGRESS, congress_of_date, year_of_session
from votekit.errors import RequestError, StoreError
from votekit.fetchers import congress_gov, house, senate
from votekit.fetchers.bulk import Outcome
from votekit.fetchers.chain import Chain
from votekit.fetchers.congress_site import CongressSite
from votekit.fetchers.files import Failure
from votekit.fetchers.house_site import HouseSite
from votekit.fetchers.intake import Change, Intake
from votekit.fetchers.interrupts import heeded
from votekit.fetchers.plan import Choice
from votekit.fetchers.request import DATA_SETS, Fetched, Request
from votekit.fetchers.rereading import read_again
from votekit.fetchers.senate_site import SenateSite
from votekit.fetchers.shelf import Shelf
from votekit.fetchers.site import Site
from votekit.fetchers.summary import ChamberSummary
from votekit.fetchers.transfer import CountedClient
from votekit.fetchers.watch import Nobody, Watch
from votekit.references import BillReference, RollCallReference, parse_reference
from votekit.store import Record, user_directory
from votekit.store.documents import Documents
from votekit.store.rows import EASTERN
from votekit.store.writing import StoreWriter

LOCK_SECONDS = 30.0

Place = tuple[int, str]


def fetch(
    request: Request | None = None,
    *,
    watch: Watch | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Fetched:
    """Bring the user's store up to date from the official sources, or from a data set.

    What the record has in either layer is not fetched again, unless it may have been corrected.
    Where the official sites are can be told by ``VOTEKIT_HOUSE_URL``, ``VOTEKIT_SENATE_URL`` and
    ``VOTEKIT_CONGRESS_URL`` in the environment. A ``KeyboardInterrupt`` ends the fetch: what had
    come is in the store, and ``interrupted`` is set.

    Raises
    ------
    RequestError
        When a source lacks what is asked for, or a name names nothing.
    StoreError
        When another fetch is under way, or the store cannot be read or written.
    """
    request = request or Request()
    run = _Run(request, watch or Nobody(), environment)
    if request.dry_run:
        run.ask()
        return run.fetched
    with _alone(run.fetched.store, run.watch), heeded():
        try:
            run.resume()
            run.ask()
        except KeyboardInterrupt:
            run.fetched.interrupted = True
        finally:
            run.end()
    return run.fetched


class _Run:
    """One fetch: its parts, wired together."""

    def __init__(self, request: Request, watch: Watch, environment: Mapping[str, str]) -> None:
        store = user_directory()
        self.request, self.watch = request, watch
        self.fetched = Fetched(store, dry_run=request.dry_run)
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
        self.chain = Chain(
            self.client, self.intake, self.shelf, watch, request.jobs, request.dry_run
        )
        self.congress_url = _base(environment, "VOTEKIT_CONGRESS_URL", congress_gov.URL)

    def resume(self) -> None:
        """Take in what an earlier fetch had got but not yet written."""
        groups = self.shelf.documents.pending()
        summaries = read_again(groups, self.readers, self.intake, self.shelf, self.watch)
        count = sum(len(summary.new) + len(summary.corrected) for summary in summaries)
        if count:
            self.fetched.said.append(
                f"{count} roll calls that an earlier fetch had got were taken in without asking."
            )
        for summary in summaries:
            if summary.failed or not summary.is_up_to_date:
                self.fetched.chambers.append(summary)

    def ask(self) -> None:
        """Do what was asked for."""
        request = self.request
        if request.reparse:
            groups = self.shelf.documents.all()
            self.fetched.chambers += read_again(
                groups, self.readers, self.intake, self.shelf, self.watch
            )
            return
        if request.source in DATA_SETS:
            self._from_data_set()
        elif request.votes or request.bills:
            self._named()
        else:
            self._congresses()
        for bill in request.bills:
            self._actions(bill)

    def end(self) -> None:
        """Write what came, whatever ended the fetch, and close the connections."""
        try:
            self.intake.flush()
            self.shelf.save()
        finally:
            self.client.close()

    def _congresses(self) -> None:
        today = datetime.now(EASTERN).date()
        for congress in _congresses(self.request, today):
            choices = _choices(self.request, congress, today)
            for chamber in self.request.chambers if choices else ():
                self._follow((congress, chamber), choices)

    def _named(self) -> None:
        numbers: dict[Place, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
        for text in self.request.votes:
            found = _rollcall(text)
            if found.chamber not in self.request.chambers:
                raise RequestError(
                    f"The source {self.request.source} has nothing of the "
                    f"{found.chamber.capitalize()}, so not {found.vote_id}: use --source auto."
                )
            numbers[found.congress, found.chamber][found.session].add(found.number)
        for place, sessions in sorted(numbers.items()):
            choices = {
                session: Choice(numbers=frozenset(found)) for session, found in sessions.items()
            }
            self._follow(place, choices)

    def _follow(self, place: Place, choices: dict[int, Choice]) -> None:
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

        for outcome in fetch_bulk(self.request, self.intake, self.client):
            self._add(outcome)

    def _add(self, outcome: Outcome) -> None:
        if isinstance(outcome, Change):
            summary = self._summary(_place(outcome.vote_id))
            summary.sources = [self.request.source]
            summary.add(outcome)
            self.watch.step(f"{outcome.vote_id}: {outcome.kind}")
        elif isinstance(outcome, Failure):
            self.fetched.failed[outcome.name] = outcome.why
            self.watch.step(f"{outcome.name}: {outcome.why}", failed=True)
        else:
            self.fetched.said.append(outcome.text)
            self.watch.say(outcome.text)

    def _actions(self, text: str) -> None:
        from votekit.fetchers.bill_actions import fetch_actions

        reference = parse_reference(text)
        if not isinstance(reference, BillReference):
            raise RequestError(f"“{text[:60]}” is a roll call: name it with --vote.")
        told: dict[str, object] = {"bill_id": reference.id}
        self.fetched.bills.append(told)
        if self.request.dry_run:
            told["would_ask"] = True
            return
        try:
            rows = fetch_actions(self.client, self.congress_url, self.request.key, reference)
            if rows:
                self.writer.write_actions(rows)
            told["actions"] = [f"{row['date']}: {row['text']}" for row in rows]
        except StoreError as error:
            told["failed"] = str(error)


def _client(request: Request) -> CountedClient:
    return CountedClient(
        contact=request.contact,
        delay=request.delay,
        attempts=request.retries + 1,
        connect_seconds=min(10.0, request.timeout),
        read_seconds=request.timeout,
        whole_seconds=4 * request.timeout,
        backoff=min(
            0.5, request.timeout / 60
        ),  # who waits little for answers, waits little between
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
    if not base.startswith(("https://", "http://")):
        raise RequestError(f"{name} is “{base[:60]}”, which is no address: write https://….")
    return base


def _congresses(request: Request, today: date) -> list[int]:
    if request.congress is not None:
        return [request.congress]
    current = congress_of_date(today)
    first = congress_of_date(request.since) if request.since else current
    if first > current:
        raise RequestError(f"{request.since} is yet to come: give a day that has been.")
    return list(range(max(first, FIRST_CONGRESS), current + 1))


def _choices(request: Request, congress: int, today: date) -> dict[int, Choice]:
    """Say what is wanted of each session that has begun; one ends by 3 January at the latest."""
    sessions = {}
    for session in (1, 2):
        year = year_of_session(congress, session)
        over = request.since is not None and request.since > date(year + 1, 1, 3)
        if request.session in (None, session) and year <= today.year and not over:
            sessions[session] = Choice(request.since, request.refresh)
    return sessions


def _rollcall(text: str) -> RollCallReference:
    reference = parse_reference(text)
    if isinstance(reference, RollCallReference):
        return reference
    if isinstance(reference, BillReference):
        raise RequestError(f"“{text[:60]}” is a bill: name it with --bill.")
    raise RequestError(
        f"{reference.id} is Voteview's number, by which the chambers do not publish: name the "
        "roll call by the chamber's own, as in s175-115.2017."
    )


def _place(vote_id: str) -> Place:
    """Read Congress and chamber off an id, as ``h413-115.2017``."""
    congress = vote_id.partition("-")[2].partition(".")[0]
    return int(congress), "house" if vote_id.startswith("h") else "senate"


@contextmanager
def _alone(store: Path, watch: Watch) -> Iterator[None]:
    """Keep two fetches into one store apart: the second waits a while, then says so."""
    try:
        store.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(store / ".fetch.lock")
        try:
            lock.acquire(timeout=0)
        except filelock.Timeout:
            watch.say(
                f"Another fetch is under way into {store}: waiting up to {LOCK_SECONDS:g} seconds."
            )
            lock.acquire(timeout=LOCK_SECONDS)
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
    try:
        yield
    finally:
        lock.release()
