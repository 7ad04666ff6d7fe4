"""Counting: what the store keeps beside the roll calls, derived whenever they are written.

Counts, rule, stage and outcome of a roll call follow from its positions and its question. They are
kept so that no reader has to count eleven million positions, and are counted again by
``scripts/verify_snapshot.py``.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from votekit.congresses import DELEGATE_STATES
from votekit.linked import own_stage, passes_a_bill
from votekit.rules import (
    Question,
    goes_to_president,
    outcome,
    recorded_outcome,
    rule_of,
    stage_of,
)
from votekit.schema import (
    POSITIONS,
    POSITIONS_TABLE,
    ROLLCALLS,
    TALLIES,
    arrow_schema,
)

Row = dict[str, Any]


def bill_type(bill_id: str | None) -> str:
    """Return the kind of a bill, as ``hr`` or ``sjres``.

    >>> bill_type("sjres7-116")
    'sjres'
    """
    return (bill_id or "").split("-")[0].rstrip("0123456789")


def question_of(row: Mapping[str, Any]) -> Question:
    """Return what the rule of a row of ``rollcalls`` is read from."""
    return Question(
        chamber=row["chamber"],
        type=row["type"],
        question=row["question"],
        subject=row["subject"] or "",
        requires=row["requires"],
        kind=row["kind"],
        bill_type=bill_type(row["bill_id"]),
        bill_title=row["bill_title"] or "",
        nomination=row["nomination"] is not None,
        place=(row["congress"], row["session"], row["number"]),
    )


def stage_and_subject(row: Mapping[str, Any], asked: Question) -> tuple[str, bool]:
    """Return the stage of a roll call, and whether it passes what goes to the president.

    Both are read from the question, and from what the roll call did under another number.
    """
    read = stage_of(asked)
    stage = own_stage({**row, "stage": read}) or read
    passes = goes_to_president(asked, stage, rule_of(asked).key)
    return stage, passes or passes_a_bill({**row, "stage": stage})


def positions_table(rows: Iterable[Row]) -> pa.Table:
    """Make the positions table of rows as the parsers give them, sorted for storing."""
    ordered = sorted(
        rows,
        key=lambda row: (
            row["congress"],
            row["chamber"],
            row["session"],
            row["number"],
            row["party"],
            row["member_id"],
        ),
    )
    return pa.Table.from_pylist(ordered, schema=arrow_schema(POSITIONS_TABLE))


def tally(positions: pa.Table) -> pa.Table:
    """Count positions by roll call and party: the rows of ``tallies``.

    A party of which every member voted for a candidate (an election) is there with zeros.
    """
    keys = ["congress", "chamber", "vote_id", "party"]
    import pyarrow.compute as pc

    chosen = positions.select([*keys, "position"]).unify_dictionaries()
    for name in ("chamber", "vote_id", "position"):
        chosen = chosen.set_column(
            chosen.schema.get_field_index(name), name, chosen[name].cast(pa.string())
        )
    marks = {
        name: pc.fill_null(pc.equal(chosen["position"], name), False).cast(pa.int16())
        for name in POSITIONS
    }
    marked = chosen.select(keys)
    for name, mark in marks.items():
        marked = marked.append_column(name, mark)
    counted = marked.group_by(keys, use_threads=False).aggregate(
        [(name, "sum") for name in POSITIONS]
    )
    renamed = counted.rename_columns([name.removesuffix("_sum") for name in counted.column_names])
    return renamed.select(TALLIES.names).cast(arrow_schema(TALLIES))


def complete_rollcalls(rows: Iterable[Row], positions: pa.Table) -> pa.Table:
    """Make the rollcalls table: parsed rows with counts, stage, rule and outcome added."""
    counts = _counts(positions)
    finished = [_complete(row, counts.get(row["vote_id"], {})) for row in rows]
    finished.sort(key=lambda row: (row["congress"], row["chamber"], row["session"], row["number"]))
    return pa.Table.from_pylist(finished, schema=arrow_schema(ROLLCALLS))


def _counts(positions: pa.Table) -> dict[str, dict[str, int]]:
    import pyarrow.compute as pc

    delegate = pc.is_in(positions["state"], value_set=pa.array(sorted(DELEGATE_STATES)))
    table = pa.table(
        {
            "vote_id": positions["vote_id"].cast(pa.string()),
            "position": positions["position"].cast(pa.string()),
            "delegate": delegate,
        }
    )
    grouped = table.group_by(["vote_id", "position", "delegate"]).aggregate([([], "count_all")])
    counts: dict[str, dict[str, int]] = {}
    for row in grouped.to_pylist():
        entry = counts.setdefault(row["vote_id"], {})
        for name in (row["position"], "listed"):
            entry[name] = entry.get(name, 0) + row["count_all"]
        if row["delegate"] and row["position"] in {"yea", "nay"}:
            entry[f"delegates_{row['position']}"] = row["count_all"]
    return counts


def _complete(row: Row, counts: Mapping[str, int]) -> Row:
    asked = question_of(row)
    rule = rule_of(asked)
    stage, subject_to_veto = stage_and_subject(row, asked)
    names = (*POSITIONS, "listed", "delegates_yea", "delegates_nay")
    numbers = {name: counts.get(name, 0) for name in names}
    decided = row["kind"] == "vote" and numbers["yea"] + numbers["nay"] > 0
    follows = outcome(
        rule,
        yea=numbers["yea"],
        nay=numbers["nay"],
        present=numbers["present"],
        listed=numbers["listed"],
        vice_president=row["vice_president"],
    )
    return {
        **row,
        **numbers,
        "rule": rule.key,
        "stage": stage,
        "subject_to_veto": subject_to_veto,
        "outcome": follows if decided else None,
        "recorded_outcome": recorded_outcome(asked, row["result"]) if decided else None,
    }
