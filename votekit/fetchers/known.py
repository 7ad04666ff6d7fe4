"""What the record has already, laid out for comparing and for telling who a name is.

Made for one state of the record: after a write, make another.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from votekit.fetchers.names import names_of
from votekit.fetchers.parsed import Row
from votekit.store import Record, Wanted
from votekit.store.rows import EASTERN, rows_at

Place = tuple[int, str]
"""A Congress and a chamber."""

_COMPARED = ["number", "member_id", "position", "word", "party", "state"]


class Cast(NamedTuple):
    """What one member did on a roll call; ``word`` tells only where there is no position."""

    position: str | None
    word: str | None
    party: str
    state: str


class Held(NamedTuple):
    """When a roll call that the record has was held, and when its source took it up."""

    day: date
    updated: datetime


@dataclass
class Known:
    """One state of the record; whatever is asked twice is read once."""

    record: Record
    _rollcalls: dict[Place, tuple[pa.Table, dict[str, int]]] = field(default_factory=dict)
    _positions: dict[tuple[int, str, int], tuple[pa.Table, dict[int, Any]]] = field(
        default_factory=dict
    )
    _members: dict[Place, list[Row]] = field(default_factory=dict)
    _with_terms: dict[Place, list[Row]] = field(default_factory=dict)

    def rollcall(self, vote_id: str, place: Place) -> Row | None:
        """Give the row of a roll call, if the record has it."""
        table, places = self._table(place)
        index = places.get(vote_id)
        return None if index is None else rows_at(table, [index])[0]

    def numbers(self, congress: int, chamber: str, session: int) -> dict[int, Held]:
        """Give the roll calls of a session by number."""
        table, places = self._table((congress, chamber))
        chosen = table.select(["vote_id", "session", "number"])
        days, updates = _instants(table["date"]), _instants(table["updated"])
        columns = (chosen[name].to_pylist() for name in chosen.column_names)
        return {
            number: Held(
                datetime.fromtimestamp(day / 1000, EASTERN).date(),
                datetime.fromtimestamp(updated / 1000, UTC),
            )
            for vote_id, part, number, day, updated in zip(*columns, days, updates, strict=True)
            if part == session and vote_id in places
        }

    def positions(self, rollcall: Row) -> dict[str, Cast]:
        """Give what each member did on a roll call of the record."""
        key = (rollcall["congress"], rollcall["chamber"], rollcall["session"])
        if key not in self._positions:
            table = self.record.positions(Wanted(*key), _COMPARED)
            self._positions[key] = (table, _places(table["number"]))
        table, places = self._positions[key]
        found = table.take(pa.array(places.get(rollcall["number"], np.array([], np.int64))))
        columns = [found[name].to_pylist() for name in _COMPARED[1:]]
        return {
            member: Cast(position, None if position else word, party, state)
            for member, position, word, party, state in zip(*columns, strict=True)
        }

    def members(self, place: Place) -> list[Row]:
        """Give the members of a chamber in a Congress."""
        if place not in self._members:
            congress, chamber = place
            table = self.record.members(Wanted(congress, chamber))
            self._members[place] = [
                row
                for row in table.to_pylist()
                if (row["congress"], row["chamber"]) == (congress, chamber)
            ]
        return self._members[place]

    def members_with_terms(self, place: Place) -> list[Row]:
        """Give the members, those who share a name and a state with the days they sat.

        The days are those of the first and the last roll call that the record has of them.
        """
        if place not in self._with_terms:
            self._with_terms[place] = self._add_terms(place)
        return self._with_terms[place]

    def _add_terms(self, place: Place) -> list[Row]:
        members = self.members(place)
        sharing: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in members:
            for name in names_of(row):
                sharing[name, row["state"]].append(row["member_id"])
        doubtful = {member for ids in sharing.values() if len(ids) > 1 for member in ids}
        if not doubtful:
            return members
        days = self._days_of(place, doubtful)
        return [
            {
                **row,
                "serves_from": days[row["member_id"]][0],
                "serves_to": days[row["member_id"]][1],
            }
            if row["member_id"] in days
            else row
            for row in members
        ]

    def _days_of(self, place: Place, members: set[str]) -> dict[str, tuple[date, date]]:
        rollcalls, places = self._table(place)
        ticks = _instants(rollcalls["date"])
        day_of = {
            vote_id: datetime.fromtimestamp(ticks[index] / 1000, EASTERN).date()
            for vote_id, index in places.items()
        }
        table = self.record.positions(Wanted(*place), ["vote_id", "member_id"])
        mask = pa.array([member in members for member in table["member_id"].to_pylist()])
        found: dict[str, list[date]] = defaultdict(list)
        chosen = table.filter(mask)
        for vote_id, member in zip(
            chosen["vote_id"].to_pylist(), chosen["member_id"].to_pylist(), strict=True
        ):
            if vote_id in day_of:
                found[member].append(day_of[vote_id])
        return {member: (min(days), max(days)) for member, days in found.items()}

    def _table(self, place: Place) -> tuple[pa.Table, dict[str, int]]:
        if place not in self._rollcalls:
            table = self.record.rollcalls(Wanted(*place))
            columns = (table[name].to_pylist() for name in ("vote_id", "congress", "chamber"))
            self._rollcalls[place] = (
                table,
                {
                    vote_id: index
                    for index, (vote_id, *found) in enumerate(zip(*columns, strict=True))
                    if tuple(found) == place
                },
            )
        return self._rollcalls[place]


class LazyMembers:
    """The members of one place, read only if somebody asks: most documents carry ids."""

    def __init__(self, known: Known, place: Place) -> None:
        self._known, self._place = known, place

    def __iter__(self) -> Iterator[Row]:
        return iter(self._known.members_with_terms(self._place))


def _instants(column: pa.ChunkedArray) -> list[int]:
    # As numbers, since a timestamp's ``to_pylist`` imports pandas.
    return [tick for chunk in column.chunks for tick in chunk.view("int64").to_pylist()]


def _places(numbers: pa.ChunkedArray) -> dict[int, Any]:
    """Give, for each number, the places of its rows."""
    chunks = [np.from_dlpack(chunk) for chunk in numbers.chunks if len(chunk)]
    if not chunks:
        return {}
    values = np.concatenate(chunks)
    order = np.argsort(values, kind="stable")
    distinct, starts = np.unique(values[order], return_index=True)
    return dict(zip(distinct.tolist(), np.split(order, starts[1:]), strict=True))
