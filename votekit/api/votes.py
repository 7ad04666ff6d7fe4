"""Finding roll calls: by words, bill, days, kind, closeness."""

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from votekit.api.tables import bill_of, nothing_of, selection_of
from votekit.days import since_day, until_day
from votekit.errors import RequestError
from votekit.search import search
from votekit.shipped import vice_president_named
from votekit.store import Record, Wanted

if TYPE_CHECKING:
    import pandas as pd

    from votekit.analysers.votes import Criteria


@dataclass(frozen=True)
class FoundVotes:
    """Roll calls found, by what criteria, and how the bill's name was read where it was short."""

    table: "pd.DataFrame"
    criteria: "Criteria"
    said: list[str]


def votes(
    criteria: "Criteria | None" = None, *, record: Record | None = None, **wanted: Any
) -> "pd.DataFrame":
    """Find roll calls: one row per roll call that meets the criteria.

    The newest first, or with words the most relevant. Give a ``Criteria``, or its fields by name.
    Columns: see ``votekit.analysers.votes.votes_table``, and ``vice_president_name``.

    Raises
    ------
    RequestError
        For a criterion that does not exist, or a value that it cannot have.

    >>> len(votes(overrides=True)), len(votes(overrides=True, congress=116))
    (90, 10)
    >>> len(votes(tie_breaks=True, congress=117))
    26
    """
    return find_votes(criteria, record=record, **wanted).table


def find_votes(
    criteria: "Criteria | None" = None,
    *,
    nearest: bool = False,
    record: Record | None = None,
    **wanted: Any,
) -> FoundVotes:
    """Return :func:`votes` with the criteria as they were read.

    ``nearest`` finds what has the other words where no roll call has all of them, and says so.
    """
    from votekit.analysers.margins import COLUMNS
    from votekit.analysers.votes import Criteria, votes_table

    unknown = sorted(wanted.keys() - {field.name for field in fields(Criteria)})
    if unknown:
        known = ", ".join(field.name for field in fields(Criteria))
        raise RequestError(f"No criterion is called “{unknown[0]}”: use {known}.")
    criteria = replace(criteria or Criteria(), **_read(wanted))
    if criteria.since and criteria.until and criteria.since > criteria.until:
        raise RequestError(
            f"There is no day from {criteria.since} to {criteria.until}: the first is later than "
            "the last."
        )
    record = record or Record.open()
    found = bill_of(record, criteria.bill, criteria.congress) if criteria.bill else None
    chosen = selection_of(criteria.congress, criteria.chamber, criteria.session)
    criteria = replace(criteria, chamber=chosen.chamber)
    if found:
        criteria = replace(criteria, congress=found.reference.congress, bill=found.reference.id)
    said = list(found.said) if found else []
    ids: list[str] | None = None
    if criteria.words:
        hits = search(record, criteria.words)
        near = nearest and not hits.vote_ids
        ids = hits.without if near else hits.vote_ids
        said += [hits.said] if near and hits.said else []
    place = Wanted(criteria.congress, criteria.chamber)
    table = record.rollcalls(place, [*COLUMNS, "subject", "bill_title"])
    if not table.num_rows:
        raise nothing_of(chosen)
    of_bill = {row["vote_id"] for row in found.rollcalls} if found else None
    chosen_votes = votes_table(table, record.tallies(place), criteria, of_bill, ids)
    return FoundVotes(_with_names(chosen_votes), criteria, said)


def _with_names(table: "pd.DataFrame") -> "pd.DataFrame":
    """Name the Vice President where one broke a tie."""
    broke = table["vice_president"].notna()
    table["vice_president_name"] = None
    if broke.any():
        days = table.loc[broke, "date"].dt.date
        table.loc[broke, "vice_president_name"] = [vice_president_named(day) for day in days]
    return table


def _read(wanted: dict[str, Any]) -> dict[str, Any]:
    """Take days as text, and one word for several."""
    read = {"since": since_day, "until": until_day}
    days = {name: taken(wanted[name]) for name, taken in read.items() if wanted.get(name)}
    if isinstance(wanted.get("words"), str):
        return {**wanted, **days, "words": (wanted["words"],)}
    return {**wanted, **days}
