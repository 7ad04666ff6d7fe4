"""From the words of an assumption to the members of a roll call whom it means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from votekit.analysers.people import MemberPosition, name_members
from votekit.analysers.whatif import AWAY, SPELLED, VACANT, Assumed, TieBreaker
from votekit.api.answers import rows_of
from votekit.api.whatif_vice_president import (
    assume,
    names_the_office,
    place_of,
    those_named,
    tie_breakers,
    with_option,
)
from votekit.assumptions import (
    LONGEST_NUMBER,
    Filters,
    Flip,
    Move,
    Pool,
    read_arrive,
    read_away,
    read_flip,
)
from votekit.errors import RequestError
from votekit.member_lookup import find_member
from votekit.shipped import vice_president_on
from votekit.store import Record, Wanted
from votekit.whip_sheet import SheetLine, read_sheet

Row = dict[str, Any]

_OPPOSITE = {"yea": "nay", "nay": "yea"}


@dataclass(frozen=True)
class Asked:
    """All that is assumed, read but not yet tied to members; ``vacant`` counts unnamed seats.

    ``vice_president`` is that vote on a tie, where an option gives it.
    """

    flips: list[Flip]
    moves: list[Move]
    sheet: list[SheetLine]
    leaving: list[str]
    vacant: int
    vice_president: str | None


@dataclass(frozen=True)
class Assumptions:
    """What is assumed of one roll call: its members, and who may break a tie on it."""

    members: list[Assumed]
    breaker: TieBreaker | None


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
    vice_president: str | None,
) -> Asked:
    """Read all assumptions."""
    numbers = [text for text in vacant if text.strip().lstrip("-").isdecimal()]
    if any(len(text.strip()) > LONGEST_NUMBER for text in numbers):
        raise RequestError("More seats than a chamber has cannot become vacant: give a number.")
    if any(int(text) < 0 for text in numbers):
        raise RequestError("Fewer than no seats cannot become vacant: give a number or a name.")
    read = [*map(read_flip, flip), *map(read_away, away), *map(read_arrive, arrive)]
    return Asked(
        flips=[one for one in read if isinstance(one, Flip)],
        moves=[one for one in read if isinstance(one, Move)],
        sheet=read_sheet(Path(sheet)) if sheet is not None else [],
        leaving=[text for text in vacant if text not in numbers],
        vacant=sum(int(text) for text in numbers),
        vice_president=vice_president,
    )


def _example(move: Move, free: Sequence[tuple[str, MemberPosition]]) -> str:
    """Write the same assumption with the position that most of those meant took."""
    stood = [member.position for _, member in free]
    most = max(sorted(set(stood)), key=stood.count)
    whom = re.sub(r"^.*“|[*×].*$", "", move.said, flags=re.DOTALL).strip()
    return f"{whom}:{most}*{move.number}"


def read_roll(record: Record, row: Row) -> Roll:
    """Read what belongs to one roll call."""
    tallies, positions, members = rows_of(record, row)
    ids = {member["bioguide"]: member["member_id"] for member in members if member["bioguide"]}
    people = [(ids.get(one.id, one.id), one) for one in name_members(positions, members)]
    return Roll(row, tallies, positions, members, people)


def assumed_on(record: Record, rolls: Sequence[Roll], asked: Asked) -> list[Assumptions]:
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
    tied = _Tied(record, rolls)
    if asked.vice_president is not None:
        tied.breakers = with_option(tied.rows, tied.breakers, asked.vice_president)
    for flip in asked.flips:
        tied.add_flip(flip)
    for name in asked.leaving:
        place, member_id = tied.whom(name)
        tied.found[place].append(Assumed(member_id, VACANT, f"--vacant “{name}”"))
    for line in asked.sheet:
        tied.add_line(line)
    # A number is made up of members of whom nothing else is assumed, so it comes last.
    for move in sorted(asked.moves, key=lambda one: one.number is not None):
        tied.add_move(move)
    return [
        Assumptions(mine, breaker) for mine, breaker in zip(tied.found, tied.breakers, strict=True)
    ]


class _Tied:
    """Assumptions being tied to the members of some roll calls, and to the Vice President."""

    def __init__(self, record: Record, rolls: Sequence[Roll]) -> None:
        self.rolls = rolls
        self.rows = [roll.row for roll in rolls]
        ids = frozenset(row["member_id"] for roll in rolls for row in roll.positions)
        self.listed = _Listed(record.layers, ids=ids)
        self.found: list[list[Assumed]] = [[] for _ in rolls]
        self.breakers = tie_breakers(self.rows)

    def add_flip(self, flip: Flip) -> None:
        """Have one member, or the Vice President, take a position."""
        who = self.whom_or_vice_president(flip.member)
        if isinstance(who, int):
            self.breakers = assume(self.breakers, who, flip.position, flip.said)
            return
        place, member_id = who
        self.found[place].append(Assumed(member_id, flip.position, flip.said))

    def add_line(self, line: SheetLine) -> None:
        """Take up one line of a whip sheet."""
        said = f"line {line.line} of the sheet"
        try:
            who = self.whom_or_vice_president(line.member)
            if isinstance(who, int):
                sure = line.certainty
                self.breakers = assume(self.breakers, who, line.position, said, sure)
                return
        except RequestError as error:
            raise RequestError(f"Line {line.line} of the sheet: {error}") from error
        place, member_id = who
        self.found[place].append(_expected(self.rolls[place], member_id, line, said))

    def add_move(self, move: Move) -> None:
        """Have all members meant, or a number of them, take a position."""
        named = self.whom(move.filters.name) if move.filters.name else None
        pools = [
            [
                (member_id, member)
                for member_id, member in roll.people
                if named in (None, (place, member_id))
                and _meets(member, move.filters)
                and _in_pool(member, move)
            ]
            for place, roll in enumerate(self.rolls)
        ]
        if not any(pools):
            raise self._nobody(move, named)
        for place, pool in enumerate(pools):
            chosen = pool if move.number is None else self._numbered(move, place, pools)
            self.found[place] += [
                Assumed(member_id, move.position, move.said, named=move.number is None)
                for member_id, _ in chosen
            ]

    def _nobody(self, move: Move, named: tuple[int, str] | None) -> RequestError:
        if named and move.pool is Pool.AWAY:
            place, member_id = named
            member = dict(self.rolls[place].people)[member_id]
            return RequestError(
                f"{member.name} ({member.party}-{member.state}) was not away on "
                f"{self.rows[place]['vote_id']} but voted {member.position}: use --flip."
            )
        who = {
            Pool.AWAY: "Nobody who was away",
            Pool.OTHERWISE: "Nobody who voted otherwise",
            Pool.ALL: "Nobody",
        }[move.pool]
        where = " or ".join(row["vote_id"] for row in self.rows)
        return RequestError(f"{who} on {where} meets {move.said}: change its filters.")

    def _numbered(
        self, move: Move, place: int, pools: Sequence[Sequence[tuple[str, MemberPosition]]]
    ) -> list[tuple[str, MemberPosition]]:
        """Take a number of members of whom nothing else is assumed; which ones is not said."""
        assert move.number is not None
        if sum(map(bool, pools)) > 1:
            raise RequestError(f"{move.said} does not say of which chamber: add --chamber.")
        if not pools[place]:
            return []
        taken = {one.member_id for one in self.found[place]}
        free = [
            entry
            for entry in pools[place]
            if entry[0] not in taken and entry[1].position != move.position
        ]
        if len(free) < move.number:
            raise RequestError(
                f"{move.said} takes more members than there are: {len(free)} on "
                f"{self.rows[place]['vote_id']} can be meant, so give {len(free)} or fewer."
            )
        stood = {member.position for _, member in free}
        if move.pool is Pool.ALL and len(stood) > 1:
            counted = ", ".join(
                f"{sum(member.position == one for _, member in free)} {SPELLED.get(one, one)}"
                for one in sorted(stood)
            )
            raise RequestError(
                f"{move.said} does not say how those who stay away had voted ({counted}): add it, "
                f"as {_example(move, free)}."
            )
        return free[: move.number]

    def whom_or_vice_president(self, text: str) -> tuple[int, str] | int:
        """Find the one member named, or the roll call on which the Vice President is."""
        if names_the_office(text):
            return place_of(text, self.rows)
        meant = those_named(text)
        if not meant:
            return self.whom(text)
        try:
            found = self.whom(text)
        except RequestError:
            days = [row["date"].date().isoformat() for row in self.rows]
            senate = any(row["chamber"] == "senate" for row in self.rows)
            if not senate and not any(vice_president_on(day) in meant for day in days):
                raise
            return place_of(text, self.rows)
        rows = [row for row in self.rows if row["chamber"] == "senate"]
        holders = [vice_president_on(row["date"].date().isoformat()) for row in rows]
        both = [one for one in holders if one in meant]
        if both and self.rows[found[0]]["chamber"] == "house":
            raise RequestError(
                f"“{text}” names a representative and the Vice President, {both[0].name}: add "
                "--chamber."
            )
        return found

    def whom(self, text: str) -> tuple[int, str]:
        """Find the one roll call that lists the member named, and the member's id there."""
        # Looked for on all roll calls at once: a name clear on one may be another's elsewhere.
        congress = self.rows[0]["congress"]
        try:
            member = find_member(self.listed, text, congress=congress)
        except RequestError as error:
            raise _not_listed(Record(self.listed.layers), self.rolls, text) from error
        found = [
            (place, row["member_id"])
            for row in member.rows
            for place, roll in enumerate(self.rolls)
            if any(one["member_id"] == row["member_id"] for one in roll.positions)
        ]
        if len(found) > 1:
            named = " and ".join(self.rows[place]["vote_id"] for place, _ in found)
            raise RequestError(f"{member.label} is listed on {named}: add --chamber.")
        return found[0]


