"""The Senate's own XML (LIS): a roll call, and the menu that lists a session's roll calls.

Source: https://www.senate.gov/legislative/LIS/roll_call_votes/ (public domain). Rows are those that
the unitedstates project's JSON of the same document gives, with these differences on purpose:
``source``, ``source_url`` and the times of fetching and of the last change; the Congress of a
treaty that an amendment changes is the treaty's (113 for Treaty Doc. 113-4 in s207-116.2019, where
the JSON has that of the vote); and a bill's Congress is the one that its document states.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from votekit.congresses import spell_vote_id, year_of_session
from votekit.fetchers.names import unknown_id
from votekit.fetchers.parsed import ParsedVote, Row, Totals
from votekit.fetchers.senate_questions import object_of, question_of
from votekit.fetchers.senate_values import (
    day_of,
    number_at,
    required,
    text_at,
    time_of,
    unread,
)
from votekit.fetchers.totals import miscounts
from votekit.fetchers.xml import parse_xml
from votekit.schema import POSITIONS_OF_WORDS, word_pair

NAME = "senate"
URL = "https://www.senate.gov"

_LISTS = "legislative/LIS"
_FRACTIONS = {"1/2", "2/3", "3/5"}
_PAIRED = "Present, Giving Live Pair"
_TALLY = re.compile(r"\((\d{1,3})-(\d{1,3})\b", re.ASCII)
_OF_MEMBER = ("member_full", "party", "state", "vote_cast")
_LIS = re.compile(r"S\d{3}", re.ASCII)
_COUNTED = {"yea": "yeas", "nay": "nays", "present": "present", "not_voting": "absent"}


def address(congress: int, session: int, number: int) -> str:
    """Return the address of a roll call's document; the number is padded to five digits.

    >>> address(115, 1, 175)
    'https://www.senate.gov/legislative/LIS/roll_call_votes/vote1151/vote_115_1_00175.xml'
    """
    folder = f"{URL}/{_LISTS}/roll_call_votes/vote{congress}{session}"
    return f"{folder}/vote_{congress}_{session}_{number:05d}.xml"


def menu_address(congress: int, session: int) -> str:
    """Return the address of the list of a session's roll calls.

    >>> menu_address(115, 1)
    'https://www.senate.gov/legislative/LIS/roll_call_lists/vote_menu_115_1.xml'
    """
    return f"{URL}/{_LISTS}/roll_call_lists/vote_menu_{congress}_{session}.xml"


def parse(data: bytes, *, url: str, fetched: datetime) -> ParsedVote:
    """Turn a roll call's document into rows.

    Congress, session and number are those that the document states, whatever was asked for. Four
    roll calls of 1989 (133 to 136) have no ``lis_member_id``: there ``member_id`` is as
    ``?Adams (WA)``, to be found by name, state and date, and that is told.

    Raises
    ------
    DocumentError
        When it is not a roll call, lacks what every roll call has, lists a member twice, or has a
        word for a position that votekit does not know.
    """
    root = parse_xml(data, "roll_call_vote")
    located = _place(root)
    stated = partial(text_at, root)
    positions = list(_positions(root, located))
    rollcall = {
        **located,
        "date": time_of(required(root, "vote_date")),
        "kind": "vote",
        **question_of(stated),
        "requires": _fraction(root),
        "result": required(root, "vote_result"),
        "result_text": required(root, "vote_result_text"),
        "vice_president": _vice_president(root),
        **_recorded(root),
        "source": NAME,
        "source_url": url,
        "modified": time_of(changed) if (changed := stated("modify_date").strip()) else None,
        "updated": fetched,
    }
    rollcall["words"] = _word_pair(positions, rollcall["vice_president"])
    found, doubts = object_of(stated, located["congress"])
    rollcall |= found
    totals = _totals(root, rollcall)
    told = [*map(str, miscounts(totals, positions)), *_disagreements(root, rollcall, positions)]
    return ParsedVote(rollcall, positions, [*doubts, *told], totals)


def _place(root: Any) -> Row:
    congress, session = number_at(root, "congress"), number_at(root, "session")
    number = number_at(root, "vote_number", 5)
    if not congress or not number or session not in (1, 2) or congress > 200:
        raise unread(root, "it does not state its Congress, session and number")
    return {
        "vote_id": spell_vote_id("senate", number, congress, session),
        "congress": congress,
        "chamber": "senate",
        "session": session,
        "number": number,
    }


def _fraction(root: Any) -> str:
    fraction = required(root, "majority_requirement").strip()
    if fraction not in _FRACTIONS:
        raise unread(root, f"the majority it requires is “{fraction}”")
    return fraction


def _positions(root: Any, located: Row) -> Iterator[Row]:
    seen: set[str] = set()
    for element in root.iterfind("members/member"):
        member = {child.tag: child.text or "" for child in element}
        lacking = [name for name in _OF_MEMBER if not member.get(name, "").strip()]
        if lacking:
            raise unread(root, f"{lacking[0]} is missing or empty of one of its members")
        name, word = member["member_full"], member["vote_cast"].strip()
        identity = _identity(root, member)
        if identity in seen:
            raise unread(root, f"it lists {name} twice")
        seen.add(identity)
        if word not in POSITIONS_OF_WORDS:
            raise unread(root, f"it gives {name} the position “{word}”")
        yield {
            **located,
            "member_id": identity,
            "position": POSITIONS_OF_WORDS[word],
            # As the record has it: the pair is told by the document (s223-115.2018, Murkowski).
            "word": "Present" if word == _PAIRED else word,
            "party": member["party"],
            "state": member["state"],
            "name": name,
        }
    if not seen:
        raise unread(root, "it lists no member")


def _identity(root: Any, member: Mapping[str, str]) -> str:
    stated = member.get("lis_member_id", "").strip()
    if not stated:
        name = member.get("last_name", "").strip() or member["member_full"]
        return unknown_id(name, member["state"])
    if not _LIS.fullmatch(stated):
        raise unread(root, f"it gives a member the id “{stated[:40]}”")
    return stated


def _recorded(root: Any) -> Row:
    # The totals do not contain the Vice President: 50-50 (s54-117.2021).
    told = _TALLY.search(text_at(root, "vote_result_text"))
    if len(root.findall("count")) > 1:
        raise unread(root, "it states its count twice")
    yea, nay = number_at(root, "count/yeas"), number_at(root, "count/nays")
    return {
        "recorded_yea": int(told[1]) if yea is None and told else yea,
        "recorded_nay": int(told[2]) if nay is None and told else nay,
    }


def _totals(root: Any, rollcall: Row) -> Totals:
    """Read what the document counts; a total of none is often empty, but never are all."""
    stated = {name: number_at(root, f"count/{label}") for name, label in _COUNTED.items()}
    told = _TALLY.search(rollcall["result_text"])
    in_result = {"yea": int(told[1]), "nay": int(told[2])} if told else {}
    if all(number is None for number in stated.values()):
        return Totals(told=in_result)
    filled = {
        name: in_result.get(name, 0) if number is None else number
        for name, number in stated.items()
    }
    assumed = {name for name, number in stated.items() if number is None}
    return Totals(positions=filled, told=in_result, assumed=frozenset(assumed - in_result.keys()))


def _word_pair(positions: list[Row], vice_president: str | None) -> str | None:
    used = word_pair({row["word"] for row in positions})
    return used or ("Yea/Nay" if vice_president else None)


def _vice_president(root: Any) -> str | None:
    """Give the side of a tie-break, which is no member's position (s54-115.2017)."""
    if not text_at(root, "tie_breaker/by_whom").strip():
        return None
    word = text_at(root, "tie_breaker/tie_breaker_vote").strip()
    if POSITIONS_OF_WORDS.get(word) not in {"yea", "nay"}:
        raise unread(root, f"its tie-breaking vote is “{word}”")
    return POSITIONS_OF_WORDS[word]


