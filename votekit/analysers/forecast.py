"""The forecast of an override: each past attempt's change in yea share, added to this passage.

Method and its test on the past: docs/overrides.md, "Outlook". Whether two-thirds remain is counted
in whole numbers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from votekit.analysers.intervals import limits
from votekit.analysers.parties import MAJOR
from votekit.analysers.veto import is_veto_proof

Count = tuple[int, int]
"""Yeas and nays."""
Marks = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


class Support(StrEnum):
    """Of which major parties most of those voting voted yea; a party that tied is not among them.

    No veto since 1989 was put to a vote of a chamber in which most of the opposition had been
    against the bill: a president rarely vetoes what his own party passed (H.R. 3590, 111th).
    """

    BOTH = "both parties"
    OPPOSITION = "opposition only"
    PRESIDENT = "president's party only"
    NEITHER = "neither party"

    @property
    def of_president(self) -> bool:
        """Whether most of the president's party voted yea."""
        return self in {Support.BOTH, Support.PRESIDENT}


def support_of(parties: Mapping[str, Count], president_party: str) -> Support:
    """Tell who was for a bill, from each party's yeas and nays.

    >>> support_of({"D": (219, 34), "R": (0, 178)}, "D").value
    "president's party only"
    """
    of_president, of_opposition = (
        any(
            yea > nay
            for party, (yea, nay) in parties.items()
            if party in MAJOR and (party == president_party) is own
        )
        for own in (True, False)
    )
    if of_president:
        return Support.BOTH if of_opposition else Support.PRESIDENT
    return Support.OPPOSITION if of_opposition else Support.NEITHER


@dataclass(frozen=True)
class Precedent:
    """One chamber's past vote on a veto, with its passage by roll call."""

    bill_id: str
    chamber: str
    passage: Count
    override: Count
    support: Support

    @property
    def proof(self) -> bool:
        """Whether the passage had two-thirds."""
        return is_veto_proof(*self.passage)

    @property
    def held(self) -> bool:
        """Whether two-thirds were there at the override."""
        return is_veto_proof(*self.override)


Past = Sequence[Precedent]


def without(past: Past, bill_id: str | None) -> list[Precedent]:
    """Return all but the attempts on one bill."""
    return [one for one in past if one.bill_id != bill_id]


@dataclass(frozen=True)
class Forecast:
    """How often a passage keeps, or gets, two-thirds when the past changes are added to it.

    ``chance`` is ``count`` of ``attempts``; ``low`` and ``high`` are its 95% limits for as many
    cases as there are ``bills``. ``share_low`` to ``share_high`` hold nine in ten of the yea shares
    that come out.
    """

    chance: float
    low: float
    high: float
    count: int
    attempts: int
    bills: int
    share_low: float
    share_high: float


def forecast_of(passage: Count, past: Past) -> Forecast:
    """Add the change of each past attempt to a passage.

    >>> one = Precedent("hr8-106", "house", (279, 136), (274, 157), Support.OPPOSITION)
    >>> forecast_of((300, 120), [one]).count, forecast_of((280, 140), [one]).count
    (1, 0)
    """
    kept = two_thirds_left(passage, past)
    bills = len({one.bill_id for one in past})
    chance = float(kept.mean())
    low, high = limits(chance, bills)
    yea, nay = passage
    shares = np.clip(yea / (yea + nay) + changes(past), 0, 1)
    share_low, share_high = np.quantile(shares, [0.05, 0.95], method="nearest")
    return Forecast(
        chance=chance,
        low=low,
        high=high,
        count=int(kept.sum()),
        attempts=len(past),
        bills=bills,
        share_low=float(share_low),
        share_high=float(share_high),
    )


def changes(past: Past) -> Floats:
    """Return by how much each attempt's yea share differs from its passage's, −1 to 1."""
    before, after = _counts(one.passage for one in past), _counts(one.override for one in past)
    moved: Floats = after[:, 0] / after.sum(axis=1) - before[:, 0] / before.sum(axis=1)
    return moved


def two_thirds_left(passage: Count, past: Past) -> Marks:
    """Tell, for each past attempt, whether its change would leave this passage two-thirds.

    y/V + y₂/V₂ − y₁/V₁ ≥ 2/3, multiplied by 3·V·V₁·V₂: never more than 3·435³.
    """
    yea, voting = passage[0], sum(passage)
    before, after = _counts(one.passage for one in past), _counts(one.override for one in past)
    v1, v2 = before.sum(axis=1), after.sum(axis=1)
    left = yea * v1 * v2 + after[:, 0] * voting * v1 - before[:, 0] * voting * v2
    marks: Marks = 3 * left >= 2 * voting * v1 * v2
    return marks


def _counts(pairs: Iterable[Count]) -> npt.NDArray[np.int64]:
    return np.array(list(pairs), np.int64).reshape(-1, 2)
