"""Impeachments in the House, trials in the Senate: who, and on which article."""

import re
from collections.abc import Mapping
from typing import Any

from votekit.words.lazily import Lazily
from votekit.words.phrases import Act

_PERSON = Lazily(
    r"(?:impeaching|impeachment against( former)?( president)?|impeachment v\.( president)?"
    r"|impeachment of) "
    r"(?P<name>[A-Z][^,]+?)"
    r"(?:, (?P<jr>Jr\.))?(?:, (?P<office>(?:\w+ )*?(?:judge|president|secretary)\b)|,|$)",
    re.IGNORECASE,
)
_KNOWN = {
    "Donald John Trump": "Donald Trump",
    "Donald J. Trump": "Donald Trump",
    "William Jefferson Clinton": "Bill Clinton",
    "W. J. Clinton": "Bill Clinton",
    "Joseph R. Biden": "Joe Biden",
    "Alejandro Nicholas Mayorkas": "Alejandro Mayorkas",
}
"""Officers whose names in the articles are not the ones that they go by."""
NIXON = "Judge Walter Nixon"
"""The source names nobody in s286-101.1989 to s288-101.1989, the trial of Walter L. Nixon."""
_NAMELESS = {"hres611-105": "Bill Clinton"}
"""Resolutions whose articles were put apart as amendments, without a title (h543-105.1998)."""
_ARTICLE = Lazily(r"\bart(?:icle|\.)? (?P<number>[IVXL]+)\b", re.IGNORECASE)
_ORDINAL = Lazily(r"\b(?P<word>first|second|third|fourth) article", re.IGNORECASE)
_ROMAN = {"first": "I", "second": "II", "third": "III", "fourth": "IV"}


def person(row: Mapping[str, Any]) -> str:
    """Return who is impeached or tried; nothing where the row is about no impeachment.

    >>> person({"subject": "Impeaching Samuel B. Kent, judge of the United States District Court",
    ...     "bill_title": None})
    'Judge Samuel B. Kent'
    """
    for text in (row.get("bill_title"), row["subject"]):
        found = _PERSON.search(str(text or ""))
        if found and not re.match("articles|managers", found["name"], re.IGNORECASE):
            name = _KNOWN.get(found["name"].strip(), found["name"].strip())
            is_judge = (found["office"] or "").lower().endswith("judge")
            return f"Judge {name}" if is_judge else name
    return _NAMELESS.get(str(row.get("bill_id")), "")


def article(row: Mapping[str, Any]) -> str:
    """Name the article, as `` on Article IV``; nothing where there was one for all."""
    text = f"{row['type']} {row['subject'] or ''}"
    found = _ARTICLE.search(text)
    if found:
        return f" on Article {found['number'].upper()}"
    word = _ORDINAL.search(text)
    return f" on Article {_ROMAN[word['word'].lower()]}" if word else ""


def trial(row: Mapping[str, Any]) -> Act:
    """Return the act of a vote of guilty or not guilty.

    >>> trial({"type": "Guilty or Not Guilty H.Res. 611", "bill_title": None, "subject":
    ...     "Art I, Articles of Impeachment v. President W. J. Clinton"}).no
    'acquit Bill Clinton on Article I'
    """
    who, which = person(row) or NIXON, article(row)
    return Act(f"convict {who}{which}", f"acquit {who}{which}")


def impeaching(row: Mapping[str, Any]) -> Act:
    """Return the act of the House on articles of impeachment."""
    who, which = person(row), article(row)
    return Act(f"impeach {who}{which}", f"refuse to impeach {who}{which}")
