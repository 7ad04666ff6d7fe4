"""Members by name on one roll call: who dissented, who broke ranks."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from votekit.analysers.parties import PartySplit

Row = Mapping[str, Any]
CAST = ("yea", "nay")
NO_CAUCUSES: Mapping[str, str] = {}


@dataclass(frozen=True)
class MemberPosition:
    """One member on one roll call; ``name`` is the one by which the member is known."""

    name: str
    party: str
    state: str
    id: str
    position: str


def name_members(positions: Iterable[Row], members: Iterable[Row]) -> list[MemberPosition]:
    """Join positions with members: names as known, Bioguide ids, real states of delegates.

    A member whom the table of members lacks keeps the printed name and the chamber's own id.
    """
    known = {(row["congress"], row["member_id"]): row for row in members}
    named: list[tuple[str, MemberPosition]] = []
    for row in positions:
        member = known.get((row["congress"], row["member_id"]))
        one = MemberPosition(
            name=member["name"] if member else row["name"],
            party=row["party"],
            state=member["state"] if member and row["state"] == "XX" else row["state"],
            id=(member and member["bioguide"]) or row["member_id"],
            position=row["position"] or row["word"],
        )
        named.append((member["last_name"] if member else one.name, one))
    named.sort(key=lambda entry: (_sorting(entry[0]), entry[1].name, entry[1].id))
    return [member for _, member in named]


def _sorting(name: str) -> str:
    """Bring a last name to the letters that an English reader sorts it by.

    >>> _sorting("Díaz-Balart"), _sorting("D’Amato")
    ('diazbalart', 'damato')
    """
    plain = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in plain if letter.isalpha()).lower()


def dissenters(people: Iterable[MemberPosition], outcome: str | None) -> list[MemberPosition]:
    """Return the members who voted on the losing side of the chamber."""
    losing = {"passed": "nay", "failed": "yea"}.get(outcome or "")
    return [member for member in people if member.position == losing]


def away(people: Iterable[MemberPosition]) -> list[MemberPosition]:
    """Return the members who answered present or did not vote: who could have come."""
    return [member for member in people if member.position in {"present", "not_voting"}]


def defectors(
    people: Iterable[MemberPosition],
    parties: Iterable[PartySplit],
    tactical: Iterable[MemberPosition] = (),
    caucuses: Mapping[str, str] = NO_CAUCUSES,
) -> list[MemberPosition]:
    """Return the members who voted against the position of their own party.

    ``tactical`` are leaders who did so to be able to move to reconsider; they did not break ranks
    (``votekit.analysers.leaders``). ``caucuses`` (id to party) measures independents by the party
    that they caucus with.
    """
    side = {split.party: split.position for split in parties}

    def broke(member: MemberPosition) -> bool:
        own = side.get(caucuses.get(member.id, member.party))
        return member.position in CAST and own is not None and member.position != own

    apart = {member.id for member in tactical}
    return [member for member in people if broke(member) and member.id not in apart]
