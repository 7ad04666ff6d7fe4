"""What a treaty is called, in a few words."""

import re
from collections.abc import Mapping
from typing import Any

from votekit.words.lazily import Lazily

_ENDS = Lazily(
    r",? \(?(?:signed|done|adopted|concluded|opened for signature|which (?:was|were)|together "
    r"with|with (?:a )?(?:protocol|annex)"
    r"|including|and its protocol|and (?:a |the )?(?:related |accompanying )?(?:exchange"
    r"|protocol|annex)|as (?:well|contained)"
    r"|these protocols|commonly|formulated|approved by|dated|transmitted|and the prevention of "
    r"fiscal).*$",
    re.IGNORECASE,
)
_LONG_NAMES = (
    (r"\bthe Government of ", ""),
    (r"\bthe United States of America\b", "the United States"),
    (r"\bthe Union of Soviet Socialist Republics\b", "the Soviet Union"),
    (r"\bthe Russian Federation\b", "Russia"),
    (r"\bthe United Kingdom of Great Britain and Northern Ireland\b", "the United Kingdom"),
    (r"\bthe People['’]s Republic of China\b", "China"),
    (r"\bthe Kingdom of (?=[A-Z])", ""),
    (r"\bthe Hashemite Kingdom of ", ""),
    (r"\bthe Republic of Korea\b", "South Korea"),
    (r"\bthe Argentine Republic\b", "Argentina"),
    (r"\bthe French Republic\b", "France"),
    (r"\bthe Italian Republic\b", "Italy"),
    (
        r"\bthe (?:Federal |Federative |Arab |Islamic |United |Bolivarian )?Republic of (?=[A-Z])",
        "",
    ),
    (r"\bthe Grand Duchy of ", ""),
    (r"\bNorth Atlantic Treaty of 1949\b", "North Atlantic Treaty"),
)
_BETWEEN = (
    r"\b[Bb]etween the United States and "
    r"(?=(the )?[A-Z]\w+( (of )?[A-Z]\w+)* (on|for|concerning|relating))"
)
_LONGEST = 130


def treaty_name(row: Mapping[str, Any]) -> str:
    """Name the treaty of a row, with its number where the title says nothing.

    >>> treaty_name({"treaty_title": "Protocol to the North Atlantic Treaty of 1949 on the "
    ...     "Accession of Montenegro", "question": "", "subject": ""})
    '[the] Protocol to the North Atlantic Treaty on the Accession of Montenegro'
    """
    title = str(row.get("treaty_title") or "")
    if title in {"", "nan", "None"}:
        return _numbered(row)
    told = countries(_ENDS.sub("", " ".join(title.split())).strip(" .,;"))
    told = re.sub(_BETWEEN, "with ", told)
    told = re.sub(r"^(the|a|an) ", "", told, flags=re.IGNORECASE)
    if len(told) > _LONGEST:
        told = re.split(r", |; | \(", told)[0]
    if len(told) > _LONGEST:
        told = f"{told[:_LONGEST].rsplit(' ', 1)[0]}…"
    told = re.sub(
        r"^(Treaty|Convention|Agreement) (?=[Bb]etween|with)", lambda found: found[0].lower(), told
    )
    return f"[the] {told}"


def countries(text: str) -> str:
    """Write countries by the names that they go by.

    >>> countries("ambassador to the Federative Republic of Brazil")
    'ambassador to Brazil'
    """
    for pattern, new in _LONG_NAMES:
        text = re.sub(pattern, new, text)
    return text


def _numbered(row: Mapping[str, Any]) -> str:
    found = re.search(r"\b\d{2,3}-\d+\w*", f"{row['question']} {row['subject']}")
    words = re.search(r"ratification[-–, ]+(?P<name>[a-z][a-z ]{6,})", str(row["subject"]))
    if words and not found:
        # s51-105.1997 has no treaty in its fields: "Resolution of ratification-chemical weapons..."
        return f"[the] {words['name'].strip().title()}"
    name = re.search(
        r"\((?P<name>[A-Z][\w ]+)\)|\d,? ?(?P<after>[A-Z][\w ]{3,})", str(row["subject"])
    )
    named = (name and (name["name"] or name["after"])) or ""
    number = f"[the] treaty (Treaty Doc. {found[0]})" if found else "[the] treaty"
    return f"{number[:-1]}, {named})" if named and found else number
