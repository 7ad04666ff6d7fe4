"""Members over many roll calls: their scores, and one of them over time."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from votekit.analysers.member_counts import CaucusDays, Counted, count_members
from votekit.analysers.scoring import (
    ROLLCALL_COLUMNS,
    TALLY_COLUMNS,
    Place,
    Scoring,
    days_of,
    in_selection,
    is_vote,
    scoring,
)
from votekit.congresses import DELEGATE_STATES, ordinal, parse_chamber
from votekit.days import since_day, until_day
from votekit.errors import RequestError
from votekit.shipped import caucuses, floor_leaders
from votekit.store import Record, Wanted

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_ALWAYS = 2**31 - 1
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class ScoredMembers:
    """A table of members, and what it was counted on.

    ``rollcalls`` is the number scored in each chamber, ``left_out`` of those that were no question
    with yeas and nays by kind, ``first`` and ``last`` the days of the roll calls scored,
    ``delegates`` the rows left out of the table.
    """

    table: "pd.DataFrame"
    rollcalls: dict[str, int]
    left_out: dict[str, int]
    first: date
    last: date
    delegates: int


def member_scores(
    *,
    congress: int | None = None,
    chamber: str | None = None,
    session: int | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    caucus: bool = False,
    per: str = "congress",
    delegates: bool = False,
    record: Record | None = None,
) -> "pd.DataFrame":
    """Return attendance, party unity, breaking ranks, winning and deciding of members.

    One row per member, chamber and Congress; ``per="party"`` makes one for each party of a member
    who changed it, ``per="all"`` one over all that is selected. ``caucus`` counts independents with
    the party that they caucus with on the day; nobody else's numbers change by it. Without a
    selection, the whole record. Delegates, who vote in the Committee of the Whole only, are left
    out unless ``delegates``.

    Columns: see ``votekit.analysers.unity.member_scores``.

    Raises
    ------
    RequestError
        When the record has no roll call of what is selected.

    Rule: docs/rules.md, "Party measures" (CQ's party-unity score).

    >>> table = member_scores(congress=115, chamber="senate").set_index("name")
    >>> table.loc["Rand Paul", ["unity_votes", "unity_with", "broke_ranks"]].tolist()
    [346, 308, 115]
    """
    return score_members(
        congress=congress,
        chamber=chamber,
        session=session,
        since=since,
        until=until,
        caucus=caucus,
        per=per,
        delegates=delegates,
        record=record,
    ).table


def score_members(
    *,
    congress: int | None = None,
    chamber: str | None = None,
    session: int | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    caucus: bool = False,
    per: str = "congress",
    delegates: bool = False,
    record: Record | None = None,
) -> ScoredMembers:
    """Return :func:`member_scores` together with what it was counted on."""
    from votekit.analysers.unity import MEMBER_COLUMNS, PER
    from votekit.analysers.unity import member_scores as scores_table

    if per not in PER:
        raise RequestError(f"Members cannot be scored per “{per}”: use one of {', '.join(PER)}.")
    record = record or Record.open()
    wanted = Wanted(congress, parse_chamber(chamber) if chamber else None)
    rollcalls = cut_in_time(
        record.rollcalls(wanted, ROLLCALL_COLUMNS), wanted, session, since, until
    )
    scored = scoring(rollcalls, record.tallies(wanted, TALLY_COLUMNS), floor_leaders())
    if not scored.codes:
        raise _nothing(record, wanted, since, until)
    members = record.members(wanted, MEMBER_COLUMNS)
    counted = _count(record, scored, members if caucus else None)
    table = scores_table(counted, members, per=per, caucus=caucus)
    sent = table["state"].isin(DELEGATE_STATES)
    left_out = 0 if delegates else int(sent.sum())
    if left_out:
        table = table[~sent].reset_index(drop=True)
    return _told(table, rollcalls, left_out)


def cut_in_time(
    rollcalls: "pa.Table",
    wanted: Wanted,
    session: int | None,
    since: date | str | None,
    until: date | str | None,
) -> "pa.Table":
    """Cut roll calls to a place, a session and days.

    Raises
    ------
    RequestError
        For a session or a day that cannot be, or days in the wrong order.
    """
    if session not in {None, 1, 2}:
        raise RequestError(f"A Congress has sessions 1 and 2, not {session}.")
    first = since_day(since) if since is not None else None
    last = until_day(until) if until is not None else None
    if first and last and first > last:
        raise RequestError(
            f"There is no day from {first} to {last}: the first is later than the last."
        )
    return in_selection(
        rollcalls,
        congress=wanted.congress,
        chamber=wanted.chamber,
        session=session,
        since=_number(first) if first else None,
        until=_number(last) if last else None,
    )


def newest_congress(record: Record) -> int:
    """Return the newest Congress of which the record has roll calls."""
    import pyarrow.compute as pc

    newest: int = pc.max(record.rollcalls(columns=["congress"])["congress"]).as_py()
    return newest


def _count(record: Record, scored: Scoring, members: "pa.Table | None") -> list[Counted]:
    """Count all places, two at a time: while one is counted, the next is read."""
    days = caucus_days(members) if members is not None else {}

    def count(place: Place) -> Counted:
        positions = record.coded_positions(Wanted(*place))
        return count_members(positions, place, scored, days.get(place, []))

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(count, scored.codes))


def caucus_days(members: "pa.Table") -> dict[Place, list[CaucusDays]]:
    """Give, by Congress and chamber, the members who caucus with a party, by the chamber's id."""
    found: dict[Place, list[CaucusDays]] = {}
    entries = [entry for entry in caucuses() if entry.caucus]
    names = ("congress", "chamber", "member_id", "bioguide")
    for congress, chamber, member_id, bioguide in zip(
        *(members[name].to_pylist() for name in names), strict=True
    ):
        found.setdefault((congress, chamber), []).extend(
            CaucusDays(
                member_id,
                str(entry.caucus),
                _number(date.fromisoformat(entry.since)),
                _number(date.fromisoformat(entry.until)) if entry.until else _ALWAYS,
            )
            for entry in entries
            if entry.bioguide == bioguide
        )
    return found


def _number(day: date) -> int:
    return (day - _EPOCH).days


def _told(table: "pd.DataFrame", rollcalls: "pa.Table", delegates: int) -> ScoredMembers:
    votes = is_vote(rollcalls)
    days = days_of(rollcalls["date"])[votes]
    counted: dict[str, int] = {}
    left_out: dict[str, int] = {}
    kinds = zip(
        votes.tolist(),
        rollcalls["chamber"].to_pylist(),
        rollcalls["kind"].to_pylist(),
        strict=True,
    )
    for vote, chamber, kind in kinds:
        name = chamber if vote else {"vote": "without a yea or nay"}.get(kind, kind)
        into = counted if vote else left_out
        into[name] = into.get(name, 0) + 1
    first, last = (
        date.fromordinal(_EPOCH.toordinal() + int(day)) for day in (days.min(), days.max())
    )
    return ScoredMembers(table, counted, left_out, first, last, delegates)


def _nothing(
    record: Record, wanted: Wanted, since: date | str | None, until: date | str | None
) -> RequestError:
    dates = record.rollcalls(columns=["congress"])["congress"].to_pylist()
    if not dates:
        return RequestError("The record is empty: see what it holds with `votekit status`.")
    where = f" of the {ordinal(wanted.congress)} Congress" if wanted.congress is not None else ""
    where += f" in the {wanted.chamber.capitalize()}" if wanted.chamber else ""
    when = f" from {since}" if since else ""
    when += f" to {until}" if until else ""
    return RequestError(
        f"The record has no roll call{where}{when}: it has the {ordinal(min(dates))} to the "
        f"{ordinal(max(dates))} Congress, see `votekit status`."
    )
