"""Bills by the names that people use: the CARES Act, Dodd–Frank, the NDAA for FY2021."""

import re
import unicodedata

from votekit.shipped import PopularName, popular_names

_FILLING = {"a", "act", "and", "for", "in", "of", "on", "the"}
_REWRITES = (
    (r"['’‘`]", ""),
    (r"\b(?:fiscal year|fy) ?(?=[0-9])", "fy"),
    (r"\bfy(?=[0-9]{2}\b)", "fy20"),
    (r"\bnational defense authorization\b", "ndaa"),
)


def bills_called(text: str) -> list[PopularName]:
    """Return the bills of that name: in any order of its words, without “Act” and “the”.

    >>> [one.bill_id for one in bills_called("the FY21 NDAA")]
    ['hr6395-116']
    >>> [one.bill_id for one in bills_called("Equality Act")]
    ['hr5-116', 'hr5-117']
    """
    words = _words(text)
    return [one for one in popular_names() if words and _words(one.name) == words]


def _words(text: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", text).lower()
    for pattern, new in _REWRITES:
        plain = re.sub(pattern, new, plain)
    return frozenset(re.findall("[a-z0-9]+", plain)) - _FILLING
