"""What a map of a roll call says: the states by how most of their members voted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from votekit.rules import TEXT_STAGES
from votekit.words.counts import counted, number_word, tally
from votekit.words.names import Tagged, bill_name, tag
from votekit.words.rollcall import headline, matter_of
from votekit.words.text import capitalized, listed

FEW = 4
POSITIONS = {"yea": "yea", "nay": "nay", "present": "present", "not_voting": "not voting"}


class Positioned(Tagged, Protocol):
    """A member with a position."""

    @property
    def id(self) -> str:
        """The Bioguide id."""

    @property
    def position(self) -> str:
        """One of ``POSITIONS``."""


@dataclass(frozen=True)
class Delegation:
    """The members of one state or territory on a roll call; ``is_state``: it is one of the 50."""

    state: str
    name: str
    is_state: bool
    members: Sequence[Positioned]

    def count(self, position: str) -> int:
        """Return how many of them took a position."""
        return sum(member.position == position for member in self.members)

    @property
    def side(self) -> str:
        """The side of most who voted: yea, nay, ``split`` evenly, or ``none`` voted."""
        yea, nay = self.count("yea"), self.count("nay")
        if not yea + nay:
            return "none"
        return "split" if yea == nay else "yea" if yea > nay else "nay"


def reading(row: Mapping[str, Any], states: Sequence[Delegation]) -> str:
    """Say in how many states most members backed a question: the map's headline."""
    return _senate(row, states) if row["chamber"] == "senate" else _house(row, states)


def described(row: Mapping[str, Any], told: str, states: Sequence[Delegation]) -> str:
    """Tell how each state's members voted, states in the order of the alphabet."""
    house = row["chamber"] == "house"
    leads = {
        "yea": "Most backed it" if house else "Backed it",
        "nay": "Most opposed it" if house else "Opposed it",
        "split": "Split evenly",
        "none": "None voted",
    }
    parts = [f"{told}. {headline(row)}."]
    for side, lead in leads.items():
        chosen = sorted(
            (one for one in states if one.is_state and one.side == side), key=lambda one: one.name
        )
        names = [
            f"{one.name} {tally(one.count('yea'), one.count('nay'))}" if house else one.name
            for one in chosen
        ]
        if names:
            parts.append(f"{lead}: {listed(names)}.")
    for position in ("present", "not_voting"):
        people = sorted(tag(m) for one in states for m in one.members if m.position == position)
        if people and len(people) <= 2 * FEW:
            parts.append(f"{capitalized(POSITIONS[position])}: {listed(people)}.")
    delegates = sorted(
        f"{m.name} {POSITIONS[m.position]}"
        for one in states
        if not one.is_state
        for m in one.members
    )
    if delegates:
        parts.append(f"Delegates: {listed(delegates)}.")
    return " ".join(parts)


def _what(row: Mapping[str, Any]) -> str:
    """Name what was backed: the bill whose text was voted on, or what the question would do."""
    if row["stage"] in TEXT_STAGES and row["bill_id"]:
        return bill_name(row["bill_id"])
    return matter_of(row)


def _lone(row: Mapping[str, Any], states: Sequence[Delegation], who: str) -> str | None:
    """Say so where only a few states had anyone on one of the sides."""
    for side, did in (("nay", "opposed"), ("yea", "backed")):
        lone = sorted(one.name for one in states if one.count(side))
        if not lone:
            return headline(row, full=False)
        if len(lone) <= FEW:
            return f"Only {who} from {listed(lone)} {did} {_what(row)}"
    return None


def _house(row: Mapping[str, Any], states: Sequence[Delegation]) -> str:
    lone = _lone(row, states, "members")
    if lone:
        return lone
    yea, nay, split = (sum(one.side == side for one in states) for side in ("yea", "nay", "split"))
    most, did, fewer, undid = (
        (yea, "backed", nay, "opposed") if yea >= nay else (nay, "opposed", yea, "backed")
    )
    if not fewer + split and yea + nay == len(states):
        return f"Most House members in every state {did} {_what(row)}"
    rest = []
    if fewer:
        rest.append(f"{_word(fewer, 'delegation')} {undid} it")
    if split:
        rest.append(
            f"{number_word(split)} split" if fewer else f"{_word(split, 'delegation')} split"
        )
    told = f"Most House members in {_word(most, 'state')} {did} {_what(row)}"
    return f"{told}; {' and '.join(rest)}" if rest else told


def _word(number: int, noun: str) -> str:
    return counted(number, noun).replace(f"{number:,}", number_word(number), 1)


def _senate(row: Mapping[str, Any], states: Sequence[Delegation]) -> str:
    lone = _lone(row, states, "senators")
    if lone:
        return lone
    split = sum(bool(one.count("yea") and one.count("nay")) for one in states)
    yea, nay = (sum(one.side == side for one in states) for side in ("yea", "nay"))
    most, did, fewer, undid = (
        (yea, "backed", nay, "opposed") if yea >= nay else (nay, "opposed", yea, "backed")
    )
    told = (
        f"Senators from {_word(most, 'state')} {did} {_what(row)}; those from "
        f"{number_word(fewer)} {undid} it"
    )
    if not split:
        return f"{told}, and no state’s senators split"
    names = sorted(one.name for one in states if one.count("yea") and one.count("nay"))
    who = f"those from {listed(names)}" if split <= 2 else f"{_word(split, 'state')}"
    return f"{told}, and {who} split"
