"""``votekit margin``: is it veto-proof, by how much, who dissented."""

from pathlib import Path
from typing import Annotated

import typer

from votekit.cli.options import (
    CategoryOption,
    ChamberOption,
    CongressOption,
    Format,
    FormatOption,
    OutputOption,
    SessionOption,
    StageOption,
    parse_day,
    read_references,
)
from votekit.errors import RequestError


def margin(
    references: Annotated[
        list[str] | None,
        typer.Argument(metavar="REF...", help="Bills or roll calls, by any name."),
    ] = None,
    presented: Annotated[
        str | None,
        typer.Option("--presented", help="Day of presentment (YYYY-MM-DD): adds the clock."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Exit 1 unless every verdict is veto-proof.")
    ] = False,
    congress: CongressOption = None,
    chamber: ChamberOption = None,
    session: SessionOption = None,
    category: CategoryOption = None,
    stage: StageOption = None,
    style: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Tell whether it is veto-proof, by how much, and who dissented.

    For a bill: the deciding roll call of each chamber, the verdict, what it would take to sustain
    or override, and what then happened. For a roll call: the same for it.

    Without a reference, --congress with --chamber, --session, --category or --stage give a table
    over many; beside one, --congress says which Congress a bill is of.

    Examples:

      votekit margin hr3364-115

      votekit margin "H.R. 6395" --presented 2020-12-11

      votekit margin s175-115.2017 --format json

      votekit margin --congress 115 --chamber house --category passage
    """
    if references and any(value is not None for value in (chamber, session, category, stage)):
        raise RequestError(
            "References and --chamber, --session, --category or --stage exclude each other: give "
            "one or the other."
        )
    if references:
        from votekit.lookup import within

        named = [within(text, congress) for text in read_references(references)]
        _answer(named, presented, check, style, output)
        return
    if congress is None:
        raise RequestError(
            "Nothing to answer: name a bill or roll call (votekit margin hr3364-115), or a whole "
            "Congress (--congress 115)."
        )
    if presented or check:
        raise RequestError("--presented and --check need a reference: name a bill.")
    _tabulate(congress, chamber, session, category, stage, style, output)


def _answer(
    references: list[str],
    presented: str | None,
    check: bool,
    style: Format,
    output: Path | None,
) -> None:
    from votekit.analysers.verdict import PROOF
    from votekit.api.answers import margin as answer_of
    from votekit.api.history import historical_votes
    from votekit.cli.history_page import write_old_votes
    from votekit.cli.margin_page import margin_page
    from votekit.cli.output import write_pages
    from votekit.rules.disagreement import is_in_doubt
    from votekit.store import Record

    record = Record.open()
    if old := historical_votes(references, record):
        if presented or check:
            raise RequestError(
                "--presented and --check are of bills since 1989: leave them out for a roll call "
                "of earlier years."
            )
        write_old_votes(old, "margin", style, output)
        return
    day = parse_day(presented, "--presented")
    answers = [answer_of(text, presented=day, record=record) for text in references]
    objects = [answer.to_dict() for answer in answers]
    rows = [
        {
            "query": entry["query"],
            "bill_id": (entry["bill"] or {}).get("id"),
            "verdict": entry["verdict"],
            **vote,
        }
        for entry in objects
        for vote in entry["votes"] or [{}]
    ]
    write_pages([margin_page(answer) for answer in answers], objects, rows, style, output)
    # What is veto-proof by the count but not by the official total is not so beyond doubt.
    doubt = any(is_in_doubt(vote.disagreements) for answer in answers for vote in answer.votes)
    if check and (doubt or any(answer.verdict != PROOF for answer in answers)):
        raise typer.Exit(1)


def _tabulate(
    congress: int,
    chamber: str | None,
    session: int | None,
    category: str | None,
    stage: str | None,
    style: Format,
    output: Path | None,
) -> None:
    from votekit.analysers.votes import Criteria
    from votekit.api.votes import find_votes
    from votekit.cli.rollcall_rows import write_rollcalls
    from votekit.kinds import Sort

    criteria = Criteria(
        congress=congress,
        chamber=chamber,
        session=session,
        category=category,
        stage=stage,
        sort=Sort.DATE,
    )
    write_rollcalls(find_votes(criteria), style, output)
