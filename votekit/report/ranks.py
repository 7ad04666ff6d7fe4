"""Who broke ranks, by party and name, who else lost, and who was away."""

from collections.abc import Sequence

from votekit.analysers.margin import VoteMargin
from votekit.analysers.people import MemberPosition
from votekit.charts.wording import party_name
from votekit.report.model import Block, Paragraph, People, Section
from votekit.report.wording import headed, tag

Group = tuple[str, list[str]]


def ranks(votes: Sequence[VoteMargin]) -> Section:
    """Return the section that names who broke ranks on each roll call."""
    blocks: list[Block] = [People(headed(vote), _groups(vote)) for vote in votes]
    if not blocks:
        blocks = [Paragraph("No roll call decided, so nobody is on record.")]
    return Section("ranks", "Who broke ranks", blocks)


def _groups(vote: VoteMargin) -> list[Group]:
    groups = _defectors(vote) or [("Nobody voted against the majority of the own party.", [])]
    rest = [member for member in vote.dissenters if member not in vote.defectors]
    if rest:
        side = rest[0].position
        groups.append((f"Others on the losing side, voting {side} ({len(rest)})", _names(rest)))
    if vote.away:
        groups.append((f"Did not vote or answered present ({len(vote.away)})", _names(vote.away)))
    return groups


def _defectors(vote: VoteMargin) -> list[Group]:
    groups: list[Group] = []
    for split in vote.parties:
        people = [member for member in vote.defectors if member.party == split.party]
        if people:
            side = people[0].position
            said = f"{len(people)} of {split.voting} {party_name(split.party)} voted {side}"
            groups.append((said, _names(people)))
    return sorted(groups, key=lambda group: -len(group[1]))


def _names(people: Sequence[MemberPosition]) -> list[str]:
    return [tag(member) for member in people]
