"""From the words of an assumption to the members of a roll call whom it means."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from votekit.analysers.people import MemberPosition, name_members
from votekit.analysers.whatif import AWAY, VACANT, Assumed
from votekit.api.answers import rows_of
from votekit.assumptions import Filters, Flip, Move, read_arrive, read_away, read_flip
from votekit.errors import RequestError
from votekit.member_lookup import find_member
from votekit.store import Record, Wanted
from votekit.whip_sheet import SheetLine, read_sheet

Row = dict[str, Any]

_OPPOSITE = {"yea": "nay", "nay": "yea"}


@dataclass(frozen=True)
class Asked:
    """All that is assumed, read but not yet tied to members; ``vacant`` counts unnamed seats."""

    flips: list[Flip]
    moves: list[Move]
    sheet: list[SheetLine]
    leaving: list[str]
    vacant: int


@dataclass(frozen=True)
class Roll:
    """One roll call with all that belongs to it; ``people`` are its members by the chamber's id."""

    row: Row
    tallies: list[Row]
    positions: list[Row]
    members: list[Row]
    people: list[tuple[str, MemberPosition]]


@dataclass
class _Listed(Record):
    """The record as one roll call has it: its members are those listed there."""

    ids: frozenset[str] = field(default_factory=frozenset)
    _kept: dict[Wanted, pa.Table] = field(default_factory=dict, repr=False)

    def members(self, wanted: Wanted = Wanted(), columns: list[str] | None = None) -> pa.Table:  # noqa: B008
        # A whip sheet asks for each of its members.
        if wanted in self._kept:
            return self._kept[wanted]
        table = super().members(wanted, columns)
        listed = np.array([one in self.ids for one in table["member_id"].to_pylist()], np.bool_)
        # The mask is made of its bits, since ``pa.array`` of a list imports pandas.
        bits = pa.py_buffer(np.packbits(listed, bitorder="little"))
        mask = pa.Array.from_buffers(pa.bool_(), len(listed), [None, bits])
        self._kept[wanted] = table.filter(mask)
        return self._kept[wanted]


def read_asked(
    flip: Sequence[str],
    away: Sequence[str],
    arrive: Sequence[str],
    sheet: Path | str | None,
    vacant: Sequence[str],
) -> Asked:
    """Read all assumptions."""
    numbers = [text for text in vacant if text.strip().lstrip("-").isdigit()]
    if any(int(text) < 0 for text in numbers):
        raise RequestError("Fewer than no seats cannot become vacant: give a number or a name.")
    return Asked(
        flips=[read_flip(text) for text in flip],
        moves=[*map(read_away, away), *map(read_arrive, arrive)],
        sheet=read_sheet(Path(sheet)) if sheet is not None else [],
        leaving=[text for text in vacant if text not in numbers],
        vacant=sum(int(text) for text in numbers),
    )


def read_roll(record: Record, row: Row) -> Roll:
    """Read what belongs to one roll call."""
    tallies, positions, members = rows_of(record, row)
    ids = {member["bioguide"]: member["member_id"] for member in members if member["bioguide"]}
    people = [(ids.get(one.id, one.id), one) for one in name_members(positions, members)]
    return Roll(row, tallies, positions, members, people)


def assumed_on(record: Record, rolls: Sequence[Roll], asked: Asked) -> list[list[Assumed]]:
    """Tie assumptions to members: for each roll call, what is assumed there.

    Raises
    ------
    RequestError
        When somebody is named who is unknown, not listed, or one of several; or when nobody meets
        a filter.
    """
    if asked.vacant and len(rolls) > 1:
        raise RequestError(
            f"--vacant {asked.vacant} does not say of which chamber: add --chamber, or name who "
            "leaves, as --vacant Paul."
        )
    ids = frozenset(row["member_id"] for roll in rolls for row in roll.positions)
    listed = _Listed(record.layers, ids=ids)
    found: list[list[Assumed]] = [[] for _ in rolls]
    for flip in asked.flips:
        place, member_id = _whom(listed, rolls, flip.member)
        found[place].append(Assumed(member_id, flip.position, flip.said))
    for name in asked.leaving:
        place, member_id = _whom(listed, rolls, name)
        found[place].append(Assumed(member_id, VACANT, f"--vacant “{name}”"))
    for move in asked.moves:
        for place, mine in enumerate(_moved(listed, rolls, move)):
            found[place] += mine
    for line in asked.sheet:
        place, one = _expected(listed, rolls, line)
        found[place].append(one)
    return found


def _whom(listed: _Listed, rolls: Sequence[Roll], text: str) -> tuple[int, str]:
    """Find the one roll call that lists the member named, and the member's id there."""
    # Looked for on all roll calls at once: a name that is clear on one may be another's elsewhere.
    try:
        member = find_member(listed, text, congress=rolls[0].row["congress"])
    except RequestError as error:
        raise _not_listed(Record(listed.layers), rolls, text) from error
    found = [
        (place, row["member_id"])
        for row in member.rows
        for place, roll in enumerate(rolls)
        if any(one["member_id"] == row["member_id"] for one in roll.positions)
    ]
    if len(found) > 1:
        named = " and ".join(rolls[place].row["vote_id"] for place, _ in found)
        raise RequestError(f"{member.label} is listed on {named}: add --chamber.")
    return found[0]


def _not_listed(record: Record, rolls: Sequence[Roll], text: str) -> RequestError:
    """Say why nobody was found: unknown, one of several, or a member not on the roll call."""
    chamber = rolls[0].row["chamber"] if len(rolls) == 1 else None
    try:
        member = find_member(record, text, congress=rolls[0].row["congress"], chamber=chamber)
    except RequestError as error:
        return error
    named = " or ".join(roll.row["vote_id"] for roll in rolls)
    return RequestError(
        f"{member.label} is not listed on {named}: name a member who sat and was listed then."
    )


def _moved(listed: _Listed, rolls: Sequence[Roll], move: Move) -> list[list[Assumed]]:
    named = _whom(listed, rolls, move.filters.name) if move.filters.name else None
    found = [
        [
            Assumed(member_id, move.position, move.said)
            for member_id, member in roll.people
            if named in (None, (place, member_id))
            and _meets(member, move.filters)
            and (not move.arriving or member.position in AWAY)
        ]
        for place, roll in enumerate(rolls)
    ]
    if not any(found):
        who = "Nobody who was away" if move.arriving else "Nobody"
        where = " or ".join(roll.row["vote_id"] for roll in rolls)
        raise RequestError(f"{who} on {where} meets {move.said}: change its filters.")
    return found


def _meets(member: MemberPosition, filters: Filters) -> bool:
    return (
        filters.party in (None, member.party)
        and filters.state in (None, member.state)
        and filters.position in (None, member.position)
    )


def _expected(listed: _Listed, rolls: Sequence[Roll], line: SheetLine) -> tuple[int, Assumed]:
    said = f"line {line.line} of the sheet"
    try:
        place, member_id = _whom(listed, rolls, line.member)
    except RequestError as error:
        raise RequestError(f"Line {line.line} of the sheet: {error}") from error
    one = Assumed(member_id, line.position, said, line.certainty, from_sheet=True)
    if line.certainty == 1:
        return place, one
    recorded = dict(rolls[place].people)[member_id].position
    otherwise = _OPPOSITE.get(line.position, recorded)
    if otherwise not in _OPPOSITE:
        raise RequestError(
            f"Line {line.line} of the sheet is not sure whether {line.member} stays away, and the "
            "roll call has no vote that would be cast instead: write yea or nay with a certainty."
        )
    return place, replace(one, otherwise=otherwise)
