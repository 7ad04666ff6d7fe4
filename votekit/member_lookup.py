"""Finding in the record the member whom a text names: forgiving of form, never a guess."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from votekit.congresses import DELEGATE_STATES, ordinal
from votekit.errors import RequestError
from votekit.store import Record, Wanted

Row = dict[str, Any]

COLUMNS = (
    "congress chamber member_id bioguide lis icpsr govtrack name first_name last_name "
    "printed_name state district party caucus dim1"
).split()
"""The columns of ``members`` that a member found comes with."""

SHOWN = 8
"""So many are named where several match."""

_STATES = frozenset(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM "
    "NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY".split()
) | (DELEGATE_STATES - {"XX"})
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
_PARTY = re.compile(r"[(\[]\s*(?P<party>ID|[DRI])\s*[)\]]\s*$", re.IGNORECASE)
_ID = re.compile(r"(?P<bioguide>[A-Z]\d{6})|(?P<lis>S\d{1,4})", re.IGNORECASE)
_NUMBER = re.compile(r"(?:(?P<kind>icpsr|govtrack)\s*:?\s*)?(?P<number>\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class FoundMember:
    """One person: Bioguide id (or the chamber's, where there is none), name, rows of ``members``.

    The rows are cut to the Congress and chamber asked for, the oldest first.
    """

    bioguide: str
    name: str
    rows: list[Row]

    @property
    def label(self) -> str:
        """The member as the field writes it, with the latest party: ``Rand Paul (R-KY)``."""
        return _label(self.rows[-1])


@dataclass(frozen=True)
class _Asked:
    """What a text says: words of a name, and what it says of party, state and chamber."""

    words: tuple[str, ...]
    party: str | None = None
    state: str | None = None
    chamber: str | None = None

    def admits(self, row: Row) -> bool:
        return (
            self.party in (None, row["party"])
            and self.state in (None, row["state"])
            and self.chamber in (None, row["chamber"])
        )


def find_member(
    record: Record, text: str, *, congress: int | None = None, chamber: str | None = None
) -> FoundMember:
    """Find the one member whom a text names.

    Understood are Bioguide ids (``P000603``), Senate LIS ids (``S348``), ICPSR and GovTrack
    numbers, and names in any case, with or without accents, titles and ``(R-KY)``: a whole name,
    a last name, or any of its words. A title or a tag narrows the search.

    Raises
    ------
    RequestError
        When nobody, or more than one person, is so named; the sentence lists whom to choose from.

    >>> find_member(Record.open(), "Sen. Paul").label
    'Rand Paul (R-KY)'
    >>> find_member(Record.open(), "ocasio").bioguide
    'O000172'
    """
    shown = " ".join(text.split())[:60]
    if not shown:
        raise RequestError("No member is named: write a name or an id, as Rand Paul or P000603.")
    rows = record.members(Wanted(congress, chamber), COLUMNS).to_pylist()
    rows = [
        row
        for row in rows
        if congress in (None, row["congress"]) and chamber in (None, row["chamber"])
    ]
    found = _people(_matches(rows, text))
    if len(found) == 1:
        (mine,) = found.values()
        everything = _people(rows)[next(iter(found))]
        return FoundMember(next(iter(found)), mine[-1]["name"], everything)
    if found:
        raise _several(shown, list(found.values()))
    raise _nobody(record, shown, rows, congress, chamber)


def _matches(rows: list[Row], text: str) -> list[Row]:
    """Return the rows that a text matches in the strictest sense in which it matches any."""
    plain = text.strip().strip(" .,;\"'“”‘’")
    if found := _ID.fullmatch(plain):
        kind, value = next(item for item in found.groupdict().items() if item[1])
        return [row for row in rows if row[kind] == value.upper()]
    if found := _NUMBER.fullmatch(plain):
        kinds = [found["kind"].lower()] if found["kind"] else ["icpsr", "govtrack"]
        return [row for row in rows if int(found["number"]) in [row[kind] for kind in kinds]]
    # A tag may be a part of the name instead: “Al Green”, “Di Pa”. Then the whole is the name.
    for asked in _readings(plain):
        admitted = [row for row in rows if asked.admits(row)]
        for matches in _SENSES:
            chosen = [row for row in admitted if matches(row, asked.words)]
            if chosen:
                return chosen
    return []


def _readings(text: str) -> Iterable[_Asked]:
    """Give the ways to read a name, the one with a tag of party and state first."""
    tagged = _TAG.search(text) or _PARTY.search(text)
    if tagged and tagged.start() > 0:
        parts = tagged.groupdict()
        state = parts.get("state") or parts.get("only")
        if state is None or state.upper() in _STATES:
            party = parts.get("party")
            yield _asked(text[: tagged.start()], party and party.upper(), state and state.upper())
    yield _asked(text, None, None)


def _asked(name: str, party: str | None, state: str | None) -> _Asked:
    last, comma, first = name.partition(",")
    words = list(_words(f"{first} {last}" if comma and first.strip() else name))
    chamber = None
    while words and words[0] in _TITLES:
        chamber = _TITLES[words.pop(0)] or chamber
    return _Asked(tuple(words), party, state, chamber)


@cache
def _words(text: str) -> tuple[str, ...]:
    """Bring a name to plain words.

    >>> _words("Nydia Velázquez"), _words("D’Amato"), _words("Ocasio-Cortez")
    (('nydia', 'velazquez'), ('damato',), ('ocasio', 'cortez'))
    """
    letters = unicodedata.normalize("NFKD", text).lower()
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return tuple(re.findall(r"[a-z]+", re.sub(r"['’‘`]", "", letters)))


def _is_whole_name(row: Row, words: tuple[str, ...]) -> bool:
    # Of one member (L000555) the record has the last name only: it is no more whole than others'.
    if len(words) < 2:
        return False
    names = (row["name"], f"{row['first_name'] or ''} {row['last_name']}")
    return any(_words(name) == words for name in names)


def _is_last_name(row: Row, words: tuple[str, ...]) -> bool:
    return words in (_words(row["last_name"]), _words(row["printed_name"]))


def _is_part(row: Row, words: tuple[str, ...]) -> bool:
    own = _words(f"{row['name']} {row['first_name'] or ''} {row['last_name']}")
    return bool(words) and all(word in own for word in words)


def _begins(row: Row, words: tuple[str, ...]) -> bool:
    own = _words(f"{row['name']} {row['first_name'] or ''} {row['last_name']}")
    return all(len(word) > 2 and any(one.startswith(word) for one in own) for word in words)


_SENSES: tuple[Callable[[Row, tuple[str, ...]], bool], ...] = (
    _is_whole_name,
    _is_last_name,
    _is_part,
    lambda row, words: bool(words) and _begins(row, words),
)
"""From the strictest to the loosest: a looser one counts only where no stricter one matches."""


def _people(rows: list[Row]) -> dict[str, list[Row]]:
    people: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: (row["congress"], row["chamber"])):
        people.setdefault(row["bioguide"] or row["member_id"], []).append(row)
    return people


def _label(row: Row) -> str:
    return f"{row['name']} ({row['party']}-{row['state']})"


def _choice(people: list[list[Row]]) -> str:
    latest = sorted(people, key=lambda rows: (-rows[-1]["congress"], rows[-1]["name"]))
    told = ", ".join(
        f"{_label(rows[-1])} {rows[-1]['bioguide'] or rows[-1]['member_id']}"
        for rows in latest[:SHOWN]
    )
    return told + (f" and {len(latest) - SHOWN} more" if len(latest) > SHOWN else "")


def _several(shown: str, people: list[list[Row]]) -> RequestError:
    return RequestError(
        f"“{shown}” names {len(people)} members: give more of the name, or the id of one of "
        f"{_choice(people)}."
    )


def _nobody(
    record: Record, shown: str, rows: list[Row], congress: int | None, chamber: str | None
) -> RequestError:
    where = _place(congress, chamber)
    if congress is not None or chamber is not None:
        elsewhere = _people(_matches(record.members(columns=COLUMNS).to_pylist(), shown))
        if elsewhere:
            return RequestError(
                f"No “{shown}” sat in {where}: {_served(list(elsewhere.values()))}."
            )
    nearest = _nearest(rows, shown)
    told = f"nearest are {_choice(nearest)}" if nearest else "write a name or an id, as P000603"
    return RequestError(f"No member of {where} is called “{shown}”: {told}.")


def _place(congress: int | None, chamber: str | None) -> str:
    if congress is None:
        return f"the {chamber.capitalize()}" if chamber else "the record"
    of_chamber = f"the {chamber.capitalize()} of " if chamber else ""
    return f"{of_chamber}the {ordinal(congress)} Congress"


def _served(people: list[list[Row]]) -> str:
    """Say when those found elsewhere served."""
    told = []
    for rows in people[-SHOWN:]:
        chambers = dict.fromkeys(row["chamber"] for row in rows)
        spans = []
        for chamber in chambers:
            terms = [row["congress"] for row in rows if row["chamber"] == chamber]
            span = ordinal(terms[0]) + (f" to {ordinal(terms[-1])}" if len(terms) > 1 else "")
            spans.append(f"{chamber.capitalize()} of the {span}")
        told.append(f"{_label(rows[-1])} was in the {' and the '.join(spans)}")
    return "; ".join(told)


def _nearest(rows: list[Row], shown: str) -> list[list[Row]]:
    """Return those whose last or whole name is a slip of the pen away."""
    written = " ".join(_words(shown))
    names: dict[str, set[str]] = {}
    for row in rows:
        for name in (row["name"], row["last_name"]):
            names.setdefault(" ".join(_words(name)), set()).add(row["bioguide"] or row["member_id"])
    close = difflib.get_close_matches(written, list(names), n=3, cutoff=0.75)
    people = _people(rows)
    ids = dict.fromkeys(one for name in close for one in sorted(names[name]))
    return [people[one] for one in list(ids)[:3]]
