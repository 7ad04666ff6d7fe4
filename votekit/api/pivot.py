"""Pivots of a Congress: the roster of a day, put in order by Voteview's first dimension."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from votekit.analysers.pivots import (
    NextRoster,
    Pivot,
    Pivots,
    Scored,
    chamber_pivots,
    gridlock_interval,
    left_to_right,
    moved_pivots,
)
from votekit.congresses import (
    CHAMBERS,
    DELEGATE_STATES,
    congress_of_date,
    ordinal,
    parse_chamber,
)
from votekit.days import as_day
from votekit.errors import RequestError
from votekit.shipped import president_on
from votekit.store import Record, Wanted
from votekit.store.rows import rows_at

Row = dict[str, Any]

_ROLLCALL = ["vote_id", "congress", "chamber", "session", "number", "date", "listed", "source_url"]
_MEMBER = ["congress", "chamber", "member_id", "bioguide", "name", "state", "dim1", "scores_from"]


def pivot(
    congress: int,
    *,
    chamber: str | None = None,
    on: date | str | None = None,
    record: Record | None = None,
) -> list[Pivots]:
    """Return the pivots of a Congress by Voteview's first dimension: one answer per chamber.

    The roster is that of the last roll call at or before the day ``on`` (without it, of the
    Congress): the members listed, delegates left out. Median; in the Senate the filibuster pivots,
    three fifths of 100; the veto pivots, two thirds of 100 or 435; the same of the roster; and the
    gridlock interval under the president of that day.

    Raises
    ------
    RequestError
        When there are no scores, no roll call by that day, or the day is of another Congress.

    Rule: Krehbiel, Pivotal Politics (1998), chapter 2; see ``votekit.analysers.pivots``. Scores:
    Lewis et al., Voteview.

    >>> (senate,) = pivot(115, chamber="senate")
    >>> [one.member.name for one in (senate.gridlock.low_pivot, senate.gridlock.high_pivot)]
    ['Mark Warner', 'Jerry Moran']
    """
    record = record or Record.open()
    wanted = [parse_chamber(chamber)] if chamber else list(CHAMBERS)
    day = as_day(on) if on is not None else None
    if day is not None and congress_of_date(day) != congress:
        raise RequestError(
            f"{day} lies in the {ordinal(congress_of_date(day))} Congress, not in the "
            f"{ordinal(congress)}: give a day of that one, or another Congress."
        )
    return [_of_chamber(record, congress, name, day) for name in wanted]


def _of_chamber(record: Record, congress: int, chamber: str, day: date | None) -> Pivots:
    place = Wanted(congress, chamber)
    members = [
        row
        for row in record.members(place, _MEMBER).to_pylist()
        if (row["congress"], row["chamber"]) == (congress, chamber)
    ]
    if not any(row["dim1"] is not None for row in members):
        raise RequestError(_without_scores(record, congress, chamber))
    rollcall, following = _nearest(record, place, day)
    listed, delegates = _roster(record, rollcall, members)
    ordered = left_to_right(listed)
    pivots = chamber_pivots(chamber, ordered, len(listed))
    told = day or rollcall["date"].date()
    president = president_on(told.isoformat())
    party = president.party if president else ""
    return Pivots(
        congress=congress,
        chamber=chamber,
        day=told.isoformat(),
        vote_id=rollcall["vote_id"],
        roster_day=rollcall["date"].date().isoformat(),
        source_url=rollcall["source_url"],
        president=president.name if president else "",
        president_party=party,
        listed=len(listed),
        scored=len(ordered),
        unscored=[one for one in listed if one.score is None],
        delegates=delegates,
        scores_from=sorted({row["scores_from"] for row in members if row["scores_from"]}),
        pivots=pivots,
        gridlock=gridlock_interval(pivots, ordered, party),
        next_roster=_next_roster(record, following, members, listed, pivots) if following else None,
    )


def _next_roster(
    record: Record, rollcall: Row, members: Iterable[Row], before: list[Scored], pivots: list[Pivot]
) -> NextRoster | None:
    """Compare a roster with that of the next roll call: a member may be sworn in between."""
    after, _ = _roster(record, rollcall, members)
    was, now = ({one.id for one in listed} for listed in (before, after))
    if was == now:
        return None
    moved = chamber_pivots(rollcall["chamber"], left_to_right(after), len(after))
    return NextRoster(
        vote_id=rollcall["vote_id"],
        day=rollcall["date"].date().isoformat(),
        joined=[one for one in after if one.id not in was],
        gone=[one for one in before if one.id not in now],
        moved=moved_pivots(pivots, moved),
    )


def _nearest(record: Record, place: Wanted, day: date | None) -> tuple[Row, Row | None]:
    """Return the last roll call at or before a day that lists members, and the next after it."""
    table = record.rollcalls(place, _ROLLCALL)
    rows = [
        row
        for row in rows_at(table, range(table.num_rows))
        if (row["congress"], row["chamber"]) == (place.congress, place.chamber) and row["listed"]
    ]
    rows.sort(key=lambda row: (row["date"], row["number"]))
    held = sum(day is None or row["date"].date() <= day for row in rows)
    if held:
        return rows[held - 1], next(iter(rows[held:]), None)
    where = f"the {str(place.chamber).capitalize()} of the {ordinal(place.congress or 0)} Congress"
    first = min((row["date"].date() for row in rows), default=None)
    told = f": its first is of {first}" if first else ""
    raise RequestError(
        f"The record has no roll call of {where}{f' by {day}' if day else ''}{told}; see what it "
        "holds with `votekit status`."
    )


def _roster(record: Record, rollcall: Row, members: Iterable[Row]) -> tuple[list[Scored], int]:
    """Return the members listed on a roll call, and how many delegates were left out."""
    exact = Wanted(
        rollcall["congress"], rollcall["chamber"], rollcall["session"], rollcall["number"]
    )
    known = {row["member_id"]: row for row in members}
    listed = []
    delegates = 0
    columns = ["member_id", "party", "state"]
    table = record.positions(exact, columns)
    for member_id, party, state in zip(*(table[name].to_pylist() for name in columns), strict=True):
        row = known.get(member_id)
        if state in DELEGATE_STATES or (row and row["state"] in DELEGATE_STATES):
            delegates += 1
            continue
        listed.append(
            Scored(
                name=row["name"] if row else member_id,
                party=party,
                state=state,
                id=(row and row["bioguide"]) or member_id,
                score=row["dim1"] if row else None,
            )
        )
    return sorted(listed, key=lambda one: (one.name, one.id)), delegates


def _without_scores(record: Record, congress: int, chamber: str) -> str:
    """Say of which Congresses and chambers there are scores."""
    names = ["congress", "chamber", "dim1"]
    table = record.members(columns=names)
    scored: dict[str, set[int]] = {name: set() for name in CHAMBERS}
    for number, place, score in zip(*(table[name].to_pylist() for name in names), strict=True):
        if score is not None:
            scored[place].add(number)
    told = " and ".join(
        f"the {place.capitalize()} from the {ordinal(min(found))} to the {ordinal(max(found))}"
        for place, found in scored.items()
        if found
    )
    return (
        f"The record has no Voteview scores of the {chamber.capitalize()} of the "
        f"{ordinal(congress)} Congress: it has them of {told or 'no Congress'}."
    )
