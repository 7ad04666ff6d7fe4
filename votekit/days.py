"""Reading a day as a reporter writes it; one that can be read two ways is refused."""

import calendar
import re
from datetime import date

from votekit.errors import RequestError

_MONTHS = {
    word.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, word in enumerate(names)
    if word
} | {"sept": 9}
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_WORDS = re.compile(
    r"(?:(?P<month>[a-z]+)\.? (?P<day>\d{1,2})|(?P<first>\d{1,2}) (?P<second>[a-z]+)\.?)"
    r"(?:st|nd|rd|th)?,? (?P<year>\d{4})",
    re.IGNORECASE,
)
_SLASHES = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_YEAR = re.compile(r"\d{4}")
_SHOWN = 40


def as_day(day: date | str, *, end: bool = False) -> date:
    """Take a day as a date or as text: ``2017-07-28``, ``July 28, 2017``, ``28 Jul 2017``.

    A year alone is its first day; with ``end``, its last. ``12/31/2020`` is a day since there is no
    month 31; ``07/01/2017`` is refused.

    Raises
    ------
    RequestError
        When it is no day, there is no such day, or it can be read two ways.

    >>> as_day("2017-07-28"), as_day("Dec 31, 2020"), as_day("1995", end=True)
    (datetime.date(2017, 7, 28), datetime.date(2020, 12, 31), datetime.date(1995, 12, 31))
    """
    if isinstance(day, date):
        return day
    shown = " ".join(str(day).split())
    if _YEAR.fullmatch(shown):
        return _made(shown, int(shown), *((12, 31) if end else (1, 1)))
    if found := _ISO.fullmatch(shown):
        return _made(shown, *map(int, found.groups()))
    if (found := _WORDS.fullmatch(shown)) and (month := _month(found)):
        return _made(shown, int(found["year"]), month, int(found["day"] or found["first"]))
    if found := _SLASHES.fullmatch(shown):
        return _of_numbers(shown, *map(int, found.groups()))
    raise RequestError(
        f"A day is written as 2017-07-28 or July 28, 2017, not “{shown[:_SHOWN]}”."
    )


def _month(found: re.Match[str]) -> int | None:
    return _MONTHS.get((found["month"] or found["second"]).lower())


def _of_numbers(shown: str, first: int, second: int, year: int) -> date:
    """Read ``12/31/2020`` or ``31/12/2020``, where only one of the two can be the month."""
    if first <= 12 and second <= 12 and first != second:
        told = _made(shown, year, first, second)
        raise RequestError(f"“{shown}” can be read two ways: write {told}.")
    month, day = (first, second) if first <= 12 else (second, first)
    return _made(shown, year, month, day)


def _made(shown: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise RequestError(f"“{shown}”: there is no such day.") from error
