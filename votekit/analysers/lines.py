"""The lines that a roll call is measured against: its own question's, and that of an override."""

from collections.abc import Sequence
from dataclasses import dataclass

from votekit.analysers.margin import Margin, VoteMargin
from votekit.errors import RequestError
from votekit.rules import RULES, needed
from votekit.words.counts import tally
from votekit.words.names import bill_name

DRAWN = ("deciding", "override", "lost")
"""The roll calls of a bill that are measured, by their roles."""


@dataclass(frozen=True)
class Measured:
    """One roll call with the line of its own question, and of an override where one is possible."""

    vote: VoteMargin
    bill: str

    @property
    def away(self) -> int:
        """Members listed who answered present or did not vote."""
        return self.vote.present + self.vote.not_voting

    @property
    def listed(self) -> int:
        """Members who voted or could have."""
        return self.vote.voting + self.away

    @property
    def needed(self) -> int:
        """The yeas that the question needed."""
        return self.vote.rule.needed

    @property
    def veto(self) -> int | None:
        """The yeas that an override takes, where that is not the question itself."""
        veto = self.vote.veto
        return None if veto is None or self.vote.stage == "override" else veto.needed

    @property
    def spare(self) -> int:
        """Yeas above the number needed; negative when short."""
        return self.vote.yea - self.needed

    @property
    def proof(self) -> bool:
        """Whether the yeas reach what an override takes."""
        return self.veto is not None and self.vote.yea >= self.veto

    @property
    def needed_of_all(self) -> int:
        """The yeas that the question had needed, had everyone away voted nay."""
        vote = self.vote
        counts = {"yea": vote.yea, "nay": vote.nay + self.away, "present": 0}
        return needed(RULES[vote.rule.key], **counts, listed=vote.listed)

    @property
    def chamber(self) -> str:
        """The chamber that voted."""
        return self.vote.chamber

    @property
    def outcome(self) -> str:
        """``passed`` or ``failed``, by the rule of the roll call."""
        return self.vote.rule.outcome

    @property
    def count(self) -> str:
        """The tally."""
        return tally(self.vote.yea, self.vote.nay)


def measured(answers: Sequence[Margin]) -> list[Measured]:
    """Return the roll calls to draw: of a bill, the deciding ones and those on its veto.

    Raises
    ------
    RequestError
        When an answer has no roll call to draw.
    """
    found = []
    for answer in answers:
        chosen = [vote for vote in answer.votes if vote.role in DRAWN] or answer.votes
        if not chosen:
            raise RequestError(
                f"{answer.query} has no roll call to draw. {answer.explanation} Name another bill."
            )
        name = bill_name(answer.bill.id) if answer.bill else ""
        found += [Measured(vote, name) for vote in chosen]
    return found
