"""Choosing roll calls: by words, dates, closeness, unity, overrides."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa

from votekit.analysers.margins import margins_table
from votekit.analysers.splits import unity_table
from votekit.errors import RequestError
from votekit.schema import CATEGORIES

if TYPE_CHECKING:
    import pandas as pd

SORTS = {
    "date": (["date", "vote_id"], [True, True]),
    "newest": (["date", "vote_id"], [False, False]),
    "closest": (["decided_by", "date"], [True, True]),
    "cushion": (["veto_cushion", "date"], [False, True]),
    "yea": (["yea", "date"], [False, True]),
}


@dataclass(frozen=True)
class Criteria:
    """What roll calls are wanted; ``None`` and ``False`` leave a criterion out.

    ``words`` are looked for in the question and in all titles that the record has of the bill.
    """

    congress: int | None = None
    session: int | None = None
    chamber: str | None = None
    bill: str | None = None
    since: date | None = None
    until: date | None = None
    category: str | None = None
    words: tuple[str, ...] = ()
    party_unity: bool = False
    veto_proof: bool = False
    overrides: bool = False
    close: int | None = None
    sort: str = "date"


def votes_table(rollcalls: pa.Table, tallies: pa.Table, criteria: Criteria) -> "pd.DataFrame":
    """Return the roll calls that meet all criteria: one row per roll call.

    Columns: those of ``votekit.analysers.margins.margins_table``, ``party_unity`` and
    ``bipartisan`` (bool), ``likeness`` (float64), ``decided_by`` (Int64, votes: the difference of
    yeas and nays where a majority decides, else the distance of the yeas from the number needed;
    empty where there are no yeas and nays), ``subject``, ``bill_title``.

    Raises
    ------
    RequestError
        For a category or a sort that does not exist.
    """
    table = margins_table(rollcalls.drop_columns(["subject", "bill_title"]))
    for name in ("subject", "bill_title"):
        table[name] = rollcalls[name].to_pandas().astype("str")
    unity = unity_table(tallies).reindex(table["vote_id"])
    for name in ("party_unity", "bipartisan"):
        table[name] = unity[name].astype("boolean").fillna(False).astype(bool).to_numpy()
    table["likeness"] = unity["likeness"].to_numpy()
    table["decided_by"] = _decided_by(table)
    chosen = table[_meets(table, criteria)]
    if criteria.sort not in SORTS:
        raise RequestError(
            f"Roll calls cannot be sorted by “{criteria.sort}”: use one of {', '.join(SORTS)}."
        )
    by, ascending = SORTS[criteria.sort]
    return chosen.sort_values(by, ascending=ascending, kind="stable").reset_index(drop=True)


def _decided_by(table: "pd.DataFrame") -> "pd.Series[int]":
    majority = table["rule_fraction"] == "1/2"
    gap = (table["yea"] - table["nay"]).abs()
    distance = (table["yea"] - table["rule_needed"]).abs()
    voted = (table["kind"] == "vote") & (table["voting"] > 0)
    return gap.where(majority, distance).astype("Int64").where(voted)


def _meets(table: "pd.DataFrame", criteria: Criteria) -> "pd.Series[bool]":
    mask = table["vote_id"].notna()
    plain = {
        "congress": criteria.congress,
        "session": criteria.session,
        "chamber": criteria.chamber,
        "bill_id": criteria.bill,
    }
    for name, value in plain.items():
        if value is not None:
            mask &= table[name] == value
    if criteria.category:
        mask &= table["category"] == _category(criteria.category)
    mask &= _in_time(table, criteria)
    if criteria.words:
        text = _searched(table)
        for word in criteria.words:
            mask &= text.str.contains(word, case=False, regex=False)
    return mask & _measures(table, criteria)


def _searched(table: "pd.DataFrame") -> "pd.Series[str]":
    """Join what words are looked for in: the question, and every title that the bill has anywhere.

    The Senate's roll calls on S. 5 (119th) do not name the Laken Riley Act; the House's do.
    """
    own = table["question"] + " " + table["subject"].fillna("")
    titled = (table["chamber"] == "house") & (table["stage"] != "other")
    titles = table["bill_title"].fillna("") + " " + table["subject"].where(titled).fillna("")
    distinct = titles.groupby(table["bill_id"]).agg(lambda group: " ".join(dict.fromkeys(group)))
    return own + " " + table["bill_id"].map(distinct).fillna("")


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
    if criteria.veto_proof:
        mask &= table["veto_proof"].fillna(False).astype(bool)
    if criteria.overrides:
        mask &= table["stage"] == "override"
    if criteria.close is not None:
        mask &= (table["decided_by"] <= criteria.close).fillna(False).astype(bool)
    return mask


def _category(wanted: str) -> str:
    if wanted not in CATEGORIES:
        known = ", ".join(CATEGORIES)
        raise RequestError(f"No category is called “{wanted}”: use one of {known}.")
    return wanted
