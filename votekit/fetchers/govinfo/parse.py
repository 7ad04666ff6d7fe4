"""GovInfo's bill status documents: a bill's titles, sponsor, actions, law and recorded votes.

Source: https://www.govinfo.gov/bulkdata/BILLSTATUS/115/hr/BILLSTATUS-115hr3364.xml (public domain),
the Library of Congress's data, in two generations: ``billNumber`` and ``billType`` (to 2022), then
``number`` and ``type``. What a document says is kept as it says it. Its days of recorded votes are
in Greenwich time: a roll call of 9 p.m. on Dec. 3, 2015, is told as Dec. 4 (S. 331 on H.R. 22).
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from lxml import etree

from votekit.congresses import spell_vote_id
from votekit.fetchers.action_kinds import action_kind, distinct, law_of
from votekit.fetchers.errors import DocumentError
from votekit.fetchers.parsed import Row
from votekit.fetchers.xml import parse_xml
from votekit.references import SPELLINGS, BillReference

NAME = "govinfo"
URL = "https://www.govinfo.gov"
FIRST_CONGRESS = 108
EASTERN = ZoneInfo("America/New_York")
LIBRARY = "9"
"""The code of the Library of Congress, whose dates stand where the systems' dates differ."""

_SPONSOR = re.compile(r"(?P<name>.+?)\s*\[(?P<party>[A-Z]{1,2})-(?P<state>[A-Z]{2})(?:-[^\]]*)?\]")
_LAW_NUMBER = re.compile(r"\d{1,3}-\d{1,4}", re.ASCII)
_BIOGUIDE = re.compile(r"[A-Z]\d{6}", re.ASCII)
_CHAMBERS = {"House": "house", "Senate": "senate"}
MOST_TITLES = 60
"""So many short titles are kept: an omnibus bill has hundreds for its parts."""


@dataclass(frozen=True)
class BillStatus:
    """What one document says: the bill, its actions from presentment on, and its roll calls.

    ``bill``, ``actions`` and ``votes`` are rows of ``votekit.schema.BILLS``, ``ACTIONS`` and
    ``RECORDED_VOTES``; ``disagreements`` says, a sentence each, where it contradicts itself.
    """

    bill: Row
    actions: list[Row]
    votes: list[Row]
    disagreements: list[str]


def address(reference: BillReference, base: str = URL) -> str:
    """Return the address of a bill's document.

    >>> address(BillReference("hr", 3364, 115))
    'https://www.govinfo.gov/bulkdata/BILLSTATUS/115/hr/BILLSTATUS-115hr3364.xml'
    """
    stem = f"{reference.congress}{reference.type}{reference.number}"
    folder = f"{base.rstrip('/')}/bulkdata/BILLSTATUS/{reference.congress}/{reference.type}"
    return f"{folder}/BILLSTATUS-{stem}.xml"


def parse(data: bytes, *, wanted: BillReference | None = None, fetched: datetime) -> BillStatus:
    """Turn a document into rows; ``wanted`` is the bill that it should be of, where one is known.

    Raises
    ------
    DocumentError
        When it is no bill status, or of another bill than the one wanted.
    """
    root = parse_xml(data, "billStatus")
    bill = root.find("bill")
    if bill is None:
        raise DocumentError("The document has no bill in it.")
    reference = _reference(bill)
    if wanted is not None and wanted != reference:
        raise DocumentError(
            f"The document is of {reference.id}, not of {wanted.id}: get it again later."
        )
    meta = {
        "source": NAME,
        "source_url": address(reference),
        "updated": fetched.astimezone(UTC),
    }
    common: Row = {"bill_id": reference.id, "congress": reference.congress}
    actions, told = _actions(bill, common, meta)
    return BillStatus(
        bill={**common, **_bill(bill, actions), "modified": _modified(bill), **meta},
        actions=actions,
        votes=_votes(bill, common, meta),
        disagreements=told,
    )


def _reference(bill: etree._Element) -> BillReference:
    kind = _first(bill, "type", "billType").lower()
    number, congress = _first(bill, "number", "billNumber"), _first(bill, "congress")
    if kind not in SPELLINGS or not _is_small(number, 99_999) or not _is_small(congress, 200):
        raise DocumentError(f"The document is of no bill: it says {kind} {number}, {congress}.")
    return BillReference(kind, int(number), int(congress))


def _is_small(text: str, most: int) -> bool:
    return bool(re.fullmatch(r"[1-9]\d{0,4}", text, re.ASCII)) and int(text) <= most


def _bill(bill: etree._Element, actions: list[Row]) -> Row:
    sponsor = bill.find("sponsors/item")
    law = bill.find("laws/item")
    number = _text(law, "number") if law is not None else ""
    # H.R. 3055 (116th) has its law's number before the action that says so: it was signed.
    days = {row["kind"]: row["date"] for row in actions}
    became = days.get("became-law") or days.get("signed")
    if number and not _LAW_NUMBER.fullmatch(number):
        raise DocumentError(f"The document's law has the number “{number[:20]}”.")
    return {
        "title": _text(bill, "title") or "No title",
        "official_title": _official_title(bill),
        "short_titles": "; ".join(_short_titles(bill)) or None,
        **_sponsor(sponsor),
        "introduced": _day(_text(bill, "introducedDate")),
        "policy_area": (
            _first(bill, "policyArea/name", "subjects/billSubjects/policyArea/name")
            or _text(bill, "primarySubject/name")
            or None
        ),
        "latest_action": _text(bill, "latestAction/text") or None,
        "latest_day": _day(_text(bill, "latestAction/actionDate")),
        "law": number or None,
        "law_kind": _text(law, "type").split()[0].lower() if number else None,
        "law_day": became if number else None,
    }


