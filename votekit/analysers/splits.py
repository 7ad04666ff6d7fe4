"""Party splits of many roll calls at once, and which of them were party-unity votes."""

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from votekit.analysers.parties import MAJOR

if TYPE_CHECKING:
    import pandas as pd


def splits_table(tallies: pa.Table) -> "pd.DataFrame":
    """Return the party splits of many roll calls: one row per roll call and party.

    Columns: ``vote_id``, ``congress``, ``chamber``, ``party``; ``yea``, ``nay``, ``present``,
    ``not_voting``, ``voting`` (int64, members); ``yea_share`` and ``cohesion`` (float64, 0 to 1,
    empty where none voted; Rice's index); ``position`` (``yea``, ``nay``, or empty: a tie, nobody
    voted, or independents, who are not a party).

    Rule: docs/rules.md, "Party measures".
    """
    import pandas as pd

    frame: pd.DataFrame = tallies.to_pandas()
    counted = ["yea", "nay", "present", "not_voting"]
    frame[counted] = frame[counted].to_numpy(np.int64)
    yea, nay = frame["yea"].to_numpy(), frame["nay"].to_numpy()
    voting = yea + nay
    base = np.where(voting > 0, voting, np.nan)
    major = frame["party"].isin(MAJOR).to_numpy()
    side = np.where(major & (yea > nay), 0, np.where(major & (nay > yea), 1, -1)).astype(np.int8)
    frame["voting"] = voting
    frame["yea_share"] = yea / base
    frame["position"] = pd.Categorical.from_codes(side, categories=pd.Index(["yea", "nay"]))
    frame["cohesion"] = np.abs(yea - nay) / base
    return frame


def unity_table(tallies: pa.Table) -> "pd.DataFrame":
    """Return, for many roll calls, how the two parties stood to each other: one row per roll call.

    Index: ``vote_id``. Columns: ``party_unity``, ``bipartisan`` (bool; both false where a party
    was tied or nobody of it voted), ``likeness`` (float64, 0 to 1; Rice's index of the two
    parties, empty where one had no member voting).

    Rule: docs/rules.md, "Party measures" (CQ's definition of a party-unity vote).
    """
    import pandas as pd

    splits = splits_table(tallies)
    sides = {party: splits[splits["party"] == party].set_index("vote_id") for party in MAJOR}
    order = pd.Index(splits["vote_id"].unique(), name="vote_id")
    codes = [sides[party]["position"].cat.codes.reindex(order, fill_value=-1) for party in MAJOR]
    shares = [sides[party]["yea_share"].reindex(order) for party in MAJOR]
    took = (codes[0] >= 0) & (codes[1] >= 0)
    return pd.DataFrame(
        {
            "party_unity": took & (codes[0] != codes[1]),
            "bipartisan": took & (codes[0] == codes[1]),
            "likeness": 1 - (shares[0] - shares[1]).abs(),
        }
    )
