"""The roll calls on which one member broke ranks, or decided."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from votekit.analysers.member_counts import CaucusDays, mark_positions
from votekit.analysers.scoring import BROKE, DECIDED, UNITY, Place, Scoring

Row = dict[str, Any]

_OTHER = {"yea": "nay", "nay": "yea"}


def notable_votes(
    positions: pa.Table, place: Place, scored: Scoring, caucuses: Sequence[CaucusDays] = ()
) -> list[Row]:
    """Return where a member broke ranks or decided: one row per roll call, in the order given.

    Takes the positions of one member in one Congress and chamber. Columns: ``vote_id``, ``party``,
    ``position``, ``party_position`` (that of the own party, ``None`` where the member did not break
    ranks), ``broke_ranks``, ``decisive``, ``party_unity`` (bool).

    Rule: docs/rules.md, "Party measures"; ``decisive`` as in
    ``votekit.analysers.unity.member_scores``.
    """
    marked = mark_positions(positions, place, scored, caucuses)
    bits = marked.kinds[marked.kind]
    rows = np.flatnonzero(bits & (BROKE | DECIDED))
    told = []
    for row in rows:
        position = marked.positions.names[marked.positions.codes[row]]
        broke = bool(bits[row] & BROKE)
        told.append(
            {
                "vote_id": marked.votes.names[marked.votes.codes[row]],
                "party": marked.parties.names[marked.parties.codes[row]],
                "position": position,
                "party_position": _OTHER[position] if broke else None,
                "broke_ranks": broke,
                "decisive": bool(bits[row] & DECIDED),
                "party_unity": bool(bits[row] & UNITY),
            }
        )
    return told


def of_member(positions: pa.Table, member_id: str) -> pa.Table:
    """Cut coded positions to those of one member (by the chamber's id)."""
    import pyarrow.compute as pc

    return positions.filter(pc.equal(positions["member_id"], member_id))
