"""The head of a House document: which roll call it is, what was asked, and the totals it states."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from votekit.days import MONTHS
from votekit.fetchers.errors import DocumentError
from votekit.fetchers.house_questions import Asked
from votekit.fetchers.parsed import Totals
from votekit.schema import POSITIONS

_EASTERN = ZoneInfo("America/New_York")
_DAY = re.compile(r"(\d{1,2})-([A-Za-z]{3})-(\d{4})", re.ASCII)
_HALF_DAY_TIME = re.compile(r"(\d{1,2}):(\d{2}) ?([AP])\.?M\.?", re.ASCII | re.IGNORECASE)
_SESSIONS = {"1st": 1, "2nd": 2}
_PARTIES = {"Republican": "R", "Democratic": "D", "Independent": "I"}
_TOTALS = dict(
    zip(POSITIONS, "yea-total nay-total present-total not-voting-total".split(), strict=True)
)
_NEEDED = (
    "congress session rollcall-num vote-question vote-type vote-result action-date vote-totals"
).split()
_VACATED = re.compile(r"\b(vote|roll ?call|proceedings?)\b[^.]*\bvacated\b", re.IGNORECASE)
_ELECTION = re.compile(r"election of (the )?speaker", re.IGNORECASE)


@dataclass(frozen=True)
class Header:
    """The head of one document."""

    congress: int
    session: int
    number: int
    date: datetime
    asked: Asked
    result: str
    amendment_author: str | None
    vacated: bool
    election: bool
    totals: Totals

    @property
    def place(self) -> str:
        """The document's name in messages, as ``118-1-99``."""
        return f"{self.congress}-{self.session}-{self.number}"


def unread(place: str, reason: str) -> DocumentError:
    """Say which document cannot be used, why, and what to do."""
    return DocumentError(
        f"The House's document {place} cannot be used, since {reason}: get it again, or take "
        "another source."
    )


def read_header(root: Any) -> Header:
    """Read ``vote-metadata``.

    Its body is named ``chamber`` or, from the Committee of the Whole, ``committee`` (2025 roll
    258); ``legis-num`` may be absent (2023 roll 2); a vacated roll call has empty fields and no
    time (2015 roll 300).
    """
    texts = _texts(root)
    place = "-".join(texts.get(name, "")[:9] or "?" for name in _NEEDED[:3])
    for name in _NEEDED:
        if name not in texts:
            raise unread(place, f"{name} is missing")
    body = texts.get("chamber") or texts.get("committee") or ""
    if "house" not in body.lower():
        raise unread(place, f"it is of “{body[:60]}” and not of the House")
    if texts["session"] not in _SESSIONS:
        raise unread(place, f"its session is “{texts['session'][:40]}”")
    described = f"{texts.get('vote-desc', '')} {texts.get('vote-correction', '')}"
    totals = _totals(root.find("vote-metadata/vote-totals"), place)
    asked = _asked(texts, place)
    return Header(
        congress=_whole(texts["congress"], "congress", place),
        session=_SESSIONS[texts["session"]],
        number=_whole(texts["rollcall-num"], "rollcall-num", place),
        date=_time(texts, place),
        asked=asked,
        result=texts["vote-result"],
        amendment_author=texts.get("amendment-author", "") if asked.amendment is not None else None,
        vacated=bool(_VACATED.search(described)),
        election=bool(_ELECTION.search(asked.question))
        or bool(totals.candidates and asked.vote_type.upper() != "QUORUM"),
        totals=totals,
    )


def _texts(root: Any) -> dict[str, str]:
    metadata = root.findall("vote-metadata")
    if len(metadata) != 1:
        raise unread("?", f"it has {len(metadata)} vote-metadata instead of one")
    texts: dict[str, str] = {}
    for child in metadata[0]:
        if child.tag in texts and child.tag != "vote-correction":
            raise unread("?", f"it says {child.tag} twice")
        texts[child.tag] = (child.text or "").strip()
    return texts


def _asked(texts: dict[str, str], place: str) -> Asked:
    number = texts.get("amendment-num", "")
    return Asked(
        question=texts["vote-question"],
        description=texts.get("vote-desc", ""),
        vote_type=texts["vote-type"],
        legis_num=texts.get("legis-num", ""),
        amendment=_whole(number, "amendment-num", place) if number else None,
    )


def _whole(text: str, name: str, place: str) -> int:
    if not re.fullmatch(r"0*[1-9]\d{0,3}", text, re.ASCII):
        raise unread(place, f"its {name} is “{text[:40]}”")
    return int(text)


def _time(texts: dict[str, str], place: str) -> datetime:
    """Read day and time, Eastern; midnight where no time is given, as on vacated roll calls."""
    day = _DAY.fullmatch(texts["action-date"])
    stated = texts.get("action-time", "")
    clock = _HALF_DAY_TIME.fullmatch(stated)
    try:
        if not day or (stated and not clock) or not 1789 <= int(day[3]) <= 2999:
            raise ValueError
        hour, minute = 0, 0
        if clock:
            hour = int(clock[1]) % 12 + (12 if clock[3] in "Pp" else 0)
            minute = int(clock[2])
        month = MONTHS[day[2].lower()]
        return datetime(int(day[3]), month, int(day[1]), hour, minute, tzinfo=_EASTERN)
    except (KeyError, ValueError):
        when = f"{texts['action-date']} {stated}".strip()[:60]
        raise unread(place, f"its date is “{when}”") from None


def _totals(element: Any, place: str) -> Totals:
    _refuse_second_totals(element, place)
    votes = element.find("totals-by-vote")
    return Totals(
        positions=_counts(votes, place) if votes is not None else {},
        parties={
            _PARTIES[party]: _counts(counted, place)
            for counted in element.findall("totals-by-party")
            if (party := (counted.findtext("party") or "").strip()) in _PARTIES
        },
        candidates={
            (counted.findtext("candidate") or "").strip(): _count(counted, "candidate-total", place)
            for counted in element.findall("totals-by-candidate")
        },
    )


def _refuse_second_totals(element: Any, place: str) -> None:
    """Refuse totals that are stated twice: nobody could tell which of them to believe."""
    parties = [(one.findtext("party") or "").strip() for one in element.findall("totals-by-party")]
    for name, stated in (
        ("totals-by-vote", len(element.findall("totals-by-vote")) > 1),
        ("the totals of a party", len(set(parties)) < len(parties)),
    ):
        if stated:
            raise unread(place, f"it states {name} twice")


def _counts(element: Any, place: str) -> dict[str, int]:
    return {position: _count(element, name, place) for position, name in _TOTALS.items()}


def _count(element: Any, name: str, place: str) -> int:
    text = (element.findtext(name) or "").strip()
    if not re.fullmatch(r"\d{1,4}", text, re.ASCII):
        raise unread(place, f"its {element.tag} has “{text[:40]}” for {name}")
    return int(text)
