"""``votekit member``: one member over time, and when the member broke ranks."""

from typing import Annotated, Any

import typer

from votekit.cli.options import (
    ChamberOption,
    CongressOption,
    Format,
    FormatOption,
    OutputOption,
)
from votekit.errors import RequestError

SHOWN = 10


def member(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME|ID", help="A name, or a Bioguide, LIS, ICPSR or GovTrack id."),
    ],
    congress: CongressOption = None,
    chamber: ChamberOption = None,
    caucus: Annotated[
        bool, typer.Option("--caucus", help="Count an independent with the party of the caucus.")
    ] = False,
    broke: Annotated[
        str | None,
        typer.Option(
            "--broke",
            help="List this many roll calls on which the member broke ranks, or all.",
            show_default=f"{SHOWN}; all in JSON",
        ),
    ] = None,
    style: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show one member over time: attendance, party unity, breaking ranks, deciding.

    A line for each Congress, chamber and party. As CSV the lines are those, or with --broke the
    roll calls.

    Examples:

      votekit member "rand paul"

      votekit member ocasio --congress 117 --broke all

      votekit member S000033 --caucus --format json
    """
    limit = _limit(broke)
    from votekit.api.person import member as answer_of
    from votekit.cli.member_page import member_page
    from votekit.cli.output import write_pages

    answer = answer_of(name, congress=congress, chamber=chamber, caucus=caucus)
    listed = SHOWN if broke is None else limit
    page = member_page(answer, listed)
    content: dict[str, Any] = answer.to_dict()
    if broke is not None:
        content["broke_ranks"] = content["broke_ranks"][:limit]
    rows = answer.terms if broke is None else answer.broke_ranks[:limit]
    write_pages([page], [content], rows, style, output)


def _limit(broke: str | None) -> int | None:
    """Read how many are wanted; ``None`` for all."""
    if broke is None or broke.strip().lower() == "all":
        return None
    if not broke.strip().isdecimal():
        raise RequestError(f"--broke takes a number or all, not “{broke}”.")
    return int(broke)
