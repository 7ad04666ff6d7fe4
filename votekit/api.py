"""What a notebook calls, and the command line as well: open the record, find, analyse.

The functions that answer one reference give small typed results with a notebook view; those over
many roll calls give pandas DataFrames. pandas is imported only by the latter.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from votekit.analysers.clock import Clock, presidents_clock
from votekit.analysers.coverage import COLUMNS as COVERAGE_COLUMNS
from votekit.analysers.coverage import Coverage, coverage
from votekit.analysers.deciding import bill_type, deciding_rollcalls, in_order
from votekit.analysers.margin import Bill, Margin, VoteMargin, vote_margin
from votekit.analysers.people import name_members
from votekit.analysers.split import Split, party_split
from votekit.analysers.verdict import NOT_SUBJECT, bill_verdict, spell_date, vote_verdict
from votekit.congresses import ordinal, parse_chamber
from votekit.errors import RequestError
from votekit.lookup import FoundBill, FoundRollCall, find
from votekit.shipped import caucus_on, outcome_exceptions, vacated_numbers
from votekit.store import Record, Wanted
from votekit.store.rows import rows_at

if TYPE_CHECKING:
    import pandas as pd

    from votekit.analysers.votes import Criteria

Row = dict[str, Any]

MEMBER_COLUMNS = ["congress", "member_id", "bioguide", "name", "last_name", "state"]


def margin(
    reference: str, *, presented: date | None = None, record: Record | None = None
) -> Margin:
    """Answer for a bill or a roll call: is it veto-proof, by how much, who dissented.

    For a bill, the deciding roll call of each chamber and any attempts to override; for a roll
    call, that one. ``presented`` adds the president's clock.

    Raises
    ------
    RequestError
        When the reference names nothing in the record, or a roll call without yeas and nays (an
        election of the Speaker, a quorum call).
    StoreError
        When the record cannot be read.

    Rule: U.S. Const. art. I, § 7; DOMAIN.md, "Veto arithmetic".

    >>> answer = margin("hr3364-115")
    >>> answer.verdict, [(vote.vote_id, vote.veto.cushion) for vote in answer.votes]
    ('veto-proof', [('h413-115.2017', 137), ('s175-115.2017', 31)])
    """
    record = record or Record.open()
    found = find(record, reference)
    answer = (
        _bill_margin(record, reference, found)
        if isinstance(found, FoundBill)
        else _vote_answer(record, reference, found)
    )
    if presented is None:
        return answer
    return replace(answer, clock=_clock(answer, presented))


def _clock(answer: Margin, presented: date) -> Clock:
    if answer.verdict == NOT_SUBJECT:
        raise RequestError(
            f"{answer.query} does not go to the president, so it cannot have been presented: leave "
            "out the date."
        )
    deciding = [vote.date for vote in answer.votes if vote.role != "override"]
    if deciding and presented < max(deciding):
        raise RequestError(
            f"{answer.query} cannot have been presented on {spell_date(presented)}, before its "
            f"last roll call of {spell_date(max(deciding))}: give the day of presentment."
        )
    return presidents_clock(presented)


def _bill_margin(record: Record, query: str, found: FoundBill) -> Margin:
    decided = deciding_rollcalls(found.rollcalls)
    chosen = [*decided.votes.values(), *([decided.overtaken] if decided.overtaken else [])]
    rows = [*in_order(chosen), *decided.overrides]
    votes = [_one(record, row, decided.role_of(row)) for row in rows]
    bill = _bill(found.reference.id, found.rollcalls)
    proposes = any(row["rule"] == "constitutional-amendment" for row in found.rollcalls)
    verdict, explanation = bill_verdict(bill, votes, decided.reasons, proposes)
    return Margin(query, bill, verdict, explanation, votes, notes=found.said)


def _vote_answer(record: Record, query: str, found: FoundRollCall) -> Margin:
    row = found.rollcall
    bill = None
    role = "override" if row["stage"] == "override" else "other"
    if row["bill_id"]:
        of_bill = find(record, row["bill_id"])
        assert isinstance(of_bill, FoundBill)
        bill = _bill(row["bill_id"], of_bill.rollcalls)
        role = deciding_rollcalls(of_bill.rollcalls).role_of(row)
    _refuse_without_yeas_and_nays(record, row)
    vote = _one(record, row, role)
    verdict, explanation = vote_verdict(vote, bill)
    return Margin(query, bill, verdict, explanation, [vote])


def _bill(bill_id: str, rollcalls: list[Any]) -> Bill:
    stem, congress = bill_id.split("-")
    kind = bill_type(bill_id)
    return Bill(bill_id, kind, int(stem[len(kind) :]), int(congress), _title(rollcalls))


def _title(rollcalls: list[Any]) -> str:
    """Give the bill's title: the House names it under a passage, the Senate beside any question."""
    for row in reversed(in_order(rollcalls)):
        if row["chamber"] == "house" and row["stage"] != "other" and row["subject"]:
            return str(row["subject"])
    titles = [row["bill_title"] for row in in_order(rollcalls) if row["bill_title"]]
    return next((title for title in reversed(titles) if not title.startswith("No short")), "")


