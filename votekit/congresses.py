"""The calendar of Congress: which Congress, session and year belong together.

A Congress lasts two years and has two numbered sessions, each named by its calendar year, though a
session may end in the January of the next (s292-116.2020 was held on Jan. 1, 2021). Sessions are
therefore never computed from a date.
"""

from datetime import date

from votekit.errors import RequestError

CHAMBERS = ("house", "senate")
FIRST_CONGRESS = 101
SEATS = {"house": 435, "senate": 100}
DELEGATE_STATES = frozenset({"AS", "DC", "GU", "MP", "PR", "VI", "XX"})
"""Codes of those who sit in the House without being among its 435; ``XX`` is the source's own code
for all of them from the 110th Congress on."""


def year_of_session(congress: int, session: int) -> int:
    """Return the calendar year that names a session.

    >>> year_of_session(115, 1)
    2017
    """
    return 1789 + 2 * (congress - 1) + (session - 1)


def congress_of_year(year: int) -> int:
    """Return the Congress whose sessions are named by a year.

    >>> congress_of_year(2017), congress_of_year(2018)
    (115, 115)
    """
    return (year - 1789) // 2 + 1


def session_of_year(year: int) -> int:
    """Return 1 or 2: which session of its Congress a year names.

    >>> session_of_year(2017), session_of_year(2018)
    (1, 2)
    """
    return 2 - year % 2


def congress_of_date(day: date) -> int:
    """Return the Congress sitting on a day; the terms turn at noon of 3 January of odd years.

    >>> congress_of_date(date(2021, 1, 1)), congress_of_date(date(2021, 1, 3))
    (116, 117)
    """
    before_turn = day.year % 2 == 1 and (day.month, day.day) < (1, 3)
    return congress_of_year(day.year - 1 if before_turn else day.year)


def ordinal(number: int) -> str:
    """Write a Congress's number as the field does.

    >>> ordinal(115), ordinal(101), ordinal(102), ordinal(113)
    ('115th', '101st', '102nd', '113th')
    """
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def parse_chamber(text: str) -> str:
    """Turn any usual name of a chamber into ``house`` or ``senate``.

    Raises
    ------
    RequestError
        For anything else.

    >>> parse_chamber("S"), parse_chamber("House")
    ('senate', 'house')
    """
    word = text.strip().lower()
    if word in {"h", "house", "hr"}:
        return "house"
    if word in {"s", "sen", "senate"}:
        return "senate"
    raise RequestError(f"No chamber is called “{text}”: use house or senate.")


def spell_vote_id(chamber: str, number: int, congress: int, session: int) -> str:
    """Spell the canonical id of a roll call.

    >>> spell_vote_id("senate", 175, 115, 1)
    's175-115.2017'
    """
    return f"{chamber[0]}{number}-{congress}.{year_of_session(congress, session)}"
