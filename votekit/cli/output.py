"""Writing answers: to standard output or whole into a file, as text, JSON, CSV or Markdown."""

import csv
import errno
import io
import json
import os
import shutil
import sys
import tempfile
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
from votekit.errors import RequestError, StoreError

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
    try:
        _replace_file(text, output)
    except OSError as error:
        told = f"{output} cannot be written ({error.strerror or error})"
        if error.errno == errno.ENOSPC:
            raise StoreError(f"{told}: make room, then run the command again.") from error
        raise RequestError(f"{told}: name another file with --output.") from error


def _replace_file(text: str, output: Path) -> None:
    if output.exists() and not output.is_file():
        output.write_text(text, encoding="utf-8")
        return
    handle, draft = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        mask = os.umask(0)
        os.umask(mask)
        Path(draft).chmod(0o666 & ~mask)
        Path(draft).replace(output)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


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
    return "\n".join([*lines, "", lead] if lines else [lead]) + "\n"


def as_csv(rows: Sequence[Row]) -> str:
    """Write rows as CSV; nested values are flattened, names joined by an underscore."""
    flat = [flatten(row) for row in rows]
    names = list(dict.fromkeys(name for row in flat for name in row))
    stream = io.StringIO()
    writer = csv.DictWriter(stream, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in flat)
    return stream.getvalue()


def flatten(row: Row, prefix: str = "") -> Row:
    """Flatten nested dicts; lists are left out, since they are tables of their own.

    >>> flatten({"vote_id": "x", "veto": {"needed": 67, "veto_proof": True}, "parties": []})
    {'vote_id': 'x', 'veto_needed': 67, 'veto_proof': True}
    """
    flat: Row = {}
    for name, value in row.items():
        full = f"{prefix}{name}".replace("veto_veto_proof", "veto_proof")
        if isinstance(value, dict):
            flat |= flatten(value, f"{full}_")
        elif not isinstance(value, list):
            flat[full] = value
    return flat


def _cell(value: Any) -> Any:
    """Spell a value for CSV; text that a spreadsheet would run as a formula is made text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return f"'{value}"
    return "" if value is None else value
