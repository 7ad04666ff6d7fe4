"""The roll-call matrix: members by roll calls, in codes that scaling programs read."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

VOTEVIEW = {"yea": 1, "nay": 6, "present": 7, "not_voting": 9}
"""Voteview's cast codes; 0 is no member of the chamber on that roll call."""
BINARY = {"yea": 1, "nay": 0}
"""Yea and nay; all else is missing."""
CODES: Mapping[str, Mapping[str, int]] = {"voteview": VOTEVIEW, "binary": BINARY}
ABSENT = {"voteview": 0, "binary": -1}
PEOPLE = ("member_id", "name", "state", "party", "icpsr")
_Cells = npt.NDArray[np.int8]


def rollcall_matrix(
    positions: pa.Table, members: pa.Table, vote_ids: Sequence[str], codes: str
) -> pa.Table:
    """Return the matrix of one chamber in one Congress: one row per member listed on a roll call.

    Columns: ``member_id``, ``name``, ``state``, ``party`` (on the member's last roll call of that
    Congress), ``icpsr`` (Voteview's number; empty where unknown); then a column per roll call, in
    the order given, named by its id, int8. With ``voteview`` codes 1 is yea, 6 nay, 7 present, 9
    not voting, 0 not a member then; with ``binary`` 1 is yea, 0 nay, and all else is empty.

    Takes ``vote_id``, ``member_id`` and ``position`` of the positions, and the rows of ``members``.
    """
    column = {vote_id: place for place, vote_id in enumerate(vote_ids)}
    ids, member = _coded(positions["member_id"])
    votes, vote = _coded(positions["vote_id"])
    words, word = _coded(positions["position"].fill_null(""))
    places = np.array([column.get(vote_id, -1) for vote_id in votes], np.int64)[vote]
    code = CODES[codes]
    values = np.array([code.get(name, ABSENT[codes]) for name in words], np.int8)[word]
    wanted = places >= 0
    cells = np.full((len(ids), len(vote_ids)), ABSENT[codes], np.int8)
    cells[member[wanted], places[wanted]] = values[wanted]
    listed = np.zeros(len(ids), np.bool_)
    listed[member[wanted]] = True
    order = [place for place in np.argsort(ids).tolist() if listed[place]]
    people = _people(members, [ids[place] for place in order])
    return pa.table({**people, **_columns(cells[order], vote_ids, missing=codes == "binary")})


def _coded(column: pa.ChunkedArray) -> tuple[list[str], npt.NDArray[np.int64]]:
    whole = column.cast(pa.string()).combine_chunks().dictionary_encode()
    return whole.dictionary.to_pylist(), whole.indices.to_numpy().astype(np.int64)


def _people(members: pa.Table, ids: Sequence[str]) -> dict[str, pa.Array]:
    known = {row["member_id"]: row for row in members.select(list(PEOPLE)).to_pylist()}
    rows = [known.get(one, {"member_id": one, "name": one}) for one in ids]
    types = {"icpsr": pa.int32()}
    return {
        name: pa.array([row.get(name) for row in rows], types.get(name, pa.string()))
        for name in PEOPLE
    }


def _columns(cells: _Cells, vote_ids: Sequence[str], *, missing: bool) -> dict[str, pa.Array]:
    return {
        vote_id: pa.array(cells[:, place], mask=cells[:, place] < 0 if missing else None)
        for place, vote_id in enumerate(vote_ids)
    }
