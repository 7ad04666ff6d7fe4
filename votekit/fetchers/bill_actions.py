"""Congress.gov's actions on a bill: when it was presented to the president, and what became of it.

Source: https://api.congress.gov, ``/v3/bill/115/hr/3364/actions`` (public domain; a key is needed).
Of a bill's many actions only those from the presentment on are kept (``action_kinds``).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from votekit.errors import RequestError
from votekit.fetchers.action_kinds import action_kind, distinct, law_of
from votekit.fetchers.congress_gov import NAME, URL
from votekit.fetchers.congress_gov_values import document_of, is_number, items_of, root_of
from votekit.fetchers.errors import DocumentError, NotPosted
from votekit.fetchers.http import AbsentError, Client, FetchError, RefusedError
from votekit.fetchers.parsed import Row
from votekit.fetchers.validate import LONGEST_TEXT, clean
from votekit.references import BillReference

PAGE = 250
"""The most actions that the API gives at once."""
MOST_ACTIONS = 5_000
"""Ten times those of the longest bills: what says it has more is no list of actions."""


@dataclass(frozen=True)
class ActionsPage:
    """One page of a bill's actions: the rows kept, how many it lists, and how many there are."""

    rows: list[Row]
    listed: int
    count: int


def address(reference: BillReference) -> str:
    """Return the address of a bill's actions, without a key.

    >>> address(BillReference("hr", 3364, 115))
    'https://api.congress.gov/v3/bill/115/hr/3364/actions'
    """
    return f"{URL}{_path(reference)}"


def parse(data: bytes, reference: BillReference, *, fetched: datetime) -> ActionsPage:
    """Turn one page of a bill's actions into rows of ``votekit.schema.ACTIONS``.

    Raises
    ------
    NotPosted
        When there is no such bill.
    DocumentError
        When the document is none, or an error's, or of another bill.
    """
    items = items_of(root_of(data, "actions"), "actions")
    document = document_of(data)
    _check_bill(document.get("request"), reference)
    rows = [row for item in items if (row := _row(item, reference, fetched))]
    return ActionsPage(distinct(rows), len(items), _count(document, len(items)))


def fetch_actions(
    client: Client, base: str, key: str | None, reference: BillReference
) -> list[Row]:
    """Get the actions on a bill from its presentment on; none while it has not been presented.

    ``base`` is the API's address (``https://api.congress.gov``); the key goes into a header, and
    into no message or row.

    Raises
    ------
    RequestError
        Without a key, or for a bill without its Congress.
    FetchError, DocumentError
        When the actions cannot be fetched, or are none.
    """
    if not key or not key.strip():
        raise RequestError(
            "Congress.gov wants a key: set CONGRESS_API_KEY, or give --api-key, to a key from "
            "https://api.congress.gov/sign-up."
        )
    if reference.congress is None:
        raise RequestError(f"{reference.spelled()} is in every Congress: write {reference.id}-115.")
    fetched = datetime.now(UTC)
    rows: list[Row] = []
    seen, count = 0, 1
    while seen < count:
        data = _get(client, base, key.strip(), reference, seen)
        page = parse(data, reference, fetched=fetched)
        rows += page.rows
        seen, count = seen + page.listed, page.count
        if not page.listed and seen < count:
            raise DocumentError(
                f"Congress.gov's list of actions on {reference.id} ends after {seen} of {count}: "
                "try again later."
            )
    return distinct(rows)


def _get(client: Client, base: str, key: str, reference: BillReference, offset: int) -> bytes:
    asked = {"format": "json", "limit": str(PAGE), "offset": str(offset)}
    url = base.rstrip("/") + _path(reference)
    try:
        body = client.get(url, parameters=asked, headers={"X-Api-Key": key}).body
    except RefusedError as error:
        raise FetchError(
            f"Congress.gov refuses {url} (403): set CONGRESS_API_KEY to a key from "
            "https://api.congress.gov/sign-up."
        ) from error
    except AbsentError as error:
        raise NotPosted(f"Congress.gov has no actions on {reference.id} (404).") from error
    if body is None:
        raise FetchError(f"{url} gave no document: try again later.")
    return body


def _path(reference: BillReference) -> str:
    return f"/v3/bill/{reference.congress}/{reference.type}/{reference.number}/actions"


def _row(item: Mapping[str, Any], reference: BillReference, fetched: datetime) -> Row | None:
    text = _optional_text(item, "text")
    kind = action_kind(text, _code(item))
    day = _day(item)
    if kind is None:
        return None
    return {
        "bill_id": reference.id,
        "congress": reference.congress,
        "date": day,
        "kind": kind,
        "law": law_of(text) if kind == "became-law" else None,
        "text": text,
        "source": NAME,
        "source_url": address(reference),
        "updated": fetched,
    }


def _code(item: Mapping[str, Any]) -> str:
    """Read the code of an action; some systems enter it as a number."""
    code = item.get("actionCode")
    return str(code) if is_number(code) else _optional_text(item, "actionCode")


def _optional_text(item: Mapping[str, Any], name: str) -> str:
    found = item.get(name, "")
    if found is not None and not isinstance(found, str):
        raise DocumentError(f"Congress.gov's {name} of an action is no text.")
    if re.search("[\ud800-\udfff]", found or ""):
        raise DocumentError(f"Congress.gov's {name} is no text: half a character is in it.")
    if len(found or "") > LONGEST_TEXT:
        raise DocumentError(f"Congress.gov's {name} of an action has {len(found or ''):,} letters.")
    return " ".join(clean(found or "").split())


def _day(item: Mapping[str, Any]) -> date:
    found = item.get("actionDate")
    try:
        if not isinstance(found, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", found, re.ASCII):
            raise ValueError(found)
        day = date.fromisoformat(found)
        if not 1789 <= day.year < 2200:
            raise ValueError(found)
    except ValueError as error:
        raise DocumentError(f"Congress.gov's actionDate “{str(found)[:40]}” is no day.") from error
    return day


def _check_bill(request: Any, reference: BillReference) -> None:
    """Refuse the actions of another bill; the API repeats what it was asked for."""
    if not isinstance(request, Mapping):
        return
    names = {
        "congress": str(reference.congress),
        "billType": reference.type,
        "billNumber": str(reference.number),
    }
    for name, wanted in names.items():
        if name in request and str(request[name]).lower() != wanted:
            raise DocumentError(
                f"Congress.gov's actions are those of another bill than {reference.id}: get them "
                "again."
            )


def _count(document: Mapping[str, Any], listed: int) -> int:
    pages = document.get("pagination")
    count = pages.get("count", listed) if isinstance(pages, Mapping) else listed
    if not is_number(count) or not listed <= count <= MOST_ACTIONS:
        raise DocumentError("Congress.gov's list of actions does not say how many there are.")
    return count
