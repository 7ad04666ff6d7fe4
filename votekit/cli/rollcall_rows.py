"""A table of roll calls for the terminal and for files."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from votekit.api.headlines import deeds
from votekit.cli.options import Format
from votekit.cli.output import write_rows
from votekit.cli.page import Grid
from votekit.kinds import Sort
from votekit.words.counts import NONE, counted, signed, tally

if TYPE_CHECKING:
    import pandas as pd

    from votekit.api.votes import FoundVotes

HEADER = ("roll call", "date", "bill", "yea–nay", "needed", "outcome", "veto", "what was done")
RIGHT = frozenset({3, 4, 6})
DROP = (6, 5, 1)
"""What a narrow page goes without, the first first: the year is in the roll call's id, the outcome
follows from the count and the number needed. The bill and the number needed stay."""
VETO = "veto: yeas above (+) or short of (−) two-thirds, where a veto is possible"
SORTED_BY = {
    Sort.CLOSEST: "decided by {}",
    Sort.LIKENESS: "likeness {}",
    Sort.CUSHION: "cushion {}",
    Sort.YEA: "{} yeas",
}
"""How the value is worded by which roll calls are sorted."""


def write_rollcalls(
    found: "FoundVotes", style: Format, output: Path | None, limit: int | None = None
) -> None:
    """Write roll calls as ``votekit.votes`` gives them, the first ``limit`` of them."""
    table = found.table
    chosen = table if limit is None else table.head(limit)
    rows = records(chosen)
    sort = Sort(found.criteria.sort or (Sort.RELEVANCE if found.criteria.words else Sort.NEWEST))
    done = deeds(row["vote_id"] for row in rows) if not style.has_all_rows else {}
    cells = [_cells(row, done.get(row["vote_id"], "")) for row in rows]
    header = HEADER
    if sort is Sort.LIKENESS:
        header = (*HEADER[:-2], "alike", HEADER[-1])
        cells = [
            (*row[:-2], _likeness(entry), row[-1]) for row, entry in zip(cells, rows, strict=True)
        ]
    # The column by which they are sorted stays as well.
    drop = DROP[1:] if sort in {Sort.LIKENESS, Sort.CUSHION} else DROP
    grid = Grid(header, cells, RIGHT, one_line=True, drop=drop)
    write_rows(rows, grid, " ".join([*found.said, _lead(found, len(chosen), sort)]), style, output)


def _lead(found: "FoundVotes", shown: int, sort: Sort) -> str:
    table = found.table
    if table.empty:
        return "No roll call in the record meets all that."
    told = counted(len(table), "roll call")
    if shown < len(table):
        told += f", {_first(sort)} {shown:,} shown{_tied(table, shown, sort)} (--limit 0 shows all)"
    has_veto = sort is not Sort.LIKENESS and table["veto_cushion"].notna().any()
    return f"{told}; {VETO}." if has_veto else f"{told}."


def _first(sort: Sort) -> str:
    named = {Sort.RELEVANCE: "the most relevant", Sort.NEWEST: "the newest"}
    return {**named, Sort.CLOSEST: "the closest"}.get(sort, "the first")


def _tied(table: "pd.DataFrame", shown: int, sort: Sort) -> str:
    """Say that the cut is inside a tie: which of the equal ones are shown is then arbitrary."""
    import pandas as pd

    from votekit.analysers.votes import SORTS, tied_beyond

    if sort not in SORTED_BY:
        return ""
    column = SORTS[sort][0][0]
    more = tied_beyond(table, shown, column)
    if not more:
        return ""
    last = table[column].iloc[shown - 1]
    if last is pd.NA or last != last:
        return f", {more:,} more without one"
    value = {Sort.LIKENESS: f"{last:.2f}", Sort.CUSHION: signed(last)}.get(sort, f"{last}")
    return f", {more:,} more tied with the last ({SORTED_BY[sort].format(value)})"


def _likeness(row: dict[str, Any]) -> str:
    return NONE if row["likeness"] is None else f"{row['likeness']:.2f}"


def records(frame: "pd.DataFrame") -> list[dict[str, Any]]:
    """Turn a DataFrame into plain rows: dates as ISO text, what is missing as ``None``."""
    plain = frame.astype(object).where(frame.notna(), None)
    for name in frame.select_dtypes("datetimetz").columns:
        plain[name] = [day and day.isoformat() for day in plain[name]]
    for name in frame.select_dtypes("datetime").columns:
        plain[name] = [day and day.date().isoformat() for day in plain[name]]
    return [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]


def _cells(row: dict[str, Any], done: str) -> tuple[str, ...]:
    voted = row["kind"] == "vote" and row["voting"]
    return (
        row["vote_id"],
        row["date"][:10],
        row["bill_id"] or "",
        _count(row) if voted else row["kind"],
        str(row["rule_needed"]) if voted else NONE,
        row["rule_outcome"] or NONE,
        NONE if row["veto_cushion"] is None else signed(row["veto_cushion"]),
        _marked(row, done),
    )


def _count(row: dict[str, Any]) -> str:
    broke = row["vice_president"]
    return f"{tally(row['yea'], row['nay'])}{f', VP {broke}' if broke else ''}"


def _marked(row: dict[str, Any], done: str) -> str:
    """Write what was done; before it, where it cannot be cut off, what contradicts the count."""
    told = f"[{row['disagreement']}] " if row["disagreement"] else ""
    return f"{told}{done}"
