"""Congress.gov's API as a site: the House's roll calls, each of two documents, for a key."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from votekit.fetchers import congress_gov
from votekit.fetchers.errors import DocumentError
from votekit.fetchers.http import Client
from votekit.fetchers.parsed import ParsedVote, Row
from votekit.fetchers.site import Index, Listed
from votekit.store.documents import Document

PER_PAGE = 250
"""The most that the API gives at once."""


@dataclass(frozen=True)
class CongressSite:
    """Congress.gov's API; the key goes into a header, and into no address, message or file."""

    key: str = field(repr=False)
    base: str = congress_gov.URL
    name: str = congress_gov.NAME
    chamber: str = "house"
    title: str = "Congress.gov"
    refusal: str = "refuses the key in CONGRESS_API_KEY"

    def index(self, client: Client, congress: int, session: int) -> Index:
        """Get the list of a session's roll calls, page by page."""
        url = self._moved(congress_gov.list_address(congress, session))
        listed: dict[int, Listed] = {}
        offset, count = 0, 1
        while offset < count:
            asked = {"format": "json", "offset": str(offset), "limit": str(PER_PAGE)}
            body = client.get(url, parameters=asked, headers=self.request_headers()).body or b""
            entries, count = congress_gov.parse_list(body), congress_gov.count_of(body)
            if any((entry.congress, entry.session) != (congress, session) for entry in entries):
                raise DocumentError("Congress.gov's list is that of another session.")
            listed |= {entry.number: Listed(entry.date.date(), entry.updated) for entry in entries}
            if not entries:
                break
            offset += len(entries)
        return Index(listed, max(listed, default=0))

    def addresses(self, congress: int, session: int, number: int) -> list[str]:
        """Give the addresses of the roll call and of its members' positions."""
        url = self._moved(congress_gov.address(congress, session, number))
        return [url, f"{url}/members"]

    def request_headers(self) -> dict[str, str]:
        """Give the key."""
        return {"X-Api-Key": self.key}

    def parse(self, documents: list[Document], members: Iterable[Row]) -> ParsedVote:
        """Turn the two documents into rows; the API gives all ids itself."""
        vote, cast = documents
        return congress_gov.parse(
            vote.body, cast.body, fetched=min(vote.fetched_at, cast.fetched_at)
        )

    def _moved(self, url: str) -> str:
        return self.base + url.removeprefix(congress_gov.URL)
