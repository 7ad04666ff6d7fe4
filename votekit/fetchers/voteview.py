"""Voteview's CSV files: members with their scores, roll calls, and who voted how.

Source: https://voteview.com/data (Lewis, Poole, Rosenthal, Boche, Rudkin and Sonnet, *Voteview:
Congressional Roll-Call Votes Database*). Traps: the President stands among the members with a
number of 999xx and announced positions, and is left out; pairs and announced positions (codes 2 to
5) are folded into yea and nay, so that totals differ from the chambers' own by design; the number
``rollnumber`` is Voteview's and skips quorum calls and vacated votes (h413-115.2017 is its 412th of
the House), so that roll calls are joined on the Clerk's number and the session; whole numbers come
as ``14009.0`` in some files (S115, S116); who changed parties has a number for each.
"""

import csv
import io
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from votekit.congresses import spell_vote_id
from votekit.fetchers.errors import DocumentError
from votekit.fetchers.parsed import Row

NAME = "voteview"
URL = "https://voteview.com"
FIRST_PRESIDENT = 99_900
"""Numbers from here on are Presidents'; 99912 is Trump in the 115th Congress."""

POSITIONS_OF_CODES = {
    **dict.fromkeys((1, 2, 3), "yea"),
    **dict.fromkeys((4, 5, 6), "nay"),
    **dict.fromkeys((7, 8), "present"),
    9: "not_voting",
}
"""Cast codes: 1 yea, 2 paired yea, 3 announced yea, 4 announced nay, 5 paired nay, 6 nay, 7 and 8
present, 9 not voting. 0 is no member at that time, and no position."""
PARTIES = {100: "D", 200: "R", 328: "I"}

_CHAMBERS = {"House": "house", "Senate": "senate"}
_PRESIDENT = "President"
_WHOLE = re.compile(r"(-?\d{1,9})(\.0+)?", re.ASCII)

Ids = Mapping[tuple[int, str, int], str]
"""Member ids of the record by (Congress, chamber, ICPSR number)."""


def file_address(kind: str, congress: int, chamber: str) -> str:
    """Return the address of one file: ``members``, ``rollcalls`` or ``votes``.

    >>> file_address("votes", 115, "senate")
    'https://voteview.com/static/data/out/votes/S115_votes.csv'
    """
    return f"{URL}/static/data/out/{kind}/{chamber[0].upper()}{congress:03d}_{kind}.csv"


def parse_members(data: bytes) -> list[Row]:
    """Read members with their scores; the President is left out.

    ``party`` is ``None`` for a code other than those of Democrats, Republicans and independents.

    Raises
    ------
    DocumentError
        When it is not Voteview's file of members.
    """
    columns = "congress chamber icpsr state_abbrev district_code party_code bioname bioguide_id"
    scores = "nominate_dim1 nominate_dim2"
    return [
        {
            **place,
            "icpsr": _whole(line, "icpsr"),
            "bioguide": line["bioguide_id"] or None,
            "name": line["bioname"],
            "state": line["state_abbrev"],
            "district": _optional(line, "district_code", _whole),
            "party": PARTIES.get(_whole(line, "party_code")),
            "dim1": _optional(line, "nominate_dim1", _score),
            "dim2": _optional(line, "nominate_dim2", _score),
        }
        for line, place in _placed(data, f"{columns} {scores}")
    ]


def parse_rollcalls(data: bytes) -> list[Row]:
    """Read roll calls; ``vote_id`` is ``None`` where Voteview has no Clerk's number.

    ``yea`` and ``nay`` are Voteview's own counts, pairs and announced positions among them.

    Raises
    ------
    DocumentError
        When it is not Voteview's file of roll calls.
    """
    columns = "congress chamber rollnumber date session clerk_rollnumber yea_count nay_count"
    words = ("bill_number", "vote_result", "vote_desc", "vote_question", "dtl_desc")
    rows = []
    for line, place in _placed(data, f"{columns} {' '.join(words)}"):
        row = {
            **place,
            "rollnumber": _whole(line, "rollnumber"),
            "date": _date(line),
            "session": _optional(line, "session", _whole),
            "number": _optional(line, "clerk_rollnumber", _whole),
            "yea": _whole(line, "yea_count"),
            "nay": _whole(line, "nay_count"),
            **{name: line[name] or None for name in words},
        }
        rows.append({"vote_id": _vote_id(row), **row})
    return rows


