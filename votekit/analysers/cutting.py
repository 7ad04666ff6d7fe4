"""The cutting point of one roll call: where on Voteview's first dimension yeas and nays part."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Cutting:
    """The point that parts yeas from nays with the fewest members on the wrong side.

    ``yea_side`` is ``left`` (below the point) or ``right``; ``errors`` of ``voters`` are on the
    wrong side. ``reduction`` is the proportional reduction of error: the share of the minority's
    votes that the point explains, 0 to 1.
    """

    point: float
    yea_side: str
    errors: int
    voters: int
    reduction: float

    def short_of(self, score: float, position: str) -> float:
        """Return how far a score is from a side: positive when short of it, else beyond.

        >>> round(Cutting(0.1, "left", 0, 10, 1.0).short_of(0.3, "yea"), 3)
        0.2
        """
        gap = score - self.point
        return gap if (self.yea_side == "left") == (position == "yea") else -gap


def cutting_point(scores: npt.NDArray[np.float64], yea: npt.NDArray[np.bool_]) -> Cutting | None:
    """Estimate the cutting point of one roll call; ``None`` where a point explains nothing.

    Takes the scores of the members who voted, and who of them voted yea. All midpoints between
    neighboring scores are tried, with the yeas on either side; of several with as few errors, the
    middle one is taken. A point that leaves as many errors as guessing that all vote with the
    majority explains nothing.

    Rule: Poole and Rosenthal, Congress: A Political-Economic History of Roll Call Voting (1997):
    cutting lines, and the proportional reduction in error; here in one dimension, with the scores
    given.

    >>> cutting_point(np.array([-0.5, -0.25, 0.25, 0.5]), np.array([True, True, False, False]))
    Cutting(point=0.0, yea_side='left', errors=0, voters=4, reduction=1.0)
    """
    order = np.argsort(scores, kind="stable")
    scores, yea = scores[order], yea[order]
    minority = int(min(yea.sum(), (~yea).sum()))
    steps = np.flatnonzero(np.diff(scores) > 0)
    if not minority or not len(steps):
        return None
    # Nays among the lower ones, and yeas among the upper: the errors with the yeas on the left.
    left = np.cumsum(~yea)[steps] + (yea.sum() - np.cumsum(yea)[steps])
    errors = np.concatenate([left, len(yea) - left])
    best = np.flatnonzero(errors == errors.min())
    side = "left" if best[len(best) // 2] < len(steps) else "right"
    mine = best[best < len(steps)] if side == "left" else best[best >= len(steps)] - len(steps)
    place = steps[mine[len(mine) // 2]]
    wrong = int(errors.min())
    if wrong >= minority:
        return None
    return Cutting(
        point=float(scores[place] + scores[place + 1]) / 2,
        yea_side=side,
        errors=wrong,
        voters=len(yea),
        reduction=(minority - wrong) / minority,
    )
