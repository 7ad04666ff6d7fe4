"""What a site is to the engine: an index of a session, addresses, and how to read documents."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from votekit.fetchers.http import Client
from votekit.fetchers.parsed import ParsedVote, Row
from votekit.store.documents import Document


@dataclass(frozen=True)
class Listed:
    """One roll call as an index lists it; what the index does not tell is ``None``."""

    day: date | None = None
    updated: datetime | None = None


@dataclass(frozen=True)
class Index:
    """What exists of a session.

    ``listed`` are the roll calls that the index names; up to ``highest`` there may be more, which
    it does not name.
    """

    listed: dict[int, Listed] = field(default_factory=dict)
    highest: int = 0


class Site(Protocol):
    """One official site."""

    @property
    def name(self) -> str:
        """The source's name in the table."""

    @property
    def chamber(self) -> str:
        """The chamber that it has."""

    @property
    def title(self) -> str:
        """What sentences call it."""

    @property
    def refusal(self) -> str:
        """What sentences say when it refuses."""

    def index(self, client: Client, congress: int, session: int) -> Index:
        """Get the index of a session.

        Raises
        ------
        FetchError, DocumentError
            When it cannot be fetched or read.
        """

    def addresses(self, congress: int, session: int, number: int) -> list[str]:
        """Give the addresses of the documents that make one roll call."""

    def request_headers(self) -> dict[str, str]:
        """Give what each request carries besides; a key is told nowhere else."""

    def parse(self, documents: list[Document], members: Iterable[Row]) -> ParsedVote:
        """Turn a roll call's documents into rows."""
