"""Reading a day as a reporter writes it; one that can be read two ways is refused."""

import calendar
import re
from datetime import date

from votekit.errors import RequestError

MONTHS = {
    word.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, word in enumerate(names)
    if word
} | {"sept": 9}
"""The number of each month, by its name in full or cut, in small letters."""
_YEAR = re.compile(r"[0-9]{4}")
_NUMBERS = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})")
_WORDS = re.compile(
    r"(?:(?P<month>[a-z]+)\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,?"
    r"|(?P<first>[0-9]{1,2})(?:st|nd|rd|th)? (?P<second>[a-z]+)\.?,?) (?P<year>[0-9]{4})",
    re.IGNORECASE,
)
_SLASHES = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_SHOWN = 40


def as_day(day: date | str) -> date:
    """Take a day as a date or as text: ``2017-07-28``, ``July 28, 2017``, ``28 Jul 2017``.

    ``12/31/2020`` is a day, since there is no month 31; ``07/01/2017`` is refused.

    Raises
    ------
    RequestError
        When it is no day, there is no such day, or it can be read two ways.

    >>> as_day("2017-07-28"), as_day("Dec 31, 2020")
    (datetime.date(2017, 7, 28), datetime.date(2020, 12, 31))
    """
    if isinstance(day, date):
        return day
    shown = " ".join(str(day).split())
    if found := _NUMBERS.fullmatch(shown):
        return _made(shown, *(int(part) for part in found.groups() if part))
    if (found := _WORDS.fullmatch(shown)) and (month := _month(found)):
        return _made(shown, int(found["year"]), month, int(found["day"] or found["first"]))
    if found := _SLASHES.fullmatch(shown):
        return _of_numbers(shown, *map(int, found.groups()))
    raise RequestError(f"A day is written as 2017-07-28, not “{shown[:_SHOWN]}”.")


def since_day(day: date | str) -> date:
    """Take the first day of a span: a day, or a year alone for its first day.

    >>> since_day("1995")
    datetime.date(1995, 1, 1)
    """
    return as_day(_in_year(day, "-01-01"))


def until_day(day: date | str) -> date:
    """Take the last day of a span: a day, or a year alone for its last day.

    >>> until_day("1995")
    datetime.date(1995, 12, 31)
    """
    return as_day(_in_year(day, "-12-31"))


def _in_year(day: date | str, end: str) -> date | str:
    if isinstance(day, date) or not _YEAR.fullmatch(str(day).strip()):
        return day
    return f"{str(day).strip()}{end}"


def _month(found: re.Match[str]) -> int | None:
    return MONTHS.get((found["month"] or found["second"]).lower())


def _of_numbers(shown: str, first: int, second: int, year: int) -> date:
    """Read ``12/31/2020`` or ``31/12/2020``, where only one of the two can be the month."""
    month, day = (first, second) if first <= 12 else (second, first)
    read = _made(shown, year, month, day)
    if day <= 12 and first != second:
        raise RequestError(f"“{shown}” can be read two ways: write {read}.")
    return read


def _made(shown: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise RequestError(f"“{shown[:_SHOWN]}”: there is no such day.") from error
