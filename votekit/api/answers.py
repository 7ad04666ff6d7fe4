"""Answers to one reference: its margin, its party split."""

from dataclasses import replace
from datetime import date
from typing import Any

from votekit.analysers.actions import Action, bill_actions, presentment
from votekit.analysers.clock import Clock, presidents_clock
from votekit.analysers.deciding import deciding_rollcalls, in_order, title_of
from votekit.analysers.fate import fate_of
from votekit.analysers.margin import Bill, Margin, VoteMargin, vote_margin
from votekit.analysers.people import name_members
from votekit.analysers.recorded import recorded_checks
from votekit.analysers.split import Split, party_split
from votekit.analysers.statements import Statement, bill_statements
from votekit.analysers.verdict import NOT_SUBJECT, bill_verdict, vote_verdict
from votekit.days import as_day
from votekit.errors import RequestError, StoreError
from votekit.kinds import SplitBy
from votekit.lookup import FoundBill, FoundRollCall, find
from votekit.rules import is_titled_amendment
from votekit.shipped import (
    caucus_on,
    floor_leaders,
    outcome_exceptions,
    vice_president_named,
)
from votekit.store import Record, Wanted, user_directory
from votekit.store.documents import kept_document
from votekit.store.rows import rows_at
from votekit.tallies import bill_type, question_of
from votekit.words.dates import spell_date
from votekit.words.disagreement import with_disagreements
from votekit.words.recorded import agreement, with_differences
from votekit.words.sponsors import sponsor
from votekit.words.text import capitalized

Row = dict[str, Any]

MEMBER_COLUMNS = ["congress", "member_id", "bioguide", "name", "last_name", "printed_name", "state"]


def margin(
    reference: str, *, presented: date | str | None = None, record: Record | None = None
) -> Margin:
    """Answer for a bill or a roll call: is it veto-proof, by how much, who dissented.

    For a bill, the deciding roll call of each chamber and any attempts to override; for a roll
    call, that one. ``presented`` adds the president's clock; without it, the clock runs from the
    day of presentment that the bill's actions have, where they were fetched.

    Raises
    ------
    RequestError
        When the reference names nothing in the record, or a roll call without yeas and nays (an
        election of the Speaker, a quorum call).
    StoreError
        When the record cannot be read.

    Rule: U.S. Const. art. I, § 7; docs/rules.md, "Veto arithmetic".

    >>> answer = margin("hr3364-115")
    >>> answer.verdict, [(vote.vote_id, vote.veto.cushion) for vote in answer.votes]
    ('veto-proof', [('h413-115.2017', 137), ('s175-115.2017', 31)])
    """
    record = record or Record.open()
    found = find(record, reference)
    answer = (
        _bill_margin(record, reference, found)
        if isinstance(found, FoundBill)
        else _vote_answer(record, reference, found)
    )
    return _with_actions(answer) if presented is None else _with_day(answer, as_day(presented))


def _with_day(answer: Margin, presented: date) -> Margin:
    """Add the clock from the day that is given; where the actions have another, say so."""
    known = presentment(answer.actions)
    notes = answer.notes
    if known and known.date != presented:
        told = f"{known.said_by} has it presented on {spell_date(known.date)}, not on the day given"
        notes = [*notes, f"{told} ({known.source_url})."]
    return replace(answer, clock=_clock(answer, presented), notes=notes)


def _with_actions(answer: Margin) -> Margin:
    """Add the clock from the day of presentment that the bill's actions have."""
    known = presentment(answer.actions)
    if known is None:
        return answer
    try:
        clock = _clock(answer, known.date)
    except RequestError:
        # Nobody asked for a wrong day here: two sources contradict each other, which is told.
        told = f"{known.said_by} has it presented on {spell_date(known.date)}"
        why = "which the record's roll calls do not allow; so no clock is given"
        return replace(answer, notes=[*answer.notes, f"{told}, {why} ({known.source_url})."])
    return replace(answer, clock=replace(clock, said_by=known.said_by))


def _clock(answer: Margin, presented: date) -> Clock:
    if answer.verdict == NOT_SUBJECT:
        raise RequestError(
            f"{answer.query} does not go to the president, so it cannot have been presented: leave "
            "out the date."
        )
    deciding = [vote.date for vote in answer.votes if vote.role != "override"]
    if deciding and presented < max(deciding):
        raise RequestError(
            f"{answer.query} cannot have been presented on {spell_date(presented)}, before its "
            f"last roll call of {spell_date(max(deciding))}: give the day of presentment."
        )
    return presidents_clock(presented)


