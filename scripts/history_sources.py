"""Reads the sources of the record before 1989: Voteview's matrices, members and printed texts.

Each reader gives what its source says. ``scripts/build_history.py`` joins them, and
``scripts/verify_history.py`` reads them again to check what was built.
"""

import csv
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

CONGRESSES = range(1, 101)
PRESIDENTS_FROM = 99_800
"""Voteview's numbers of presidents, whose announced positions are rows of the files, start here.

99369 is Sen. Strom Thurmond.
"""
MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()


@dataclass(frozen=True)
class Matrix:
    """The casts of a chamber in one Congress: ``codes`` is members by roll calls, 0 to 9.

    0 stands where a member did not sit; ``rollcalls`` are Voteview's numbers.
    """

    icpsr: list[int]
    rollcalls: list[int]
    codes: np.ndarray


@dataclass(frozen=True)
class Printed:
    """One roll call as Voteview's printed text (DTL) has it; empty where it says nothing."""

    number: int
    day: str
    bill: str
    yea: int | None
    nay: int | None
    text: str


def _lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8", errors="replace", newline="") as stream:
        yield from stream


def read_matrix(base: Path, chamber: str, congress: int) -> Matrix:
    """Read the casts of 2018, without presidents."""
    name = f"{chamber[0].upper()}{congress:03d}_dataframe.csv.xz"
    path = base / "adityarpillai_mpd" / f"{chamber}_votes_matrix" / name
    lines = iter(_lines(path))
    header = next(lines).rstrip("\r\n").split(",")
    columns = [int(column.removeprefix("vote_")) for column in header[2:]]
    order = sorted(range(len(columns)), key=columns.__getitem__)
    found = []
    for line in lines:
        icpsr, _, *cells = line.rstrip("\r\n").split(",")
        if int(float(icpsr)) < PRESIDENTS_FROM:
            found.append((int(float(icpsr)), [int(float(cells[at] or 0)) for at in order]))
    found.sort(key=lambda row: row[0])
    codes = np.array([row[1] for row in found], np.uint8)
    return Matrix([row[0] for row in found], [columns[at] for at in order], codes)


def read_members(base: Path, chamber: str, congress: int) -> list[dict[str, str]]:
    """Read the members of 2018, without presidents."""
    name = f"{chamber[0].upper()}{congress:03d}_members.csv.xz"
    rows = csv.DictReader(_lines(base / "adityarpillai_mpd" / "members" / name))
    return [row for row in rows if int(float(row["icpsr"])) < PRESIDENTS_FROM]


def read_columns(base: Path, congress: int) -> np.ndarray:
    """Read the Senate's casts of 2011 (.ord): senators by roll calls, presidents left out."""
    path = base / "johnmyleswhite_senate_analyses" / "data" / f"roll_calls_{congress}.ord.xz"
    rows = [line.rstrip("\r\n") for line in _lines(path)]
    kept = [row for row in rows if row.strip() and row[8:10].strip() != "99"]
    # Numbers of five digits in columns 4 to 8, as in the 2018 files.
    kept.sort(key=lambda row: int(row[3:8]))
    return np.array([[int(code) for code in row[36:]] for row in kept], np.uint8)


def read_printed(base: Path, congress: int) -> list[Printed]:
    """Read the Senate's printed texts: a card of several lines for each roll call."""
    path = base / "johnmyleswhite_senate_analyses" / "data" / f"bills_{congress}.txt.xz"
    cards: dict[int, dict[int, str]] = {}
    for line in _lines(path):
        found = re.match(r"\s*(\d+)\s+\d+\s*?\s(\d+) (.*)", line.rstrip("\r\n"))
        if found:
            cards.setdefault(int(found[1]), {}).setdefault(int(found[2]), found[3].rstrip())
    return [_card(number, lines) for number, lines in sorted(cards.items())]


def _card(number: int, lines: dict[int, str]) -> Printed:
    first, second = lines.get(1, ""), lines.get(2, "")
    counted = re.search(r"Y=\s*(\d+)\s*,?\s*N=\s*(\d+)", second)
    bill = re.search(r"\s((?:S|HR|HJR|SJR|HCR|SCR|HRES|HRE|SRES|SRE) ?\d+)\s", first + " ")
    return Printed(
        number=number,
        day=read_day(first),
        bill=bill[1].replace(" ", "") if bill else "",
        yea=int(counted[1]) if counted else None,
        nay=int(counted[2]) if counted else None,
        text=_joined([lines[at].strip() for at in sorted(lines) if at > 2]),
    )


def _joined(lines: list[str]) -> str:
    """Join the lines of a card; a hyphen that breaks a word at the line's end goes."""
    text = " ".join(lines)
    return re.sub(r" +", " ", re.sub(r"(?<=[A-Z]{2})- (?=[A-Z]{2,})", "", text)).strip()


def read_day(text: str) -> str:
    """Read a day as cards print it, ``JAN. 03, 1947``; empty where there is none.

    >>> read_day("DCR-133-100          JANUARY 6, 1987"), read_day("J 1-1-42A JULY 17, 1789")
    ('1987-01-06', '1789-07-17')
    """
    found = re.search(r"([A-Z]{3})[A-Z]*\.? *(\d{1,2}) *[,.] *(1[789]\d\d)\b", text)
    if not found or found[1] not in MONTHS:
        return ""
    try:
        return date(int(found[3]), MONTHS.index(found[1]) + 1, int(found[2])).isoformat()
    except ValueError:
        return ""
