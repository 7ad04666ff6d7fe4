"""What if: assume positions on a roll call, and recount it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from votekit.analysers.margin import VoteMargin, vote_margin
from votekit.analysers.veto import full_chamber
from votekit.analysers.whatif import (
    Assumed,
    Counts,
    agreed,
    changed_positions,
    changes_of,
    counts_of,
    held,
    holds,
    recounted,
    tallied,
    ways_to_turn,
)
from votekit.analysers.whatif_result import Threshold, WhatIf, quorum_of
from votekit.analysers.whip_odds import Odds, Unsure, whip_odds
from votekit.api.answers import refuse_without_yeas_and_nays
from votekit.api.whatif_assumed import Roll, assumed_on, read_asked, read_roll
from votekit.api.whatif_candidates import nearest
from votekit.api.whatif_rollcalls import chosen_rollcalls
from votekit.congresses import SEATS
from votekit.errors import RequestError
from votekit.rules import RULES, Rule
from votekit.shipped import outcome_exceptions
from votekit.store import Record
from votekit.words.names import tag

Row = dict[str, Any]

THRESHOLDS = ("veto", "cloture", "own")
COMMITTEE_QUORUM = 100
IN_COMMITTEE = ", unless in the Committee of the Whole, whose quorum is 100 (House Rule XVIII)"


def whatif(
    reference: str,
    *,
    flip: Sequence[str] | str = (),
    away: Sequence[str] | str = (),
    arrive: Sequence[str] | str = (),
    sheet: Path | str | None = None,
    vacant: Sequence[str] | str | int = (),
    threshold: str | None = None,
    chamber: str | None = None,
    candidates: int = 10,
    record: Record | None = None,
) -> list[WhatIf]:
    """Assume positions on a roll call and recount it: one answer per roll call.

    A bill stands for the last attempt of each chamber to override its veto; where there was none,
    for the deciding roll call of each chamber. ``chamber`` narrows to one.

    Parameters
    ----------
    reference
        A bill or a roll call, by any name.
    flip
        One member takes a position: ``Paul:nay`` (name or id; yea, nay, present, away).
    away
        All who match stay away: ``party=R,state=ME`` (also ``position=``, ``name=``, or ``all``).
    arrive
        Those who were away (absent or present) and match vote: ``party=D:yea``, ``all:nay``.
    sheet
        A whip count, CSV with the columns name or id, position, and certainty (0 to 1, optional).
        A member who is not certain does the opposite with the rest of the probability: nay for
        yea, yea for nay; for away, what the roll call has.
    vacant
        Seats that become vacant: a number, taken from those not voting, or members by name.
    threshold
        ``veto`` (two thirds of those voting), ``cloture`` (three fifths of senators sworn) or
        ``own`` (the question's rule). Left out: veto where there is something to veto, else own.
    candidates
        How many members are named as nearest to turning, of each kind.

    Raises
    ------
    RequestError
        When the reference names nothing to recount, a member is unknown or not listed on the roll
        call, a position or filter does not exist, two assumptions contradict each other, or the
        sheet is no whip count.

    Rule: docs/rules.md, "What a question needs", "Veto arithmetic"; docs/whatif.md.

    >>> (answer,) = whatif("h1122-110.2007", flip=["Jim Saxton:yea", "Renzi:yea"])
    >>> answer.held_before.spare, answer.held_after.spare, answer.turned
    (-2, 0, True)
    """
    if candidates < 0:
        raise RequestError(f"So many candidates cannot be named: {candidates}; give 0 or more.")
    if threshold is not None and threshold not in THRESHOLDS:
        raise RequestError(f"No threshold is called “{threshold}”: use {', '.join(THRESHOLDS)}.")
    asked = read_asked(_several(flip), _several(away), _several(arrive), sheet, _several(vacant))
    record = record or Record.open()
    chosen = chosen_rollcalls(record, reference, chamber)
    for row in chosen.rows:
        refuse_without_yeas_and_nays(record, row)
    rolls = [read_roll(record, row) for row in chosen.rows]
    assumed = assumed_on(record, rolls, asked)
    judged = [_judged(row, threshold, chosen.notes) for row in chosen.rows]
    return [
        _answer(
            record,
            _Question(reference, roll, chosen.roles[roll.row["vote_id"]], *judgement),
            assumed[place],
            asked.vacant,
            chosen.history,
            candidates,
        )
        for place, (roll, judgement) in enumerate(zip(rolls, judged, strict=True))
    ]


def _several(given: Sequence[str] | str | int) -> list[str]:
    return [str(given)] if isinstance(given, str | int) else list(given)


@dataclass(frozen=True)
class _Question:
    """One roll call to recount: how it was asked for, its role, and what it is held against."""

    query: str
    roll: Roll
    role: str
    threshold: Threshold
    rule: Rule
    notes: list[str]


def _judged(row: Row, wanted: str | None, said: Sequence[str]) -> tuple[Threshold, Rule, list[str]]:
    """Return what a roll call is held against, the rule behind, and what is to be said of it."""
    name = wanted or ("veto" if row["subject_to_veto"] else "own")
    if name == "cloture" and row["chamber"] == "house":
        raise RequestError(
            f"{row['vote_id']} is a roll call of the House, which has no cloture: use veto or own."
        )
    rule = RULES[{"veto": "override", "cloture": "cloture"}.get(name) or row["rule"]]
    threshold = Threshold(name, rule.label, rule.fraction, rule.base, rule.authority)
    notes = list(said)
    if name == "veto" and not row["subject_to_veto"]:
        notes.append(
            "The roll call passes nothing that goes to the president; it is held against "
            "two thirds as asked."
        )
    return threshold, rule, notes


def _answer(
    record: Record,
    question: _Question,
    assumed: Sequence[Assumed],
    vacant: int,
    history: list[Row],
    candidates: int,
) -> WhatIf:
    roll, rule = question.roll, question.rule
    by_member = agreed(assumed, {name: one.name for name, one in roll.people})
    positions = changed_positions(roll.positions, by_member)
    row = recounted(roll.row, positions, RULES[roll.row["rule"]], vacant)
    subject = question.threshold.name == "veto" or roll.row["subject_to_veto"]
    gone = vacant + sum(one.position == "vacant" for one in by_member.values())
    before = _margin(roll, {**roll.row, "subject_to_veto": subject}, question.role)
    after = _margin(
        replace(roll, positions=positions, tallies=tallied(positions)),
        {**row, "subject_to_veto": subject},
        question.role,
    )
    # Who broke a tie once would break any.
    counts = replace(counts_of(row), vice_president=roll.row["vice_president"])
    found = nearest(record, roll, by_member, history, passes=holds(rule, counts), count=candidates)
    changes = changes_of(roll.people, by_member)
    changed = {change.member.id for change in changes}
    return WhatIf(
        query=question.query,
        vote_id=roll.row["vote_id"],
        question=roll.row["question"],
        chamber=roll.row["chamber"],
        threshold=question.threshold,
        before=before,
        after=_with_vacancies(after, gone),
        held_before=held(rule, counts_of(roll.row)),
        held_after=held(rule, counts),
        changes=changes,
        idle=[
            tag(member)
            for member_id, member in roll.people
            if member_id in by_member and member.id not in changed
        ],
        vacant=gone,
        ways=ways_to_turn(rule, counts),
        switchers=found.switchers,
        arrivals=found.arrivals,
        cutting=found.cutting,
        earlier=found.earlier,
        odds=_odds(rule, counts, by_member),
        notes=[*question.notes, *_warnings(after, vacant)],
    )


def _margin(roll: Roll, row: Row, role: str) -> VoteMargin:
    return vote_margin(
        row,
        role=role,
        tallies=roll.tallies,
        positions=roll.positions,
        members=roll.members,
        exceptions=outcome_exceptions(),
    )


def _with_vacancies(margin: VoteMargin, vacant: int) -> VoteMargin:
    """Hold the yeas against the seats that are left."""
    if not vacant or margin.veto is None:
        return margin
    seats = full_chamber(margin.yea, SEATS[margin.chamber] - vacant)
    return replace(margin, veto=replace(margin.veto, full_chamber=seats))


def _odds(rule: Rule, counts: Counts, assumed: Mapping[str, Assumed]) -> Odds | None:
    unsure = [
        Unsure(one.position, one.otherwise, one.certainty)
        for one in assumed.values()
        if one.otherwise
    ]
    taken = [one.position for one in unsure]
    settled = replace(
        counts,
        yea=counts.yea - taken.count("yea"),
        nay=counts.nay - taken.count("nay"),
        not_voting=counts.not_voting - taken.count("not_voting"),
    )
    return whip_odds(rule, settled, unsure)


def _warnings(after: VoteMargin, vacant: int) -> list[str]:
    notes = []
    quorum, answering = quorum_of(after.listed), after.voting + after.present
    if answering < quorum:
        committee = after.chamber == "house" and answering >= COMMITTEE_QUORUM
        notes.append(
            f"No quorum: {answering} of {after.listed} members answer, and "
            f"{quorum} are a majority of them; the chamber could decide nothing"
            f"{IN_COMMITTEE if committee else ''}."
        )
    if after.yea == after.nay > 0 and after.chamber == "senate" and not after.vice_president:
        notes.append("A tie, which the Vice President could break where a majority decides.")
    if vacant:
        notes.append(
            f"{vacant} seat{'' if vacant == 1 else 's'} assumed vacant without a name, taken from "
            "those not voting."
        )
    return notes
