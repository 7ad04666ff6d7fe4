"""Trends of the chamber as a whole: party-unity votes, likeness, close votes, passages, cloture.

Definitions: docs/trends.md.
"""

from typing import TYPE_CHECKING

import pyarrow as pa

from votekit.analysers.splits import unity_table
from votekit.analysers.trends.parts import WHOLE, parts
from votekit.rules import TEXT_STAGES

if TYPE_CHECKING:
    import pandas as pd

POINTS = 5
"""A roll call is close when yeas and nays lie this many points of those voting apart, or fewer."""


def party_unity(votes: "pd.DataFrame", tallies: pa.Table) -> "pd.DataFrame":
    """Tell of each roll call with yeas and nays whether it was a party-unity vote (CQ's)."""
    unity = unity_table(tallies)["party_unity"].reindex(votes["vote_id"], fill_value=False)
    voted = votes["is_vote"]
    return parts(votes, WHOLE, unity, voted, ~voted)


def likeness(votes: "pd.DataFrame", tallies: pa.Table) -> "pd.DataFrame":
    """Give Rice's index of the two parties' likeness on each roll call with yeas and nays."""
    alike = unity_table(tallies)["likeness"].reindex(votes["vote_id"]).to_numpy()
    told = votes["is_vote"].to_numpy() & ~(alike != alike)
    return parts(votes, WHOLE, alike, told, ~told)


def closeness(votes: "pd.DataFrame", tallies: pa.Table) -> "pd.DataFrame":
    """Tell of each roll call with yeas and nays whether it was close: 100 |Y − N| ≤ 5 (Y + N)."""
    gap = (votes["yea"] - votes["nay"]).abs()
    close = 100 * gap <= POINTS * (votes["yea"] + votes["nay"])
    return parts(votes, WHOLE, close, votes["is_vote"], ~votes["is_vote"])


def veto_proof(votes: "pd.DataFrame", tallies: pa.Table) -> "pd.DataFrame":
    """Tell of each roll call that passed what goes to the president whether two thirds were for it.

    Rejected texts are left out; attempts to override are not passages.
    """
    texts = votes[votes["subject_to_veto"] & votes["stage"].isin(TEXT_STAGES) & votes["is_vote"]]
    proof = 3 * texts["yea"] >= 2 * (texts["yea"] + texts["nay"])
    passed = (texts["outcome"] == "passed").to_numpy(bool)
    return parts(texts, WHOLE, proof, passed, ~passed)


def cloture(votes: "pd.DataFrame", tallies: pa.Table) -> "pd.DataFrame":
    """Tell of each motion to close debate in the Senate whether it was agreed to."""
    motions = votes[votes["rule"].astype("str").str.startswith("cloture")]
    agreed = (motions["outcome"] == "passed").to_numpy(bool)
    return parts(motions, WHOLE, agreed, motions["is_vote"], ~motions["is_vote"])
