"""Writing answers: to standard output or whole into a file, as text, JSON, CSV or Markdown."""

import json
import shutil
import sys
import textwrap
from collections.abc import Sequence
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
from votekit.csv_rows import as_csv
from votekit.whole_file import write_whole

Row = dict[str, Any]

WIDE = 120


def write(text: str, output: Path | None) -> None:
    """Write to standard output, or into a file that appears whole or not at all.

    Raises
    ------
    RequestError
        When the file cannot be written where it is asked for.
    StoreError
        When the disk is full.
    """
    if output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    write_whole(text.encode("utf-8"), output)


def write_pages(
    pages: Sequence[Page],
    objects: Sequence[Row],
    rows: Sequence[Row],
    style: Format,
    output: Path | None,
) -> None:
    """Write answers to references: ``objects`` are their JSON, ``rows`` their lines in CSV."""
    if style is Format.JSON:
        content: Any = objects[0] if len(objects) == 1 else list(objects)
        write(json.dumps(content, ensure_ascii=False, indent=2) + "\n", output)
    elif style is Format.CSV:
        write(as_csv(rows), output)
    elif style is Format.MD:
        write("\n".join(as_markdown(page) for page in pages), output)
    else:
        write(as_text(pages, to_terminal=output is None and is_terminal()), output)


def write_rows(
    rows: Sequence[Row], shown: Grid, lead: str, style: Format, output: Path | None
) -> None:
    """Write a table: ``rows`` are all of it, ``shown`` the columns fit for a page."""
    if style is Format.JSON:
        write(json.dumps(list(rows), ensure_ascii=False, indent=1) + "\n", output)
    elif style is Format.CSV:
        write(as_csv(rows), output)
    elif style is Format.MD:
        write("\n".join([*grid_markdown(shown), "", lead, ""]), output)
    else:
        write(_table_text(shown, lead, to_terminal=output is None and is_terminal()), output)


def _table_text(shown: Grid, lead: str, *, to_terminal: bool) -> str:
    width = shutil.get_terminal_size().columns if to_terminal else WIDE
    lines = one_line_rows(shown, width) if shown.rows else []
    if lines and to_terminal:
        lines[0] = f"\033[1m{lines[0]}\033[0m"
    lead = textwrap.fill(lead, width, break_long_words=False, break_on_hyphens=False)
    return "\n".join([*lines, "", lead] if lines else [lead]) + "\n"
