"""Who broke ranks, by party and name, who else lost, and who was away."""

from collections import Counter
from collections.abc import Sequence

from votekit.analysers.margin import VoteMargin
from votekit.analysers.people import MemberPosition
from votekit.pages.model import Block, Group, Paragraph, People, Section
from votekit.pages.wording import headed
from votekit.words.counts import counted
from votekit.words.names import party_name, tag
from votekit.words.ranks import titled

MOST_NAMES = 40
"""More names than this are folded, unless they broke ranks."""


def ranks(votes: Sequence[VoteMargin]) -> Section:
    """Return the section that names who broke ranks on each roll call."""
    blocks: list[Block] = [People(headed(vote), _groups(vote)) for vote in votes]
    if not blocks:
        blocks = [Paragraph("No roll call decided, so nobody is on record.")]
    return Section("ranks", "Who broke ranks", blocks)


def _groups(vote: VoteMargin) -> list[Group]:
    groups = _defectors(vote) or [Group("No one broke with a party’s majority.")]
    rest = [member for member in vote.dissenters if member not in vote.defectors]
    if rest:
        groups.append(_group(f"Others on the losing side, voting {rest[0].position}", rest))
    if vote.tactical:
        said = "Voted nay with the prevailing side, which allows a motion to reconsider"
        names = [f"{titled(member.office)} {tag(member)}" for member in vote.tactical]
        groups.append(Group(f"{said}; not counted as breaking ranks", names))
    if vote.away:
        groups.append(_group("Did not vote or answered present", vote.away))
    return groups


def _defectors(vote: VoteMargin) -> list[Group]:
    groups: list[Group] = []
    for split in vote.parties:
        people = [member for member in vote.defectors if member.party == split.party]
        if people:
            side = people[0].position
            said = f"{len(people)} of {split.voting} {party_name(split.party)} voted {side}"
            groups.append(Group(said, [tag(member) for member in people]))
    return sorted(groups, key=lambda group: -len(group.names))


def _group(said: str, people: Sequence[MemberPosition]) -> Group:
    counts = Counter(member.party for member in people)
    by_party = ", ".join(
        counted(n, party_name(party, 1), party_name(party)) for party, n in counts.most_common()
    )
    names = [tag(member) for member in people]
    return Group(f"{said}: {by_party}", names, folded=len(names) > MOST_NAMES)
