"""What the margin chart says: its data, headline, subtitle and alt text."""

from collections.abc import Sequence
from dataclasses import dataclass

from votekit.analysers.margin import Margin, VoteMargin
from votekit.analysers.verdict import NOT_SUBJECT, PROOF
from votekit.charts.frame import Story
from votekit.charts.rollcall_story import veto_told
from votekit.charts.vegalite import Row
from votekit.errors import RequestError
from votekit.rules import RULES, needed
from votekit.words.counts import against, counted, tally
from votekit.words.dates import spell_date
from votekit.words.names import bill_name, congress_name
from votekit.words.sources import rollcall_line, source_line
from votekit.words.text import listed

DRAWN = ("deciding", "override")


@dataclass(frozen=True)
class Measured:
    """One roll call with its threshold as it was, and as it had been had everyone listed voted.

    ``veto`` says that the threshold is the two thirds of an override, not the question's own.
    """

    vote: VoteMargin
    bill: str
    veto: bool
    needed: int
    needed_of_all: int

    @property
    def away(self) -> int:
        """Members listed who answered present or did not vote."""
        return self.vote.present + self.vote.not_voting

    @property
    def all(self) -> int:
        """Members who voted or could have."""
        return self.vote.voting + self.away

    @property
    def spare(self) -> int:
        """Yeas above the number needed; negative when short."""
        return self.vote.yea - self.needed

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
        found += [_measure(vote, name) for vote in chosen]
    return found


def _measure(vote: VoteMargin, bill: str) -> Measured:
    away = vote.present + vote.not_voting
    if vote.veto:
        return Measured(vote, bill, True, vote.veto.needed, vote.veto.worst_case.needed)
    everyone = needed(
        RULES[vote.rule.key], yea=vote.yea, nay=vote.nay + away, present=0, listed=vote.listed
    )
    return Measured(vote, bill, False, vote.rule.needed, everyone)


def margin_rows(rollcalls: Sequence[Measured]) -> list[Row]:
    """Return the data behind the chart: one row per roll call, all columns counts of members.

    ``needed`` is what two thirds take where the roll call can be vetoed, else what its own rule
    takes; ``worst_yea`` to ``best_yea`` are the yeas had all who were away voted nay or yea, both
    against ``needed_if_all_vote``.
    """
    return [
        {
            "vote_id": one.vote.vote_id,
            "bill": one.bill,
            "chamber": one.vote.chamber,
            "date": one.vote.date.isoformat(),
            "question": one.vote.question,
            "yea": one.vote.yea,
            "nay": one.vote.nay,
            "present": one.vote.present,
            "not_voting": one.vote.not_voting,
            "vice_president": one.vote.vice_president,
            "needed": one.needed,
            "needed_for": "two thirds, to override" if one.veto else one.vote.rule.label,
            "above_needed": one.spare,
            "majority": one.vote.voting // 2 + 1,
            "worst_yea": one.vote.yea,
            "best_yea": one.vote.yea + one.away,
            "needed_if_all_vote": one.needed_of_all,
            "outcome": one.vote.rule.outcome,
            "source": one.vote.source_url,
        }
        for one in rollcalls
    ]


def margin_story(answers: Sequence[Margin], rollcalls: Sequence[Measured]) -> Story:
    """Return the words of the chart."""
    one = answers[0]
    documents = [(one.vote.chamber, one.vote.source_url) for one in rollcalls]
    if len(answers) > 1:
        headline, subtitle = _of_several(answers, rollcalls), "Yeas against the number needed"
    elif len(rollcalls) == 1:
        headline, subtitle = _of_rollcall(rollcalls[0]), _asked(rollcalls[0].vote)
    else:
        headline, subtitle = _of_bill(one, rollcalls), _named(one)
    return Story(
        headline=headline,
        subtitle=subtitle,
        source=source_line(documents),
        description=f"{headline}. " + " ".join(_told(one) for one in rollcalls),
        source_urls=list(dict.fromkeys(address for _, address in documents)),
    )


def _asked(vote: VoteMargin) -> str:
    return rollcall_line(vote.chamber, vote.number, vote.date, vote.question)


def _named(answer: Margin) -> str:
    assert answer.bill is not None
    name = f"{bill_name(answer.bill.id)}, {congress_name(answer.bill.congress)}"
    return f"{name}: {answer.bill.title}" if answer.bill.title else name


