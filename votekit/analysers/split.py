"""The party split of one roll call, also by state or region, and with caucuses on request."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from votekit.analysers.leaders import NOBODY, LeaderNay, tactical_nays
from votekit.analysers.parties import (
    MAJOR,
    PartySplit,
    is_bipartisan,
    is_party_unity,
    likeness,
    party_splits,
)
from votekit.analysers.people import CAST, NO_CAUCUSES, MemberPosition, defectors
from votekit.rules.disagreement import Disagreement, disagreements_of
from votekit.schema import POSITIONS
from votekit.shipped import Leaders
from votekit.words.disagreement import with_disagreements
from votekit.words.names import party_name, tag
from votekit.words.rollcall import headline

REGIONS = {
    "Northeast": "CT ME MA NH RI VT NJ NY PA",
    "Midwest": "IL IN MI OH WI IA KS MN MO NE ND SD",
    "South": "DE FL GA MD NC SC VA WV AL KY MS TN AR LA OK TX",
    "West": "AZ CO ID MT NV NM UT WY AK CA HI OR WA",
    "Territories": "AS DC GU MP PR VI XX",
}
"""The Census Bureau's four regions; the District of Columbia stands with the territories, since
both send delegates."""
_REGION_OF = {state: region for region, states in REGIONS.items() for state in states.split()}


@dataclass(frozen=True)
class GroupSplit:
    """One state or region on one roll call, all parties together and by party."""

    group: str
    yea: int
    nay: int
    present: int
    not_voting: int
    parties: list[PartySplit]


@dataclass(frozen=True, repr=False)
class Split:
    """The party split of one roll call.

    ``headline`` says what was done.

    ``party_unity`` is CQ's measure, ``likeness`` Rice's; ``tactical`` names the floor leaders whose
    nay on a motion that failed let them move to reconsider, and who are not among the
    ``defectors``. ``caucuses`` gives the party with which each independent is counted where
    ``caucus`` asks for it (by Bioguide id; the member's own party stays what it was), and ``moved``
    names them. ``groups`` are the states or regions asked for; ``stage`` is the roll call's in
    ``rollcalls``; ``vice_president`` broke a tie, and is in no party's row; ``disagreements`` are
    where official total, recorded result and count contradict each other. ``notes`` say of a
    chamber without a roll call on a bill how it acted.
    """

    vote_id: str
    question: str
    headline: str
    result: str
    date: str
    chamber: str
    yea: int
    nay: int
    parties: list[PartySplit]
    party_unity: bool
    bipartisan: bool
    likeness: float | None
    defectors: list[MemberPosition]
    tactical: list[LeaderNay]
    source: str
    source_url: str
    caucus: bool = False
    caucuses: dict[str, str] = field(default_factory=dict)
    moved: list[str] = field(default_factory=list)
    by: str | None = None
    groups: list[GroupSplit] = field(default_factory=list)
    stage: str = "other"
    vice_president: str | None = None
    vice_president_name: str | None = None
    disagreements: list[Disagreement] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON contract: each party with its position, yea share and cohesion."""
        plain = asdict(self)
        # The contract has no stage: it is the roll call's, which the id names.
        del plain["stage"]
        plain["parties"] = [party_dict(split) for split in self.parties]
        plain["groups"] = [
            {**asdict(group), "parties": [party_dict(split) for split in group.parties]}
            for group in self.groups
        ]
        return plain

    def __repr__(self) -> str:
        told = ", ".join(f"{split.party} {split.yea}–{split.nay}" for split in self.parties)
        return f"<Split {self.vote_id} {self.yea}–{self.nay}: {told}>"

    def _repr_markdown_(self) -> str:
        kind = "party-unity vote" if self.party_unity else "not a party-unity vote"
        told = f"{self.vote_id}: {self.yea}–{self.nay}, {kind}"
        lines = [
            f"**{with_disagreements(told, self.disagreements)}**",
            "",
            "| party | yea | nay | present | not voting |",
            "|---|---:|---:|---:|---:|",
        ]
        lines += [
            f"| {split.party} | {split.yea} | {split.nay} | {split.present} | {split.not_voting} |"
            for split in self.parties
        ]
        return "\n".join(lines)


def party_dict(split: PartySplit) -> dict[str, Any]:
    """Return a party's counts with what follows from them."""
    return {
        **asdict(split),
        "voting": split.voting,
        "yea_share": split.yea_share,
        "position": split.position,
        "cohesion": split.cohesion,
    }


def count_parties(
    people: Iterable[MemberPosition], caucuses: Mapping[str, str] = NO_CAUCUSES
) -> list[PartySplit]:
    """Count named members by party: the same rows as ``tallies``, for a part of the chamber.

    ``caucuses`` (id to party) counts those members with another party than their own.
    """
    counts: dict[str, dict[str, int]] = {}
    for member in people:
        side = caucuses.get(member.id, member.party)
        entry = counts.setdefault(side, dict.fromkeys(POSITIONS, 0))
        if member.position in entry:
            entry[member.position] += 1
    return party_splits({"party": party, **entry} for party, entry in counts.items())


def caucuses_of(people: Iterable[MemberPosition], caucus_of: Mapping[str, str]) -> dict[str, str]:
    """Return the party with which each independent among the members caucuses, by Bioguide id.

    Their own party does not change: Sanders stays ``Bernie Sanders (I-VT)``.
    """
    return {
        member.id: caucus_of[member.id]
        for member in people
        if member.party not in MAJOR and member.id in caucus_of
    }


def group_splits(
    people: Iterable[MemberPosition], by: str, caucuses: Mapping[str, str] = NO_CAUCUSES
) -> list[GroupSplit]:
    """Split a roll call by ``state`` or by ``region`` (the Census Bureau's four)."""
    groups: dict[str, list[MemberPosition]] = {}
    for member in people:
        group = member.state if by == "state" else _REGION_OF.get(member.state, "Territories")
        groups.setdefault(group, []).append(member)
    order = sorted(groups) if by == "state" else [name for name in REGIONS if name in groups]
    return [_group(name, groups[name], caucuses) for name in order]


def _group(name: str, people: list[MemberPosition], caucuses: Mapping[str, str]) -> GroupSplit:
    yea, nay, present, not_voting = (
        sum(member.position == position for member in people) for position in POSITIONS
    )
    return GroupSplit(name, yea, nay, present, not_voting, count_parties(people, caucuses))


def party_split(
    row: Mapping[str, Any],
    people: list[MemberPosition],
    *,
    by: str | None = None,
    caucus_of: Mapping[str, str] | None = None,
    leaders: Leaders = NOBODY,
    tie_breaker: str | None = None,
) -> Split:
    """Return the party split of one roll call.

    Takes the row of ``rollcalls`` and the named members on it; ``by`` adds states or regions,
    ``caucus_of`` (Bioguide id to party) counts independents with their caucus, without changing
    what they are; ``leaders`` are the floor leaders, whose tactical nays are kept apart;
    ``tie_breaker`` is who was Vice President on that day.

    Rule: docs/rules.md, "Party measures"; Rice, Quantitative Methods in Politics (1928).
    """
    caucuses = caucuses_of(people, caucus_of or NO_CAUCUSES)
    parties = count_parties(people, caucuses)
    tactical = tactical_nays(row, people, count_parties(people), leaders)
    major = {split.party: split for split in parties}
    return Split(
        vote_id=row["vote_id"],
        question=row["question"],
        headline=headline(row),
        result=row["result"],
        date=row["date"].date().isoformat(),
        chamber=row["chamber"],
        yea=sum(member.position == CAST[0] for member in people),
        nay=sum(member.position == CAST[1] for member in people),
        parties=parties,
        party_unity=is_party_unity(major.get("D"), major.get("R")),
        bipartisan=is_bipartisan(major.get("D"), major.get("R")),
        likeness=likeness(major.get("D"), major.get("R")),
        defectors=defectors(people, parties, tactical, caucuses),
        tactical=tactical,
        source=row["source"],
        source_url=row["source_url"],
        caucus=caucus_of is not None,
        caucuses=caucuses,
        moved=[
            f"{tag(member)} with the {party_name(caucus)}"
            for member in people
            if (caucus := caucuses.get(member.id))
        ],
        by=by,
        groups=group_splits(people, by, caucuses) if by else [],
        stage=row["stage"],
        vice_president=row["vice_president"],
        vice_president_name=tie_breaker if row["vice_president"] else None,
        disagreements=disagreements_of(row),
    )
