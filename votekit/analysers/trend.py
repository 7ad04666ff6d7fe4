"""Measures of voting over time: by Congress, by year, by month.

Definitions, and how they compare with CQ's published figures: docs/trends.md.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from votekit.analysers.trends import parties, rollcalls
from votekit.congresses import year_of_session
from votekit.errors import RequestError

if TYPE_CHECKING:
    import pandas as pd

PERIODS = ("congress", "year", "month")
COLUMNS = [
    "vote_id", "congress", "chamber", "session", "date", "kind", "stage", "rule",
    "subject_to_veto", "outcome", "yea", "nay", "not_voting", "listed",
]  # fmt: skip
"""The columns of ``rollcalls`` that trends are made of."""

ORDER = {"all": 0, "D": 1, "R": 2}
UNITY_SCORE = "unity-score"


@dataclass(frozen=True)
class Measure:
    """What a measure tells, what its numerator and denominator count, and what it leaves out.

    ``count`` gives each roll call's part; the unity score has none, since it is of members.
    ``chamber`` is set where only one chamber has such roll calls.
    """

    meaning: str
    numerator: str
    denominator: str
    left_out: str
    count: Callable[["pd.DataFrame", pa.Table], "pd.DataFrame"] | None
    chamber: str | None = None


_NO_YEAS_AND_NAYS = "quorum calls, elections of a Speaker and the closed session"
MEASURES = {
    "party-unity": Measure(
        "share of the roll calls with yeas and nays on which a majority of voting Democrats "
        "opposed a majority of voting Republicans (CQ's party-unity votes)",
        "party-unity votes",
        "roll calls with yeas and nays",
        _NO_YEAS_AND_NAYS,
        rollcalls.party_unity,
    ),
    UNITY_SCORE: Measure(
        "average party-unity score of a party's members: of the party-unity votes on which a "
        "member voted yea or nay, the share with most of the party, averaged over members",
        "sum of the members' scores",
        "members",
        "members who cast no yea or nay on a party-unity vote",
        None,
    ),
    "cohesion": Measure(
        "mean of the party's Rice index of cohesion, |yea − nay| / (yea + nay)",
        "sum of the index",
        "roll calls on which anybody of the party voted",
        f"{_NO_YEAS_AND_NAYS}, and roll calls on which nobody of the party voted",
        parties.cohesion,
    ),
    "likeness": Measure(
        "mean of Rice's index of likeness of the two parties, 1 − |yea share − yea share|",
        "sum of the index",
        "roll calls on which members of both parties voted",
        f"{_NO_YEAS_AND_NAYS}, and roll calls on which nobody of one party voted",
        rollcalls.likeness,
    ),
    "absence": Measure(
        "share of the positions listed that are “not voting”; a member who answers present is "
        "there",
        "positions not voting",
        "positions listed",
        f"roll calls: {_NO_YEAS_AND_NAYS}",
        parties.absence,
    ),
    "closeness": Measure(
        f"share of the roll calls with yeas and nays on which these lay {rollcalls.POINTS} points "
        "of those voting apart, or fewer",
        "close roll calls",
        "roll calls with yeas and nays",
        _NO_YEAS_AND_NAYS,
        rollcalls.closeness,
    ),
    "veto-proof": Measure(
        "share of the roll calls agreeing to what goes to the president (passage, conference "
        "report, concurrence) that had two-thirds of those voting",
        "veto-proof passages",
        "passages by roll call",
        "texts that the roll call rejected; what passed without a roll call is not in the record",
        rollcalls.veto_proof,
    ),
    "cloture": Measure(
        "share of the Senate's motions to close debate that were agreed to",
        "motions agreed to",
        "cloture motions",
        "none",
        rollcalls.cloture,
        chamber="senate",
    ),
}


def measure_called(name: str) -> Measure:
    """Return a measure by its name.

    Raises
    ------
    RequestError
        When there is none.
    """
    if name not in MEASURES:
        raise RequestError(f"No measure is called “{name}”: use {', '.join(MEASURES)}.")
    return MEASURES[name]


def voted_on(
    rollcalls: pa.Table, *, by: str, since: date | None = None, until: date | None = None
) -> "pd.DataFrame":
    """Return the roll calls of a time, each with its period: one row per roll call.

    ``period`` is the number of the Congress, the year that names the session (a roll call of early
    January may belong to the session of the year before, as s292-116.2020), or the month of the
    roll call's own date. ``is_vote`` tells whether anybody voted yea or nay.
    """
    import pandas as pd

    table: pd.DataFrame = rollcalls.select(COLUMNS).to_pandas()
    counted = ["yea", "nay", "not_voting", "listed"]
    table[counted] = table[counted].to_numpy(np.int64)
    table["is_vote"] = (table["kind"] == "vote").to_numpy(bool) & (
        table["yea"] + table["nay"] > 0
    ).to_numpy(bool)
    if by == "congress":
        table["period"] = table["congress"].astype("int64")
    elif by == "year":
        sessions = zip(table["congress"], table["session"], strict=True)
        table["period"] = [year_of_session(int(one), int(session)) for one, session in sessions]
    else:
        table["period"] = table["date"].dt.strftime("%Y-%m")
    days = table["date"].dt.date
    inside = np.ones(len(table), bool)
    if since:
        inside &= (days >= since).to_numpy(bool)
    if until:
        inside &= (days <= until).to_numpy(bool)
    return table[inside]


def trend_table(contributions: "pd.DataFrame") -> "pd.DataFrame":
    """Add up what roll calls or members contribute: one row per period, chamber and party.

    Columns: ``period`` (int64: Congress or year; text for a month, as 2017-07), ``chamber``,
    ``party`` (``D``, ``R`` or ``all``); ``value`` (float64, share or mean index from 0 to 1, empty
    where the denominator is 0); ``numerator`` (float64), ``denominator``, ``rollcalls`` (those that
    the value is made of), ``left_out`` (int64).
    """
    import pandas as pd

    plain = contributions.assign(chamber=contributions["chamber"].astype("str"))
    keys = ["period", "chamber", "party"]
    summed: pd.DataFrame = plain.groupby(keys, as_index=False, sort=False).sum()
    value = summed["numerator"] / summed["denominator"].where(summed["denominator"] > 0)
    summed.insert(3, "value", value)
    order = summed["party"].map(ORDER)
    return (
        summed.assign(_order=order)
        .sort_values(["period", "chamber", "_order"])
        .drop(columns="_order")
        .reset_index(drop=True)
    )
