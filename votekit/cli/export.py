"""``votekit export``: the record's tables, or a roll-call matrix, as files for other programs."""

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from votekit.cli import completion
from votekit.cli.endings import STANDARD_OUTPUT
from votekit.cli.options import (
    CategoryOption,
    ChamberOption,
    CongressOption,
    Format,
    FormatOption,
    OutputOption,
    SinceOption,
    StageOption,
    UntilOption,
    parse_day,
)
from votekit.errors import RequestError

if TYPE_CHECKING:
    from votekit.api.export import Exported

HEADER = ("table", "rows", "columns")


def export(
    to: Annotated[
        Path,
        typer.Option(
            "--to",
            help="File (.parquet .csv .xlsx .duckdb .sqlite) or directory; - is standard output.",
        ),
    ],
    kind: Annotated[
        str | None,
        typer.Option(
            "--as",
            help="parquet, csv, duckdb, sqlite or xlsx.",
            show_default="by the suffix",
            autocompletion=completion.EXPORT_FORMATS,
        ),
    ] = None,
    tables: Annotated[
        list[str] | None,
        typer.Option(
            "--table",
            help="rollcalls, positions, tallies, members or all; repeatable.",
            autocompletion=completion.EXPORT_TABLES,
        ),
    ] = None,
    congress: CongressOption = None,
    chamber: ChamberOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    category: CategoryOption = None,
    stage: StageOption = None,
    partition: Annotated[
        bool, typer.Option("--partition", help="Parquet by chamber and Congress, hive style.")
    ] = False,
    matrix: Annotated[
        bool, typer.Option("--matrix", help="A matrix of members by roll calls instead of tables.")
    ] = False,
    codes: Annotated[
        str | None,
        typer.Option(
            "--codes",
            help="Of the matrix: voteview (1 6 7 9 0) or binary (1 0 NA).",
            show_default="voteview",
            autocompletion=completion.MATRIX_CODES,
        ),
    ] = None,
    excel: Annotated[
        bool, typer.Option("--excel", help="CSV that Excel reads as UTF-8: with a byte order mark.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace an earlier export.")] = False,
    style: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Write tables of the record, or a roll-call matrix, for other programs.

    All tables of the whole record unless options choose. What is written appears whole or not at
    all. With --force it replaces a file, or a directory that an export has made.

    Examples:

      votekit export --to record --partition

      votekit export --to record.sqlite

      votekit export --table positions --congress 115 --to p115.csv

      votekit export --matrix --congress 115 --chamber senate --codes binary --to s115.csv
    """
    chosen: dict[str, Any] = {
        "format": kind,
        "congress": congress,
        "chamber": chamber,
        "since": parse_day(since, "--since"),
        "until": parse_day(until, "--until"),
        "category": category,
        "stage": stage,
        "excel": excel,
        "force": force,
    }
    if not matrix and codes is not None:
        raise RequestError("--codes are those of a matrix: add --matrix.")
    if matrix and (congress is None or chamber is None):
        raise RequestError(
            "A matrix is of one chamber in one Congress: add --congress 115 --chamber senate."
        )
    if matrix and (tables or partition):
        raise RequestError("--matrix excludes --table and --partition: leave them out.")
    from votekit.api.export import export as write_tables
    from votekit.api.export import export_matrix

    chosen |= {"codes": codes or "voteview"} if matrix else {"tables": tables or "all"}
    chosen |= {} if matrix else {"partition": partition}
    write = export_matrix if matrix else write_tables
    if to == STANDARD_OUTPUT:
        _to_standard_output(write, chosen)
        return
    _print(write(to, **chosen), style, output)


def _to_standard_output(write: "Callable[..., Exported]", chosen: dict[str, Any]) -> None:
    """Write one file to standard output, once it is whole."""
    if chosen["format"] is None:
        raise RequestError("Standard output has no ending: say the format, as --as csv.")
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / f"export.{chosen['format']}"
        if chosen["format"] in ("csv", "parquet") and len(chosen.get("tables", ["x"])) != 1:
            raise RequestError("Standard output takes one table: name it, as --table rollcalls.")
        write(file, **chosen)
        with file.open("rb") as stream:
            shutil.copyfileobj(stream, sys.stdout.buffer)
        sys.stdout.buffer.flush()


def _print(answer: "Exported", style: Format, output: Path | None) -> None:
    from votekit.cli.output import write_rows
    from votekit.cli.page import Grid

    rows = [{"path": answer.path, "format": answer.format, **vars(one)} for one in answer.tables]
    lines = [(one.table, f"{one.rows:,}", f"{one.columns:,}") for one in answer.tables]
    files = "1 file" if answer.files == 1 else f"{answer.files} files"
    size = f"{answer.bytes / 1_000_000:,.1f} MB"
    lead = f"Written to {answer.path}: {answer.format}, {files}, {size}. {' '.join(answer.notes)}"
    write_rows(rows, Grid(HEADER, lines, frozenset({1, 2})), lead, style, output)
