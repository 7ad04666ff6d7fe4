"""The sentences that lead a what-if: the question's own rule first, the veto's line behind it."""

from votekit.analysers.turning import Held, Outcome
from votekit.analysers.whatif_result import WhatIf
from votekit.rules import RULES
from votekit.words.bars import VETO_LINE, standing
from votekit.words.counts import tally
from votekit.words.names import chamber_name
from votekit.words.phrases import Act, past
from votekit.words.text import capitalized


def lead(answer: WhatIf) -> str:
    """Say whether the outcome turns, by what count, and how a veto would stand."""
    told = " ".join(filter(None, [_turn(answer), _revote(answer), _beside(answer)]))
    if answer.quorate:
        return told
    return f"No quorum is left to decide. By the count alone, {told[:1].lower()}{told[1:]}"


def _turn(answer: WhatIf) -> str:
    before, after = answer.held_before, answer.held_after
    was = f"{_deed(answer, before, would=False)}, {_count(answer, before)}"
    if before == after:
        return f"{capitalized(was)}{_against(answer, before, would=False)}. {_idle(answer)}"
    same = "it was " + _count(answer, before)
    cast = f"As cast, {was if answer.turned else same}{_aside(answer, before)}."
    if after.outcome is Outcome.TIED:
        return f"{_tie(answer, after)} {cast}"
    turn = "The outcome turns" if answer.turned else "The outcome stands"
    then = f"{_deed(answer, after, would=True)}, {_count(answer, after)}"
    return f"{turn}: {then}{_against(answer, after, would=True)}. {cast}"


def _tie(answer: WhatIf, after: Held) -> str:
    assert answer.vice_president is not None
    lost = _deed(answer, after, would=True)
    return (
        f"{tally(after.yea, after.nay)}: the Vice President, {answer.vice_president.name}, "
        f"decides; without that vote {lost}."
    )


def _idle(answer: WhatIf) -> str:
    breaker = answer.vice_president
    if answer.changes or answer.idle or answer.vacant or (breaker and breaker.said):
        return "The assumptions change no count."
    return "Nothing is assumed yet."


def _deed(answer: WhatIf, held: Held, *, would: bool) -> str:
    if answer.threshold.name == "veto" and answer.before.rule.key != "override":
        verb = "it would" if would else "it was"
        return f"{verb}{'' if held.holds else ' not'}{' be' if would else ''} veto-proof"
    if answer.threshold.name == "cloture" and not answer.before.rule.key.startswith("cloture"):
        done = Act("invoke cloture", "reject cloture")
    else:
        done = answer.before.act
    return _did(answer, done.of(passed=held.holds), would=would)


def _did(answer: WhatIf, phrase: str, *, would: bool) -> str:
    chamber = f"the {chamber_name(answer.chamber)}"
    return f"{chamber} would {phrase}" if would else f"{chamber} {past(phrase)}"


def _count(answer: WhatIf, held: Held) -> str:
    count = tally(held.yea, held.nay)
    if held.vice_president in ("yea", "nay") and answer.vice_president:
        name = answer.vice_president.name
        did = "breaking the tie" if held.holds else "voting nay on the tie"
        return f"{count}, with Vice President {name} {did}"
    return count


def _against(answer: WhatIf, held: Held, *, would: bool) -> str:
    if not held.yea + held.nay:
        return ", nobody voting"
    rule = RULES[answer.threshold.rule]
    if held.yea == held.nay and rule.fraction == "1/2":
        if rule.tie_carries:
            return ", a tie, which sustains the chair"
        if answer.chamber == "house":
            return ", a tie, which loses in the House"
        if held.vice_president == "away":
            return f", a tie on which the Vice President {'would' if would else 'did'} not vote"
        return ""
    return ", " + standing(held.spare, held.needed, rule.key)


def _aside(answer: WhatIf, held: Held) -> str:
    """Say how the roll call stood, where its number needed was another or it was not a majority."""
    if held.yea == held.nay or held.needed == answer.held_after.needed:
        return ""
    return f", {held.needed} needed"


def _revote(answer: WhatIf) -> str:
    """Say that the House votes again where the delegates decide."""
    again = answer.revote.after if answer.revote else None
    if again is None:
        return ""
    deed = _did(answer, answer.before.act.of(passed=again.holds), would=True)
    return (
        "The delegates’ votes decide that, so the House would vote again at once without them: "
        f"by these votes {tally(again.yea, again.nay)}, and {deed}."
    )


def _beside(answer: WhatIf) -> str:
    line = answer.beside
    if line is None:
        return ""
    before, after = line.before, line.after
    if line.threshold.name == "veto":
        if answer.threshold.fraction == "2/3" and answer.threshold.base == "voting":
            return "The same two-thirds would override a veto."
        told = capitalized(VETO_LINE)
    else:
        told = "By the question’s own rule"
        if after.outcome is not Outcome.TIED:
            told += f" {_did(answer, answer.before.act.of(passed=after.holds), would=True)}"
    if not after.yea + after.nay:
        return f"{told}: nobody voting."
    now = standing(after.spare, after.needed)
    was = f", {_short(before)} as cast" if before != after else ""
    return f"{told}: {now}{was}."


def _short(held: Held) -> str:
    if held.spare == 0:
        return "exactly enough"
    return f"{abs(held.spare)} {'above' if held.spare > 0 else 'short'}"


def counted_on(answer: WhatIf) -> list[str]:
    """Say how the ways to turn the outcome count on the Vice President."""
    breaker = answer.vice_president
    if breaker is None or answer.threshold.name != "own":
        return []
    if breaker.vote is None:
        tied = answer.held_after.outcome is Outcome.TIED
        if not tied and not any(way.at_tie for way in answer.ways):
            return []
        return [
            f"The Vice President, {breaker.name}, is not counted on: where a tie would do, that is "
            "given apart; --vice-president yea or nay settles it."
        ]
    cast = "casts no vote" if breaker.vote == "away" else f"votes {breaker.vote}"
    why = f"as {breaker.said} has it" if breaker.said else "as on this roll call"
    return [f"On a tie the Vice President, {breaker.name}, {cast}, {why}; all ways count on that."]
