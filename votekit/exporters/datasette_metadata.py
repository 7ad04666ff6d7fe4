"""What Datasette needs to know of an SQLite export: titles, labels, facets, meanings, questions.

Datasette reads links and search from the file itself; ``metadata.json`` tells the rest:
``datasette votes.sqlite --metadata metadata.json``.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from votekit.schema import TABLES, exported
from votekit.whole_file import write_whole

NAME = "metadata.json"
_MARK = "Made by votekit export."
_LABELS = {
    "rollcalls": "headline",
    "members": "name",
    "people": "name",
    "bills": "bill_id",
    "parties": "party",
    "answers": "word",
}
_FACETS = {
    "rollcalls": ["chamber", "congress", "stage", "rule", "outcome", "subject_to_veto"],
    "members": ["chamber", "congress", "party", "state"],
    "positions": ["answer", "party"],
    "tallies": ["party"],
    "bills": ["congress"],
}
_SORTED = {
    "rollcalls": {"sort_desc": "day"},
    "members": {"sort": "name"},
    "people": {"sort": "name"},
    "bills": {"sort_desc": "congress"},
}
_ROWS = {
    "people": "one person; links lead to each Congress in which he or she served",
    "bills": "one bill that a roll call names",
    "parties": "a party",
    "answers": "a source's own word for a position, and the position",
    "spellings": "name and state as one roll call prints them, where most print others",
    "positions_plain": "positions with the columns of the record, without integers",
    "tallies_plain": "tallies with the columns of the record, without integers",
}
_MORE = {
    "rollcalls": {
        "id": "number in this file",
        "bill": "the bill",
        "headline": "what was done, in words of votekit",
    },
    "members": {"id": "number in this file", "person": "the person, across Congresses"},
    "positions": {
        "rollcall": "the roll call",
        "member": "the member, in that Congress",
        "answer": "the position, in the source's word",
    },
    "tallies": {"rollcall": "the roll call"},
    "people": {"person": "Bioguide id; the chamber's id where there is none"},
}
_QUERIES: dict[str, dict[str, Any]] = {
    "how_a_person_voted": {
        "title": "How a person voted",
        "needs": ("positions", "members", "rollcalls"),
        "sql": "select r.day, r.vote_id, a.position, p.party, r.headline from people h "
        "join members m on m.person = h.id join positions v on v.member = m.id "
        "join rollcalls r on r.id = v.rollcall join parties p on p.id = v.party "
        "join answers a on a.id = v.answer "
        "where h.name = :name order by r.day desc limit 500",
    },
    "veto_proof_passages": {
        "title": "Passages of a Congress with two-thirds or more",
        "needs": ("rollcalls",),
        "sql": "select day, vote_id, yea, nay, headline from rollcalls "
        "where congress = :congress and subject_to_veto and 3 * yea >= 2 * (yea + nay) "
        "and yea > 0 order by day desc",
    },
}


def write_metadata(database: Path, tables: Iterable[str]) -> Path:
    """Write the metadata beside a database; return where.

    Other databases' entries in a file that an export made stay; a file that someone else made is
    left alone, and the metadata is then named after the database.

    Raises
    ------
    RequestError
        When it cannot be written there.
    """
    place = database.with_name(NAME)
    content = _ours(place)
    if content is None:
        place = database.with_name(f"{database.stem}.{NAME}")
        content = {}
    databases = content.get("databases", {})
    entry = _of_database([*tables])
    made = {
        "title": "Roll calls of the United States Congress",
        "description": f"Recorded votes of both chambers. {_MARK}",
        "databases": {**databases, database.stem: entry},
    }
    write_whole((json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode(), place)
    return place


def _ours(place: Path) -> dict[str, Any] | None:
    """Read what an export has left there; nothing where there is nothing, None for another's."""
    if not place.exists():
        return {}
    try:
        content = json.loads(place.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    ours = isinstance(content, dict) and str(content.get("description", "")).endswith(_MARK)
    return content if ours else None


def _of_database(tables: list[str]) -> dict[str, Any]:
    views = [f"{name}_plain" for name in tables if f"{name}_plain" in _ROWS]
    named = [*tables, *(name for name in _ROWS if not name.endswith("_plain")), *views]
    queries = {
        name: {key: value for key, value in query.items() if key != "needs"}
        for name, query in _QUERIES.items()
        if set(query["needs"]) <= set(tables)
    }
    return {"tables": {name: _of_table(name) for name in named}, "queries": queries}


def _of_table(name: str) -> dict[str, Any]:
    known = TABLES.get(name)
    meanings = {one.name: one.meaning for one in exported(known).columns} if known else {}
    if name in ("positions", "tallies"):
        meanings = {key: text for key, text in meanings.items() if key in _KEPT[name]}
    told: dict[str, Any] = {"description": _ROWS.get(name) or (known.row if known else "")}
    if name in _LABELS:
        told["label_column"] = _LABELS[name]
    if name in _FACETS:
        told["facets"] = _FACETS[name]
    columns = meanings | _MORE.get(name, {})
    return told | _SORTED.get(name, {}) | ({"columns": columns} if columns else {})


_KEPT = {
    "positions": ("party",),
    "tallies": ("party", "yea", "nay", "present", "not_voting"),
}
