"""Titles of bills, cut to what they say of the subject."""

import re

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
