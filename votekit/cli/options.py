"""Options that several commands share, with their types."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from votekit.errors import RequestError


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"


FormatOption = Annotated[
    Format, typer.Option("--format", "-f", help="How to write the answer.", show_default=True)
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Write to this file instead of standard output."),
]
CongressOption = Annotated[
    int | None, typer.Option("--congress", "-c", help="Only this Congress, as 115.")
]
ChamberOption = Annotated[str | None, typer.Option("--chamber", help="Only house or senate.")]
SessionOption = Annotated[int | None, typer.Option("--session", help="Only session 1 or 2.")]
CategoryOption = Annotated[
    str | None,
    typer.Option("--category", help="Only this category of the source, as passage or amendment."),
]


def parse_day(text: str | None, option: str) -> date | None:
    """Read a date given as YYYY-MM-DD.

    Raises
    ------
    RequestError
        When it is not one.
    """
    from votekit.analysers.clock import as_day

    if text is None:
        return None
    try:
        return as_day(text)
    except RequestError as error:
        raise RequestError(f"{option}: {error}") from error