def _disagreements(root: Any, rollcall: Row, positions: list[Row]) -> Iterator[str]:
    """Compare what the document says of its result, its members and its years."""
    totals = rollcall["recorded_yea"], rollcall["recorded_nay"]
    told = _TALLY.search(rollcall["result_text"])
    if told and (int(told[1]), int(told[2])) != totals:
        yield f"The result says {told[0][1:]}, the totals {totals[0]}-{totals[1]}."
    if rollcall["vice_president"] and totals[0] != totals[1]:
        yield "The Vice President's vote is recorded on a roll call that was no tie."
    unknown = [row["name"] for row in positions if row["member_id"].startswith("?")]
    if unknown:
        yield f"Listed without an id: {', '.join(unknown)}."
    yield from _years(root, rollcall)


def _years(root: Any, rollcall: Row) -> Iterator[str]:
    year = year_of_session(rollcall["congress"], rollcall["session"])
    stated = number_at(root, "congress_year", 4)
    if stated not in (None, year):
        yield f"The year of the session is given as {stated}; that session's is {year}."
    if rollcall["date"].year not in (year, year + 1):
        yield f"The roll call is dated {rollcall['date']:%Y-%m-%d}, in a session of {year}."


@dataclass(frozen=True)
class MenuEntry:
    """One roll call as a session's menu lists it.

    ``issue`` is the bill or nomination, or all of them where the Senate decided several at once
    (119-1-655 confirmed 97 nominations), joined by " and " as the roll call's own question does.
    """

    number: int
    date: date
    issue: str
    question: str
    result: str
    title: str
    yea: int | None
    nay: int | None


