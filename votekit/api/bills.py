"""Bills: where each stands, what the White House said of it, what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from votekit.analysers.actions import Action, bill_actions
from votekit.analysers.bills import Standing, standings
from votekit.analysers.fate import Fate, fate_of
from votekit.analysers.statements import Statement, bill_statements, threat_of
from votekit.analysers.threats import Threat, ThreatRate, threat_rates
from votekit.analysers.threats import threats as threats_of
from votekit.congresses import CHAMBERS
from votekit.days import since_day
from votekit.errors import RequestError
from votekit.linked import with_linked
from votekit.lookup import DETAIL, unrecorded_years
from votekit.store import Record, Wanted
from votekit.store.rows import all_rows
from votekit.words.fate import UNKNOWN, fate_clause
from votekit.words.names import bill_name
from votekit.words.white_house import SHORT

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]


def bills(
    *,
    congress: int | None = None,
    veto_proof: bool = False,
    vetoed: bool = False,
    law: bool = False,
    threatened: bool = False,
    everything: bool = False,
    record: Record | None = None,
) -> "pd.DataFrame":
    """Return the bills that both chambers decided by roll call: one row per bill.

    Columns: ``bill_id``, ``congress`` (int64), ``title``; of each chamber's deciding roll call, of
    a divided question the part with the least to spare, ``house_vote_id``, ``house_yea``,
    ``house_nay``, ``house_cushion`` (Int64, yeas above two-thirds) and the same for ``senate_``;
    ``last_vote`` (ISO text, day of the later of them), ``verdict`` (veto-proof, not veto-proof or
    incomplete), ``threat`` (the plainest veto threat, empty where there was none), ``fate`` (law,
    unsigned, overridden, sustained, vetoed, pocket-vetoed; empty where nothing here tells),
    ``fate_day`` (ISO text), ``law``, ``fate_source``.

    ``veto_proof``, ``vetoed``, ``law`` and ``threatened`` keep such bills only; ``everything`` adds
    bills on which only one chamber voted. What became of a bill is known from votes on its veto,
    from its own document or actions where they were fetched, and for bills threatened or vetoed
    since 2009 from ``data/fates.csv``.

    Raises
    ------
    RequestError
        When no bill meets all that is asked for.

    Rule: docs/rules.md, "The deciding roll call".

    >>> table = bills(congress=116, vetoed=True, veto_proof=True)
    >>> table[["bill_id", "house_cushion", "senate_cushion", "fate"]].values.tolist()
    [['hr6395-116', 59, 19, 'overridden']]
    """
    import pandas as pd

    record = record or Record.open()
    found = _standings(record, congress)
    fates, said = _fates(record, found), _statements(record)
    rows = [_row(one, fates.get(one.bill_id), said.get(one.bill_id, [])) for one in found]
    chosen = [
        row
        for one, row in zip(found, rows, strict=True)
        if (everything or one.in_both)
        and (not veto_proof or row["verdict"] == "veto-proof")
        and (not vetoed or row["fate"] in {"overridden", "sustained", "vetoed", "pocket-vetoed"})
        and (not law or row["fate"] in {"law", "unsigned", "overridden"})
        and (not threatened or row["threat"])
    ]
    if not chosen:
        raise RequestError(
            "No bill meets all of this: ask for less, as votekit bills --congress 119."
        )
    table = pd.DataFrame(chosen)
    for name in table.columns:
        if name.endswith(("_yea", "_nay", "_cushion")):
            table[name] = table[name].astype("Int64")
    return table


def threats(
    *,
    congress: int | None = None,
    president: str | None = None,
    since: date | str | None = None,
    record: Record | None = None,
) -> "pd.DataFrame":
    """Return every bill that the White House threatened to veto: one row per bill, newest first.

    Columns: ``bill_id``, ``bill``, ``congress`` (int64), ``title``; of its plainest threat ``day``
    (ISO text), ``president``, ``version`` (house, senate, conference), ``stance`` (would-veto,
    recommend-veto, conditional-veto), ``quote``, ``statement_url``; of each chamber's deciding roll
    call ``house_vote_id``, ``house_yea``, ``house_nay``, ``house_cushion`` (Int64) and the same for
    ``senate_``; ``verdict``; ``ended`` (vetoed, changed, signed, unknown), ``fate`` in words, and
    ``fate_source``.

    Statements since 2009 are read; of those before, 1985 to 2009, the record has the address and
    not the text. ``president`` is a name or a part of it; ``since`` a day, a month or a year.

    Raises
    ------
    RequestError
        When there was none.

    >>> table = threats(congress=114)
    >>> table.loc[table["ended"] == "vetoed", "bill_id"].tolist()[:2]
    ['hjres88-114', 'hr3762-114']
    """
    import pandas as pd

    found = threats_found(congress=congress, president=president, since=since, record=record)
    table = pd.DataFrame(threat_rows(found))
    for name in table.columns:
        if name.endswith(("_yea", "_nay", "_cushion")):
            table[name] = table[name].astype("Int64")
    return table


def threats_found(
    *,
    congress: int | None = None,
    president: str | None = None,
    since: date | str | None = None,
    record: Record | None = None,
) -> list[Threat]:
    """Return the threats as typed results; see :func:`threats`."""
    record = record or Record.open()
    said = _statements(record)
    first = since_day(since) if since is not None else None
    wanted = {
        bill_id: statements
        for bill_id, statements in said.items()
        if (congress is None or bill_id.endswith(f"-{congress}"))
        and (threat := threat_of(statements)) is not None
        and (first is None or threat.day >= first)
        and (president is None or president.lower() in threat.president.lower())
    }
    if not wanted:
        raise RequestError(
            "The record has no such veto threat: it has the text of statements from 2009 on."
        )
    found = {one.bill_id: one for one in _standings(record, congress)}
    fates = _fates(record, [found[bill] for bill in wanted if bill in found])
    return threats_of(wanted, found, fates)


def threat_base_rates(*, record: Record | None = None) -> list[ThreatRate]:
    """Return how threatened bills that both chambers passed by roll call ended, since 2009.

    >>> [rate.rate.count for rate in threat_base_rates() if rate.stance == "would-veto"]
    [16, 4, 0]
    """
    return threat_rates(threats_found(record=record))


def threat_rows(found: Sequence[Threat]) -> list[dict[str, Any]]:
    """Return threats as plain rows, for CSV and JSON."""
    rows = []
    for one in found:
        row: dict[str, Any] = {
            "bill_id": one.bill_id,
            "bill": bill_name(one.bill_id),
            "congress": int(one.bill_id.split("-")[1]),
            "title": one.standing.title if one.standing else one.statement.title,
            "day": one.statement.day.isoformat(),
            "president": one.statement.president,
            "version": one.statement.version,
            "stance": one.statement.stance,
            "quote": one.statement.quote,
            "statement_url": one.statement.source_url,
        }
        for chamber in ("house", "senate"):
            vote = one.standing.deciding(chamber) if one.standing else None
            row[f"{chamber}_vote_id"] = vote["vote_id"] if vote else None
            row[f"{chamber}_yea"] = vote["yea"] if vote else None
            row[f"{chamber}_nay"] = vote["nay"] if vote else None
            row[f"{chamber}_cushion"] = one.standing.cushion(chamber) if one.standing else None
        row["verdict"] = one.standing.verdict if one.standing else None
        row["ended"] = one.ended
        row["fate"] = what_happened(one)
        row["fate_source"] = one.fate.source_url if one.fate else None
        rows.append(row)
    return rows


def what_happened(one: Threat) -> str:
    """Say what became of a threatened bill."""
    if one.fate is not None:
        return fate_clause(one.fate)
    if one.standing is None:
        return "no roll call on its text"
    return UNKNOWN if one.in_both else "did not pass both chambers by roll call"


def _standings(record: Record, congress: int | None) -> list[Standing]:
    table = record.rollcalls(Wanted(congress), DETAIL)
    own = [
        row
        for row in all_rows(table, DETAIL)
        if row["bill_id"] and congress in (None, row["congress"])
    ]
    rows = [row for row in with_linked(own, table) if congress in (None, row["congress"])]
    titles = {bill: row["title"] for bill, row in _documents(record).items()}
    found = standings(rows, unrecorded_years(table))
    return [replace(one, title=titles.get(one.bill_id, one.title)) for one in found]


def _statements(record: Record) -> Mapping[str, list[Statement]]:
    rows: dict[str, list[Row]] = {}
    for row in record.statements().to_pylist():
        rows.setdefault(row["bill_id"], []).append(row)
    return {bill_id: bill_statements(found) for bill_id, found in rows.items()}


def _fates(record: Record, found: list[Standing]) -> Mapping[str, Fate]:
    actions, documents = _actions(record), _documents(record)
    fates = {}
    for one in found:
        bill = one.bill_id
        document = documents.get(bill)
        fate = fate_of(bill, one.decided.overrides, actions.get(bill, []), document)
        if fate is not None:
            fates[one.bill_id] = fate
    return fates


def _documents(record: Record) -> Mapping[str, Row]:
    """Return what the bills' own documents say, where they were fetched."""
    table = record.bills(["bill_id", "title", "law", "law_kind", "law_day", "source_url"])
    return {row["bill_id"]: row for row in table.to_pylist()}


