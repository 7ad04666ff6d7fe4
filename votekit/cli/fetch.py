"""``votekit fetch``: bring the record up to date from the official sources."""

from enum import StrEnum
from typing import Annotated

import typer

from votekit.cli import completion
from votekit.cli.options import (
    ChamberOption,
    CongressOption,
    Format,
    OutputOption,
    SessionOption,
    parse_day,
    read_congress,
)


class FetchFormat(StrEnum):
    """How the summary is written."""

    TABLE = "table"
    JSON = "json"


def fetch(
    congress: Annotated[
        int | None,
        typer.Argument(
            metavar="CONGRESS",
            help="This Congress, as 119; else the current one.",
            parser=read_congress,
        ),
    ] = None,
    chamber: ChamberOption = None,
    session: SessionOption = None,
    since: Annotated[
        str | None,
        typer.Option("--since", help="Only roll calls from this day (YYYY-MM-DD) or year."),
    ] = None,
    vote: Annotated[
        list[str] | None,
        typer.Option("--vote", metavar="REF", help="This roll call, as h284-119.2026; repeatable."),
    ] = None,
    bill: Annotated[
        list[str] | None,
        typer.Option("--bill", metavar="REF", help="This bill, as hr3364-115; repeatable."),
    ] = None,
    bills: Annotated[
        bool,
        typer.Option("--bills", help="Every bill of a Congress that has a roll call here."),
    ] = False,
    of_congress: CongressOption = None,
    source: Annotated[
        str,
        typer.Option(
            "--source",
            help="auto, house, senate, congress, govinfo, sap, unitedstates or voteview.",
            autocompletion=completion.SOURCES,
        ),
    ] = "auto",
    place: Annotated[
        str | None,
        typer.Option("--from", metavar="PATH|URL", help="Where documents lie, or are served."),
    ] = None,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Look again at what is there, for corrections.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be asked for; change nothing.")
    ] = False,
    reparse: Annotated[
        bool, typer.Option("--reparse", help="Read the kept documents again, without a network.")
    ] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", envvar="VOTEKIT_JOBS", help="Documents asked for at a time.")
    ] = 4,
    delay: Annotated[
        float,
        typer.Option(
            "--delay", envvar="VOTEKIT_DELAY", help="Seconds between requests to one host."
        ),
    ] = 0.1,
    timeout: Annotated[
        float,
        typer.Option(
            "--timeout", envvar="VOTEKIT_TIMEOUT", help="Seconds to wait for (more of) an answer."
        ),
    ] = 30.0,
    retries: Annotated[
        int,
        typer.Option(
            "--retries", envvar="VOTEKIT_RETRIES", help="How often a passing fault is tried again."
        ),
    ] = 3,
    contact: Annotated[
        str | None,
        typer.Option(
            "--contact",
            envvar="VOTEKIT_CONTACT",
            metavar="EMAIL",
            help="Told to the servers, so that their keepers can write to you.",
        ),
    ] = None,
    api_key: Annotated[
        str | None,
        typer.Option(
            "--api-key",
            envvar="CONGRESS_API_KEY",
            show_envvar=True,
            metavar="KEY",
            help="Key for Congress.gov; sent in a header, never printed or stored.",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="A line per document.")] = False,
    style: Annotated[
        FetchFormat, typer.Option("--format", "-f", help="How to write the summary.")
    ] = FetchFormat.TABLE,
    output: OutputOption = None,
) -> None:
    """Bring the record up to date from the official sources.

    Without a Congress: both chambers of the current one. Only what is missing, or may have been
    corrected, is asked for. Stopped or killed, the same command goes on.

    Exit codes: 0 everything was fetched; 2 the request is wrong; 3 something could not be
    fetched; 130 stopped.

    Examples:

      votekit fetch

      votekit fetch 118 --chamber senate --session 2

      votekit fetch --vote h284-119.2026

      votekit fetch --bill hr3364-115

      votekit fetch --bills --congress 119

      votekit fetch 119 --source unitedstates --from congress/data
    """
    from votekit.api.fetching import fetch as run
    from votekit.cli.fetch_page import how_to_go_on, pages_of
    from votekit.cli.output import write_pages
    from votekit.cli.progress import progress
    from votekit.errors import RequestError
    from votekit.fetchers.request import Request

    if congress is not None and of_congress not in (None, congress):
        raise RequestError(f"Give one Congress, not both {congress} and {of_congress}.")
    request = Request(
        congress=congress or of_congress,
        chamber=chamber,
        session=session,
        since=parse_day(since, "--since"),
        votes=tuple(vote or ()),
        bills=tuple(bill or ()),
        all_bills=bills,
        source=source,
        place=place,
        refresh=refresh,
        dry_run=dry_run,
        reparse=reparse,
        jobs=jobs,
        delay=delay,
        timeout=timeout,
        retries=retries,
        contact=contact,
        key=(api_key or "").strip() or None,
    )
    with progress(quiet=quiet, verbose=verbose) as watch:
        fetched = run(request, watch=watch)
    write_pages(pages_of(fetched), [fetched.as_object()], [], Format(style.value), output)
    told = how_to_go_on(fetched)
    if told:
        typer.echo(told, err=True)
    if fetched.interrupted:
        raise typer.Exit(130)
    if not fetched.is_complete:
        raise typer.Exit(3)