def parse_votes(data: bytes) -> list[Row]:
    """Read who voted how on which of Voteview's roll calls, without the President.

    Raises
    ------
    DocumentError
        When it is not Voteview's file of votes, or has a code that is none of its own.
    """
    rows = []
    for line, place in _placed(data, "congress chamber rollnumber icpsr cast_code"):
        icpsr, code = _whole(line, "icpsr"), _whole(line, "cast_code")
        if icpsr >= FIRST_PRESIDENT or code == 0:
            continue
        if code not in POSITIONS_OF_CODES:
            raise DocumentError(f"Voteview has no cast code {code}: it is another file of votes.")
        rows.append(
            {
                **place,
                "rollnumber": _whole(line, "rollnumber"),
                "icpsr": icpsr,
                "cast_code": code,
                "position": POSITIONS_OF_CODES[code],
            }
        )
    return rows


def join(
    votes: Iterable[Row], rollcalls: Iterable[Row], members: Iterable[Row], ids: Ids
) -> tuple[list[Row], list[str]]:
    """Turn votes into rows of the table of positions, and say what cannot be joined.

    The roll call is found by Voteview's number and told by the Clerk's; the member's id in
    ``ids``. Voteview has no word for a position, and a member's party is that of the whole
    Congress.
    """
    calls = {(row["congress"], row["chamber"], row["rollnumber"]): row for row in rollcalls}
    people = {(row["congress"], row["chamber"], row["icpsr"]): row for row in members}
    rows: list[Row] = []
    lacking: dict[str, None] = {}
    for vote in votes:
        place = vote["congress"], vote["chamber"]
        call = calls.get((*place, vote["rollnumber"]))
        person, member_id = people.get((*place, vote["icpsr"])), ids.get((*place, vote["icpsr"]))
        if call is None or call["vote_id"] is None:
            lacking[f"Voteview's roll call {vote['rollnumber']} has no Clerk's number."] = None
        elif person is None or member_id is None:
            lacking[f"Voteview's member {vote['icpsr']} is not in the record."] = None
        else:
            rows.append(_position(vote, call, person, member_id))
    return rows, list(lacking)


def _position(vote: Row, call: Row, person: Row, member_id: str) -> Row:
    return {
        "vote_id": call["vote_id"],
        "congress": vote["congress"],
        "chamber": vote["chamber"],
        "session": call["session"],
        "number": call["number"],
        "member_id": member_id,
        "position": vote["position"],
        "word": None,
        "party": person["party"] or "",
        "state": person["state"],
        "name": person["name"],
    }


def _vote_id(row: Row) -> str | None:
    if row["number"] is None or row["session"] not in (1, 2):
        return None
    return spell_vote_id(row["chamber"], row["number"], row["congress"], row["session"])


def _placed(data: bytes, columns: str) -> Iterator[tuple[dict[str, str], Row]]:
    """Give each line of a chamber with its Congress and chamber; the President's are dropped."""
    for line in _lines(data, columns.split()):
        if line["chamber"] == _PRESIDENT:
            continue
        if line["chamber"] not in _CHAMBERS:
            raise DocumentError(f"Voteview's file has the chamber “{line['chamber'][:40]}”.")
        congress = _whole(line, "congress")
        if not 1 <= congress <= 200:
            raise DocumentError(f"Voteview's file has the Congress {congress}.")
        yield line, {"congress": congress, "chamber": _CHAMBERS[line["chamber"]]}


def _lines(data: bytes, columns: list[str]) -> Iterator[dict[str, str]]:
    try:
        reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        lacking = [name for name in columns if name not in (reader.fieldnames or ())]
        if lacking:
            raise DocumentError(
                f"Voteview's file has no column {lacking[0]}: it is another one, or a page."
            )
        for line in reader:
            if None in line or None in line.values():
                raise DocumentError(
                    f"Line {reader.line_num} of Voteview's file is cut or too long."
                )
            yield line
    except (UnicodeDecodeError, csv.Error) as error:
        raise DocumentError(f"Voteview's file cannot be read as CSV: {error}.") from error


def _whole(line: Mapping[str, str], name: str) -> int:
    found = _WHOLE.fullmatch(line[name].strip())
    if not found:
        raise DocumentError(f"Voteview's {name} “{line[name][:40]}” is no whole number.")
    return int(found[1])


def _score(line: Mapping[str, str], name: str) -> float:
    try:
        score = float(line[name])
        if not math.isfinite(score):
            raise ValueError(line[name])
    except ValueError as error:
        raise DocumentError(f"Voteview's {name} “{line[name][:40]}” is no number.") from error
    return score


def _optional(
    line: Mapping[str, str], name: str, read: Callable[[Mapping[str, str], str], Any]
) -> Any:
    return read(line, name) if line[name].strip() else None


def _date(line: Mapping[str, str]) -> date:
    try:
        return date.fromisoformat(line["date"])
    except ValueError as error:
        raise DocumentError(f"Voteview's “{line['date'][:40]}” is not a date.") from error
