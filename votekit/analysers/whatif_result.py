"""The answer of a recount: before and after, what changed, the cheapest ways to turn it."""

from dataclasses import asdict, dataclass, field
from typing import Any

from votekit.analysers.candidates import Candidate
from votekit.analysers.cutting import Cutting
from votekit.analysers.margin import VoteMargin, as_plain
from votekit.analysers.turning import Held, Way
from votekit.analysers.whatif import Change, TieBreaker
from votekit.analysers.whip_odds import Odds
from votekit.words.counts import signed
from votekit.words.names import tag


@dataclass(frozen=True)
class Threshold:
    """What the counts are held against: ``own``, ``veto`` or ``cloture``, and the rule behind."""

    name: str
    rule: str
    label: str
    fraction: str
    base: str
    authority: str


@dataclass(frozen=True)
class Line:
    """A second threshold beside the one that decides: before, after, and the ways to turn it."""

    threshold: Threshold
    before: Held
    after: Held
    ways: list[Way]


@dataclass(frozen=True)
class Revote:
    """The count without the delegates, whose votes decide the one in the Committee of the Whole.

    The House then votes at once without them (House Rule XVIII, clause 6(h)); ``None`` where the
    delegates decide nothing.
    """

    before: Held | None
    after: Held | None


@dataclass(frozen=True, repr=False)
class WhatIf:
    """One roll call recounted.

    ``threshold`` is what the question was decided by (its own rule), unless another was asked for;
    ``held_before`` and ``held_after`` are the counts against it, and ``ways`` turn the outcome
    after the assumptions, each alone. ``beside`` is the two thirds of a veto, where one is
    possible, or the question's own rule where another was asked for.

    ``before`` and ``after`` are margins as :func:`votekit.margin` gives them. ``idle`` names who
    already stood where the assumptions put them; ``vacant`` counts seats assumed vacant;
    ``vice_president`` is who may break a tie, with that vote as recorded or assumed.
    ``switchers`` and ``arrivals`` are the members nearest to turning the outcome.
    """

    query: str
    vote_id: str
    question: str
    chamber: str
    threshold: Threshold
    before: VoteMargin
    after: VoteMargin
    held_before: Held
    held_after: Held
    beside: Line | None
    vice_president: TieBreaker | None
    changes: list[Change]
    idle: list[str]
    vacant: int
    ways: list[Way]
    switchers: list[Candidate]
    arrivals: list[Candidate]
    cutting: Cutting | None
    earlier: list[str]
    odds: Odds | None
    revote: Revote | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def turned(self) -> bool:
        """Whether the assumptions turn the outcome, or leave it to the Vice President."""
        return self.held_before.outcome != self.held_after.outcome

    @property
    def quorate(self) -> bool:
        """Whether a majority of the members listed still answers: a quorum."""
        return self.after.voting + self.after.present >= quorum_of(self.after.listed)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON contract: plain dicts and lists, dates as ISO text."""
        told: dict[str, Any] = as_plain(asdict(self))
        return {**told, "turned": self.turned, "quorate": self.quorate}

    def __repr__(self) -> str:
        return f"<WhatIf {self.vote_id}: {told_counts(self)}>"

    def _repr_markdown_(self) -> str:
        lines = [
            f"**{self.vote_id}, {self.threshold.label}: {told_counts(self)}**",
            "",
            "| member | from | to |",
            "|---|---|---|",
        ]
        lines += [
            f"| {tag(one.member)} | {one.member.position} | {one.to} |" for one in self.changes
        ]
        return "\n".join(lines)


def quorum_of(listed: int) -> int:
    """Return the quorum of a chamber, a majority of its members (U.S. Const. art. I, § 5).

    >>> quorum_of(100), quorum_of(433)
    (51, 217)
    """
    return listed // 2 + 1


def told_counts(answer: WhatIf) -> str:
    """Return before and after in a few words: ``277–141 (−2) → 279–139 (0)``."""
    return " → ".join(
        f"{one.yea}–{one.nay} ({signed(one.spare)})"
        for one in (answer.held_before, answer.held_after)
    )
