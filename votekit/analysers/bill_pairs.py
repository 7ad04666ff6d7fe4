"""Roll calls of two chambers that can be held against each other: on the same bill, deciding it."""

from collections.abc import Iterable
from typing import Any

from votekit.analysers.deciding import deciding_rollcalls

Row = dict[str, Any]


def bill_pairs(rollcalls: Iterable[Row], first: str, second: str) -> list[tuple[Row, Row]]:
    """Return, of each bill that both chambers decided by roll call, the two deciding ones.

    Takes the roll calls on bills of one Congress, of both chambers. A bill whose question a chamber
    divided is left out: its parts have no counterpart in the other chamber.

    Rule: docs/rules.md, "The deciding roll call".
    """
    bills: dict[str, list[Row]] = {}
    for row in rollcalls:
        bills.setdefault(row["bill_id"], []).append(row)
    pairs = []
    for rows in bills.values():
        if {first, second} <= {row["chamber"] for row in rows}:
            votes = deciding_rollcalls(rows).votes
            own, other = votes.get(first, []), votes.get(second, [])
            if len(own) == len(other) == 1:
                pairs.append((own[0], other[0]))
    return pairs
