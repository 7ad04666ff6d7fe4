"""The test of the outlook on all past attempts to override, each as if its bill were unknown."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from votekit.analysers.intervals import Share, share_of
from votekit.analysers.switching import Counts, Floats, chances, resampled

SEED = 20170727
DRAWS = 60
RESAMPLES = 2000
BINS = (0.0, 0.1, 0.5, 0.9, 1.0)
Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Past:
    """All past attempts with a passage by roll call, one entry of each array per attempt.

    ``moved`` counts members by side, position at passage and at the override (n, 3, 3, 3);
    ``passages`` has yeas and nays of the passage (n, 2); ``held`` tells whether the override had
    two thirds.
    """

    bills: Sequence[str]
    moved: Counts
    passages: Counts
    held: Marks

    @property
    def proof(self) -> Marks:
        """Whether each passage had two thirds."""
        return had_two_thirds(self.passages[:, 0], self.passages[:, 1])

    def without(self, bill_id: str) -> "Past":
        """Return all but the attempts on one bill."""
        kept = [place for place, one in enumerate(self.bills) if one != bill_id]
        bills = [self.bills[place] for place in kept]
        return Past(bills, self.moved[kept], self.passages[kept], self.held[kept])


@dataclass(frozen=True)
class Score:
    """A predictor's Brier score: the mean squared distance from what happened; 0 is perfect.

    ``low`` and ``high`` bound, at 95 %, how much more than the outlook's it is (negative: less),
    by a bootstrap over bills.
    """

    predictor: str
    brier: float
    more: float
    low: float
    high: float


@dataclass(frozen=True)
class Calibration:
    """The attempts whose forecast lay in a range, and how many of them held."""

    at_least: float
    at_most: float
    forecast: float | None
    held: Share


@dataclass(frozen=True)
class BackTest:
    """How the outlook did on past attempts, beside the naive predictors.

    ``low`` and ``high`` are the 95 % interval of its Brier score, by a bootstrap over bills.
    """

    attempts: int
    bills: int
    brier: float
    low: float
    high: float
    naive: list[Score]
    calibration: list[Calibration]

    @property
    def beats(self) -> bool:
        """Whether the outlook's Brier score is lower than that of each naive predictor."""
        return all(self.brier < score.brier for score in self.naive)

    @property
    def beyond_chance(self) -> bool:
        """Whether it is lower than each by more than the bootstrap's interval."""
        return all(score.low > 0 for score in self.naive)


def forecasts(past: Past) -> Floats:
    """Return, for each past attempt, the outlook's chance of it, made without its bill."""
    rng = np.random.default_rng(SEED)
    made = np.empty(len(past.bills))
    for place, bill in enumerate(past.bills):
        others = chances(past.without(bill).moved)
        yea, nay = resampled(past.moved[place].sum(axis=-1), others, DRAWS, rng)
        made[place] = had_two_thirds(yea, nay).mean()
    return made


def had_two_thirds(yea: Counts, nay: Counts) -> Marks:
    """Tell of resampled counts whether two thirds of those voting were for it."""
    marks: Marks = (3 * yea >= 2 * (yea + nay)) & (yea + nay > 0)
    return marks


def back_test(past: Past) -> BackTest:
    """Forecast each past attempt without its bill, and score the forecasts.

    Naive predictors: the attempt goes as the passage's margin had it; every veto is sustained.
    """
    made = forecasts(past)
    held = past.held.astype(float)
    own = (made - held) ** 2
    groups = np.unique(past.bills, return_inverse=True)[1]
    naive = {"as the margin at passage": past.proof.astype(float), "always sustained": 0.0 * held}
    low, high = np.quantile(over_bills(own, groups), [0.025, 0.975])
    return BackTest(
        attempts=len(held),
        bills=int(groups.max()) + 1,
        brier=float(own.mean()),
        low=float(low),
        high=float(high),
        naive=[
            _score(name, (predicted - held) ** 2, own, groups) for name, predicted in naive.items()
        ],
        calibration=_calibration(made, past.held),
    )


def _score(predictor: str, errors: Floats, own: Floats, groups: Counts) -> Score:
    more = errors - own
    drawn = over_bills(more, groups)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Score(predictor, float(errors.mean()), float(more.mean()), float(low), float(high))


def over_bills(values: Floats, groups: Counts) -> Floats:
    """Return the mean of some values in resamples of bills: attempts on one bill stay together."""
    rng = np.random.default_rng(SEED)
    sums, sizes = np.bincount(groups, values), np.bincount(groups)
    drawn = rng.integers(len(sums), size=(RESAMPLES, len(sums)))
    means: Floats = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    return means


def _calibration(made: Floats, held: Marks) -> list[Calibration]:
    told = []
    for low, high in pairwise(BINS):
        inside = (made >= low) & ((made < high) | (high == BINS[-1]))
        forecast = float(made[inside].mean()) if inside.any() else None
        count = share_of(int(held[inside].sum()), int(inside.sum()))
        told.append(Calibration(low, high, forecast, count))
    return told
