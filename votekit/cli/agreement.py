"""``votekit agreement``: how often two members cast the same vote, or all of a chamber."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

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


def agreement(
    members: Annotated[
        list[str] | None, typer.Argument(metavar="A B", help="Two members, by name or id.")
    ] = None,
    matrix: Annotated[
        bool, typer.Option("--matrix", help="All members of a chamber against each other.")
    ] = False,
    congress: CongressOption = None,
    chamber: ChamberOption = None,
    divided: Annotated[
        bool,
        typer.Option("--divided", help="Only roll calls with a minority of 2.5% or more."),
    ] = False,
    differences: Annotated[
        int, typer.Option("--differences", help="List this many roll calls on which they differed.")
    ] = SHOWN,
    agreements: Annotated[
        int, typer.Option("--agreements", help="List this many roll calls on which they agreed.")
    ] = 0,
    counts: Annotated[
        bool, typer.Option("--counts", help="With --matrix: the roll calls shared, not the shares.")
    ] = False,
    style: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Tell how often two members cast the same vote, of the roll calls on which both voted.

    Two who never sat in one chamber together are compared by the deciding roll calls of their
    chambers on the same bills. --matrix needs --congress and --chamber; as CSV it is members by
    members.

    Examples:

      votekit agreement "rand paul" sanders --congress 115

      votekit agreement ocasio pelosi --differences 20

      votekit agreement ocasio "marjorie greene" --divided --differences 0 --agreements 10

      votekit agreement --matrix --congress 115 --chamber senate --format csv
    """
    if matrix:
        if members:
            raise RequestError("--matrix is of all members: leave out the names.")
        _matrix(congress, chamber, divided, counts, style, output)
        return
    if counts:
        raise RequestError("--counts is of --matrix: add it, or leave --counts out.")
    if not members or len(members) != 2:
        raise RequestError(
            "Agreement is of two members: name both (votekit agreement ocasio pelosi), or a whole "
            "chamber (--matrix --congress 115 --chamber senate)."
        )
    for option, count in (("--differences", differences), ("--agreements", agreements)):
        if count < 0:
            raise RequestError(f"{option} takes 0 or more, not {count}.")
    from votekit.api.agreement import agreement as answer_of
    from votekit.cli.agreement_page import agreement_page
    from votekit.cli.output import write_pages

    answer = answer_of(*members, congress=congress, chamber=chamber)
    page = agreement_page(answer, differences, agreements, divided=divided)
    write_pages([page], [asdict(answer)], answer.congresses, style, output)


def _matrix(
    congress: int | None,
    chamber: str | None,
    divided: bool,
    counts: bool,
    style: Format,
    output: Path | None,
) -> None:
    if congress is None or chamber is None:
        raise RequestError(
            "A matrix is of one chamber of one Congress: add --congress 115 --chamber senate."
        )
    from votekit.api.chamber_agreement import chamber_agreement
    from votekit.cli.agreement_page import matrix_page, matrix_rows
    from votekit.cli.output import write_pages

    found = chamber_agreement(congress, chamber, divided=divided)
    rows = matrix_rows(found, counts=counts) if style.has_all_rows else []
    content = {
        "congress": congress,
        "chamber": chamber,
        "rollcalls": found.rollcalls,
        "lopsided_left_out": found.lopsided,
        "value": "roll calls shared" if counts else "share",
        "members": rows,
    }
    page = matrix_page(found, congress, chamber)
    write_pages([page], [content], rows, style, output)