def _actions(record: Record) -> Mapping[str, list[Action]]:
    rows: dict[str, list[Row]] = {}
    for row in record.all_actions().to_pylist():
        rows.setdefault(row["bill_id"], []).append(row)
    return {bill_id: bill_actions(found) for bill_id, found in rows.items()}


def _row(one: Standing, fate: Fate | None, said: list[Statement]) -> Row:
    row: Row = {"bill_id": one.bill_id, "congress": one.congress, "title": one.title}
    days = []
    for chamber in CHAMBERS:
        vote = one.deciding(chamber)
        row[f"{chamber}_vote_id"] = vote["vote_id"] if vote else None
        row[f"{chamber}_yea"] = vote["yea"] if vote else None
        row[f"{chamber}_nay"] = vote["nay"] if vote else None
        row[f"{chamber}_cushion"] = one.cushion(chamber)
        days += [vote["date"].date()] if vote else []
    threat = threat_of(said)
    return {
        **row,
        "last_vote": max(days).isoformat() if days else None,
        "verdict": one.verdict,
        "threat": SHORT[threat.stance] if threat else None,
        "fate": fate.kind if fate else None,
        "fate_day": fate.day.isoformat() if fate and fate.day else None,
        "law": fate.law if fate else None,
        "fate_source": fate.source_url if fate else None,
    }
