"""Members whom the members table does not have yet, as roll calls show them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from votekit.congresses import DELEGATE_STATES
from votekit.fetchers.known import Known, Place
from votekit.fetchers.names import plain, split_suffix
from votekit.fetchers.parsed import ParsedVote, Row
from votekit.schema import MEMBERS

_SENATOR = re.compile(r"\s*\((?:\w*)-[A-Z]{2}\)$")


def members_seen(votes: Iterable[ParsedVote], known: Known) -> list[Row]:
    """Give rows for members who are on a roll call but not in the members table.

    One who sat in the Congress before keeps name and ids of then; of a newcomer only what the
    roll call says is known. Unknown names (``?Doe (TX)``) are nobody.
    """
    places: dict[Place, list[ParsedVote]] = {}
    for vote in votes:
        place = (vote.rollcall["congress"], vote.rollcall["chamber"])
        places.setdefault(place, []).append(vote)
    return [row for place, theirs in places.items() for row in _newcomers(theirs, known, place)]


def _newcomers(votes: list[ParsedVote], known: Known, place: Place) -> Iterator[Row]:
    have = {row["member_id"] for row in known.members(place)}
    found = {
        row["member_id"]: row
        for vote in sorted(votes, key=lambda vote: vote.rollcall["date"])
        for row in vote.positions
        if row["member_id"] not in have and not row["member_id"].startswith("?")
    }
    if not found:
        return
    before = {row["member_id"]: row for row in known.members((place[0] - 1, place[1]))}
    for member_id, row in sorted(found.items()):
        yield _member(row, place, before.get(member_id))


def _member(row: Row, place: Place, before: Row | None) -> Row:
    congress, chamber = place
    told: dict[str, Any] = dict.fromkeys(MEMBERS.names)
    own_id = {"bioguide": row["member_id"]} if chamber == "house" else {"lis": row["member_id"]}
    name = _SENATOR.sub("", split_suffix(row["name"])[0])
    last, _, first = name.partition(", ")
    if before:
        told |= before | {"caucus": None, "dim1": None, "dim2": None, "scores_from": None}
    else:
        told |= {"name": f"{first} {last}".strip(), "last_name": last, "first_name": first or None}
        told |= own_id
    told |= {
        "congress": congress,
        "chamber": chamber,
        "member_id": row["member_id"],
        "printed_name": row["name"],
        "party": row["party"],
    }
    if not before or row["state"] not in DELEGATE_STATES:
        told["state"] = row["state"]
    return told


def resolve_senators(vote: ParsedVote, members: Iterable[Row]) -> ParsedVote:
    """Give ids to senators listed without one (1989, rolls 133 to 136), by name and state.

    Who cannot be told for certain keeps the id ``?Name (ST)``, and the summary says so.
    """
    nameless = [row for row in vote.positions if row["member_id"].startswith("?")]
    if not nameless:
        return vote
    taken = {row["member_id"] for row in vote.positions}
    senators = list(members)
    left = []
    for row in nameless:
        printed = plain(split_suffix(row["member_id"][1:])[0])
        fitting = [
            senator["member_id"]
            for senator in senators
            if senator["state"] == row["state"] and plain(senator["last_name"]) == printed
        ]
        if len(fitting) == 1 and fitting[0] not in taken:
            row["member_id"] = fitting[0]
            taken.add(fitting[0])
        else:
            left.append(row["name"])
    told = [one for one in vote.disagreements if not one.startswith("Listed without an id")]
    found = len(nameless) - len(left)
    if found:
        told.append(f"{found} listed without an id were told by name and state.")
    if left:
        told.append(f"Listed without an id, and not told by name and state: {', '.join(left)}.")
    return replace(vote, disagreements=told)
