"""Tables over many roll calls, as pandas DataFrames; pandas is imported when they are asked for."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from votekit.analysers.coverage import COLUMNS as COVERAGE_COLUMNS
from votekit.analysers.coverage import Coverage, coverage
from votekit.congresses import ordinal, parse_chamber
from votekit.errors import RequestError
from votekit.kinds import category_called, is_of_kind, stage_called
from votekit.lookup import FoundBill, FoundRollCall, find, within
from votekit.shipped import vacated_numbers
from votekit.store import Record, Wanted
from votekit.store.days import with_day

if TYPE_CHECKING:
    import pandas as pd


MOST_CONGRESSES = 200


@dataclass(frozen=True)
class Selection:
    """Which roll calls; ``None`` stands for all. Category and stage: see ``votekit.kinds``.

    ``of_bill`` are the roll calls on a bill, those filed under another number too.
    """

    congress: int | None = None
    chamber: str | None = None
    session: int | None = None
    of_bill: frozenset[str] | None = None
    category: str | None = None
    stage: str | None = None


def rollcalls(
    *,
    congress: int | None = None,
    chamber: str | None = None,
    session: int | None = None,
    bill: str | None = None,
    category: str | None = None,
    stage: str | None = None,
    record: Record | None = None,
) -> "pd.DataFrame":
    """Return roll calls: one row per roll call, columns as in ``votekit.schema.ROLLCALLS``.

    Beside ``date`` stands ``day`` (datetime64, no zone): the day in Washington.
    ``category`` and ``stage`` choose as ``votekit.kinds`` says: ``passage`` holds suspensions.
    ``bill`` finds a roll call on a resolution too that acted on the bill (``votekit.linked``).

    >>> list(rollcalls(bill="hr3364-115")["vote_id"])
    ['h413-115.2017', 's175-115.2017']
    """
    chosen = _with_bill(record, selection_of(congress, chamber, session, category, stage), bill)
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
        return _select(record, "positions", selection_of(congress, chamber, session))
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
    return _select(record, "members", selection_of(congress, chamber))


def margins(
    *,
    congress: int | None = None,
    chamber: str | None = None,
    session: int | None = None,
    bill: str | None = None,
    category: str | None = None,
    stage: str | None = None,
    record: Record | None = None,
) -> "pd.DataFrame":
    """Return the margins of many roll calls: one row per roll call.

    ``category`` and ``stage`` choose as ``votekit.kinds`` says: ``passage`` holds suspensions.
    Columns: see ``votekit.analysers.margins.margins_table``.

    >>> table = margins(congress=115).set_index("vote_id")
    >>> table.loc["s175-115.2017", ["yea", "nay", "veto_needed", "veto_cushion"]].tolist()
    [98, 2, 67, 31]
    """
    from votekit.analysers.margins import COLUMNS, margins_table

    chosen = _with_bill(record, selection_of(congress, chamber, session, category, stage), bill)
    opened = record or Record.open()
    table = opened.rollcalls(Wanted(chosen.congress, chosen.chamber), COLUMNS)
    if not table.num_rows:
        raise nothing_of(chosen)
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

    chosen = selection_of(congress, chamber)
    opened = record or Record.open()
    return _cut(splits_table(opened.tallies(Wanted(chosen.congress, chosen.chamber))), chosen)


def selection_of(
    congress: int | None = None,
    chamber: str | None = None,
    session: int | None = None,
    category: str | None = None,
    stage: str | None = None,
) -> Selection:
    """Check what is selected.

    Raises
    ------
    RequestError
        For a Congress, chamber, session, category or stage that cannot be.
    """
    if congress is not None and not 1 <= congress <= MOST_CONGRESSES:
        raise RequestError(f"There is no Congress {congress}: they count from 1, as 115.")
    if session not in {None, 1, 2}:
        raise RequestError(f"A Congress has sessions 1 and 2, not {session}.")
    return Selection(
        congress=congress,
        chamber=parse_chamber(chamber) if chamber else None,
        session=session,
        category=category_called(category) if category is not None else None,
        stage=stage_called(stage) if stage is not None else None,
    )


def _with_bill(record: Record | None, chosen: Selection, bill: str | None) -> Selection:
    if bill is None:
        return chosen
    found = bill_of(record or Record.open(), bill, chosen.congress)
    ids = frozenset(row["vote_id"] for row in found.rollcalls)
    return replace(chosen, of_bill=ids, congress=found.reference.congress)


def bill_of(record: Record, bill: str, congress: int | None) -> FoundBill:
    """Find a bill; without a Congress of its own, it is of the one given beside it.

    Raises
    ------
    RequestError
        When it is none, or of another Congress.
    """
    found = find(record, within(bill, congress))
    if isinstance(found, FoundRollCall):
        raise RequestError(f"{bill} is a roll call: name a bill, as hr3364-115.")
    return found


def _select(record: Record | None, table: str, chosen: Selection) -> "pd.DataFrame":
    record = record or Record.open()
    read = {
        "rollcalls": record.rollcalls,
        "positions": record.positions,
        "members": record.members,
    }[table]
    found = with_day(read(Wanted(chosen.congress, chosen.chamber)))
    frame: pd.DataFrame = found.to_pandas(date_as_object=False)
    return _cut(frame, chosen)


def _cut(frame: "pd.DataFrame", chosen: Selection) -> "pd.DataFrame":
    wanted = {
        "congress": chosen.congress,
        "chamber": chosen.chamber,
        "session": chosen.session,
    }
    for name, value in wanted.items():
        if value is not None:
            frame = frame[frame[name] == value]
    if chosen.of_bill is not None:
        frame = frame[frame["vote_id"].isin(chosen.of_bill)]
    frame = _of_kind(frame, chosen)
    if chosen.congress is not None and frame.empty:
        raise nothing_of(chosen)
    return frame.reset_index(drop=True)


def _of_kind(frame: "pd.DataFrame", chosen: Selection) -> "pd.DataFrame":
    if chosen.category is None and chosen.stage is None:
        return frame
    kinds = zip(frame["category"].astype(str), frame["stage"].astype(str), strict=True)
    return frame[[is_of_kind(*kind, chosen.category, chosen.stage) for kind in kinds]]


def nothing_of(chosen: Selection) -> RequestError:
    """Say that the record has nothing of what is selected."""
    where = f" in the {chosen.chamber.capitalize()}" if chosen.chamber else ""
    what = f"the {ordinal(chosen.congress)} Congress{where}" if chosen.congress else "that kind"
    return RequestError(
        f"The record has nothing of {what}: see what it holds with `votekit status`."
    )


@dataclass(frozen=True)
class LayerStatus:
    """One layer of the record: where it is and what it holds.

    ``documents`` is the number of the sources' own documents that are kept beside the tables;
    ``bills`` how many bills' official documents were read, ``statements`` how many rows of the
    White House's statements there are.
    """

    name: str
    path: str
    chambers: list[Coverage]
    documents: int = 0
    bills: int = 0
    statements: int = 0


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
            layer.read("bills", Wanted(), ["bill_id"]).num_rows,
            layer.read("statements", Wanted(), ["bill_id"]).num_rows,
        )
        for layer in record.layers
    ]
