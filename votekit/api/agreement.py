"""How often two members cast the same vote."""

from typing import Any

from votekit.analysers.agreement import (
    Agreement,
    count_pairs,
    is_lopsided,
)
from votekit.analysers.bill_pairs import bill_pairs
from votekit.analysers.member_votes import of_member
from votekit.congresses import ordinal, parse_chamber
from votekit.errors import RequestError
from votekit.linked import with_linked
from votekit.member_lookup import FoundMember, find_member
from votekit.store import Record, Wanted
from votekit.store.rows import rows_at

Row = dict[str, Any]

_ROLLCALL = (
    "vote_id congress chamber number date type question subject stage outcome bill_id yea nay "
    "source_url"
).split()
_SHOWN = ("vote_id", "date", "bill_id", "question", "yea", "nay", "outcome", "source_url")


def agreement(
    first: str,
    second: str,
    *,
    congress: int | None = None,
    chamber: str | None = None,
    record: Record | None = None,
) -> Agreement:
    """Answer how often two members cast the same vote, of those on which both voted.

    Of all of them, and of those that divided the chamber: a minority of 2.5% or more. Of two
    who never sat in one chamber together, the roll calls by which their chambers decided the same
    bills are compared.

    Raises
    ------
    RequestError
        When a name names nobody or several, or the two never sat in the same Congress.

    Rule: docs/rules.md, "Party measures" (agreement).

    >>> answer = agreement("Rand Paul", "Sanders", congress=115)
    >>> (answer.same, answer.shared), (answer.divided_same, answer.divided)
    ((151, 562), (96, 487))
    """
    record = record or Record.open()
    place = parse_chamber(chamber) if chamber else None
    one = find_member(record, first, congress=congress, chamber=place, beside=second)
    two = find_member(record, second, congress=congress, chamber=place, beside=first)
    if one.bioguide == two.bioguide:
        raise RequestError(f"Both are {one.label}: name two members.")
    together = _together(one, two)
    across = [] if together else _across(one, two)
    if not together and not across:
        raise RequestError(
            f"{one.label} and {two.label} never sat in Congress together: {_terms(one)}; "
            f"{_terms(two)}."
        )
    pairs = [pair for mine, theirs in together for pair in _same_chamber(record, mine, theirs)] + [
        pair for mine, theirs in across for pair in _two_chambers(record, mine, theirs)
    ]
    return _answer(one, two, pairs, bool(across))


def _together(one: FoundMember, two: FoundMember) -> list[tuple[Row, Row]]:
    return [
        (mine, theirs)
        for mine in one.rows
        for theirs in two.rows
        if (mine["congress"], mine["chamber"]) == (theirs["congress"], theirs["chamber"])
    ]


def _across(one: FoundMember, two: FoundMember) -> list[tuple[Row, Row]]:
    return [
        (mine, theirs)
        for mine in one.rows
        for theirs in two.rows
        if mine["congress"] == theirs["congress"]
    ]


def _terms(member: FoundMember) -> str:
    numbers = sorted({row["congress"] for row in member.rows})
    span = f"the {ordinal(numbers[0])}"
    span += f" to the {ordinal(numbers[-1])}" if len(numbers) > 1 else ""
    return f"{member.name} sat in {span}"


def _same_chamber(record: Record, mine: Row, theirs: Row) -> list[Row]:
    """Give the roll calls of one chamber on which both voted."""
    wanted = Wanted(mine["congress"], mine["chamber"])
    positions = record.coded_positions(wanted, party=False)
    first, second = (_cast(positions, row["member_id"]) for row in (mine, theirs))
    table = record.rollcalls(wanted, _ROLLCALL)
    ids = table["vote_id"].to_pylist()
    yea, nay = table["yea"].to_pylist(), table["nay"].to_pylist()
    places = [place for place, one in enumerate(ids) if one in first and one in second]
    told = dict(zip(places, rows_at(table, places), strict=True))
    return [
        {
            "congress": mine["congress"],
            "chamber": mine["chamber"],
            "first": first[ids[place]],
            "second": second[ids[place]],
            "lopsided": is_lopsided(yea[place], nay[place]),
            "rollcall": told[place],
        }
        for place in places
    ]


def _cast(positions: Any, member_id: str) -> dict[str, str]:
    mine = of_member(positions, member_id)
    cast = zip(mine["vote_id"].to_pylist(), mine["position"].to_pylist(), strict=True)
    return {vote_id: position for vote_id, position in cast if position in {"yea", "nay"}}


def _two_chambers(record: Record, mine: Row, theirs: Row) -> list[Row]:
    """Give the bills on whose deciding roll calls, each in its member's chamber, both voted."""
    first, second = (
        _cast(
            record.coded_positions(Wanted(row["congress"], row["chamber"]), party=False),
            row["member_id"],
        )
        for row in (mine, theirs)
    )
    table = record.rollcalls(Wanted(mine["congress"]), _ROLLCALL)
    chosen = zip(table["bill_id"].to_pylist(), table["stage"].to_pylist(), strict=True)
    places = [place for place, (bill, stage) in enumerate(chosen) if bill and stage != "other"]
    rows = with_linked(rows_at(table, places), table)
    return [
        {
            "congress": mine["congress"],
            "chamber": "across",
            "first": first[own["vote_id"]],
            "second": second[other["vote_id"]],
            "lopsided": any(is_lopsided(row["yea"], row["nay"]) for row in (own, other)),
            "rollcall": own,
            "other": other,
        }
        for own, other in bill_pairs(rows, mine["chamber"], theirs["chamber"])
        if own["vote_id"] in first and other["vote_id"] in second
    ]


def _answer(one: FoundMember, two: FoundMember, pairs: list[Row], across: bool) -> Agreement:
    places = dict.fromkeys((pair["congress"], pair["chamber"]) for pair in pairs)
    congresses = [
        {"congress": congress, "chamber": chamber}
        | count_pairs(
            pair for pair in pairs if (pair["congress"], pair["chamber"]) == (congress, chamber)
        )
        for congress, chamber in sorted(places)
    ]
    listed = sorted(map(_listed, pairs), key=lambda row: str(row["date"]), reverse=True)
    return Agreement(
        first=one.label,
        first_id=one.bioguide,
        second=two.label,
        second_id=two.bioguide,
        across=across,
        **count_pairs(pairs),
        congresses=congresses,
        differences=[row for row in listed if row["first"] != row["second"]],
        agreements=[row for row in listed if row["first"] == row["second"]],
        notes=_notes(one, two, across),
    )


def _listed(pair: Row) -> Row:
    row = {name: pair["rollcall"][name] for name in _SHOWN}
    row["date"] = row["date"].isoformat()
    told = {"first": pair["first"], "second": pair["second"], "lopsided": pair["lopsided"]}
    if "other" in pair:
        told["second_vote_id"] = pair["other"]["vote_id"]
    return row | told


def _notes(one: FoundMember, two: FoundMember, across: bool) -> list[str]:
    if across:
        return [
            "They never sat in one chamber together. Compared are the deciding roll calls of their "
            "chambers on the same bills; the texts voted on can differ. A pair is lopsided where "
            "either roll call is."
        ]
    together = {(row["congress"], row["chamber"]) for row, _ in _together(one, two)}
    apart = {row["congress"] for row, _ in _across(one, two)} - {place[0] for place in together}
    if not apart:
        return []
    told = ", ".join(ordinal(congress) for congress in sorted(apart))
    return [f"Left out: Congresses in which they sat in different chambers ({told})."]
