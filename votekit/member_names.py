"""Reading how a member is named: titles, party and state, ids, words; which rows that fits."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from votekit.shipped import nicknames, short_names
from votekit.states import STATES, state_code

Row = dict[str, Any]

_STATES = frozenset(STATES.values())
_TITLES = {
    **dict.fromkeys(("sen", "senator"), "senate"),
    **dict.fromkeys(
        "rep representative congressman congresswoman del delegate speaker".split(), "house"
    ),
    **dict.fromkeys("mr mrs ms dr hon the".split(), None),
}
_TAG = re.compile(
    r"[(\[,]?\s*\b(?:(?P<party>ID|[DRI])\s?[-–]\s?(?P<state>[A-Z]{2})(?:[-–]\d+)?"
    r"|(?P<only>[A-Z]{2}))\b\s*[)\]]?\s*$",
    re.IGNORECASE,
)
_NAMES = "|".join(sorted(STATES, key=len, reverse=True))
_SPELT = re.compile(
    r"(?:[(\[,]\s*(?:(?P<party>ID|[DRI])\s?[-–,]\s?)?|\s(?P<dashed>ID|[DRI])\s?[-–]\s?"
    rf"|\s(?:of|from)\s+(?:the\s+)?)(?P<state>{_NAMES})\s*[)\]]?\s*$"
    rf"|\s(?:of|from)\s+(?P<code>{'|'.join(sorted(_STATES))})\s*$",
    re.IGNORECASE,
)
"""A state by its name, behind the member's: “King of Maine”, “Collins, R-Maine”."""
_PARTY = re.compile(r"[(\[]\s*(?P<party>ID|[DRI])\s*[)\]]\s*$", re.IGNORECASE)
_ID = re.compile(r"(?P<bioguide>[A-Z]\d{6})|(?P<lis>S\d{1,4})", re.IGNORECASE)
_NUMBER = re.compile(r"(?:(?P<kind>icpsr|govtrack)\s*:?\s*)?(?P<number>\d{1,9})", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """What a text says: words of a name, and what it says of party, state and chamber."""

    words: tuple[str, ...]
    party: str | None = None
    state: str | None = None
    chamber: str | None = None

    def admits(self, row: Row) -> bool:
        """Tell whether party, state and chamber are the row's."""
        return (
            self.party in (None, row["party"])
            and self.state in (None, row["state"])
            and self.chamber in (None, row["chamber"])
        )


def matching_rows(rows: list[Row], text: str) -> list[Row]:
    """Return the rows that a text matches in the strictest sense in which it matches any."""
    plain = text.strip().strip(" .,;\"'“”‘’")
    if meant := nicknames().get(" ".join(plain.lower().split())):
        return [row for row in rows if row["bioguide"] == meant]
    if found := _ID.fullmatch(plain):
        kind, value = next(item for item in found.groupdict().items() if item[1])
        return [row for row in rows if row[kind] == value.upper()]
    if found := _NUMBER.fullmatch(plain):
        kinds = [found["kind"].lower()] if found["kind"] else ["icpsr", "govtrack"]
        return [row for row in rows if int(found["number"]) in [row[kind] for kind in kinds]]
    # A tag may be a part of the name instead: “Al Green”, “Di Pa”. Then the whole is the name.
    for asked in readings(plain):
        admitted = [row for row in rows if asked.admits(row)]
        for matches in _SENSES:
            chosen = [row for row in admitted if matches(row, asked.words)]
            if chosen:
                return chosen
    return []


def readings(text: str) -> Iterable[Asked]:
    """Give the ways to read a name, the one with a tag of party and state first."""
    spelt = _SPELT.search(text)
    if spelt and spelt.start() > 0:
        party = spelt["party"] or spelt["dashed"]
        code = state_code(spelt["state"] or spelt["code"])
        yield _read(text[: spelt.start()], party and party.upper(), code)
    tagged = _TAG.search(text) or _PARTY.search(text)
    if tagged and tagged.start() > 0:
        parts = tagged.groupdict()
        state = parts.get("state") or parts.get("only")
        if state is None or state.upper() in _STATES:
            party = parts.get("party")
            yield _read(text[: tagged.start()], party and party.upper(), state and state.upper())
    yield _read(text, None, None)


def _read(name: str, party: str | None, state: str | None) -> Asked:
    last, comma, first = name.partition(",")
    words = list(name_words(f"{first} {last}" if comma and first.strip() else name))
    chamber = None
    while words and words[0] in _TITLES:
        chamber = _TITLES[words.pop(0)] or chamber
    return Asked(tuple(words), party, state, chamber)


@cache
def name_words(text: str) -> tuple[str, ...]:
    """Bring a name to plain words.

    >>> name_words("Nydia Velázquez"), name_words("D’Amato"), name_words("Ocasio-Cortez")
    (('nydia', 'velazquez'), ('damato',), ('ocasio', 'cortez'))
    >>> name_words("J.D. Vance"), name_words("Robert C. Byrd")
    (('jd', 'vance'), ('robert', 'c', 'byrd'))
    """
    letters = unicodedata.normalize("NFKD", text).lower()
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    together = re.sub(r"\b([a-z])\. ?(?=[a-z]\.)", r"\1", letters)
    return tuple(re.findall(r"[a-z]+", re.sub(r"['’‘`]", "", together)))


def _is_whole_name(row: Row, words: tuple[str, ...]) -> bool:
    # Of one member (L000555) the record has the last name only: it is no more whole than others'.
    if len(words) < 2:
        return False
    names = (row["name"], f"{row['first_name'] or ''} {row['last_name']}")
    return any(name_words(name) == words for name in names)


def _is_last_name(row: Row, words: tuple[str, ...]) -> bool:
    return words in (name_words(row["last_name"]), name_words(row["printed_name"]))


def _is_part(row: Row, words: tuple[str, ...]) -> bool:
    own = name_words(f"{row['name']} {row['first_name'] or ''} {row['last_name']}")
    return bool(words) and all(word in own for word in words)


def _is_by_short_name(row: Row, words: tuple[str, ...]) -> bool:
    """Tell whether it is the name with the given name cut or whole, a middle initial left out."""
    meant = [word for word in words if len(word) > 1]
    if len(meant) < 2 or meant[-1] not in name_words(row["last_name"]):
        return False
    own = set(name_words(f"{row['name']} {row['first_name'] or ''} {row['last_name']}"))
    return all(own & (short_names().get(word, frozenset()) | {word}) for word in meant)


def _begins(row: Row, words: tuple[str, ...]) -> bool:
    own = name_words(f"{row['name']} {row['first_name'] or ''} {row['last_name']}")
    return all(len(word) > 2 and any(one.startswith(word) for one in own) for word in words)


_SENSES: tuple[Callable[[Row, tuple[str, ...]], bool], ...] = (
    _is_whole_name,
    _is_last_name,
    _is_part,
    _is_by_short_name,
    lambda row, words: bool(words) and _begins(row, words),
)
"""From the strictest to the loosest: a looser one counts only where no stricter one matches."""
