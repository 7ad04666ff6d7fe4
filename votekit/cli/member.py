"""``votekit member``: one member over time, and where the member broke ranks or was away."""

from typing import Annotated, Any

import typer

from votekit.cli.options import (
    ChamberOption,
    CongressOption,
    Format,
    FormatOption,
    OutputOption,
    SessionOption,
    SinceOption,
    UntilOption,
    parse_day,
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
    session: SessionOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    caucus: Annotated[
        bool, typer.Option("--caucus", help="Count an independent with the party of the caucus.")
    ] = False,
    broke: Annotated[
        bool, typer.Option("--broke", help="List the roll calls on which the member broke ranks.")
    ] = False,
    missed: Annotated[
        bool, typer.Option("--missed", help="List the roll calls that the member missed.")
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            help="List this many roll calls; 0 for all.",
            show_default=f"{SHOWN}; all with --broke or --missed",
        ),
    ] = None,
    style: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show one member over time: attendance, party unity, breaking ranks, deciding.

    A line for each Congress, chamber and party. As CSV the lines are those, or with --broke or
    --missed the roll calls.

    Examples:

      votekit member "rand paul"

      votekit member ocasio --congress 117 --broke

      votekit member Cruz --since 2024 --until 2024 --missed

      votekit member S000033 --caucus --format json
    """
    if limit is not None and limit < 0:
        raise RequestError(f"--limit takes 0 (all) or more, not {limit}.")
    from votekit.api.person import member as answer_of
    from votekit.cli.member_page import member_page
    from votekit.cli.output import write_pages

    answer = answer_of(
        name,
        congress=congress,
        chamber=chamber,
        session=session,
        since=parse_day(since, "--since"),
        until=parse_day(until, "--until"),
        caucus=caucus,
    )
    named = broke or missed
    listed = (limit or None) if limit is not None else (None if named else SHOWN)
    page = member_page(answer, broke=broke or not missed, missed=missed, limit=listed)
    content: dict[str, Any] = answer.to_dict()
    rows = answer.terms
    if named:
        for name_of_list, wanted in (("broke_ranks", broke), ("missed", missed)):
            if wanted:
                content[name_of_list] = content[name_of_list][:listed]
        chosen = [*(answer.broke_ranks if broke else []), *(answer.missed if missed else [])]
        rows = sorted(chosen, key=lambda row: row["date"], reverse=True)[:listed]
    write_pages([page], [content], rows, style, output)
