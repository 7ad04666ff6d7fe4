"""The record of 1789 to 1989, which only questions about those years open.

It holds Voteview's positions of Congresses 1 to 100, by Voteview's own numbers. Of the Senate most
roll calls have day and text; of the House nearly none do, and what is not known is empty.
``docs/history.md`` says what is known of each era, and how.
"""

import csv
import lzma
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypedDict, cast

import pyarrow as pa
import pyarrow.parquet as pq

from votekit.errors import StoreError
from votekit.store.location import shipped_directory

FIRST, LAST = 1, 100
"""The Congresses that it holds."""

_PLACE = [("congress", pa.int16()), ("chamber", pa.string())]
SCHEMAS = {
    "rollcalls": pa.schema(
        [
            *_PLACE,
            ("rollnumber", pa.int16()),
            ("yea", pa.int16()),
            ("nay", pa.int16()),
            ("day", pa.string()),
            ("bill", pa.string()),
            ("text", pa.string()),
            ("told_by", pa.string()),
        ]
    ),
    "members": pa.schema(
        [
            *_PLACE,
            ("icpsr", pa.int32()),
            ("name", pa.string()),
            ("last_name", pa.string()),
            ("state", pa.string()),
            ("district", pa.int16()),
            ("party", pa.int16()),
            ("bioguide", pa.string()),
        ]
    ),
    "tallies": pa.schema(
        [
            *_PLACE,
            ("rollnumber", pa.int16()),
            ("party", pa.int16()),
            ("yea", pa.int16()),
            ("nay", pa.int16()),
        ]
    ),
    "casts": pa.schema(
        [*_PLACE, ("members", pa.int16()), ("rollcalls", pa.int16()), ("codes", pa.binary())]
    ),
}
FILES = {name: f"{name}.parquet" for name in SCHEMAS}


class OldRollCall(TypedDict):
    """A roll call; ``day``, ``bill`` and ``text`` are empty where no source has them.

    ``yea`` and ``nay`` are the votes cast. ``told_by`` is ``printed`` (Voteview's printed texts,
    whose count is this roll call's), ``voteview`` (its roll-call files), or empty.
    """

    congress: int
    chamber: str
    rollnumber: int
    yea: int
    nay: int
    day: str
    bill: str
    text: str
    told_by: str


class OldMember(TypedDict):
    """A member in one chamber of one Congress; ``party`` is Voteview's code."""

    congress: int
    chamber: str
    icpsr: int
    name: str
    last_name: str
    state: str
    district: int
    party: int
    bioguide: str


@dataclass(frozen=True)
class OldParty:
    """A party of Voteview's list: ``short`` stands beside a name, ``members`` is the plural."""

    code: int
    party: str
    short: str
    members: str


def history_directory() -> Path:
    """Return the directory of the record before 1989."""
    return shipped_directory() / "history"


def holds(congress: int) -> bool:
    """Tell whether a Congress is one of those that this part of the record has."""
    return FIRST <= congress <= LAST


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, KeyError, lzma.LZMAError, pa.ArrowException) as error:
        raise StoreError(
            f"{path}, which ships with votekit, is damaged or missing: install votekit again."
        ) from error


@cache
def old_parties() -> dict[int, OldParty]:
    """Return Voteview's parties by their codes.

    >>> old_parties()[29].members
    'Whigs'
    """
    path = history_directory() / "parties.csv"
    with _told(path), path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
        return {
            int(row["code"]): OldParty(int(row["code"]), row["party"], row["short"], row["members"])
            for row in rows
        }


def rollcall(chamber: str, congress: int, rollnumber: int) -> OldRollCall | None:
    """Read one roll call; None where the Congress has none of that number."""
    rows = _rows("rollcalls", chamber, congress)
    found = [row for row in rows if row["rollnumber"] == rollnumber]
    return cast(OldRollCall, found[0]) if found else None


def rollcall_count(chamber: str, congress: int) -> int:
    """Count the roll calls of a chamber in a Congress."""
    return int(_packed(chamber, congress)["rollcalls"])


def members(chamber: str, congress: int) -> list[OldMember]:
    """Read the members of a chamber in a Congress, in the order of their casts."""
    return [cast(OldMember, row) for row in _rows("members", chamber, congress)]


def casts(chamber: str, congress: int) -> list[bytes]:
    """Read the casts of a chamber in a Congress: for each member, Voteview's code per roll call."""
    row = _packed(chamber, congress)
    width, count = row["rollcalls"], row["members"]
    with _told(history_directory() / FILES["casts"]):
        codes = lzma.decompress(row["codes"])
        if len(codes) != width * count:
            raise ValueError("its casts are not as many as its members and roll calls")
    return [codes[at * width : (at + 1) * width] for at in range(count)]


def tallies() -> pa.Table:
    """Read the votes cast on all roll calls by party."""
    path = history_directory() / FILES["tallies"]
    with _told(path):
        return pq.read_table(path)


def rollcalls(columns: list[str] | None = None) -> pa.Table:
    """Read all roll calls."""
    path = history_directory() / FILES["rollcalls"]
    with _told(path):
        return pq.read_table(path, columns=columns)


def _packed(chamber: str, congress: int) -> dict[str, Any]:
    return _rows("casts", chamber, congress)[0]


def _rows(name: str, chamber: str, congress: int) -> list[dict[str, Any]]:
    """Read the rows of a chamber and Congress from the row groups that may have them."""
    path = history_directory() / FILES[name]
    with _told(path), pq.ParquetFile(path) as file:
        groups = [
            at
            for at in range(file.num_row_groups)
            if _may_have(file.metadata.row_group(at).column(0).statistics, congress)
        ]
        keys = file.read_row_groups(groups, columns=["congress", "chamber"])
        pairs = zip(keys["congress"].to_pylist(), keys["chamber"].to_pylist(), strict=True)
        places = [at for at, pair in enumerate(pairs) if pair == (congress, chamber)]
        table = file.read_row_groups(groups)
        # They stand together, since the files are sorted.
        return table.slice(places[0], len(places)).to_pylist() if places else []


def _may_have(statistics: object, congress: int) -> bool:
    low, high = getattr(statistics, "min", None), getattr(statistics, "max", None)
    return low is None or high is None or low <= congress <= high
