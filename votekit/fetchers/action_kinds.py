"""What an action on a bill is, from the words of whoever reports it.

Congress.gov and GovInfo report the same actions, which they have from the House, the Senate and the
Library of Congress. The words tell what an action is, since the codes do not: ``E30000`` stands for
"Signed by President." and for "Vetoed by President.", and both 28000 and E20000 come for one
presentment. A code decides only where the words are unknown and it has one meaning. An action comes
more than once, for each system that reports it: one row per event remains.
"""

import re
from collections.abc import Iterable
from datetime import timedelta

from votekit.fetchers.parsed import Row
from votekit.schema import ACTION_KINDS

SAME_EVENT = timedelta(days=10)
_THE_PRESIDENT = r"by (?:the )?president\b"
_WORDS = {
    "presented": re.compile(r"presented to (?:the )?president\b"),
    "signed": re.compile(rf"signed {_THE_PRESIDENT}"),
    "vetoed": re.compile(rf"vetoed {_THE_PRESIDENT}"),
    "pocket-vetoed": re.compile(rf"pocket vetoed {_THE_PRESIDENT}"),
    "unsigned": re.compile(
        r"sent to archivist of the united states unsigned\b"
        r"|became law without (?:the |his |her )?(?:president['’]s )?signature\b"
    ),
    "became-law": re.compile(r"became (?:public|private) law\b"),
}
_CODES = {
    **dict.fromkeys(("28000", "E20000"), "presented"),
    "E30000": "other",
    **dict.fromkeys(("36000", "E40000"), "became-law"),
}
_LAW = re.compile(r"became (?:public|private) law no:? ?(\d{1,3}-\d{1,4})\b", re.ASCII)


def action_kind(text: str, code: str) -> str | None:
    """Return what an action is (``votekit.schema.ACTION_KINDS``), or None for any other action.

    >>> action_kind("Vetoed by President.", "E30000"), action_kind("Held at the desk.", "H15000")
    ('vetoed', None)
    """
    for kind, words in _WORDS.items():
        if words.match(text.lower()):
            return kind
    return _CODES.get(code)


def law_of(text: str) -> str | None:
    """Return the number of the law that an action tells of.

    >>> law_of("Became Public Law No: 115-44.")
    '115-44'
    """
    found = _LAW.match(text.lower())
    return found[1] if found else None


def distinct(rows: Iterable[Row]) -> list[Row]:
    """Keep one row per event, in order; of rows on one event the first given stands.

    Systems that report one event can differ by some days on it; a bill is not presented, signed or
    vetoed twice within ten days.
    """
    kept: list[Row] = []
    for row in rows:
        before = next((one for one in kept if _is_same_event(one, row)), None)
        if before is None:
            kept.append(dict(row))
        elif before["law"] is None:
            before["law"] = row["law"]
    return sorted(kept, key=lambda row: (row["date"], ACTION_KINDS.index(row["kind"])))


def _is_same_event(one: Row, other: Row) -> bool:
    near = abs(one["date"] - other["date"]) <= SAME_EVENT
    return bool(one["kind"] == other["kind"] and (near or one["kind"] == "became-law"))
