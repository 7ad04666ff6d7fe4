"""Bringing sessions up to date from one site: ask, check that it is what was asked for, take in.

The documents are kept before their rows are written, and marked afterwards, so that a fetch that
is killed loses nothing that had come. A bad answer is one line in the summary, and changes nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from votekit.congresses import spell_vote_id, year_of_session
from votekit.errors import StoreError
from votekit.fetchers.boundary import Boundary
from votekit.fetchers.errors import DocumentError, NotPosted, RefusedPage
from votekit.fetchers.http import AbsentError, FetchError, RefusedError, UnreachableError
from votekit.fetchers.intake import Change, Intake
from votekit.fetchers.interrupts import put_off
from votekit.fetchers.known import LazyMembers
from votekit.fetchers.parsed import ParsedVote, Row
from votekit.fetchers.plan import HOLES, Choice, Session, jobs_of
from votekit.fetchers.shelf import Shelf
from votekit.fetchers.site import Index, Site
from votekit.fetchers.summary import ChamberSummary
from votekit.fetchers.transfer import (
    AHEAD,
    FAILURES,
    REFUSALS,
    Arrival,
    CountedClient,
    Job,
    Patience,
    Transfer,
)
from votekit.fetchers.validate import validated
from votekit.fetchers.watch import Watch
from votekit.store import user_directory
from votekit.store.documents import Document

MOST = 2_000
"""No session has had so many roll calls: a list that names a higher number is wrong."""


class SiteClosedError(StoreError):
    """A site is no longer asked, since it refuses or does not answer."""


class UnreachableSiteError(SiteClosedError):
    """There is no way to a site: this computer may be offline."""


@dataclass
class Gathering:
    """One site, asked for sessions of one chamber in one Congress.

    ``dry`` asks for the indexes only, and says what would be asked for.
    """

    site: Site
    client: CountedClient
    intake: Intake
    shelf: Shelf
    summary: ChamberSummary
    watch: Watch
    threads: int
    dry: bool = False
    boundary: Boundary = field(default_factory=lambda: Boundary(user_directory()))
    _patience: Patience = field(default_factory=Patience)

    def bring(self, number: int, choice: Choice, done: set[int]) -> None:
        """Bring one session up to date; ``done`` are the roll calls that have come already.

        Raises
        ------
        SiteClosedError
            When the site refuses or does not answer, so that no more of it will be asked.
        StoreError
            When the store cannot be read or written.
        """
        congress = self.summary.congress
        session = Session(
            site=self.site,
            congress=congress,
            number=number,
            held=self.intake.known.numbers(congress, self.site.chamber, number),
            kept=self.shelf.documents.known(self.site.name, congress, number),
            now=datetime.now(UTC),
            done=done,
        )
        if choice.numbers:
            self._ask(session, jobs_of(session, Index(), choice), choice)
            return
        index = self._index(session)
        if index is None:
            self._probe(session, choice)
        else:
            self._ask(session, jobs_of(session, index, choice), choice)

    def _index(self, session: Session) -> Index | None:
        year = year_of_session(session.congress, session.number)
        what = f"the list of roll calls of {year} at {self.site.title}"
        try:
            index = self.site.index(self.client, session.congress, session.number)
            if index.highest > MOST:
                raise DocumentError(
                    f"It names roll call {index.highest}, more than any session has had."
                )
            return index
        except RefusedError as error:
            self.summary.failed[what] = str(self._refused())
            raise self._closed(f"{self.site.refusal} (403)") from error
        except UnreachableError as error:
            # Numbers would be tried in vain, and there may be none of them.
            raise UnreachableSiteError(f"No connection to {self.site.title}.") from error
        except (AbsentError, NotPosted) as error:
            if not session.held and year >= session.now.year:
                # Numbers are tried all the same: there may be roll calls without a list.
                self.summary.said.append(
                    f"{_start(self.site.title)} has no list of roll calls of {year} yet."
                )
                return None
            problem: StoreError = error
        except (FetchError, DocumentError) as error:
            problem = error
        except StoreError:
            raise
        except Exception as error:
            problem = self.boundary.failure(what, error)
        instead = "" if self.dry else ", so numbers are tried one by one"
        said = f"{_start(what)} cannot be used{instead}. {problem}"
        self.summary.said.append(said)
        self.watch.say(said)
        return None

    def _probe(self, session: Session, choice: Choice) -> None:
        """Try numbers upward, past holes; what is missing below the highest known comes first."""
        if self.dry:
            self.summary.said.append("Without a list it cannot be said what would be asked for.")
            return
        highest = max(session.held, default=0)
        self._ask(session, jobs_of(session, Index({}, highest), choice), choice)
        while True:
            numbers = range(highest + 1, highest + 1 + HOLES)
            jobs = [session.job(number, named=False, beyond=True) for number in numbers]
            posted = self._ask(session, jobs, Choice())
            if not posted:
                return
            highest = max(posted)

    def _ask(self, session: Session, jobs: list[Job], choice: Choice) -> set[int]:
        """Ask for roll calls; give the numbers that are posted."""
        if self.dry:
            self.summary.would_ask += [self._id(session, job.number) for job in jobs]
            return set()
        if not jobs:
            return set()
        left = {job.number: job for job in jobs}
        year = year_of_session(session.congress, session.number)
        self.watch.plan(f"{self.site.chamber.capitalize()} {year}", len(jobs))
        transfer = Transfer(
            self.client,
            self.site.request_headers(),
            jobs,
            self._patience,
            threads=self.threads,
            ahead=1 if choice.since else AHEAD,
        )
        try:
            return self._look_at(session, transfer, left, choice)
        except KeyboardInterrupt:
            # What has come is taken in still; what is under way is not waited for.
            transfer.stop()
            with put_off():
                for arrival in transfer.already_here():
                    left.pop(arrival.job.number, None)
                    self._arrived(session, arrival)
                self._leave(session, left)
            raise
        finally:
            transfer.stop()

    def _look_at(
        self, session: Session, transfer: Transfer, left: dict[int, Job], choice: Choice
    ) -> set[int]:
        posted: set[int] = set()
        while transfer.is_running:
            with put_off():
                arrival = transfer.wait()
                if arrival is None:
                    self.shelf.save()
                    continue
                left.pop(arrival.job.number, None)
                day = self._arrived(session, arrival)
            if day:
                posted.add(arrival.job.number)
            if day and choice.since and day < choice.since:
                left.clear()
                transfer.stop()
        closed = self._is_closed(bool(posted or left))
        if closed:
            self._leave(session, left)
            raise closed
        # Nothing is left unless a thread has died: what it was asked for is told.
        self._leave(session, left)
        return posted

    def _leave(self, session: Session, left: Mapping[int, Job]) -> None:
        """Note what was wanted and is not asked for; whether there is more is not known."""
        numbers = sorted(number for number, job in left.items() if not job.beyond)
        self.summary.not_asked += [self._id(session, number) for number in numbers]

    def _is_closed(self, others: bool) -> SiteClosedError | None:
        if self._patience.waits >= REFUSALS:
            return self._closed("wants no more requests for some time")
        if self._patience.pages >= REFUSALS:
            return self._closed(f"{self.site.refusal} (with a page that says so)")
        refused = self._patience.refusals
        if refused and (self._patience.is_lost or not others):
            return self._closed(f"{self.site.refusal} (403)")
        if self._patience.is_lost:
            return self._closed(f"failed {FAILURES} times in a row")
        return None

    def _refused(self) -> FetchError:
        return FetchError(f"{_start(self.site.title)} {self.site.refusal} (403).")

    def _closed(self, what: str) -> SiteClosedError:
        return SiteClosedError(f"{_start(self.site.title)} {what} and is no longer asked.")

    def _arrived(self, session: Session, arrival: Arrival) -> date | None:
        """Take in what arrived; give the day of the roll call, if it is one."""
        vote_id = self._id(session, arrival.job.number)
        try:
            if arrival.error:
                raise arrival.error
            day = self._take(session, arrival, vote_id)
        except (AbsentError, NotPosted) as error:
            self._absent(session, arrival.job, vote_id, error)
            return None
        except (FetchError, DocumentError) as error:
            self._patience.pages += isinstance(error, RefusedPage)
            if not arrival.job.beyond:
                self._fail(vote_id, self._refused() if isinstance(error, RefusedError) else error)
            return None
        except StoreError:
            # The store itself is at fault: no other roll call can be taken in either.
            raise
        except Exception as error:
            self._fail(vote_id, self.boundary.failure(vote_id, error))
            return None
        self._patience.pages = 0
        return day

    def _take(self, session: Session, arrival: Arrival, vote_id: str) -> date:
        documents = self.shelf.documents_of(session, arrival)
        members = LazyMembers(self.intake.known, (session.congress, self.site.chamber))
        vote = read_documents(self.site, documents, members)
        if all(answer.body is None for answer in arrival.answers):
            self.shelf.confirm(self.site.name, arrival.job.addresses)
        elif not self.intake.objection(vote):
            # What does not replace the roll call does not replace its kept document either.
            self.shelf.put(documents)
        # Compared though it be unchanged: another source may have been taken in since.
        (change,) = self.intake.take([vote])
        if change.kind == "kept":
            change = self._not_taken(change, documents)
        else:
            self.shelf.let_go(documents)
            # What was not taken is asked for at the next source.
            session.done.add(arrival.job.number)
        self.summary.add(change)
        self.watch.step(f"{vote_id}: {_told(change)}", failed=change.held_back)
        day: date = vote.rollcall["date"].date()
        return day

    def _not_taken(self, change: Change, documents: list[Document]) -> Change:
        """Note that what a site gives now was not had; keep it, where it cannot be believed."""
        if not change.held_back:
            return replace(change, held_back=True)
        path = self.shelf.set_aside(documents)
        why = f"held back, since {change.changes[0].rstrip('.')}; kept for inspection in {path}"
        return replace(change, changes=(why, *change.changes[1:]))

    def _absent(self, session: Session, job: Job, vote_id: str, error: StoreError) -> None:
        if job.named:
            self._fail(vote_id, error)
            return
        if not job.beyond:
            self.summary.not_posted.append(vote_id)
            if not job.kept:
                self.shelf.put_absent(session, job)
        self.watch.step(f"{vote_id}: not posted")

    def _fail(self, vote_id: str, error: StoreError) -> None:
        self.summary.failed[vote_id] = str(error)
        self.watch.step(f"{vote_id}: {error}", failed=True)

    def _id(self, session: Session, number: int) -> str:
        return spell_vote_id(self.site.chamber, number, session.congress, session.number)


def read_documents(site: Site, documents: list[Document], members: Iterable[Row]) -> ParsedVote:
    """Turn documents into the rows of the roll call that they were asked for.

    Raises
    ------
    DocumentError
        When they are none, or of another roll call, or hold what no table can.
    """
    vote = site.parse(documents, members)
    check_place(vote, documents[0])
    return validated(vote)


def _told(change: Change) -> str:
    return f"not taken, {change.changes[0]}" if change.held_back else change.kind


def check_place(vote: ParsedVote, asked: Document) -> None:
    """Refuse a document of another roll call than was asked for, or of no day of its session.

    Raises
    ------
    DocumentError
        With both names, or the day.
    """
    row = vote.rollcall
    found = (row["chamber"], row["congress"], row["session"], row["number"])
    if found != asked.key:
        chamber, congress, session, number = asked.key
        wanted = spell_vote_id(chamber, number, congress, session)
        raise DocumentError(
            f"The document at {asked.url} is of {row['vote_id']}, not of {wanted}, which was "
            "asked for: it was not used; try again later."
        )
    day = row["date"].date()
    if not _is_of(day, asked.congress, asked.session):
        raise DocumentError(
            f"The document at {asked.url} is dated {day}, which is no day of its session: it was "
            "not used; try again later."
        )


def _is_of(day: date, congress: int, session: int) -> bool:
    """Tell whether a session can have had a day; one may end in the January of the next year."""
    year = year_of_session(congress, session)
    return date(year, 1, 1) <= day <= date(year + 1, 1, 3)


def _start(text: str) -> str:
    return text[:1].upper() + text[1:]
