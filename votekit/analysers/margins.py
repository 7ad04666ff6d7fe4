"""The margins of many roll calls at once: ``votekit.analysers.veto`` on arrays."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from votekit.analysers.veto import cushion, two_thirds
from votekit.congresses import SEATS
from votekit.rules import RULES, needed
from votekit.rules.disagreement import disagreements_of
from votekit.store.days import with_day
from votekit.words.disagreement import mark

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = [
    "vote_id",
    "congress",
    "chamber",
    "session",
    "number",
    "date",
    "kind",
    "category",
    "stage",
    "subject_to_veto",
    "bill_id",
    "question",
    "requires",
    "result",
    "rule",
    "outcome",
    "recorded_outcome",
    "recorded_yea",
    "recorded_nay",
    "yea",
    "nay",
    "present",
    "not_voting",
    "listed",
    "vice_president",
]
"""The columns of ``rollcalls`` that the table is made of."""

Ints = npt.NDArray[np.int64]


def margins_table(rollcalls: pa.Table) -> "pd.DataFrame":
    """Return the margins of many roll calls: one row per roll call, in the record's order.

    Columns beside those of ``rollcalls`` (``vote_id``, ``congress``, ``chamber``, ``session``,
    ``number``, ``date``, ``day`` (datetime64, no zone: in Washington), ``kind``, ``category``,
    ``stage``, ``bill_id``, ``question``, ``result``; ``yea``, ``nay``, ``present``,
    ``not_voting``, ``listed`` in members, int64):

    - ``voting`` (int64, members): yeas and nays.
    - ``rule``, ``rule_fraction``, ``rule_base`` (category), ``rule_needed`` (Int64, yeas),
      ``rule_outcome``: what the question took, and ``passed`` or ``failed``.
    - ``subject_to_veto`` (bool): whether it passes something that goes to the president.
    - ``veto_needed``, ``veto_cushion`` (Int64, yeas): two thirds of those voting, and the yeas
      above (negative: short). These and all that follow are empty where there is nothing to veto.
    - ``veto_proof`` (boolean): whether two thirds of those voting are for it.
    - ``veto_worst_case_cushion``, ``veto_best_case_cushion`` (Int64, yeas): had all who were away
      voted nay, or yea.
    - ``disagreement`` (str): where official total, recorded result and count contradict each
      other, in a sentence; empty nearly everywhere.
    - ``veto_full_chamber_needed``, ``veto_full_chamber_cushion`` (Int64, yeas): of 100 or 435.

    Elections, quorum calls and vacated numbers are there, with empty margins.

    Rule: U.S. Const. art. I, § 7; docs/rules.md, "Veto arithmetic".
    """
    import pandas as pd

    counts = {name: _ints(rollcalls, name) for name in ("yea", "nay", "present", "not_voting")}
    yea, nay = counts["yea"], counts["nay"]
    away = counts["present"] + counts["not_voting"]
    listed = _ints(rollcalls, "listed")
    subject = rollcalls["subject_to_veto"].to_numpy()
    valid = subject & (yea + nay > 0)
    seats = _lookup(rollcalls, "chamber", SEATS)
    kept = with_day(rollcalls).drop_columns(
        ["requires", "outcome", "recorded_outcome", "recorded_yea", "recorded_nay"]
    )
    frame: pd.DataFrame = kept.to_pandas(date_as_object=False)
    frame[[*counts, "listed"]] = np.column_stack([*counts.values(), listed])
    rules = rollcalls["rule"].combine_chunks()
    derived = {
        "voting": yea + nay,
        "rule_fraction": _category(rules, {key: rule.fraction for key, rule in RULES.items()}),
        "rule_base": _category(rules, {key: rule.base for key, rule in RULES.items()}),
        "rule_needed": _nullable(rule_needed(rules, counts, listed), _decides(rules)),
        "rule_outcome": rollcalls["outcome"].combine_chunks().to_pandas(),
        "disagreement": _disagreements(rollcalls),
        "veto_needed": _nullable(two_thirds(yea + nay), valid),
        "veto_cushion": _nullable(cushion(yea, nay), valid),
        "veto_proof": pd.arrays.BooleanArray(cushion(yea, nay) >= 0, ~valid),
        "veto_worst_case_cushion": _nullable(cushion(yea, nay + away), valid),
        "veto_best_case_cushion": _nullable(cushion(yea + away, nay), valid),
        "veto_full_chamber_needed": _nullable(two_thirds(seats), valid),
        "veto_full_chamber_cushion": _nullable(yea - two_thirds(seats), valid),
    }
    return pd.concat([frame, pd.DataFrame(derived, index=frame.index)], axis=1)


def _decides(rules: pa.DictionaryArray) -> npt.NDArray[np.bool_]:
    """Tell where yeas and nays decide: not in elections of a Speaker, nor in quorum calls."""
    names, codes = _codes(rules)
    return np.array([RULES[name].base != "none" for name in names], np.bool_)[codes]


def _ints(table: pa.Table, name: str) -> Ints:
    values: Ints = table[name].to_numpy().astype(np.int64)
    return values


def _nullable(values: Ints, valid: npt.NDArray[np.bool_]) -> "pd.arrays.IntegerArray":
    import pandas as pd

    return pd.arrays.IntegerArray(values, ~valid)


def _disagreements(rollcalls: pa.Table) -> list[str | None]:
    """Say, for each roll call, where it contradicts itself; only the few that do are looked at."""
    import pyarrow.compute as pc

    differing = pc.not_equal(
        rollcalls["outcome"].cast(pa.string()), rollcalls["recorded_outcome"].cast(pa.string())
    )
    for name in ("yea", "nay"):
        other = pc.fill_null(pc.not_equal(rollcalls[f"recorded_{name}"], rollcalls[name]), False)
        differing = pc.or_(pc.fill_null(differing, False), other)
    told: list[str | None] = [None] * rollcalls.num_rows
    for place in np.flatnonzero(differing.to_numpy().astype(bool)).tolist():
        (row,) = rollcalls.slice(place, 1).drop_columns(["date"]).to_pylist()
        told[place] = "; ".join(map(mark, disagreements_of(row))) or None
    return told


def _codes(column: pa.DictionaryArray) -> tuple[list[str], Ints]:
    return column.dictionary.to_pylist(), column.indices.to_numpy().astype(np.int64)


def _lookup(table: pa.Table, name: str, values: dict[str, int]) -> Ints:
    names, codes = _codes(table[name].combine_chunks())
    return np.array([values[entry] for entry in names], np.int64)[codes]


def _category(column: pa.DictionaryArray, values: dict[str, str]) -> "pd.Categorical[str]":
    import pandas as pd

    names, codes = _codes(column)
    categories = sorted(set(values.values()))
    index = np.array([categories.index(values[name]) for name in names], np.int64)
    return pd.Categorical.from_codes(index[codes], categories=pd.Index(categories))


def rule_needed(rules: pa.DictionaryArray, counts: dict[str, Ints], listed: Ints) -> Ints:
    """Return how many yeas each roll call needed under its rule."""
    names, codes = _codes(rules)
    result = np.zeros(len(codes), np.int64)
    for code, name in enumerate(names):
        at = codes == code
        result[at] = needed(
            RULES[name],
            yea=counts["yea"][at],
            nay=counts["nay"][at],
            present=counts["present"][at],
            listed=listed[at],
        )
    return result