def _not_listed(record: Record, rolls: Sequence[Roll], text: str) -> RequestError:
    """Say why nobody was found: unknown, one of several, or a member not on the roll call."""
    chamber = rolls[0].row["chamber"] if len(rolls) == 1 else None
    holders = [vice_president_on(roll.row["date"].date().isoformat()) for roll in rolls]
    if any(one in holders for one in those_named(text)):
        return RequestError(
            f"“{text}” was the Vice President, who has no seat: say --vice-president yea or nay."
        )
    try:
        member = find_member(record, text, congress=rolls[0].row["congress"], chamber=chamber)
    except RequestError as error:
        return error
    named = " or ".join(roll.row["vote_id"] for roll in rolls)
    return RequestError(
        f"{member.label} is not listed on {named}: name a member who sat and was listed then."
    )


def _in_pool(member: MemberPosition, move: Move) -> bool:
    if move.pool is Pool.AWAY:
        return member.position in AWAY
    if move.pool is Pool.OTHERWISE and move.number is not None:
        # So many turn: who voted the other way, not who was away, unless a filter says so.
        other = _OPPOSITE.get(move.position)
        return member.position == (move.filters.position or other or member.position)
    return True


def _meets(member: MemberPosition, filters: Filters) -> bool:
    return (
        filters.party in (None, member.party)
        and filters.state in (None, member.state)
        and filters.position in (None, member.position)
    )


def _expected(roll: Roll, member_id: str, line: SheetLine, said: str) -> Assumed:
    one = Assumed(member_id, line.position, said, line.certainty, from_sheet=True)
    if line.certainty == 1:
        return one
    recorded = dict(roll.people)[member_id].position
    otherwise = _OPPOSITE.get(line.position, recorded)
    if otherwise not in _OPPOSITE:
        raise RequestError(
            f"Line {line.line} of the sheet is not sure whether {line.member} stays away, and the "
            "roll call has no vote that would be cast instead: write yea or nay with a certainty."
        )
    return replace(one, otherwise=otherwise)
