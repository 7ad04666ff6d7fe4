"""How often passages held when it came to overriding a veto.

Vetoes are no random sample: docs/overrides.md, "What the base rates can and cannot tell".
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from votekit.analysers.intervals import share_of
from votekit.analysers.overrides import Attempt

if TYPE_CHECKING:
    import pandas as pd

PROOF, SHORT, NO_ROLLCALL = "veto-proof", "short of two thirds", "no roll call"
BANDS = ("under 5 points", "5 to 10 points", "over 10 points")
"""How far the yeas were from two thirds, in points of those voting."""


def passage_of(one: Attempt) -> str:
    """Tell whether the passage had two thirds, or was without a roll call."""
    return {True: PROOF, False: SHORT, None: NO_ROLLCALL}[one.proof]


def band_of(yea: int, nay: int) -> str:
    """Tell how far the yeas were from two thirds of those voting, above or below.

    >>> band_of(98, 2), band_of(277, 141), band_of(60, 40)
    ('over 10 points', 'under 5 points', '5 to 10 points')
    """
    # 100 · |Y/V − 2/3| in integers: 100 · |3Y − 2V| against points · 3V.
    voting = yea + nay
    distance = 100 * abs(3 * yea - 2 * voting)
    if distance < 5 * 3 * voting:
        return BANDS[0]
    return BANDS[1] if distance <= 10 * 3 * voting else BANDS[2]


def base_rates_table(
    found: Sequence[Attempt], president_of: Callable[[date], tuple[str, str] | None]
) -> "pd.DataFrame":
    """Return how often two thirds were there at the override: one row per group of attempts.

    Columns: ``passage`` (what the chamber's own passage had been), ``by`` (``all``, ``chamber``,
    ``president's party``, ``distance`` from two thirds), ``group``; ``attempts``, ``held`` (int64,
    chambers' votes on a veto); ``share``, ``low``, ``high`` (float64, 0 to 1), ``interval`` (which
    one it is).
    """
    import pandas as pd

    def party(one: Attempt) -> str:
        president = president_of(one.day)
        return president[1] if president else "unknown"

    def distance(one: Attempt) -> str:
        return band_of(one.passage["yea"], one.passage["nay"]) if one.passage else NO_ROLLCALL

    groupings: dict[str, tuple[Callable[[Attempt], str], Sequence[str]]] = {
        "all": (lambda one: "all", ("all",)),
        "chamber": (lambda one: str(one.override["chamber"]), ("house", "senate")),
        "president's party": (party, ("D", "R")),
        "distance": (distance, BANDS),
    }
    rows = []
    for passage in (PROOF, SHORT, NO_ROLLCALL):
        mine = [one for one in found if passage_of(one) == passage]
        for by, (key, groups) in groupings.items():
            if by == "distance" and passage == NO_ROLLCALL:
                continue
            rows += [
                _rate(passage, by, group, (o for o in mine if key(o) == group)) for group in groups
            ]
    return pd.DataFrame(rows)


def _rate(passage: str, by: str, group: str, of: Iterable[Attempt]) -> dict[str, object]:
    held = [one.held for one in of]
    share = share_of(sum(held), len(held))
    return {
        "passage": passage,
        "by": by,
        "group": group,
        "attempts": share.of,
        "held": share.count,
        "share": share.share,
        "low": share.low,
        "high": share.high,
        "interval": share.method,
    }
