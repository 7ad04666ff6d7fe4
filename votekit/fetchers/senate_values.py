"""Values in the Senate's XML: texts, numbers, times and ids, or what is wrong with them."""

import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from votekit.days import MONTHS
from votekit.fetchers.errors import DocumentError

_EASTERN = ZoneInfo("America/New_York")
_TIME = re.compile(
    r"(?P<month>[A-Z][a-z]+) (?P<day>\d{1,2}), (?P<year>\d{4}),\s+"
    r"(?P<hour>\d\d?):(?P<minute>\d\d) (?P<half>[AP])M",
    re.ASCII,
)


def text_at(element: Any, path: str) -> str:
    """Return the text of an element as it stands; empty where there is none."""
    found: str | None = element.findtext(path)
    return found or ""


def required(element: Any, path: str, root: Any = None) -> str:
    """Return a text that must be there; ``root`` is the document that is named if it is not."""
    found = text_at(element, path)
    if not found.strip():
        raise unread(element if root is None else root, f"{path} is missing or empty")
    return found


def number_at(root: Any, path: str, digits: int = 3) -> int | None:
    """Return a number; ``None`` where the element is empty, as totals of none often are."""
    stated = text_at(root, path).strip()
    if not re.fullmatch(rf"\d{{0,{digits}}}", stated, re.ASCII):
        raise unread(root, f"{path} is “{stated[:40]}” and no number of up to {digits} digits")
    return int(stated) if stated else None


def time_of(stated: str) -> datetime:
    """Read a time of the Senate's, which is Eastern: ``February 5, 2021,  05:23 AM``."""
    found = _TIME.fullmatch(stated.strip())
    try:
        if not found:
            raise ValueError(stated)
        hour = int(found["hour"]) % 12 + (12 if found["half"] == "P" else 0)
        day = day_of(int(found["year"]), found["month"], found["day"])
        return datetime(day.year, day.month, day.day, hour, int(found["minute"]), tzinfo=_EASTERN)
    except ValueError as error:
        raise DocumentError(
            f"The time “{stated[:60]}” of the Senate's document cannot be read: fetch it again, or "
            "take another source."
        ) from error


def day_of(year: int, month: str, day: str) -> date:
    """Return a day whose month is named, in full or by its first three letters."""
    return date(year, _month(month), int(day))


def _month(name: str) -> int:
    if name[:3].lower() not in MONTHS:
        raise ValueError(name)
    return MONTHS[name[:3].lower()]


def unread(root: Any, reason: str) -> DocumentError:
    """Say which document cannot be used, why, and what to do."""
    names = ("congress", "session", "vote_number")
    where = "-".join(text_at(root, name).strip()[:9] or "?" for name in names)
    return DocumentError(
        f"The Senate's document {where} cannot be used, since {reason}: get it again, or take "
        "another source."
    )
