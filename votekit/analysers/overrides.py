"""Attempts to pass a bill over a veto, each with the passage of the same chamber and what followed.

Rule: U.S. Const. art. I, § 7: two-thirds of each chamber, by yeas and nays; docs/overrides.md.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from votekit.analysers.deciding import Deciding, deciding_rollcalls, in_order, title_of
from votekit.analysers.moves import Move
from votekit.analysers.veto import cushion, is_veto_proof, two_thirds
from votekit.rules import TEXT_STAGES

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]

LAW, STOOD = "became law over the veto", "the veto stood"


@dataclass(frozen=True)
class Attempt:
    """One chamber's vote on a vetoed bill.

    ``passage`` is the deciding roll call of the same chamber; where there is none, ``reason`` says
    why, and ``unrecorded`` tells that the record lacks the year. ``other_passage`` is the deciding
    roll call of the other chamber, ``other`` its vote on the veto, if there was one.
    """

    bill_id: str
    title: str
    override: Row
    passage: Row | None
    reason: str | None
    unrecorded: bool
    other_passage: Row | None
    other: Row | None

    @property
    def held(self) -> bool:
        """Whether two-thirds of those voting were for passing the bill over the veto."""
        return is_veto_proof(self.override["yea"], self.override["nay"])

    @property
    def proof(self) -> bool | None:
        """Whether the passage had two-thirds; ``None`` where there was no roll call."""
        return None if self.passage is None else is_veto_proof(*_count(self.passage))

    @property
    def both_proof(self) -> bool:
        """Whether both chambers passed the bill by roll call with two-thirds."""
        other = self.other_passage
        return bool(self.proof) and other is not None and is_veto_proof(*_count(other))

    @property
    def day(self) -> date:
        """The day of the attempt."""
        day: date = self.override["date"].date()
        return day

    @property
    def result(self) -> str:
        """What became of the bill.

        The Constitution wants yeas and nays in both chambers, so a chamber without a roll call on
        the veto did not vote on it.
        """
        passed = self.held and self.other is not None and is_veto_proof(*_count(self.other))
        return LAW if passed else STOOD


def attempts(
    rollcalls: Iterable[Row], unrecorded: Callable[[int], Mapping[str, int]]
) -> list[Attempt]:
    """Return every attempt to override among the roll calls on some bills, in order of time.

    Takes all roll calls on the bills; ``unrecorded`` tells, for a Congress, the chambers of which
    the record lacks a year.
    """
    by_bill: dict[str, list[Row]] = {}
    for row in rollcalls:
        by_bill.setdefault(row["bill_id"], []).append(row)
    found = []
    for bill_id, rows in by_bill.items():
        congress = int(bill_id.split("-")[1])
        missing = unrecorded(congress)
        decided = deciding_rollcalls(rows, missing)
        voted = {row["chamber"] for row in rows if row["stage"] in TEXT_STAGES}
        lacking = set(missing) - voted
        title = title_of(rows)
        found += [_attempt(bill_id, title, row, decided, lacking) for row in decided.overrides]
    return sorted(found, key=lambda one: (one.override["date"], one.override["number"]))


def _attempt(
    bill_id: str, title: str, row: Row, decided: Deciding, lacking: Collection[str]
) -> Attempt:
    chamber = row["chamber"]
    passage = _least_to_spare(decided.votes.get(chamber, []))
    elsewhere = next((rows for name, rows in decided.votes.items() if name != chamber), [])
    others = [one for one in decided.overrides if one["chamber"] != chamber]
    return Attempt(
        bill_id=bill_id,
        title=title,
        override=row,
        passage=passage,
        reason=None if passage else decided.reasons.get(chamber),
        unrecorded=passage is None and chamber in lacking,
        other_passage=_least_to_spare(elsewhere),
        other=in_order(others)[-1] if others else None,
    )


def _least_to_spare(passages: Iterable[Row]) -> Row | None:
    """Of a question that was divided, return the part that had the least to spare."""
    return min(passages, key=lambda part: cushion(*_count(part)), default=None)


def _count(row: Row) -> tuple[int, int]:
    return row["yea"], row["nay"]


@dataclass(frozen=True)
class Moved:
    """How many members moved from one position at passage to another at the override.

    Away: present, not voting, or not on the roll that day.
    """

    nay_to_yea: int
    away_to_yea: int
    yea_to_nay: int
    away_to_nay: int
    yea_to_away: int
    nay_to_away: int


def count_moved(moves: Iterable[Move]) -> Moved:
    """Count the moves by where they led."""
    counts: dict[str, int] = dict.fromkeys(Moved.__dataclass_fields__, 0)
    for move in moves:
        before, after = _side(move.before), _side(move.after)
        if before != after:
            counts[f"{before}_to_{after}"] += 1
    return Moved(**counts)


def _side(place: str) -> str:
    return place if place in {"yea", "nay"} else "away"


def attempt_rows(
    found: Iterable[Attempt],
    president_of: Callable[[date], tuple[str, str] | None],
    moved: Mapping[str, Moved],
) -> list[Row]:
    """Return the rows of ``overrides_table``, for those who need no table of pandas."""
    return [_flat(one, president_of(one.day), moved.get(one.override["vote_id"])) for one in found]


def overrides_table(
    found: Iterable[Attempt],
    president_of: Callable[[date], tuple[str, str] | None],
    moved: Mapping[str, Moved],
) -> "pd.DataFrame":
    """Return attempts to override: one row per chamber's vote on a vetoed bill.

    Takes attempts, what gives a day's president (name and party), and the moves by the roll call
    of the attempt. Columns: see :func:`votekit.api.overrides`.
    """
    import pandas as pd

    frame = pd.DataFrame(attempt_rows(found, president_of, moved))
    whole = [name for name in frame if name in _WHOLE]
    return frame.astype({**dict.fromkeys(whole, "Int64"), "passage_veto_proof": "boolean"})


_WHOLE = {
    "passage_yea", "passage_nay", "passage_cushion", *Moved.__dataclass_fields__
}  # fmt: skip


def _flat(one: Attempt, president: tuple[str, str] | None, moved: Moved | None) -> Row:
    yea, nay = _count(one.override)
    name, party = president or (None, None)
    return {
        "bill_id": one.bill_id,
        "title": one.title,
        "congress": one.override["congress"],
        "date": one.day.isoformat(),
        "president": name,
        "president_party": party,
        "chamber": one.override["chamber"],
        **_passage(one),
        "vote_id": one.override["vote_id"],
        "yea": yea,
        "nay": nay,
        "share": yea / (yea + nay),
        "needed": two_thirds(yea + nay),
        "cushion": cushion(yea, nay),
        "away": one.override["present"] + one.override["not_voting"],
        "outcome": "passed over the veto" if one.held else "sustained",
        **{key: getattr(moved, key) if moved else None for key in Moved.__dataclass_fields__},
        "other_vote_id": one.other["vote_id"] if one.other else None,
        "other_outcome": _other(one),
        "result": one.result,
        "source_url": one.override["source_url"],
    }


def _passage(one: Attempt) -> Row:
    row = one.passage
    names = "vote_id date yea nay share veto_proof cushion".split()
    values: list[Any] = [None] * len(names)
    if row is not None:
        yea, nay = _count(row)
        day = row["date"].date().isoformat()
        share = yea / (yea + nay)
        values = [row["vote_id"], day, yea, nay, share, one.proof, cushion(yea, nay)]
    told = {f"passage_{name}": value for name, value in zip(names, values, strict=True)}
    return {**told, "passage_note": one.reason}


def _other(one: Attempt) -> str:
    if one.other is None:
        return "no vote on the veto"
    return "passed over the veto" if is_veto_proof(*_count(one.other)) else "sustained"
