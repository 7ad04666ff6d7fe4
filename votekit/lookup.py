"""Finding in the record what a reference names, or saying what is nearest to it."""

import difflib
import re
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from votekit.congresses import CHAMBERS, ordinal, spell_vote_id, year_of_session
from votekit.en_bloc import en_bloc_places, rows_en_bloc
from votekit.errors import RequestError
from votekit.references import (
    BillReference,
    RollCallReference,
    VoteviewReference,
    parse_reference,
)
from votekit.shipped import vacated_numbers
from votekit.store import Record, Wanted
from votekit.store.rows import rows_at

Row = dict[str, Any]

DETAIL = (
    "vote_id congress chamber session number date kind category type question subject stage rule "
    "subject_to_veto requires result yea nay present not_voting listed delegates_yea "
    "delegates_nay vice_president recorded_yea recorded_nay outcome recorded_outcome words "
    "nomination bill_id bill_title source source_url"
).split()
"""The columns of ``rollcalls`` that an answer about one roll call is made of."""


@dataclass(frozen=True)
class FoundBill:
    """A bill with all its roll calls.

    ``said`` tells how a reference without Congress was read; ``unrecorded`` of which chamber the
    record has no roll call of the Congress's first year.
    """

    reference: BillReference
    rollcalls: list[Row]
    said: list[str] = field(default_factory=list)
    unrecorded: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class FoundRollCall:
    """One roll call."""

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
        raise _with_titles(record, text, error) from error
    if isinstance(reference, BillReference):
        return _find_bill(record, reference)
    if isinstance(reference, VoteviewReference):
        return _find_by_count(record, reference)
    return _find_rollcall(record, reference)


def _with_titles(record: Record, text: object, error: RequestError) -> RequestError:
    """Add the bills whose title has all the words, when what was written is a title."""
    words = re.findall(r"[a-z]{3,}", text.lower()) if isinstance(text, str) else []
    words = [word for word in words if word not in {"act", "the", "and", "for", "bill"}]
    if not words or len(words) > 20:
        return error
    columns = ["bill_id", "bill_title", "subject", "chamber", "stage"]
    rows = zip(
        *(record.rollcalls(columns=columns)[name].to_pylist() for name in columns), strict=True
    )
    found: dict[str, None] = {}
    for bill, title, subject, chamber, stage in rows:
        titled = subject if chamber == "house" and stage != "other" else title
        if bill and titled and all(word in titled.lower() for word in words):
            found[bill] = None
    if not found:
        return error
    # Bills before the resolutions that provide for considering them; the latest first.
    latest = sorted(
        found, key=lambda bill: (bool(re.match("[hs](con)?res", bill)), -int(bill.split("-")[1]))
    )[:4]
    return RequestError(
        f"“{str(text)[:60]}” is a title, not a number: bills so titled are {', '.join(latest)}."
    )


def _find_bill(record: Record, reference: BillReference) -> FoundBill:
    said: list[str] = []
    if reference.congress is None:
        reference, said = _latest(record, reference)
    table = record.rollcalls(Wanted(congress=reference.congress), DETAIL)
    # "hr3364-115" may also be voted on in a later Congress's files; the id says the bill's own.
    bills = table["bill_id"].to_pylist()
    places = [index for index, bill in enumerate(bills) if bill == reference.id]
    together = rows_en_bloc(rows_at(table, en_bloc_places(table)), reference.id)
    rows = [*rows_at(table, places), *together]
    if not rows:
        raise _no_bill(record, reference)
    return FoundBill(reference, rows, said, _unrecorded(table, reference))


def _unrecorded(table: pa.Table, reference: BillReference) -> dict[str, int]:
    columns = (table[name].to_pylist() for name in ("congress", "chamber", "session"))
    present = {
        (chamber, session)
        for congress, chamber, session in zip(*columns, strict=True)
        if congress == reference.congress
    }
    first = year_of_session(reference.congress or 0, 1)
    return {
        chamber: first
        for chamber in CHAMBERS
        if (chamber, 1) not in present and (chamber, 2) in present
    }


