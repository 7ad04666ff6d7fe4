"""``votekit export``: the record's tables, or a roll-call matrix, as files for other programs."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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
    to: Annotated[Path, typer.Option("--to", help="File or directory to write.")],
    kind: Annotated[
        str | None,
        typer.Option("--as", help="parquet, csv, duckdb or sqlite.", show_default="by the suffix"),
    ] = None,
    tables: Annotated[
        list[str] | None,
        typer.Option("--table", help="rollcalls, positions, tallies, members or all; repeatable."),
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
        ),
    ] = None,
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
    from votekit.api.export import export as write_tables
    from votekit.api.export import export_matrix

    first, last = parse_day(since, "--since"), parse_day(until, "--until")
    if not matrix:
        if codes is not None:
            raise RequestError("--codes are those of a matrix: add --matrix.")
        answer = write_tables(
            to,
            format=kind,
            tables=tables or "all",
            congress=congress,
            chamber=chamber,
            since=first,
            until=last,
            category=category,
            stage=stage,
            partition=partition,
            force=force,
        )
        _print(answer, style, output)
        return
    if congress is None or chamber is None:
        raise RequestError(
            "A matrix is of one chamber in one Congress: add --congress 115 --chamber senate."
        )
    if tables or partition:
        raise RequestError("--matrix excludes --table and --partition: leave them out.")
    answer = export_matrix(
        to,
        congress=congress,
        chamber=chamber,
        codes=codes or "voteview",
        format=kind,
        since=first,
        until=last,
        category=category,
        stage=stage,
        force=force,
    )
    _print(answer, style, output)


def _print(answer: "Exported", style: Format, output: Path | None) -> None:
    from votekit.cli.output import write_rows
    from votekit.cli.page import Grid

    rows = [{"path": answer.path, "format": answer.format, **vars(one)} for one in answer.tables]
    lines = [(one.table, f"{one.rows:,}", f"{one.columns:,}") for one in answer.tables]
    files = "1 file" if answer.files == 1 else f"{answer.files} files"
    size = f"{answer.bytes / 1_000_000:,.1f} MB"
    lead = f"Written to {answer.path}: {answer.format}, {files}, {size}. {' '.join(answer.notes)}"
    write_rows(rows, Grid(HEADER, lines, frozenset({1, 2})), lead, style, output)
