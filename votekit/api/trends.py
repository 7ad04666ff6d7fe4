"""How voting changed over time."""

from datetime import date
from typing import TYPE_CHECKING

from votekit.congresses import CHAMBERS, DELEGATE_STATES, parse_chamber, year_of_session
from votekit.days import since_day, until_day
from votekit.errors import RequestError
from votekit.store import Record, Wanted

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

SIDES = ["vote_id", "member_id", "party", "position"]


def trend(
    measure: str,
    *,
    by: str = "year",
    chamber: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    record: Record | None = None,
) -> "pd.DataFrame":
    """Return a measure over time: one row per period, chamber and party.

    ``measure`` is one of ``party-unity``, ``unity-score``, ``cohesion``, ``likeness``,
    ``absence``, ``closeness``, ``veto-proof``, ``cloture``; ``by`` is ``congress``, ``year`` (the
    one that names the session) or ``month`` (of the roll call's date).

    Columns: ``period`` (int64, or text for a month), ``chamber``, ``party`` (``D``, ``R`` or
    ``all``), ``value`` (float64, 0 to 1), ``numerator`` (float64), ``denominator`` and
    ``left_out`` (int64). What they count is said in ``votekit.analysers.trend.MEASURES``.

    Raises
    ------
    RequestError
        For a measure, period or chamber that does not exist, or a time without roll calls.

    Rule: docs/trends.md.

    >>> year = trend("party-unity", chamber="house", since="2022-01-10", until="2022-12-31").loc[0]
    >>> int(year["numerator"]), int(year["denominator"]), round(float(year["value"]), 3)
    (291, 548, 0.531)
    """
    from votekit.analysers import trend as trends

    asked = trends.measure_called(measure)
    if by not in trends.PERIODS:
        raise RequestError(f"A trend cannot be made by “{by}”: use {', '.join(trends.PERIODS)}.")
    place = Wanted(chamber=_chamber(measure, asked.chamber, chamber))
    first, last = since_day(since) if since else None, until_day(until) if until else None
    if first and last and first > last:
        raise RequestError(f"Nothing lies between {first} and {last}, which is before it.")
    record = record or Record.open()
    table = record.rollcalls(place, trends.COLUMNS)
    votes = trends.voted_on(table, by=by, since=first, until=last)
    votes = votes[votes["chamber"] == place.chamber] if place.chamber else votes
    tallies = record.tallies(place)
    if votes.empty:
        raise RequestError(
            "The record has no roll call of that time: see what it holds with `votekit status`."
        )
    found = (
        trends.trend_table(asked.count(votes, tallies))
        if asked.count is not None
        else _unity_scores(record, votes, tallies)
    )
    if found.empty:
        raise RequestError(
            f"There is no trend of {measure} there: the record has no {asked.denominator} of that "
            "time."
        )
    return found


def _chamber(measure: str, only: str | None, wanted: str | None) -> str | None:
    chamber = parse_chamber(wanted) if wanted else None
    if only and chamber not in {None, only}:
        raise RequestError(f"“{measure}” is of the {only.capitalize()} only: leave out --chamber.")
    return only or chamber


def _unity_scores(record: Record, votes: "pd.DataFrame", tallies: "pa.Table") -> "pd.DataFrame":
    """Read positions a Congress and chamber at a time, so that never all are in memory."""
    from votekit.analysers.trend import trend_table
    from votekit.analysers.trends.members import member_counts, unity_score, unity_votes

    unity = unity_votes(votes, tallies)
    if unity.empty:
        raise RequestError("There was no party-unity vote in that time: take a longer one.")
    places = votes[["congress", "chamber"]].drop_duplicates().itertuples(index=False)
    wanted = [Wanted(int(congress), str(chamber)) for congress, chamber in places]
    return trend_table(
        unity_score(
            member_counts(record.positions(place, SIDES), unity, _delegates(record, place))
            for place in wanted
        )
    )


def _delegates(record: Record, place: Wanted) -> set[str]:
    """Return the delegates of a Congress: they are in no ranking and in no mean of members."""
    members = record.members(place, ["member_id", "state"])
    states = zip(members["member_id"].to_pylist(), members["state"].to_pylist(), strict=True)
    return {member_id for member_id, state in states if state in DELEGATE_STATES}


def years_missing(*, record: Record | None = None) -> dict[str, list[int]]:
    """Return, for each chamber, the years within the record's reach of which it has no roll call.

    A Congress with such a year is there in part only.

    >>> years_missing()
    {'house': [1989], 'senate': []}
    """
    record = record or Record.open()
    names = ["congress", "session", "chamber"]
    table = record.rollcalls(columns=names)
    columns = (table[name].to_pylist() for name in names)
    there = {
        (chamber, year_of_session(congress, session))
        for congress, session, chamber in zip(*columns, strict=True)
    }
    years = [year for _, year in there]
    return {
        chamber: [
            year for year in range(min(years), max(years) + 1) if (chamber, year) not in there
        ]
        for chamber in CHAMBERS
    }
