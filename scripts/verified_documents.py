"""The vote documents as they are, read without the parser that built the record."""

import gzip
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
from verified_report import Difference, Key, Row

from votekit.rules import (
    outcome,
    recorded_outcome,
    rule_of,
)
from votekit.schema import POSITIONS, POSITIONS_TABLE
from votekit.tallies import question_of, stage_and_subject

CHAMBERS = {"h": "house", "s": "senate"}
MEANINGS = {
    "Yea": "yea",
    "Aye": "yea",
    "Guilty": "yea",
    "Nay": "nay",
    "No": "nay",
    "Not Guilty": "nay",
    "Present": "present",
    "Present, Giving Live Pair": "present",
    "Not Voting": "not_voting",
}
"""Kept apart from the parser's table, so that a slip in that one is seen."""
WORD_PAIRS = {
    "Yea": "Yea/Nay",
    "Nay": "Yea/Nay",
    "Aye": "Aye/No",
    "No": "Aye/No",
    "Guilty": "Guilty/Not Guilty",
    "Not Guilty": "Guilty/Not Guilty",
}
_STATES = (
    "AK AL AR AZ CA CO CT DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ "
    "NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY"
)
STATES = frozenset(_STATES.split())
"""The fifty states: whoever comes from elsewhere is a delegate."""
MEMBER_FIELDS = {"id", "display_name", "party", "state", "first_name", "last_name"}
FIELDS = {
    **{name: name for name in ("vote_id", "congress", "number", "question", "type", "subject")},
    **{name: name for name in ("category", "requires", "result", "result_text", "source_url")},
    "bill_title": "bill.title",
    "amendment_type": "amendment.type",
    "amendment_number": "amendment.number",
    "amendment_author": "amendment.author",
    "amendment_purpose": "amendment.purpose",
    "nomination": "nomination.number",
    "nomination_title": "nomination.title",
    "treaty": "treaty.number",
    "treaty_congress": "treaty.congress",
}
"""The columns of ``rollcalls`` that have a field's value as it is, and the field."""
REWRITTEN = {"chamber", "session", "date", "modified", "updated", "bill_id", "treaty_title"}
"""The columns that have a field's value in another form; all columns beside are derived."""


@dataclass
class Source:
    """One file of vote documents, as lists to compare."""

    rollcalls: dict[Key, Row] = field(default_factory=dict)
    tallies: dict[Key, Row] = field(default_factory=dict)
    positions: dict[str, list[Any]] = field(
        default_factory=lambda: {name: [] for name in POSITIONS_TABLE.names}
    )
    days: dict[str, tuple[datetime, int]] = field(default_factory=dict)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    vice_president: int = 0
    differences: list[Difference] = field(default_factory=list)


# Reading the sources


def read_source(path: Path) -> Source:
    """Read a file of vote documents, one a line."""
    source = Source()
    with gzip.open(path, "rb") as stream:
        for line in stream:
            document = orjson.loads(line)
            if (document["vote_id"],) in source.rollcalls:
                source.differences.append(Difference(document["vote_id"], "twice in the sources"))
            else:
                take(document, source)
    return source


def take(document: Row, source: Source) -> None:
    """Add one document to what is to be compared."""
    votes: dict[str, list[Any]] = document.pop("votes")
    vote_id = document["vote_id"]
    place = {
        "vote_id": vote_id,
        "congress": document["congress"],
        "chamber": CHAMBERS[document["chamber"]],
        "session": 2 - int(document["session"]) % 2,
        "number": document["number"],
    }
    counts: Counter[str] = Counter()
    vice_president = None
    for word, listed in votes.items():
        people = [member for member in listed if member != "VP"]
        if len(people) < len(listed):
            vice_president = MEANINGS[word]
            source.vice_president += len(listed) - len(people)
        take_people(people, word, place, source)
        count_people(people, MEANINGS.get(word), counts)
        tally_people(people, MEANINGS.get(word), place, source)
    source.days[vote_id] = (datetime.fromisoformat(document["date"]), document["number"])
    words = {word for word, listed in votes.items() if listed}
    source.rollcalls[(vote_id,)] = {
        **flat(document),
        **derived(document, place, words, counts, vice_president),
    }


def take_people(people: list[Row], word: str, place: Row, source: Source) -> None:
    """Add the members listed under one word of a document."""
    columns, number = source.positions, len(people)
    for name, value in place.items():
        columns[name] += [value] * number
    columns["word"] += [word] * number
    columns["position"] += [MEANINGS.get(word)] * number
    for column, name in (
        ("member_id", "id"),
        ("party", "party"),
        ("state", "state"),
        ("name", "display_name"),
    ):
        columns[column] += [member[name] for member in people]
    if unknown := set().union(*people) - MEMBER_FIELDS:
        what = f"fields of members that the record does not keep: {', '.join(sorted(unknown))}"
        source.differences.append(Difference(place["vote_id"], what))
    if people and "last_name" in people[0]:
        source.names.update({m["id"]: (m["first_name"], m["last_name"]) for m in people})