def _bill_margin(record: Record, query: str, found: FoundBill) -> Margin:
    decided = deciding_rollcalls(found.rollcalls, found.unrecorded)
    acted = in_order([*decided.chosen, *decided.overtaken, *decided.lost])
    rows = [*acted, *decided.overrides]
    votes = [_one(record, row, decided.role_of(row)) for row in rows]
    bill = _bill(record, found.reference.id, found.rollcalls, found.name)
    proposes = any(
        row["rule"] == "constitutional-amendment" or is_titled_amendment(question_of(row))
        for row in found.rollcalls
    )
    verdict, explanation = bill_verdict(
        bill, votes, decided.reasons, proposes=proposes, rejected=decided.rejected
    )
    found_wrong = [one for vote in votes for one in vote.disagreements]
    explanation = with_disagreements(explanation, found_wrong)
    actions = _actions(record, bill.id)
    document = record.bill(bill.id)
    until = document["latest_day"] if document else None
    named = record.recorded_votes(bill.id)
    checks = recorded_checks(decided, found.rollcalls, named, until)
    explanation = with_differences(explanation, checks)
    same = agreement(checks)
    return Margin(
        query,
        bill,
        verdict,
        explanation,
        votes,
        notes=[*found.said, *([same] if same else [])],
        actions=actions,
        statements=_statements(record, bill.id),
        fate=fate_of(bill.id, decided.overrides, actions, document),
        recorded=checks,
    )


def _actions(record: Record, bill_id: str) -> list[Action]:
    table = record.actions(bill_id)
    return bill_actions(rows_at(table, range(table.num_rows)))


def _statements(record: Record, bill_id: str) -> list[Statement]:
    return bill_statements(record.statements(bill_id).to_pylist())


def _vote_answer(record: Record, query: str, found: FoundRollCall) -> Margin:
    row = found.rollcall
    bill = None
    role = "override" if row["stage"] == "override" else "other"
    if row["bill_id"]:
        of_bill = find(record, row["bill_id"])
        assert isinstance(of_bill, FoundBill)
        bill = _bill(record, row["bill_id"], of_bill.rollcalls)
        role = deciding_rollcalls(of_bill.rollcalls).role_of(row)
    refuse_without_yeas_and_nays(record, row)
    vote = _one(record, row, role)
    verdict, explanation = vote_verdict(vote, bill)
    explanation = with_disagreements(explanation, vote.disagreements)
    said = _statements(record, bill.id) if bill else []
    return Margin(query, bill, verdict, explanation, [vote], statements=said)


def _bill(record: Record, bill_id: str, rollcalls: list[Any], name: str = "") -> Bill:
    """Describe a bill: by its document, whose title is the latest, else by its roll calls.

    The House passed H.R. 5376 (117th) as the Build Back Better Act.
    """
    stem, congress = bill_id.split("-")
    kind = bill_type(bill_id)
    document = record.bill(bill_id) or {}
    title = name or str(document.get("title") or "") or title_of(rollcalls)
    return Bill(
        bill_id,
        kind,
        int(stem[len(kind) :]),
        int(congress),
        title,
        sponsor=sponsor(
            document.get("sponsor"), document.get("sponsor_party"), document.get("sponsor_state")
        ),
        introduced=document.get("introduced"),
        official_title=document.get("official_title"),
        source_url=document.get("source_url"),
    )


def rows_of(record: Record, row: Row) -> tuple[list[Row], list[Row], list[Row]]:
    """Read what belongs to one roll call: its tallies, positions and the members."""
    place = Wanted(row["congress"], row["chamber"])
    tallies = record.tallies(place)
    ids = tallies["vote_id"].to_pylist()
    rows = rows_at(tallies, [i for i, vote_id in enumerate(ids) if vote_id == row["vote_id"]])
    members = record.members(place, MEMBER_COLUMNS).to_pylist()
    exact = replace(place, session=row["session"], number=row["number"])
    positions = record.position_rows(exact, {row["vote_id"]: row["words"]}, members)
    return rows, positions, members


def _one(record: Record, row: Row, role: str) -> VoteMargin:
    tallies, positions, members = rows_of(record, row)
    margin = vote_margin(
        row,
        role=role,
        tallies=tallies,
        positions=positions,
        members=members,
        exceptions=outcome_exceptions(),
        tie_breaker=vice_president_named(row["date"].date()),
        leaders=floor_leaders(),
    )
    return replace(margin, kept=_kept(record, row))


