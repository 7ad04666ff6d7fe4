"""The House Clerk's site: the list of a session's roll calls, and where each lies.

The list is the page ``/evs/YYYY/index.asp``: it links each of the latest roll calls, and pages of a
hundred (``ROLL_000.asp``, ``ROLL_100.asp``) link the rest. The highest number on the first page is
enough: every number below it exists or was vacated.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from votekit.congresses import year_of_session
from votekit.days import MONTHS
from votekit.fetchers import house
from votekit.fetchers.errors import DocumentError
from votekit.fetchers.http import Client
from votekit.fetchers.parsed import ParsedVote, Row
from votekit.fetchers.site import Index, Listed
from votekit.store.documents import Document

_LINK = re.compile(
    r"""href\s*=\s*["']?[^"'>\s]*(?:rollnumber=|/?roll)0*(?P<number>[1-9]\d{0,3})(?![\d_])""",
    re.IGNORECASE | re.ASCII,
)
_DAY = re.compile(r">\s*(?P<day>\d{1,2})-(?P<month>[A-Za-z]{3})\s*<", re.ASCII)
_PAGE = re.compile(r"\bROLL_(?P<hundred>\d{3,4})\.asp", re.IGNORECASE | re.ASCII)
_YEAR = re.compile(r"(?:year=|/evs/)(?P<year>\d{4})\b", re.IGNORECASE | re.ASCII)
HALF_A_YEAR = 6
"""Months: a day so long before that of an earlier roll call is one of the next year."""


@dataclass(frozen=True)
class HouseSite:
    """The Clerk's site, or one laid out like it at another address."""

    base: str = house.URL
    name: str = house.NAME
    chamber: str = "house"
    title: str = "the House Clerk"
    refusal: str = "refuses programs"

    def index(self, client: Client, congress: int, session: int) -> Index:
        """Get the list of a session's roll calls."""
        year = year_of_session(congress, session)
        answer = client.get(f"{self.base}/evs/{year}/index.asp")
        return parse_index(answer.body or b"", year)

    def addresses(self, congress: int, session: int, number: int) -> list[str]:
        """Give the address of a roll call's document."""
        return [house.address(congress, session, number, self.base)]

    def request_headers(self) -> dict[str, str]:
        """Give nothing: the site wants no key."""
        return {}

    def parse(self, documents: list[Document], members: Iterable[Row]) -> ParsedVote:
        """Turn a roll call's document into rows."""
        (document,) = documents
        return house.parse(
            document.body, url=document.url, fetched=document.fetched_at, members=members
        )


def parse_index(data: bytes, year: int) -> Index:
    """Read the page that lists a session's roll calls.

    Raises
    ------
    DocumentError
        When it names no roll call, or those of another year.

    >>> page = b'<A HREF="http://clerk.house.gov/cgi-bin/vote.asp?year=2017&rollnumber=413">413</A>'
    >>> parse_index(page + b"<TD>27-Jul</TD>", 2017)
    Index(listed={413: Listed(day=datetime.date(2017, 7, 27), updated=None)}, highest=413)
    """
    text = data.decode("utf-8", "replace")
    links = list(_LINK.finditer(text))
    years = {int(found["year"]) for found in _YEAR.finditer(text)}
    if not links or (years and year not in years):
        raise DocumentError(
            f"The page in place of the House's list of roll calls of {year} is not that list."
        )
    days: dict[int, date | None] = {}
    ends = [*(link.start() for link in links[1:]), len(text)]
    for link, end in zip(links, ends, strict=True):
        number = int(link["number"])
        days[number] = _day(text[link.end() : end], year) or days.get(number)
    return Index(dict(_in_order(days)), max(days))


def _in_order(days: dict[int, date | None]) -> Iterator[tuple[int, Listed]]:
    """Give days their year: a session may end in the January after the year that names it."""
    last: date | None = None
    for number, day in sorted(days.items()):
        if day and last and (last.year > day.year or last.month - day.month > HALF_A_YEAR):
            day = day.replace(year=day.year + 1)
        last = day or last
        yield number, Listed(day)


def _day(text: str, year: int) -> date | None:
    found = _DAY.search(text)
    if not found or found["month"].lower() not in MONTHS:
        return None
    try:
        return date(year, MONTHS[found["month"].lower()], int(found["day"]))
    except ValueError:
        return None