def count_people(people: list[Row], position: str | None, counts: Counter[str]) -> None:
    """Count the members listed under one word."""
    counts["listed"] += len(people)
    if position is not None:
        counts[position] += len(people)
    if position in {"yea", "nay"}:
        counts[f"delegates_{position}"] += sum(m["state"] not in STATES for m in people)


def tally_people(people: list[Row], position: str | None, place: Row, source: Source) -> None:
    """Count the members listed under one word by party; candidates' voters make a row of zeros."""
    for party, number in Counter(member["party"] for member in people).items():
        row = source.tallies.setdefault(
            (place["vote_id"], party),
            {
                **{name: place[name] for name in ("vote_id", "congress", "chamber")},
                "party": party,
                **dict.fromkeys(POSITIONS, 0),
            },
        )
        if position is not None:
            row[position] += number


def flat(document: Row) -> Row:
    """Write a field within a field with a dot, as ``bill.title``."""
    fields: Row = {}
    for name, value in document.items():
        if isinstance(value, dict) and value:
            fields |= {f"{name}.{inner}": content for inner, content in value.items()}
        else:
            fields[name] = value
    return fields


# What the record adds to a document


def derived(
    document: Row, place: Row, words: set[str], counts: Counter[str], vice_president: str | None
) -> Row:
    """Work out the columns of a roll call that its document does not have in so many words."""
    delegates = ("delegates_yea", "delegates_nay")
    numbers = {name: counts[name] for name in (*POSITIONS, "listed", *delegates)}
    kind = kind_of(document, words)
    total = re.search(r"\((\d+)-(\d+)", document["result_text"])
    pairs = {WORD_PAIRS[word] for word in words if word in WORD_PAIRS}
    return {
        **numbers,
        "kind": kind,
        "vice_president": vice_president,
        "recorded_yea": int(total[1]) if total else None,
        "recorded_nay": int(total[2]) if total else None,
        "words": "/".join(sorted(pairs)) or None,
        "source": "unitedstates",
        **decided(document, place, kind, numbers, vice_president),
    }


def kind_of(document: Row, words: set[str]) -> str:
    """Tell an election, where positions are candidates' names, and a quorum call."""
    if any(word not in MEANINGS for word in words):
        return "election"
    return "quorum" if document["requires"] == "QUORUM" else "vote"


def decided(
    document: Row, place: Row, kind: str, numbers: Mapping[str, int], vice_president: str | None
) -> Row:
    """Ask the rules again: which decides, what stage it is, and what follows from the counts."""
    bill = document.get("bill") or {}
    named = {
        **place,
        "vote_id": document["vote_id"],
        "kind": kind,
        "type": document["type"],
        "question": document["question"],
        "subject": document.get("subject"),
        "requires": document["requires"],
        "bill_id": f"{bill['type']}{bill['number']}-{bill['congress']}" if bill else None,
        "bill_title": bill.get("title"),
        "nomination": (document.get("nomination") or {}).get("number"),
        "source_url": document["source_url"],
    }
    asked = question_of(named)
    rule = rule_of(asked)
    stage, subject_to_veto = stage_and_subject(named, asked)
    open_to_yeas = kind == "vote" and numbers["yea"] + numbers["nay"] > 0
    needs = {name: numbers[name] for name in ("yea", "nay", "present", "listed")}
    return {
        "rule": rule.key,
        "stage": stage,
        "subject_to_veto": subject_to_veto,
        "outcome": outcome(rule, **needs, vice_president=vice_president) if open_to_yeas else None,
        "recorded_outcome": recorded_outcome(asked, document["result"]) if open_to_yeas else None,
    }


# Turning the record back into documents


def document_of(row: Row) -> Row:
    """Make the document again, without its votes, that a row of ``rollcalls`` was made of."""
    document = {
        **{name: row[column] for column, name in FIELDS.items()},
        **bill_of(row),
        "chamber": row["chamber"][0],
        "session": str(1787 + 2 * row["congress"] + row["session"] - 1),
        "date": row["date"].isoformat(),
        "updated_at": row["updated"].isoformat(),
        "record_modified": row["modified"].isoformat() if row["modified"] else None,
        # The record keeps an empty title for a treaty whose document has none.
        "treaty.title": row["treaty_title"] or None,
    }
    return {name: value for name, value in document.items() if value is not None}


def bill_of(row: Row) -> Row:
    """Take a bill's id apart, as ``hr3364-115``."""
    if row["bill_id"] is None:
        return {}
    parts = re.fullmatch(r"([a-z]+)(\d+)-(\d+)", row["bill_id"])
    if parts is None:
        return {"bill": row["bill_id"]}
    return {
        "bill.type": parts[1],
        "bill.number": int(parts[2]),
        "bill.congress": int(parts[3]),
    }


def rollcall_fields(row: Row) -> Row:
    """Give a row of ``rollcalls`` as the fields of its document and the derived columns."""
    rest = {name: value for name, value in row.items() if name not in FIELDS.keys() | REWRITTEN}
    return {**document_of(row), **rest}
