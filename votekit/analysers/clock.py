"""The president's clock: until when a bill presented on a day can be signed or vetoed."""

from dataclasses import dataclass
from datetime import date, timedelta

from votekit.days import as_day
from votekit.errors import RequestError

DAYS = 10
FIRST_YEAR, LAST_YEAR = 1789, 9998
AUTHORITY = (
    "U.S. Const. art. I, § 7, cl. 2; The Pocket Veto Case, 279 U.S. 655 (1929); "
    "Wright v. United States, 302 U.S. 583 (1938)"
)
_SUNDAY = 6


@dataclass(frozen=True)
class Clock:
    """The day of presentment, the tenth day, and what happens when it ends without a decision.

    ``said_by`` is the source of the day of presentment, ``None`` where the day was given.
    """

    presented: date
    deadline: date
    in_session: str
    adjourned: str
    authority: str = AUTHORITY
    said_by: str | None = None


def presidents_clock(presented: date | str) -> Clock:
    """Return the last day on which the president can decide.

    Ten days, Sundays excepted; the day of presentment is not counted, federal holidays are. The
    time ends at midnight of the tenth day. ``presented`` may be text, as ``2017-07-28``.

    Raises
    ------
    RequestError
        When the text is not a date.

    Rule: U.S. Const. art. I, § 7, cl. 2; docs/rules.md, "The president's clock".

    >>> presidents_clock(date(2017, 7, 28)).deadline
    datetime.date(2017, 8, 9)
    >>> presidents_clock(date(2020, 12, 11)).deadline
    datetime.date(2020, 12, 23)
    """
    presented = as_day(presented)
    if not FIRST_YEAR <= presented.year <= LAST_YEAR:
        raise RequestError(
            f"No bill was presented on {presented}: give a day from {FIRST_YEAR} to {LAST_YEAR}."
        )
    day, left = presented, DAYS
    while left:
        day += timedelta(days=1)
        if day.weekday() != _SUNDAY:
            left -= 1
    return Clock(
        presented,
        day,
        in_session="becomes law without a signature if Congress is in session",
        adjourned="does not become law (pocket veto) if Congress has by adjournment prevented its "
        "return",
    )
