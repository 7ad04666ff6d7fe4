"""What if: assume positions on a roll call, and recount it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from votekit.analysers.margin import VoteMargin, vote_margin
from votekit.analysers.turning import Counts, Outcome, held, ways_to_turn
from votekit.analysers.veto import full_chamber
from votekit.analysers.whatif import (
    Assumed,
    TieBreaker,
    agreed,
    changed_positions,
    changes_of,
    counts_of,
    recorded_tie_breaker,
    recounted,
    tallied,
    without_delegates,
)
from votekit.analysers.whatif_result import Line, Revote, Threshold, WhatIf, quorum_of
from votekit.analysers.whip_odds import Odds, Unsure, whip_odds
from votekit.api.answers import refuse_without_yeas_and_nays
from votekit.api.whatif_assumed import Assumptions, Roll, assumed_on, read_asked, read_roll
from votekit.api.whatif_candidates import Nearest, nearest
from votekit.api.whatif_rollcalls import chosen_rollcalls
from votekit.congresses import SEATS
from votekit.errors import RequestError
from votekit.rules import RULES, Rule
from votekit.shipped import floor_leaders, outcome_exceptions, vice_president_named
from votekit.store import Record
from votekit.words.names import tag

Row = dict[str, Any]

THRESHOLDS = ("own", "veto", "cloture")
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
    vice_president: str | None = None,
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
        One member takes a position: ``Paul:nay`` (name or id; yea, nay, present, away), or members
        do: ``party=D:yea*5`` (five of the Democrats who voted nay). The Vice President by name is
        that vote on a tie: ``Pence:yea``.
    away
        All who match stay away: ``party=R,state=ME`` (also ``position=``, ``name=``, or ``all``), a
        member by name, or a number of those who voted so: ``party=R:nay*5``.
    arrive
        Those who were away (absent or present) and match vote: ``party=D:yea``, ``all:nay``,
        ``Daines:yea``, or a number of them: ``party=R:nay*5``.
    sheet
        A whip count, CSV with the columns name or id, position, and certainty (0 to 1, optional).
        A member who is not certain does the opposite with the rest of the probability: nay for
        yea, yea for nay; for away, what the roll call has.
    vacant
        Seats that become vacant: a number, taken from those not voting, or members by name.
    vice_president
        The Vice President's vote on a tie: yea, nay or away. Left out: as the record has it; where
        the roll call was no tie it is not known, and a tie is then given as one.
    threshold
        ``own`` (the question's rule), ``veto`` (two thirds of those voting) or ``cloture`` (three
        fifths of senators sworn). Left out: own, with the veto's beside it where there can be one.
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
    >>> (answer,) = whatif("s223-115.2018", flip=["Murkowski:nay", "Daines:nay"])
    >>> answer.after.yea, answer.after.nay, answer.held_after.outcome.value
    (50, 50, 'tied')
    """
    if candidates < 0:
        raise RequestError(f"So many candidates cannot be named: {candidates}; give 0 or more.")
    if threshold is not None and threshold not in THRESHOLDS:
        raise RequestError(f"No threshold is called “{threshold}”: use {', '.join(THRESHOLDS)}.")
    asked = read_asked(
        _several(flip),
        _several(away),
        _several(arrive),
        sheet,
        _several(vacant),
        vice_president,
    )
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
            _Question(reference, roll, chosen.roles[roll.row["vote_id"]], *judgment),
            assumed[place],
            asked.vacant,
            chosen.history,
            candidates,
        )
        for place, (roll, judgment) in enumerate(zip(rolls, judged, strict=True))
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
    beside: Threshold | None
    notes: list[str]


def _threshold(name: str, row: Row) -> Threshold:
    rule = RULES[{"veto": "override", "cloture": "cloture"}.get(name) or row["rule"]]
    return Threshold(name, rule.key, rule.label, rule.fraction, rule.base, rule.authority)


def _judged(
    row: Row, wanted: str | None, said: Sequence[str]
) -> tuple[Threshold, Threshold | None, list[str]]:
    """Return what a roll call is held against, first and beside, and what is to be said of it."""
    name = wanted or "own"
    if name == "cloture" and row["chamber"] == "house":
        raise RequestError(
            f"{row['vote_id']} is a roll call of the House, which has no cloture: use veto or own."
        )
    first = _threshold(name, row)
    second = _threshold("veto" if row["subject_to_veto"] and name == "own" else "own", row)
    notes = list(said)
    if name == "veto" and not row["subject_to_veto"]:
        notes.append(
            "The roll call passes nothing that goes to the president; it is held against "
            "two-thirds as asked."
        )
    return first, second if second.rule != first.rule else None, notes


