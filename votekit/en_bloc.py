"""Roll calls on several bills at once, which the sources file under one of them.

The Senate passed twenty joint resolutions on arms sales by one roll call, s179-116.2019; the record
has it under S.J. Res. 48. It is the passage of each of them.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

Row = dict[str, Any]

_EN_BLOC = "En Bloc: "
_BILL = re.compile(r"\b(H\.R\.|S\.|[HS]\.J\.Res\.) (\d+)")


def bills_en_bloc(row: Mapping[str, Any]) -> list[str]:
    """Return the bills that one roll call was on, where it was on several; else nothing.

    >>> bills_en_bloc({"congress": 116, "stage": "passage", "subject": "En Bloc: S.J.Res. 27, 28",
    ...     "question": "On the Joint Resolution S.J.Res. 27 and S.J.Res. 28"})
    ['sjres27-116', 'sjres28-116']
    """
    if row["stage"] != "passage" or not str(row["subject"]).startswith(_EN_BLOC):
        return []
    return [
        f"{kind.replace('.', '').lower()}{number}-{row['congress']}"
        for kind, number in _BILL.findall(row["question"])
    ]


def en_bloc_places(rollcalls: pa.Table) -> list[int]:
    """Find the roll calls on several bills in a table: there are few, and text is read once."""
    subjects = rollcalls["subject"].to_pylist()
    return [
        place for place, text in enumerate(subjects) if text is not None and text[:9] == _EN_BLOC
    ]


def rows_en_bloc(rows: Iterable[Row], bill_id: str) -> list[Row]:
    """Give the roll calls that passed a bill together with others, as roll calls on that bill.

    The title in the row is that of the bill that the source files it under, and is left out.
    """
    return [
        {**row, "bill_id": bill_id, "bill_title": None}
        for row in rows
        if row["bill_id"] != bill_id and bill_id in bills_en_bloc(row)
    ]
