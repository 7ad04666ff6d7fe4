"""In which format an answer is written: by ``--format``, ``--excel``, or the ending of its file."""

import inspect
from collections.abc import Callable, Collection
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from votekit.cli.options import Format
from votekit.errors import RequestError
from votekit.whole_file import known

STANDARD_OUTPUT = Path("-")
ENDINGS = {
    "txt": Format.TABLE,
    "csv": Format.CSV,
    "xlsx": Format.XLSX,
    "json": Format.JSON,
    "md": Format.MD,
}
_ENDING_OF = {style: ending for ending, style in ENDINGS.items()} | {Format.EXCEL: "csv"}

ExcelOption = Annotated[
    bool,
    typer.Option("--excel", help="CSV that Excel reads as UTF-8: with a byte order mark."),
]


def format_for(
    output: Path | None, asked: str | None, formats: Collection[str], *, excel: bool = False
) -> str:
    """Tell the format of an answer, of those that the command can write.

    ``asked`` is what ``--format`` says, if it was given.

    Raises
    ------
    RequestError
        When the file's ending stands for no format, or for another than the one asked for.

    >>> every = tuple(Format)
    >>> format_for(Path("votes.CSV"), None, every).value, format_for(None, None, every).value
    ('csv', 'table')
    >>> format_for(Path("votes.csv"), "json", every)
    Traceback (most recent call last):
    votekit.errors.RequestError: votes.csv is named as CSV, but --format says json: leave out \
--format, or name the file votes.json.
    """
    if excel:
        if asked not in (None, Format.CSV, Format.EXCEL):
            raise RequestError(f"--excel is CSV, but --format says {asked}: leave out one.")
        asked = Format.EXCEL
    if output is None or output == STANDARD_OUTPUT or not output.suffix:
        # A file without an ending, as /dev/stdout, says nothing of its format.
        return asked or Format.TABLE
    ending = output.suffix.lower().removeprefix(".")
    if ending not in ENDINGS or ENDINGS[ending] not in formats:
        endings = [one for one, style in ENDINGS.items() if style in formats]
        raise RequestError(
            f"{output} cannot be written: “.{ending}” stands for no format of this answer. Use "
            f"{known(endings)}."
        )
    if asked is None:
        return ENDINGS[ending]
    if _ENDING_OF[Format(asked)] != ending:
        said = "--excel says CSV" if excel else f"--format says {asked}"
        instead = output.with_suffix(f".{_ENDING_OF[Format(asked)]}")
        raise RequestError(
            f"{output} is named as {ending.upper()}, but {said}: leave out "
            f"{'--excel' if excel else '--format'}, or name the file {instead}."
        )
    return asked


def written_by_ending(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command with ``style`` and ``output`` the format that its file's ending says.

    Commands that write rows get ``--excel`` as well. Done here, once, so that no command can
    forget it.
    """
    signature = inspect.signature(command)
    parameters = dict(signature.parameters)
    default = parameters["style"].default
    kind: type[StrEnum] = type(default)
    formats = tuple(kind)
    has_rows = Format.CSV in formats and "excel" not in parameters

    @wraps(command)
    def answered(context: typer.Context, **options: Any) -> None:
        excel = bool(has_rows and options.pop("excel"))
        source = context.get_parameter_source("style")
        given = source is not None and source.name != "DEFAULT"
        asked = options["style"].value if given else None
        style = format_for(options["output"], asked, formats, excel=excel)
        if options["output"] == STANDARD_OUTPUT:
            options["output"] = None
        command(**{**options, "style": kind(style)})

    added = {"context": typer.Context} | ({"excel": ExcelOption} if has_rows else {})
    kept = list(parameters.values())
    extra = [_keyword(name, kind) for name, kind in added.items()]
    answered.__signature__ = signature.replace(parameters=[*kept, *extra])  # type: ignore[attr-defined]
    answered.__annotations__ = {**command.__annotations__, **added}
    return answered


def _keyword(name: str, kind: Any) -> inspect.Parameter:
    default = False if kind is ExcelOption else inspect.Parameter.empty
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
