"""What the bundled files leave out because it is usual, and how it is put back.

On nearly every roll call the word of a position follows from the pair of words in use, and a
member's name is printed as on all others. Left out, both save the third part of the snapshot.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from votekit.schema import POSITIONS, usual_word

_WORD = pa.dictionary(pa.int32(), pa.string())

Row = dict[str, Any]


def restored_rows(
    positions: Iterable[Row], pairs: Mapping[str, str | None], members: Iterable[Row]
) -> list[Row]:
    """Put back words and names in a few rows, without waking the libraries that whole tables take.

    ``pairs`` is each roll call's pair of words.
    """
    printed = {(row["congress"], row["member_id"]): row["printed_name"] for row in members}
    return [
        {
            **row,
            "word": row["word"] or usual_word(row["position"], pairs[row["vote_id"]]),
            "name": row["name"] or printed.get((row["congress"], row["member_id"])),
        }
        for row in positions
    ]


def without_words(positions: pa.Table, rollcalls: pa.Table) -> pa.Table:
    """Leave out the words that the roll call's pair of words tells."""
    import pyarrow.compute as pc

    usual = _usual_words(positions, rollcalls)
    words = positions["word"].cast(pa.string())
    is_usual = pc.fill_null(pc.equal(words, usual), False)
    kept = pc.if_else(is_usual, pa.scalar(None, pa.string()), words)
    return _replaced(positions, "word", kept.cast(_WORD))


def restore_words(positions: pa.Table, rollcalls: pa.Table) -> pa.Table:
    """Put back the words left out."""
    import pyarrow.compute as pc

    if not positions["word"].null_count:
        return positions
    words = pc.coalesce(positions["word"].cast(pa.string()), _usual_words(positions, rollcalls))
    return _replaced(positions, "word", words.cast(_WORD))


def _usual_words(positions: pa.Table, rollcalls: pa.Table) -> pa.ChunkedArray:
    import pyarrow.compute as pc

    pairs = dict(zip(rollcalls["vote_id"].to_pylist(), rollcalls["words"].to_pylist(), strict=True))
    codes = {pair: code for code, pair in enumerate(sorted({"", *filter(None, pairs.values())}))}
    spelled = [usual_word(position, pair) for pair in codes for position in (*POSITIONS, None)]
    place = {position: index for index, position in enumerate(POSITIONS)}
    width = len(POSITIONS) + 1
    chunks = []
    for batch in positions.select(["vote_id", "position"]).to_batches():
        votes, marks = batch.column(0), batch.column(1)
        by_vote = np.array([codes[pairs.get(vote) or ""] for vote in votes.dictionary.to_pylist()])
        by_mark = np.array([place[mark] for mark in marks.dictionary.to_pylist()] + [width - 1])
        mark = pc.fill_null(marks.indices, len(by_mark) - 1).to_numpy(zero_copy_only=False)
        index = by_vote[votes.indices.to_numpy(zero_copy_only=False)] * width + by_mark[mark]
        chunks.append(pa.array(spelled, pa.string()).take(pa.array(index)))
    return pa.chunked_array(chunks, pa.string())


def without_names(positions: pa.Table, members: pa.Table) -> pa.Table:
    """Leave out the names that are printed as on most of the member's roll calls."""
    import pyarrow.compute as pc

    usual = _usual_names(positions, members)
    names = positions["name"]
    kept = pc.if_else(
        pc.fill_null(pc.equal(names, usual), False), pa.scalar(None, pa.string()), names
    )
    return _replaced(positions, "name", kept)


def restore_names(positions: pa.Table, members: pa.Table) -> pa.Table:
    """Put back the names left out."""
    import pyarrow.compute as pc

    if not positions["name"].null_count:
        return positions
    return _replaced(
        positions, "name", pc.coalesce(positions["name"], _usual_names(positions, members))
    )


def _usual_names(positions: pa.Table, members: pa.Table) -> pa.ChunkedArray:
    import pyarrow.compute as pc

    keys = _member_keys(members).combine_chunks()
    where = pc.index_in(_member_keys(positions), value_set=keys)
    return members["printed_name"].combine_chunks().take(where)


def _member_keys(table: pa.Table) -> pa.ChunkedArray:
    import pyarrow.compute as pc

    # The two chambers' ids differ in form, so Congress and id are enough.
    return pc.binary_join_element_wise(table["congress"].cast(pa.string()), table["member_id"], "/")


def _replaced(table: pa.Table, name: str, column: pa.ChunkedArray) -> pa.Table:
    return table.set_column(table.schema.get_field_index(name), name, column)