def parse_menu(data: bytes, congress: int, session: int) -> list[MenuEntry]:
    """Read the menu of a session into its roll calls, by number.

    Raises
    ------
    DocumentError
        When it is no menu, or that of another session, or lists a number twice.
    """
    root = parse_xml(data, "vote_summary")
    stated = number_at(root, "congress"), number_at(root, "session")
    if stated != (congress, session):
        raise unread(root, f"the menu of {congress}-{session} was asked for")
    found = [(number_at(vote, "vote_number", 5) or 0, vote) for vote in root.iterfind("votes/vote")]
    found.sort(key=lambda pair: pair[0])
    numbers = [number for number, _ in found]
    if 0 in numbers or len(set(numbers)) < len(numbers):
        raise unread(root, "the menu lists a roll call without a number, or a number twice")
    days = _days(root, [required(vote, "vote_date", root) for _, vote in found])
    return [_entry(number, day, vote) for (number, vote), day in zip(found, days, strict=True)]


def _entry(number: int, day: date, vote: Any) -> MenuEntry:
    return MenuEntry(
        number=number,
        date=day,
        issue=_joined(vote, "issue"),
        question=_joined(vote, "question"),
        result=_joined(vote, "result"),
        title=" ".join(text_at(vote, "title").split()),
        yea=number_at(vote, "vote_tally/yeas"),
        nay=number_at(vote, "vote_tally/nays"),
    )


def _joined(vote: Any, name: str) -> str:
    elements = [*vote.iterfind(name), *vote.iterfind(f"en_bloc/matter/{name}")]
    texts = (" ".join(" ".join(element.itertext()).split()) for element in elements)
    return " and ".join(dict.fromkeys(texts))


def _days(root: Any, stated: list[str]) -> list[date]:
    """Fill in the year of days such as ``18-Dec``, given in the order of the roll calls.

    A session may end in the January after its year: from 116-2-292 of Jan. 1, 2021, on, a day half
    a year before the last one's is of the year after.
    """
    year = number_at(root, "congress_year", 4)
    if not year:
        raise unread(root, "the menu does not state its year")
    days: list[date] = []
    for written in stated:
        found = re.fullmatch(r"(\d{1,2})-([A-Z][a-z]{2})", written.strip(), re.ASCII)
        try:
            if not found:
                raise ValueError(written)
            day = day_of(year, found[2], found[1])
            if days and days[-1].month - day.month > 6:
                year += 1
                day = day_of(year, found[2], found[1])
            days.append(day)
        except ValueError as error:
            raise unread(root, f"“{written.strip()[:40]}” is no day of the menu's year") from error
    return days
