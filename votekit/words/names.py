"""Names: parties, members, chambers, Congresses, bills."""

from typing import Protocol

from votekit.congresses import ordinal
from votekit.references import SPELLINGS
from votekit.words.lazily import Lazily

_PARTIES = {
    "R": ("Republican", "Republicans"),
    "D": ("Democrat", "Democrats"),
    "I": ("independent", "independents"),
    "ID": ("Independent Democrat", "Independent Democrats"),
}
_BILL = Lazily(r"(?P<kind>[a-z]+)(?P<number>\d+)(-\d+)?")


class Tagged(Protocol):
    """Whoever has a name, a party and a state."""

    @property
    def name(self) -> str:
        """The name by which the member is known."""

    @property
    def party(self) -> str:
        """The party's letters."""

    @property
    def state(self) -> str:
        """The state's letters."""


def member_tag(name: str, party: str, state: str) -> str:
    """Write a member as a news desk does.

    >>> member_tag("Rand Paul", "R", "KY"), member_tag("Kilili Sablan", "", "MP")
    ('Rand Paul (R-KY)', 'Kilili Sablan')
    """
    return f"{name} ({party}-{state})" if party else name


def tag(member: Tagged) -> str:
    """Write a member as ``member_tag`` does, from whatever has the three."""
    return member_tag(member.name, member.party, member.state)


def party_name(party: str, number: int = 2) -> str:
    """Write a party's members.

    >>> party_name("R"), party_name("D", 1), party_name("I"), party_name("Green")
    ('Republicans', 'Democrat', 'independents', 'Green')
    """
    one, many = _PARTIES.get(party, (party or "no party", party or "no party"))
    return one if number == 1 else many


def counted_party(number: int, party: str) -> str:
    """Write how many members of a party there are.

    >>> counted_party(1, "R"), counted_party(2, "I"), counted_party(2, "Green")
    ('1 Republican', '2 independents', '2 members of Green')
    """
    if party in _PARTIES:
        return f"{number} {party_name(party, number)}"
    return f"{number} {'member' if number == 1 else 'members'} of {party or 'no party'}"


def chamber_name(chamber: str) -> str:
    """Write a chamber.

    >>> chamber_name("senate")
    'Senate'
    """
    return chamber.capitalize()


def congress_name(congress: int) -> str:
    """Write a Congress.

    >>> congress_name(115)
    '115th Congress'
    """
    return f"{ordinal(congress)} Congress"


def bill_name(bill_id: str | None) -> str:
    """Write a bill's id as the field does; nothing where there is no bill.

    >>> bill_name("hr3364-115"), bill_name("sjres7-116"), bill_name(None)
    ('H.R. 3364', 'S.J.Res. 7', '')
    """
    if not bill_id:
        return ""
    found = _BILL.fullmatch(bill_id)
    if not found or found["kind"] not in SPELLINGS:
        return bill_id
    return f"{SPELLINGS[found['kind']]} {found['number']}"


_PRESIDENTS = {
    "George H. W. Bush": "George H.W. Bush",
    "William J. Clinton": "Bill Clinton",
    "Donald J. Trump": "Donald Trump",
    "Joseph R. Biden Jr.": "Joe Biden",
}


def president_name(name: str) -> str:
    """Return a president's name as AP writes it.

    >>> president_name("William J. Clinton"), president_name("Barack Obama")
    ('Bill Clinton', 'Barack Obama')
    """
    return _PRESIDENTS.get(name, name)
