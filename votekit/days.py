"""Reading a day, or a span of days, as a reporter writes it; two readings are refused."""

import calendar
import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from votekit.errors import RequestError

MONTHS = {
    word.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, word in enumerate(names)
    if word
} | {"sept": 9}
"""The number of each month, by its name in full or cut, in small letters."""
_YEAR = re.compile(r"[0-9]{4}")
_NUMBERS = re.compile(
    r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})"
)
_MONTH = re.compile(
    r"(?P<year>[0-9]{4})[-/.](?P<number>[0-9]{1,2})|(?P<name>[a-z]+)\.?,? (?P<of>[0-9]{4})",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"(?P<which>this|last|past|the last|the past) (?:(?P<count>[1-9][0-9]{0,3}) )?"
    r"(?P<unit>days?|weeks?|months?|years?)"
)
_WORDS = re.compile(
    r"(?:(?P<month>[a-z]+)\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,?"
    r"|(?P<first>[0-9]{1,2})(?:st|nd|rd|th)? (?P<second>[a-z]+)\.?,?) (?P<year>[0-9]{4})",
    re.IGNORECASE,
)
_SLASHES = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_SHOWN = 40


def as_day(day: date | str) -> date:
    """Take a day as a date or as text: ``2017-07-28``, ``July 28, 2017``, ``28 Jul 2017``.

    ``12/31/2020`` is a day, since there is no month 31; ``07/01/2017`` is refused. ``today`` and
    ``yesterday`` are days too.

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
    if shown.lower() in {"today", "yesterday"}:
        return today() - timedelta(days=shown.lower() == "yesterday")
    if found := _NUMBERS.fullmatch(shown):
        return _made(shown, *(int(part) for part in found.groups() if part))
    if (found := _WORDS.fullmatch(shown)) and (month := _month(found)):
        return _made(shown, int(found["year"]), month, int(found["day"] or found["first"]))
    if found := _SLASHES.fullmatch(shown):
        return _of_numbers(shown, *map(int, found.groups()))
    raise RequestError(f"A day is written as 2017-07-28, not “{shown[:_SHOWN]}”.")


def since_day(day: date | str) -> date:
    """Take the first day of a span: a day, or a month, a year or "last month" for its first day.

    >>> since_day("1995"), since_day("2017-07"), since_day("July 2017")
    (datetime.date(1995, 1, 1), datetime.date(2017, 7, 1), datetime.date(2017, 7, 1))
    """
    found = _span(day)
    return found[0] if found else as_day(day)


def until_day(day: date | str) -> date:
    """Take the last day of a span: a day, or a month, a year or "last month" for its last day.

    >>> until_day("1995"), until_day("2024/02")
    (datetime.date(1995, 12, 31), datetime.date(2024, 2, 29))
    """
    found = _span(day)
    return found[1] if found else as_day(day)


def today() -> date:
    """Return the day that it is in Washington."""
    return datetime.now(ZoneInfo("America/New_York")).date()


def _span(day: date | str) -> tuple[date, date] | None:
    """Read a year, a month or a relative span; None where a single day is meant."""
    if isinstance(day, date):
        return None
    shown = " ".join(str(day).split())
    if _YEAR.fullmatch(shown):
        return _made(shown, int(shown), 1, 1), _made(shown, int(shown), 12, 31)
    if found := _MONTH.fullmatch(shown):
        number = int(found["number"]) if found["number"] else MONTHS.get(found["name"].lower(), 0)
        return _whole_month(shown, int(found["year"] or found["of"]), number)
    if found := _RELATIVE.fullmatch(shown.lower()):
        return _relative(found["which"], found["count"], found["unit"].rstrip("s"))
    return None


def _whole_month(shown: str, year: int, month: int) -> tuple[date, date]:
    first = _made(shown, year, month, 1)
    return first, first.replace(day=calendar.monthrange(year, month)[1])


def _relative(which: str, count: str | None, unit: str) -> tuple[date, date]:
    """Give "this month", "last week", or "last 30 days" up to today."""
    now = today()
    if count:
        days = {"day": 1, "week": 7}.get(unit)
        if days:
            return now - timedelta(days=days * int(count) - 1), now
        months = int(count) * (12 if unit == "year" else 1)
        place = now.year * 12 + now.month - 1 - months
        year, month = place // 12, place % 12 + 1
        day = min(now.day, calendar.monthrange(year, month)[1])
        return date(year, month, day) + timedelta(days=1), now
    back = which == "last"
    if unit == "day":
        return now - timedelta(days=back), now - timedelta(days=back)
    if unit == "week":
        monday = now - timedelta(days=now.weekday() + 7 * back)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        year, month = (now.year, now.month - back) if now.month > back else (now.year - 1, 12)
        return _whole_month("last month", year, month)
    return date(now.year - back, 1, 1), date(now.year - back, 12, 31)


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
