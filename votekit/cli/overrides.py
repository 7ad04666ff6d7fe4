"""``votekit overrides``: every attempt to pass a bill over a veto, and how often passages held."""

from typing import Annotated, Any

import typer

from votekit.cli.options import CongressOption, Format, FormatOption, OutputOption
from votekit.errors import RequestError


def overrides(
    congress: CongressOption = None,
    bill: Annotated[
        str | None, typer.Option("--bill", help="Only attempts on this bill, as hr6395-116.")
    ] = None,
    moved: Annotated[
        bool, typer.Option("--moved", help="Name who moved between passage and override.")
    ] = False,
    base_rates: Annotated[
        bool, typer.Option("--base-rates", help="How often passages held, with intervals.")
    ] = False,
    style: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show every attempt since 1989 to pass a bill over a veto.

    Each with the passage of the same chamber, how many moved between the two, and what became of
    the bill. A chamber that passed the bill without a roll call has no count to compare.

    Examples:

      votekit overrides --congress 116

      votekit overrides --bill hr6395-116 --moved

      votekit overrides --base-rates
    """
    if base_rates and (moved or bill or congress is not None):
        raise RequestError(
            "--base-rates are of all attempts: leave out --moved, --bill and --congress."
        )
    from votekit.api.overrides import override_base_rates, override_moves
    from votekit.api.overrides import overrides as answer_of
    from votekit.cli.output import write_pages
    from votekit.cli.overrides_page import moved_rows, overrides_page, rates_page
    from votekit.cli.rollcall_rows import records

    content: Any
    if base_rates:
        rows = records(override_base_rates())
        page, content = rates_page(rows), rows
    else:
        rows = records(answer_of(congress=congress, bill=bill))
        moves = override_moves(congress=congress, bill=bill) if moved else {}
        page = overrides_page(rows, moves)
        content = [
            {**row, "moved": moved_rows(moves.get(row["vote_id"], []))} if moved else row
            for row in rows
        ]
    write_pages([page], [content], rows, style, output)
