"""Joint resolutions that propose to amend the Constitution."""

import re
from collections.abc import Mapping
from typing import Any

from votekit.words.lazily import Lazily
from votekit.words.names import bill_name
from votekit.words.phrases import Act
from votekit.words.titles import tidy

_PROPOSING = Lazily(
    r"proposing an? (?P<adjective>(?:[\w-]+ )*?)amendment to the Constitution"
    r"(?: of the United States)?,? ?(?P<rest>.*)",
    re.IGNORECASE,
)
_ON = Lazily(r"^ (relative to|relating to|with respect to|with regard to|regarding)")


def proposing(row: Mapping[str, Any], *, full: bool) -> Act:
    """Return the act of passing a joint resolution that proposes to amend the Constitution.

    >>> row = {"chamber": "senate", "bill_id": "sjres10-112", "subject": None, "bill_title":
    ...     "A joint resolution proposing a balanced budget amendment to the Constitution"}
    >>> proposing(row, full=True).no
    'reject [a] balanced budget amendment to [the] Constitution (S.J.Res. 10)'
    """
    raw = row["subject"] if row["chamber"] == "house" else row.get("bill_title")
    told = _told(" ".join(str(raw or "").split()) if full else "", bill_name(row["bill_id"]))
    return Act(f"propose {told}", f"reject {told}")


def _told(raw: str, number: str) -> str:
    found = _PROPOSING.search(raw)
    if found:
        rest = _ON.sub(" on", f" {tidy(found['rest'])}".rstrip())
        if found["adjective"]:
            kind = found["adjective"].lower()
            return f"[a] {kind}amendment to [the] Constitution{rest} ({number})"
        return f"[a] constitutional amendment{rest} ({number})"
    title = tidy(raw)
    if "amendment" in title.lower():
        return f"[the] {title} ({number})"
    return f"[a] constitutional amendment ({number}{', ' + title if title else ''})"
