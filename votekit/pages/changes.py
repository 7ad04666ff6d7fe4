"""What would have to change: ways to sustain or to override, worst and best case."""

from collections.abc import Sequence

from votekit.analysers.margin import VoteMargin
from votekit.analysers.turning import Outcome, ways_of
from votekit.analysers.veto import Case, VetoMargin
from votekit.pages.model import Block, Bullets, Paragraph, Section, Table
from votekit.pages.numbers import NONE, Cell, rows_of
from votekit.pages.wording import headed, where
from votekit.words.counts import counted, tally

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
        blocks = [Paragraph("No roll call decided, so there is no count to change.")]
    return Section("changes", "What would have to change", blocks)


def _sentence(vote: VoteMargin) -> str:
    """Say what would have turned the outcome, and what a veto would take."""
    told = [f"{headed(vote)}: {_own(vote)}."]
    if vote.veto and vote.rule.key != "override":
        told.append(_veto(vote.veto))
    return " ".join(filter(None, told))


def _own(vote: VoteMargin) -> str:
    first = ways_of(vote)[0]
    ended = "override" if vote.stage == "override" else "change the outcome"
    if vote.stage == "override" and vote.rule.outcome == "passed":
        ended = "sustain the veto"
    if first.count is None:
        return f"no number of changed votes would {ended}"
    source, target = ("nays", "yea") if first.to is Outcome.PASSED else ("yeas", "nay")
    turned = counted(first.count, source[:-1])
    tie = ""
    if first.at_tie:
        tie = f"; {first.at_tie} would have made a tie, the Vice President’s to break"
    return f"it would have taken {turned} turning {target} to {ended}{tie}"


def _veto(veto: VetoMargin) -> str:
    if veto.to_sustain:
        holds = "even in the worst case" if veto.absence_proof else "but not in the worst case"
        turned = counted(veto.to_sustain.yea_to_nay or 0, "yea")
        return f"Against a veto: {turned} turning nay would sustain it; two-thirds hold, {holds}."
    if veto.to_override:
        best = "there" if veto.best_case.veto_proof else "out of reach"
        turned = counted(veto.to_override.nay_to_yea or 0, "nay")
        return (
            f"Against a veto: {turned} turning yea would override it; two-thirds are {best} in the "
            "best case."
        )
    return ""


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
