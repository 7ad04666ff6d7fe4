"""The House Clerk's XML: one document a roll call, from 1990 on.

Source: https://clerk.house.gov/evs/YYYY/rollNNN.xml (public domain), in two generations: with
DOCTYPE and without, the later indented. What a document says is kept as it says it; where it
contradicts itself, ``disagreements`` tells so. The question's spelling follows the record, see
``votekit.fetchers.house_questions``.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from lxml import etree

from votekit.congresses import congress_of_date, spell_vote_id, year_of_session
from votekit.fetchers.house_header import Header, read_header, unread
from votekit.fetchers.house_questions import (
    bill_of,
    category_of,
    question_of,
    requires_of,
    type_of,
)
from votekit.fetchers.names import Names
from votekit.fetchers.parsed import ParsedVote, Row
from votekit.fetchers.totals import miscounts
from votekit.fetchers.xml import parse_xml
from votekit.schema import POSITIONS_OF_WORDS, word_pair
from votekit.words.dates import spell_date

NAME = "house"
URL = "https://clerk.house.gov"

_ID = re.compile(r"[A-Z]\d{6}", re.ASCII)
_IDS = re.compile(r"(?:[A-Z]\d{6} )*", re.ASCII)
_NO_ID = re.compile(r"0*")
_STATE = re.compile(r"[A-Z]{2}", re.ASCII)
_PARTY = re.compile(r"[A-Z]{0,2}", re.ASCII)
_WORDS = ("Yea", "Nay", "Aye", "No", "Present", "Not Voting")
_NO_BILL = re.compile(r"(QUORUM( CALL)?|JOURNAL|MOTION|ADJOURN)?( \d+)?", re.IGNORECASE)
_SHAPE = etree.XPath(
    "concat(count(recorded-vote), ' ', count(*/*), ' ', count(*/*/*))", smart_strings=False
)


Listed = tuple[str, str, str, str, str]
"""One row of ``vote-data``: id, name, party, state, word. A plain tuple, for speed."""


def address(congress: int, session: int, number: int, base: str = URL) -> str:
    """Return the address of a roll call's document; the folder is the session's year.

    The number is padded to three digits. A ballot of Jan. 1, 2021, would still lie under 2020.

    >>> address(118, 1, 2), address(110, 1, 1186)[-20:]
    ('https://clerk.house.gov/evs/2023/roll002.xml', 'vs/2007/roll1186.xml')
    """
    return f"{base}/evs/{year_of_session(congress, session)}/roll{number:03d}.xml"


def parse(data: bytes, *, url: str, fetched: datetime, members: Iterable[Row] = ()) -> ParsedVote:
    """Turn one document into rows.

    ``members`` are rows of the members table, needed where the document carries no ids (before
    2003, and empty ones since): see :class:`votekit.fetchers.names.Names`. Congress, session and
    number are returned as the document has them; whoever asked compares.

    Raises
    ------
    NotPosted
        When the server answered that there is no such roll call (yet).
    DocumentError
        When this is no roll call of the House, or says what none can say: a word that is no vote,
        a member twice, no members though it was not vacated.
    """
    root = parse_xml(data, "rollcall-vote")
    header = read_header(root)
    listed = _listed(root, header)
    kind = _kind(header, listed)
    rollcall = _rollcall(header, kind, listed, url, fetched)
    positions = _positions(rollcall, listed, header)
    told = [*_odd(header, kind), *map(str, miscounts(header.totals, positions))]
    if not all([row["member_id"] for row in positions]):
        told += Names(members, header.congress, header.date.date()).resolve(positions)
    _refuse_twice(header, positions)
    return ParsedVote(rollcall, positions, told, header.totals)


def _listed(root: Any, header: Header) -> list[Listed]:
    """Read the rows of ``vote-data`` in one pass; what they hold is checked on all at once."""
    data = root.findall("vote-data")
    if len(data) != 1:
        raise unread(header.place, f"it has {len(data)} vote-data instead of one")
    listed: list[Listed] = []
    try:
        for legislator in data[0].iter("legislator"):
            get, vote = legislator.get, legislator.getnext()
            if vote.tag != "vote":
                raise ValueError
            listed.append(
                (
                    get("name-id", ""),
                    legislator.text.strip(),
                    get("party", ""),
                    get("state", ""),
                    vote.text.strip(),
                )
            )
    except (ValueError, AttributeError):
        raise unread(header.place, f"its row {len(listed) + 1} has no member or no vote") from None
    if _SHAPE(data[0]) != f"{len(listed)} {2 * len(listed)} 0":
        raise unread(header.place, "its rows are not each one legislator and one vote")
    _refuse_odd_values(listed, header)
    return listed


def _refuse_odd_values(listed: list[Listed], header: Header) -> None:
    """Refuse what no member has: no name, no state, a word that is no vote."""
    if not listed:
        return
    _ids, names, parties, states, words = map(set, zip(*listed, strict=True))
    if "" in names:
        raise unread(header.place, "a member has no name")
    for what, values, pattern in (("state", states, _STATE), ("party", parties, _PARTY)):
        for value in values:
            if not pattern.fullmatch(value):
                raise unread(header.place, f"a member's {what} is “{value[:20]}”")
    for word in words:
        if not word or not (header.election or word in _WORDS):
            raise unread(header.place, f"“{word[:40]}” is no vote")


def _known_id(stated: str, name: str, header: Header) -> str:
    """Empty the ids that stand for none: 0000000 was Butterfield's in 2004, rolls 405 to 544."""
    stated = stated.strip()
    if _ID.fullmatch(stated):
        return stated
    if _NO_ID.fullmatch(stated):
        return ""
    raise unread(header.place, f"{name} has the id “{stated[:20]}”")


