"""``votekit votes``: find roll calls."""

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
    SinceOption,
    StageOption,
    UntilOption,
    parse_day,
)
from votekit.errors import RequestError
from votekit.kinds import Sort


def votes(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORD...", help="Words to look for in what was put, titles, names."),
    ] = None,
    congress: CongressOption = None,
    session: SessionOption = None,
    chamber: ChamberOption = None,
    bill: Annotated[
        str | None, typer.Option("--bill", help="Only roll calls on this bill.")
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    stage: StageOption = None,
    category: CategoryOption = None,
    party_unity: Annotated[
        bool, typer.Option("--party-unity", help="Only party-unity votes (CQ's definition).")
    ] = False,
    bipartisan: Annotated[
        bool,
        typer.Option("--bipartisan", help="Only where most of both parties were on one side."),
    ] = False,
    veto_proof: Annotated[
        bool, typer.Option("--veto-proof", help="Only votes on bills with two-thirds or more.")
    ] = False,
    overrides: Annotated[
        bool, typer.Option("--overrides", help="Only attempts to pass a bill over a veto.")
    ] = False,
    tie_breaks: Annotated[
        bool, typer.Option("--tie-breaks", help="Only where the Vice President broke a tie.")
    ] = False,
    close: Annotated[
        int | None,
        typer.Option("--close", help="Only roll calls decided by this many votes or fewer."),
    ] = None,
    sort: Annotated[
        Sort | None,
        typer.Option(
            "--sort",
            help="In what order: by relevance to the words, the newest first, by date, the "
            "closest, by likeness of the parties (the most alike first), by cushion over "
            "two-thirds, or by yeas.",
            show_default="newest; relevance with words",
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", help="Show this many; 0 for all.", show_default="50 in a table"),
    ] = None,
    style: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Find roll calls, the newest first, or by words the most relevant.

    A word finds its stem, a phrase goes in quotes, a bill's number finds its roll calls.

    Decided by: the difference of yeas and nays where a majority decides, else the distance of the
    yeas from the number needed.

    Examples:

      votekit votes --overrides --format csv

      votekit votes sanctions russia --congress 115

      votekit votes --chamber senate --close 1 --limit 10

      votekit votes --stage passage --since 2023 --until 2023 --bipartisan --sort likeness

      votekit votes --tie-breaks --congress 117
    """
    if limit is not None and limit < 0:
        raise RequestError(f"--limit takes 0 (all) or more, not {limit}.")
    if close is not None and close < 0:
        raise RequestError(f"--close takes 0 or more, not {close}.")
    if any(not word.strip() for word in words or ()):
        raise RequestError("An empty word is in every question: leave it out, or name one.")
    from votekit.analysers.votes import Criteria
    from votekit.api.votes import find_votes
    from votekit.cli.rollcall_rows import write_rollcalls

    criteria = Criteria(
        congress=congress,
        session=session,
        chamber=chamber,
        bill=bill,
        since=parse_day(since, "--since"),
        until=parse_day(until, "--until"),
        category=category,
        stage=stage,
        words=tuple(words or ()),
        party_unity=party_unity,
        bipartisan=bipartisan,
        veto_proof=veto_proof,
        overrides=overrides,
        tie_breaks=tie_breaks,
        close=close,
        sort=sort,
    )
    shown = limit if limit is not None else (50 if style is Format.TABLE else 0)
    write_rollcalls(
        find_votes(criteria, nearest=style in {Format.TABLE, Format.MD}),
        style,
        output,
        shown or None,
    )
