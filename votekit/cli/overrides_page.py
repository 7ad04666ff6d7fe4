"""The pages of ``votekit overrides``: a line per attempt, names of who moved, base rates."""

from collections.abc import Mapping, Sequence
from typing import Any

from votekit.analysers.base_rates import BOTH_PROOF, NO_ROLLCALL, PROOF, SHORT, UNRECORDED
from votekit.analysers.moves import NOT_LISTED, Move
from votekit.analysers.overrides import LAW
from votekit.cli.page import Grid, Page
from votekit.words.counts import NONE, counted, signed, tally
from votekit.words.names import tag

Row = dict[str, Any]

HEADER = ("date", "chamber", "bill", "passage", "override", "to yea", "to nay", "result")
RIGHT = frozenset({3, 4, 5, 6})
RATES = ("passage", "by", "group", "bills (95%)", "votes (95%)")
_SHORTER: dict[str, str] = {
    BOTH_PROOF: "both proof",
    PROOF: "proof",
    SHORT: "short",
    UNRECORDED: "no record",
}
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
            f"{counted(len(rows), 'attempt')} on {counted(len(bills), 'bill')}: {passed} had two-"
            f"thirds; {counted(len(laws), 'bill')} became law over the veto."
        ),
        grids=[Grid(HEADER, [_line(row) for row in rows], RIGHT)],
        lists=[entry for row in rows for entry in _names(row, moves.get(row["vote_id"], []))],
        notes=[
            "Passage is the chamber's own deciding roll call; behind each count, the yeas above "
            "(+) or short of (−) two-thirds of those voting. To yea: nays at passage who voted yea "
            "at the override; to nay: the reverse. Those who came or stayed away are in --format "
            "csv.",
            f"{compared} of {len(rows)} have a passage by roll call"
            + (_without_passage() if compared < len(rows) else "."),
            *(_missing(rows) if few else []),
            "Rule: two-thirds of those voting in each chamber (U.S. Const. art. I, § 7).",
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
    whole = {row["passage"]: row for row in rows if row["by"] == "all"}
    both, proof, short = (whole[name] for name in (BOTH_PROOF, PROOF, SHORT))
    return Page(
        heading="How often two-thirds were there at the override, by the chamber's own passage",
        lead=(
            f"{proof['bills_held']} of {proof['bills']} bills with a veto-proof passage held "
            f"({_interval(proof, 'low', 'high')}); {both['bills_held']} of {both['bills']} that "
            "were veto-proof by roll call in both chambers became law over the veto; "
            f"{short['attempts_held']} of {short['attempts']} votes got to two-thirds after a "
            "passage that was short of it."
        ),
        grids=[Grid(RATES, [_rate(row) for row in rows], frozenset({3, 4}))],
        notes=[
            NOT_RANDOM,
            "Bills: those of which every vote in the row had two-thirds, of all in it; of bills "
            "veto-proof in both chambers, those that became law. Votes: each chamber’s vote on a "
            "veto by itself; two on one bill are not independent. An override takes both chambers.",
            "President: of which party he was; his party: whether most of it had voted yea at "
            "passage. Distance: how far the passage was from two-thirds, in points of those "
            f"voting, above or below. {NO_ROLLCALL.capitalize()}: by voice vote, unanimous "
            "consent, or before the text changed.",
            f"Intervals: {proof['interval']}.",
        ],
        sources=[
            "the record's roll calls since 1989; all attempts: votekit overrides --format csv"
        ],
    )


def _rate(row: Row) -> tuple[str, ...]:
    # At 80 columns there is no room for more; the sentence above and the notes have it.
    return (
        _SHORTER.get(row["passage"]) or row["passage"],
        "his party" if row["by"] == "president's party" else row["by"],
        row["group"],
        f"{row['bills_held']} of {row['bills']} ({_interval(row, 'low', 'high')})",
        f"{row['attempts_held']} of {row['attempts']} "
        f"({_interval(row, 'attempts_low', 'attempts_high')})",
    )


def _interval(row: Row, low: str, high: str) -> str:
    return NONE if row[low] is None else f"{100 * row[low]:.0f}–{row[high]:.0%}"
