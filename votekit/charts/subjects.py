"""What a roll call was on, in the few words that a headline has room for."""

import re
from collections.abc import Mapping
from typing import Any

from votekit.rules import TEXT_STAGES
from votekit.words.names import bill_name

_NOMINEE = re.compile(r"(?:Confirmation:? |Nomination PN[\d-]+: )(?P<name>[^,]{3,50}),")


NOTHING = "the question"


def object_of(row: Mapping[str, Any]) -> str:
    """Name what a roll call was on; takes a row of ``rollcalls``.

    >>> row = {"stage": "override", "bill_id": "hr6395-116", "category": "veto-override"}
    >>> object_of(row)
    'passing H.R. 6395 over the veto'
    """
    bill = bill_name(row["bill_id"]) if row["bill_id"] else ""
    if row["stage"] == "override" and bill:
        return f"passing {bill} over the veto"
    if row["stage"] in TEXT_STAGES and bill:
        return bill
    if row["category"] == "nomination":
        found = _NOMINEE.search(f"{row['subject'] or ''} {row['question']}")
        return f"the nomination of {found['name']}" if found else "a nomination"
    named = {"amendment": "an amendment to", "cloture": "cloture on", "recommit": "recommitting"}
    if row["category"] in named and bill:
        return f"{named[row['category']]} {bill}"
    return f"a motion on {bill}" if bill else NOTHING
