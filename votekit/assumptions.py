"""What may be assumed of a roll call, read from text: “Paul:nay”, “party=R,state=ME”, “all:nay”.

Who is meant is a name, filters joined by commas, a party by itself, or ``all``; a number may follow
(“party=R:nay*5”), and then it is not said which of those meant.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from votekit.errors import RequestError
from votekit.states import state_code

AWAY = "not_voting"
POSITION_WORDS = {
    **dict.fromkeys(("yea", "aye", "yes"), "yea"),
    **dict.fromkeys(("nay", "no"), "nay"),
    "present": "present",
    **dict.fromkeys(("away", "absent", "not voting", "not_voting"), AWAY),
}
PARTY_WORDS = {
    **dict.fromkeys(("r", "rep", "republican", "republicans"), "R"),
    **dict.fromkeys(("d", "dem", "dems", "democrat", "democrats", "democratic"), "D"),
    **dict.fromkeys(("i", "ind", "independent", "independents"), "I"),
    "id": "ID",
}
KEYS = ("party", "state", "position", "name")
_SHOWN = 60
LONGEST_NUMBER = 9
"""No chamber has more members than that many digits can count."""
_NUMBERED = re.compile(r"(?P<rest>.*?)\s*[*×]\s*(?P<number>[^*×]*)", re.DOTALL)
_HOW = "write yea, nay, present or away behind a colon, as Paul:nay"


class Pool(StrEnum):
    """Of which members a number or a group is taken: all, those away, those who voted otherwise."""

    ALL = "all"
    AWAY = "away"
    OTHERWISE = "otherwise"


@dataclass(frozen=True)
class Filters:
    """Which members are meant; ``None`` leaves a filter out, and without any all are meant."""

    party: str | None = None
    state: str | None = None
    position: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class Flip:
    """One member, by name or id, takes a position; ``said`` is the text that says so."""

    member: str
    position: str
    said: str


@dataclass(frozen=True)
class Move:
    """All members meant, or ``number`` of them, take a position."""

    filters: Filters
    position: str
    said: str
    pool: Pool
    number: int | None = None


def read_flip(text: str) -> Flip | Move:
    """Read ``Paul:nay``: a member by name or id, and the position assumed; or a group of members.

    >>> read_flip("Sen. Paul: away")
    Flip(member='Sen. Paul', position='not_voting', said='--flip “Sen. Paul: away”')
    >>> read_flip("party=D:yea*5").number
    5
    """
    said = f"--flip “{_short(text)}”"
    plain, number = _number(text)
    who, colon, position = plain.rpartition(":")
    if not colon or not who.strip() or not position.strip():
        raise RequestError(f"“{_short(text)}” does not say who takes which position: {_HOW}.")
    taken = read_position(position)
    if not _is_group(who):
        _refuse_number(text, number)
        return Flip(who.strip(), taken, said)
    return Move(_filters(who), taken, said, Pool.OTHERWISE, number)


def read_away(text: str) -> Move:
    """Read who stays away: ``party=R,state=me``, ``Daines``, or ``party=R:nay*5``.

    A position behind a colon is the one that they took on the roll call.

    >>> read_away("party=R,state=me").filters
    Filters(party='R', state='ME', position=None, name=None)
    >>> read_away("R:nay*5")
    Move(filters=Filters(party='R', state=None, position='nay', name=None), position='not_voting', \
said='--absent “R:nay*5”', pool=<Pool.ALL: 'all'>, number=5)
    """
    plain, number = _number(text)
    who, colon, position = plain.rpartition(":")
    filters = _filters(who if colon else plain)
    # “Daines:away” says twice that he stays away.
    if colon and read_position(position) != AWAY:
        if filters.position:
            raise RequestError(f"“{_short(text)}” gives position twice: give it once.")
        filters = Filters(filters.party, filters.state, read_position(position), filters.name)
    if filters.name:
        _refuse_number(text, number)
    return Move(filters, AWAY, f"--absent “{_short(text)}”", Pool.ALL, number)


def read_arrive(text: str) -> Move:
    """Read who was away and votes: ``party=D:yea``, ``all:nay``, ``party=R:nay*5``, ``Daines:yea``.

    >>> read_arrive("all:nay").position
    'nay'
    >>> read_arrive("Daines:yea").filters.name
    'Daines'
    """
    plain, number = _number(text)
    who, colon, position = plain.rpartition(":")
    if not colon or not who.strip() or not position.strip():
        raise RequestError(
            f"“{_short(text)}” does not say how they vote: write it as party=D:yea, Daines:yea or "
            "all:nay."
        )
    taken = read_position(position)
    if taken == AWAY:
        raise RequestError(f"“{_short(text)}” has them arrive and stay away: name a position.")
    filters = _filters(who)
    if filters.name:
        _refuse_number(text, number)
    return Move(filters, taken, f"--arrive “{_short(text)}”", Pool.AWAY, number)


def read_position(text: str) -> str:
    """Read a position in any of its words.

    >>> read_position("Aye"), read_position(" absent ")
    ('yea', 'not_voting')
    """
    found = POSITION_WORDS.get(" ".join(text.lower().split()))
    if found is None:
        raise RequestError(
            f"No position is called “{_short(text)}”: use yea, nay, present or away."
        )
    return found


def _number(text: str) -> tuple[str, int | None]:
    """Cut off how many are meant: ``*5``."""
    found = _NUMBERED.fullmatch(text)
    if found is None:
        return text, None
    number = found["number"].strip()
    if not number.isdecimal() or len(number) > LONGEST_NUMBER or not int(number):
        raise RequestError(
            f"“{_short(text)}” does not say how many: put a whole number above 0 behind the "
            "asterisk, as party=R:nay*5."
        )
    return found["rest"], int(number)


def _refuse_number(text: str, number: int | None) -> None:
    if number is not None:
        raise RequestError(
            f"“{_short(text)}” names one member and a number: leave out *{number}, or give a "
            "party or state, as party=R:nay*5."
        )


def _is_group(text: str) -> bool:
    plain = text.strip().lower()
    return "=" in plain or plain == "all" or plain in PARTY_WORDS


def _filters(text: str) -> Filters:
    plain = text.strip()
    if plain.lower() == "all":
        return Filters()
    if plain.lower() in PARTY_WORDS:
        return Filters(party=PARTY_WORDS[plain.lower()])
    if plain and "=" not in plain:
        return Filters(name=plain)
    read: dict[str, str] = {}
    for part in text.split(","):
        key, equals, value = (piece.strip() for piece in part.partition("="))
        key = key.lower()
        if not equals or key not in KEYS or not value:
            raise RequestError(
                f"“{_short(part)}” is not a filter: write a name, all, or party=, state=, "
                "position= or name= joined by commas, as party=R,state=ME."
            )
        if key in read:
            raise RequestError(f"“{_short(text)}” gives {key} twice: give each filter once.")
        read[key] = _value(key, value)
    return Filters(**read)


def _value(key: str, value: str) -> str:
    if key == "position":
        return read_position(value)
    if key == "party":
        if value.lower() not in PARTY_WORDS:
            raise RequestError(f"No party is called “{_short(value)}”: use R, D, I or ID.")
        return PARTY_WORDS[value.lower()]
    return state_code(value) if key == "state" else value


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"
