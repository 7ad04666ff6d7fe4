"""Who broke ranks, and who only seemed to: independents with a caucus, leaders' tactical nays."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from votekit.words.names import Tagged, counted_party, party_name, tag
from votekit.words.text import listed

RECONSIDER = {"senate": "Senate Rule XIII", "house": "House Rule XIX, clause 3"}
"""By what rule only the prevailing side may move to reconsider."""


class Caucusing(Protocol):
    """Whoever has a party and an id by which a caucus is looked up."""

    @property
    def party(self) -> str:
        """The party's letters."""

    @property
    def id(self) -> str:
        """The Bioguide id."""


class Officer(Tagged, Protocol):
    """Whoever has an office beside a name, a party and a state."""

    @property
    def office(self) -> str:
        """The office, as ``majority leader``."""


def counted_with_caucus(people: Iterable[Caucusing], caucuses: Mapping[str, str]) -> str:
    """Count members of one side: ``1 Democrat and 1 independent who caucuses with Democrats``.

    ``caucuses`` (id to party) tells with whom independents are counted.
    """
    counts = Counter((member.party, caucuses.get(member.id)) for member in people)
    told = [
        counted_party(count, party) + (_caucusing(count, caucus) if caucus else "")
        for (party, caucus), count in sorted(counts.items(), key=lambda one: bool(one[0][1]))
    ]
    return listed(told)


def _caucusing(count: int, caucus: str) -> str:
    return f" who {'caucuses' if count == 1 else 'caucus'} with {party_name(caucus)}"


def tactical_note(people: Sequence[Officer], chamber: str) -> str:
    """Say why a floor leader's nay is not among those of members who broke ranks."""
    names = listed([f"{titled(member.office)} {tag(member)}" for member in people])
    return (
        f"{names} voted nay with the prevailing side on a motion that failed, which allows a "
        f"motion to reconsider it ({RECONSIDER[chamber]}). That is not counted as breaking ranks."
    )


def titled(office: str) -> str:
    """Write an office before a name, as AP style has it: ``Majority Leader``."""
    return " ".join(word.capitalize() for word in office.split())
