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

    >>> share = share_of(14, 17)
    >>> round(share.share, 3), round(share.low, 3), round(share.high, 3)
    (0.824, 0.566, 0.962)
    """
    if of == 0:
        return Share(count, of, None, None, None)
    low, high = limits(count / of, of)
    return Share(count, of, count / of, low, high)


def limits(share: float, of: int) -> tuple[float, float]:
    """Return the limits of a share that so many independent cases gave.

    The share need not be a whole number of cases: of attempts that go together by bill, the cases
    are the bills (Korn and Graubard, Survey Methodology 24, 1998). The limits are quantiles of the
    beta distribution, by scipy; ``scipy.stats.binomtest`` gives the same, but takes longer to
    import than any answer takes.

    >>> low, high = limits(1.0, 63)
    >>> round(low, 3), high
    (0.943, 1.0)
    """
    from scipy.special import betaincinv

    tail = (1 - LEVEL) / 2
    count = share * of
    low = float(betaincinv(count, of - count + 1, tail)) if share > 0 else 0.0
    high = float(betaincinv(count + 1, of - count, 1 - tail)) if share < 1 else 1.0
    return low, high
