"""The history of vetoes overridden and sustained."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from votekit.analysers.forecast import Support, support_of
from votekit.analysers.moves import Move, moves
from votekit.analysers.overrides import Attempt, attempts, count_moved, overrides_table
from votekit.congresses import ordinal
from votekit.errors import RequestError
from votekit.linked import with_linked
from votekit.lookup import DETAIL, FoundRollCall, find, unrecorded_years
from votekit.shipped import president_on
from votekit.store import Record, Wanted
from votekit.store.rows import rows_at

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Row = dict[str, Any]

COLUMNS = list(dict.fromkeys([*DETAIL, "bill_title"]))
STANDS = ["vote_id", "member_id", "party", "state", "position"]


def overrides(
    *, congress: int | None = None, bill: str | None = None, record: Record | None = None
) -> "pd.DataFrame":
    """Return every attempt since 1989 to pass a bill over a veto: one row per chamber's vote.

    Columns: ``bill_id``, ``title``, ``congress`` (int64), ``date`` (ISO text), ``president``,
    ``president_party``, ``chamber``; of the chamber's own deciding roll call before,
    ``passage_vote_id``, ``passage_date``, ``passage_yea``, ``passage_nay`` (Int64, members),
    ``passage_share`` (float64, 0 to 1), ``passage_veto_proof`` (boolean), ``passage_cushion``
    (Int64, yeas above two-thirds) and, where there was none, the reason in ``passage_note``; of
    the attempt, ``vote_id``, ``yea``, ``nay``, ``needed``, ``cushion``, ``away`` (int64, members),
    ``share`` (float64), ``outcome``; ``nay_to_yea``, ``away_to_yea``, ``yea_to_nay``,
    ``away_to_nay``, ``yea_to_away``, ``nay_to_away`` (Int64, members who moved since the passage);
    ``other_vote_id``, ``other_outcome``, ``result``, ``source_url``.

    Raises
    ------
    RequestError
        When there was no attempt on that bill, or in that Congress.

    Rule: U.S. Const. art. I, § 7; docs/overrides.md.

    >>> table = overrides(congress=116).set_index("vote_id")
    >>> table.loc["h253-116.2020", ["passage_yea", "passage_nay", "yea", "nay"]].tolist()
    [335, 78, 322, 87]
    """
    record = record or Record.open()
    found = chosen_attempts(record, congress, bill)
    counted = {vote_id: count_moved(moved) for vote_id, moved in moves_of(record, found).items()}
    return overrides_table(found, _president, counted)


def override_moves(
    *, congress: int | None = None, bill: str | None = None, record: Record | None = None
) -> dict[str, list[Move]]:
    """Return who moved between passage and override, by the roll call of the attempt.

    Raises
    ------
    RequestError
        When there was no attempt on that bill, or in that Congress.

    >>> [move.name for move in override_moves(bill="s1-114")["s68-114.2015"] if move.moved]
    ['Harry Reid', 'Joe Donnelly', 'Marco Rubio']
    """
    record = record or Record.open()
    found = chosen_attempts(record, congress, bill)
    moved = moves_of(record, found)
    named = {one.override["vote_id"]: _names(record, one) for one in found if one.passage}
    return {
        vote_id: [
            replace(move, name=named[vote_id].get(move.member_id, move.member_id))
            for move in entries
        ]
        for vote_id, entries in moved.items()
    }


def override_base_rates(*, record: Record | None = None) -> "pd.DataFrame":
    """Return how often a chamber had two-thirds at the override: one row per group of attempts.

    Columns: see ``votekit.analysers.base_rates.base_rates_table``.

    >>> rates = override_base_rates().set_index(["passage", "by", "group"])
    >>> row = rates.loc[("veto-proof", "all", "all")]
    >>> f"{row.bills_held} of {row.bills}, {row.low:.0%} to {row.high:.0%}"
    '14 of 17, 57% to 96%'
    """
    from votekit.analysers.base_rates import base_rates_table

    record = record or Record.open()
    found = all_attempts(record)
    pairs = [(one.passage, president_of(one.override)[1]) for one in found if one.passage]
    support = support_at(record, *zip(*pairs, strict=True))
    return base_rates_table(found, _president, support)


def support_at(
    record: Record, passages: Sequence[Row], president_parties: Sequence[str]
) -> dict[str, Support]:
    """Tell who was for a bill on some roll calls, by their id.

    Takes the roll calls, and for each the party of the president who had the bill on his desk.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    names = ["vote_id", "party", "yea", "nay"]
    table = record.tallies(columns=names)
    ids = pa.array([row["vote_id"] for row in passages], pa.string())
    chosen = table.filter(pc.is_in(table["vote_id"].cast(pa.string()), value_set=ids))
    counts: dict[str, dict[str, tuple[int, int]]] = {}
    for row in chosen.to_pylist():
        counts.setdefault(row["vote_id"], {})[row["party"]] = (row["yea"], row["nay"])
    return {
        row["vote_id"]: support_of(counts[row["vote_id"]], party)
        for row, party in zip(passages, president_parties, strict=True)
    }


