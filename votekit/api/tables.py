"""Tables over many roll calls, as pandas DataFrames; pandas is imported when they are asked for."""

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from votekit.analysers.coverage import COLUMNS as COVERAGE_COLUMNS
from votekit.analysers.coverage import Coverage, coverage
from votekit.congresses import ordinal, parse_chamber
from votekit.days import since_day, until_day
from votekit.errors import RequestError
from votekit.lookup import FoundBill, FoundRollCall, find
from votekit.shipped import vacated_numbers
from votekit.store import Record, Wanted

if TYPE_CHECKING:
    import pandas as pd

    from votekit.analysers.votes import Criteria


MOST_CONGRESSES = 200


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
    if congress is not None and not 1 <= congress <= MOST_CONGRESSES:
        raise RequestError(f"There is no Congress {congress}: they count from 1, as 115.")
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


def votes(
    criteria: "Criteria | None" = None, *, record: Record | None = None, **wanted: Any
) -> "pd.DataFrame":
    """Find roll calls: one row per roll call that meets the criteria.

    Give a ``Criteria``, or its fields by name. Columns: see
    ``votekit.analysers.votes.votes_table``.

    Raises
    ------
    RequestError
        For a criterion that does not exist, or a value that it cannot have.

    >>> len(votes(overrides=True)), len(votes(overrides=True, congress=116))
    (90, 10)
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
            f"Nothing lies between {criteria.since} and {criteria.until}, which is before it: "
            "exchange them."
        )
    record = record or Record.open()
    chosen = _selection(
        record, criteria.congress, criteria.chamber, criteria.session, criteria.bill
    )
    criteria = replace(criteria, congress=chosen.congress, chamber=chosen.chamber, bill=chosen.bill)
    # Titles are looked for in both chambers' roll calls, even when one chamber's are wanted.
    place = Wanted(chosen.congress, None if criteria.words else chosen.chamber)
    table = record.rollcalls(place, [*COLUMNS, "subject", "bill_title"])
    if not table.num_rows:
        raise _nothing(chosen)
    return votes_table(table, record.tallies(place), criteria)


def _read(wanted: dict[str, Any]) -> dict[str, Any]:
    """Take days as text, and one word for several."""
    read = {"since": since_day, "until": until_day}
    days = {name: taken(wanted[name]) for name, taken in read.items() if wanted.get(name)}
    if isinstance(wanted.get("words"), str):
        return {**wanted, **days, "words": (wanted["words"],)}
    return {**wanted, **days}


@dataclass(frozen=True)
class LayerStatus:
    """One layer of the record: where it is and what it holds.

    ``documents`` is the number of the sources' own documents that are kept beside the tables.
    """

    name: str
    path: str
    chambers: list[Coverage]
    documents: int = 0


def status(*, record: Record | None = None) -> list[LayerStatus]:
    """Say what each layer of the record holds; the store's layer is absent when there is none.

    >>> [entry.newest_id for entry in status()[0].chambers]
    ['h283-119.2026', 's226-119.2026']
    """
    from votekit.store.documents import Documents

    record = record or Record.open()
    return [
        LayerStatus(
            layer.name,
            str(layer.path),
            coverage(layer.read("rollcalls", Wanted(), COVERAGE_COLUMNS), vacated_numbers()),
            Documents(layer.path).count(),
        )
        for layer in record.layers
    ]
