"""Intervals of shares: none is shown without one."""

from dataclasses import dataclass

LEVEL = 0.95
METHOD = "Clopper–Pearson (exact), 95%"


@dataclass(frozen=True)
class Share:
    """A count of a number of cases, as a share with its interval; empty where there is no case."""

    count: int
    of: int
    share: float | None
    low: float | None
    high: float | None
    method: str = METHOD


def share_of(count: int, of: int) -> Share:
    """Return a share with its exact interval by Clopper and Pearson (Biometrika 26, 1934).

    The limits are quantiles of the beta distribution, by scipy; ``scipy.stats.binomtest`` gives the
    same, but takes longer to import than any answer takes.

    >>> share = share_of(21, 24)
    >>> round(share.share, 3), round(share.low, 3), round(share.high, 3)
    (0.875, 0.676, 0.973)
    """
    from scipy.special import betaincinv

    if of == 0:
        return Share(count, of, None, None, None)
    tail = (1 - LEVEL) / 2
    low = float(betaincinv(count, of - count + 1, tail)) if count else 0.0
    high = float(betaincinv(count + 1, of - count, 1 - tail)) if count < of else 1.0
    return Share(count, of, count / of, low, high)
