"""Congress.gov API v3: House roll calls from the 117th Congress on, and who voted how.

Source: https://api.congress.gov (public domain; a key is needed, which never reaches this module).
A roll call takes two documents, ``/v3/house-vote/119/1/240`` and the same with ``/members``; their
roots are ``houseRollCallVote`` and ``houseRollCallVoteMemberVotes`` with a list ``results`` and
``bioguideID``, where the API's own documentation has ``item`` and ``bioguideId``: both are read.

What differs from the House Clerk's document of the same roll call, on purpose, since Congress.gov
does not have it: the subject and so the end of the question, the Clerk's printed names (here
"Scott, Austin"), the amendment's number within its bill (here the House's own, as H.Amdt. 85 for
h245-119.2025), the day of the Clerk's last change, and that a question is about an impeachment. It
has totals, which the JSON of unitedstates has not.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from votekit.congresses import spell_vote_id
from votekit.fetchers.congress_gov_values import (
    document_of,
    is_number,
    items_of,
    place_of,
    root_of,
    text_of,
    time_of,
)
from votekit.fetchers.errors import DocumentError
from votekit.fetchers.house_questions import Asked, category_of, question_of, requires_of, type_of
from votekit.fetchers.parsed import ParsedVote, Row, Totals
from votekit.fetchers.totals import miscounts
from votekit.schema import POSITIONS, POSITIONS_OF_WORDS, word_pair

NAME = "congress.gov"
URL = "https://api.congress.gov"
FIRST_CONGRESS = 117
MOST_ROLLCALLS = 99_999
"""More than that no session has: a list that says so is none."""

_LIST, _VOTE, _MEMBERS = (
    "houseRollCallVotes",
    "houseRollCallVote",
    "houseRollCallVoteMemberVotes",
)
_SPELLED = {
    **{"HR": "H R", "HJRES": "H J RES", "HCONRES": "H CON RES", "HRES": "H RES"},
    **{"S": "S", "SJRES": "S J RES", "SCONRES": "S CON RES", "SRES": "S RES"},
}
"""How the Clerk spells a bill in the question."""
_TOTALS = {
    **{"yea": "yeaTotal", "nay": "nayTotal"},
    **{"present": "presentTotal", "not_voting": "notVotingTotal"},
}


@dataclass(frozen=True)
class ListEntry:
    """One roll call as the list has it; ``updated`` tells whether to look at it again."""

    congress: int
    session: int
    number: int
    date: datetime
    updated: datetime
    result: str
    vote_type: str
    bill_id: str | None


def address(congress: int, session: int, number: int) -> str:
    """Return the address of a roll call, without a key.

    >>> address(119, 1, 240)
    'https://api.congress.gov/v3/house-vote/119/1/240'
    """
    return f"{list_address(congress, session)}/{number}"


def list_address(congress: int, session: int) -> str:
    """Return the address of a session's list of roll calls, without a key."""
    return f"{URL}/v3/house-vote/{congress}/{session}"


def parse_list(data: bytes) -> list[ListEntry]:
    """Read one page of the list of roll calls; :func:`count_of` says how many there are in all.

    Raises
    ------
    NotPosted
        When there is no such list.
    DocumentError
        When the document is none, or an error's.
    """
    return [_entry(entry) for entry in items_of(root_of(data, _LIST), _LIST)]


def count_of(data: bytes) -> int:
    """Return how many roll calls the whole list has, over all its pages."""
    pages = document_of(data).get("pagination")
    count = pages.get("count") if isinstance(pages, dict) else None
    if not is_number(count) or not 0 <= count <= MOST_ROLLCALLS:
        raise DocumentError("Congress.gov's list does not say how many roll calls it has.")
    return count


def parse(vote: bytes, members: bytes, *, fetched: datetime) -> ParsedVote:
    """Turn the two documents of a roll call into rows.

    Congress, session and number are those that the documents state. In an election of the Speaker
    the words are the candidates' names, and nobody has a position.

    Raises
    ------
    NotPosted
        When there is no such roll call (as none of the Senate's).
    DocumentError
        When a document is none, or an error's, or the two are of different roll calls, a member is
        listed twice or a word for a position is unknown.
    """
    stated, listed = root_of(vote, _VOTE), root_of(members, _MEMBERS)
    located = _located(stated)
    if _located(listed) != located:
        raise DocumentError(
            f"Congress.gov's members are those of {_located(listed)['vote_id']}, not of "
            f"{located['vote_id']}: get both again."
        )
    kind = _kind(stated)
    positions = list(_positions(listed, located, kind))
    totals = _totals(stated)
    rollcall = _rollcall(stated, kind, positions, totals) | located | {"updated": fetched}
    return ParsedVote(rollcall, positions, list(map(str, miscounts(totals, positions))), totals)


def _located(stated: Any) -> Row:
    congress, session, number = place_of(stated)
    return {
        "vote_id": spell_vote_id("house", number, congress, session),
        "congress": congress,
        "chamber": "house",
        "session": session,
        "number": number,
    }


def _unread(located: Row, what: str) -> DocumentError:
    return DocumentError(
        f"Congress.gov's document of {located['vote_id']} {what}: get it again, or take another "
        "source."
    )


