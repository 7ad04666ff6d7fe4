"""Members over many roll calls: attendance, party unity, breaking ranks, winning, deciding."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from votekit.analysers.member_counts import MEASURES, Counted
from votekit.analysers.parties import MAJOR

if TYPE_CHECKING:
    import pandas as pd

SHARES = {
    "absent_rate": ("absent", "eligible"),
    "unity_score": ("unity_with", "unity_votes"),
    "broke_rate": ("broke_ranks", "party_votes"),
    "won_share": ("won", "voted"),
}
"""For each share, its numerator and its denominator."""

MEMBER_COLUMNS = ["congress", "chamber", "member_id", "bioguide", "name", "state"]
_KEY = MEMBER_COLUMNS[:3]

INDEPENDENT = "independent, not counted with a caucus"
NO_CAUCUS = "independent who caucused with neither party"
NO_VOTE = "voted yea or nay on no party-unity vote"

_COLUMNS = (
    "congress from_congress to_congress chamber member_id bioguide name state party parties "
    "party_from party_to eligible voted absent absent_rate party_votes broke_ranks tactical "
    "broke_rate unity_votes unity_with unity_score unity_reason won won_share decisive"
).split()

_LEFT_OUT = {
    "congress": {"from_congress", "to_congress", "party_from", "party_to"},
    "party": {"from_congress", "to_congress", "parties"},
    "all": {"congress", "party_from", "party_to"},
}
PER = tuple(_LEFT_OUT)
"""What a member's row can be over."""


def member_scores(
    counted: Iterable[Counted],
    members: pa.Table,
    *,
    per: str = "congress",
    caucus: bool = False,
) -> "pd.DataFrame":
    """Return what members' positions amount to: one row per member, chamber and ``per``.

    ``per`` is one of ``PER``: each Congress, each party of the member in each Congress, or all that
    was counted together.

    Columns: ``congress`` (int64; ``from_congress`` and ``to_congress`` per ``all``), ``chamber``,
    ``member_id``, ``bioguide``, ``name``, ``state``, ``party`` (the last), ``parties`` (all, in
    order, as ``R, I``). Per ``party``, ``party_from`` and ``party_to`` (date) are the days of the
    first and last roll call with that party, of members who had several in that Congress. Then
    (int64, roll calls; float64, shares from 0 to 1, empty without any):

    - ``eligible``: on which listed; ``voted``: yea or nay; ``absent``: not voting; ``absent_rate``:
      of the eligible. Elections, quorum calls and the closed session s216-116.2020 are left out.
    - ``party_votes``: on which voted while the member's party had a position; ``broke_ranks``: of
      these, against it; ``tactical``: of these, a floor leader's nays on motions that failed, which
      allow a motion to reconsider and are not in ``broke_ranks``
      (``votekit.analysers.leaders``); ``broke_rate``: the share that broke ranks.
    - ``unity_votes``: of these, party-unity votes; ``unity_with``: of those, with the party (as
      cast: CQ counts a tactical nay against the leader); ``unity_score``; ``unity_reason``: why
      that is empty.
    - ``won``: on the winning side; ``won_share``: of the voted.
    - ``decisive``: on the winning side, where the outcome would have been the other one had this
      member alone voted the other way. A tie that this would make fails, but for the Chair's
      rulings, which it sustains.

    Rule: docs/rules.md, "Party measures" (CQ's party-unity vote and score).
    """
    import pandas as pd

    rows = _rows(list(counted))
    keys = {"congress": _KEY, "party": [*_KEY, "party"], "all": _KEY[1:]}[per]
    named = members.select(MEMBER_COLUMNS).to_pandas().astype({"chamber": "str"})
    frame = rows.merge(named, on=_KEY, how="left", sort=False)
    frame["name"] = frame["name"].fillna(frame["member_id"])
    frame["from_congress"] = frame["to_congress"] = frame["congress"]
    frame["parties"] = frame["party"]
    if frame.duplicated(keys).any():
        frame = _summed(frame, keys)
    frame = frame.sort_values(keys, ignore_index=True)
    frame["unity_reason"] = _reasons(frame, caucus)
    for share, (part, whole) in SHARES.items():
        frame[share] = frame[part] / frame[whole].where(frame[whole] > 0)
    if per == "party":
        for day in ("party_from", "party_to"):
            shown = frame[day].where(frame["party_to"] >= 0)
            frame[day] = pd.to_datetime(shown, unit="D").astype("datetime64[s]")
    return frame[[name for name in _COLUMNS if name not in _LEFT_OUT[per]]]


def _rows(counted: list[Counted]) -> "pd.DataFrame":
    import pandas as pd

    sizes = [len(one.member_ids) for one in counted]
    columns = {
        "congress": np.repeat(np.array([one.place[0] for one in counted], np.int64), sizes),
        "chamber": np.repeat(np.array([one.place[1] for one in counted], object), sizes),
        "member_id": [member_id for one in counted for member_id in one.member_ids],
        "party": [party for one in counted for party in one.parties],
        "party_from": np.concatenate([one.first for one in counted]),
        "party_to": np.concatenate([one.last for one in counted]),
    }
    counts = np.concatenate([one.counts for one in counted])
    frame = pd.DataFrame(columns | dict(zip(MEASURES, counts.T, strict=True)))
    return frame.astype({name: "str" for name in ("chamber", "member_id", "party")})


def _summed(frame: "pd.DataFrame", keys: list[str]) -> "pd.DataFrame":
    """Add up the rows of each member; name and party are those of the last."""
    ordered = frame.sort_values(["congress", "party_from"], kind="stable")
    grouped = ordered.groupby(keys, sort=False)
    least, most = ["party_from", "from_congress"], ["party_to", "to_congress"]
    last = ["congress", "bioguide", "name", "state", "party"]
    result = grouped.agg(
        dict.fromkeys(MEASURES, "sum")
        | dict.fromkeys(least, "min")
        | dict.fromkeys(most, "max")
        | dict.fromkeys([name for name in last if name not in keys], "last")
    )
    if "party" not in keys:
        distinct = ordered.drop_duplicates([*keys, "party"])
        changed = distinct[distinct.duplicated(keys, keep=False)]
        parties = changed.groupby(keys)["party"].agg(", ".join)
        result["parties"] = parties.reindex(result.index).fillna(result["party"])
    return result.reset_index()


def _reasons(frame: "pd.DataFrame", caucus: bool) -> "pd.Series[str]":
    partisan = frame["party"].isin(MAJOR)
    independent = NO_CAUCUS if caucus else INDEPENDENT
    told = partisan.map({True: NO_VOTE, False: independent}).astype("str")
    return told.where(frame["unity_votes"] == 0)
