"""``votekit pivot``: who stands where the outcome is decided, and the gridlock interval."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from votekit.cli.options import (
    ChamberOption,
    Format,
    FormatOption,
    OutputOption,
    parse_day,
    read_congress,
)

if TYPE_CHECKING:
    from votekit.analysers.pivots import Pivots


def pivot(
    congress: Annotated[
        int,
        typer.Argument(metavar="CONGRESS", help="A Congress, as 115.", parser=read_congress),
    ],
    chamber: ChamberOption = None,
    on: Annotated[
        str | None, typer.Option("--on", help="Roster of this day (YYYY-MM-DD), not the last.")
    ] = None,
    style: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Name the median, the filibuster and the veto pivots, and the gridlock interval.

    Members are ordered by Voteview’s first dimension. The filibuster pivot makes three fifths of
    the full Senate, the veto pivot two thirds, each counted from either side; the gridlock interval
    is Krehbiel’s (Pivotal Politics, 1998).

    Examples:

      votekit pivot 115 --chamber senate

      votekit pivot 111 --chamber senate --on 2010-03-01

      votekit pivot 119 --format csv
    """
    from votekit.api.pivot import pivot as find_pivots
    from votekit.cli.output import write_pages
    from votekit.cli.pivot_page import pivot_page

    answers = find_pivots(congress, chamber=chamber, on=parse_day(on, "--on"))
    rows = [row for answer in answers for row in _rows(answer)]
    objects = [answer.to_dict() for answer in answers]
    write_pages([pivot_page(answer) for answer in answers], objects, rows, style, output)


def _rows(answer: "Pivots") -> list[dict[str, Any]]:
    return [
        {
            "congress": answer.congress,
            "chamber": answer.chamber,
            "day": answer.day,
            "vote_id": answer.vote_id,
            "kind": one.kind,
            "of": one.of,
            "side": one.side,
            "place": one.place,
            **vars(one.member),
            "gridlock_end": answer.gridlock is not None
            and one in (answer.gridlock.low_pivot, answer.gridlock.high_pivot),
        }
        for one in answer.pivots
    ]
