"""``votekit vote``: one roll call whole, or several side by side."""

from typing import Annotated

import typer

from votekit.cli import completion
from votekit.cli.options import (
    CongressOption,
    Format,
    FormatOption,
    OutputOption,
    read_references,
)
from votekit.errors import RequestError


def vote(
    references: Annotated[
        list[str], typer.Argument(metavar="REF...", help="Roll calls or bills, by any name.")
    ],
    member: Annotated[
        str | None, typer.Option("--member", help="Only this member, by name or id.")
    ] = None,
    party: Annotated[
        str | None, typer.Option("--party", help="Only this party: D, R, I or ID, or its name.")
    ] = None,
    state: Annotated[str | None, typer.Option("--state", help="Only this state, as KY.")] = None,
    position: Annotated[
        str | None,
        typer.Option(
            "--position",
            help="Only yea, nay, present or not voting; in an election a candidate.",
            autocompletion=completion.POSITIONS,
        ),
    ] = None,
    congress: CongressOption = None,
    style: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show a roll call whole: what was put, count, rule, and how everybody voted.

    Of a bill, the deciding roll calls and any attempts to override. Several roll calls stand side
    by side, a line for each member. Elections of a Speaker and quorum calls are shown as well.

    Examples:

      votekit vote s175-115.2017

      votekit vote s223-115.2018 --member Murkowski

      votekit vote h190-119.2025 --party R --position nay

      votekit vote h413-115.2017 s175-115.2017 --state KY
    """
    references = read_references(references)
    from votekit.api.history import historical_votes
    from votekit.api.whole_vote import whole_votes
    from votekit.cli.history_page import write_old_votes
    from votekit.cli.output import write_pages
    from votekit.cli.vote_page import side_by_side, vote_page
    from votekit.lookup import within
    from votekit.store import Record

    record = Record.open()
    if old := historical_votes(references, record):
        if any(value is not None for value in (member, party, state, position, congress)):
            raise RequestError(
                "--member, --party, --state, --position and --congress are of roll calls since "
                "1989: leave them out for earlier ones, or use --format csv."
            )
        write_old_votes(old, "vote", style, output)
        return
    answers = [
        answer
        for text in references
        for answer in whole_votes(
            within(text, congress),
            party=party,
            state=state,
            position=position,
            member=member,
            record=record,
        )
    ]
    pages = [vote_page(answers[0])] if len(answers) == 1 else [side_by_side(answers)]
    rows = [
        {"vote_id": answer.vote_id, "date": answer.date.isoformat(), **vars(one)}
        for answer in answers
        for one in answer.members
    ]
    write_pages(pages, [answer.to_dict() for answer in answers], rows, style, output)
