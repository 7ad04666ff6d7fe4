"""Values in Congress.gov's JSON: objects, texts, numbers and times, or what is wrong with them."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NoReturn, TypeGuard

from votekit.fetchers.errors import DocumentError, NotPosted

MAX_BYTES = 8_000_000
"""Seventy times the size of the members of a House roll call."""

_KEY_ERRORS = {
    "API_KEY_MISSING": "wants a key and got none",
    "API_KEY_INVALID": "does not know the key",
    "API_KEY_DISABLED": "has disabled the key",
    "API_KEY_UNAUTHORIZED": "does not allow this to the key",
    "API_KEY_UNVERIFIED": "has not verified the key",
}
_RESOURCE = re.compile(r"Unknown resource: ([\w./-]{1,80})", re.ASCII)


def document_of(data: bytes) -> dict[str, Any]:
    """Read a JSON document; what the API answers instead of one becomes an error.

    Nothing of the answer is repeated but the name of an unknown resource, so that no message can
    hold a key that the server quotes.
    """
    if len(data) > MAX_BYTES:
        raise DocumentError(f"Congress.gov's document has {len(data):,} bytes, more than any has.")
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        kind = "an HTML page" if b"<html" in data[:4096].lower() else "no JSON"
        raise DocumentError(f"Congress.gov sent {kind} instead of a document.") from error
    if not isinstance(document, dict):
        raise DocumentError("Congress.gov's document is no JSON object.")
    if "error" in document:
        _refuse(document["error"])
    return document


def _refuse(error: Any) -> NoReturn:
    code = str(error.get("code") if isinstance(error, Mapping) else "")
    if code == "OVER_RATE_LIMIT":
        raise DocumentError(
            f"Congress.gov has had too many requests with the key in CONGRESS_API_KEY ({code}); it "
            "allows 5,000 an hour: try again in an hour."
        )
    if code in _KEY_ERRORS:
        raise DocumentError(
            f"Congress.gov {_KEY_ERRORS[code]} ({code}): set CONGRESS_API_KEY to a key from "
            "https://api.congress.gov/sign-up."
        )
    resource = _RESOURCE.match(str(error))
    if resource:
        raise NotPosted(f"Congress.gov has nothing under {resource[1]}.")
    raise DocumentError("Congress.gov answered with an error instead of a document.")


def root_of(data: bytes, name: str) -> Any:
    """Return what stands under the document's one telling name."""
    document = document_of(data)
    if name not in document:
        raise DocumentError(f"Congress.gov's document has no {name}: it is another kind.")
    return document[name]


def place_of(stated: Any) -> tuple[int, int, int]:
    """Return Congress, session and number, as stated."""
    names = ("congress", "sessionNumber", "rollCallNumber")
    found = [stated.get(name) for name in names] if isinstance(stated, dict) else []
    numbers = [value for value in found if is_number(value)]
    if len(numbers) == 3:
        congress, session, number = numbers
        if 101 <= congress <= 200 and session in (1, 2) and 1 <= number <= 99_999:
            return congress, session, number
    raise DocumentError("Congress.gov's document does not state its Congress, session and number.")


def items_of(value: Any, name: str) -> list[dict[str, Any]]:
    """Return a list of objects; the API's own documentation wraps it in ``item``."""
    found = value.get("item") if isinstance(value, dict) else value
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise DocumentError(f"Congress.gov's {name} is no list of objects.")
    return found


def is_number(value: Any) -> TypeGuard[int]:
    """Tell whether a value is a whole number, which ``true`` is not."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**9


def text_of(stated: Mapping[str, Any], name: str) -> str:
    """Return a text that must be there."""
    found = stated.get(name)
    if not isinstance(found, str) or not found.strip():
        raise DocumentError(f"Congress.gov's document has no {name}.")
    if re.search("[\ud800-\udfff]", found):
        raise DocumentError(f"Congress.gov's {name} is no text: half a character is in it.")
    return found


def time_of(stated: Mapping[str, Any], name: str) -> datetime:
    """Return a time with its offset, as ``2025-09-08T18:56:00-04:00``."""
    found = text_of(stated, name)
    try:
        time = datetime.fromisoformat(found)
        if time.utcoffset() is None or not 1989 <= time.year < 2200:
            raise ValueError(found)
    except ValueError as error:
        raise DocumentError(f"Congress.gov's {name} “{found[:40]}” is no time.") from error
    return time
