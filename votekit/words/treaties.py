"""What a treaty is called, in a few words."""

import re
from collections.abc import Mapping
from typing import Any

_ENDS = re.compile(
    r",? \(?(?:signed|done|adopted|concluded|opened for signature|which (?:was|were)|together with|with (?:a )?(?:protocol|annex)"
    r"|including|and its protocol|and (?:a |the )?(?:related |accompanying )?(?:exchange|protocol|annex)|as (?:well|contained)"
    r"|these protocols|commonly|formulated|approved by|dated|transmitted|and the prevention of fiscal).*$",
    re.IGNORECASE,
)
_LONG_NAMES = (
    (r"the Government of ", ""),
    (r"\bthe United States of America\b", "the United States"),
    (r"\bthe Union of Soviet Socialist Republics\b", "the Soviet Union"),
    (r"\bthe Russian Federation\b", "Russia"),
    (r"\bthe United Kingdom of Great Britain and Northern Ireland\b", "the United Kingdom"),
    (r"\bthe People['’]s Republic of China\b", "China"),
    (r"\bthe Kingdom of (?=[A-Z])", ""),
    (r"\bthe (?:Federal |Federative |Italian |French |Argentine )?Republic of (?=[A-Z])", ""),
    (r"\bthe Grand Duchy of ", ""),
    (r"\bbetween the United States and (?!.* and )", "with "),
    (r"\bNorth Atlantic Treaty of 1949\b", "North Atlantic Treaty"),
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
    told = _ENDS.sub("", " ".join(title.split())).strip(" .,;")
    for pattern, new in _LONG_NAMES:
        told = re.sub(pattern, new, told)
    told = re.sub(r"^(the|a|an) ", "", told, flags=re.IGNORECASE)
    if len(told) > _LONGEST:
        told = re.split(r", |; ", told)[0]
    if len(told) > _LONGEST:
        told = f"{told[:_LONGEST].rsplit(' ', 1)[0]}…"
    return f"[the] {told}"


def _numbered(row: Mapping[str, Any]) -> str:
    found = re.search(r"\b\d{2,3}-\d+\w*", f"{row['question']} {row['subject']}")
    name = re.search(r"\((?P<name>[A-Z][\w ]+)\)|\d,? ?(?P<after>[A-Z][\w ]{3,})", str(row["subject"]))
    named = (name and (name["name"] or name["after"])) or ""
    number = f"[the] treaty (Treaty Doc. {found[0]})" if found else "[the] treaty"
    return f"{number[:-1]}, {named})" if named and found else number
