"""What the record holds: counts, days, newest roll call, gaps in the numbering."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from votekit.congresses import spell_vote_id, year_of_session

COLUMNS = ["vote_id", "congress", "chamber", "session", "number", "date", "source", "listed"]


@dataclass(frozen=True)
class Coverage:
    """What one layer holds of one chamber; ``gaps`` are numbers missing within sessions."""

    chamber: str
    rollcalls: int
    positions: int
    first: date
    newest: date
    newest_id: str
    sources: list[str]
    gaps: list[str]


def coverage(
    rollcalls: pa.Table, vacated: Mapping[tuple[str, int, int, int], str]
) -> list[Coverage]:
    """Return what a table of roll calls covers: one entry per chamber.

    Numbers that a chamber vacated are gaps that are explained; they are marked so.
    """
    rows = rollcalls.select(COLUMNS).to_pylist()
    result = []
    for chamber in sorted({row["chamber"] for row in rows}):
        mine = [row for row in rows if row["chamber"] == chamber]
        newest = max(mine, key=lambda row: (row["date"], row["number"]))
        result.append(
            Coverage(
                chamber=chamber,
                rollcalls=len(mine),
                positions=sum(row["listed"] for row in mine),
                first=min(row["date"] for row in mine).date(),
                newest=newest["date"].date(),
                newest_id=newest["vote_id"],
                sources=sorted({row["source"] for row in mine}),
                gaps=_gaps(chamber, mine, vacated),
            )
        )
    return result


def _gaps(
    chamber: str,
    rows: list[dict[str, int]],
    vacated: Mapping[tuple[str, int, int, int], str],
) -> list[str]:
    numbers: dict[tuple[int, int], set[int]] = {}
    for row in rows:
        numbers.setdefault((row["congress"], row["session"]), set()).add(row["number"])
    first = min(numbers)
    told = []
    if first[1] == 2:
        told.append(f"all of {year_of_session(first[0], 1)}")
    for (congress, session), present in sorted(numbers.items()):
        for start, end in _runs(sorted(set(range(1, max(present))) - present)):
            span = spell_vote_id(chamber, start, congress, session)
            if end > start:
                span += f" to {chamber[0]}{end}"
            if all((chamber, congress, session, n) in vacated for n in range(start, end + 1)):
                span += " (vacated)"
            told.append(span)
    return told


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Join neighboring numbers.

    >>> _runs([1, 2, 3, 7])
    [(1, 3), (7, 7)]
    """
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
