"""How the command line words what several pages have: numbers with signs, lists of members."""

from collections.abc import Sequence

from votekit.analysers.people import MemberPosition

LISTED = 20
"""More names than this are counted by party, unless they broke ranks: those are always named."""
NONE = "–"
PARTIES = {"R": "Republican", "D": "Democrat", "I": "independent", "ID": "Independent Democrat"}


def signed(number: int) -> str:
    """Write a number with its sign, as a news desk does.

    >>> signed(31), signed(-2)
    ('+31', '−2')
    """
    return f"{number:+d}".replace("-", "−")


def share(value: float | None) -> str:
    """Write a share of 1 as per cent.

    >>> share(0.985), share(None)
    ('98.5%', '–')
    """
    return NONE if value is None else f"{value:.1%}"


def shortened(text: str, width: int) -> str:
    """Cut a text to a width, an ellipsis at its end.

    >>> shortened("On Passage of the Bill", 11)
    'On Passage…'
    """
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def names_by_party(people: Sequence[MemberPosition]) -> str:
    """Name all members, by party and position: ``1 Republican nay: Rand Paul (R-KY)``."""
    groups: dict[tuple[str, str], list[MemberPosition]] = {}
    for member in people:
        groups.setdefault((member.party, member.position), []).append(member)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return "; ".join(
        f"{_count_of(party, len(members))} {position}: "
        + ", ".join(_tagged(member) for member in members)
        for (party, position), members in ordered
    )


def few_names(people: Sequence[MemberPosition]) -> str:
    """Name members as ``Rand Paul (R-KY)``; too many are counted by party instead."""
    if len(people) <= LISTED:
        return ", ".join(_tagged(member) for member in people)
    counts: dict[str, int] = {}
    for member in people:
        counts[member.party] = counts.get(member.party, 0) + 1
    told = ", ".join(
        _count_of(party, counts[party]) for party in sorted(counts, key=lambda name: -counts[name])
    )
    return f"{told} (--format json names them)"


def _tagged(member: MemberPosition) -> str:
    return f"{member.name} ({member.party}-{member.state})"


def _count_of(party: str, count: int) -> str:
    name = PARTIES.get(party, f"member of {party}" if count == 1 else f"members of {party}")
    plural = "" if count == 1 or party not in PARTIES else "s"
    return f"{count} {name}{plural}"
