"""What past overrides say about a bill on the president's desk.

Method, back-test and caveats: docs/overrides.md, "Outlook".
"""

from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from votekit.analysers.backtest import (
    SEED,
    BackTest,
    Past,
    had_two_thirds,
    over_bills,
)
from votekit.analysers.base_rates import band_of
from votekit.analysers.intervals import Share, share_of
from votekit.analysers.margin import Bill
from votekit.analysers.switching import Counts, chances, resampled
from votekit.analysers.veto import cushion, is_veto_proof, two_thirds

DRAWS = 400


@dataclass(frozen=True)
class Resampled:
    """What became of the vote when members moved as on past bills.

    ``chance`` is the share of resamples with two thirds, ``low`` and ``high`` its 95 % interval by
    a bootstrap over bills; ``cushion_low`` to ``cushion_high`` hold nine in ten resampled cushions.
    """

    chance: float
    low: float
    high: float
    cushion: int
    cushion_low: int
    cushion_high: int
    attempts: int
    bills: int
    draws: int
    seed: int


@dataclass(frozen=True)
class ChamberOutlook:
    """One chamber's passage, how comparable passages fared, and the range by resampling.

    ``resampled`` is empty when the method does no better than the naive predictors.
    """

    chamber: str
    vote_id: str
    yea: int
    nay: int
    needed: int
    cushion: int
    veto_proof: bool
    band: str
    comparable: Share
    nearest: Share
    resampled: Resampled | None


@dataclass(frozen=True, repr=False)
class Outlook:
    """The answer for a bill: verdict, chambers, and how the method did on the past."""

    query: str
    bill: Bill
    president: str
    president_party: str
    verdict: str
    explanation: str
    chambers: list[ChamberOutlook]
    back_test: BackTest
    happened: str | None
    sources: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Return plain dicts and lists, for JSON."""
        plain = asdict(self)
        plain["back_test"] |= {
            "beats": self.back_test.beats,
            "beyond_chance": self.back_test.beyond_chance,
        }
        return plain

    def __repr__(self) -> str:
        told = ", ".join(f"{one.chamber} {one.yea}–{one.nay}" for one in self.chambers)
        return f"<Outlook {self.query}: {self.verdict}; {told}>"


def chamber_outlook(
    row: dict[str, Any], stands: Counts, past: Past, *, resample: bool
) -> ChamberOutlook:
    """Return the outlook of one chamber.

    Takes its deciding roll call, the members by side and position (3, 3), and past attempts
    without this bill.
    """
    yea, nay = row["yea"], row["nay"]
    proof, band = is_veto_proof(yea, nay), band_of(yea, nay)
    alike = past.proof == proof
    near = alike & np.array([band_of(*counts) == band for counts in past.passages.tolist()], bool)
    return ChamberOutlook(
        chamber=row["chamber"],
        vote_id=row["vote_id"],
        yea=yea,
        nay=nay,
        needed=two_thirds(yea + nay),
        cushion=cushion(yea, nay),
        veto_proof=proof,
        band=band,
        comparable=share_of(int(past.held[alike].sum()), int(alike.sum())),
        nearest=share_of(int(past.held[near].sum()), int(near.sum())),
        resampled=resample_vote(stands, past) if resample else None,
    )


def resample_vote(stands: Counts, past: Past) -> Resampled:
    """Give the members of a vote the moves of past bills, many times over; seeded."""
    rng = np.random.default_rng(SEED)
    yea, nay = resampled(stands, chances(past.moved), DRAWS, rng)
    by_attempt = had_two_thirds(yea, nay).mean(axis=1)
    groups = np.unique(past.bills, return_inverse=True)[1]
    low, high = np.quantile(over_bills(by_attempt, groups), [0.025, 0.975])
    spare = cushion(yea, nay)
    within = np.quantile(spare, [0.05, 0.5, 0.95], method="nearest")
    return Resampled(
        chance=float(by_attempt.mean()),
        low=float(low),
        high=float(high),
        cushion=int(within[1]),
        cushion_low=int(within[0]),
        cushion_high=int(within[2]),
        attempts=len(past.bills),
        bills=int(groups.max()) + 1,
        draws=yea.size,
        seed=SEED,
    )
