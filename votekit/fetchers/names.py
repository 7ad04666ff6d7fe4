"""Who a printed name is: for House documents without ids.

House files before 2003 carry no ids, and some since carry empty ones (2004 rolls 405–544,
Butterfield; runs of names from mid-118th on). The key is then name, state, party and date. A
document may list both "Smith, Denny (OR)" and "Smith (OR)" (h2-101.1990): longer names are resolved
first, and who they are is no longer open to the shorter. What stays ambiguous or unknown is told
and gets the id ``?Name (ST)``: it is never guessed, never dropped.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from votekit.congresses import DELEGATE_STATES
from votekit.fetchers.parsed import Row
from votekit.words.names import member_tag

ANY_DELEGATE = "XX"
"""The House's own code for the states of delegates in many files."""

_SUFFIX = re.compile(r"\s*\(([A-Z]{2})\)$")


def split_suffix(name: str) -> tuple[str, str | None]:
    """Part a printed name from the state behind it, which belongs to the name.

    >>> split_suffix("Andrews (ME)"), split_suffix("Cox  (IL)"), split_suffix("de la Garza")
    (('Andrews', 'ME'), ('Cox', 'IL'), ('de la Garza', None))
    """
    found = _SUFFIX.search(name)
    return (name[: found.start()], found[1]) if found else (name, None)


def plain(name: str) -> str:
    """Bring a name to the letters that all its spellings share.

    >>> plain("Johnson, E. B."), plain("Romero-Barceló")
    ('johnson,eb', 'romerobarcelo')
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in decomposed if letter.isalpha() or letter == ",")


def unknown_id(name: str, state: str) -> str:
    """Spell the id of one whom nobody could tell, as ``?Miller (FL)``."""
    return f"?{split_suffix(name)[0]} ({state})"


class Names:
    """The members of one Congress's House, found by how roll calls print their names.

    ``members`` are rows of the members table; a row may also carry ``serves_from`` and
    ``serves_to`` (dates): who did not sit on the day is then not considered. Both Shusters of
    Pennsylvania and both Millers of Florida belong to the 107th, one after the other.
    """

    def __init__(self, members: Iterable[Row], congress: int, day: date) -> None:
        self._by_name: dict[str, list[Row]] = defaultdict(list)
        for member in members:
            if (member["congress"], member["chamber"]) != (congress, "house"):
                continue
            if _sits(member, day):
                for name in names_of(member):
                    self._by_name[name].append(member)

    def resolve(self, positions: list[Row]) -> list[str]:
        """Give ids, in place, to the positions without one; say of whom it could not be told."""
        nameless = [row for row in positions if not row["member_id"]]
        taken = {row["member_id"] for row in positions}
        told = []
        for row in sorted(nameless, key=lambda row: -len(row["name"])):
            member, remark = self._find(row, taken)
            if remark:
                told.append(remark)
            if row["state"] == ANY_DELEGATE:
                suffix = split_suffix(row["name"])[1]
                row["state"] = member["state"] if member else suffix or ANY_DELEGATE
            found = member["member_id"] if member else unknown_id(row["name"], row["state"])
            row["member_id"] = found
            taken.add(found)
        return told

    def _find(self, row: Row, taken: set[str]) -> tuple[Row | None, str | None]:
        name, suffix = split_suffix(row["name"])
        states = {row["state"]}
        if row["state"] == ANY_DELEGATE:
            states = {suffix} if suffix else set(DELEGATE_STATES)
        everyone = [found for found in self._by_name[plain(name)] if found["state"] in states]
        who = member_tag(row["name"], row["party"], row["state"])
        if len(everyone) == 1 and everyone[0]["member_id"] not in taken:
            return everyone[0], _other_party(everyone[0], row, who)
        fitting = [
            found
            for found in everyone
            if found["party"] == row["party"] and found["member_id"] not in taken
        ]
        if len(fitting) == 1:
            return fitting[0], None
        if not fitting:
            return None, f"{who} has no id and is none of the members known."
        them = " or ".join(sorted(f"{found['name']} {found['member_id']}" for found in fitting))
        return None, f"{who} has no id and may be {them}."


def _sits(member: Row, day: date) -> bool:
    first, last = member.get("serves_from"), member.get("serves_to")
    return not (first and day < first) and not (last and day > last)


def names_of(member: Row) -> set[str]:
    """Give the forms in which roll calls print a member's name, without the state."""
    names = {
        split_suffix(member["printed_name"])[0],
        member["last_name"],
        f"{member['last_name']}, {member['first_name'] or ''}",
    }
    return {plain(name) for name in names}


def _other_party(member: Row, row: Row, who: str) -> str | None:
    # Five Democrats turned Republicans during the 104th; h2-106.1999 prints Hastert as a Democrat.
    if member["party"] == row["party"]:
        return None
    return (
        f"{who} has no id and is taken for {member['name']} {member['member_id']}, who is listed "
        f"as {member['party']} in that Congress."
    )
