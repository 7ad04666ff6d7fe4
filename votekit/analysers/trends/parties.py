"""Trends of the two parties: cohesion and absence.

Definitions: docs/trends.md. Independents are in ``all`` only; they are not a party.
"""

from typing import TYPE_CHECKING

import pyarrow as pa

from votekit.analysers.parties import MAJOR
from votekit.analysers.splits import splits_table
from votekit.analysers.trends.parts import WHOLE, parts

if TYPE_CHECKING:
    import pandas as pd


def cohesion(votes: "pd.DataFrame", tallies: pa.Table) -> "pd.DataFrame":
    """Give each party's Rice index on each roll call with yeas and nays."""
    splits = _of_parties(votes, tallies)
    told = (splits["is_vote"] & (splits["voting"] > 0)).to_numpy(bool)
    return parts(splits, None, splits["cohesion"], told, ~told)


def absence(votes: "pd.DataFrame", tallies: pa.Table) -> "pd.DataFrame":
    """Give the members listed on each roll call, and those of them who did not vote.

    Quorum calls, elections and the Senate's closed session are left out, as roll calls. A member
    who answered present was there.
    """
    import pandas as pd

    splits = _of_parties(votes, tallies)
    listed = splits["voting"] + splits["present"] + splits["not_voting"]
    kinds = [(votes, WHOLE, votes["listed"]), (splits, None, listed)]
    return pd.concat(
        [
            parts(of, party, of["not_voting"], count.where(of["is_vote"], 0), ~of["is_vote"])
            for of, party, count in kinds
        ],
        ignore_index=True,
    )


def _of_parties(votes: "pd.DataFrame", tallies: pa.Table) -> "pd.DataFrame":
    """Join the splits of the two parties with the periods of their roll calls."""
    splits = splits_table(tallies).drop(columns=["congress", "chamber"])
    splits["party"] = splits["party"].astype("str")
    keys = votes[["vote_id", "period", "chamber", "is_vote"]]
    return splits[splits["party"].isin(MAJOR)].merge(keys, on="vote_id")
