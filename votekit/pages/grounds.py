"""What the numbers rest on: rules with their authority, documents, and notes on the data."""

from collections.abc import Iterable, Mapping

from votekit.analysers.margin import Margin, VoteMargin
from votekit.pages.model import Bullets, Document, Documents, Paragraph, Section
from votekit.pages.wording import where
from votekit.rules import RULES
from votekit.words.sources import OFFICES, rollcall_line
from votekit.words.text import capitalized

NOT_KEPT = "not fetched here; the numbers were read from the source “{source}”"
NOTHING = (
    "Nothing in the data disagrees here: the positions listed come to the totals that the source "
    "states, its majority is that of the rule, and its result the one that follows."
)
DISAGREEING = "The data disagrees with itself, as the answer above says."


def rules(answer: Margin) -> Section | None:
    """Return the section on the rules applied; none where nothing was voted on by name."""
    if not answer.votes:
        return None
    items = [f"{capitalized(vote.rule.label)}: {vote.rule.authority}." for vote in answer.votes]
    if any(vote.veto for vote in answer.votes):
        override = RULES["override"]
        items.append(f"{capitalized(override.label)}: {override.authority}.")
    if answer.clock:
        items.append(f"Ten days, Sundays excepted, to sign or veto: {answer.clock.authority}.")
    return Section("rules", "Rules and their authority", [Bullets(_distinct(items))])


def documents(answer: Margin, whole: Margin, kept: Mapping[str, str]) -> Section | None:
    """Return the section on the source documents; ``kept`` says by address where they are kept."""
    items = [_document(vote, kept) for vote in answer.votes]
    items += [
        Document(f"Actions on the bill, by {action.said_by}", action.source_url, "in the store")
        for action in whole.actions[:1]
    ]
    if not items:
        return None
    return Section("sources", "Source documents", [Documents(items)])


def _document(vote: VoteMargin, kept: Mapping[str, str]) -> Document:
    asked = rollcall_line(vote.chamber, vote.number, vote.date, vote.question)
    note = kept.get(vote.source_url, NOT_KEPT.format(source=vote.source))
    return Document(f"{OFFICES[vote.chamber]}: {asked}", vote.source_url, note)


def notes(answer: Margin) -> Section:
    """Return the section on what in the data disagrees with itself, or needs to be known."""
    told = list(answer.notes)
    told += [
        f"{where(vote)} ({vote.vote_id}): {note}" for vote in answer.votes for note in vote.notes
    ]
    title = "Notes on the data"
    if told:
        return Section("notes", title, [Bullets(told)])
    said = NOTHING if answer.votes else "There is no roll call whose data could disagree."
    if any(vote.disagreements for vote in answer.votes):
        said = DISAGREEING
    return Section("notes", title, [Paragraph(said)])


def _distinct(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))
