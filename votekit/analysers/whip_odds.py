"""The range and the odds of a whip count: members who are not sure, exactly, without simulation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from votekit.analysers.turning import Counts, Held, held
from votekit.rules import Rule, breaks_ties, needed

_WORST_FIRST = ("nay", "not_voting", "present", "yea")
_Shares = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Unsure:
    """One member who takes ``position`` with probability ``certainty``, else ``otherwise``."""

    position: str
    otherwise: str
    certainty: float


@dataclass(frozen=True)
class Odds:
    """What a whip count allows: ``worst`` and ``best`` case, expected yeas and nays, probability.

    ``unsure`` is the number of members who are not certain; ``probability`` that the yeas prevail,
    if the members decide independently of each other; ``tie`` that it comes to a tie, which the
    Vice President decides whose vote is not known (it is in no probability of prevailing).
    """

    unsure: int
    worst: Held
    best: Held
    expected_yea: float
    expected_nay: float
    probability: float
    tie: float = 0.0


def whip_odds(
    rule: Rule, settled: Counts, unsure: Sequence[Unsure], vice_president: float = 1.0
) -> Odds | None:
    """Return range and odds of a whip count; ``None`` where everybody is sure.

    ``settled`` counts all but the unsure, who stand in ``listed`` alone; ``vice_president`` is how
    certain its Vice President's vote is, who else votes the other way. The distribution of yeas
    and nays is the convolution of the members' own, two values each; no sample is drawn.

    Examples
    --------
    Two senators who may go either way, where one more yea is needed:

    >>> from votekit.rules import RULES
    >>> two = [Unsure("yea", "nay", 0.5), Unsure("yea", "nay", 0.5)]
    >>> odds = whip_odds(RULES["override"], Counts(66, 32, 0, 0, 100), two)
    >>> odds.probability, odds.worst.holds, odds.expected_yea
    (0.75, False, 67.0)
    """
    if not unsure and vice_president == 1:
        return None
    spread = _distribution(unsure)
    yeas, nays = np.indices(spread.shape, np.int64)
    yea, nay = np.add(yeas, settled.yea), np.add(nays, settled.nay)
    tied = (yea == nay) & (yea > 0) if breaks_ties(rule) else np.zeros(spread.shape, np.bool_)
    passing, tie = _passing(rule, settled, yea, nay), float(spread[tied].sum())
    vote = settled.vice_president
    broken = {"yea": vice_president, "nay": 1 - vice_president, "away": 0.0}.get(vote or "", 0.0)
    return Odds(
        unsure=len(unsure) + (vice_president < 1),
        worst=_extreme(rule, _with(settled, "nay", vice_president), unsure, worst=True),
        best=_extreme(rule, _with(settled, "yea", vice_president), unsure, worst=False),
        expected_yea=settled.yea + float((yeas * spread).sum()),
        expected_nay=settled.nay + float((nays * spread).sum()),
        probability=min(1.0, float(spread[passing].sum()) + broken * tie),
        tie=0.0 if vote else tie,
    )


def _distribution(unsure: Sequence[Unsure]) -> _Shares:
    """Return the probability of each number of yeas (rows) and nays (columns) among the unsure."""
    spread = np.zeros((len(unsure) + 1, len(unsure) + 1))
    spread[0, 0] = 1.0
    for known, member in enumerate(unsure):
        before = spread[: known + 1, : known + 1].copy()
        spread[: known + 1, : known + 1] = 0.0
        for position, share in (
            (member.position, member.certainty),
            (member.otherwise, 1 - member.certainty),
        ):
            down, right = int(position == "yea"), int(position == "nay")
            spread[down : known + 1 + down, right : known + 1 + right] += share * before
    return spread


def _passing(
    rule: Rule, settled: Counts, yea: npt.NDArray[np.int64], nay: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    present, listed = (np.full_like(yea, value) for value in (settled.present, settled.listed))
    enough = yea >= needed(rule, yea=yea, nay=nay, present=present, listed=listed)
    passing: npt.NDArray[np.bool_] = (yea + nay > 0) & enough
    return passing


def _with(settled: Counts, vote: str, certainty: float) -> Counts:
    """Have a Vice President who is not certain vote the worse, or the better, way."""
    return settled if certainty == 1 else replace(settled, vice_president=vote)


def _extreme(rule: Rule, settled: Counts, unsure: Sequence[Unsure], *, worst: bool) -> Held:
    """Hold the count in which every unsure member does the worse, or the better, of the two."""
    choose = min if worst else max
    taken = [choose(one.position, one.otherwise, key=_WORST_FIRST.index) for one in unsure]
    counts = replace(
        settled,
        yea=settled.yea + taken.count("yea"),
        nay=settled.nay + taken.count("nay"),
        not_voting=settled.not_voting + taken.count("not_voting"),
    )
    return held(rule, counts)
