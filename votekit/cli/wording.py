"""How the command line words lists of members."""

from collections.abc import Mapping, Sequence

from votekit.analysers.people import NO_CAUCUSES, MemberPosition
from votekit.words.names import counted_party, tag
from votekit.words.ranks import counted_with_caucus

LISTED = 20
"""More names than this are counted by party, unless they broke ranks: those are always named."""


def names_by_party(
    people: Sequence[MemberPosition], caucuses: Mapping[str, str] = NO_CAUCUSES
) -> str:
    """Name all members, by party and position: ``1 Republican nay: Rand Paul (R-KY)``.

    ``caucuses`` (id to party) names independents beside the party that they caucus with.
    """
    groups: dict[tuple[str, str], list[MemberPosition]] = {}
    for member in people:
        side = caucuses.get(member.id, member.party)
        groups.setdefault((side, member.position), []).append(member)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return "; ".join(
        f"{counted_with_caucus(members, caucuses)} {position}: "
        + ", ".join(tag(member) for member in members)
        for (_, position), members in ordered
    )


def few_names(people: Sequence[MemberPosition]) -> str:
    """Name members as ``Rand Paul (R-KY)``; too many are counted by party instead."""
    if len(people) <= LISTED:
        return ", ".join(tag(member) for member in people)
    counts: dict[str, int] = {}
    for member in people:
        counts[member.party] = counts.get(member.party, 0) + 1
    told = ", ".join(
        counted_party(counts[party], party)
        for party in sorted(counts, key=lambda name: -counts[name])
    )
    return f"{told} (--format json names them)"
