"""How often two members, or all of a chamber, cast the same vote."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from votekit.analysers.codes import coded

Row = dict[str, Any]
Matrix = npt.NDArray[np.float32]

LOPSIDED = 40
"""A roll call is lopsided when its minority, times this, is less than those voting: under 2.5%."""

_CAST = {"yea": 1, "nay": -1}


def is_lopsided(yea: int, nay: int) -> bool:
    """Tell whether the minority is under 2.5% of those voting, as the literature leaves out.

    The cutoff of NOMINATE: Poole & Rosenthal, Congress: A Political-Economic History of Roll Call
    Voting (1997), chapter 2.

    >>> is_lopsided(98, 2), is_lopsided(97, 3)
    (True, False)
    """
    return LOPSIDED * min(yea, nay) < yea + nay


@dataclass(frozen=True)
class CastVotes:
    """Who cast what: ``cast`` has a row per roll call and a column per member, 1, −1 or 0."""

    vote_ids: list[str]
    member_ids: list[str]
    cast: Matrix


def cast_votes(positions: pa.Table, vote_ids: Iterable[str]) -> CastVotes:
    """Arrange positions by roll call and member: yea 1, nay −1, all else 0.

    Takes ``vote_id``, ``member_id`` and ``position`` of ``positions``; roll calls that are not
    among ``vote_ids`` are left out. Members are in the order of their ids.
    """
    votes, members = coded(positions["vote_id"]), coded(positions["member_id"])
    marks = coded(positions["position"])
    ids = list(vote_ids)
    place = votes.of({vote_id: code for code, vote_id in enumerate(ids)}, len(ids))
    names = sorted(members.names)
    column = members.of({name: code for code, name in enumerate(names)}, 0)
    value = np.array([_CAST.get(name, 0) for name in marks.names], np.float32)
    # One row more takes what is on other roll calls.
    cast = np.zeros((len(ids) + 1, len(names)), np.float32)
    cast[place[votes.codes], column[members.codes]] = value[marks.codes]
    return CastVotes(ids, names, cast[:-1])


def agreement_counts(cast: Matrix) -> tuple[Matrix, Matrix]:
    """Return, for each two members, on how many roll calls both voted, and cast the same vote.

    Both are symmetric; the diagonal is the member's own roll calls. float32 holds them exactly (up
    to 2^24).

    >>> shared, same = agreement_counts(np.array([[1, 1], [1, -1], [1, 0]], np.float32))
    >>> shared.tolist(), same.tolist()
    ([[3.0, 2.0], [2.0, 2.0]], [[3.0, 1.0], [1.0, 2.0]])
    """
    voted = np.abs(cast)
    shared = voted.T @ voted
    # The product of the casts is the same less the different, and these together are the shared.
    same = (shared + cast.T @ cast) / 2
    return shared, same


def agreement_shares(shared: Matrix, same: Matrix) -> npt.NDArray[np.float64]:
    """Return the share of the shared roll calls with the same vote; NaN where none is shared."""
    share = np.full(shared.shape, np.nan)
    np.divide(same, shared, out=share, where=shared > 0)
    return share


@dataclass(frozen=True)
class Agreement:
    """How often two members cast the same vote.

    ``share`` is of ``shared``, all roll calls on which both voted; ``None`` where there are none.
    ``divided`` are those of them that divided the chamber, ``lopsided`` the rest;
    ``divided_same`` and ``divided_share`` are of these.
    ``congresses`` has a row per Congress and chamber, ``differences`` and ``agreements`` one per
    roll call on which they differed and agreed, the newest first. ``across`` tells that they never
    sat in one chamber together: then a roll call is a pair of them, on one bill.
    """

    first: str
    first_id: str
    second: str
    second_id: str
    across: bool
    shared: int
    same: int
    share: float | None
    lopsided: int
    divided: int
    divided_same: int
    divided_share: float | None
    congresses: list[Row]
    differences: list[Row]
    agreements: list[Row]
    notes: list[str]


def count_pairs(pairs: Iterable[Row]) -> Row:
    """Count roll calls on which both voted.

    Takes rows with ``first`` and ``second`` (``yea`` or ``nay``) and ``lopsided``; returns
    ``shared``, ``same``, ``share`` of all, the number of the lopsided, and the same without them.
    """
    rows = list(pairs)
    kept = [row for row in rows if not row["lopsided"]]
    same, kept_same = (sum(row["first"] == row["second"] for row in some) for some in (rows, kept))
    return {
        "shared": len(rows),
        "same": same,
        "share": same / len(rows) if rows else None,
        "lopsided": len(rows) - len(kept),
        "divided": len(kept),
        "divided_same": kept_same,
        "divided_share": kept_same / len(kept) if kept else None,
    }


@dataclass(frozen=True)
class PairShare:
    """Two members of a matrix, by label, with their share and the number of shared roll calls."""

    first: str
    second: str
    share: float
    shared: int


@dataclass(frozen=True)
class GroupMean:
    """The mean share over all pairs within a party or between two, and how many pairs there are."""

    group: str
    share: float
    pairs: int


def rank_pairs(
    labels: list[str], share: npt.NDArray[np.float64], shared: Matrix, least_shared: int
) -> list[PairShare]:
    """Return all pairs with enough shared roll calls, the most alike first."""
    first, second = np.triu_indices(len(labels), 1)
    enough = shared[first, second] >= max(least_shared, 1)
    first, second = first[enough], second[enough]
    order = np.argsort(-share[first, second], kind="stable")
    return [
        PairShare(labels[i], labels[j], float(share[i, j]), int(shared[i, j]))
        for i, j in zip(first[order], second[order], strict=True)
    ]


def mean_shares(parties: list[str], share: npt.NDArray[np.float64]) -> list[GroupMean]:
    """Return the mean share of pairs within each major party and between the two."""
    of = np.array(parties)
    means = []
    for one, other in [("D", "D"), ("R", "R"), *combinations(("D", "R"), 2)]:
        block = share[np.ix_(of == one, of == other)]
        values = block[np.triu_indices(len(block), 1)] if one == other else block.ravel()
        values = values[~np.isnan(values)]
        if len(values):
            name = f"within {one}" if one == other else f"between {one} and {other}"
            means.append(GroupMean(name, float(values.mean()), len(values)))
    return means
