"""``votekit split``: how each party voted, and who broke ranks."""

from typing import Annotated

import typer

from votekit.cli import completion
from votekit.cli.options import Format, FormatOption, OutputOption, read_references
from votekit.errors import RequestError


def split(
    references: Annotated[
        list[str], typer.Argument(metavar="REF...", help="Roll calls or bills, by any name.")
    ],
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            help="Split by state or region beside party.",
            autocompletion=completion.SPLIT_BY,
        ),
    ] = None,
    caucus: Annotated[
        bool, typer.Option("--caucus", help="Count independents with the party they caucus with.")
    ] = False,
    style: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show how each party voted, and who broke ranks.

    Of a bill, the deciding roll calls and any attempts to override are split.

    Examples:

      votekit split s175-115.2017

      votekit split h413-115.2017 --by region

      votekit split hr3364-115 --caucus --format csv
    """
    references = read_references(references)
    from votekit.api.answers import splits_of
    from votekit.api.history import historical_votes
    from votekit.cli.history_page import write_old_votes
    from votekit.cli.output import write_pages
    from votekit.cli.split_page import split_page
    from votekit.store import Record

    record = Record.open()
    if old := historical_votes(references, record):
        if by or caucus:
            raise RequestError(
                "--by and --caucus are of roll calls since 1989: leave them out for earlier ones."
            )
        write_old_votes(old, "split", style, output)
        return
    answers = [
        answer
        for text in references
        for answer in splits_of(text, by=by, caucus=caucus, record=record)
    ]
    objects = [answer.to_dict() for answer in answers]
    rows = [
        {"vote_id": entry["vote_id"], "group": group, **party}
        for entry in objects
        for group, parties in [
            ("all", entry["parties"]),
            *((part["group"], part["parties"]) for part in entry["groups"]),
        ]
        for party in parties
    ]
    write_pages([split_page(answer) for answer in answers], objects, rows, style, output)
