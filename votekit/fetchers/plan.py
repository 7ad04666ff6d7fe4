"""Which roll calls of a session to ask for: those that are missing or may have been corrected."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from votekit.fetchers.known import Held
from votekit.fetchers.site import Index, Listed, Site
from votekit.fetchers.transfer import Job
from votekit.shipped import vacated_numbers
from votekit.store.documents import ABSENT, Kept

RECENT = timedelta(days=30)
"""Corrections are nearly always published within this time."""
LOOK_AGAIN = timedelta(hours=12)
HOLES = 10
"""So many numbers in a row that are not posted are the end of a session, not a hole in it."""


@dataclass(frozen=True)
class Choice:
    """What was asked for, as far as it concerns one session.

    ``numbers`` are roll calls that were named one by one: those are asked for in any case.
    """

    since: date | None = None
    refresh: bool = False
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Session:
    """One session of one chamber, and what is known of it before anything is asked."""

    site: Site
    congress: int
    number: int
    held: Mapping[int, Held]
    kept: Mapping[int, list[Kept]]
    now: datetime
    done: set[int] = field(default_factory=set)

    def job(self, number: int, *, named: bool, beyond: bool = False) -> Job:
        """Make the job of one roll call; an absent document has no validators."""
        kept = tuple(one for one in self.kept.get(number, ()) if one.state != ABSENT)
        addresses = tuple(self.site.addresses(self.congress, self.number, number))
        return Job(number, addresses, kept, named, beyond)


def jobs_of(session: Session, index: Index, choice: Choice) -> list[Job]:
    """Say what to ask for, given the index.

    Numbers that the index does not name, but that lie below its highest, are asked for too: lists
    leave some out. What a session is known to have vacated is not. With ``since`` the newest come
    first, so that asking can stop at the first that is older.
    """
    if choice.numbers:
        numbers = sorted(choice.numbers - session.done)
        return [session.job(number, named=True) for number in numbers]
    wanted = [
        session.job(number, named=number in index.listed or number in session.held)
        for number in range(1, index.highest + 1)
        if number not in session.done and _is_wanted(session, number, index, choice)
    ]
    return wanted[::-1] if choice.since else wanted


def _is_wanted(session: Session, number: int, index: Index, choice: Choice) -> bool:
    listed = index.listed.get(number, Listed())
    held = session.held.get(number)
    day = held.day if held else listed.day
    if choice.since and day and day < choice.since:
        return False
    if held is None:
        return not _is_hole(session, number, index, choice)
    return choice.refresh or _may_be_corrected(session, number, held, listed)


def _is_hole(session: Session, number: int, index: Index, choice: Choice) -> bool:
    """Tell whether it is known that there is nothing under a number."""
    place = (session.site.chamber, session.congress, session.number, number)
    if place in vacated_numbers():
        return True
    asked = [one.checked_at for one in session.kept.get(number, ()) if one.state == ABSENT]
    looked = any(timedelta(0) <= session.now - one < LOOK_AGAIN for one in asked)
    return looked and number not in index.listed and not choice.refresh


def _may_be_corrected(session: Session, number: int, held: Held, listed: Listed) -> bool:
    looks = [held.updated, *(one.checked_at for one in session.kept.get(number, ()))]
    # A look that is yet to come was noted by a wrong clock, and tells nothing.
    checked = max((one for one in looks if one <= session.now), default=None)
    if listed.updated is not None:
        return checked is None or listed.updated > checked
    recent = session.now.date() - held.day <= RECENT
    return recent and (checked is None or session.now - checked > LOOK_AGAIN)
