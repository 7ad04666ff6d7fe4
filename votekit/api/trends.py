"""How voting changed over time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from votekit.congresses import CHAMBERS, DELEGATE_STATES, parse_chamber, year_of_session
from votekit.days import since_day, until_day
from votekit.errors import RequestError
from votekit.store import Record, Wanted

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from votekit.analysers.trends.finding import Finding, TrendAnswer
    from votekit.analysers.trends.periods import Days

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
    ``all``), ``value`` (float64, 0 to 1), ``numerator`` (float64), ``denominator``, ``rollcalls``
    (those that the value is made of) and ``left_out`` (int64). What they count is said in
    ``votekit.analysers.trend.MEASURES``.

    Raises
    ------
    RequestError
        For a measure, period or chamber that does not exist, or a time without roll calls.

    Rule: docs/trends.md.

    >>> year = trend("party-unity", chamber="house", since="2022-01-10", until="2022-12-31").loc[0]
    >>> int(year["numerator"]), int(year["denominator"]), round(float(year["value"]), 3)
    (291, 548, 0.531)
    """
    (table,) = _tables(record or Record.open(), Asked(measure, chamber, since, until), by)
    return table


def trend_findings(
    measure: str,
    *,
    chamber: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    record: Record | None = None,
) -> "list[Finding]":
    """Tell whether a measure rose or fell: one finding per chamber and party.

    It is made of whole years, whatever the periods that are shown: see
    :class:`votekit.analysers.trends.finding.Finding`.

    Raises
    ------
    RequestError
        For a measure or chamber that does not exist, or a time without roll calls.

    Rule: docs/trends.md, "What is called a trend".

    >>> (house,) = trend_findings("veto-proof", chamber="house", until="2025-12-31")
    >>> house.direction.value, round(house.tau, 2), round(house.p, 4)
    ('fell', -0.43, 0.0003)
    """
    record = record or Record.open()
    asked = Asked(measure, chamber, since, until)
    (yearly,) = _tables(record, asked, "year")
    return _findings(record, asked, yearly)


def trend_answer(
    measure: str,
    *,
    by: str = "year",
    chamber: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    record: Record | None = None,
) -> "TrendAnswer":
    """Return a measure over time with its findings; takes and raises what :func:`trend` does."""
    from votekit.analysers.trends.finding import TrendAnswer, summarize

    record = record or Record.open()
    asked = Asked(measure, chamber, since, until)
    table, yearly = _tables(record, asked, by, "year")
    counted = _counted(record, asked)
    return TrendAnswer(
        measure=measure,
        by=by,
        table=table,
        every=summarize(table, by, counted, _findings(record, asked, yearly)),
        missing=_inside(years_missing(record=record), counted),
        counted=counted,
    )


@dataclass(frozen=True)
class Asked:
    """What a trend is asked of."""

    measure: str
    chamber: str | None
    since: date | str | None
    until: date | str | None

    @property
    def first(self) -> date | None:
        """The first day counted, if one was given."""
        return since_day(self.since) if self.since else None

    @property
    def last(self) -> date | None:
        """The last day counted, if one was given."""
        return until_day(self.until) if self.until else None


def _tables(record: Record, asked: Asked, *periods: str) -> "list[pd.DataFrame]":
    """Count a measure by each of some periods."""
    from votekit.analysers import trend as trends

    measure, first, last = trends.measure_called(asked.measure), asked.first, asked.last
    for by in periods:
        if by not in trends.PERIODS:
            raise RequestError(
                f"A trend cannot be made by “{by}”: use {', '.join(trends.PERIODS)}."
            )
    place = Wanted(chamber=_chamber(asked.measure, measure.chamber, asked.chamber))
    if first and last and first > last:
        raise RequestError(f"Nothing lies between {first} and {last}, which is before it.")
    table, tallies = record.rollcalls(place, trends.COLUMNS), record.tallies(place)
    votes = {}
    for by in dict.fromkeys(periods):
        chosen = trends.voted_on(table, by=by, since=first, until=last)
        votes[by] = chosen[chosen["chamber"] == place.chamber] if place.chamber else chosen
    if any(chosen.empty for chosen in votes.values()):
        raise RequestError(
            "The record has no roll call of that time: see what it holds with `votekit status`."
        )
    count = measure.count
    if count is None:
        found = _unity_scores(record, votes, tallies)
    else:
        found = {by: trends.trend_table(count(each, tallies)) for by, each in votes.items()}
    if any(each.empty for each in found.values()):
        raise RequestError(
            f"There is no trend of {asked.measure} there: the record has no {measure.denominator} "
            "of that time."
        )
    return [found[by] for by in periods]


def _findings(record: Record, asked: Asked, yearly: "pd.DataFrame") -> "list[Finding]":
    from votekit.analysers.trends.finding import findings_of

    return findings_of(yearly, _counted(record, asked))


def _counted(record: Record, asked: Asked) -> "Days":
    """Return the first and last day of what was counted: as far as the record goes."""
    import pyarrow.compute as pc

    end: date = pc.max(record.rollcalls(columns=["date"])["date"]).as_py().date()
    return asked.first or date.min, min(asked.last or end, end)


def _inside(missing: dict[str, list[int]], counted: "Days") -> dict[str, list[int]]:
    return {
        name: [year for year in years if counted[0].year <= year <= counted[1].year]
        for name, years in missing.items()
    }


def _chamber(measure: str, only: str | None, wanted: str | None) -> str | None:
    chamber = parse_chamber(wanted) if wanted else None
    if only and chamber not in {None, only}:
        raise RequestError(f"“{measure}” is of the {only.capitalize()} only: leave out --chamber.")
    return only or chamber


def _unity_scores(
    record: Record, votes: "Mapping[str, pd.DataFrame]", tallies: "pa.Table"
) -> "dict[str, pd.DataFrame]":
    """Read positions once, a Congress and chamber at a time, so that never all are in memory."""
    from votekit.analysers.trend import trend_table
    from votekit.analysers.trends.members import (
        count_rollcalls,
        member_counts,
        unity_score,
        unity_votes,
    )

    unity = {by: unity_votes(each, tallies) for by, each in votes.items()}
    if any(each.empty for each in unity.values()):
        raise RequestError("There was no party-unity vote in that time: take a longer one.")
    every = next(iter(votes.values()))
    places = every[["congress", "chamber"]].drop_duplicates().itertuples(index=False)
    counts: dict[str, list[pd.DataFrame]] = {by: [] for by in votes}
    for congress, chamber in places:
        place = Wanted(int(congress), str(chamber))
        positions, delegates = record.positions(place, SIDES), _delegates(record, place)
        for by, each in unity.items():
            counts[by].append(member_counts(positions, each, delegates))
    return {
        by: count_rollcalls(trend_table(unity_score(counts[by])), each)
        for by, each in unity.items()
    }


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
