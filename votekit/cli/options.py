"""Options that several commands share, with their types."""

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from votekit.cli import completion
from votekit.errors import RequestError
from votekit.kinds import Category, Stage


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"
    XLSX = "xlsx"
    EXCEL = "excel-csv"

    @property
    def has_all_rows(self) -> bool:
        """Whether programs read it, and it has every column and value."""
        return self not in {Format.TABLE, Format.MD}


FormatOption = Annotated[
    Format,
    typer.Option(
        "--format",
        "-f",
        help="How to write the answer.",
        show_default="by the file's ending, else table",
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="Write to this file (.txt .csv .xlsx .json .md); - is standard output.",
    ),
]


def read_congress(text: str) -> int:
    """Read the number of a Congress, as 115 or 115th.

    Raises
    ------
    RequestError
        When it is none.

    >>> read_congress("115"), read_congress("103rd")
    (115, 103)
    """
    if found := re.fullmatch(r"([0-9]{1,9})(?:st|nd|rd|th)?", text.strip().lower()):
        return int(found[1])
    raise RequestError(f"A Congress is written by its number, as 115, not “{text[:40]}”.")


CongressOption = Annotated[
    int | None,
    typer.Option(
        "--congress",
        "-c",
        help="Only this Congress, as 115.",
        parser=read_congress,
        metavar="INTEGER",
    ),
]
ChamberOption = Annotated[
    str | None,
    typer.Option("--chamber", help="Only house or senate.", autocompletion=completion.CHAMBERS),
]
SessionOption = Annotated[int | None, typer.Option("--session", help="Only session 1 or 2.")]
SinceOption = Annotated[
    str | None, typer.Option("--since", help="From this day, month or year, as 2017-07.")
]
UntilOption = Annotated[
    str | None, typer.Option("--until", help="To this day, month or year, as 2017-07.")
]
CategoryOption = Annotated[
    Category | None,
    typer.Option(
        "--category",
        help="Only this category of the source; passage holds suspensions too, veto-override all "
        "overrides.",
    ),
]
StageOption = Annotated[
    Stage | None,
    typer.Option(
        "--stage",
        help="Only this stage of a bill's text: passage (suspensions too), conference (reports), "
        "concurrence (in the other chamber's amendments), override (of a veto), other.",
    ),
]


def parse_day(text: str | None, option: str) -> date | None:
    """Read a day, as YYYY-MM-DD or July 28, 2017; a year alone after --since or --until.

    Raises
    ------
    RequestError
        When it is not one.
    """
    from votekit.days import as_day, since_day, until_day

    if text is None:
        return None
    try:
        return {"--since": since_day, "--until": until_day}.get(option, as_day)(text)
    except RequestError as error:
        raise RequestError(f"{option}: {error}") from error


def read_references(words: Sequence[str]) -> list[str]:
    """Read references, of which one may be typed as several words: ``house 413 2017``.

    Raises
    ------
    RequestError
        When words name nothing, together or apart, or leave open what belongs together.
    """
    from votekit.lookup import grouped

    references = grouped(words)
    if len(references) > 1 and all(text.replace("-", "").isalpha() for text in references):
        loose = " ".join(references)
        raise RequestError(
            f"“{loose}” names no bill or roll call: find them with `votekit votes {loose}`, or put "
            f'a name in quotes, as "{loose}".'
        )
    return references
