"""What a page is made of: parts, sections, and blocks of six kinds, all plain text.

Whoever writes the page escapes: nothing in here is HTML or Markdown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from votekit.charts.chart import VoteChart


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
    """A table with a caption; ``header`` names the column of headings, then those of cells.

    ``stacked`` is one with too many columns for a phone, where each row becomes a list.
    """

    kind: ClassVar[str] = "table"
    caption: str
    header: Sequence[str]
    rows: Sequence[TableRow]
    stacked: bool = False


@dataclass(frozen=True)
class Figure:
    """A picture as it is to be on paper: light and dark, wide and for a phone.

    ``table`` says in words what the shapes say when they are pointed at, where that is much.
    """

    kind: ClassVar[str] = "figure"
    wide: VoteChart
    wide_dark: VoteChart
    narrow: VoteChart
    narrow_dark: VoteChart
    table: Table | None = None


@dataclass(frozen=True)
class Group:
    """Members by name, with what is said of them; ``folded`` are shown on request."""

    said: str
    names: Sequence[str] = ()
    folded: bool = False


@dataclass(frozen=True)
class People:
    """Groups of members on one roll call."""

    kind: ClassVar[str] = "people"
    title: str
    groups: Sequence[Group]


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

    ``name`` is the bill or roll call, ``subject`` what it is on in a few words; ``heading`` has
    both, and ``full`` the official words where the heading has cut them. ``good`` is true where it
    is veto-proof, false where it is not, ``None`` where neither is said.
    """

    id: str
    name: str
    heading: str
    lead: str
    good: bool | None
    sections: Sequence[Section]
    subject: str = ""
    full: str = ""


@dataclass(frozen=True)
class Page:
    """A whole page; ``made_from`` says what it rests on.

    A page on more than one thing has a ``lead`` and an ``opening`` of its own.
    """

    title: str
    parts: Sequence[Part]
    made_from: str
    lead: str = ""
    opening: Sequence[Block] = ()

    @property
    def single(self) -> bool:
        """Whether the page is its one part."""
        return len(self.parts) == 1 and not self.lead
