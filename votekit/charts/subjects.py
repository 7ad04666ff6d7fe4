"""What a roll call was on, in the few words that a headline has room for."""

import re
from collections.abc import Mapping
from typing import Any

from votekit.charts.wording import tally
from votekit.references import SPELLINGS
from votekit.rules import TEXT_STAGES

_BILL = re.compile(r"(?P<kind>[a-z]+)(?P<number>\d+)-\d+")
_NOMINEE = re.compile(r"(?:Confirmation:? |Nomination PN[\d-]+: )(?P<name>[^,]{3,50}),")


NOTHING = "the question"
_PADDING = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(providing for congressional disapproval|disapproving the rule)\b.*?\brelating to ",
        r"^disapproving the action of .*? in approving ",
        r"^providing for congressional disapproval of ",
        r"^an? (act|(joint )?resolution) ",
        r"^to (provide for|direct) ",
        r"^(to|making|relating to|disapproving) ",
        r",? and for other purposes$",
        r"^“Endangered and Threatened Wildlife and Plants; ",
        r"^(the|a) ",
    )
)
"""What official titles begin and end with, cut in this order."""
_QUOTED = re.compile(r"“?(?P<all>[^“”]+)”")


def bill_name(bill_id: str) -> str:
    """Write a bill's id as the field does.

    >>> bill_name("hr3364-115"), bill_name("sjres7-116")
    ('H.R. 3364', 'S.J.Res. 7')
    """
    found = _BILL.fullmatch(bill_id)
    return f"{SPELLINGS[found['kind']]} {found['number']}" if found else bill_id


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


def short_subject(title: str) -> str:
    """Cut from an official title what says nothing of its subject.

    >>> short_subject("Providing for congressional disapproval of the rule submitted by the "
    ...     "Securities and Exchange Commission relating to “Staff Accounting Bulletin No. 121”")
    'Staff Accounting Bulletin No. 121'
    >>> short_subject("Making appropriations for the Department of Labor, and for other purposes")
    'Appropriations for the Department of Labor'
    """
    told = " ".join(title.split()).rstrip(".")
    for pattern in _PADDING:
        told = pattern.sub("", told)
    quoted = _QUOTED.fullmatch(told)
    told = quoted["all"].strip() if quoted else told
    return told[:1].upper() + told[1:]


def count_of(row: Mapping[str, Any]) -> str:
    """Write the count of a roll call, with the Vice President's vote where it broke a tie.

    >>> count_of({"yea": 50, "nay": 50, "vice_president": "yea"})
    '50–50 with the Vice President’s yea'
    """
    count = tally(row["yea"], row["nay"])
    broke = row["vice_president"]
    return f"{count} with the Vice President’s {broke}" if broke else count
