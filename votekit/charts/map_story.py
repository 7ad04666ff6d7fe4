"""What the map says: its data, headline, subtitle and alt text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from votekit.analysers.parties import PartySplit
from votekit.analysers.people import MemberPosition
from votekit.analysers.split import count_parties
from votekit.charts.frame import Story
from votekit.charts.map_grid import STATES, TILES
from votekit.charts.vegalite import Row
from votekit.errors import RequestError
from votekit.words.counts import count_of, counted, tally
from votekit.words.names import party_name
from votekit.words.rollcall import subject_of
from votekit.words.sources import rollcall_line, source_line
from votekit.words.text import listed

FEW = 4


@dataclass(frozen=True)
class Delegation:
    """The members of one state or territory on a roll call."""

    state: str
    members: list[MemberPosition]
    parties: list[PartySplit]

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


def delegations(people: Sequence[MemberPosition]) -> list[Delegation]:
    """Bring members together by state, in the order of the postal codes.

    Raises
    ------
    RequestError
        When a member's state is none that the map has.
    """
    found: dict[str, list[MemberPosition]] = {}
    for member in people:
        found.setdefault(member.state, []).append(member)
    unknown = sorted(found.keys() - TILES.keys())
    if unknown:
        raise RequestError(
            f"The map has no place for “{unknown[0]}”, the state that the record has for "
            f"{found[unknown[0]][0].name}: draw a hemicycle of this roll call instead."
        )
    return [
        Delegation(state, members, count_parties(members))
        for state, members in sorted(found.items())
    ]


def map_rows(row: Mapping[str, Any], states: Sequence[Delegation]) -> list[Row]:
    """Return the data behind the map.

    Of the Senate one row per senator: state, name, party, position. Of the House one row per
    delegation: members yea, nay, present and not voting, ``yea_share`` of those voting (0 to 1,
    empty where none voted), and the same counts by party.
    """
    if row["chamber"] == "senate":
        return [
            {
                "vote_id": row["vote_id"],
                "state": member.state,
                "state_name": TILES[member.state].name,
                "name": member.name,
                "party": member.party,
                "position": member.position,
            }
            for state in states
            for member in state.members
        ]
    parties = list(dict.fromkeys(one.party for state in states for one in state.parties))
    return [_house_row(row, state, parties) for state in states]


def _house_row(row: Mapping[str, Any], state: Delegation, parties: Sequence[str]) -> Row:
    yea, nay = state.count("yea"), state.count("nay")
    by_party = {one.party: one for one in state.parties}
    counts = {
        f"{party}_{side}": getattr(by_party[party], side) if party in by_party else 0
        for party in sorted(parties)
        for side in ("yea", "nay")
    }
    return {
        "vote_id": row["vote_id"],
        "state": state.state,
        "state_name": TILES[state.state].name,
        "delegate": state.state not in STATES,
        "yea": yea,
        "nay": nay,
        "present": state.count("present"),
        "not_voting": state.count("not_voting"),
        "yea_share": yea / (yea + nay) if yea + nay else None,
        **counts,
    }


def map_story(row: Mapping[str, Any], states: Sequence[Delegation]) -> Story:
    """Return the words of the map."""
    of_states = [state for state in states if state.state in STATES]
    headline = _senate(row, of_states) if row["chamber"] == "senate" else _house(row, of_states)
    subtitle = rollcall_line(row["chamber"], row["number"], row["date"].date(), row["question"])
    parties = count_parties([member for state in states for member in state.members])
    sides = listed([f"{party_name(one.party)} {tally(one.yea, one.nay)}" for one in parties])
    told = [f"{sides}."]
    told += [_told(row, of_states, side) for side in ("yea", "nay", "split", "none")]
    delegates = [state for state in states if state.state not in STATES]
    if delegates:
        told.append(
            f"Delegates: {listed([_positions(TILES[one.state].name, one) for one in delegates])}."
        )
    return Story(
        headline=headline,
        subtitle=subtitle,
        source=source_line([(row["chamber"], row["source_url"])]),
        description=f"{headline}. Map of the states, a tile each. {' '.join(filter(None, told))}",
        source_urls=[row["source_url"]],
    )


def _positions(name: str, state: Delegation) -> str:
    words = {"not_voting": "not voting"}
    taken = listed([words.get(one.position, one.position) for one in state.members])
    return f"{name} {taken}"


def _senate(row: Mapping[str, Any], states: Sequence[Delegation]) -> str:
    count = count_of(row)
    for side, other in (("nay", "yea"), ("yea", "nay")):
        lone = [TILES[one.state].name for one in states if one.count(side)]
        if not lone:
            return f"Senators of all states that voted said {other} on {subject_of(row)}, {count}"
        if len(lone) <= FEW:
            return f"Only {listed(lone)} had a senator vote {side} on {subject_of(row)}, {count}"
    split = [one for one in states if one.count("yea") and one.count("nay")]
    for_it = sum(one.side == "yea" for one in states)
    against = sum(one.side == "nay" for one in states)
    return (
        f"On {subject_of(row)}, {count}, senators voted yea in {for_it} states and nay in "
        f"{against}; {_split(split)}"
    )


def _split(split: Sequence[Delegation]) -> str:
    if not split:
        return "no state’s senators split"
    if len(split) <= FEW:
        return f"in {listed([TILES[one.state].name for one in split])} the two split"
    return f"in {len(split)} the two split"


def _house(row: Mapping[str, Any], states: Sequence[Delegation]) -> str:
    count = count_of(row)
    yea, nay, split = (sum(one.side == side for one in states) for side in ("yea", "nay", "split"))
    voted = yea + nay + split
    for side, number in (("yea", yea), ("nay", nay)):
        other = "nay" if side == "yea" else "yea"
        lone = [TILES[one.state].name for one in states if one.count(other)]
        if number == voted and 0 < len(lone) <= FEW:
            return (
                f"Only {listed(lone)} had a member vote {other} on {subject_of(row)}, {count} in "
                "the House"
            )
        if number == voted:
            return (
                f"In every state more members voted {side} than {other} on {subject_of(row)}, "
                f"{count}"
            )
    evenly = f"; {counted(split, 'delegation')} split evenly" if split else ""
    return (
        f"On {subject_of(row)}, {count}, more members voted yea than nay in "
        f"{counted(yea, 'state')}, more nay than yea in {nay}{evenly}"
    )


def _told(row: Mapping[str, Any], states: Sequence[Delegation], side: str) -> str:
    chosen = [one for one in states if one.side == side]
    if not chosen:
        return ""
    senate = row["chamber"] == "senate"
    names = listed([_counts(one, senate) for one in chosen])
    lead = {
        "yea": "Senators who voted said yea" if senate else "More yeas than nays",
        "nay": "Senators who voted said nay" if senate else "More nays than yeas",
        "split": "Split evenly",
        "none": "Nobody voted",
    }[side]
    return f"{lead}: {names}."


def _counts(state: Delegation, senate: bool) -> str:
    name = TILES[state.state].name
    return name if senate else f"{name} {tally(state.count('yea'), state.count('nay'))}"


def told_of(state: Delegation, party: str, position: str) -> str:
    """Return the tooltip of a part of a House tile: who stands behind it."""
    names = [
        member.name
        for member in state.members
        if member.party == party and _shown(member.position) == position
    ]
    many = f"{len(names)} {party_name(party, len(names))} {position}"
    place = TILES[state.state].name
    return f"{place}: {many}" + (f" ({', '.join(names)})" if len(names) <= 2 * FEW else "")


def _shown(position: str) -> str:
    return position if position in {"yea", "nay"} else "away"