def president_of(row: Row) -> tuple[str, str]:
    """Return the name and party of the president on the day of a roll call.

    Raises
    ------
    RequestError
        When the table of presidents does not go so far back.
    """
    found = _president(row["date"].date())
    if found is None:
        raise RequestError(
            f"The table of presidents has none for {row['date'].date()}: it begins in 1989."
        )
    return found


def _president(day: date) -> tuple[str, str] | None:
    found = president_on(day.isoformat())
    return (found.name, found.party) if found else None


def all_attempts(record: Record) -> list[Attempt]:
    """Find every attempt in the record, with the passage of the same chamber."""
    keys = record.rollcalls(columns=["bill_id", "stage", "congress", "chamber", "session"])
    bills = keys["bill_id"].to_pylist()
    stages = keys["stage"].to_pylist()
    vetoed = {
        name for name, stage in zip(bills, stages, strict=True) if stage == "override" and name
    }
    places = [place for place, name in enumerate(bills) if name in vetoed]
    table = record.rollcalls(columns=COLUMNS)
    rows = with_linked(rows_at(table, places), table, vetoed)
    missing = unrecorded_years(keys)
    return attempts(rows, lambda congress: missing.get(congress, {}))


def chosen_attempts(record: Record, congress: int | None, bill: str | None) -> list[Attempt]:
    """Find the attempts of one Congress, or on one bill."""
    name = None
    if bill is not None:
        reference = find(record, bill)
        if isinstance(reference, FoundRollCall):
            raise RequestError(f"{bill} is a roll call: name a bill, as hr6395-116.")
        name = reference.reference.id
    found = [
        one
        for one in all_attempts(record)
        if (congress is None or one.override["congress"] == congress)
        and (name is None or one.bill_id == name)
    ]
    if not found:
        where = f"on {name}" if name else f"in the {ordinal(congress or 0)} Congress"
        raise RequestError(
            f"The record has no attempt to override a veto {where}: all of them are listed by "
            "`votekit overrides`."
        )
    return found


def moves_of(record: Record, found: Sequence[Attempt]) -> dict[str, list[Move]]:
    """Tell where each member stood at the passage and at the override, by the attempt's roll call.

    Names are left empty; attempts without a passage by roll call are left out.
    """
    pairs = [(one.passage, one.override) for one in found if one.passage]
    stood = stands(record, [row for pair in pairs for row in pair])
    return {
        after["vote_id"]: moves(stood[before["vote_id"]], stood[after["vote_id"]])
        for before, after in pairs
    }


def stands(record: Record, rollcalls: Sequence[Row]) -> dict[str, list[Row]]:
    """Read where each member stood on some roll calls, a session at a time."""
    sessions: dict[Wanted, list[str]] = {}
    for row in rollcalls:
        where = Wanted(row["congress"], row["chamber"], row["session"])
        sessions.setdefault(where, []).append(row["vote_id"])
    found: dict[str, list[Row]] = {}
    for where, wanted in sessions.items():
        table = record.positions(where, STANDS)
        votes = table["vote_id"].unify_dictionaries().combine_chunks()
        ids, codes = votes.dictionary.to_pylist(), np.from_dlpack(votes.indices)
        for vote_id in wanted:
            places = np.flatnonzero(codes == ids.index(vote_id))
            first, last = int(places[0]), int(places[-1])
            found[vote_id] = _rows(table.slice(first, last - first + 1), vote_id)
    return found


def _rows(table: "pa.Table", vote_id: str) -> list[Row]:
    columns = [table[name].to_pylist() for name in STANDS]
    return [
        dict(zip(STANDS, values, strict=True), name="")
        for values in zip(*columns, strict=True)
        if values[0] == vote_id
    ]


def _names(record: Record, one: Attempt) -> dict[str, str]:
    names = ["congress", "member_id", "name"]
    table = record.members(Wanted(one.override["congress"], one.override["chamber"]), names)
    columns = (table[column].to_pylist() for column in names)
    return {
        member: name
        for congress, member, name in zip(*columns, strict=True)
        if congress == one.override["congress"]
    }
