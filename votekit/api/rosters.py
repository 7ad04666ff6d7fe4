"""The members on the roll calls that a reference names, with their places on Voteview's line."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from votekit.analysers.deciding import deciding_rollcalls
from votekit.analysers.parties import MAJOR
from votekit.analysers.roster import Roster, roster
from votekit.api.answers import MEMBER_COLUMNS, refuse_without_yeas_and_nays
from votekit.congresses import DELEGATE_STATES, ordinal, parse_chamber
from votekit.days import since_day, until_day
from votekit.errors import RequestError
from votekit.lookup import FoundRollCall, find
from votekit.shipped import floor_leaders
from votekit.store import Record, Wanted
from votekit.words.dates import spell_date

if TYPE_CHECKING:
    from votekit.charts.defectors import OverCongress


def rosters_of(
    reference: str,
    *,
    chamber: str | None = None,
    vetoes: bool = False,
    record: Record | None = None,
) -> list[Roster]:
    """Return the members of a roll call, or of each deciding roll call of a bill.

    ``chamber`` keeps a bill's roll calls of one chamber; ``vetoes`` adds those on its veto.

    Raises
    ------
    RequestError
        When the reference names nothing, or nothing with yeas and nays.

    >>> [(found.vote_id, len(found.members)) for found in rosters_of("hr3364-115")]
    [('h413-115.2017', 433), ('s175-115.2017', 100)]
    """
    record = record or Record.open()
    place = parse_chamber(chamber) if chamber else None
    rows = _rollcalls(record, reference, place, vetoes=vetoes)
    for row in rows:
        refuse_without_yeas_and_nays(record, row)
    return [_roster(record, row) for row in rows]


def over_congress(
    congress: int | None,
    chamber: str | None,
    *,
    delegates: bool = False,
    since: date | str | None = None,
    until: date | str | None = None,
    record: Record | None = None,
) -> "OverCongress":
    """Return how often each member of a chamber broke ranks in a Congress.

    Delegates, who vote in the Committee of the Whole only, are left out unless ``delegates``.
    ``since`` and ``until`` cut it to some of its days.

    Raises
    ------
    RequestError
        Without a Congress and a chamber, or for a Congress that the record does not have.

    Rule: docs/rules.md, "Party measures".

    >>> found = over_congress(115, "senate")
    >>> next(member.broke_ranks for member in found.members if member.name == "Rand Paul")
    115
    """
    from votekit.analysers.member_counts import COLUMNS, MEASURES, count_members
    from votekit.analysers.scoring import ROLLCALL_COLUMNS, TALLY_COLUMNS, scoring
    from votekit.api.people import cut_in_time
    from votekit.charts.defectors import MemberRecord, OverCongress

    if congress is None or chamber is None:
        raise RequestError(
            "The chart defectors needs a roll call, or a Congress and a chamber: votekit chart "
            "defectors --congress 115 --chamber senate."
        )
    record = record or Record.open()
    place = (congress, parse_chamber(chamber))
    wanted = Wanted(*place)
    rollcalls = record.rollcalls(wanted, ROLLCALL_COLUMNS)
    if not rollcalls.num_rows:
        raise RequestError(
            f"The record has nothing of the {ordinal(congress)} Congress: see what it holds with "
            "`votekit status`."
        )
    if since is not None or until is not None:
        rollcalls = cut_in_time(rollcalls, wanted, None, since, until)
        if not rollcalls.num_rows:
            raise RequestError(f"The record has no roll call there{_when(since, until)}.")
    scored = scoring(rollcalls, record.tallies(wanted, TALLY_COLUMNS), floor_leaders())
    counted = count_members(record.positions(wanted, COLUMNS), place, scored)
    named = {row["member_id"]: row for row in record.members(wanted, MEMBER_COLUMNS).to_pylist()}
    column = {name: place for place, name in enumerate(MEASURES)}
    members = [
        MemberRecord(
            name=named[member]["name"] if member in named else member,
            party=party,
            state=named[member]["state"] if member in named else "",
            party_votes=int(counts[column["party_votes"]]),
            broke_ranks=int(counts[column["broke_ranks"]]),
        )
        for member, party, counts in zip(
            counted.member_ids, counted.parties, counted.counts, strict=True
        )
        if party in MAJOR
        and (delegates or member not in named or named[member]["state"] not in DELEGATE_STATES)
    ]
    return OverCongress(*place, members, _when(since, until))


def _when(since: date | str | None, until: date | str | None) -> str:
    """Say which days of a Congress were counted."""
    first = f", since {spell_date(since_day(since))}" if since is not None else ""
    last = f", until {spell_date(until_day(until))}" if until is not None else ""
    return first + last


def _rollcalls(record: Record, reference: str, chamber: str | None, *, vetoes: bool) -> list[Any]:
    found = find(record, reference)
    if isinstance(found, FoundRollCall):
        return [found.rollcall]
    decided = deciding_rollcalls(found.rollcalls, found.unrecorded)
    chosen = [*decided.chosen, *(decided.overrides if vetoes else [])]
    rows = [row for row in chosen if chamber in (None, row["chamber"])]
    if rows:
        return rows
    told = "; ".join(decided.reasons.values())
    where = f" of the {chamber.capitalize()}" if chamber else ""
    raise RequestError(
        f"{reference} has no deciding roll call{where} to draw{f': {told}' if told else ''}. "
        "Name a roll call, as s175-115.2017."
    )


def _roster(record: Record, row: Any) -> Roster:
    place = Wanted(row["congress"], row["chamber"])
    members = record.members(place, [*MEMBER_COLUMNS, "dim1", "dim2"]).to_pylist()
    exact = replace(place, session=row["session"], number=row["number"])
    positions = record.position_rows(exact, {row["vote_id"]: row["words"]}, members)
    return roster(row, positions, members, floor_leaders())