def _kept(record: Record, row: Row) -> str | None:
    """Say whether the document of a roll call is kept; damage to it does not touch the answer."""
    store = next((layer.path for layer in record.layers if layer.name == "store"), None)
    key = (row["chamber"], row["congress"], row["session"], row["number"])
    try:
        return kept_document(store or user_directory(), key, row["source_url"], row["source"])
    except StoreError:
        return None


def refuse_without_yeas_and_nays(record: Record, row: Row) -> None:
    """Refuse elections, quorum calls and vacated numbers, which have no yeas and nays."""
    if row["kind"] == "vote" and row["yea"] + row["nay"]:
        return
    name, day = row["vote_id"], spell_date(row["date"].date())
    if row["kind"] == "quorum":
        raise RequestError(
            f"{name} of {day} is a quorum call ({row['present']} present), not a question with "
            "yeas and nays: name a roll call on a bill."
        )
    if row["kind"] == "election":
        raise RequestError(f"{name} of {day} is {_election(record, row)}")
    raise RequestError(
        f"{name} of {day} has no yeas and nays in the record: name another roll call."
    )


def _election(record: Record, row: Row) -> str:
    exact = Wanted(row["congress"], row["chamber"], row["session"], row["number"])
    votes: dict[str, int] = {}
    for entry in record.position_rows(exact):
        if entry["position"] is None:
            votes[entry["word"]] = votes.get(entry["word"], 0) + 1
    cast = sum(votes.values())
    needed = cast // 2 + 1
    ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    told = ", ".join(f"{name} {count}" for name, count in ranked[:4])
    others = sum(count for _, count in ranked[4:])
    told += f", others {others}" if others else ""
    elected = ranked[0][0] if ranked[0][1] >= needed else "nobody"
    return (
        f"an election of the Speaker, not a question with yeas and nays: {told}; {needed} of "
        f"{cast} needed, {elected} elected."
    )


def splits_of(
    reference: str, *, by: str | None = None, caucus: bool = False, record: Record | None = None
) -> list[Split]:
    """Return the party split of a roll call, or of each deciding roll call of a bill.

    A chamber that acted without a roll call has none; the notes say so. ``by`` adds ``state`` or
    ``region``; ``caucus`` counts independents with the party that they
    caucus with, and names them.

    Raises
    ------
    RequestError
        When the reference names nothing, or nothing with yeas and nays.
    """
    if by is not None and by not in set(SplitBy):
        raise RequestError(f"A split cannot be made by “{by}”: use state or region.")
    record = record or Record.open()
    found = find(record, reference)
    notes: list[str] = []
    if isinstance(found, FoundRollCall):
        rows = [found.rollcall]
    else:
        decided = deciding_rollcalls(found.rollcalls, found.unrecorded)
        acted = in_order([*decided.chosen, *decided.lost])
        # Where no roll call is on the text as it was sent, those on an earlier text (hr3-101).
        rows = [*acted, *decided.overrides] or decided.undecided
        if not rows:
            told = "; ".join(decided.reasons.values())
            raise RequestError(f"{reference} has no roll call to split: {told}.")
        voted = {row["chamber"] for row in [*acted, *decided.overrides]}
        reasons = decided.reasons.items()
        notes = [f"{capitalized(why)}." for chamber, why in reasons if chamber not in voted]
    for row in rows:
        refuse_without_yeas_and_nays(record, row)
    return [replace(_split(record, row, by, caucus), notes=notes) for row in rows]


def _split(record: Record, row: Any, by: str | None, caucus: bool) -> Split:
    _, positions, members = rows_of(record, row)
    people = name_members(positions, members)
    caucus_of = caucus_on(row["date"].date().isoformat()) if caucus else None
    return party_split(
        row,
        people,
        by=by,
        caucus_of=caucus_of,
        leaders=floor_leaders(),
        tie_breaker=vice_president_named(row["date"].date()),
    )


def split(
    reference: str, *, by: str | None = None, caucus: bool = False, record: Record | None = None
) -> Split:
    """Return the party split of one roll call.

    Raises
    ------
    RequestError
        When the reference names nothing, several roll calls, or nothing with yeas and nays.

    Rule: docs/rules.md, "Party measures".

    >>> answer = split("s175-115.2017")
    >>> answer.party_unity, [(party.party, party.yea, party.nay) for party in answer.parties]
    (False, [('R', 51, 1), ('D', 46, 0), ('I', 1, 1)])
    """
    found = splits_of(reference, by=by, caucus=caucus, record=record)
    if len(found) > 1:
        named = ", ".join(entry.vote_id for entry in found)
        raise RequestError(f"{reference} has several roll calls: name one of {named}.")
    return found[0]