def _sponsor(item: etree._Element | None) -> Row:
    if item is None:
        return dict.fromkeys(("sponsor", "sponsor_party", "sponsor_state", "sponsor_bioguide"))
    found = _SPONSOR.match(_text(item, "fullName"))
    bioguide = _text(item, "bioguideId")
    return {
        "sponsor": found["name"] if found else _text(item, "fullName") or None,
        "sponsor_party": found["party"] if found else _text(item, "party") or None,
        "sponsor_state": found["state"] if found else _text(item, "state") or None,
        "sponsor_bioguide": bioguide if _BIOGUIDE.fullmatch(bioguide) else None,
    }


def _official_title(bill: etree._Element) -> str | None:
    """Return the last official title: as enacted or agreed to, else as introduced."""
    titles = [
        (_text(item, "titleType"), _text(item, "title")) for item in bill.iterfind("titles/item")
    ]
    official = [(kind, title) for kind, title in titles if kind.startswith("Official Title")]
    for word in ("Enacted", "Agreed to", "Amended by", ""):
        for kind, title in official:
            if word in kind:
                return title
    return None


def _short_titles(bill: etree._Element) -> list[str]:
    """Return the bill's short titles: the whole bill's first, then those of its parts."""
    titles: dict[str, bool] = {}
    for item in bill.iterfind("titles/item"):
        kind, title = _text(item, "titleType"), _text(item, "title")
        if title and kind.startswith(("Short Title", "Other Short Title", "Popular Title")):
            titles[title] = titles.get(title, True) and "portions" in kind
    whole = [title for title, is_part in titles.items() if not is_part]
    parts = [title for title, is_part in titles.items() if is_part]
    return [title for title in (*whole, *parts) if title != _text(bill, "title")][:MOST_TITLES]


def _actions(bill: etree._Element, common: Row, meta: Row) -> tuple[list[Row], list[str]]:
    """Return the actions from the presentment on, and where the systems disagree on a day.

    One action comes once for each system that reports it (S.J.Res. 8 of the 114th was vetoed twice
    in its document): of each kind the Library of Congress's row stands.
    """
    found: list[tuple[bool, Row]] = []
    for item in bill.iterfind("actions/item"):
        text = _text(item, "text")
        kind = action_kind(text, _text(item, "actionCode"))
        if kind is None:
            continue
        row: Row = {
            **common,
            "date": _needed_day(_text(item, "actionDate")),
            "kind": kind,
            "law": law_of(text) if kind == "became-law" else None,
            "text": text,
            **meta,
        }
        found.append((_text(item, "sourceSystem/code") != LIBRARY, row))
    ordered = [row for _, row in sorted(found, key=lambda pair: (pair[0], pair[1]["date"]))]
    kept = distinct(ordered)
    told = []
    for row in kept:
        days = {other["date"] for other in ordered if other["kind"] == row["kind"]}
        others = sorted(day.isoformat() for day in days - {one["date"] for one in kept})
        if others and len([one for one in kept if one["kind"] == row["kind"]]) == 1:
            told.append(
                f"{row['bill_id']}: {row['text'].rstrip('.')} on {row['date']}; another system "
                f"has {', '.join(others)}."
            )
    return kept, told


def _votes(bill: etree._Element, common: Row, meta: Row) -> list[Row]:
    """Return the roll calls that the document names, each once; on a resolution's vote as well."""
    votes: dict[str, Row] = {}
    for vote in bill.iter("recordedVote"):
        chamber = _CHAMBERS.get(_text(vote, "chamber"))
        numbers = [_text(vote, name) for name in ("rollNumber", "congress", "sessionNumber")]
        if chamber is None or not all(_is_small(number, 9_999) for number in numbers):
            raise DocumentError(f"The document names a roll call that cannot be: {numbers}.")
        number, congress, session = map(int, numbers)
        if session not in (1, 2) or congress != common["congress"]:
            raise DocumentError(f"The document names a roll call of session {session}, {congress}.")
        vote_id = spell_vote_id(chamber, number, congress, session)
        item = vote.getparent()
        action = _text(item.getparent(), "text") if item is not None else ""
        votes.setdefault(
            vote_id,
            {
                **common,
                "vote_id": vote_id,
                "chamber": chamber,
                "day": _eastern(_text(vote, "date")),
                "action": action or _text(vote, "fullActionName") or None,
                **meta,
            },
        )
    return sorted(votes.values(), key=lambda row: (row["day"], row["vote_id"]))


def _eastern(text: str) -> date:
    moment = _moment(text)
    if moment is None:
        raise DocumentError(
            f"The day of a roll call in the document, “{text[:30]}”, is not a date."
        )
    return moment.astimezone(EASTERN).date()


def _modified(bill: etree._Element) -> datetime | None:
    return _moment(_text(bill, "updateDate"))


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _day(text: str) -> date | None:
    return _needed_day(text) if text else None


def _needed_day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
        if not 1789 <= day.year < 2200:
            raise ValueError(text)
    except ValueError as error:
        raise DocumentError(f"The day in the document, “{text[:30]}”, is not a date.") from error
    return day


def _first(element: etree._Element, *paths: str) -> str:
    return next((text for path in paths if (text := _text(element, path))), "")


def _text(element: etree._Element | None, path: str) -> str:
    """Return the text at a path, its white space made single; nothing where there is none."""
    if element is None:
        return ""
    return " ".join((element.findtext(path) or "").split())
