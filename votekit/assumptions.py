"""What may be assumed of a roll call, read from text: “Paul:nay”, “party=R,state=ME”, “all:nay”."""

from dataclasses import dataclass

from votekit.errors import RequestError

AWAY = "not_voting"
POSITION_WORDS = {
    **dict.fromkeys(("yea", "aye", "yes"), "yea"),
    **dict.fromkeys(("nay", "no"), "nay"),
    "present": "present",
    **dict.fromkeys(("away", "absent", "not voting", "not_voting"), AWAY),
}
PARTY_WORDS = {
    **dict.fromkeys(("r", "rep", "republican", "republicans"), "R"),
    **dict.fromkeys(("d", "dem", "democrat", "democrats", "democratic"), "D"),
    **dict.fromkeys(("i", "ind", "independent", "independents"), "I"),
    "id": "ID",
}
KEYS = ("party", "state", "position", "name")
_SHOWN = 60


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
    """All members meant stay away, or those of them who were away arrive and vote."""

    filters: Filters
    position: str
    said: str

    @property
    def arriving(self) -> bool:
        """Whether only those who were away are meant."""
        return self.position != AWAY


def read_flip(text: str) -> Flip:
    """Read ``Paul:nay``: a member by name or id, and the position assumed.

    >>> read_flip("Sen. Paul: away")
    Flip(member='Sen. Paul', position='not_voting', said='--flip “Sen. Paul: away”')
    """
    member, colon, position = text.rpartition(":")
    if not colon or not member.strip():
        raise RequestError(
            f"“{_short(text)}” does not say who takes which position: write it as Paul:nay."
        )
    return Flip(member.strip(), read_position(position), f"--flip “{_short(text)}”")


def read_away(text: str) -> Move:
    """Read ``party=R,state=ME``: all of them stay away.

    >>> read_away("party=R,state=me").filters
    Filters(party='R', state='ME', position=None, name=None)
    """
    return Move(_filters(text), AWAY, f"--away “{_short(text)}”")


def read_arrive(text: str) -> Move:
    """Read ``party=D:yea`` or ``all:nay``: those who were away arrive and vote so.

    >>> read_arrive("all:nay").position
    'nay'
    """
    who, colon, position = text.rpartition(":")
    if not colon:
        raise RequestError(
            f"“{_short(text)}” does not say how they vote: write it as party=D:yea or all:nay."
        )
    taken = read_position(position)
    if taken == AWAY:
        raise RequestError(f"“{_short(text)}” has them arrive and stay away: name a position.")
    return Move(_filters(who), taken, f"--arrive “{_short(text)}”")


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


def _filters(text: str) -> Filters:
    if text.strip().lower() == "all":
        return Filters()
    read: dict[str, str] = {}
    for part in text.split(","):
        key, equals, value = (piece.strip() for piece in part.partition("="))
        key = key.lower()
        if not equals or key not in KEYS or not value:
            raise RequestError(
                f"“{_short(part)}” is no filter: write all, or party=, state=, position= or name= "
                "joined by commas, as party=R,state=ME."
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
    return value.upper() if key == "state" else value


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"
