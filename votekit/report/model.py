"""What a page is made of: parts, sections, and blocks of six kinds, all plain text.

Whoever writes the page escapes: nothing in here is HTML or Markdown.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from votekit.charts.picture import Picture


@dataclass(frozen=True)
class Paragraph:
    """One paragraph."""

    kind: ClassVar[str] = "paragraph"
    text: str


@dataclass(frozen=True)
class Bullets:
    """A list of sentences."""

    kind: ClassVar[str] = "bullets"
    items: Sequence[str]


@dataclass(frozen=True)
class TableRow:
    """One row: its heading, its cells, and the address that the heading leads to, if any."""

    label: str
    cells: Sequence[str]
    url: str | None = None


@dataclass(frozen=True)
class Table:
    """A table with a caption; ``header`` names the column of headings, then those of cells."""

    kind: ClassVar[str] = "table"
    caption: str
    header: Sequence[str]
    rows: Sequence[TableRow]


@dataclass(frozen=True)
class Figure:
    """A picture as it is to be on paper: light and dark, wide and for a phone.

    ``table`` asks for the data behind it to stand below, for those who cannot point at a shape.
    """

    kind: ClassVar[str] = "figure"
    wide: Picture
    wide_dark: Picture
    narrow: Picture
    narrow_dark: Picture
    table: bool = False


@dataclass(frozen=True)
class People:
    """Members by name, in groups that a sentence introduces."""

    kind: ClassVar[str] = "people"
    title: str
    groups: Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True)
class Document:
    """A source document: what it is of, its address, and where it is kept."""

    title: str
    url: str
    note: str


@dataclass(frozen=True)
class Documents:
    """The documents that the numbers come from."""

    kind: ClassVar[str] = "documents"
    items: Sequence[Document]


Block = Paragraph | Bullets | Table | Figure | People | Documents


@dataclass(frozen=True)
class Section:
    """One question of a reporter, answered; ``id`` is the place in the page."""

    id: str
    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Part:
    """The answer on one bill or roll call: the verdict first, then the sections.

    ``good`` is true where it is veto-proof, false where it is not, ``None`` where neither is said.
    """

    id: str
    heading: str
    verdict: str
    lead: str
    good: bool | None
    sections: Sequence[Section]


@dataclass(frozen=True)
class Page:
    """A whole page; ``made_from`` says what it rests on."""

    title: str
    parts: Sequence[Part]
    made_from: str
    introduction: Sequence[Block] = field(default=())
