"""What a request comes down to: Congresses, sessions, roll calls and bills by name."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from votekit.congresses import FIRST_CONGRESS, congress_of_date, year_of_session
from votekit.errors import RequestError
from votekit.fetchers.known import Place
from votekit.fetchers.plan import RECENT, Choice
from votekit.fetchers.request import Request
from votekit.references import BillReference, RollCallReference, parse_reference
from votekit.store.documents import Document

Choices = dict[int, Choice]
"""For each session that is wanted, what is wanted of it."""


def congresses_of(request: Request, today: date) -> list[int]:
    """Say which Congresses are wanted: the one named, else the current one, or all since a day.

    In its first days, with the current one comes the one before: its last roll calls may be
    missing, or be corrected still.

    Raises
    ------
    RequestError
        When the day is yet to come.
    """
    if request.congress is not None:
        return [request.congress]
    current = congress_of_date(today)
    if request.since and request.since > today:
        raise RequestError(f"{request.since} is yet to come: give a day that has been.")
    first = congress_of_date(request.since or today - RECENT)
    return list(range(max(first, FIRST_CONGRESS), current + 1))


def sessions_of(request: Request, congress: int, today: date) -> Choices:
    """Say what is wanted of each session that has begun; one ends by 3 January at the latest."""
    wanted = {}
    for session in (1, 2):
        year = year_of_session(congress, session)
        over = request.since is not None and request.since > date(year + 1, 1, 3)
        if request.session in (None, session) and year <= today.year and not over:
            wanted[session] = Choice(request.since, request.refresh)
    return wanted


def rollcalls_named(request: Request) -> dict[Place, Choices]:
    """Say which roll calls are wanted by name.

    Raises
    ------
    RequestError
        For what names no roll call, or one of a chamber that the source has not.
    """
    numbers: dict[Place, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for text in request.votes:
        found = _rollcall(text)
        if found.chamber not in request.chambers:
            raise RequestError(
                f"The source {request.source} has nothing of the {found.chamber.capitalize()}, so "
                f"not {found.vote_id}: use --source auto."
            )
        numbers[found.congress, found.chamber][found.session].add(found.number)
    return {
        place: {session: Choice(numbers=frozenset(found)) for session, found in sessions.items()}
        for place, sessions in sorted(numbers.items())
    }


def is_wanted(request: Request, document: Document) -> bool:
    """Tell whether a kept document is of a Congress, chamber and session that are wanted."""
    pairs = (
        (request.congress, document.congress),
        (request.session, document.session),
    )
    named = all(wanted in (None, found) for wanted, found in pairs)
    return named and document.chamber in request.chambers


def bills_named(texts: Iterable[str]) -> list[BillReference]:
    """Read the names of bills.

    Raises
    ------
    RequestError
        For what names no bill, or one of no Congress in particular.
    """
    bills = []
    for text in texts:
        reference = parse_reference(text)
        if not isinstance(reference, BillReference):
            raise RequestError(f"“{text[:60]}” is a roll call: name it with --vote.")
        if reference.congress is None:
            raise RequestError(
                f"{reference.spelled()} is in every Congress: write {reference.id}-119 for that of "
                "the 119th."
            )
        bills.append(reference)
    return bills


def place_of(vote_id: str) -> Place:
    """Read Congress and chamber off an id.

    >>> place_of("h413-115.2017")
    (115, 'house')
    """
    congress = vote_id.partition("-")[2].partition(".")[0]
    return int(congress), "house" if vote_id.startswith("h") else "senate"


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
