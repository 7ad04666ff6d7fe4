"""``votekit whatif``: assume positions on a roll call, and recount it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from votekit.cli.options import ChamberOption, Format, FormatOption, OutputOption

if TYPE_CHECKING:
    from votekit.analysers.whatif_result import WhatIf


def whatif(
    reference: Annotated[
        str, typer.Argument(metavar="REF", help="A bill or a roll call, by any name.")
    ],
    flip: Annotated[
        list[str] | None,
        typer.Option("--flip", help="NAME:POSITION (yea, nay, present, away); repeatable."),
    ] = None,
    away: Annotated[
        list[str] | None,
        typer.Option("--away", help="All who match stay away, as party=R,state=ME; repeatable."),
    ] = None,
    arrive: Annotated[
        list[str] | None,
        typer.Option("--arrive", help="Those away who match vote, as party=D:yea; repeatable."),
    ] = None,
    sheet: Annotated[
        Path | None,
        typer.Option("--sheet", help="A whip count: CSV of name or id, position, certainty."),
    ] = None,
    vacant: Annotated[
        list[str] | None,
        typer.Option("--vacant", help="Seats that fall vacant: a number or a name; repeatable."),
    ] = None,
    threshold: Annotated[
        str | None, typer.Option("--threshold", help="veto, cloture, or own (the question’s rule).")
    ] = None,
    chamber: ChamberOption = None,
    candidates: Annotated[
        int, typer.Option("--candidates", help="Name so many members nearest to turning it.")
    ] = 10,
    style: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Assume positions and recount: does it hold then, and what would turn it.

    Of a bill, the last attempt to override its veto is recounted, else the deciding roll call of
    each chamber. Filters are party, state,
    position and name, joined by commas, or all. Members are ranked by what the record shows: their
    votes on the bill before, votes against their own party, and Voteview’s score.

    Examples:

      votekit whatif h1122-110.2007 --flip "Saxton:yea" --flip "Renzi:yea"

      votekit whatif hr3364-115 --chamber senate --away "party=R"

      votekit whatif s175-115.2017 --arrive "all:nay" --threshold cloture

      votekit whatif h1122-110.2007 --sheet whip.csv --format json
    """
    from votekit.api.whatif import whatif as recount
    from votekit.cli.output import write_pages
    from votekit.cli.whatif_page import whatif_page

    answers = recount(
        reference,
        flip=flip or (),
        away=away or (),
        arrive=arrive or (),
        sheet=sheet,
        vacant=vacant or (),
        threshold=threshold,
        chamber=chamber,
        candidates=candidates,
    )
    rows = [row for answer in answers for row in _rows(answer)]
    objects = [answer.to_dict() for answer in answers]
    write_pages([whatif_page(answer) for answer in answers], objects, rows, style, output)


def _rows(answer: "WhatIf") -> list[dict[str, Any]]:
    """Give the lines in CSV: before, after, then a line for each member changed or near."""
    shared = {"vote_id": answer.vote_id, "threshold": answer.threshold.name}
    rows: list[dict[str, Any]] = [
        {**shared, "line": line, **vars(held)}
        for line, held in (("before", answer.held_before), ("after", answer.held_after))
    ]
    rows += [
        {**shared, "line": "change", **vars(one.member), "to": one.to, "reasons": one.said}
        for one in answer.changes
    ]
    rows += [
        {
            **shared,
            "line": line,
            "rank": one.rank,
            **vars(one.member),
            "to": one.wanted,
            "reasons": "; ".join(one.reasons),
        }
        for line, people in (("switch", answer.switchers), ("arrive", answer.arrivals))
        for one in people
    ]
    return rows
