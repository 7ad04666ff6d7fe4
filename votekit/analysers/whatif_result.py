"""The answer of a recount: before and after, what changed, the cheapest ways to turn it."""

from dataclasses import asdict, dataclass, field
from typing import Any

from votekit.analysers.candidates import Candidate
from votekit.analysers.cutting import Cutting
from votekit.analysers.margin import VoteMargin, as_plain
from votekit.analysers.whatif import Change, Held, Way
from votekit.analysers.whip_odds import Odds
from votekit.words.counts import signed
from votekit.words.names import tag


@dataclass(frozen=True)
class Threshold:
    """What the counts are held against: ``veto``, ``cloture`` or ``own``, and the rule behind."""

    name: str
    label: str
    fraction: str
    base: str
    authority: str


@dataclass(frozen=True, repr=False)
class WhatIf:
    """One roll call recounted.

    ``before`` and ``after`` are margins as :func:`votekit.margin` gives them; ``held_before`` and
    ``held_after`` are the counts against the threshold. ``idle`` names who already stood where the
    assumptions put them; ``vacant`` counts seats assumed vacant. ``ways`` turn the outcome after
    the assumptions, each alone; ``switchers`` and ``arrivals`` are the members nearest to it.
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
    changes: list[Change]
    idle: list[str]
    vacant: int
    ways: list[Way]
    switchers: list[Candidate]
    arrivals: list[Candidate]
    cutting: Cutting | None
    earlier: list[str]
    odds: Odds | None
    notes: list[str] = field(default_factory=list)

    @property
    def turned(self) -> bool:
        """Whether the assumptions turn the outcome."""
        return self.held_before.holds != self.held_after.holds

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
