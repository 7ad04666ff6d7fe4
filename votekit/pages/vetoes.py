"""What opens a page on all vetoes of a Congress: the sentence, the picture, the table."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from votekit.analysers.actions import Action
from votekit.analysers.overrides import LAW
from votekit.analysers.sequel import action_clause
from votekit.congresses import ordinal
from votekit.pages.model import Block, Bullets, Figure, Paragraph, Table, TableRow
from votekit.words.counts import counted, signed, tally
from votekit.words.dates import spell_date
from votekit.words.names import bill_name

Row = dict[str, Any]

LIMITS = (
    "Only vetoes that were put to a vote are counted here: a veto on which neither chamber voted "
    "leaves no roll call."
)
UNTRIED = "Other vetoes, on which neither chamber voted, as far as the bills’ actions were read:"


def title(congress: int) -> str:
    """Name the page."""
    return f"Vetoes of the {ordinal(congress)} Congress that were put to a vote"


def lead(rows: Sequence[Row]) -> str:
    """Say how many vetoes there were, and how many bills became law over one."""
    bills = {row["bill_id"] for row in rows}
    laws = {row["bill_id"] for row in rows if row["result"] == LAW}
    votes = counted(len(rows), "vote")
    outcome = f"{len(laws)} became law over the veto" if laws else "none became law over the veto"
    return f"{counted(len(bills), 'vetoed bill')} came to {votes} on the veto; {outcome}."


def introduction(
    rows: Sequence[Row], figure: Figure, untried: Sequence[tuple[str, Action]]
) -> list[Block]:
    """Open the page: the picture, a line for each vote on a veto, and what the record lacks.

    Takes the rows of ``votekit.api.overrides``, and the vetoes without a vote that are known.
    """
    blocks: list[Block] = [figure, _table(rows), Paragraph(LIMITS)]
    if untried:
        told = [f"{bill_name(bill)}: {action_clause(action)}." for bill, action in untried]
        blocks += [Paragraph(UNTRIED), Bullets(told)]
    return blocks


def _table(rows: Sequence[Row]) -> Table:
    header = ("Bill", "Date", "Chamber", "Passage", "On the veto", "Two thirds", "Result")
    caption = "Every vote on a veto, with the same chamber’s passage before it"
    return Table(caption, header, [_line(row) for row in rows], stacked=True)


def _line(row: Row) -> TableRow:
    passage = "no roll call"
    if row["passage_yea"] is not None:
        passage = tally(row["passage_yea"], row["passage_nay"])
    cells = (
        spell_date(date.fromisoformat(row["date"])),
        row["chamber"].capitalize(),
        passage,
        tally(row["yea"], row["nay"]),
        f"{row['needed']} ({signed(row['cushion'])})",
        row["result"],
    )
    return TableRow(bill_name(row["bill_id"]), cells, row["source_url"])