def _answer(
    record: Record,
    question: _Question,
    assumed: Assumptions,
    vacant: int,
    history: list[Row],
    candidates: int,
) -> WhatIf:
    roll, rule = question.roll, RULES[question.threshold.rule]
    own = RULES[roll.row["rule"]]
    by_member = agreed(assumed.members, {name: one.name for name, one in roll.people})
    positions = changed_positions(roll.positions, by_member)
    row = recounted(roll.row, positions, own, vacant, assumed.breaker)
    subject = question.threshold.name == "veto" or roll.row["subject_to_veto"]
    gone = vacant + sum(one.position == "vacant" for one in by_member.values())
    before = _margin(roll, {**roll.row, "subject_to_veto": subject}, question.role)
    after = _margin(
        replace(roll, positions=positions, tallies=tallied(positions)),
        {**row, "subject_to_veto": subject},
        question.role,
    )
    recorded = recorded_tie_breaker(
        roll.row, own, assumed.breaker.name if assumed.breaker else None
    )
    was, then = counts_of(roll.row, recorded), counts_of(row, assumed.breaker)
    held_after = held(rule, then)
    found = _nearest(record, roll, by_member, history, held_after.outcome, candidates)
    changed = changes_of(roll.people, by_member)
    moved = {change.member.id for change in changed}
    return WhatIf(
        query=question.query,
        vote_id=roll.row["vote_id"],
        question=roll.row["question"],
        chamber=roll.row["chamber"],
        threshold=question.threshold,
        before=before,
        after=_with_vacancies(after, gone),
        held_before=held(rule, was),
        held_after=held_after,
        beside=_beside(question.beside, was, then),
        vice_president=assumed.breaker,
        changes=changed,
        idle=[
            tag(member)
            for member_id, member in roll.people
            if member_id in by_member and member.id not in moved
        ],
        vacant=gone,
        ways=ways_to_turn(rule, then),
        switchers=found.switchers,
        arrivals=found.arrivals,
        cutting=found.cutting,
        earlier=found.earlier,
        odds=_odds(rule, then, by_member, assumed.breaker),
        revote=_revote(own, roll.row, row),
        notes=[*question.notes, *_warnings(after, vacant, assumed)],
    )


def _beside(threshold: Threshold | None, was: Counts, then: Counts) -> Line | None:
    if threshold is None:
        return None
    rule = RULES[threshold.rule]
    return Line(threshold, held(rule, was), held(rule, then), ways_to_turn(rule, then))


def _nearest(
    record: Record,
    roll: Roll,
    assumed: Mapping[str, Assumed],
    history: list[Row],
    now: Outcome,
    count: int,
) -> Nearest:
    """Name who is nearest to turning it; on a tie, half of them from either side."""
    if now is not Outcome.TIED:
        passes = now is Outcome.PASSED
        return nearest(record, roll, assumed, history, passes=passes, count=count)
    sides = [
        nearest(record, roll, assumed, history, passes=passes, count=-(-count // 2))
        for passes in (False, True)
    ]
    return replace(
        sides[0],
        switchers=[one for side in sides for one in side.switchers],
        arrivals=[one for side in sides for one in side.arrivals],
    )


def _revote(own: Rule, was: Row, now: Row) -> Revote | None:
    counts = [without_delegates(one) for one in (was, now)]
    if not any(counts):
        return None
    return Revote(*(held(own, one) if one else None for one in counts))


def _margin(roll: Roll, row: Row, role: str) -> VoteMargin:
    return vote_margin(
        row,
        role=role,
        tallies=roll.tallies,
        positions=roll.positions,
        members=roll.members,
        exceptions=outcome_exceptions(),
        tie_breaker=vice_president_named(row["date"].date()),
        leaders=floor_leaders(),
    )


def _with_vacancies(margin: VoteMargin, vacant: int) -> VoteMargin:
    """Hold the yeas against the seats that are left."""
    if not vacant or margin.veto is None:
        return margin
    seats = full_chamber(margin.yea, SEATS[margin.chamber] - vacant)
    return replace(margin, veto=replace(margin.veto, full_chamber=seats))


def _odds(
    rule: Rule, counts: Counts, assumed: Mapping[str, Assumed], breaker: TieBreaker | None
) -> Odds | None:
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
    return whip_odds(rule, settled, unsure, breaker.certainty if breaker else 1.0)


def _warnings(after: VoteMargin, vacant: int, assumed: Assumptions) -> list[str]:
    notes = []
    quorum, answering = quorum_of(after.listed), after.voting + after.present
    if answering < quorum:
        committee = after.chamber == "house" and answering >= COMMITTEE_QUORUM
        notes.append(
            f"No quorum: {answering} of {after.listed} members answer, and "
            f"{quorum} are a majority of them; the chamber could decide nothing"
            f"{IN_COMMITTEE if committee else ''}."
        )
    if vacant:
        notes.append(
            f"{vacant} seat{'' if vacant == 1 else 's'} assumed vacant without a name, taken from "
            "those not voting."
        )
    breaker = assumed.breaker
    if breaker and breaker.said and after.yea != after.nay:
        notes.append(
            f"The Vice President, {breaker.name}, votes only on a tie, and {after.yea}–{after.nay} "
            "is none: that vote would not be cast."
        )
    return [*notes, *_unnamed(assumed.members)]


def _unnamed(members: Sequence[Assumed]) -> list[str]:
    """Say of numbers without names what the rows by party rest on."""
    return [
        f"{said} does not say which members: the count is the same whoever they are, and the rows "
        "by party take the first by name."
        for said in dict.fromkeys(one.said for one in members if not one.named)
    ]
