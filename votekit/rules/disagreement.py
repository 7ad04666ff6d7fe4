"""Where the record contradicts itself on a roll call: official total, recorded result and count.

Every typed result on a roll call carries these, so that no answer can leave them out. The sentence
is in :mod:`votekit.words.disagreement`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Row = Mapping[str, Any]


class Differing(StrEnum):
    """What differs from the positions counted."""

    TOTAL = "total"
    RESULT = "result"


@dataclass(frozen=True)
class Disagreement:
    """One contradiction on one roll call.

    ``differing`` says what contradicts the count. ``recorded`` is what the source states
    (``215–214``, ``passed``), ``counted`` what follows from the positions listed (``214–214``,
    ``failed``).
    """

    vote_id: str
    differing: Differing
    recorded: str
    counted: str


def disagreements_of(row: Row) -> list[Disagreement]:
    """Return where a row of ``rollcalls`` contradicts itself; nearly always an empty list.

    The Vice President's tie-breaking vote may or may not be in a source's total: neither
    contradicts the count of senators.

    >>> row = {
    ...     **{"vote_id": "h145-119.2025", "yea": 214, "nay": 214, "vice_president": None},
    ...     **{"recorded_yea": 215, "recorded_nay": 214},
    ...     **{"outcome": "failed", "recorded_outcome": "passed"},
    ... }
    >>> [(one.differing.value, one.recorded, one.counted) for one in disagreements_of(row)]
    [('total', '215–214', '214–214'), ('result', 'passed', 'failed')]
    """
    found = []
    stated, counted = (row["recorded_yea"], row["recorded_nay"]), (row["yea"], row["nay"])
    # House rows of the unitedstates project state no total: there is nothing to contradict.
    if None not in stated and stated not in (counted, _with_vice_president(row)):
        totals = (f"{yea}–{nay}" for yea, nay in (stated, counted))
        found.append(Disagreement(row["vote_id"], Differing.TOTAL, *totals))
    outcomes = (row["recorded_outcome"], row["outcome"])
    if None not in outcomes and outcomes[0] != outcomes[1]:
        found.append(Disagreement(row["vote_id"], Differing.RESULT, *outcomes))
    return found


def is_in_doubt(found: Iterable[Disagreement]) -> bool:
    """Tell whether official totals put in doubt what the count says of two thirds.

    >>> is_in_doubt([Disagreement("s1-119.2025", Differing.TOTAL, "60–40", "70–30")])
    True
    """
    return any(
        one.differing is Differing.TOTAL and not _is_two_thirds(one.recorded) for one in found
    )


def _is_two_thirds(total: str) -> bool:
    yea, nay = map(int, total.split("–"))
    return 3 * yea >= 2 * (yea + nay)


def _with_vice_president(row: Row) -> tuple[int, int]:
    extra = row["vice_president"]
    return row["yea"] + (extra == "yea"), row["nay"] + (extra == "nay")