def _latest(record: Record, reference: BillReference) -> tuple[BillReference, list[str]]:
    stem = f"{reference.type}{reference.number}-"
    ids = record.rollcalls(columns=["bill_id"])["bill_id"].to_pylist()
    congresses = sorted({int(bill[len(stem) :]) for bill in ids if bill and bill.startswith(stem)})
    if not congresses:
        raise _no_bill(record, reference)
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


def _no_bill(record: Record, reference: BillReference) -> RequestError:
    where = f" of the {ordinal(reference.congress)} Congress" if reference.congress else ""
    known = sorted(
        {bill for bill in record.rollcalls(columns=["bill_id"])["bill_id"].to_pylist() if bill}
    )
    if not known:
        return RequestError("The record is empty: fill it with `votekit fetch`.")
    congresses = {int(bill.split("-")[1]) for bill in known}
    if reference.congress and reference.congress not in congresses:
        return RequestError(
            f"The record has no roll call of the {ordinal(reference.congress)} Congress: it has "
            f"the {ordinal(min(congresses))} to the {ordinal(max(congresses))}."
            + _later(reference.congress, max(congresses))
        )
    nearest = ", ".join(_nearest_bills(known, reference))
    return RequestError(
        f"The record has no roll call on {reference.spelled()}{where}: it was never voted on by "
        f"name, or the number is another. Nearest: {nearest}."
    )


def _later(congress: int, newest: int) -> str:
    later = congress > newest
    return f" Get what there is of it with `votekit fetch {congress}`." if later else ""


def _nearest_bills(known: list[str], reference: BillReference) -> list[str]:
    """Rank bills: likely slips of the pen in that Congress, then the same number elsewhere."""
    of_congress = [bill for bill in known if bill.endswith(f"-{reference.congress}")]
    slips = difflib.get_close_matches(reference.id, of_congress, n=2, cutoff=0.85)

    def distance(bill: str) -> tuple[bool, bool, int, int]:
        stem, congress = bill.split("-")
        kind = stem.rstrip("0123456789")
        off = abs(int(stem[len(kind) :]) - reference.number)
        return (kind != reference.type, off != 0, off, -int(congress))

    return list(dict.fromkeys([*slips, *sorted(known, key=distance)]))[:3]


def _find_rollcall(record: Record, reference: RollCallReference) -> FoundRollCall:
    wanted = Wanted(reference.congress, reference.chamber)
    table = record.rollcalls(wanted, DETAIL)
    ids = table["vote_id"].to_pylist()
    if reference.vote_id not in ids:
        raise _no_rollcall(record, reference)
    return FoundRollCall(rows_at(table, [ids.index(reference.vote_id)])[0])


def _no_rollcall(record: Record, reference: RollCallReference) -> RequestError:
    place = (reference.chamber, reference.congress, reference.session, reference.number)
    chamber = reference.chamber.capitalize()
    year = year_of_session(reference.congress, reference.session)
    note = vacated_numbers().get(place)
    if note:
        return RequestError(f"{chamber} roll call {reference.number} of {year} was {note}.")
    numbers = _numbers(record, reference)
    if not numbers:
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
    newest = max(record.rollcalls(columns=["congress"])["congress"].to_pylist())
    if reference.congress < newest or reference.number <= numbers[-1]:
        return ""
    return f" If it is newer, get it with `votekit fetch --vote {reference.vote_id}`."


def _numbers(record: Record, reference: RollCallReference) -> list[int]:
    wanted = Wanted(reference.congress, reference.chamber)
    table = record.rollcalls(wanted, ["congress", "chamber", "session", "number"])
    return sorted(
        row["number"]
        for row in table.to_pylist()
        if (row["congress"], row["chamber"], row["session"])
        == (reference.congress, reference.chamber, reference.session)
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
            f"{reference.chamber.capitalize()}."
        )
    index = sorted(places)[reference.rollnumber - 1][2]
    return FoundRollCall(rows_at(table, [index])[0])
