"""A page as Markdown, with its pictures as SVG beside it."""

from collections.abc import Iterator, Sequence

from votekit.charts.render import svg
from votekit.pages.model import (
    Block,
    Bullets,
    Documents,
    Figure,
    Page,
    Paragraph,
    Part,
    People,
    Table,
)
from votekit.printable import markdown as plain
from votekit.printable import markdown_address


def as_markdown(page: Page, folder: str) -> tuple[str, dict[str, str]]:
    """Write a page as Markdown; give it and its pictures by name, which it expects in ``folder``.

    Whatever the page says is escaped.
    """
    pictures: dict[str, str] = {}
    lines: list[str] = []
    if not page.single:
        lines += [f"# {plain(page.title)}", "", f"**{plain(page.lead)}**", ""]
        for block in page.opening:
            lines += _block(block, 2, folder, pictures)
    for part in page.parts:
        lines += _part(part, 1 if page.single else 2, folder, pictures)
    lines += ["---", "", plain(page.made_from), ""]
    return "\n".join(lines), pictures


def _part(part: Part, level: int, folder: str, pictures: dict[str, str]) -> Iterator[str]:
    yield from (f"{'#' * level} {plain(part.heading)}", "")
    if part.full:
        yield from (plain(part.full), "")
    yield from (f"**{plain(part.lead)}**", "")
    for section in part.sections:
        yield from (f"{'#' * (level + 1)} {plain(section.title)}", "")
        for block in section.blocks:
            yield from _block(block, level + 2, folder, pictures)


def _block(block: Block, level: int, folder: str, pictures: dict[str, str]) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield plain(block.text)
    elif isinstance(block, Bullets):
        yield from (f"- {plain(item)}" for item in block.items)
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Figure):
        yield from _figure(block, level, folder, pictures)
    elif isinstance(block, People):
        yield from _people(block, level)
    elif isinstance(block, Documents):
        for one in block.items:
            yield f"- {plain(one.title)}: {markdown_address(one.url)} ({plain(one.note)})"
    yield ""


def _table(table: Table) -> Iterator[str]:
    yield from (f"*{plain(table.caption)}*", "")
    yield _row(table.header)
    yield _row(["---"] * len(table.header), escape=False)
    for row in table.rows:
        yield _row([row.label, *row.cells])


def _row(cells: Sequence[str], *, escape: bool = True) -> str:
    return f"| {' | '.join(plain(cell) if escape else cell for cell in cells)} |"


def _figure(figure: Figure, level: int, folder: str, pictures: dict[str, str]) -> Iterator[str]:
    picture = figure.wide
    about = picture.about
    name = f"{len(pictures) + 1:02}-{about.kind}.svg"
    pictures[name] = svg(picture) + "\n"
    yield from (f"{'#' * level} {plain(about.headline)}", "")
    yield from (plain(about.subtitle), "")
    yield f"![{plain(about.alt)}](<{folder}/{name}>)"


def _people(people: People, level: int) -> Iterator[str]:
    yield from (f"{'#' * level} {plain(people.title)}", "")
    for group in people.groups:
        told = f" {plain(', '.join(group.names))}" if group.names else ""
        yield f"- **{plain(group.said)}{'.' if told else ''}**{told}"
