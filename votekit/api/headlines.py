"""What was done on many roll calls, in words: for the lists of members, votes and differences."""

from collections import defaultdict
from collections.abc import Iterable

import pyarrow as pa

from votekit.references import RollCallReference, parse_reference
from votekit.store import Record, Wanted
from votekit.words.rollcall import COLUMNS, deed


def deeds(vote_ids: Iterable[str], record: Record | None = None) -> dict[str, str]:
    """Return what was done on each roll call, without chamber and count, by its id.

    >>> deeds(["s33-116.2020"])
    {'s33-116.2020': 'acquits Donald Trump on Article I'}
    """
    rows = _rows(record or Record.open(), vote_ids)
    return {str(row["vote_id"]): deed(row) for row in rows}


def _rows(record: Record, vote_ids: Iterable[str]) -> list[dict[str, object]]:
    import pyarrow.compute as pc

    places: dict[tuple[int, str], list[str]] = defaultdict(list)
    for vote_id in dict.fromkeys(vote_ids):
        found = parse_reference(vote_id)
        assert isinstance(found, RollCallReference)
        places[found.congress, found.chamber].append(vote_id)
    rows = []
    for (congress, chamber), chosen in places.items():
        table = record.rollcalls(Wanted(congress, chamber), list(COLUMNS))
        rows += table.filter(pc.is_in(table["vote_id"], value_set=pa.array(chosen))).to_pylist()
    return rows