def _kind(header: Header, listed: list[Listed]) -> str:
    """Tell what kind of roll call it is; an election's positions are candidates' names.

    A vacated roll call is a valid file with zero totals and no positions (2015 roll 300). One that
    lists nobody and does not say why is not taken for a roll call.
    """
    if not listed:
        if header.vacated:
            return "vacated"
        raise unread(header.place, "it lists no members, and does not say that it was vacated")
    if not header.result:
        raise unread(header.place, "it states no result")
    if header.election:
        return "election"
    return "quorum" if requires_of(header.asked.vote_type) == "QUORUM" else "vote"


def _rollcall(header: Header, kind: str, listed: list[Listed], url: str, fetched: datetime) -> Row:
    asked, votes = header.asked, header.totals.positions
    bill = bill_of(asked.legis_num)
    return {
        "vote_id": spell_vote_id("house", header.number, header.congress, header.session),
        "congress": header.congress,
        "chamber": "house",
        "session": header.session,
        "number": header.number,
        "date": header.date,
        "kind": kind,
        "category": category_of(asked),
        "type": type_of(asked.question),
        "question": question_of(asked),
        "subject": asked.description or None,
        "requires": requires_of(asked.vote_type),
        "result": header.result,
        "result_text": header.result,
        "vice_president": None,
        "recorded_yea": votes.get("yea"),
        "recorded_nay": votes.get("nay"),
        "words": word_pair({row[4] for row in listed}),
        "bill_id": f"{bill}-{header.congress}" if bill else None,
        "bill_title": None,
        "amendment_type": None if asked.amendment is None else "h-bill",
        "amendment_number": asked.amendment,
        "amendment_author": header.amendment_author,
        "amendment_purpose": None,
        "nomination": None,
        "nomination_title": None,
        "treaty": None,
        "treaty_congress": None,
        "treaty_title": None,
        "source": NAME,
        "source_url": url,
        "modified": None,
        "updated": fetched,
    }


def _positions(rollcall: Row, listed: list[Listed], header: Header) -> list[Row]:
    if not _IDS.fullmatch("".join([f"{row[0]} " for row in listed])):
        listed = [(_known_id(row[0], row[1], header), *row[1:]) for row in listed]
    vote_id, congress = rollcall["vote_id"], rollcall["congress"]
    session, number = rollcall["session"], rollcall["number"]
    return [
        {
            "vote_id": vote_id,
            "congress": congress,
            "chamber": "house",
            "session": session,
            "number": number,
            "member_id": member_id,
            "position": POSITIONS_OF_WORDS.get(word),
            "word": word,
            "party": party,
            "state": state,
            "name": name,
        }
        for member_id, name, party, state, word in listed
    ]


def _refuse_twice(header: Header, positions: list[Row]) -> None:
    ids = [row["member_id"] for row in positions]
    if len(set(ids)) < len(ids):
        twice = Counter(ids).most_common(1)[0][0]
        names = " and ".join(row["name"] for row in positions if row["member_id"] == twice)
        raise unread(header.place, f"it lists {twice} twice, as {names}")


def _odd(header: Header, kind: str) -> Iterator[str]:
    """Tell what is strange in the head; nothing is changed for it."""
    asked = header.asked
    if congress_of_date(header.date.date()) != header.congress:
        yield f"The date {spell_date(header.date.date())} is not of Congress {header.congress}."
    if header.totals.is_empty:
        yield "The document states no totals."
    if kind == "vacated":
        return
    if header.vacated:
        yield "The document says that the vote was vacated, and lists members all the same."
    if requires_of(asked.vote_type) == "unknown":
        yield f"The type of vote “{asked.vote_type[:40]}” states no majority that is known."
    if not bill_of(asked.legis_num) and not _NO_BILL.fullmatch(asked.legis_num):
        yield f"“{asked.legis_num[:40]}” names no bill that is known."
