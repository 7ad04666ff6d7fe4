"""The Senate's site: the menu of a session's roll calls, and where each lies."""

from collections.abc import Iterable
from dataclasses import dataclass

from votekit.fetchers import senate
from votekit.fetchers.http import Client
from votekit.fetchers.parsed import ParsedVote, Row
from votekit.fetchers.people import resolve_senators
from votekit.fetchers.site import Index, Listed
from votekit.store.documents import Document


@dataclass(frozen=True)
class SenateSite:
    """The Senate's site, or one laid out like it at another address."""

    base: str = senate.URL
    name: str = senate.NAME
    chamber: str = "senate"
    title: str = "the Senate"
    refusal: str = "refuses programs"

    def index(self, client: Client, congress: int, session: int) -> Index:
        """Get the menu of a session."""
        answer = client.get(self._moved(senate.menu_address(congress, session)))
        entries = senate.parse_menu(answer.body or b"", congress, session)
        listed = {entry.number: Listed(entry.date) for entry in entries}
        return Index(listed, max(listed, default=0))

    def addresses(self, congress: int, session: int, number: int) -> list[str]:
        """Give the address of a roll call's document."""
        return [self._moved(senate.address(congress, session, number))]

    def request_headers(self) -> dict[str, str]:
        """Give nothing: the site wants no key."""
        return {}

    def parse(self, documents: list[Document], members: Iterable[Row]) -> ParsedVote:
        """Turn a roll call's document into rows."""
        (document,) = documents
        vote = senate.parse(document.body, url=document.url, fetched=document.fetched_at)
        return resolve_senators(vote, members)

    def _moved(self, url: str) -> str:
        return self.base + url.removeprefix(senate.URL)
