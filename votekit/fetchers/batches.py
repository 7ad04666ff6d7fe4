"""Taking in many roll calls at once: which are chosen, in batches, and what became of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from votekit.congresses import session_of_year
from votekit.fetchers.files import Failure
from votekit.fetchers.intake import Change, Intake
from votekit.fetchers.parsed import ParsedVote, Row

BATCH = 50
CONGRESSES_HELD = 3
"""Of so many Congresses what the record has is held for comparing: data sets go by Congress."""


@dataclass(frozen=True)
class Chosen:
    """Which roll calls are wanted; ``None``, and no ``vote_ids``, stand for all."""

    congress: int | None = None
    chamber: str | None = None
    session: int | None = None
    since: date | None = None
    vote_ids: frozenset[str] = frozenset()

    def may_hold(
        self, congress: int, chamber: str, year: int | None = None, vote_id: str | None = None
    ) -> bool:
        """Tell from where a document lies whether it can be wanted."""
        session = session_of_year(year) if year is not None else None
        pairs = ((self.congress, congress), (self.chamber, chamber), (self.session, session))
        if vote_id is not None and not self._names(vote_id):
            return False
        # A session may end in the January of the next year.
        if self.since and year is not None and year < self.since.year - 1:
            return False
        return all(None in pair or pair[0] == pair[1] for pair in pairs)

    def admits(self, rollcall: Row) -> bool:
        """Tell whether a roll call is wanted; its ``date`` may be a day or an instant."""
        held = rollcall["date"]
        if self.since and (held.date() if isinstance(held, datetime) else held) < self.since:
            return False
        names = ("congress", "chamber", "session")
        wanted = all(getattr(self, name) in (None, rollcall[name]) for name in names)
        return wanted and self._names(rollcall["vote_id"])

    def _names(self, vote_id: str) -> bool:
        return not self.vote_ids or vote_id in self.vote_ids


@dataclass(frozen=True)
class Note:
    """Something about a data set as a whole that whoever fetches it should know."""

    text: str


Outcome = Change | Failure | Note


def take_in(intake: Intake, found: Iterable[ParsedVote | Failure | Note]) -> Iterator[Outcome]:
    """Take roll calls in as they are found, and tell what became of each.

    What was taken in is written at the end, and when the user stops it before.

    Raises
    ------
    StoreError
        When the store cannot be read or written; what was written before stays.
    """
    batch: list[ParsedVote] = []
    seen: set[int] = set()
    try:
        for one in found:
            if not isinstance(one, ParsedVote):
                yield one
                continue
            batch.append(one)
            if len(batch) == BATCH:
                yield from _taken(intake, batch, seen)
        yield from _taken(intake, batch, seen)
    except (KeyboardInterrupt, GeneratorExit):
        intake.flush()
        raise
    intake.flush()


def _taken(intake: Intake, batch: list[ParsedVote], seen: set[int]) -> Iterator[Change]:
    votes = list(batch)
    batch.clear()
    seen |= {vote.rollcall["congress"] for vote in votes}
    if len(seen) > CONGRESSES_HELD:
        intake.forget()
        seen.clear()
    yield from intake.take(votes) if votes else []