def _read(record: Record, row: Row) -> tuple[list[Row], list[Row], list[Row]]:
    """Read what belongs to one roll call: its tallies, positions and the members."""
    place = Wanted(row["congress"], row["chamber"])
    tallies = record.tallies(place)
    ids = tallies["vote_id"].to_pylist()
    rows = rows_at(tallies, [i for i, vote_id in enumerate(ids) if vote_id == row["vote_id"]])
    exact = replace(place, session=row["session"], number=row["number"])
    positions = record.position_rows(exact)
    members = record.members(place, MEMBER_COLUMNS)
    return (
        rows,
        [entry for entry in positions if entry["vote_id"] == row["vote_id"]],
        members.to_pylist(),
    )


def _one(record: Record, row: Row, role: str) -> VoteMargin:
    tallies, positions, members = _read(record, row)
    return vote_margin(
        row,
        role=role,
        tallies=tallies,
        positions=positions,
        members=members,
        exceptions=outcome_exceptions(),
    )


def _refuse_without_yeas_and_nays(record: Record, row: Row) -> None:
    if row["kind"] == "vote" and row["yea"] + row["nay"]:
        return
    name, day = row["vote_id"], spell_date(row["date"].date())
    if row["kind"] == "quorum":
        raise RequestError(
            f"{name} of {day} is a quorum call ({row['present']} present), not a question with "
            "yeas and nays: name a roll call on a bill."
        )
    if row["kind"] == "election":
        raise RequestError(f"{name} of {day} is {_election(record, row)}")
    raise RequestError(
        f"{name} of {day} has no yeas and nays in the record: name another roll call."
    )


def _election(record: Record, row: Row) -> str:
    exact = Wanted(row["congress"], row["chamber"], row["session"], row["number"])
    votes: dict[str, int] = {}
    for entry in record.position_rows(exact):
        if entry["position"] is None:
            votes[entry["word"]] = votes.get(entry["word"], 0) + 1
    cast = sum(votes.values())
    needed = cast // 2 + 1
    ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    told = ", ".join(f"{name} {count}" for name, count in ranked[:4])
    elected = ranked[0][0] if ranked[0][1] >= needed else "nobody"
    return (
        f"an election of the Speaker, not a question with yeas and nays: {told}; {needed} of "
        f"{cast} needed, {elected} elected."
    )


def splits_of(
    reference: str, *, by: str | None = None, caucus: bool = False, record: Record | None = None
) -> list[Split]:
    """Return the party split of a roll call, or of each deciding roll call of a bill.

    ``by`` adds ``state`` or ``region``; ``caucus`` counts independents with the party that they
    caucus with, and names them.

    Raises
    ------
    RequestError
        When the reference names nothing, or nothing with yeas and nays.
    """
    if by not in {None, "state", "region"}:
        raise RequestError(f"A split cannot be made by “{by}”: use state or region.")
    record = record or Record.open()
    found = find(record, reference)
    if isinstance(found, FoundRollCall):
        rows = [found.rollcall]
    else:
        decided = deciding_rollcalls(found.rollcalls)
        rows = [*in_order(decided.votes.values()), *decided.overrides]
        if not rows:
            told = "; ".join(decided.reasons.values())
            raise RequestError(f"{reference} has no roll call to split: {told}.")
    for row in rows:
        _refuse_without_yeas_and_nays(record, row)
    return [_split(record, row, by, caucus) for row in rows]


