"""What happened then: the president's clock, the actions on the bill, the votes on a veto."""

from collections.abc import Mapping, Sequence

from votekit.analysers.actions import is_decided
from votekit.analysers.margin import Margin
from votekit.analysers.moves import Move
from votekit.analysers.sequel import action_clause, clock_sentence, clock_title
from votekit.analysers.verdict import NOT_SUBJECT, aftermath
from votekit.pages.model import Block, Bullets, Paragraph, Section
from votekit.pages.moved import moved
from votekit.words.fate import fate_clause
from votekit.words.text import capitalized

UNKNOWN = (
    "The record has no attempt to override a veto of this bill. It holds roll calls; whether the "
    "president signed it, or vetoed it without a vote on the veto, is told by the bill’s actions, "
    "which this page does not have."
)


def clock(answer: Margin, whole: Margin) -> Section | None:
    """Return the section on the president's clock, where the day of presentment is known.

    ``whole`` is the answer on the bill, of which the roll call in question may be a part.
    """
    if answer.clock is None:
        return None
    decided = aftermath(whole.votes) is not None or is_decided(whole.actions)
    told = f"{clock_title(answer.clock)}: {clock_sentence(answer.clock, decided=decided)}"
    return Section("clock", "The president’s clock", [Paragraph(told)])


def sequel(answer: Margin, whole: Margin, moves: Mapping[str, Sequence[Move]]) -> Section | None:
    """Return the section on what happened then; none on what passes no bill."""
    if whole.bill is None or whole.verdict == NOT_SUBJECT:
        return None
    if answer is not whole and not any(vote.veto for vote in answer.votes):
        return None
    blocks: list[Block] = []
    then = aftermath(whole.votes)
    if then:
        blocks.append(Paragraph(f"{then[0].upper()}{then[1:]}"))
    if whole.fate and (not then or whole.fate.law or whole.fate.vetoed):
        told = f"{capitalized(fate_clause(whole.fate))} ({whole.fate.source_url})."
        blocks.append(Paragraph(told))
    blocks += moved(whole.votes, moves)
    if whole.actions:
        said_by = whole.actions[0].said_by
        blocks.append(Paragraph(f"Actions on the bill, as {said_by} has them:"))
        blocks.append(
            Bullets([f"{capitalized(action_clause(action))}." for action in whole.actions])
        )
    if not blocks:
        blocks = [Paragraph(UNKNOWN)]
    return Section("sequel", "What happened then", blocks)
