"""``votekit compare``: who moved between two roll calls of one chamber."""

from dataclasses import asdict
from typing import Annotated

import typer

from votekit.cli.options import ChamberOption, Format, FormatOption, OutputOption


def compare(
    first: Annotated[
        str, typer.Argument(metavar="REF", help="A roll call, or a bill for its deciding one.")
    ],
    second: Annotated[
        str,
        typer.Argument(
            metavar="REF", help="Another of the same chamber, or override.", show_default=False
        ),
    ] = "override",
    chamber: ChamberOption = None,
    style: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show who moved between two roll calls of one chamber, by name and net by party.

    A bill alone is compared with the last attempt to override its veto.

    Examples:

      votekit compare hr6395-116 --chamber house

      votekit compare s174-115.2017 s175-115.2017

      votekit compare h238-116.2020 h253-116.2020 --format csv
    """
    from votekit.api.comparing import compare as answer_of
    from votekit.cli.compare_page import compare_page
    from votekit.cli.output import write_pages

    answer = answer_of(first, second, chamber=chamber)
    rows = [asdict(move) for move in answer.moves]
    write_pages([compare_page(answer)], [answer.to_dict()], rows, style, output)
