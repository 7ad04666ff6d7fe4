"""The verdict on a bill or a roll call, and the sentence that explains it."""

from collections.abc import Mapping, Sequence

from votekit.analysers.margin import Bill, VoteMargin
from votekit.rules import TEXT_STAGES, VETOABLE
from votekit.rules.question import JOINT_RESOLUTIONS
from votekit.words.dates import spell_date
from votekit.words.names import bill_name, chamber_name
from votekit.words.text import shortened

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
        return NOT_SUBJECT, exempt
    name = bill_name(bill.id)
    deciding = [vote for vote in votes if vote.role == "deciding"]
    parts = [_vote_clause(vote) for vote in deciding]
    told = _join([*reasons.values(), *parts])
    if rejected:
        unless = "unless that chamber agreed to it later without a roll call"
        return INCOMPLETE, f"Incomplete: {told}; {name} does not go to the president, {unless}."
    if not all(vote.veto is not None and vote.veto.veto_proof for vote in deciding):
        return NOT_PROOF, f"Not veto-proof: {_join([*parts, *reasons.values()])}."
    if reasons:
        start = f"Incomplete: a verdict on {name} needs a deciding roll call in both chambers; "
        return INCOMPLETE, f"{start}{told}."
    return PROOF, f"Veto-proof in both chambers: {_join(parts)}."


def _exempt(bill: Bill, proposes: bool) -> str | None:
    """Say why a bill does not go to the president, or ``None`` when it does."""
    name = bill_name(bill.id)
    if bill.type not in VETOABLE:
        return f"{name} is {_KINDS[bill.type]}, which does not go to the president."
    if proposes:
        what = "an amendment to the Constitution, which does not go to the president"
        return f"{name} proposes {what}."
    return None


def vote_verdict(vote: VoteMargin, bill: Bill | None) -> tuple[str, str]:
    """Return the verdict on one roll call and the sentence that explains it."""
    if vote.veto is None:
        rule = vote.rule
        told = f"It needed {rule.needed} ({rule.label}) and {rule.outcome}, {_count(vote)}."
        return NOT_SUBJECT, f"{_what(vote, bill)}: there is nothing in it to veto. {told}"
    chamber = chamber_name(vote.chamber)
    verdict = PROOF if vote.veto.veto_proof else NOT_PROOF
    told = _against_needed(vote)
    if vote.stage == "override":
        return verdict, f"The {_override_clause(vote)}: {told}."
    opening = "Veto-proof" if vote.veto.veto_proof else "Not veto-proof"
    lost = " (and lost)" if vote.rule.outcome == "failed" else ""
    by = f" {vote.by}," if vote.by else ""
    return verdict, f"{opening} in the {chamber}: {_count(vote)}{lost},{by} {told}."


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


def _vote_clause(vote: VoteMargin) -> str:
    return (
        f"the {chamber_name(vote.chamber)} vote of {spell_date(vote.date)}, {_count(vote)}, "
        f"{f'{vote.by}, ' if vote.by else ''}was {_against_needed(vote)}"
    )


def _against_needed(vote: VoteMargin) -> str:
    assert vote.veto is not None
    wanted, spare = vote.veto.needed, vote.veto.cushion
    if spare > 0:
        return f"{spare} above the {wanted} needed to override"
    if spare == 0:
        return f"exactly the {wanted} needed to override"
    return f"{-spare} short of the {wanted} needed to override"


def _count(vote: VoteMargin) -> str:
    count = f"{vote.yea}–{vote.nay}"
    return f"{count} with the Vice President breaking the tie" if vote.vice_president else count


def _what(vote: VoteMargin, bill: Bill | None) -> str:
    where = f"{vote.vote_id} is a roll call of the {chamber_name(vote.chamber)}"
    if vote.rule.key == "constitutional-amendment" or _proposes(vote, bill):
        return f"{where} on proposing an amendment to the Constitution"
    if vote.stage != "other" and bill and bill.type not in VETOABLE:
        return f"{where} on {bill_name(bill.id)}, {_KINDS[bill.type]}"
    return f"{where} on a question that passes no bill (“{shortened(vote.question, 80)}”)"


def _proposes(vote: VoteMargin, bill: Bill | None) -> bool:
    """Tell whether a joint resolution passes here that does not go to the president."""
    return bill is not None and bill.type in JOINT_RESOLUTIONS and vote.stage in TEXT_STAGES


def _join(parts: Sequence[str]) -> str:
    return "; ".join(parts)
