"""The test of the forecast on all past attempts to override, each as if its bill were unknown."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from votekit.analysers.forecast import Floats, Marks, Past, two_thirds_left, without
from votekit.analysers.intervals import Share, share_of

SEED = 20170727
RESAMPLES = 2000
BINS = (0.0, 0.1, 0.5, 0.9, 1.0)


@dataclass(frozen=True)
class Score:
    """A predictor's Brier score: the mean squared distance from what happened; 0 is perfect.

    ``low`` and ``high`` bound, at 95%, how much more than the forecast's it is (negative: less), by
    a bootstrap over bills.
    """

    predictor: str
    brier: float
    more: float
    low: float
    high: float


@dataclass(frozen=True)
class Calibration:
    """The attempts whose forecast lay in a range, and how many of them had two-thirds."""

    at_least: float
    at_most: float
    forecast: float | None
    held: Share


@dataclass(frozen=True)
class BackTest:
    """How the forecast did on past attempts, beside the naive predictors.

    ``low`` and ``high`` are the 95% interval of its Brier score, by a bootstrap over bills.
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
        """Whether the forecast's Brier score is lower than that of each naive predictor."""
        return all(self.brier < score.brier for score in self.naive)

    @property
    def beyond_chance(self) -> bool:
        """Whether it is lower than each by more than the bootstrap's interval."""
        return all(score.low > 0 for score in self.naive)


def forecasts(past: Past) -> Floats:
    """Return, for each past attempt, the chance forecast without any attempt on its bill."""
    made = [two_thirds_left(one.passage, without(past, one.bill_id)).mean() for one in past]
    return np.array(made, np.float64)


def back_test(past: Past) -> BackTest:
    """Forecast each past attempt without its bill, and score the forecasts.

    Naive predictors: the attempt goes as the passage's margin had it; every veto is sustained.
    """
    made = forecasts(past)
    held = np.array([one.held for one in past], np.float64)
    proof = np.array([one.proof for one in past], np.float64)
    own = (made - held) ** 2
    bills = [one.bill_id for one in past]
    naive = {"as the margin at passage": proof, "always sustained": 0.0 * held}
    low, high = np.quantile(over_bills(own, bills), [0.025, 0.975])
    return BackTest(
        attempts=len(held),
        bills=len(set(bills)),
        brier=float(own.mean()),
        low=float(low),
        high=float(high),
        naive=[
            _score(name, (predicted - held) ** 2, own, bills) for name, predicted in naive.items()
        ],
        calibration=_calibration(made, held > 0),
    )


def _score(predictor: str, errors: Floats, own: Floats, bills: Sequence[str]) -> Score:
    more = errors - own
    low, high = np.quantile(over_bills(more, bills), [0.025, 0.975])
    return Score(predictor, float(errors.mean()), float(more.mean()), float(low), float(high))


def over_bills(values: Floats, bills: Sequence[str]) -> Floats:
    """Return the mean of some values in resamples of bills: attempts on one bill stay together."""
    rng = np.random.default_rng(SEED)
    groups: npt.NDArray[np.int64] = np.unique(bills, return_inverse=True)[1]
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
