"""Whoever introduced a bill, in a newsroom's order of names."""

import re

_LISTED = re.compile(
    r"(?P<title>Rep\.|Sen\.|Del\.|Res\. Comm\.|Resident Commissioner) (?P<name>.+)"
)


def sponsor(name: str | None, party: str | None, state: str | None) -> str | None:
    """Write a bill's sponsor; None where it has none.

    >>> sponsor("Rep. Royce, Edward R.", "R", "CA")
    'Rep. Edward R. Royce (R-CA)'
    >>> sponsor("Sen. King, Angus S., Jr.", "I", "ME")
    'Sen. Angus S. King Jr. (I-ME)'
    """
    if not name:
        return None
    found = _LISTED.match(name)
    title, listed = (found["title"], found["name"]) if found else ("", name)
    last, *rest = [part.strip() for part in listed.split(",")]
    parts = [title, rest[0] if rest else "", last, *rest[1:]]
    told = " ".join(part for part in parts if part)
    place = "-".join(one for one in (party, state) if one)
    return f"{told} ({place})" if place else told