def _rollcall(stated: Row, kind: str, positions: list[Row], totals: Totals) -> Row:
    asked = _asked(stated)
    result = text_of(stated, "result")
    recorded = totals.positions if kind == "vote" else {}
    used = {row["word"] for row in positions}
    return {
        "date": time_of(stated, "startDate"),
        "kind": kind,
        "category": category_of(asked),
        "type": type_of(asked.question),
        "question": _whole_question(stated, asked),
        "subject": None,
        "requires": "QUORUM" if kind == "quorum" else requires_of(asked.vote_type),
        "result": result,
        "result_text": result,
        "vice_president": None,
        "recorded_yea": recorded.get("yea"),
        "recorded_nay": recorded.get("nay"),
        "words": word_pair(used),
        **_object(stated),
        "source": NAME,
        "source_url": text_of(stated, "sourceDataURL"),
        "modified": None,
    }


def _object(stated: Row) -> Row:
    amendment = stated.get("amendmentType") == "HAMDT"
    number = str(stated.get("amendmentNumber", ""))
    if amendment and not re.fullmatch(r"\d{1,6}", number, re.ASCII):
        raise DocumentError(f"Congress.gov's amendment has the number “{number[:40]}”.")
    authored = amendment and "amendmentAuthor" in stated
    nothing = ("bill_title", "amendment_purpose", "nomination", "nomination_title")
    return {
        **dict.fromkeys((*nothing, "treaty", "treaty_congress", "treaty_title")),
        "bill_id": _bill_id(stated),
        "amendment_type": "h" if amendment else None,
        "amendment_number": int(number) if amendment else None,
        "amendment_author": text_of(stated, "amendmentAuthor") if authored else None,
    }


def _asked(stated: Row) -> Asked:
    """Give what was asked as the House's parser has it: without the title, which is not here."""
    named = _bill_id(stated) is not None
    kind = _SPELLED[str(stated["legislationType"]).upper()] if named else ""
    return Asked(
        question=text_of(stated, "voteQuestion"),
        description="",
        vote_type=text_of(stated, "voteType"),
        legis_num=f"{kind} {stated['legislationNumber']}" if named else "",
        amendment=None,
    )


def _whole_question(stated: Row, asked: Asked) -> str:
    # Amendments are numbered within their bill by the Clerk and through the Congress here.
    amendment = stated.get("amendmentType") == "HAMDT"
    if not amendment or not asked.legis_num:
        return question_of(asked)
    return f"{asked.question}: H.Amdt. {stated.get('amendmentNumber')} to {asked.legis_num}"


def _bill_id(stated: Row) -> str | None:
    kind = str(stated.get("legislationType", "")).upper()
    number = str(stated.get("legislationNumber", ""))
    if kind not in _SPELLED or not re.fullmatch(r"\d{1,6}", number, re.ASCII):
        return None
    return f"{kind.lower()}{int(number)}-{stated['congress']}"


def _kind(stated: Row) -> str:
    question = text_of(stated, "voteQuestion").lower()
    if question.startswith("election of"):
        return "election"
    quorum = text_of(stated, "voteType").upper().startswith("QUORUM")
    return "quorum" if quorum or question.startswith(("call of the house", "call by")) else "vote"


def _positions(listed: Row, located: Row, kind: str) -> Iterator[Row]:
    seen = set()
    for member in items_of(listed.get("results"), "results"):
        identity = text_of(member, "bioguideID" if "bioguideID" in member else "bioguideId")
        word = text_of(member, "voteCast")
        if not re.fullmatch(r"[A-Z]\d{6}", identity, re.ASCII) or identity in seen:
            raise _unread(located, f"lists “{identity[:40]}” twice, or that is no Bioguide id")
        if word not in POSITIONS_OF_WORDS and kind != "election":
            raise _unread(located, f"gives {identity} the position “{word[:40]}”")
        seen.add(identity)
        yield {
            **located,
            "member_id": identity,
            "position": POSITIONS_OF_WORDS.get(word),
            "word": word,
            "party": text_of(member, "voteParty"),
            "state": text_of(member, "voteState"),
            "name": f"{text_of(member, 'lastName')}, {text_of(member, 'firstName')}",
        }
    if not seen:
        raise _unread(located, "lists no member")


def _totals(stated: Row) -> Totals:
    """Read what each party's total states, by position, or each candidate's in an election."""
    parties: dict[str, Counter[str]] = {}
    candidates: Counter[str] = Counter()
    assumed: set[str] = set()
    for entry in items_of(stated.get("votePartyTotal"), "votePartyTotal"):
        if "candidate" in entry:
            candidates[text_of(entry, "candidate")] += _total(entry, "total")
            continue
        counts = parties.setdefault(str(entry.get("voteParty", "")), Counter())
        counts.update({name: _total(entry, key) for name, key in _TOTALS.items()})
        assumed |= {name for name, key in _TOTALS.items() if key not in entry}
    in_all = {name: sum(counts[name] for counts in parties.values()) for name in POSITIONS}
    if any(total > 1000 for total in (*in_all.values(), *candidates.values())):
        raise DocumentError("Congress.gov's totals are of more members than the House has.")
    by_party = {party: counts for party, counts in parties.items() if party}
    in_all = in_all if parties else {}
    return Totals(in_all, by_party, candidates, assumed=frozenset(assumed))


def _total(entry: Row, key: str) -> int:
    total = entry.get(key, 0)
    if not is_number(total) or not 0 <= total < 1000:
        raise DocumentError(f"Congress.gov's {key} “{str(total)[:40]}” is no total.")
    return total


def _entry(stated: Row) -> ListEntry:
    congress, session, number = place_of(stated)
    return ListEntry(
        congress=congress,
        session=session,
        number=number,
        date=time_of(stated, "startDate"),
        updated=time_of(stated, "updateDate"),
        result=text_of(stated, "result"),
        vote_type=text_of(stated, "voteType"),
        bill_id=_bill_id(stated),
    )
