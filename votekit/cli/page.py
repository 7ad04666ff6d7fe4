"""An answer as a page: a heading, a sentence, a grid, lists, notes; written as text or Markdown."""

import io
import sys
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from votekit.printable import markdown, markdown_address

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

PLAIN_WIDTH = 100
LAST_WIDTH = 24
GAP = "  "


@dataclass(frozen=True)
class Grid:
    """A small table: one header, rows of the same length; ``right`` columns hold numbers.

    ``one_line`` keeps each row on one line: where the page is narrow, the columns in ``drop`` are
    left out, the first first, until the last column has room; what does not fit of it is cut.
    """

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: frozenset[int] = frozenset()
    one_line: bool = False
    drop: Sequence[int] = ()


@dataclass(frozen=True)
class Page:
    """What a command shows of one answer."""

    heading: str
    lead: str
    grids: Sequence[Grid] = ()
    lists: Sequence[tuple[str, str]] = ()
    notes: Sequence[str] = ()
    sources: Sequence[str] = ()
    good: bool | None = None


def as_markdown(page: Page) -> str:
    """Write a page as Markdown."""
    lines = [f"## {markdown(page.heading)}", "", f"**{markdown(page.lead)}**", ""]
    for grid in page.grids:
        lines += [*grid_markdown(grid), ""]
    for title, text in page.lists:
        lines += [f"**{markdown(title)}:** {markdown(text)}", ""]
    told = [*page.notes, *(f"Source: {source}" for source in page.sources)]
    if told:
        lines += [*(f"- {markdown_address(note)}" for note in told), ""]
    return "\n".join(lines)


def grid_markdown(grid: Grid) -> list[str]:
    """Write a grid as a Markdown table."""
    marks = ["---:" if index in grid.right else "---" for index in range(len(grid.header))]
    body = [f"| {' | '.join(map(markdown, row))} |" for row in (grid.header, *grid.rows)]
    return [body[0], "| " + " | ".join(marks) + " |", *body[1:]]


def as_text(pages: Sequence[Page], *, to_terminal: bool) -> str:
    """Write pages as text: with rich on a terminal, plain when piped or written to a file."""
    if not to_terminal:
        return "\n".join(_plain_page(page) for page in pages)
    from rich.console import Console

    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, width=Console().width, highlight=False)
    for index, page in enumerate(pages):
        if index:
            console.print()
        _print_page(console, page)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def _plain_page(page: Page) -> str:
    blocks = [_wrapped(page.heading), _wrapped(page.lead)]
    blocks += ["\n".join(_plain_grid(grid)) for grid in page.grids]
    blocks += [_wrapped(f"{title}: {text}") for title, text in page.lists]
    notes = [_wrapped(f"* {note}") for note in page.notes]
    # An address is never broken: it must survive copying.
    blocks.append("\n".join([*notes, *(f"* Source: {source}" for source in page.sources)]))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, PLAIN_WIDTH, break_long_words=False, break_on_hyphens=False)


def _plain_grid(grid: Grid) -> list[str]:
    widths = [max(map(len, column)) for column in zip(grid.header, *grid.rows, strict=True)]
    places = range(len(widths))
    return [
        GAP.join(_padded(grid, row, place, widths) for place in places).rstrip()
        for row in (grid.header, *grid.rows)
    ]


def _padded(grid: Grid, row: Sequence[str], place: int, widths: Sequence[int]) -> str:
    return f"{row[place]:{'>' if place in grid.right else '<'}{widths[place]}}"


def _print_page(console: "Console", page: Page) -> None:
    from rich.text import Text

    console.print(Text(page.heading, style="bold"))
    console.print()
    style = {True: "bold green", False: "bold yellow", None: ""}[page.good]
    console.print(Text(page.lead, style=style))
    for grid in page.grids:
        console.print()
        console.print(rich_grid(grid))
    for title, text in page.lists:
        console.print()
        console.print(Text.assemble((f"{title}: ", "bold"), text))
    if page.notes:
        console.print()
    for note in page.notes:
        console.print(Text(f"* {note}"))
    for source in page.sources:
        # An address is never broken: it must survive copying.
        console.print(Text(f"* Source: {source}"), soft_wrap="://" in source)


def rich_grid(grid: Grid) -> "Table":
    """Make a rich table without frames, fit for a terminal and for a plain file."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for index, name in enumerate(grid.header):
        table.add_column(
            Text(name),
            justify="right" if index in grid.right else "left",
        )
    for row in grid.rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def one_line_rows(grid: Grid, width: int) -> list[str]:
    """Lay out a long table, a line a row; rich would take a millisecond for each."""
    widths = [max(map(len, column)) for column in zip(grid.header, *grid.rows, strict=True)]
    kept = list(range(len(widths)))
    for index in grid.drop:
        if width - sum(widths[place] + len(GAP) for place in kept[:-1]) >= LAST_WIDTH:
            break
        kept.remove(index)
    room = max(width - sum(widths[place] + len(GAP) for place in kept[:-1]), LAST_WIDTH)
    lines = []
    for row in (grid.header, *grid.rows):
        cells = [
            row[place].rjust(widths[place])
            if place in grid.right
            else row[place].ljust(widths[place])
            for place in kept[:-1]
        ]
        last = row[kept[-1]]
        cells.append(last if len(last) <= room else last[: room - 1].rstrip() + "…")
        lines.append(GAP.join(cells).rstrip())
    return lines


def is_terminal() -> bool:
    """Tell whether standard output is a terminal that wants colors."""
    return sys.stdout.isatty()