def _split(record: Record, row: Any, by: str | None, caucus: bool) -> Split:
    _, positions, members = _read(record, row)
    people = name_members(positions, members)
    caucus_of = caucus_on(row["date"].date().isoformat()) if caucus else None
    return party_split(row, people, by=by, caucus_of=caucus_of)


def split(
    reference: str, *, by: str | None = None, caucus: bool = False, record: Record | None = None
) -> Split:
    """Return the party split of one roll call.

    Raises
    ------
    RequestError
        When the reference names nothing, several roll calls, or nothing with yeas and nays.

    Rule: DOMAIN.md, "Party measures".

    >>> answer = split("s175-115.2017")
    >>> answer.party_unity, [(party.party, party.yea, party.nay) for party in answer.parties]
    (False, [('R', 51, 1), ('D', 46, 0), ('I', 1, 1)])
    """
    found = splits_of(reference, by=by, caucus=caucus, record=record)
    if len(found) > 1:
        named = ", ".join(entry.vote_id for entry in found)
        raise RequestError(f"{reference} has several roll calls: name one of {named}.")
    return found[0]


@dataclass(frozen=True)
class Selection:
    """Which roll calls: Congress, chamber, session, bill; ``None`` stands for all."""

    congress: int | None = None
    chamber: str | None = None
    session: int | None = None
    bill: str | None = None


def rollcalls(
    *,
    congress: int | None = None,
    chamber: str | None = None,
    session: int | None = None,
    bill: str | None = None,
    record: Record | None = None,
) -> "pd.DataFrame":
    """Return roll calls: one row per roll call, columns as in ``votekit.schema.ROLLCALLS``.

    >>> list(rollcalls(bill="hr3364-115")["vote_id"])
    ['h413-115.2017', 's175-115.2017']
    """
    chosen = _selection(record, congress, chamber, session, bill)
    return _select(record, "rollcalls", chosen)


def positions(
    reference: str | None = None,
    *,
    congress: int | None = None,
    chamber: str | None = None,
    session: int | None = None,
    record: Record | None = None,
) -> "pd.DataFrame":
    """Return positions: one row per member per roll call, columns as in the schema.

    ``reference`` names one roll call; without it, those of a Congress, chamber or session (the
    whole record takes about 2 GB of memory).

    >>> positions("s175-115.2017")["position"].value_counts()["nay"]
    np.int64(2)
    """
    if reference is None:
        return _select(record, "positions", _selection(record, congress, chamber, session, None))
    record = record or Record.open()
    found = find(record, reference)
    if isinstance(found, FoundBill):
        named = ", ".join(row["vote_id"] for row in found.rollcalls[:5])
        raise RequestError(f"{reference} is a bill: name one of its roll calls ({named}).")
    row = found.rollcall
    exact = Wanted(row["congress"], row["chamber"], row["session"], row["number"])
    frame: pd.DataFrame = record.positions(exact).to_pandas()
    one: pd.DataFrame = frame[frame["vote_id"] == row["vote_id"]]
    return one.reset_index(drop=True)


def members(
    *, congress: int | None = None, chamber: str | None = None, record: Record | None = None
) -> "pd.DataFrame":
    """Return members: one row per member, chamber and Congress, columns as in the schema.

    >>> members(congress=115, chamber="senate").query("name == 'Rand Paul'")["lis"].item()
    'S348'
    """
    return _select(record, "members", _selection(record, congress, chamber, None, None))


def margins(
    *,
    congress: int | None = None,
    chamber: str | None = None,
    session: int | None = None,
    bill: str | None = None,
    record: Record | None = None,
) -> "pd.DataFrame":
    """Return the margins of many roll calls: one row per roll call.

    Columns: see ``votekit.analysers.margins.margins_table``.

    >>> table = margins(congress=115).set_index("vote_id")
    >>> table.loc["s175-115.2017", ["yea", "nay", "veto_needed", "veto_cushion"]].tolist()
    [98, 2, 67, 31]
    """
    from votekit.analysers.margins import COLUMNS, margins_table

    chosen = _selection(record, congress, chamber, session, bill)
    opened = record or Record.open()
    table = opened.rollcalls(Wanted(chosen.congress, chosen.chamber), COLUMNS)
    if not table.num_rows:
        raise _nothing(chosen)
    return _cut(margins_table(table), chosen)


