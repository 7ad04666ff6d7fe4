"""One roll call whole, with every name; or how one member, party or state voted on it."""

from typing import Any

from votekit.analysers.deciding import deciding_rollcalls
from votekit.analysers.people import name_members
from votekit.analysers.whole_vote import WholeVote, whole_vote
from votekit.api.answers import rows_of
from votekit.assumptions import PARTY_WORDS
from votekit.errors import RequestError
from votekit.lookup import FoundRollCall, find
from votekit.member_lookup import find_member
from votekit.shipped import floor_leaders, vice_president_named
from votekit.states import state_code
from votekit.store import Record

POSITION_WORDS = {
    **dict.fromkeys(("yea", "yeas", "yes", "aye", "ayes", "guilty"), "yea"),
    **dict.fromkeys(("nay", "nays", "no", "noes", "not guilty"), "nay"),
    "present": "present",
    **dict.fromkeys(("not voting", "not_voting", "not-voting", "absent", "away"), "not_voting"),
}


def vote(
    reference: str,
    *,
    party: str | None = None,
    state: str | None = None,
    position: str | None = None,
    member: str | None = None,
    record: Record | None = None,
) -> WholeVote:
    """Return one roll call whole: what was put, count, rule, Vice President, every name.

    ``party``, ``state``, ``position`` (``yea``, ``nay``, ``present``, ``not voting``, or a
    candidate) and ``member`` cut the names; the counts stay those of the chamber.

    Raises
    ------
    RequestError
        When the reference names nothing or several roll calls, or nobody on it is so described.

    >>> answer = vote("s175-115.2017", position="nay")
    >>> [(one.name, one.party, one.broke_ranks) for one in answer.members]
    [('Rand Paul', 'R', True), ('Bernie Sanders', 'I', False)]
    """
    found = whole_votes(
        reference, party=party, state=state, position=position, member=member, record=record
    )
    if len(found) > 1:
        named = ", ".join(one.vote_id for one in found)
        raise RequestError(f"{reference} has several roll calls: name one of {named}.")
    return found[0]


def whole_votes(
    reference: str,
    *,
    party: str | None = None,
    state: str | None = None,
    position: str | None = None,
    member: str | None = None,
    record: Record | None = None,
) -> list[WholeVote]:
    """Return :func:`vote` of a roll call, or of each deciding roll call of a bill."""
    record = record or Record.open()
    votes = [_whole(record, row) for row in _rows(record, reference)]
    if member is not None:
        votes = _of_member(record, votes, member)
    code = _party(party) if party is not None else None
    place = state_code(state) if state is not None else None
    cut = [one.only(party=code, state=place, side=_side(one, position)) for one in votes]
    if not any(one.members for one in cut):
        told = _described(party, state, position, member)
        names = ", ".join(one.vote_id for one in votes)
        raise RequestError(f"Nobody on {names} is {told}: change that, or leave it out.")
    return cut


def _rows(record: Record, reference: str) -> list[Any]:
    found = find(record, reference)
    if isinstance(found, FoundRollCall):
        return [found.rollcall]
    decided = deciding_rollcalls(found.rollcalls, found.unrecorded)
    rows = [*(decided.chosen or decided.lost), *decided.overrides]
    if not rows:
        told = "; ".join(decided.reasons.values())
        raise RequestError(
            f"{reference} has no deciding roll call: {told}. List its roll calls with "
            f"`votekit votes --bill {found.reference.id}`."
        )
    return rows


def _whole(record: Record, row: Any) -> WholeVote:
    if row["kind"] == "vacated":
        raise RequestError(f"{row['vote_id']} was vacated: it has no positions.")
    _, positions, members = rows_of(record, row)
    return whole_vote(
        row,
        name_members(positions, members),
        leaders=floor_leaders(),
        tie_breaker=vice_president_named(row["date"].date()),
    )


def _of_member(record: Record, votes: list[WholeVote], text: str) -> list[WholeVote]:
    """Cut to one member: of those on the roll calls, first of all, since names recur over time."""
    chambers = {one.chamber for one in votes}
    congresses = {one.congress for one in votes}
    found = find_member(
        record,
        text,
        congress=congresses.pop() if len(congresses) == 1 else None,
        chamber=chambers.pop() if len(chambers) == 1 else None,
    )
    cut = [one.only(ids=[found.bioguide]) for one in votes]
    if not any(one.members for one in cut):
        names = ", ".join(one.vote_id for one in votes)
        raise RequestError(f"{found.label} is not listed on {names}: name another roll call.")
    return [one for one in cut if one.members]


def _party(text: str) -> str:
    plain = text.strip()
    code = PARTY_WORDS.get(plain.lower(), plain.upper())
    if code not in PARTY_WORDS.values():
        raise RequestError(f"No party is called “{plain[:40]}”: use R, D, I or ID.")
    return code


def _side(one: WholeVote, text: str | None) -> str | None:
    """Read a position; on an election, a candidate by part of the name."""
    if text is None:
        return None
    plain = " ".join(text.lower().split())
    named = [name for name, _ in one.candidates if plain and plain in name.lower()]
    if len(named) == 1:
        return named[0]
    if plain in POSITION_WORDS:
        return POSITION_WORDS[plain]
    known = [name for name, _ in one.candidates] or ["yea", "nay"]
    told = ", ".join([*known, "present", "not voting"])
    raise RequestError(f"“{text[:40]}” is no position on {one.vote_id}: use one of {told}.")


def _described(
    party: str | None, state: str | None, position: str | None, member: str | None
) -> str:
    asked = {"party": party, "state": state, "position": position, "member": member}
    return " and ".join(f"of {name} {value}" for name, value in asked.items() if value is not None)
