"""Bills by their titles: which have it, and what tells those of one title apart."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from votekit.analysers.actions import bill_actions
from votekit.analysers.deciding import deciding_rollcalls, in_order
from votekit.analysers.fate import Fate, fate_of
from votekit.errors import RequestError
from votekit.linked import with_linked
from votekit.store import Record, Wanted
from votekit.words.counts import tally
from votekit.words.dates import spell_date
from votekit.words.names import chamber_name
from votekit.words.rollcall import COLUMNS
from votekit.words.titles import plain

Row = dict[str, Any]

MOST = 4
"""So many bills of one title are listed."""
_COMMON = {"act", "the", "and", "for", "bill"}
_RESOLUTION = re.compile(r"[hs](con)?res\d")
_YEAR = re.compile(r"(19|20)\d\d")
_READ = (*COLUMNS, "session", "number", "date", "subject_to_veto", "source_url")
_ENDED = {
    "law": "became law",
    "unsigned": "became law unsigned",
    "overridden": "became law over a veto",
    "sustained": "vetoed, and the veto stood",
    "vetoed": "vetoed",
    "pocket-vetoed": "pocket vetoed",
}


def bills_titled(record: Record, text: str) -> tuple[list[str], dict[str, str]]:
    """Find the bills with a title: those that have just that, else those with all its words.

    Returns their ids, and the title of each. A year in the title is no matter: "Laken Riley Act" is
    that of 2024 too. Resolutions, which carry the titles of the bills that they let the House
    consider, are left out where there is a bill.
    """
    words = _title_words(text)
    if not words or len(words) > 20:
        return [], {}
    exact: dict[str, str] = {}
    partly: dict[str, str] = {}
    for bill, title in _titles(record):
        had = _title_words(title)
        if words <= had:
            partly.setdefault(bill, title)
        if is_title(text, title):
            exact[bill] = title
    found = _without_resolutions(exact)
    if found:
        return found, exact
    return _without_resolutions(partly), partly


def is_title(text: str, title: str) -> bool:
    """Tell whether a text is a title, but for small words and the year.

    >>> is_title("the laken riley act", "Laken Riley Act"), is_title("riley", "Laken Riley Act")
    (True, False)
    """
    words, had = _title_words(text), _title_words(title)
    return words == had or words == {word for word in had if not _YEAR.fullmatch(word)}


def _titles(record: Record) -> Iterable[tuple[str, str]]:
    columns = ["bill_id", "bill_title", "subject", "chamber", "stage"]
    table = record.rollcalls(columns=columns)
    rows = zip(*(table[name].to_pylist() for name in columns), strict=True)
    voted_on = set()
    for bill, title, subject, chamber, stage in rows:
        titled = subject if chamber == "house" and stage != "other" else title
        voted_on.add(bill)
        if bill and titled:
            yield bill, titled
    documents = record.bills(["bill_id", "title", "short_titles"])
    given = zip(*(documents[name].to_pylist() for name in documents.column_names), strict=True)
    for bill, title, short in given:
        if bill in voted_on:
            yield from ((bill, one) for one in (title, *(short or "").split("; ")) if one)


@cache
def _title_words(text: str) -> frozenset[str]:
    """Return the words that tell titles apart, numbers among them."""
    words = re.findall(r"[a-z0-9]+", re.sub("['’]", "", text.lower()))
    return frozenset(word for word in words if len(word) > 2 or word.isdigit()) - _COMMON


def _without_resolutions(found: Iterable[str]) -> list[str]:
    ids = list(found)
    bills = [bill for bill in ids if not _RESOLUTION.match(bill)]
    return sorted(bills or ids, key=lambda bill: -int(bill.split("-")[1]))


def several(record: Record, text: str, bills: Mapping[str, str], *, titled: bool) -> RequestError:
    """Say which bills a title or a name can mean, and what became of each; the law comes first.

    ``bills`` gives each a note, which can be empty.
    """
    told = [_told(record, bill) for bill in bills]
    told.sort(key=lambda entry: entry[0])
    shown = "; ".join(
        f"{bill} ({bills[bill]}{': ' if bills[bill] else ''}{what})"
        for _, bill, what in told[:MOST]
    )
    more = f"; {len(told) - MOST} more" if len(told) > MOST else ""
    name = " ".join(plain(text).split())[:60]
    has = f"is the name of {len(bills)} bills" if titled else "names no bill or roll call"
    with_it = "" if titled else ", but these bills have its words in their title"
    return RequestError(f"“{name}” {has}{with_it}. Write one of: {shown}{more}.")


def _told(record: Record, bill_id: str) -> tuple[int, str, str]:
    """Say what became of a bill; with it, how far it came (0 for a law), to sort by."""
    table = record.rollcalls(Wanted(congress=int(bill_id.split("-")[1])), list(_READ))
    rows = table.filter(pc.equal(table["bill_id"].cast(pa.string()), bill_id)).to_pylist()
    decided = deciding_rollcalls(with_linked(rows, table, {bill_id}), {})
    actions = bill_actions(record.actions(bill_id).to_pylist())
    fate = fate_of(bill_id, decided.overrides, actions, record.bill(bill_id))
    votes = in_order(row for part in decided.votes.values() for row in part)
    lost = in_order(decided.lost)
    parts = [
        f"{chamber_name(row['chamber'])} {'rejected' if row in lost else 'passed'} it, "
        f"{tally(row['yea'], row['nay'])}, {spell_date(row['date'].date())}"
        for row in in_order([*votes, *(row for row in lost if row not in votes)])
    ]
    if not parts:
        last = in_order(rows)[-1]
        parts = [f"last roll call {last['vote_id']}, {spell_date(last['date'].date())}"]
    if fate:
        parts.append(_ended(fate))
    rank = 0 if fate and fate.is_law else 3 - len({row["chamber"] for row in votes})
    return rank, bill_id, ", then ".join(parts)


def _ended(fate: Fate) -> str:
    day = f" {spell_date(fate.day)}" if fate.day else ""
    return f"{_ENDED.get(fate.kind, fate.kind)}{day}"
