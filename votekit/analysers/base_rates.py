"""How often passages held when it came to overriding a veto, by bill and by chamber's vote.

Two chambers' votes on one bill are not independent, so shares and intervals are of bills. Vetoes
are no random sample: docs/overrides.md, "What the base rates can and cannot tell".
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from votekit.analysers.forecast import Support
from votekit.analysers.intervals import Share, share_of
from votekit.analysers.overrides import LAW, Attempt

if TYPE_CHECKING:
    import pandas as pd

PROOF, SHORT, NO_ROLLCALL, UNRECORDED = (
    "veto-proof", "short of two-thirds", "no roll call", "not in the record"
)  # fmt: skip
BOTH_PROOF = "veto-proof in both chambers"
BANDS = ("under 5 points", "5 to 10 points", "over 10 points")
"""How far the yeas were from two-thirds, in points of those voting."""
YEA, NOT_YEA = "mostly yea", "not mostly yea"
"""How the president's party voted at passage."""
_TOLD = {NO_ROLLCALL: ("all", "chamber", "president"), UNRECORDED: ("all",)}
"""By what attempts are grouped whose passage has no count in the record."""


@dataclass(frozen=True)
class Rate:
    """How often two-thirds were there at the override.

    ``bills`` counts bills, which held when every attempt counted here had two-thirds; ``attempts``
    counts the chambers' votes.
    """

    bills: Share
    attempts: Share


def rate_of(attempts: Iterable[tuple[str, bool]]) -> Rate:
    """Count attempts, each given by its bill and whether it had two-thirds.

    >>> rate = rate_of([("hr20-101", True), ("hr20-101", False), ("hr8-106", False)])
    >>> (rate.bills.count, rate.bills.of), (rate.attempts.count, rate.attempts.of)
    ((0, 2), (1, 3))
    """
    held: dict[str, list[bool]] = {}
    for bill, one in attempts:
        held.setdefault(bill, []).append(one)
    each = [one for mine in held.values() for one in mine]
    return Rate(
        bills=share_of(sum(all(mine) for mine in held.values()), len(held)),
        attempts=share_of(sum(each), len(each)),
    )


def passage_of(one: Attempt) -> str:
    """Tell whether the passage had two-thirds, or was without a roll call."""
    if one.proof is None:
        return UNRECORDED if one.unrecorded else NO_ROLLCALL
    return PROOF if one.proof else SHORT


def band_of(yea: int, nay: int) -> str:
    """Tell how far the yeas were from two-thirds of those voting, above or below.

    >>> band_of(98, 2), band_of(277, 141), band_of(60, 40)
    ('over 10 points', 'under 5 points', '5 to 10 points')
    """
    # 100 · |Y/V − 2/3| in integers: 100 · |3Y − 2V| against points · 3V.
    voting = yea + nay
    distance = 100 * abs(3 * yea - 2 * voting)
    if distance < 5 * 3 * voting:
        return BANDS[0]
    return BANDS[1] if distance <= 10 * 3 * voting else BANDS[2]


def without_rollcall(found: Iterable[Attempt]) -> Rate:
    """Return how often a chamber that passed the bill without a roll call overrode the veto."""
    return rate_of((one.bill_id, one.held) for one in found if passage_of(one) == NO_ROLLCALL)


def both_proof(found: Iterable[Attempt]) -> Rate:
    """Return how often a bill became law over the veto when both chambers' roll calls were proof.

    Its ``bills`` are those that became law; ``attempts`` the votes on them that had two-thirds.
    """
    mine = [one for one in found if one.both_proof]
    laws = {one.bill_id: one.result == LAW for one in mine}
    return Rate(
        bills=share_of(sum(laws.values()), len(laws)),
        attempts=share_of(sum(one.held for one in mine), len(mine)),
    )


def base_rates_table(
    found: Sequence[Attempt],
    president_of: Callable[[date], tuple[str, str] | None],
    support: Mapping[str, Support],
) -> "pd.DataFrame":
    """Return how often two-thirds were there at the override: one row per group of attempts.

    Takes attempts, what gives a day's president, and who was for the bill, by the roll call of the
    passage. Columns: ``passage`` (what the chamber's own passage had been), ``by`` (``all``,
    ``chamber``, ``president``: his party, ``president's party``: how it voted at passage,
    ``distance`` from two-thirds), ``group``; ``bills``, ``bills_held`` (int64; a bill held when
    every attempt of the row had two-thirds), ``share``, ``low``, ``high`` (float64, 0 to 1, of
    bills); ``attempts``, ``attempts_held`` (int64, chambers' votes on a veto), ``attempts_share``,
    ``attempts_low``, ``attempts_high`` (float64); ``interval`` (which one it is). Of bills
    veto-proof by roll call in both chambers, ``bills_held`` counts those that became law.
    """
    import pandas as pd

    def party(one: Attempt) -> str:
        president = president_of(one.day)
        return president[1] if president else "unknown"

    def distance(one: Attempt) -> str:
        return band_of(one.passage["yea"], one.passage["nay"]) if one.passage else NO_ROLLCALL

    def own_party(one: Attempt) -> str:
        known = support.get(one.passage["vote_id"]) if one.passage else None
        return NO_ROLLCALL if known is None else YEA if known.of_president else NOT_YEA

    groupings: dict[str, tuple[Callable[[Attempt], str], Sequence[str]]] = {
        "all": (lambda one: "all", ("all",)),
        "chamber": (lambda one: str(one.override["chamber"]), ("house", "senate")),
        "president": (party, ("D", "R")),
        "president's party": (own_party, (YEA, NOT_YEA)),
        "distance": (distance, BANDS),
    }
    rows = [_row(BOTH_PROOF, "all", "all", both_proof(found))]
    for passage in (PROOF, SHORT, NO_ROLLCALL, UNRECORDED):
        mine = [one for one in found if passage_of(one) == passage]
        for by, (key, groups) in groupings.items():
            if by not in _TOLD.get(passage, groupings):
                continue
            rows += [
                _row(
                    passage,
                    by,
                    group,
                    rate_of((o.bill_id, o.held) for o in mine if key(o) == group),
                )
                for group in groups
            ]
    return pd.DataFrame(rows)


def _row(passage: str, by: str, group: str, rate: Rate) -> dict[str, object]:
    bills, attempts = rate.bills, rate.attempts
    return {
        "passage": passage,
        "by": by,
        "group": group,
        "bills": bills.of,
        "bills_held": bills.count,
        "share": bills.share,
        "low": bills.low,
        "high": bills.high,
        "attempts": attempts.of,
        "attempts_held": attempts.count,
        "attempts_share": attempts.share,
        "attempts_low": attempts.low,
        "attempts_high": attempts.high,
        "interval": bills.method,
    }
