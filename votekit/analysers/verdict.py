"""The verdict on a bill or a roll call, and the sentence that explains it."""

from collections.abc import Mapping, Sequence

from votekit.analysers.margin import Bill, VoteMargin
from votekit.rules import TEXT_STAGES, VETOABLE
from votekit.rules.question import JOINT_RESOLUTIONS
from votekit.words.bars import VETO_LINE, standing
from votekit.words.counts import tally
from votekit.words.dates import spell_date
from votekit.words.names import bill_name, chamber_name
from votekit.words.phrases import past
from votekit.words.text import capitalized

PROOF = "veto-proof"
NOT_PROOF = "not veto-proof"
INCOMPLETE = "incomplete"
NOT_SUBJECT = "not subject to veto"

_KINDS = {
    "hconres": "a concurrent resolution",
    "sconres": "a concurrent resolution",
    "hres": "a simple resolution of the House",
    "sres": "a simple resolution of the Senate",
}


def bill_verdict(
    bill: Bill,
    votes: Sequence[VoteMargin],
    reasons: Mapping[str, str],
    *,
    proposes: bool = False,
    rejected: bool = False,
) -> tuple[str, str]:
    """Return the verdict on a bill and the sentence that explains it.

    ``votes`` are its roll calls with their roles; ``reasons`` says why a chamber has no deciding
    one; ``proposes`` that it proposes to amend the Constitution, ``rejected`` that a chamber
    rejected it. A bill is veto-proof when its deciding roll calls are so in both chambers; one of
    them short of two thirds, be it on a part of the text, is enough for it not to be.
    """
    exempt = _exempt(bill, proposes)
    if exempt:
        return NOT_SUBJECT, _sentences([_acted(votes, {}), exempt])
    told = _acted(votes, reasons)
    name = bill_name(bill.id)
    if rejected:
        lost = [f"the {chamber_name(vote.chamber)}" for vote in votes if vote.role == "lost"]
        who = " and ".join(lost) or "that chamber"
        unless = f"unless {who} agreed to it later without a roll call"
        return INCOMPLETE, _sentences([told, f"{name} does not go to the president, {unless}"])
    deciding = [vote for vote in votes if vote.role == "deciding"]
    lines = _veto_lines(deciding)
    if not all(vote.veto is not None and vote.veto.veto_proof for vote in deciding):
        return NOT_PROOF, _sentences([told, f"Not veto-proof ({VETO_LINE}): {lines}"])
    if reasons:
        needs = "a verdict takes a deciding roll call in both chambers"
        ending = f"; {lines}" if lines else ""
        return INCOMPLETE, _sentences([told, f"Incomplete ({VETO_LINE}): {needs}{ending}"])
    return PROOF, _sentences([told, f"Veto-proof in both chambers ({VETO_LINE}): {lines}"])


def _sentences(told: Sequence[str]) -> str:
    return " ".join(f"{capitalized(one)}." for one in told if one)


def _acted(votes: Sequence[VoteMargin], reasons: Mapping[str, str]) -> str:
    """Say what each chamber did with the bill, by the rule of its own question."""
    shown = [vote for vote in votes if vote.role in ("deciding", "lost")]
    lost = {vote.chamber for vote in shown if vote.role == "lost"}
    others = [reason for chamber, reason in reasons.items() if chamber not in lost]
    return _join([*map(_act, shown), *others])


def _act(vote: VoteMargin) -> str:
    """Say what a chamber did: “the House passed it July 3, 2025, 218–214”."""
    did = "adopted the conference report" if vote.stage == "conference" else "passed it"
    if vote.rule.outcome != "passed":
        short = standing(vote.rule.margin, vote.rule.needed, vote.rule.key)
        ending = "" if vote.yea < vote.nay and vote.rule.fraction == "1/2" else f", {short}"
        what = "the conference report" if vote.stage == "conference" else "it"
        day = spell_date(vote.date)
        return f"the {chamber_name(vote.chamber)} rejected {what} {day}, {_count(vote)}{ending}"
    by = f", {vote.by}" if vote.by else ""
    return f"the {chamber_name(vote.chamber)} {did} {spell_date(vote.date)}, {_count(vote)}{by}"


