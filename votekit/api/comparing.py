"""Two roll calls of one chamber held against each other."""

from typing import Any

from votekit.analysers.deciding import deciding_rollcalls
from votekit.analysers.moves import (
    NOT_LISTED,
    Comparison,
    Move,
    moves,
    net_by_party,
    transitions,
)
from votekit.analysers.people import name_members
from votekit.congresses import parse_chamber
from votekit.errors import RequestError
from votekit.lookup import FoundBill, FoundRollCall, find
from votekit.store import Record, Wanted
from votekit.words.dates import spell_date

Row = dict[str, Any]

OVERRIDE = "override"

_MEMBER = ["congress", "member_id", "bioguide", "name", "last_name", "printed_name", "state"]
_TOLD = (
    "vote_id bill_id question result outcome yea nay present not_voting listed source source_url"
).split()


def compare(
    first: str,
    second: str = OVERRIDE,
    *,
    chamber: str | None = None,
    record: Record | None = None,
) -> Comparison:
    """Answer who moved between two roll calls of one chamber, by name and net by party.

    A bill stands for its deciding roll call in the ``chamber``; without a second roll call, or with
    ``override``, it is compared with the last attempt to override.

    Raises
    ------
    RequestError
        When a reference names nothing, a bill has no such roll call, the two are of different
        chambers, or one has no yeas and nays.

    >>> answer = compare("hr6395-116", chamber="house")
    >>> answer.first["vote_id"], answer.second["vote_id"]
    ('h238-116.2020', 'h253-116.2020')
    >>> answer.transitions["yea"]["nay"], answer.transitions["nay"]["yea"]
    (26, 18)
    """
    record = record or Record.open()
    place = parse_chamber(chamber) if chamber else None
    if second.strip().lower() == OVERRIDE:
        old, new = _passage_and_override(find(record, first), first, place)
    else:
        old, new = (
            _rollcall(find(record, reference), reference, place) for reference in (first, second)
        )
    _check(old, new)
    every = moves(_people(record, old), _people(record, new))
    moved = [move for move in every if move.moved]
    return Comparison(
        chamber=old["chamber"],
        first=_told(old),
        second=_told(new),
        moves=moved,
        stayed=len(every) - len(moved),
        transitions=transitions(every),
        parties=net_by_party(every),
        notes=_notes(old, new, every),
    )


def _passage_and_override(
    found: FoundBill | FoundRollCall, reference: str, chamber: str | None
) -> tuple[Row, Row]:
    if isinstance(found, FoundRollCall):
        raise RequestError(
            f"{reference} is one roll call: name a second one of the same chamber, or a bill to "
            "compare its passage with the attempt to override."
        )
    decided = deciding_rollcalls(found.rollcalls, found.unrecorded)
    attempts = {row["chamber"]: row for row in decided.overrides}
    if not attempts:
        raise RequestError(
            f"{reference} has no attempt to override a veto in the record: name two roll calls."
        )
    chambers = [one for one in attempts if one in decided.votes]
    if chamber is None and len(chambers) > 1:
        raise RequestError(
            f"Both chambers voted on overriding the veto of {reference}: add --chamber house or "
            "--chamber senate."
        )
    wanted = chamber or (chambers or list(attempts))[0]
    if wanted not in attempts:
        raise RequestError(
            f"The {wanted.capitalize()} did not vote on overriding the veto of {reference}: only "
            f"the {' and '.join(one.capitalize() for one in attempts)} did."
        )
    if wanted not in decided.votes:
        raise RequestError(
            f"{reference} has no passage to compare with: {decided.reasons[wanted]}."
        )
    return _whole(decided.votes[wanted], reference), attempts[wanted]


def _rollcall(found: FoundBill | FoundRollCall, reference: str, chamber: str | None) -> Row:
    if isinstance(found, FoundRollCall):
        return found.rollcall
    decided = deciding_rollcalls(found.rollcalls, found.unrecorded)
    if chamber is None and len(decided.votes) != 1:
        named = ", ".join(row["vote_id"] for row in decided.chosen) or "none"
        raise RequestError(
            f"{reference} is a bill (deciding roll calls: {named}): add --chamber, or name a roll "
            "call."
        )
    wanted = chamber or next(iter(decided.votes))
    if wanted not in decided.votes:
        raise RequestError(f"{reference} has no roll call to compare: {decided.reasons[wanted]}.")
    return _whole(decided.votes[wanted], reference)


def _whole(votes: list[Row], reference: str) -> Row:
    """Return the one deciding roll call; of a divided question none is on the whole."""
    if len(votes) > 1:
        named = " and ".join(row["vote_id"] for row in votes)
        raise RequestError(
            f"The {votes[0]['chamber'].capitalize()} divided the question on {reference}: name one "
            f"of its parts, {named}."
        )
    return votes[0]


def _check(old: Row, new: Row) -> None:
    if old["chamber"] != new["chamber"]:
        raise RequestError(
            f"{old['vote_id']} is of the {old['chamber'].capitalize()} and {new['vote_id']} of the "
            f"{new['chamber'].capitalize()}: name two roll calls of one chamber."
        )
    if old["vote_id"] == new["vote_id"]:
        raise RequestError(f"Both are {old['vote_id']}: name two roll calls.")
    for row in (old, new):
        if row["kind"] != "vote" or not row["yea"] + row["nay"]:
            raise RequestError(
                f"{row['vote_id']} of {spell_date(row['date'].date())} has no yeas and nays: name "
                "another roll call."
            )


def _people(record: Record, row: Row) -> list[Row]:
    """Give the positions on a roll call, with names as known and ids that last."""
    place = Wanted(row["congress"], row["chamber"])
    members = record.members(place, _MEMBER).to_pylist()
    exact = Wanted(row["congress"], row["chamber"], row["session"], row["number"])
    positions = record.position_rows(exact, {row["vote_id"]: row["words"]}, members)
    return [
        {
            "member_id": member.id,
            "name": member.name,
            "party": member.party,
            "state": member.state,
            "position": member.position,
        }
        for member in name_members(positions, members)
    ]


def _told(row: Row) -> Row:
    return {"date": row["date"].date().isoformat(), **{name: row[name] for name in _TOLD}}


def _notes(old: Row, new: Row, every: list[Move]) -> list[str]:
    notes = []
    if new["date"] < old["date"]:
        notes.append(f"{new['vote_id']} was held before {old['vote_id']}.")
    if new["congress"] != old["congress"]:
        once = sum(NOT_LISTED in (move.before, move.after) for move in every)
        notes.append(
            f"The two are of different Congresses; {once} of {len(every)} members are listed on "
            "one of them only."
        )
    changed = [
        f"{move.name} ({move.party_before} to {move.party})"
        for move in every
        if move.party != move.party_before
    ]
    if changed:
        notes.append(f"Changed party in between: {', '.join(changed)}.")
    return notes
