"""The form that all measures of a trend have before they are added up."""

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pandas as pd

WHOLE = "all"
"""What ``party`` is called where a measure is of the chamber, or of all its members."""


def parts(
    of: "pd.DataFrame",
    party: str | None,
    numerator: npt.ArrayLike,
    denominator: npt.ArrayLike,
    left_out: npt.ArrayLike,
) -> "pd.DataFrame":
    """Return what each row of ``of`` adds to its period, chamber and party.

    Without ``party``, the rows' own. Where the denominator is 0 the numerator is 0 as well. Each
    row is a roll call, which counts unless it is left out.
    """
    below = np.asarray(denominator).astype(np.int64)
    above: npt.NDArray[Any] = np.where(below > 0, np.asarray(numerator, np.float64), 0.0)
    return of[["period", "chamber"]].assign(
        party=of["party"] if party is None else party,
        numerator=above,
        denominator=below,
        rollcalls=(below > 0).astype(np.int64),
        left_out=np.asarray(left_out).astype(np.int64),
    )
