"""What is said when a reference names nothing in the record: why, and what is nearest."""

import difflib
from datetime import date

from votekit.congresses import congress_of_date, ordinal, spell_vote_id, year_of_session
from votekit.errors import RequestError
from votekit.linked import UNNAMED
from votekit.references import BillReference, RollCallReference
from votekit.shipped import vacated_numbers
from votekit.store import Record, Wanted

NEAR = 10
"""A bill whose number is so far off, or less, may be the one meant."""


def no_bill(record: Record, reference: BillReference) -> RequestError:
    """Say that the record has no roll call on a bill."""
    where = f" of the {ordinal(reference.congress)} Congress" if reference.congress else ""
    known = sorted(
        {bill for bill in record.rollcalls(columns=["bill_id"])["bill_id"].to_pylist() if bill}
    )
    if not known:
        return RequestError("The record is empty: fill it with `votekit fetch`.")
    congresses = {int(bill.split("-")[1]) for bill in known}
    if reference.congress and reference.congress not in congresses:
        if unborn := _unborn(reference.congress, max(congresses)):
            return RequestError(
                f"{unborn}: the record has the {ordinal(min(congresses))} to the "
                f"{ordinal(max(congresses))}."
            )
        return RequestError(
            f"The record has no roll call of the {ordinal(reference.congress)} Congress: it has "
            f"the {ordinal(min(congresses))} to the {ordinal(max(congresses))}."
            + _later(reference.congress, max(congresses))
        )
    nearest = _nearest_bills(known, reference)
    told = f" Nearest: {', '.join(nearest)}." if nearest else ""
    together = UNNAMED.get(("house", reference.congress or 0))
    unnamed = f"was one of those that the House passed by {together} roll calls that name none, "
    return RequestError(
        f"The record has no roll call on {reference.spelled()}{where}: it was decided "
        f"without one, as by voice vote, {unnamed if together else ''}or never came up, or the "
        f"number is another.{told}"
    )


def _later(congress: int, newest: int) -> str:
    later = congress > newest
    return f" Get what there is of it with `votekit fetch {congress}`." if later else ""


def _unborn(congress: int, newest: int) -> str:
    """Say that a Congress is still to come; nothing of one that sits, or is next to the newest."""
    if congress <= max(newest + 1, congress_of_date(date.today())):
        return ""
    return f"There is no {ordinal(congress)} Congress yet"


def _nearest_bills(known: list[str], reference: BillReference) -> list[str]:
    """Rank bills: the same number or near it, then likely slips of the pen in that Congress."""
    of_congress = [bill for bill in known if bill.endswith(f"-{reference.congress}")]
    slips = difflib.get_close_matches(reference.id, of_congress, n=2, cutoff=0.85)

    def distance(bill: str) -> tuple[bool, int, int]:
        stem, congress = bill.split("-")
        kind = stem.rstrip("0123456789")
        off = abs(int(stem[len(kind) :]) - reference.number)
        return (kind != reference.type, off, -int(congress))

    near = [bill for bill in known if distance(bill)[:2] <= (False, NEAR)]
    return list(dict.fromkeys([*sorted(near, key=distance)[:2], *slips]))[:3]


def no_rollcall(record: Record, reference: RollCallReference) -> RequestError:
    """Say that the record has no such roll call."""
    place = (reference.chamber, reference.congress, reference.session, reference.number)
    chamber = reference.chamber.capitalize()
    year = year_of_session(reference.congress, reference.session)
    note = vacated_numbers().get(place)
    if note:
        return RequestError(f"{chamber} roll call {reference.number} of {year} was {note}.")
    numbers = _numbers(record, reference)
    if not numbers:
        if unborn := _unborn(reference.congress, _newest(record)):
            return RequestError(f"{unborn}: no roll call was held in {year}.")
        return RequestError(
            f"The record has no {chamber} roll call of {year}: get what there is with `votekit "
            f"fetch {reference.congress} --chamber {reference.chamber}`, or see what it holds with "
            "`votekit status`."
        )
    near = sorted(numbers, key=lambda number: (abs(number - reference.number), number))[:3]
    named = ", ".join(
        spell_vote_id(reference.chamber, number, reference.congress, reference.session)
        for number in sorted(near)
    )
    return RequestError(
        f"No {chamber} roll call {reference.number} in {year}: the record has "
        f"{numbers[0]} to {numbers[-1]}. Nearest: {named}.{_newer(record, reference, numbers)}"
    )


def _newer(record: Record, reference: RollCallReference, numbers: list[int]) -> str:
    """Say how to get a roll call that may be newer than the record."""
    if reference.congress < _newest(record) or reference.number <= numbers[-1]:
        return ""
    return f" If it is newer, get it with `votekit fetch --vote {reference.vote_id}`."


def _newest(record: Record) -> int:
    return max(record.rollcalls(columns=["congress"])["congress"].to_pylist(), default=0)


def _numbers(record: Record, reference: RollCallReference) -> list[int]:
    wanted = Wanted(reference.congress, reference.chamber)
    table = record.rollcalls(wanted, ["congress", "chamber", "session", "number"])
    return sorted(
        row["number"]
        for row in table.to_pylist()
        if (row["congress"], row["chamber"], row["session"])
        == (reference.congress, reference.chamber, reference.session)
    )
