"""Roll calls that decide a bill, though the record files them under another number.

The House concurs by simple resolution (H.Res. 1512 for H.R. 7776, h516-117.2022), by a special rule
that deems it done (H.Res. 590 for H.R. 4, h203-119.2025), or by the vote on a budget (H.J.Res. 47
of the 109th, h149-109.2005); the Senate passed twenty joint resolutions on arms sales by one roll
call (s179-116.2019). A rule that only provides for consideration decides nothing.

The link is read from the resolution's title where that names the bill and what is done to it; the
rest is in ``data/linked_votes.csv``, a reason and an address a row.

Rule: docs/rules.md, "The deciding roll call".
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from votekit.references import SPELLINGS
from votekit.rules import TEXT_STAGES, VETOABLE
from votekit.shipped import LinkedVote, linked_votes
from votekit.store.rows import rows_at

Row = dict[str, Any]

STANDS = "stands"
"""In ``data/linked_votes.csv`` the stage of a roll call on a part of the text that the other
chamber left as it was, while it amended the rest."""
CHANGES = "changes"
"""The stage there of a rule that only provides for consideration of another text of the bill, on
which the record has no roll call."""

UNNAMED = {("house", 117): 17}
"""How many roll calls of a chamber and Congress were on several bills that they do not name:
h125-117.2021, "On Motion to Suspend the Rules and Pass Certain Bills and Agree to a Resolution"."""

_EN_BLOC = "En Bloc: "
_KIND = r"H\.? ?R\.?|[HS]\.? ?J\.? ?Res\.?|S\.?"
_BILL = re.compile(rf"\b({_KIND}) ?(\d+)", re.IGNORECASE)
_BILLS = (
    rf"(?P<bills>(?:(?:,|,? and)? ?(?:the (?:bill|joint resolution) )?\(?(?:{_KIND}) ?\d+\)?)+)"
)
_WITH = r" with (?:an )?amendments?"
# "Sentate amendment" in h762-111.2009.
_SENATE_AMENDMENT = rf"(?:Sen\w* amendments?(?:{_WITH})?|amendments? of the Senate)"
_CONCURS = re.compile(
    rf"(?:concurrence by the House(?:{_WITH})? in the|^agree (?:to|in)) "
    rf"{_SENATE_AMENDMENT} to {_BILLS}(?:,?{_WITH})?",
    re.IGNORECASE,
)
_PASSES = re.compile(rf"^providing for (?:the )?passage of {_BILLS}", re.IGNORECASE)
_MAYBE = re.compile(
    rf"^{_EN_BLOC}|concurrence by the House|^agree (to|in) Sen|^providing for (the )?passage of",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Act:
    """What a roll call did to a bill.

    ``amends`` tells that it agreed to the other chamber's text with an amendment of its own;
    ``does`` what the resolution did, after its name, empty for a roll call on the bill itself;
    ``reason`` and ``url`` where the link comes from.
    """

    bill_id: str
    stage: str
    amends: bool
    does: str
    reason: str
    url: str


def acts(row: Mapping[str, Any]) -> list[Act]:
    """Return what a roll call did to bills beyond what its own number and question tell.

    Takes a row of ``rollcalls``.

    >>> title = "Providing for the concurrence by the House in the Senate amendment to H.R. 710"
    >>> row = {"vote_id": "h1126-110.2007", "congress": 110, "stage": "passage",
    ...     "bill_id": "hres837-110", "subject": f"{title}, with amendments", "source_url": ""}
    >>> [(act.bill_id, act.stage, act.amends) for act in acts(row)]
    [('hr710-110', 'concurrence', True)]
    """
    listed = linked_votes().get(row["vote_id"])
    if listed:
        return [_listed(one) for one in listed]
    if row["stage"] not in TEXT_STAGES or not row["subject"]:
        return []
    if row["subject"].startswith(_EN_BLOC):
        return list(_en_bloc(row))
    if str(row["bill_id"]).startswith("hres"):
        return list(_titled(row))
    return []


def _listed(one: LinkedVote) -> Act:
    return Act(one.bill_id, one.stage, one.amends, one.does, one.reason, one.url)


def _en_bloc(row: Mapping[str, Any]) -> Iterator[Act]:
    for bill_id in _bill_ids(row["question"], row["congress"]):
        if bill_id != row["bill_id"]:
            reason = "One roll call passed it together with other bills."
            yield Act(bill_id, row["stage"], False, "", reason, row.get("source_url", ""))


def _titled(row: Mapping[str, Any]) -> Iterator[Act]:
    title = row["subject"]
    reason = f"The resolution’s title: “{title.rstrip('.')}”."
    for found in _CONCURS.finditer(title):
        amends = "with" in found[0].replace(found["bills"], "").lower()
        many = "s" if re.search(r"amendments (of|to|with)", found[0], re.IGNORECASE) else ""
        does = f"which concurred in the Senate amendment{many}"
        does += " with an amendment" if amends else ""
        for bill_id in _bill_ids(found["bills"], row["congress"]):
            yield Act(bill_id, "concurrence", amends, does, reason, row.get("source_url", ""))
    for found in _PASSES.finditer(title):
        for bill_id in _bill_ids(found["bills"], row["congress"]):
            url = row.get("source_url", "")
            yield Act(bill_id, "passage", False, "which passed it", reason, url)


def _bill_ids(text: str, congress: int) -> list[str]:
    found = (
        f"{re.sub('[^a-z]', '', kind.lower())}{int(number)}-{congress}"
        for kind, number in _BILL.findall(text)
    )
    return list(dict.fromkeys(found))


def passes_a_bill(row: Mapping[str, Any]) -> bool:
    """Tell whether a roll call did something to a bill that goes to the president.

    >>> passes_a_bill({"vote_id": "h203-119.2025", "bill_id": "hres590-119"})
    True
    """
    return any(_is_vetoable(act.bill_id) for act in acts(row) if act.stage != CHANGES)


def _is_vetoable(bill_id: str) -> bool:
    return bill_id.split("-")[0].rstrip("0123456789") in VETOABLE


def own_stage(row: Mapping[str, Any]) -> str | None:
    """Return the stage that the table gives a roll call on the bill itself, else ``None``.

    h48-111.2010 was on "the second portion of the divided question".
    """
    mine = [act.stage for act in acts(row) if act.bill_id == row["bill_id"]]
    return next((stage for stage in mine if stage not in {STANDS, CHANGES}), None)


def filed_under(row: Row, act: Act) -> Row:
    """Give a roll call as one on the bill that it decides.

    The row gets ``by`` (the resolution and what it did, ``None`` for a roll call on the bill
    itself), ``amends``, ``stands``, ``changes`` and ``link`` (why it counts, with the address). The
    title in the row is that of the number that the source files it under, and is left out.
    """
    other = act.bill_id != row["bill_id"]
    stage = {STANDS: row["stage"], CHANGES: "other"}.get(act.stage, act.stage)
    return {
        **row,
        "bill_id": act.bill_id,
        "bill_title": None if other else row.get("bill_title"),
        "subject": None if act.does else row["subject"],
        "stage": stage,
        "subject_to_veto": stage != "other" and _is_vetoable(act.bill_id),
        "by": f"by {_name(row['bill_id'])}, {act.does}" if act.does else None,
        "amends": act.amends,
        "stands": act.stage == STANDS,
        "changes": act.stage == CHANGES,
        "link": f"{act.reason} ({act.url})" if act.url else act.reason,
    }


def _name(bill_id: str) -> str:
    stem = bill_id.split("-")[0]
    kind = stem.rstrip("0123456789")
    return f"{SPELLINGS[kind]} {stem[len(kind) :]}"


def filed(row: Row) -> Row:
    """Give a roll call as one on the bill that it decides, where that is one that can be vetoed."""
    found = [
        act
        for act in acts(row)
        if _is_vetoable(act.bill_id)
        and act.stage != CHANGES
        and (act.does or act.bill_id == row["bill_id"])
    ]
    return filed_under(row, found[0]) if len(found) == 1 else row


def with_linked(
    rows: Iterable[Row], table: pa.Table, bills: Collection[str] | None = None
) -> list[Row]:
    """Add to roll calls on bills those that decide them under another number.

    Takes the roll calls that have the bills' own numbers, and the table of which they are a part
    (text is read once, since there are few); ``bills`` are those wanted, all by default.
    """
    added = [
        filed_under(row, act)
        for row in rows_at(table, _places(table))
        for act in acts(row)
        if bills is None or act.bill_id in bills
    ]
    known = {(row["vote_id"], row["bill_id"]) for row in added}
    return [*(row for row in rows if (row["vote_id"], row["bill_id"]) not in known), *added]


def linked_ids(table: pa.Table, bill_id: str) -> list[str]:
    """Return the roll calls that decide a bill under another number."""
    return [row["vote_id"] for row in with_linked([], table, {bill_id})]


def _places(table: pa.Table) -> list[int]:
    listed = linked_votes()
    texts = zip(table["vote_id"].to_pylist(), table["subject"].to_pylist(), strict=True)
    return [
        place
        for place, (vote_id, subject) in enumerate(texts)
        if vote_id in listed or (subject is not None and _MAYBE.search(subject))
    ]
