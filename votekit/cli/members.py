"""``votekit members``: members of a Congress or chamber, ranked."""

from typing import TYPE_CHECKING, Annotated

import typer

from votekit.cli import completion
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

if TYPE_CHECKING:
    import pandas as pd

SORTS = {
    "unity": "unity_score",
    "absent": "absent_rate",
    "broke": "broke_ranks",
    "broke-rate": "broke_rate",
    "won": "won_share",
    "decisive": "decisive",
    "name": "name",
}
ORDERS = {
    "unity": "party unity",
    "absent": "absence",
    "broke": "how often they broke ranks",
    "broke-rate": "the share of votes on which they broke ranks",
    "won": "the share of votes on the winning side",
    "decisive": "how many roll calls they decided",
    "name": "name",
}


def members(
    congress: CongressOption = None,
    chamber: ChamberOption = None,
    session: SessionOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    party: Annotated[
        str | None,
        typer.Option("--party", help="Only this party (the last): D, R, I or ID, or its name."),
    ] = None,
    state: Annotated[str | None, typer.Option("--state", help="Only this state, as KY.")] = None,
    sort: Annotated[
        str,
        typer.Option(
            "--sort",
            help="unity, absent, broke (how often), broke-rate (of votes), won, decisive or name.",
            autocompletion=completion.MEMBER_SORTS,
        ),
    ] = "unity",
    least: Annotated[bool, typer.Option("--least", help="The lowest first.")] = False,
    at_least: Annotated[
        int, typer.Option("--min", help="Only members listed on this many roll calls or more.")
    ] = 1,
    delegates: Annotated[
        bool, typer.Option("--delegates", help="Delegates to the House too.")
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option("--limit", help="Show this many; 0 for all.", show_default="25 in a table"),
    ] = None,
    caucus: Annotated[
        bool, typer.Option("--caucus", help="Count independents with the party they caucus with.")
    ] = False,
    style: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Rank members: party unity, absence, breaking ranks, winning, deciding.

    Delegates, who vote in the Committee of the Whole only, are left out unless asked for by
    --delegates or by their --state. Without --congress, --since and --until: the newest Congress.
    With days only, all roll calls between them count together, whatever the Congress.

    Examples:

      votekit members --chamber senate --sort broke --limit 10

      votekit members --congress 115 --chamber house --party R --sort unity --least

      votekit members --since 2020-01-01 --until 2020-12-31 --sort absent --format csv
    """
    if sort not in SORTS:
        raise RequestError(f"Members cannot be sorted by “{sort}”: use one of {', '.join(SORTS)}.")
    if limit is not None and limit < 0:
        raise RequestError(f"--limit takes 0 (all) or more, not {limit}.")
    from votekit.analysers.votes import tied_beyond
    from votekit.api.people import newest_congress, score_members
    from votekit.cli.members_page import members_page
    from votekit.cli.output import write_pages
    from votekit.cli.rollcall_rows import records
    from votekit.store import Record

    record = Record.open()
    if congress is None and since is None and until is None:
        congress = newest_congress(record)
    scored = score_members(
        congress=congress,
        chamber=chamber,
        session=session,
        since=parse_day(since, "--since"),
        until=parse_day(until, "--until"),
        caucus=caucus,
        per="congress" if congress is not None else "all",
        delegates=delegates or _of_delegates(state),
        record=record,
    )
    chosen = _chosen(scored.table, party, state, at_least)
    if chosen.empty:
        raise RequestError(
            "No member there meets --party, --state and --min together: change one of them, or "
            "leave it out."
        )
    ordered = chosen.sort_values(
        [SORTS[sort], "name", "member_id"],
        ascending=[least or sort == "name", True, True],
        na_position="last",
    )
    shown = limit if limit is not None else (25 if style is Format.TABLE else 0)
    rows = records(ordered.head(shown) if shown else ordered)
    page = members_page(
        scored,
        rows,
        found=len(ordered),
        congress=congress,
        order=f"{ORDERS[sort]}, the lowest first" if least else ORDERS[sort],
        tied=tied_beyond(ordered, shown, SORTS[sort]) if sort != "name" else 0,
        caucus=caucus,
    )
    content = {
        "from": scored.first.isoformat(),
        "to": scored.last.isoformat(),
        "rollcalls": scored.rollcalls,
        "left_out": scored.left_out,
        "delegates_left_out": scored.delegates,
        "members": rows,
    }
    write_pages([page], [content], rows, style, output)


def _of_delegates(state: str | None) -> bool:
    """Tell whether a place is asked for that sends a delegate."""
    from votekit.congresses import DELEGATE_STATES
    from votekit.states import state_code

    return bool(state) and state_code(state or "") in DELEGATE_STATES


def _chosen(
    table: "pd.DataFrame", party: str | None, state: str | None, at_least: int
) -> "pd.DataFrame":
    from votekit.assumptions import PARTY_WORDS
    from votekit.states import state_code

    wanted: dict[str, tuple[str, str] | None] = {
        "party": None
        if party is None
        else (party, PARTY_WORDS.get(party.strip().lower(), party.strip().upper())),
        "state": None if state is None else (state, state_code(state)),
    }
    for name, asked in wanted.items():
        if asked is None:
            continue
        said, code = asked
        known = sorted(table[name].dropna().unique())
        if code not in known:
            raise RequestError(
                f"No member here is of {name} “{said}”: use one of {', '.join(known)}."
            )
        table = table[table[name] == code]
    return table[table["eligible"] >= at_least]
