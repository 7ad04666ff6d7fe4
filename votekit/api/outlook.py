"""The outlook of a bill on the president's desk."""

from typing import Any

import numpy as np

from votekit.analysers.backtest import Past, back_test
from votekit.analysers.deciding import deciding_rollcalls
from votekit.analysers.outlook import Outlook, chamber_outlook
from votekit.analysers.switching import Counts, moves_between, stands_at
from votekit.analysers.verdict import NOT_SUBJECT, aftermath
from votekit.analysers.veto import cushion
from votekit.api.answers import margin
from votekit.api.overrides import all_attempts, moves_of, stands
from votekit.errors import RequestError
from votekit.lookup import FoundBill, find
from votekit.shipped import President, president_on
from votekit.store import Record

Row = dict[str, Any]


def outlook(reference: str, *, record: Record | None = None) -> Outlook:
    """Tell what past overrides say about a bill: base rates, and a range by resampling.

    Each chamber is judged by itself; an override takes both. The range is given only while the
    method's Brier score on past attempts is lower than those of the naive predictors.

    Raises
    ------
    RequestError
        When the reference names no bill, a bill that does not go to the president, or one without
        a deciding roll call.

    Rule: docs/overrides.md, "Outlook".

    >>> answer = outlook("hr3364-115")
    >>> [(one.chamber, one.comparable.count, one.comparable.of) for one in answer.chambers]
    [('house', 21, 24), ('senate', 21, 24)]
    """
    record = record or Record.open()
    found = find(record, reference)
    if not isinstance(found, FoundBill):
        bill = found.rollcall["bill_id"]
        wanted = f"its bill, {bill}" if bill else "a bill, as hr3364-115"
        raise RequestError(
            f"{reference} is a roll call: an outlook is of a bill, so name {wanted}."
        )
    answer = margin(reference, record=record)
    if answer.verdict == NOT_SUBJECT:
        raise RequestError(f"There is no outlook: {answer.explanation}")
    decided = deciding_rollcalls(found.rollcalls, found.unrecorded)
    if decided.rejected or not decided.votes:
        raise RequestError(f"There is no outlook for {reference}: {answer.explanation}")
    assert answer.bill is not None
    president = _president(decided.chosen[-1])
    everything = past_attempts(record)
    test = back_test(everything)
    rows = [min(parts, key=_spare) for parts in decided.votes.values()]
    stood = stands(record, rows)
    past = everything.without(answer.bill.id)
    return Outlook(
        query=reference,
        bill=answer.bill,
        president=president.name,
        president_party=president.party,
        verdict=answer.verdict,
        explanation=answer.explanation,
        chambers=[
            chamber_outlook(
                row, _sides(stood[row["vote_id"]], president), past, resample=test.beats
            )
            for row in rows
        ],
        back_test=test,
        happened=aftermath(answer.votes),
        sources=[f"{row['vote_id']} (by {row['source']}): {row['source_url']}" for row in rows],
    )


def past_attempts(record: Record) -> Past:
    """Read all attempts to override that had a passage by roll call, and who moved between them."""
    pairs = [one for one in all_attempts(record) if one.passage]
    moved = moves_of(record, pairs)
    passages = [one.passage for one in pairs if one.passage]
    return Past(
        bills=[one.bill_id for one in pairs],
        moved=np.array(
            [
                moves_between(moved[one.override["vote_id"]], _president(one.override).party)
                for one in pairs
            ],
            np.int64,
        ),
        passages=np.array([(row["yea"], row["nay"]) for row in passages], np.int64),
        held=np.array([one.held for one in pairs], bool),
    )


def _sides(stood: list[Row], president: President) -> Counts:
    return stands_at(((row["party"], row["position"]) for row in stood), president.party)


def _president(row: Row) -> President:
    day = row["date"].date().isoformat()
    found = president_on(day)
    if found is None:
        raise RequestError(f"The table of presidents has none for {day}: it begins in 1989.")
    return found


def _spare(row: Row) -> int:
    return cushion(int(row["yea"]), int(row["nay"]))
