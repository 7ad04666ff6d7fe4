"""Rows as CSV that a spreadsheet opens safely."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from votekit.formulas import defused
from votekit.printable import printable

Row = dict[str, Any]


def as_csv(rows: Sequence[Row]) -> str:
    """Write rows as CSV; nested values are flattened, names joined by an underscore."""
    flat = [flatten(row) for row in rows]
    names = list(dict.fromkeys(name for row in flat for name in row))
    stream = io.StringIO()
    writer = csv.DictWriter(stream, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in flat)
    return stream.getvalue()


def flatten(row: Row, prefix: str = "") -> Row:
    """Flatten nested dicts; lists are left out, since they are tables of their own.

    >>> flatten({"vote_id": "x", "veto": {"needed": 67, "veto_proof": True}, "parties": []})
    {'vote_id': 'x', 'veto_needed': 67, 'veto_proof': True}
    """
    flat: Row = {}
    for name, value in row.items():
        full = f"{prefix}{name}".replace("veto_veto_proof", "veto_proof")
        if isinstance(value, dict):
            flat |= flatten(value, f"{full}_")
        elif not isinstance(value, list):
            flat[full] = value
    return flat


def _cell(value: Any) -> Any:
    """Spell a value for CSV; text that a spreadsheet would run as a formula is made text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return defused(printable(value))
    return "" if value is None else value
