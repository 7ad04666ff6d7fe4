"""A count held against a rule: its outcome, how far it is from it, and what would turn it.

Every rule is counted by trying, so that one code is right under all of them; under two thirds of
those voting the numbers are the formulas of ``votekit.analysers.veto``.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from votekit.analysers.margin import VoteMargin
from votekit.rules import RULES, Rule, breaks_ties, needed, outcome


class Outcome(StrEnum):
    """What follows from a count; ``tied``: the Vice President, whose vote is not known, decides."""

    PASSED = "passed"
    FAILED = "failed"
    TIED = "tied"


@dataclass(frozen=True)
class Counts:
    """The counts of a roll call that a rule is held against.

    ``vice_president`` is the vote on a tie: yea, nay, ``away`` (none was cast on a tie), or
    ``None`` where it is not known. It counts only where ``votekit.rules.breaks_ties`` says so.
    """

    yea: int
    nay: int
    present: int
    not_voting: int
    listed: int
    vice_president: str | None = None


@dataclass(frozen=True)
class Held:
    """Counts held against a rule: yeas needed, yeas above it (negative: short), the outcome.

    ``holds`` says that the yeas prevail for certain. ``vice_president`` is the vote that broke a
    tie; a yea makes a tie pass though the yeas of senators are one short of ``needed``.
    """

    yea: int
    nay: int
    needed: int
    spare: int
    holds: bool
    outcome: Outcome
    vice_president: str | None = None


@dataclass(frozen=True)
class Way:
    """The smallest number of changes of one kind that brings the outcome ``to``.

    ``count`` is enough however the Vice President would vote; ``None``: impossible. ``at_tie`` is
    the smaller number that makes a tie, where the Vice President's vote is not known and would
    decide.
    """

    kind: str
    to: Outcome
    count: int | None
    at_tie: int | None = None


def outcome_of(rule: Rule, counts: Counts) -> Outcome:
    """Return the outcome of a count; where nobody votes the yeas do not prevail.

    >>> from votekit.rules import RULES
    >>> outcome_of(RULES["override"], Counts(277, 141, 0, 15, 433)).value
    'failed'
    >>> outcome_of(RULES["majority-senate"], Counts(50, 50, 0, 0, 100)).value
    'tied'
    >>> outcome_of(RULES["majority-house"], Counts(216, 216, 0, 0, 432)).value
    'failed'
    """
    if not counts.yea + counts.nay:
        return Outcome.FAILED
    if counts.yea == counts.nay and counts.vice_president is None and breaks_ties(rule):
        return Outcome.TIED
    return Outcome(
        outcome(
            rule,
            yea=counts.yea,
            nay=counts.nay,
            present=counts.present,
            listed=counts.listed,
            vice_president=counts.vice_president,
        )
    )


def held(rule: Rule, counts: Counts) -> Held:
    """Hold counts against a rule.

    >>> from votekit.rules import RULES
    >>> one = held(RULES["override"], Counts(277, 141, 0, 15, 433))
    >>> one.needed, one.spare, one.holds
    (279, -2, False)
    """
    wanted = needed(
        rule, yea=counts.yea, nay=counts.nay, present=counts.present, listed=counts.listed
    )
    followed = outcome_of(rule, counts)
    tie = counts.yea == counts.nay > 0 and breaks_ties(rule)
    return Held(
        yea=counts.yea,
        nay=counts.nay,
        needed=wanted,
        spare=counts.yea - wanted,
        holds=followed is Outcome.PASSED,
        outcome=followed,
        vice_president=counts.vice_president if tie else None,
    )


def ways_to_turn(rule: Rule, counts: Counts) -> list[Way]:
    """Return the cheapest ways to turn the outcome, each alone: switching, staying away, arriving.

    From a tie that the Vice President decides there are two directions, and the ways to each.

    >>> from votekit.rules import RULES
    >>> [way.count for way in ways_to_turn(RULES["override"], Counts(277, 141, 0, 15, 433))]
    [2, 3, 5]
    >>> [(way.at_tie, way.count) for way in
    ...     ways_to_turn(RULES["majority-senate"], Counts(50, 48, 1, 1, 100))]
    [(1, 2), (2, 3), (2, None)]
    """
    now = outcome_of(rule, counts)
    ways = []
    if now is not Outcome.PASSED:
        ways += _towards(Outcome.PASSED, rule, counts)
    if now is not Outcome.FAILED:
        ways += _towards(Outcome.FAILED, rule, counts)
    return ways


def ways_of(vote: VoteMargin) -> list[Way]:
    """Return the cheapest ways to turn a roll call as it was, by its own rule.

    Rule: docs/rules.md, "What a question needs".
    """
    tied = vote.yea == vote.nay
    broken = vote.vice_president or ("away" if tied else None)
    counts = Counts(vote.yea, vote.nay, vote.present, vote.not_voting, vote.listed, broken)
    return ways_to_turn(RULES[vote.rule.key], counts)


def _towards(to: Outcome, rule: Rule, counts: Counts) -> list[Way]:
    side, other = ("yea", "nay") if to is Outcome.FAILED else ("nay", "yea")
    have = counts.yea if side == "yea" else counts.nay
    absent = counts.present + counts.not_voting
    return [
        _cheapest(f"{side}_to_{other}", to, have, lambda n: moved(counts, side, other, n), rule),
        _cheapest(f"{side}s_stay_away", to, have, lambda n: moved(counts, side, None, n), rule),
        _cheapest(
            f"absent_arrive_{other}", to, absent, lambda n: moved(counts, None, other, n), rule
        ),
    ]


def _cheapest(kind: str, to: Outcome, most: int, after: Callable[[int], Counts], rule: Rule) -> Way:
    at_tie = None
    for count in range(1, most + 1):
        counts = after(count)
        # A chamber in which nobody votes decides nothing: it is no way to turn an outcome.
        if not counts.yea + counts.nay:
            break
        found = outcome_of(rule, counts)
        if found is to:
            return Way(kind, to, count, at_tie)
        if found is Outcome.TIED and at_tie is None:
            at_tie = count
    return Way(kind, to, None, at_tie)


def moved(counts: Counts, source: str | None, target: str | None, number: int) -> Counts:
    """Move members between yea, nay and away (``None``).

    Those who arrive do so where it counts most: of senators present a treaty takes two thirds, so
    that one who answered present brings a yea more than one who was absent, and no nay.

    >>> moved(Counts(50, 48, 1, 1, 100), None, "nay", 2)
    Counts(yea=50, nay=50, present=0, not_voting=0, listed=100, vice_president=None)
    """
    gained = {"yea": 0, "nay": 0}
    if source:
        gained[source] -= number
    if target:
        gained[target] += number
    arrived = number if source is None else 0
    spared = counts.present if target == "yea" else 0
    from_absent = min(max(arrived - spared, 0), counts.not_voting)
    left = number if target is None else 0
    return replace(
        counts,
        yea=counts.yea + gained["yea"],
        nay=counts.nay + gained["nay"],
        present=counts.present - (arrived - from_absent),
        not_voting=counts.not_voting - from_absent + left,
    )
