"""One roll call whole: what was put, the count, the rule, and every member by name."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from votekit.analysers.leaders import NOBODY, LeaderNay, tactical_nays
from votekit.analysers.parties import PartySplit
from votekit.analysers.people import MemberPosition, defectors
from votekit.analysers.split import count_parties, party_dict
from votekit.congresses import DELEGATE_STATES
from votekit.rules import RULES, needed
from votekit.rules.disagreement import Disagreement, disagreements_of
from votekit.schema import POSITIONS, usual_word
from votekit.shipped import Leaders
from votekit.words.rollcall import headline, sentence

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Cast(MemberPosition):
    """One member on the roll call.

    ``word`` is the source's (Aye, Guilty; in an election the candidate). ``broke_ranks``: against
    most of the member's party; ``tactical``: so, but as a floor leader on a motion that failed
    (``votekit.analysers.leaders``).
    """

    word: str
    broke_ranks: bool
    tactical: bool
    delegate: bool

    @property
    def side(self) -> str:
        """The position, or in an election the candidate."""
        return self.position if self.position in POSITIONS else self.word


@dataclass(frozen=True)
class Bar:
    """What the question needed: ``needed`` yeas by the rule, ``spare`` above (negative: short)."""

    key: str
    needed: int
    spare: int
    outcome: str
    label: str
    authority: str


@dataclass(frozen=True, repr=False)
class WholeVote:
    """One roll call whole.

    ``headline`` and ``sentence`` say what the chamber did. ``bar`` is ``None`` where there are no
    yeas and nays (an election of the Speaker, a quorum call); ``candidates`` are an election's,
    with their votes, the most first. ``members`` are cut to those asked for, ``listed`` counts all;
    ``vice_president`` broke a tie and is no member.
    """

    vote_id: str
    chamber: str
    congress: int
    session: int
    number: int
    date: date
    kind: str
    category: str
    stage: str
    headline: str
    sentence: str
    question: str
    subject: str
    bill_id: str | None
    bill_title: str
    result: str
    yea: int
    nay: int
    present: int
    not_voting: int
    listed: int
    bar: Bar | None
    vice_president: str | None
    vice_president_name: str | None
    parties: list[PartySplit]
    candidates: list[tuple[str, int]]
    tactical: list[LeaderNay]
    members: list[Cast]
    disagreements: list[Disagreement]
    by: str | None
    source: str
    source_url: str

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON contract."""
        return {
            **asdict(self),
            "date": self.date.isoformat(),
            "parties": [party_dict(split) for split in self.parties],
            "candidates": [{"name": name, "votes": votes} for name, votes in self.candidates],
        }

    def __repr__(self) -> str:
        return f"<WholeVote {self.vote_id} {self.yea}–{self.nay}, {len(self.members)} members>"

    @property
    def election(self) -> tuple[int, int, str | None]:
        """Of an election: the votes needed, the votes cast for a person by name, and who won."""
        cast = sum(votes for _, votes in self.candidates)
        wanted = cast // 2 + 1
        first, votes = self.candidates[0]
        return wanted, cast, first if votes >= wanted else None

    def only(
        self,
        *,
        ids: Iterable[str] | None = None,
        party: str | None = None,
        state: str | None = None,
        side: str | None = None,
    ) -> "WholeVote":
        """Cut the members to some ids, a party, a state, or a side; the counts stay the whole's."""
        wanted = None if ids is None else set(ids)
        kept = [
            member
            for member in self.members
            if (wanted is None or member.id in wanted)
            and party in (None, member.party)
            and state in (None, member.state)
            and side in (None, member.side)
        ]
        return replace(self, members=kept)


def whole_vote(
    row: Row,
    people: list[MemberPosition],
    *,
    leaders: Leaders = NOBODY,
    tie_breaker: str | None = None,
) -> WholeVote:
    """Return one roll call of any kind with all its members, by last name.

    Takes the row of ``rollcalls`` and the named members on it, the floor leaders, and who was Vice
    President on that day.
    """
    parties = count_parties(people)
    tactical = tactical_nays(row, people, parties, leaders)
    broke = {member.id for member in defectors(people, parties, tactical)}
    apart = {member.id for member in tactical}
    return WholeVote(
        vote_id=row["vote_id"],
        chamber=row["chamber"],
        congress=row["congress"],
        session=row["session"],
        number=row["number"],
        date=row["date"].date(),
        kind=row["kind"],
        category=row["category"] or "unknown",
        stage=row["stage"],
        headline=headline(row),
        sentence=sentence(row),
        question=row["question"],
        subject=row["subject"] or "",
        bill_id=row["bill_id"],
        bill_title=row["bill_title"] or "",
        result=row["result"],
        yea=row["yea"],
        nay=row["nay"],
        present=row["present"],
        not_voting=row["not_voting"],
        listed=row["listed"],
        bar=_bar(row),
        vice_president=row["vice_president"],
        vice_president_name=tie_breaker if row["vice_president"] else None,
        parties=parties,
        candidates=_candidates(row, people),
        tactical=tactical,
        members=[
            Cast(
                **vars(member),
                word=usual_word(member.position, row["words"]) or member.position,
                broke_ranks=member.id in broke,
                tactical=member.id in apart,
                delegate=member.state in DELEGATE_STATES,
            )
            for member in people
        ],
        disagreements=disagreements_of(row),
        by=row.get("by"),
        source=row["source"],
        source_url=row["source_url"],
    )


def _bar(row: Row) -> Bar | None:
    if row["kind"] != "vote" or not row["yea"] + row["nay"]:
        return None
    rule = RULES[row["rule"]]
    counts = {name: row[name] for name in ("yea", "nay", "present", "listed")}
    wanted = needed(rule, **counts)
    return Bar(rule.key, wanted, row["yea"] - wanted, row["outcome"], rule.label, rule.authority)


def _candidates(row: Row, people: Iterable[MemberPosition]) -> list[tuple[str, int]]:
    if row["kind"] != "election":
        return []
    votes = Counter(member.position for member in people if member.position not in POSITIONS)
    return sorted(votes.items(), key=lambda entry: (-entry[1], entry[0]))


def differing(votes: Iterable[WholeVote]) -> list[str]:
    """Return the ids of the members who voted yea on one roll call and nay on another."""
    sides: dict[str, set[str]] = {}
    for vote in votes:
        for member in vote.members:
            if member.position in {"yea", "nay"}:
                sides.setdefault(member.id, set()).add(member.position)
    return [member_id for member_id, taken in sides.items() if len(taken) > 1]
