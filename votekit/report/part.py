"""The part of a page that answers on one bill or roll call, in the order in which reporters ask."""

from collections.abc import Mapping, Sequence

from votekit.analysers.margin import Margin
from votekit.analysers.verdict import NOT_PROOF, PROOF, spell_bill
from votekit.charts.wording import rollcall_line
from votekit.congresses import ordinal
from votekit.report.changes import changes
from votekit.report.grounds import documents, notes, rules
from votekit.report.model import Figure, Part, Section
from votekit.report.numbers import numbers
from votekit.report.ranks import ranks
from votekit.report.sequel import clock, sequel


def part(
    answer: Margin, whole: Margin, figures: Sequence[Figure], kept: Mapping[str, str], place: str
) -> Part:
    """Return the answer on one reference: verdict, numbers, pictures, names, and what follows.

    ``whole`` is the answer on the bill where ``answer`` is on one roll call of it, else the same;
    ``kept`` says by address which documents are in the store; ``place`` is the part's id.
    """
    sections = (
        Section("numbers", "The numbers", [numbers(answer.votes)]) if answer.votes else None,
        Section("pictures", "The pictures", figures) if figures else None,
        ranks(answer.votes),
        changes(answer.votes),
        clock(answer, whole),
        sequel(answer, whole),
        rules(answer),
        documents(answer, whole, kept),
        notes(answer),
    )
    return Part(
        id=place,
        heading=heading(answer, whole),
        verdict=answer.verdict,
        lead=answer.explanation,
        good={PROOF: True, NOT_PROOF: False}.get(answer.verdict),
        sections=[
            Section(f"{place}-{section.id}", section.title, section.blocks)
            for section in sections
            if section
        ],
    )


def heading(answer: Margin, whole: Margin) -> str:
    """Name what an answer is on: the bill with its title, or the roll call with its question."""
    bill = answer.bill
    if bill is None or answer is not whole:
        vote = answer.votes[0]
        return rollcall_line(vote.chamber, vote.number, vote.date, vote.question)
    name = f"{spell_bill(bill)}, {ordinal(bill.congress)} Congress"
    return f"{name}: {bill.title}" if bill.title else name
