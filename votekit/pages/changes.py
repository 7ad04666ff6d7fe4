"""What would have to change: ways to sustain or to override, worst and best case."""

from collections.abc import Sequence

from votekit.analysers.margin import VoteMargin
from votekit.analysers.veto import Case
from votekit.pages.model import Block, Bullets, Paragraph, Section, Table
from votekit.pages.numbers import NONE, Cell, rows_of
from votekit.pages.wording import headed, where
from votekit.words.counts import against, counted, tally

CASES = (
    "Each way counts alone. Worst case: all who did not vote or answered present vote nay; best "
    "case: yea. The number needed moves with turnout. Stay-aways are counted without regard to the "
    "quorum, a majority of the members, which may be lost before."
)


def changes(votes: Sequence[VoteMargin]) -> Section:
    """Return the section on what would have to change."""
    blocks: list[Block] = []
    if votes:
        blocks.append(Bullets([_sentence(vote) for vote in votes]))
    subject = [vote for vote in votes if vote.veto]
    if subject:
        header = ("", *(where(vote) for vote in subject))
        caption = "Ways to sustain or override a veto, each alone, and the extremes"
        blocks += [Table(caption, header, rows_of(subject, _LINES)), Paragraph(CASES)]
    if not blocks:
        blocks = [Paragraph("No roll call decided, so no count can be turned round.")]
    return Section("changes", "What would have to change", blocks)


def _sentence(vote: VoteMargin) -> str:
    named = headed(vote)
    veto = vote.veto
    if veto is None:
        rule = vote.rule
        spare = f"the Vice President’s {vote.vice_president} broke the tie"
        if not vote.vice_president:
            spare = against(rule.margin, rule.needed)
        return f"{named}: there is nothing in it to veto; {spare}."
    if veto.to_sustain:
        turned = counted(veto.to_sustain.yea_to_nay or 0, "yea")
        holds = "even in the worst case" if veto.absence_proof else "but not in the worst case"
        return (
            f"{named}: it takes {turned} turning nay to sustain a veto; two thirds hold, {holds}."
        )
    if veto.to_override:
        turned = counted(veto.to_override.nay_to_yea or 0, "nay")
        best = "there" if veto.best_case.veto_proof else "out of reach"
        told = f"two thirds are {best} in the best case"
        return f"{named}: it takes {turned} turning yea to override; {told}."
    return f"{named}: nobody voted."


def _case(case: Case) -> str:
    ending = "holds" if case.veto_proof else "short"
    return f"{tally(case.yea, case.nay)}, {case.needed} needed: {ending}"


def _way(kind: str, name: str) -> Cell:
    def cell(vote: VoteMargin) -> str:
        ways = getattr(vote.veto, kind)
        if ways is None:
            return NONE
        count = getattr(ways, name)
        return "not enough of them" if count is None else str(count)

    return cell


def _extreme(name: str) -> Cell:
    def cell(vote: VoteMargin) -> str:
        return _case(getattr(vote.veto, name))

    return cell


_LINES: tuple[tuple[str, Cell], ...] = (
    ("To sustain: yeas turn nay", _way("to_sustain", "yea_to_nay")),
    ("To sustain: yeas stay away", _way("to_sustain", "yeas_stay_away")),
    ("To sustain: absent come as nays", _way("to_sustain", "absent_arrive_nay")),
    ("To override: nays turn yea", _way("to_override", "nay_to_yea")),
    ("To override: nays stay away", _way("to_override", "nays_stay_away")),
    ("To override: absent come as yeas", _way("to_override", "absent_arrive_yea")),
    ("Worst case", _extreme("worst_case")),
    ("Best case", _extreme("best_case")),
)
