"""From the project's records of statements to rows of the table ``statements``.

The unitedstates project keeps one YAML file a president (``archive/47-Trump.yaml``): a list of
records with ``bills``, ``document_title``, ``congress``, ``date_issued``, the address, and, since
2009, the name of a PDF beside it.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict

from votekit.fetchers.sap.sentences import bills_in
from votekit.fetchers.sap.stance import Said, Stance, stance_on

BILL = re.compile(r"(?:hr|s|hjres|sjres|hconres|sconres|hres|sres)[1-9]\d{0,4}")
_VERSION = re.compile(
    r"\(\s*(?P<where>House|Senate|Conference)\b[^)]{0,20}\)|\d{4} (?P<bare>House|Senate) STATEMENT"
)
_IN_ADDRESS = re.compile(r"\d(?P<letter>[hsrc])(?:r)?[_-]\d{6,8}|-(?P<end>[hs])\.pdf$")
_CHAMBERS = {"h": "house", "r": "house", "s": "senate", "c": "conference"}
PRESIDENTS = {
    "40-Reagan": "Ronald Reagan",
    "41-Bush": "George H.W. Bush",
    "42-Clinton": "Bill Clinton",
    "43-Bush": "George W. Bush",
    "44-Obama": "Barack Obama",
    "45-Trump": "Donald Trump",
    "46-Biden": "Joe Biden",
    "47-Trump": "Donald Trump",
}


class StatementRow(TypedDict):
    """One bill in one statement; the columns of ``schema.STATEMENTS``."""

    bill_id: str
    congress: int
    day: date
    president: str
    title: str
    version: str | None
    stance: str
    quote: str | None
    rescinded: bool
    source: str
    source_url: str


def statement_rows(
    record: Mapping[str, Any], president: str, text: str | None
) -> list[StatementRow]:
    """Return a row for each bill of one record; none where it names no bill.

    ``president`` is the name of the record's file without its ending, ``text`` the text of the
    statement, or None where it is not at hand: the stance is then unknown.
    """
    bills = _bills(record, text)
    return [_row(record, president, text, bill, bills) for bill in bills]


def _row(
    record: Mapping[str, Any], president: str, text: str | None, bill: str, bills: list[str]
) -> StatementRow:
    said = Said(Stance.UNKNOWN) if text is None else stance_on(bill, bills, text)
    address = str(record.get("fetched_from_url") or record.get("url") or "")
    congress = int(record["congress"])
    return {
        "bill_id": f"{bill}-{congress}",
        "congress": congress,
        "day": date.fromisoformat(str(record["date_issued"])),
        "president": PRESIDENTS.get(president, president),
        "title": " ".join(str(record["document_title"]).split()),
        "version": _version(text, address),
        "stance": said.stance.value,
        "quote": said.quote,
        "rescinded": bool(record.get("rescinded")),
        "source": "sap",
        "source_url": address,
    }


def _bills(record: Mapping[str, Any], text: str | None) -> list[str]:
    """Return the bills of a record; where the source ran several together, those that it heads.

    "hjres75767778798082838485" (Oct. 4, 2013) is ten joint resolutions.
    """
    given = [str(bill) for bill in record.get("bills") or []]
    if all(BILL.fullmatch(bill) for bill in given):
        return list(dict.fromkeys(given))
    return bills_in((text or "")[:2500])


def _version(text: str | None, address: str) -> str | None:
    """Tell which chamber's version a statement is on: its letterhead says so, or its address."""
    found = _VERSION.search((text or "")[:400])
    if found:
        return str(found["where"] or found["bare"]).lower()
    named = _IN_ADDRESS.search(address)
    return _CHAMBERS[named["letter"] or named["end"]] if named else None
