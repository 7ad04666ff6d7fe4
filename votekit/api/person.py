"""One member over time."""

from datetime import date
from typing import TYPE_CHECKING, Any

from votekit.analysers.member_counts import Counted, count_members
from votekit.analysers.member_votes import (
    MemberRecord,
    listed_from_to,
    notable_votes,
    of_member,
)
from votekit.analysers.scoring import ROLLCALL_COLUMNS, TALLY_COLUMNS, scoring
from votekit.api.people import caucus_days, cut_in_time
from votekit.congresses import parse_chamber
from votekit.errors import RequestError
from votekit.member_lookup import find_member
from votekit.shipped import floor_leaders
from votekit.store import Record, Wanted
from votekit.store.rows import rows_at

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]

_DAYS = {"party_from", "party_to"}
_SHOWN = ["date", "bill_id", "question", "yea", "nay", "outcome", "source_url"]


def member(
    text: str,
    *,
    congress: int | None = None,
    chamber: str | None = None,
    session: int | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    caucus: bool = False,
    record: Record | None = None,
) -> MemberRecord:
    """Answer for one member: attendance, party unity and the rest by Congress, chamber and party.

    ``text`` is a name or an id (``votekit.member_lookup``). With it come the roll calls on which
    the member broke ranks, those that the member missed, and those that the member decided.
    ``session``, ``since`` and ``until`` cut them in time; ``caucus`` counts an independent with the
    party of the caucus.

    Raises
    ------
    RequestError
        When nobody, or more than one person, is so named, or the member was on no roll call then.

    >>> answer = member("specter", congress=111)
    >>> [(term["party"], term["unity_with"], term["unity_votes"]) for term in answer.terms]
    [('R', 76, 135), ('D', 352, 366)]
    >>> len(member("Sinema", since="2024", until="2024").missed)
    73
    """
    from votekit.analysers.unity import MEMBER_COLUMNS, member_scores

    record = record or Record.open()
    found = find_member(
        record, text, congress=congress, chamber=parse_chamber(chamber) if chamber else None
    )
    chambers = {row["chamber"] for row in found.rows}
    wanted = Wanted(congress, chambers.pop() if len(chambers) == 1 else None)
    rollcalls = cut_in_time(
        record.rollcalls(wanted, ROLLCALL_COLUMNS), wanted, session, since, until
    )
    scored = scoring(
        rollcalls,
        record.tallies(wanted, TALLY_COLUMNS),
        floor_leaders(),
    )
    members = record.members(wanted, MEMBER_COLUMNS)
    days = caucus_days(members) if caucus else {}
    counted: list[Counted] = []
    notable: list[Row] = []
    spans: list[date] = []
    for row in found.rows:
        place = (row["congress"], row["chamber"])
        if place not in scored.codes:
            continue
        mine = of_member(record.coded_positions(Wanted(*place)), row["member_id"])
        counted.append(count_members(mine, place, scored, days.get(place, [])))
        notable += notable_votes(mine, place, scored, days.get(place, []))
        spans += listed_from_to(mine, place, scored)
    if not any(len(one.member_ids) for one in counted):
        when = " then" if session or since or until else ""
        raise RequestError(
            f"{found.label} is listed on no roll call with yeas and nays{when}: name another "
            "member or another time."
        )
    terms = _terms(member_scores(counted, members, per="party", caucus=caucus))
    notable = _described(record, wanted, notable)
    notable.sort(key=lambda row: row["date"], reverse=True)
    return MemberRecord(
        id=found.bioguide,
        name=found.name,
        label=found.label,
        terms=terms,
        broke_ranks=[row for row in notable if row["broke_ranks"]],
        tactical=[row for row in notable if row["tactical"]],
        decisive=[row for row in notable if row["decisive"]],
        missed=[row for row in notable if row["missed"]],
        since=str(min(spans)),
        until=str(max(spans)),
        caucus=caucus,
        ids={name: found.rows[-1][name] for name in ("bioguide", "lis", "icpsr", "govtrack")},
    )


def _terms(scores: "pd.DataFrame") -> list[Row]:
    """Turn scores into plain rows in order of time: days as ISO text, what is missing ``None``."""
    ordered = scores.sort_values(["congress", "party_from", "chamber"], kind="stable")
    plain = ordered.astype(object).where(ordered.notna(), None)
    # Put into a column of text, the days that are missing would turn NaN.
    return [
        {
            str(name): value.date().isoformat() if value and name in _DAYS else value
            for name, value in row.items()
        }
        for row in plain.to_dict("records")
    ]


def _described(record: Record, wanted: Wanted, notable: list[Row]) -> list[Row]:
    """Add to roll calls what they were about."""
    if not notable:
        return []
    table = record.rollcalls(wanted, ["vote_id", *_SHOWN])
    place = {vote_id: index for index, vote_id in enumerate(table["vote_id"].to_pylist())}
    wanted_rows = table.take([place[row["vote_id"]] for row in notable]).combine_chunks()
    rows = rows_at(wanted_rows, range(len(notable)))
    return [
        {**told, **row, "date": row["date"].isoformat()}
        for told, row in zip(notable, rows, strict=True)
    ]