def _veto_lines(votes: Sequence[VoteMargin]) -> str:
    """Say how each chamber's yeas stand against two-thirds."""
    told = []
    for vote in votes:
        assert vote.veto is not None
        line = standing(vote.veto.cushion, vote.veto.needed)
        told.append(f"{line} in the {chamber_name(vote.chamber)}")
    return ", ".join(told)


def _exempt(bill: Bill, proposes: bool) -> str | None:
    """Say why a bill does not go to the president, or ``None`` when it does."""
    name = bill_name(bill.id)
    if bill.type not in VETOABLE:
        return f"{name} is {_KINDS[bill.type]}, which does not go to the president"
    if proposes:
        what = "an amendment to the Constitution, which does not go to the president"
        return f"{name} proposes {what}"
    return None


def vote_verdict(vote: VoteMargin, bill: Bill | None) -> tuple[str, str]:
    """Return the verdict on one roll call and the sentence that explains it."""
    own = _own(vote)
    if vote.veto is None:
        return NOT_SUBJECT, _sentences([own, _what(vote, bill)])
    verdict = PROOF if vote.veto.veto_proof else NOT_PROOF
    if vote.stage == "override":
        return verdict, _sentences([own])
    line = standing(vote.veto.cushion, vote.veto.needed)
    return verdict, _sentences([own, f"{capitalized(verdict)} ({VETO_LINE}): {line}"])


def _own(vote: VoteMargin) -> str:
    """Say what a chamber did, and how the yeas stood against the question's own rule."""
    done = past(vote.act.of(passed=vote.rule.outcome == "passed"))
    by = f", {vote.by}" if vote.by else ""
    return f"the {chamber_name(vote.chamber)} {done}, {_count(vote)}{by}{_against_own(vote)}"


def _against_own(vote: VoteMargin) -> str:
    rule = vote.rule
    if vote.vice_president:
        return ""
    if vote.yea == vote.nay and rule.fraction == "1/2":
        if rule.key == "chair":
            return ", a tie, which sustains the chair"
        if vote.chamber == "house":
            return ", a tie, which loses in the House"
        return ", a tie on which the Vice President did not vote"
    return f", {standing(rule.margin, rule.needed, rule.key)}"


def aftermath(votes: Sequence[VoteMargin]) -> str | None:
    """Say what happened on a veto, or ``None`` when no attempt to override is in the record.

    A bill becomes law over the veto when both chambers pass it again; one that sustains ends it.
    """
    tries = [vote for vote in votes if vote.role == "override"]
    if not tries:
        return None
    told = _join([f"the {_override_clause(vote)}, on {spell_date(vote.date)}" for vote in tries])
    if any(vote.rule.outcome == "failed" for vote in tries):
        return f"{told}; the veto stood."
    if len({vote.chamber for vote in tries}) == 2:
        return f"{told}; the bill became law over the veto."
    return f"{told}; no roll call of the other chamber on the veto is in the record."


def _override_clause(vote: VoteMargin) -> str:
    ended = "passed it over the veto" if vote.rule.outcome == "passed" else "sustained the veto"
    return f"{chamber_name(vote.chamber)} {ended}, {_count(vote)}"


def _count(vote: VoteMargin) -> str:
    count = tally(vote.yea, vote.nay)
    if vote.vice_president is None:
        return count
    name = f" {vote.vice_president_name}" if vote.vice_president_name else ""
    did = "breaking the tie" if vote.vice_president == "yea" else "voting nay on the tie"
    return f"{count}, with {'' if name else 'the '}Vice President{name} {did}"


def _what(vote: VoteMargin, bill: Bill | None) -> str:
    """Say why the question passes nothing that goes to the president."""
    if vote.rule.key == "constitutional-amendment" or _proposes(vote, bill):
        return (
            "an amendment to the Constitution is proposed to the states and does not go to the "
            "president"
        )
    if vote.stage != "other" and bill and bill.type not in VETOABLE:
        return f"It is {_KINDS[bill.type]}, which does not go to the president"
    return "the question passes no bill, so there is nothing in it to veto"


def _proposes(vote: VoteMargin, bill: Bill | None) -> bool:
    """Tell whether a joint resolution passes here that does not go to the president."""
    return bill is not None and bill.type in JOINT_RESOLUTIONS and vote.stage in TEXT_STAGES


def _join(parts: Sequence[str]) -> str:
    return "; ".join(parts)
