"""Who sat in the chamber on one roll call: every member listed, with place on Voteview's line.

Delegates are told apart, since they are not among the House's 435; seats without a listed member
are counted, not called vacant, since the Speaker is listed only on some roll calls.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from votekit.analysers.leaders import NOBODY, LeaderNay, tactical_nays
from votekit.analysers.parties import PartySplit
from votekit.analysers.people import MemberPosition, defectors, name_members
from votekit.analysers.split import count_parties
from votekit.analysers.veto import two_thirds
from votekit.congresses import DELEGATE_STATES, SEATS
from votekit.rules import RULES, needed
from votekit.rules.disagreement import Disagreement, disagreements_of
from votekit.shipped import Leaders
from votekit.words.counts import tally
from votekit.words.names import member_tag
from votekit.words.rollcall import headline

Row = Mapping[str, Any]


@dataclass(frozen=True)
class RosterMember:
    """One member on one roll call; ``dim1`` and ``dim2`` are Voteview's, where it has them."""

    name: str
    party: str
    state: str
    id: str
    position: str
    dim1: float | None
    dim2: float | None
    delegate: bool

    @property
    def tag(self) -> str:
        """The member as a news desk writes it: ``Rand Paul (R-KY)``."""
        return member_tag(self.name, self.party, self.state)


@dataclass(frozen=True)
class Roster:
    """One roll call with all its members.

    ``needed`` is what the question's own rule takes; ``fraction`` says which, ``base`` of whom:
    ``voting``, ``present``, ``sworn`` or ``none`` (a count that nothing moves). ``to_override`` is
    what two-thirds take where the roll call can be vetoed. ``brief`` says in few words what was
    done. ``unlisted`` are seats of the chamber
    without a listed member, ``row`` is the roll call as the record has it.
    """

    vote_id: str
    chamber: str
    congress: int
    number: int
    date: date
    question: str
    brief: str
    subject: str
    category: str
    bill_id: str | None
    stage: str
    outcome: str
    veto: bool
    needed: int
    fraction: str
    base: str
    yea: int
    nay: int
    vice_president: str | None
    members: list[RosterMember]
    parties: list[PartySplit]
    defectors: list[MemberPosition]
    tactical: list[LeaderNay]
    unlisted: int
    source_url: str
    to_override: int | None
    disagreements: list[Disagreement]
    row: Row

    @property
    def away(self) -> int:
        """Members listed who answered present or did not vote."""
        return len(self.members) - self.yea - self.nay

    @property
    def count(self) -> str:
        """The tally: ``98–2``."""
        return tally(self.yea, self.nay)

    @property
    def spare(self) -> int:
        """Yeas above the number needed; negative when short."""
        return self.yea - self.needed


def roster(
    row: Row, positions: Iterable[Row], members: Iterable[Row], leaders: Leaders = NOBODY
) -> Roster:
    """Return the members of one roll call with yeas and nays, by last name.

    Takes the row of ``rollcalls``, the rows of ``positions`` on it, the rows of ``members`` of
    that Congress and chamber, and the floor leaders.
    """
    known = list(members)
    people = name_members(positions, known)
    places = {entry["bioguide"] or entry["member_id"]: entry for entry in known}
    seated = [_seated(one, places.get(one.id, {})) for one in people]
    parties = count_parties(people)
    tactical = tactical_nays(row, people, parties, leaders)
    counts = {name: row[name] for name in ("yea", "nay", "present", "listed")}
    veto = bool(row["subject_to_veto"])
    beside = veto and row["stage"] != "override"
    rule = RULES[row["rule"]]
    own = sum(not member.delegate for member in seated)
    return Roster(
        vote_id=row["vote_id"],
        chamber=row["chamber"],
        congress=row["congress"],
        number=row["number"],
        date=row["date"].date(),
        question=row["question"],
        brief=headline(row, full=False),
        subject=row["subject"] or "",
        category=row["category"] or "",
        bill_id=row["bill_id"],
        stage=row["stage"],
        outcome=row["outcome"],
        veto=veto,
        needed=needed(rule, **counts),
        fraction=rule.fraction,
        base=rule.base,
        yea=row["yea"],
        nay=row["nay"],
        vice_president=row["vice_president"],
        members=seated,
        parties=parties,
        defectors=defectors(people, parties, tactical),
        tactical=tactical,
        unlisted=max(0, SEATS[row["chamber"]] - own),
        source_url=row["source_url"],
        to_override=two_thirds(row["yea"] + row["nay"]) if beside else None,
        disagreements=disagreements_of(row),
        row=row,
    )


def _seated(one: MemberPosition, known: Row) -> RosterMember:
    delegate = one.state in DELEGATE_STATES
    dims = known.get("dim1"), known.get("dim2")
    return RosterMember(one.name, one.party, one.state, one.id, one.position, *dims, delegate)
