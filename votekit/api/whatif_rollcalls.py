"""Which roll calls a recount is of: of a bill, the last that put it to the test."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from votekit.analysers.deciding import Deciding, deciding_rollcalls, in_order
from votekit.congresses import CHAMBERS, parse_chamber
from votekit.errors import RequestError
from votekit.lookup import FoundBill, FoundRollCall, find
from votekit.store import Record
from votekit.words.text import capitalized

Row = dict[str, Any]


@dataclass(frozen=True)
class Chosen:
    """The roll calls to recount, all on their bill, the role of each, what is to be said."""

    rows: list[Row]
    history: list[Row]
    roles: dict[str, str]
    notes: list[str] = field(default_factory=list)


def chosen_rollcalls(record: Record, reference: str, chamber: str | None) -> Chosen:
    """Return the roll calls that a reference means.

    A bill stands for the last attempt of each chamber to override its veto; where there was none,
    for the deciding roll call of each chamber.

    Raises
    ------
    RequestError
        When there is nothing to recount.
    """
    wanted = parse_chamber(chamber) if chamber else None
    found = find(record, reference)
    if isinstance(found, FoundRollCall):
        return _one(record, found.rollcall, wanted)
    decided = deciding_rollcalls(found.rollcalls, found.unrecorded)
    places = [wanted] if wanted else list(CHAMBERS)
    attempts = [row for place in places for row in _last(decided.overrides, place)]
    if attempts:
        notes = [*found.said, *_of_attempts(decided, attempts, places)]
        return Chosen(attempts, found.rollcalls, _roles(attempts, "override"), notes)
    return _deciding(reference, found, decided, places)


def _one(record: Record, row: Row, wanted: str | None) -> Chosen:
    if wanted not in (None, row["chamber"]):
        raise RequestError(
            f"{row['vote_id']} is a roll call of the {row['chamber'].capitalize()}: leave out "
            "--chamber."
        )
    of_bill = find(record, row["bill_id"]) if row["bill_id"] else None
    history = [] if of_bill is None or isinstance(of_bill, FoundRollCall) else of_bill.rollcalls
    role = deciding_rollcalls(history).role_of(row) if history else "other"
    return Chosen([row], history, {row["vote_id"]: role})


def _deciding(reference: str, found: FoundBill, decided: Deciding, places: Sequence[str]) -> Chosen:
    acted = in_order([*decided.chosen, *decided.lost])
    rows = [row for row in acted or decided.undecided if row["chamber"] in places]
    decisive = {row["chamber"] for row in acted}
    shown = {row["chamber"] for row in rows}
    reasons = {
        place: reason
        for place, reason in decided.reasons.items()
        if place in places and place not in decisive
    }
    attempts = (
        f"the attempt to override the veto was the other chamber's ({_ids(decided.overrides)})"
        if decided.overrides
        else ""
    )
    if not rows:
        told = "; ".join([*reasons.values(), *filter(None, [attempts])])
        raise RequestError(
            f"{reference} has no deciding roll call to recount: {told}; name one of its roll "
            "calls, as `votekit votes --bill` lists them."
        )
    notes = [
        *found.said,
        *(
            f"{capitalized(told)}."
            if place in shown
            else f"Left out, without a deciding roll call: {told}."
            for place, told in reasons.items()
        ),
    ]
    if attempts:
        notes.append(f"Recounted is the passage: {attempts}.")
    roles = {row["vote_id"]: decided.role_of(row) for row in rows}
    return Chosen(rows, found.rollcalls, roles, notes)


def _last(overrides: Sequence[Row], chamber: str) -> list[Row]:
    return [row for row in overrides if row["chamber"] == chamber][-1:]


def _of_attempts(decided: Deciding, attempts: Sequence[Row], places: Sequence[str]) -> list[str]:
    told = ["Recounted is the last attempt of each chamber to override the veto"]
    passage = [row for row in decided.chosen if row["chamber"] in places]
    if passage:
        told.append(f": to recount the passage, name {_ids(passage)}")
    notes = ["".join(told) + "."]
    held = {row["chamber"] for row in attempts}
    notes += [
        f"Left out: the {place.capitalize()} has no roll call on overriding the veto."
        for place in places
        if place not in held
    ]
    return notes


def _ids(rows: Sequence[Row]) -> str:
    return " or ".join(row["vote_id"] for row in rows)


def _roles(rows: Sequence[Row], role: str) -> dict[str, str]:
    return dict.fromkeys((row["vote_id"] for row in rows), role)