def splits(
    *, congress: int | None = None, chamber: str | None = None, record: Record | None = None
) -> "pd.DataFrame":
    """Return the party splits of many roll calls: one row per roll call and party.

    Columns: see ``votekit.analysers.splits.splits_table``.

    >>> table = splits(congress=115).set_index(["vote_id", "party"])
    >>> int(table.loc[("h413-115.2017", "R"), "nay"])
    3
    """
    from votekit.analysers.splits import splits_table

    chosen = _selection(record, congress, chamber, None, None)
    opened = record or Record.open()
    return _cut(splits_table(opened.tallies(Wanted(chosen.congress, chosen.chamber))), chosen)


def _selection(
    record: Record | None,
    congress: int | None,
    chamber: str | None,
    session: int | None,
    bill: str | None,
) -> Selection:
    if session not in {None, 1, 2}:
        raise RequestError(f"A Congress has sessions 1 and 2, not {session}.")
    if bill is not None:
        found = find(record or Record.open(), bill)
        if isinstance(found, FoundRollCall):
            raise RequestError(f"{bill} is a roll call: name a bill, as hr3364-115.")
        bill, congress = found.reference.id, found.reference.congress
    return Selection(congress, parse_chamber(chamber) if chamber else None, session, bill)


def _select(record: Record | None, table: str, chosen: Selection) -> "pd.DataFrame":
    record = record or Record.open()
    read = {
        "rollcalls": record.rollcalls,
        "positions": record.positions,
        "members": record.members,
    }[table]
    frame: pd.DataFrame = read(Wanted(chosen.congress, chosen.chamber)).to_pandas()
    return _cut(frame, chosen)


def _cut(frame: "pd.DataFrame", chosen: Selection) -> "pd.DataFrame":
    wanted = {
        "congress": chosen.congress,
        "chamber": chosen.chamber,
        "session": chosen.session,
        "bill_id": chosen.bill,
    }
    for name, value in wanted.items():
        if value is not None:
            frame = frame[frame[name] == value]
    if chosen.congress is not None and frame.empty:
        raise _nothing(chosen)
    return frame.reset_index(drop=True)


def _nothing(chosen: Selection) -> RequestError:
    where = f" in the {chosen.chamber.capitalize()}" if chosen.chamber else ""
    what = f"the {ordinal(chosen.congress)} Congress{where}" if chosen.congress else "that kind"
    return RequestError(
        f"The record has nothing of {what}: see what it holds with `votekit status`."
    )


def votes(criteria: "Criteria | None" = None, *, record: Record | None = None) -> "pd.DataFrame":
    """Find roll calls: one row per roll call that meets the criteria.

    Columns: see ``votekit.analysers.votes.votes_table``.

    >>> from votekit.analysers.votes import Criteria
    >>> len(votes(Criteria(overrides=True)))
    90
    """
    from votekit.analysers.margins import COLUMNS
    from votekit.analysers.votes import Criteria, votes_table

    criteria = criteria or Criteria()
    record = record or Record.open()
    chosen = _selection(
        record, criteria.congress, criteria.chamber, criteria.session, criteria.bill
    )
    criteria = replace(criteria, congress=chosen.congress, chamber=chosen.chamber, bill=chosen.bill)
    place = Wanted(chosen.congress, chosen.chamber)
    table = record.rollcalls(place, [*COLUMNS, "subject", "bill_title"])
    if not table.num_rows:
        raise _nothing(chosen)
    return votes_table(table, record.tallies(place), criteria)


@dataclass(frozen=True)
class LayerStatus:
    """One layer of the record: where it is and what it holds."""

    name: str
    path: str
    chambers: list[Coverage]


def status(*, record: Record | None = None) -> list[LayerStatus]:
    """Say what each layer of the record holds; the store's layer is absent when there is none.

    >>> [entry.newest_id for entry in status()[0].chambers]
    ['h283-119.2026', 's226-119.2026']
    """
    record = record or Record.open()
    return [
        LayerStatus(
            layer.name,
            str(layer.path),
            coverage(layer.read("rollcalls", Wanted(), COVERAGE_COLUMNS), vacated_numbers()),
        )
        for layer in record.layers
    ]
