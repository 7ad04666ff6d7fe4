"""A table of roll calls for the terminal and for files."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from votekit.cli.options import Format
from votekit.cli.output import write_rows
from votekit.cli.page import Grid
from votekit.words.counts import NONE, signed

if TYPE_CHECKING:
    import pandas as pd

HEADER = ("roll call", "date", "bill", "yea–nay", "needed", "outcome", "veto", "question")
RIGHT = frozenset({3, 4, 6})
DROP = (4, 2, 5)


def write_rollcalls(
    table: "pd.DataFrame", style: Format, output: Path | None, limit: int | None = None
) -> None:
    """Write roll calls as ``votekit.votes`` gives them, the first ``limit`` of them."""
    chosen = table if limit is None else table.head(limit)
    rows = records(chosen)
    lead = f"{len(table):,} roll call{'' if len(table) == 1 else 's'}"
    if table.empty:
        lead = "No roll call in the record meets all that"
    elif len(chosen) < len(table):
        lead += f", the first {len(chosen):,} shown (--limit 0 shows all)"
    if table["veto_cushion"].notna().any():
        lead += "; veto: yeas above (+) or short of (−) two thirds, where there can be one"
    grid = Grid(HEADER, [_cells(row) for row in rows], RIGHT, one_line=True, drop=DROP)
    write_rows(rows, grid, f"{lead}.", style, output)


def records(frame: "pd.DataFrame") -> list[dict[str, Any]]:
    """Turn a DataFrame into plain rows: dates as ISO text, what is missing as ``None``."""
    plain = frame.astype(object).where(frame.notna(), None)
    for name in frame.select_dtypes("datetimetz").columns:
        plain[name] = [day and day.isoformat() for day in plain[name]]
    return [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    voted = row["kind"] == "vote" and row["voting"]
    return (
        row["vote_id"],
        row["date"][:10],
        row["bill_id"] or "",
        f"{row['yea']}–{row['nay']}" if voted else row["kind"],
        str(row["rule_needed"]) if voted else NONE,
        row["rule_outcome"] or NONE,
        NONE if row["veto_cushion"] is None else signed(row["veto_cushion"]),
        _question(row),
    )


def _question(row: dict[str, Any]) -> str:
    """Write the question; before it, where it cannot be cut off, what contradicts the count."""
    told = f"[{row['disagreement']}] " if row["disagreement"] else ""
    return f"{told}{row['question']}"