def _of_several(answers: Sequence[Margin], rollcalls: Sequence[Measured]) -> str:
    if len(answers) == len(rollcalls):
        reached = sum(one.spare >= 0 for one in rollcalls)
        return f"{reached} of {len(rollcalls)} roll calls reached the number needed"
    proofs = sum(answer.verdict == PROOF for answer in answers)
    what = "bills" if all(answer.bill for answer in answers) else "bills and roll calls"
    return f"{proofs} of {len(answers)} {what} passed with the two thirds that an override takes"


def _of_rollcall(one: Measured) -> str:
    vote = one.vote
    chamber = vote.chamber.capitalize()
    told = against(one.spare, one.needed)
    if vote.stage == "override":
        did = "overrode the veto" if vote.rule.outcome == "passed" else "sustained the veto"
        return f"{chamber} {did}, {one.count}, {told}"
    if one.veto:
        did = "passed" if vote.rule.outcome == "passed" else "rejected"
        name = f"{did} {one.bill}" if one.bill else did
        return f"{chamber} {name}, {one.count}, {told} to override a veto"
    if vote.vice_president:
        broke = f"the Vice President’s {vote.vice_president} broke the tie"
        return f"{chamber} split {one.count}; {broke}"
    if vote.yea == vote.nay:
        return f"{chamber} tied {one.count}, {told}"
    return f"{chamber} voted {one.count}, {told}"


def _of_bill(answer: Margin, rollcalls: Sequence[Measured]) -> str:
    name = rollcalls[0].bill
    tries = [one for one in rollcalls if one.vote.role == "override"]
    if tries:
        return veto_told(name, tries)
    if answer.verdict == NOT_SUBJECT:
        counts = listed([f"{one.vote.chamber.capitalize()} {one.count}" for one in rollcalls])
        return f"{name} does not go to the president: {counts}"
    spares = f"{_spare(rollcalls[0], full=True)}, {listed([_spare(one) for one in rollcalls[1:]])}"
    if answer.verdict == PROOF:
        return f"{name} passed veto-proof: {spares}"
    if all(one.vote.rule.outcome == "passed" for one in rollcalls):
        return f"{name} passed, but not veto-proof: {spares}"
    return f"{name} against the two thirds of an override: {spares}"


def _spare(one: Measured, *, full: bool = False) -> str:
    """Say how far from two thirds: ``137 votes above two thirds in the House``."""
    chamber = one.vote.chamber.capitalize()
    if one.spare == 0:
        return f"exactly two thirds in the {chamber}"
    side = "above" if one.spare > 0 else "short of"
    if full:
        return f"{counted(abs(one.spare), 'vote')} {side} two thirds in the {chamber}"
    return f"{abs(one.spare)} {side.removesuffix(' of')} in the {chamber}"


def _told(one: Measured) -> str:
    vote = one.vote
    what = "the two thirds of an override" if one.veto else vote.rule.label
    told = (
        f"{vote.chamber.capitalize()}, {spell_date(vote.date)}: {counted(vote.yea, 'yea')}, "
        f"{counted(vote.nay, 'nay')}, {one.away} not voting; {measure(one)} "
        f"({what})."
    )
    return f"{told} {all_voting(one)}." if one.away else told


def measure(one: Measured) -> str:
    """Say how the yeas stand against the number needed."""
    vote = one.vote
    if vote.vice_president and vote.yea == vote.nay:
        return "tie broken by the Vice President"
    return against(one.spare, one.needed)


def all_voting(one: Measured) -> str:
    """Say what the members who were away could have made of it."""
    vote = one.vote
    worst, best = tally(vote.yea, vote.nay + one.away), tally(vote.yea + one.away, vote.nay)
    who = "the 1 member away" if one.away == 1 else f"all {one.away} away"
    low, high = (yeas - one.needed_of_all for yeas in (vote.yea, vote.yea + one.away))
    return (
        f"Had {who} voted nay: {worst}, {against(low, one.needed_of_all)}; yea: {best}, "
        f"{_beside(high)}"
    )


def _beside(spare: int) -> str:
    """Say how far yeas are from a number that was just named."""
    if spare == 0:
        return "exactly enough"
    return f"{abs(spare)} {'above' if spare > 0 else 'short'}"
