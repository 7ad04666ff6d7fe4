"""Periods of a trend that were counted whole, and those of which only a part was."""

from datetime import date, timedelta
from enum import StrEnum

from votekit.congresses import year_of_session

Days = tuple[date, date]
"""The first and the last day of what was counted."""
IDLE = timedelta(days=16)
"""A year without its first and last days is whole: Congress meets on neither."""


class Part(StrEnum):
    """How much of a period was counted: all, up to the record's last day, or from a chosen day."""

    WHOLE = ""
    SO_FAR = "so far"
    CUT = "in part"


def part_of(period: int | str, by: str, counted: Days) -> Part:
    """Tell how much of a Congress, a year or a month was counted.

    >>> part_of(2025, "year", (date(1989, 1, 3), date(2026, 8, 7))).name
    'WHOLE'
    >>> part_of(119, "congress", (date(1989, 1, 3), date(2026, 8, 7))).value
    'so far'
    """
    first, last = _days(period, by)
    if counted[1] < last:
        return Part.SO_FAR
    return Part.CUT if first < counted[0] else Part.WHOLE


def _days(period: int | str, by: str) -> Days:
    if isinstance(period, str):
        start = date.fromisoformat(f"{period}-01")
        return start, (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    years = (period, period)
    if by == "congress":
        years = (year_of_session(period, 1), year_of_session(period, 2))
    return date(years[0], 1, 1) + IDLE, date(years[1], 12, 31) - IDLE
