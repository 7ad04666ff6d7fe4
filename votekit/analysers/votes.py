"""Choosing roll calls: by words, dates, closeness, unity, overrides."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa

from votekit.analysers.margins import margins_table
from votekit.analysers.splits import unity_table
from votekit.arguments import check_fields
from votekit.errors import RequestError
from votekit.kinds import Sort, category_called, is_of_kind, stage_called

if TYPE_CHECKING:
    import pandas as pd

MOST_WORDS = 50
MOST_LETTERS = 2_000
SORTS: dict[str, list[tuple[str, bool]]] = {
    Sort.RELEVANCE: [("rank", True)],
    Sort.NEWEST: [("date", False), ("vote_id", False)],
    Sort.DATE: [("date", True), ("vote_id", True)],
    Sort.CLOSEST: [("decided_by", True), ("date", False)],
    Sort.LIKENESS: [("likeness", False), ("date", False)],
    Sort.CUSHION: [("veto_cushion", False), ("date", False)],
    Sort.YEA: [("yea", False), ("date", False)],
}
"""For each order, the columns sorted by, and whether the least come first."""


@dataclass(frozen=True)
class Criteria:
    """What roll calls are wanted; ``None`` and ``False`` leave a criterion out.

    ``category`` and ``stage`` are those of ``votekit.kinds``; ``words`` are looked for as
    ``votekit.search`` does; ``close`` is the most that ``decided_by`` may be. Without ``sort``, the
    newest come first, or with ``words`` the most relevant.
    """

    congress: int | None = None
    session: int | None = None
    chamber: str | None = None
    bill: str | None = None
    since: date | None = None
    until: date | None = None
    category: str | None = None
    stage: str | None = None
    words: tuple[str, ...] = ()
    party_unity: bool = False
    bipartisan: bool = False
    veto_proof: bool = False
    overrides: bool = False
    tie_breaks: bool = False
    close: int | None = None
    sort: str | None = None

    def __post_init__(self) -> None:
        check_fields(self)
        if len(self.words) > MOST_WORDS or sum(map(len, self.words)) > MOST_LETTERS:
            raise RequestError(
                f"A search takes {MOST_WORDS} words of {MOST_LETTERS:,} letters in all, not "
                f"{len(self.words):,} of {sum(map(len, self.words)):,}: name the ones that tell "
                "it apart."
            )


def votes_table(
    rollcalls: pa.Table,
    tallies: pa.Table,
    criteria: Criteria,
    of_bill: Collection[str] | None = None,
    hits: Sequence[str] | None = None,
) -> "pd.DataFrame":
    """Return the roll calls that meet all criteria: one row per roll call.

    ``of_bill`` are the ids of all roll calls on the criteria's bill, where they are known: one on
    several resolutions together (s412-119.2025) has the number of none or of one of them.

    Columns: those of ``votekit.analysers.margins.margins_table``, ``party_unity`` and
    ``bipartisan`` (bool), ``likeness`` (float64), ``decided_by`` (Int64, votes: the difference of
    yeas and nays where a majority decides, else the distance of the yeas from the number needed;
    empty where there are no yeas and nays), ``subject``, ``bill_title``.

    Raises
    ------
    RequestError
        For a category, a stage or an order that does not exist.
    """
    table = margins_table(rollcalls.drop_columns(["subject", "bill_title"]))
    for name in ("subject", "bill_title"):
        table[name] = rollcalls[name].to_pandas().astype("str")
    unity = unity_table(tallies).reindex(table["vote_id"])
    for name in ("party_unity", "bipartisan"):
        table[name] = unity[name].astype("boolean").fillna(False).astype(bool).to_numpy()
    table["likeness"] = unity["likeness"].to_numpy()
    table["decided_by"] = _decided_by(table)
    chosen = table[_meets(table, criteria, of_bill)]
    if hits is not None:
        ranks = {vote_id: rank for rank, vote_id in enumerate(hits)}
        chosen = chosen[chosen["vote_id"].isin(ranks)]
        chosen = chosen.assign(rank=chosen["vote_id"].map(ranks))
    order = criteria.sort or (Sort.NEWEST if hits is None else Sort.RELEVANCE)
    if order == Sort.RELEVANCE and hits is None:
        raise RequestError("Only a search for words has an order by relevance: give a word.")
    if order not in SORTS:
        raise RequestError(
            f"Roll calls cannot be sorted by “{criteria.sort}”: use one of {', '.join(SORTS)}."
        )
    by, ascending = zip(*SORTS[order], strict=True)
    ordered = chosen.sort_values(list(by), ascending=list(ascending), kind="stable")
    return ordered.drop(columns="rank", errors="ignore").reset_index(drop=True)


def tied_beyond(table: "pd.DataFrame", shown: int, column: str) -> int:
    """Count the rows after the first ``shown`` that have the same value as the last of these."""
    if not 0 < shown < len(table):
        return 0
    values, rest = table[column], table[column].iloc[shown:]
    last = values.iloc[[shown - 1]]
    return int((rest.isna() if last.isna().all() else rest == last.item()).sum())


def _decided_by(table: "pd.DataFrame") -> "pd.Series[int]":
    majority = table["rule_fraction"] == "1/2"
    gap = (table["yea"] - table["nay"]).abs()
    distance = (table["yea"] - table["rule_needed"]).abs()
    voted = (table["kind"] == "vote") & (table["voting"] > 0)
    return gap.where(majority, distance).astype("Int64").where(voted)


def _meets(
    table: "pd.DataFrame", criteria: Criteria, of_bill: Collection[str] | None
) -> "pd.Series[bool]":
    mask = table["vote_id"].notna()
    plain = {
        "congress": criteria.congress,
        "session": criteria.session,
        "chamber": criteria.chamber,
        "bill_id": criteria.bill if of_bill is None else None,
    }
    for name, value in plain.items():
        if value is not None:
            mask &= table[name] == value
    if of_bill is not None:
        mask &= table["vote_id"].isin(list(of_bill))
    mask &= _of_kind(table, criteria)
    mask &= _in_time(table, criteria)
    return mask & _measures(table, criteria)


def _of_kind(table: "pd.DataFrame", criteria: Criteria) -> "pd.Series[bool]":
    """Tell which roll calls are of the category and the stage; both are columns of few values."""
    mask = table["vote_id"].notna()
    if criteria.category is None and criteria.stage is None:
        return mask
    category = None if criteria.category is None else category_called(criteria.category)
    stage = None if criteria.stage is None else stage_called(criteria.stage)
    for kind, of_kind in table.groupby(["category", "stage"], observed=True):
        if not is_of_kind(str(kind[0]), str(kind[1]), category, stage):
            mask &= ~table.index.isin(of_kind.index)
    return mask


def _in_time(table: "pd.DataFrame", criteria: Criteria) -> "pd.Series[bool]":
    days = table["date"].dt.date
    mask = table["vote_id"].notna()
    if criteria.since:
        mask &= days >= criteria.since
    if criteria.until:
        mask &= days <= criteria.until
    return mask


def _measures(table: "pd.DataFrame", criteria: Criteria) -> "pd.Series[bool]":
    mask = table["vote_id"].notna()
    if criteria.party_unity:
        mask &= table["party_unity"]
    if criteria.bipartisan:
        mask &= table["bipartisan"]
    if criteria.tie_breaks:
        mask &= table["vice_president"].notna()
    if criteria.veto_proof:
        mask &= table["veto_proof"].fillna(False).astype(bool)
    if criteria.overrides:
        mask &= table["stage"] == "override"
    if criteria.close is not None:
        mask &= (table["decided_by"] <= criteria.close).fillna(False).astype(bool)
    return mask
