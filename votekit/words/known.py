"""By what name a bill is known, where the title in the record is another's or says nothing.

The Senate writes large laws into small bills of the House that wait for a vote, and the record goes
on giving the small bill's title: hr4346-117, the CHIPS and Science Act, is there the appropriations
for the Legislative Branch, and hr748-116, the CARES Act, the Middle Class Health Benefits Tax
Repeal Act.
"""

import re
import unicodedata
from functools import cache

from votekit.shipped import popular_names

_FILLING = {"a", "act", "and", "for", "in", "of", "on", "the"}
_REWRITES = (
    (r"['’‘`]", ""),
    (r"\b(?:fiscal year|fy) ?(?=[0-9])", "fy"),
    (r"\bfy(?=[0-9]{2}\b)", "fy20"),
    (r"\bnational defense authorization\b", "ndaa"),
)
_YEAR = re.compile("^20[0-9]{2}$")
_FORMAL = re.compile(r"\bAct\b|^NDAA ")


def name_words(text: str) -> frozenset[str]:
    """Return the words that tell names apart, in whatever order and spelling.

    >>> sorted(name_words("the FY21 National Defense Authorization Act"))
    ['fy2021', 'ndaa']
    """
    plain = unicodedata.normalize("NFKD", text).lower()
    for pattern, new in _REWRITES:
        plain = re.sub(pattern, new, plain)
    words = frozenset(re.findall("[a-z0-9]+", plain)) - _FILLING
    # "NDAA 2023" is that for fiscal 2023: there is one a year.
    return frozenset(_YEAR.sub(r"fy\g<0>", word) for word in words) if "ndaa" in words else words


def known_as(bill_id: str, title: str, *, at_any_time: bool = False) -> str:
    """Return the name by which a bill is known; its title where that says as much.

    ``at_any_time`` leaves out names with a note, which are those of a part or of the last text
    only: the Senate passed hr2029-114 as a bill on military construction a month before it became
    the Consolidated Appropriations Act, 2016.

    >>> known_as("hr748-116", "Middle Class Health Benefits Tax Repeal Act")
    'Coronavirus Aid, Relief, and Economic Security Act'
    >>> known_as("hr3364-115", "Countering America’s Adversaries Through Sanctions Act")
    'Countering America’s Adversaries Through Sanctions Act'
    """
    formal = _formal_names().get(bill_id, ())
    names = [name for noted, _, name in formal if not (noted and at_any_time)]
    had = name_words(title)
    if not names or any(2 * len(had & name_words(name)) >= len(name_words(name)) for name in names):
        return title
    return names[0]


@cache
def _formal_names() -> dict[str, list[tuple[bool, int, str]]]:
    """Return the acts by which bills are known, the whole bill’s name before parts’."""
    found: dict[str, list[tuple[bool, int, str]]] = {}
    for one in popular_names():
        if _FORMAL.search(one.name) and "res" not in one.bill_id.replace("jres", ""):
            entry = (bool(one.note), -len(one.name), one.name)
            found.setdefault(one.bill_id, []).append(entry)
    return {bill_id: sorted(names) for bill_id, names in found.items()}
