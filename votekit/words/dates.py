"""Days as a news desk writes them (AP style: months of more than five letters are cut)."""

from datetime import date

_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()


def spell_month(day: date) -> str:
    """Write the month of a day, as it stands before the day's number.

    >>> spell_month(date(2017, 7, 27)), spell_month(date(2021, 9, 1))
    ('July', 'Sept.')
    """
    return MONTHS[day.month - 1]


def spell_date(day: date) -> str:
    """Write a date as a news desk does.

    >>> spell_date(date(2017, 7, 27)), spell_date(date(2021, 1, 1))
    ('July 27, 2017', 'Jan. 1, 2021')
    """
    return f"{spell_month(day)} {day.day}, {day.year}"


def spell_weekday(day: date) -> str:
    """Write a date with its weekday.

    >>> spell_weekday(date(2017, 8, 9))
    'Wednesday, Aug. 9, 2017'
    """
    return f"{_WEEKDAYS[day.weekday()]}, {spell_date(day)}"
