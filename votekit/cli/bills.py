"""``votekit bills``: the bills that both chambers acted on, with their margins and their fate."""

from typing import Annotated, Any

import typer

from votekit.cli.options import CongressOption, Format, FormatOption, OutputOption


def bills(
    congress: CongressOption = None,
    veto_proof: Annotated[
        bool, typer.Option("--veto-proof", help="Only bills veto-proof in both chambers.")
    ] = False,
    vetoed: Annotated[bool, typer.Option("--vetoed", help="Only bills that were vetoed.")] = False,
    law: Annotated[bool, typer.Option("--law", help="Only bills that became law.")] = False,
    threatened: Annotated[
        bool, typer.Option("--threatened", help="Only bills with a veto threat.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Also bills on which only one chamber voted.")
    ] = False,
    style: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """List bills that both chambers decided by roll call: margins, verdict, fate.

    What became of a bill is known from votes on its veto, from documents you fetched (votekit
    fetch --bill), and for bills threatened or vetoed since 2009 from a table that ships.

    Examples:

      votekit bills --congress 119 --veto-proof

      votekit bills --vetoed --format csv

      votekit bills --threatened --congress 114
    """
    from votekit.api.bills import bills as answer_of
    from votekit.cli.bills_page import bills_page
    from votekit.cli.output import write_pages
    from votekit.cli.rollcall_rows import records

    rows = records(
        answer_of(
            congress=congress,
            veto_proof=veto_proof,
            vetoed=vetoed,
            law=law,
            threatened=threatened,
            everything=everything,
        )
    )
    content: Any = rows
    write_pages([bills_page(rows)], [content], rows, style, output)
