"""The unitedstates project's JSON: one document a roll call, 1989 to the day it was made.

Source: https://github.com/unitedstates/congress (public domain). The documents are themselves made
from the House Clerk's and the Senate's XML; ``source_url`` in each names that official document.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from votekit.congresses import session_of_year
from votekit.errors import StoreError
from votekit.fetchers.parsed import ParsedVote, Row, Totals
from votekit.schema import POSITIONS_OF_WORDS, word_pair

NAME = "unitedstates"
URL = "https://github.com/unitedstates/congress"

_RECORDED = re.compile(r"\((\d+)-(\d+)")


def parse(document: Mapping[str, Any]) -> ParsedVote:
    """Turn one vote document into rows.

    The bare string ``VP`` inside a side's list is the Vice President's tie-break: it becomes
    ``vice_president`` of the roll call and no position (s54-115.2017).

    Raises
    ------
    StoreError
        When a field that every document has is missing or has the wrong form.
    """
    try:
        rollcall = _rollcall(document)
        positions = _positions(document, rollcall)
    except (KeyError, TypeError, ValueError) as error:
        name = document.get("vote_id", "without a vote_id")
        raise StoreError(
            f"The vote document {name} does not have the form of {URL} ({error!r}): "
            "get it again from the source."
        ) from error
    totals = {"yea": rollcall["recorded_yea"], "nay": rollcall["recorded_nay"]}
    told = None if None in totals.values() else Totals(told=totals)
    return ParsedVote(rollcall, positions, totals=told)


def _rollcall(document: Mapping[str, Any]) -> Row:
    bill = document.get("bill") or {}
    amendment = document.get("amendment") or {}
    nomination = document.get("nomination") or {}
    treaty = document.get("treaty") or {}
    recorded = _RECORDED.search(document["result_text"])
    words = {word for word, members in document["votes"].items() if members}
    return {
        "vote_id": document["vote_id"],
        "congress": document["congress"],
        "chamber": {"h": "house", "s": "senate"}[document["chamber"]],
        "session": session_of_year(int(document["session"])),
        "number": document["number"],
        "date": datetime.fromisoformat(document["date"]),
        "kind": _kind(document, words),
        "category": document["category"],
        "type": document["type"],
        "question": document["question"],
        "subject": document.get("subject"),
        "requires": document["requires"],
        "result": document["result"],
        "result_text": document["result_text"],
        "vice_president": _vice_president(document),
        "recorded_yea": int(recorded[1]) if recorded else None,
        "recorded_nay": int(recorded[2]) if recorded else None,
        "words": word_pair(words),
        "bill_id": f"{bill['type']}{bill['number']}-{bill['congress']}" if bill else None,
        "bill_title": bill.get("title"),
        "amendment_type": amendment.get("type"),
        "amendment_number": amendment.get("number"),
        "amendment_author": amendment.get("author"),
        "amendment_purpose": amendment.get("purpose"),
        "nomination": nomination.get("number"),
        "nomination_title": nomination.get("title"),
        "treaty": treaty.get("number"),
        "treaty_congress": treaty.get("congress"),
        "treaty_title": treaty.get("title", "") if "treaty" in document else None,
        "source": NAME,
        "source_url": document["source_url"],
        "modified": _instant(document.get("record_modified")),
        "updated": _instant(document["updated_at"]),
    }


def _kind(document: Mapping[str, Any], words: set[str]) -> str:
    if words - POSITIONS_OF_WORDS.keys():
        return "election"
    return "quorum" if document["requires"] == "QUORUM" else "vote"


def _vice_president(document: Mapping[str, Any]) -> str | None:
    for word, members in document["votes"].items():
        if "VP" in members:
            return POSITIONS_OF_WORDS[word]
    return None


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _positions(document: Mapping[str, Any], rollcall: Row) -> list[Row]:
    place = {key: rollcall[key] for key in ("vote_id", "congress", "chamber", "session", "number")}
    return [
        {
            **place,
            "member_id": member["id"],
            "position": POSITIONS_OF_WORDS.get(word),
            "word": word,
            "party": member["party"],
            "state": member["state"],
            "name": member["display_name"],
        }
        for word, members in document["votes"].items()
        for member in members
        if member != "VP"
    ]
