"""The pages of ``votekit overrides``: a line per attempt, names of who moved, base rates."""

from collections.abc import Mapping, Sequence
from typing import Any

from votekit.analysers.moves import NOT_LISTED, Move
from votekit.analysers.overrides import LAW
from votekit.cli.page import Grid, Page
from votekit.words.counts import NONE, counted, signed, tally
from votekit.words.names import tag

Row = dict[str, Any]

HEADER = ("date", "chamber", "bill", "passage", "override", "to yea", "to nay", "result")
RIGHT = frozenset({3, 4, 5, 6})
RATES = ("passage", "by", "group", "held", "of", "share", "95% interval")
PLACES = {"not_voting": "not voting", "present": "present", NOT_LISTED: "not listed"}
NOT_RANDOM = (
    "Vetoes are not a random sample: presidents veto what they expect to be sustained, and a "
    "chamber attempts an override when its leaders want the vote. Base rates describe these "
    "attempts; they are no odds for another bill."
)


def overrides_page(rows: Sequence[Row], moves: Mapping[str, Sequence[Move]]) -> Page:
    """Lay out attempts to override, with the names of who moved where they are given."""
    passed = sum(row["cushion"] >= 0 for row in rows)
    laws = {row["bill_id"] for row in rows if row["result"] == LAW}
    bills = {row["bill_id"] for row in rows}
    compared = sum(row["passage_vote_id"] is not None for row in rows)
    few = len(bills) <= 12
    return Page(
        heading=_heading(rows),
        lead=(
            f"{counted(len(rows), 'attempt')} on {counted(len(bills), 'bill')}: {passed} had two "
            f"thirds; {counted(len(laws), 'bill')} became law over the veto."
        ),
        grids=[Grid(HEADER, [_line(row) for row in rows], RIGHT)],
        lists=[entry for row in rows for entry in _names(row, moves.get(row["vote_id"], []))],
        notes=[
            "Passage is the chamber's own deciding roll call; behind each count, the yeas above "
            "(+) or short of (−) two thirds of those voting. To yea: nays at passage who voted yea "
            "at the override; to nay: the reverse. Those who came or stayed away are in --format "
            "csv.",
            f"{compared} of {len(rows)} have a passage by roll call"
            + (_without_passage() if compared < len(rows) else "."),
            *(_missing(rows) if few else []),
            "Rule: two thirds of those voting in each chamber (U.S. Const. art. I, § 7).",
        ],
        sources=[f"{row['vote_id']}: {row['source_url']}" for row in rows] if few else [],
    )


def _without_passage() -> str:
    return (
        f"; where {NONE} stands, the bill passed by voice vote or unanimous consent, together with "
        "other bills, or in a year that the record lacks."
    )


def _heading(rows: Sequence[Row]) -> str:
    if len({row["bill_id"] for row in rows}) == 1:
        return f"{rows[0]['bill_id']}: {rows[0]['title']}"
    years = dict.fromkeys((rows[0]["date"][:4], rows[-1]["date"][:4]))
    return f"Attempts to pass a bill over a veto, {' to '.join(years)}"


def _missing(rows: Sequence[Row]) -> list[str]:
    return [f"{row['vote_id']}: {row['passage_note']}." for row in rows if row["passage_note"]]


def _line(row: Row) -> tuple[str, ...]:
    return (
        row["date"],
        row["chamber"].capitalize(),
        row["bill_id"],
        _count(row["passage_yea"], row["passage_nay"], row["passage_cushion"]),
        _count(row["yea"], row["nay"], row["cushion"]),
        NONE if row["nay_to_yea"] is None else str(row["nay_to_yea"]),
        NONE if row["yea_to_nay"] is None else str(row["yea_to_nay"]),
        "law" if row["result"] == LAW else "passed, stood" if row["cushion"] >= 0 else "sustained",
    )


def _count(yea: int | None, nay: int | None, cushion: int | None) -> str:
    return (
        NONE
        if yea is None or nay is None or cushion is None
        else f"{tally(yea, nay)} {signed(cushion):>4}"
    )


def _names(row: Row, moves: Sequence[Move]) -> list[tuple[str, str]]:
    groups: dict[tuple[str, str], list[Move]] = {}
    for move in moves:
        if move.moved:
            groups.setdefault((move.before, move.after), []).append(move)
    where = f"{row['chamber'].capitalize()}, {row['vote_id']}"
    return [
        (
            f"{_place(before)} to {_place(after)} ({where}, {len(group)})",
            ", ".join(tag(one) for one in group),
        )
        for (before, after), group in sorted(groups.items(), key=_order)
    ]


def _order(entry: tuple[tuple[str, str], list[Move]]) -> tuple[bool, tuple[str, str]]:
    """Put those who changed sides before those who came or stayed away."""
    return (not set(entry[0]) <= {"yea", "nay"}, entry[0])


def _place(place: str) -> str:
    return PLACES.get(place, place).capitalize()


def moved_rows(moves: Sequence[Move]) -> list[Row]:
    """Turn moves into plain rows, for JSON."""
    return [
        {
            "member_id": one.member_id,
            "name": one.name,
            "party": one.party,
            "state": one.state,
            "before": one.before,
            "after": one.after,
        }
        for one in moves
        if one.moved
    ]


def rates_page(rows: Sequence[Row]) -> Page:
    """Lay out the base rates."""
    proof, short, silent = (
        next(row for row in rows if row["by"] == "all" and row["passage"] == name)
        for name in dict.fromkeys(row["passage"] for row in rows)
    )
    return Page(
        heading="How often two thirds were there at the override, by the chamber's own passage",
        lead=(
            f"{proof['held']} of {proof['attempts']} veto-proof passages held; "
            f"{short['held']} of {short['attempts']} that were short of two thirds got there."
        ),
        grids=[Grid(RATES, [_rate(row) for row in rows], frozenset({3, 4, 5, 6}))],
        notes=[
            NOT_RANDOM,
            f"Each row is of chambers' votes on a veto, not of bills: an override takes both. "
            f"{silent['attempts']} attempts had no passage by roll call to compare with.",
            "Distance: how far the passage was from two thirds, in points of those voting, above "
            f"or below. Interval: {proof['interval']}.",
        ],
        sources=[
            "the record's roll calls since 1989; all attempts: votekit overrides --format csv"
        ],
    )


def _rate(row: Row) -> tuple[str, ...]:
    told = NONE if row["share"] is None else f"{row['share']:.0%}"
    interval = NONE if row["low"] is None else f"{row['low']:.0%} to {row['high']:.0%}"
    held, of = str(row["held"]), str(row["attempts"])
    # At 80 columns there is no room for "short of two thirds", which the sentence above has.
    passage = row["passage"].removesuffix(" of two thirds")
    return (passage, row["by"], row["group"], held, of, told, interval)
