"""The average unity score of each party's members.

Definition: docs/trends.md; the score is CQ's (docs/rules.md, "Party measures").
"""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from votekit.analysers.parties import MAJOR
from votekit.analysers.splits import splits_table, unity_table
from votekit.analysers.trends.parts import parts

if TYPE_CHECKING:
    import pandas as pd

CAST = {"yea": 0, "nay": 1}
Ints = npt.NDArray[np.int64]


def unity_votes(votes: "pd.DataFrame", tallies: pa.Table) -> "pd.DataFrame":
    """Return the party-unity votes, with the side of each party: one row per roll call.

    Index: ``vote_id``. Columns: ``period``, ``chamber``; ``D`` and ``R`` (int64, 0 for yea and 1
    for nay); ``group`` (int64, the same for roll calls of the same period and chamber).
    """
    unity = unity_table(tallies)["party_unity"]
    chosen = votes[votes["is_vote"]].set_index("vote_id")
    chosen = chosen[unity.reindex(chosen.index, fill_value=False).to_numpy(bool)]
    splits = splits_table(tallies)
    for party in MAJOR:
        side = splits[splits["party"] == party].set_index("vote_id")["position"]
        chosen[party] = side.cat.codes.reindex(chosen.index).astype("int64")
    chosen["group"] = chosen.groupby(["period", "chamber"], observed=True).ngroup()
    return chosen[["period", "chamber", *MAJOR, "group"]]


def member_counts(
    positions: pa.Table, unity: "pd.DataFrame", left_out: Collection[str] = ()
) -> "pd.DataFrame":
    """Count, for some positions, how often each member voted with and against the member's party.

    Takes rows of ``positions`` (``vote_id``, ``member_id``, ``party``, ``position``) and the
    party-unity votes as :func:`unity_votes` gives them; ``left_out`` are members (delegates) who
    are not counted. One row per period, chamber, party and member listed: ``with_party``,
    ``against_party`` (int64, roll calls).
    """
    import pandas as pd

    names, vote = _codes(positions["vote_id"])
    parties, party = _codes(positions["party"])
    words, word = _codes(positions["position"])
    members, member = _codes(positions["member_id"])
    place = unity.index.get_indexer(pd.Index(names)).astype(np.int64)
    side = np.array([MAJOR.index(name) if name in MAJOR else -1 for name in parties], np.int64)
    cast = np.array([CAST.get(name, -1) for name in words], np.int64)
    seated = np.array([name not in left_out for name in members], bool)
    kept = np.flatnonzero((place >= 0)[vote] & (side >= 0)[party] & seated[member])
    vote, own, thrown = vote[kept], side[party[kept]], cast[word[kept]]
    # Positions come by Congress and chamber, so few of all groups are among them.
    groups, local = np.unique(unity["group"].to_numpy()[place], return_inverse=True)
    key = (local[vote] * len(MAJOR) + own) * len(members) + member[kept]
    taken = unity[list(MAJOR)].to_numpy()[place][vote, own]
    size = len(groups) * len(MAJOR) * len(members)
    listed, with_party, against_party = (
        np.bincount(key[chosen], minlength=size)
        for chosen in (slice(None), thrown == taken, thrown == 1 - taken)
    )
    there = np.flatnonzero(listed)
    where, which = np.divmod(there, len(members))
    first = unity.drop_duplicates("group").set_index("group")
    at = first.loc[groups[where // len(MAJOR)]]
    return pd.DataFrame(
        {
            "period": at["period"].to_numpy(),
            "chamber": at["chamber"].to_numpy(),
            "party": np.array(MAJOR)[where % len(MAJOR)],
            "member_id": np.array(members, object)[which],
            "with_party": with_party[there],
            "against_party": against_party[there],
        }
    )


def _codes(column: pa.ChunkedArray) -> tuple[list[Any], Ints]:
    """Return the distinct values of a column, and for each row which of them it has.

    An empty position (a vote for a candidate) has the last, ``None``.
    """
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    whole = encoded.unify_dictionaries().combine_chunks()
    codes = whole.indices
    if codes.null_count:
        codes = codes.fill_null(len(whole.dictionary))
    return [*whole.dictionary.to_pylist(), None], codes.to_numpy()


def count_rollcalls(scores: "pd.DataFrame", unity: "pd.DataFrame") -> "pd.DataFrame":
    """Put the number of party-unity votes in the place of that of members.

    Takes the table of a trend and the party-unity votes as :func:`unity_votes` gives them.
    """
    votes = unity.groupby(["period", "chamber"], observed=True).size()
    keys = zip(scores["period"], scores["chamber"], strict=True)
    return scores.assign(rollcalls=[int(votes[key]) for key in keys])


def unity_score(counts: Iterable["pd.DataFrame"]) -> "pd.DataFrame":
    """Give each member's score of a period: with / (with + against) on party-unity votes.

    Takes what :func:`member_counts` counted, in pieces. Members who cast no yea or nay on a
    party-unity vote of the period are left out. Whoever changed party or chamber counts in each.
    """
    import pandas as pd

    keys = ["period", "chamber", "party", "member_id"]
    summed = pd.concat(list(counts)).groupby(keys, sort=False, as_index=False).sum()
    cast = (summed["with_party"] + summed["against_party"]).to_numpy()
    score = summed["with_party"].to_numpy() / np.maximum(cast, 1)
    return parts(summed, None, score, cast > 0, cast == 0)
