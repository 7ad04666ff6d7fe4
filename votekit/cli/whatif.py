"""``votekit whatif``: assume positions on a roll call, and recount it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from votekit.cli import completion
from votekit.cli.options import ChamberOption, Format, FormatOption, OutputOption

if TYPE_CHECKING:
    from votekit.analysers.whatif_result import WhatIf


def whatif(
    reference: Annotated[
        str, typer.Argument(metavar="REF", help="A bill or a roll call, by any name.")
    ],
    flip: Annotated[
        list[str] | None,
        typer.Option(
            "--flip",
            help="Who takes which position: Paul:nay, Pence:yea, party=D:yea*5; repeatable.",
        ),
    ] = None,
    away: Annotated[
        list[str] | None,
        typer.Option(
            "--absent",
            "--away",
            help="Who stays away: Daines, party=R,state=ME, party=R:nay*5; repeatable.",
        ),
    ] = None,
    arrive: Annotated[
        list[str] | None,
        typer.Option(
            "--arrive",
            help="Who was away and votes: Daines:yea, party=D:yea, party=R:nay*5; repeatable.",
        ),
    ] = None,
    sheet: Annotated[
        Path | None,
        typer.Option("--sheet", help="A whip count: CSV of name or id, position, certainty."),
    ] = None,
    vacant: Annotated[
        list[str] | None,
        typer.Option("--vacant", help="Seats that fall vacant: a number or a name; repeatable."),
    ] = None,
    vice_president: Annotated[
        str | None,
        typer.Option(
            "--vice-president",
            help="The Vice President’s vote on a tie: yea or nay.",
            autocompletion=completion.TIE_VOTES,
        ),
    ] = None,
    threshold: Annotated[
        str | None,
        typer.Option(
            "--threshold",
            help="own (the question’s rule, the default), veto, cloture.",
            autocompletion=completion.THRESHOLDS,
        ),
    ] = None,
    chamber: ChamberOption = None,
    candidates: Annotated[
        int, typer.Option("--candidates", help="Name so many members nearest to turning it.")
    ] = 10,
    style: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Assume positions and recount: what would the outcome be, and what would turn it.

    The question’s own rule decides; beside it stand the two-thirds that would override a veto,
    where there can be one. Of a bill, the last attempt to override its veto is recounted, else the
    deciding roll call of each chamber.

    A group is party, state and position joined by commas, a party by itself, or all; a number
    behind it (*5) leaves open which of its members. A tie in the Senate is the Vice President’s to
    break: say how with --vice-president, or by name. Members are ranked by what the record shows:
    their votes on the bill before, votes against their own party, and Voteview’s score.

    Examples:

      votekit whatif h190-119.2025 --flip "Bacon:nay" --flip "Lawler:nay"

      votekit whatif s223-115.2018 --flip "Murkowski:nay" --flip "Daines:nay" --vice-president yea

      votekit whatif h1122-110.2007 --arrive "party=D:yea*5"

      votekit whatif s175-115.2017 --absent "party=R,state=ME" --threshold cloture

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
        vice_president=vice_president,
        threshold=threshold,
        chamber=chamber,
        candidates=candidates,
    )
    rows = [row for answer in answers for row in _rows(answer)]
    objects = [answer.to_dict() for answer in answers]
    write_pages([whatif_page(answer) for answer in answers], objects, rows, style, output)


def _rows(answer: "WhatIf") -> list[dict[str, Any]]:
    """Give the lines in CSV: before, after, then a line for each member changed or near.

    The lines of the second threshold stand behind those of the first.
    """
    shared = {"vote_id": answer.vote_id, "threshold": answer.threshold.name}
    rows: list[dict[str, Any]] = [
        {**shared, "line": line, **vars(held)}
        for line, held in (("before", answer.held_before), ("after", answer.held_after))
    ]
    if answer.beside:
        beside = {"vote_id": answer.vote_id, "threshold": answer.beside.threshold.name}
        rows += [
            {**beside, "line": line, **vars(held)}
            for line, held in (("before", answer.beside.before), ("after", answer.beside.after))
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
