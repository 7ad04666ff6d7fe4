"""Writing answers: to standard output or whole into a file, in any format of ``Format``."""

import json
import shutil
import sys
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from votekit.cli.options import Format
from votekit.cli.page import (
    Grid,
    Page,
    as_markdown,
    as_text,
    grid_markdown,
    is_terminal,
    one_line_rows,
)
from votekit.cli.streams import spells_everything
from votekit.csv_rows import as_csv
from votekit.errors import RequestError
from votekit.printable import all_printable, markdown, one_line, printable
from votekit.whole_file import write_whole

Row = dict[str, Any]

WIDE = 120
BOM = "\ufeff"
"""Without it, Excel reads a CSV file in the code page of its machine: Grijalva loses his accent."""
_ROWS_ALONE = {Format.CSV, Format.XLSX, Format.EXCEL}
MOST_SHOWN, MOST_IN_A_CELL = 20_000, 2_000
"""Letters: a list of all members takes 10,000."""


def write(text: str, output: Path | None) -> None:
    """Write to standard output, or into a file that appears whole or not at all.

    Whatever a terminal would obey in it is written as an escape (:mod:`votekit.printable`).

    Raises
    ------
    RequestError
        When the file cannot be written where it is asked for.
    StoreError
        When the disk is full, or standard output is closed.
    """
    _write_styled(printable(text), output)


def write_pages(
    pages: Sequence[Page],
    objects: Sequence[Row],
    rows: Sequence[Row],
    style: Format,
    output: Path | None,
) -> None:
    """Write answers to references: ``objects`` are their JSON, ``rows`` their lines in CSV."""
    if style is Format.JSON:
        write_json(objects[0] if len(objects) == 1 else list(objects), output, indent=2)
    elif style in _ROWS_ALONE:
        _write_rows_alone(rows, style, output)
    elif style is Format.MD:
        write("\n".join(as_markdown(page) for page in pages), output)
    elif output is None and is_terminal():
        _write_styled(as_text([*map(_safe_page, pages)], to_terminal=True), output)
    else:
        write(as_text([*map(_safe_page, pages)], to_terminal=False), output)


def write_rows(
    rows: Sequence[Row], shown: Grid, lead: str, style: Format, output: Path | None
) -> None:
    """Write a table: ``rows`` are all of it, ``shown`` the columns fit for a page."""
    if style is Format.JSON:
        write_json(list(rows), output, indent=1)
    elif style in _ROWS_ALONE:
        _write_rows_alone(rows, style, output)
    elif style is Format.MD:
        write("\n".join([*grid_markdown(shown), "", markdown(lead), ""]), output)
    else:
        to_terminal = output is None and is_terminal()
        text = _table_text(_safe_grid(shown), printable(lead), to_terminal=to_terminal)
        _write_styled(text, output)


def _write_rows_alone(rows: Sequence[Row], style: Format, output: Path | None) -> None:
    if style is Format.XLSX:
        # Only who wants a workbook waits for its writer.
        from votekit.exporters.xlsx_file import workbook

        _write_bytes(workbook(rows), output)
        return
    # Past `write`, which would spell the mark as an escape: nobody sees it.
    _write_styled(f"{BOM if style is Format.EXCEL else ''}{printable(as_csv(rows))}", output)


def _write_bytes(content: bytes, output: Path | None) -> None:
    if output is not None:
        write_whole(content, output)
        return
    if is_terminal():
        raise RequestError("A workbook is no text for a terminal: name a file, as -o votes.xlsx.")
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def write_json(content: Any, output: Path | None, *, indent: int) -> None:
    """Write plain data as JSON, in ASCII where standard output can spell no more."""
    in_ascii = output is None and not spells_everything()
    write(json.dumps(content, ensure_ascii=in_ascii, indent=indent) + "\n", output)


def _write_styled(text: str, output: Path | None) -> None:
    if output is not None:
        write_whole(text.encode("utf-8"), output)
        return
    sys.stdout.write(text)
    sys.stdout.flush()


def _safe_page(page: Page) -> Page:
    grids = tuple(map(_safe_grid, page.grids))
    safe: Page = all_printable(page)
    return replace(
        safe,
        grids=grids,
        heading=_shown(safe.heading),
        lead=_shown(safe.lead),
        notes=[*map(_shown, safe.notes)],
    )


def _shown(text: str, most: int = MOST_SHOWN) -> str:
    """Cut a text that no page has room for; JSON and CSV have it whole."""
    return text if len(text) <= most else f"{text[:most]}… ({len(text):,} characters)"


def _safe_grid(grid: Grid) -> Grid:
    """Make cells printable; none may break its line, which would put others out of theirs."""
    rows = [
        [one_line(_shown(cell, MOST_IN_A_CELL).replace("\n", " ")) for cell in row]
        for row in grid.rows
    ]
    return replace(grid, rows=rows)


def _table_text(shown: Grid, lead: str, *, to_terminal: bool) -> str:
    width = shutil.get_terminal_size().columns if to_terminal else WIDE
    lines = one_line_rows(shown, width) if shown.rows else []
    if lines and to_terminal:
        lines[0] = f"\033[1m{lines[0]}\033[0m"
    lead = textwrap.fill(lead, width, break_long_words=False, break_on_hyphens=False)
    return "\n".join([*lines, "", lead] if lines else [lead]) + "\n"
