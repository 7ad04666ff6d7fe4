"""The part of a page that answers on one bill or roll call, in the order in which reporters ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from votekit.analysers.margin import Margin
from votekit.analysers.moves import Move
from votekit.analysers.verdict import NOT_PROOF, PROOF, aftermath
from votekit.pages.changes import changes
from votekit.pages.grounds import documents, notes, rules
from votekit.pages.model import Figure, Part, Section
from votekit.pages.numbers import numbers
from votekit.pages.ranks import ranks
from votekit.pages.sequel import clock, sequel
from votekit.pages.white_house import white_house_section
from votekit.words.names import bill_name, congress_name
from votekit.words.sources import rollcall_line
from votekit.words.titles import short_subject

LONGEST, CONTENTS = 90, 60
"""The most letters of a title in a heading, and in the list of contents."""


@dataclass(frozen=True)
class Material:
    """All that is known on one reference.

    ``whole`` is the answer on the bill where ``answer`` is on one roll call of it, else the same.
    ``kept`` says by address which documents are in the store; ``moves`` are those from passage to
    override, by the roll call of the override.
    """

    answer: Margin
    whole: Margin
    figures: Sequence[Figure]
    kept: Mapping[str, str] = field(default_factory=dict)
    moves: Mapping[str, Sequence[Move]] = field(default_factory=dict)


def part(material: Material, place: str) -> Part:
    """Return the answer on one reference: verdict, names, numbers, charts, and what follows.

    ``place`` is the part's id in the page.
    """
    answer, whole = material.answer, material.whole
    sections = (
        ranks(answer.votes),
        Section("numbers", "The numbers", [numbers(answer.votes)]) if answer.votes else None,
        Section("pictures", "The charts", material.figures) if material.figures else None,
        white_house_section(whole),
        changes(answer.votes),
        clock(answer, whole),
        sequel(answer, whole, material.moves),
        rules(answer),
        documents(answer, whole, material.kept),
        notes(answer),
    )
    name, about, full = _names(answer, whole)
    return Part(
        id=place,
        name=name,
        heading=f"{name}: {about}" if about else name,
        lead=_lead(answer, whole),
        good={PROOF: True, NOT_PROOF: False}.get(answer.verdict),
        sections=[
            Section(f"{place}-{section.id}", section.title, section.blocks)
            for section in sections
            if section
        ],
        subject=_cut(about, CONTENTS),
        full=full,
    )


def _lead(answer: Margin, whole: Margin) -> str:
    """Give the verdict, and behind it what became of a bill that was vetoed."""
    then = aftermath(whole.votes) if answer is whole else None
    return f"{answer.explanation} {then[0].upper()}{then[1:]}" if then else answer.explanation


def _names(answer: Margin, whole: Margin) -> tuple[str, str, str]:
    """Name what an answer is on: the bill and its title, or the roll call and what was done.

    The question, and a title that is long, come whole behind.
    """
    bill = answer.bill
    if bill is None or answer is not whole:
        vote = answer.votes[0]
        line = rollcall_line(vote.chamber, vote.number, vote.date, vote.question)
        name, _, question = line.partition(": ")
        return name, vote.brief, f"{vote.headline}. The question as put: {question}"
    name = f"{bill_name(bill.id)}, {congress_name(bill.congress)}"
    by = f"Sponsor: {bill.sponsor}. " if bill.sponsor else ""
    if len(bill.title) <= LONGEST:
        return name, bill.title, by.strip()
    about = _cut(short_subject(bill.title), LONGEST)
    return name, about, f"{by}Official title: {bill.title}"


def _cut(text: str, most: int) -> str:
    """Cut text at a word, and mark the cut."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
