"""Finding in the record what a reference names, or saying what is nearest to it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pyarrow as pa

from votekit.congresses import (
    CHAMBERS,
    ordinal,
    year_of_session,
)
from votekit.errors import RequestError
from votekit.linked import filed, with_linked
from votekit.lookup_misses import no_bill, no_rollcall
from votekit.lookup_titles import bills_titled, is_title, several
from votekit.popular_names import bills_called
from votekit.references import (
    BillReference,
    Reference,
    RollCallReference,
    VoteviewReference,
    parse_reference,
)
from votekit.store import Record, Wanted, history
from votekit.store.rows import rows_at
from votekit.words.phrases import for_headline
from votekit.words.rollcall import COLUMNS as WORDED
from votekit.words.titles import tidy

Row = dict[str, Any]

_MEASURED = (
    "vote_id congress chamber session number date kind category type question subject stage rule "
    "subject_to_veto requires result yea nay present not_voting listed delegates_yea "
    "delegates_nay vice_president recorded_yea recorded_nay outcome recorded_outcome words "
    "nomination bill_id bill_title source source_url"
).split()
DETAIL = list(dict.fromkeys([*_MEASURED, *WORDED]))
"""The columns of ``rollcalls`` that an answer about one roll call is made of."""


MOST_WORDS = 8
"""No reference that is typed word by word has more."""


@dataclass(frozen=True)
class FoundBill:
    """A bill with all its roll calls.

    ``said`` tells how a reference without Congress was read; ``name`` is the title or popular name
    by which it was asked for, and empty where it was asked for by number; ``unrecorded`` tells of
    which chamber the record has no roll call of the Congress's first year.
    """

    reference: BillReference
    rollcalls: list[Row]
    said: list[str] = field(default_factory=list)
    unrecorded: dict[str, int] = field(default_factory=dict)
    name: str = ""


@dataclass(frozen=True)
class FoundRollCall:
    """One roll call, filed under the bill that it decides (``votekit.linked``)."""

    rollcall: Row


def find(record: Record, text: str) -> FoundBill | FoundRollCall:
    """Find what a reference names.

    Raises
    ------
    RequestError
        When it cannot be understood, or names nothing in the record; the sentence gives the
        nearest matches.
    """
    try:
        reference = parse_reference(text)
    except RequestError as error:
        return _find_named(record, text, error)
    if isinstance(reference, BillReference):
        return _find_bill(record, reference)
    if isinstance(reference, VoteviewReference):
        return _find_by_count(record, reference)
    return _find_rollcall(record, reference)


def within(text: str, congress: int | None) -> str:
    """Read a bill without a Congress as one of the Congress given beside it.

    Raises
    ------
    RequestError
        When the reference is of another Congress.

    >>> within("H.R. 1", 115), within("hr3364-115", 115), within("hr1", None)
    ('hr1-115', 'hr3364-115', 'hr1')
    """
    if congress is None:
        return text
    called = [one.bill_id for one in bills_called(text) if one.bill_id.endswith(f"-{congress}")]
    if len(called) == 1:
        return called[0]
    reference = parse_reference(text)
    if isinstance(reference, BillReference) and reference.congress is None:
        return f"{reference.id}-{congress}"
    if reference.congress != congress:
        raise RequestError(
            f"“{text}” is of the {ordinal(reference.congress or 0)} Congress, not of the "
            f"{ordinal(congress)}: leave out --congress."
        )
    return text


def grouped(words: Sequence[str]) -> list[str]:
    """Join adjacent words that only together name something: ``hr3364 115``, ``house 413 2017``.

    A word that names a bill or roll call by itself starts a new one. A bill without a Congress
    takes the number behind it for its Congress, as does everyone who writes so.

    Raises
    ------
    RequestError
        When the words name one thing together and others apart.

    >>> grouped(["hr3364", "115"]), grouped(["house", "413", "2017"])
    (['hr3364 115'], ['house 413 2017'])
    >>> grouped(["hr3364-115", "s175-115.2017"]), grouped(["hr", "1", "115", "s1-117.2021"])
    (['hr3364-115', 's175-115.2017'], ['hr 1 115', 's1-117.2021'])
    """
    joined: list[str] = []
    place = 0
    while place < len(words):
        taken = _together(words, place)
        if words[place].isdecimal() and taken == 1 and joined:
            joined[-1] = _with_loose(joined[-1], words[place])
        else:
            joined.append(" ".join(words[place : place + taken]))
        place += taken
    return joined


def _with_loose(before: str, number: str) -> str:
    """Put a number that names nothing by itself to the word before it, which then says why not.

    Raises
    ------
    RequestError
        When that is whole already, so that two references may be meant.
    """
    if " " not in before and _named_by(f"{before} {number}") is None:
        return f"{before} {number}"
    raise RequestError(
        f"“{number}” after “{before}” names nothing by itself: put each reference in quotes, as "
        f'"{before}" "hr{number}-115".'
    )


def _together(words: Sequence[str], place: int) -> int:
    """Count the words from a place on that make one reference: the most that do."""
    first = _named_by(words[place])
    if first is not None and not _lacks_congress(first):
        return 1
    rest = len(words) - place
    for taken in range(min(rest, MOST_WORDS), 1, -1):
        parts = words[place : place + taken]
        # What is whole by itself, as hr3364-115, is no part of another reference.
        whole = [_named_by(part) for part in parts[1:]]
        if any(one is not None for one in whole):
            continue
        if _named_by(" ".join(parts)) is not None or bills_called(" ".join(parts)):
            return taken
    return 1


def _named_by(text: str) -> Reference | None:
    try:
        return parse_reference(text)
    except RequestError:
        return None


def _lacks_congress(reference: Reference) -> bool:
    return isinstance(reference, BillReference) and reference.congress is None


def _find_named(record: Record, text: object, error: RequestError) -> FoundBill:
    """Find a bill by a popular name or by its title, which becomes the title that is shown.

    Raises
    ------
    RequestError
        When no bill is so called, or several are.
    """
    if not isinstance(text, str):
        raise error
    called = bills_called(text)
    if len(called) == 1:
        (one,) = called
        note = f": {one.note}" if one.note else ""
        said = f"“{one.name}” read as {one.bill_id} (data/popular_names.csv){note}."
        return _named(record, one.bill_id, one.name, said)
    if called:
        notes = {one.bill_id: one.note for one in called}
        raise several(record, called[0].name, notes, titled=True) from error
    bills, titles = bills_titled(record, text)
    exact = bool(bills) and is_title(text, titles[bills[0]])
    if len(bills) == 1 and exact:
        name = for_headline(tidy(titles[bills[0]]))
        return _named(record, bills[0], name, f"“{name}” read as {bills[0]}, which has that title.")
    if bills:
        raise several(record, text, dict.fromkeys(bills, ""), titled=exact) from error
    raise error


def _named(record: Record, bill_id: str, name: str, said: str) -> FoundBill:
    reference = parse_reference(bill_id)
    assert isinstance(reference, BillReference)
    found = _find_bill(record, reference)
    return replace(found, said=[said, *found.said], name=name)


def _find_bill(record: Record, reference: BillReference) -> FoundBill:
    said: list[str] = []
    if reference.congress is None:
        reference, said = _latest(record, reference)
    table = record.rollcalls(Wanted(congress=reference.congress), DETAIL)
    # "hr3364-115" may also be voted on in a later Congress's files; the id says the bill's own.
    bills = table["bill_id"].to_pylist()
    places = [index for index, bill in enumerate(bills) if bill == reference.id]
    rows = with_linked(rows_at(table, places), table, {reference.id})
    if not rows:
        raise no_bill(record, reference)
    missing = unrecorded_years(table).get(reference.congress or 0, {})
    return FoundBill(reference, rows, said, missing)


def unrecorded_years(table: pa.Table) -> dict[int, dict[str, int]]:
    """Name, for each Congress of some roll calls, the chambers whose first year is missing."""
    columns = (table[name].to_pylist() for name in ("congress", "chamber", "session"))
    present = set(zip(*columns, strict=True))
    return {
        congress: {
            chamber: year_of_session(congress, 1)
            for chamber in CHAMBERS
            if (congress, chamber, 1) not in present and (congress, chamber, 2) in present
        }
        for congress in {congress for congress, _, _ in present}
    }


def _latest(record: Record, reference: BillReference) -> tuple[BillReference, list[str]]:
    stem = f"{reference.type}{reference.number}-"
    ids = record.rollcalls(columns=["bill_id"])["bill_id"].to_pylist()
    congresses = sorted({int(bill[len(stem) :]) for bill in ids if bill and bill.startswith(stem)})
    if not congresses:
        raise no_bill(record, reference)
    latest = congresses[-1]
    found = BillReference(reference.type, reference.number, latest)
    others = ", ".join(ordinal(congress) for congress in congresses[:-1])
    said = f"{reference.spelled()} read as that of the {ordinal(latest)} Congress"
    if others:
        said += (
            f", the latest of those with a roll call (also {others}): to name another, "
            f"write {stem}{congresses[-2]}"
        )
    return found, [f"{said}."]


def _find_rollcall(record: Record, reference: RollCallReference) -> FoundRollCall:
    wanted = Wanted(reference.congress, reference.chamber)
    table = record.rollcalls(wanted, DETAIL)
    ids = table["vote_id"].to_pylist()
    if reference.vote_id not in ids:
        raise no_rollcall(record, reference)
    return FoundRollCall(filed(rows_at(table, [ids.index(reference.vote_id)])[0]))


def _before_1989(reference: VoteviewReference) -> str:
    """Say what answers for a Congress whose roll calls are kept apart (docs/history.md)."""
    if reference.congress > history.LAST:
        return ""
    return (
        " Roll calls before 1989 are kept apart: `votekit margin`, `votekit split` and `votekit "
        "vote` show them, vk.historical_vote in Python."
    )


def _find_by_count(record: Record, reference: VoteviewReference) -> FoundRollCall:
    """Find a roll call by Voteview's number, which counts through a whole Congress.

    Voteview leaves out quorum calls and vacated numbers (data/README.md).
    """
    table = record.rollcalls(Wanted(reference.congress, reference.chamber), DETAIL)
    places = [
        (session, number, index)
        for index, (congress, chamber, session, number, kind) in enumerate(
            zip(
                *(
                    table[name].to_pylist()
                    for name in ["congress", "chamber", "session", "number", "kind"]
                ),
                strict=True,
            )
        )
        if (congress, chamber) == (reference.congress, reference.chamber)
        and kind in {"vote", "election"}
    ]
    if not 1 <= reference.rollnumber <= len(places):
        raise RequestError(
            f"{reference.id} is not in the record: by Voteview's count it has "
            f"{len(places):,} roll calls of the {ordinal(reference.congress)} "
            f"{reference.chamber.capitalize()}.{_before_1989(reference)}"
        )
    index = sorted(places)[reference.rollnumber - 1][2]
    return FoundRollCall(filed(rows_at(table, [index])[0]))
