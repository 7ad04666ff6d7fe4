"""The project's YAML: one file a president, a list of records, read with nothing trusted.

PyYAML's safe loader makes plain values only. Aliases, which can unfold to more than a machine
holds, and deep nesting are refused before anything is loaded: no file of the project has either.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from votekit.fetchers.errors import DocumentError
from votekit.fetchers.sap.parse import PRESIDENTS
from votekit.fetchers.validate import clean

MOST_RECORDS = 20_000
DEEPEST = 12
LONGEST_TITLE = 2_000
_ADDRESS = re.compile(r"https?://[!-~]{1,1900}", re.ASCII | re.IGNORECASE)
_FILE = re.compile(r"[\w .,()&'+\-]{1,200}(/[\w .,()&'+\-]{1,200}){0,3}")


@dataclass(frozen=True)
class StatementRecord:
    """One record: what the project says of a statement, and the PDF beside it, if there is one."""

    name: str
    president: str
    content: Mapping[str, Any]
    file: str | None

    @property
    def address(self) -> str:
        """The statement's address."""
        return str(self.content.get("fetched_from_url") or self.content["url"])

    @property
    def day(self) -> date:
        """Its day."""
        return date.fromisoformat(str(self.content["date_issued"]))

    @property
    def congress(self) -> int:
        """Its Congress."""
        return int(self.content["congress"])


def records(data: bytes, name: str) -> Iterator[StatementRecord | tuple[str, str]]:
    """Give the records of one file; of a bad one its name, and why it is left out.

    ``name`` is the file's name without its ending, as ``47-Trump``.

    Raises
    ------
    DocumentError
        When the file is no YAML, or no list of records.
    """
    if name not in PRESIDENTS and not re.fullmatch(r"\d\d-[A-Z][a-zA-Z]+", name):
        raise DocumentError(f"“{name[:40]}” names no president, as 47-Trump does.")
    loaded = _loaded(data)
    if not isinstance(loaded, list) or len(loaded) > MOST_RECORDS:
        raise DocumentError("It is no list of statements.")
    for number, content in enumerate(loaded, 1):
        place = f"{name}, record {number}"
        try:
            yield _record(content, name, place)
        except (DocumentError, ValueError, TypeError, KeyError) as error:
            why = (
                str(error)
                if isinstance(error, DocumentError)
                else "It is no record of a statement."
            )
            yield place, why


def _loaded(data: bytes) -> Any:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        depth = 0
        for event in yaml.parse(data, loader):
            if isinstance(event, yaml.AliasEvent):
                raise DocumentError("It has aliases, which no file of the project has.")
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise DocumentError("It is nested too deeply.")
        return yaml.load(data, loader)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1})" if mark else ""
        raise DocumentError(f"It is no YAML{where}.") from error


def _record(content: Any, president: str, place: str) -> StatementRecord:
    if not isinstance(content, dict):
        raise DocumentError("It is no record of a statement.")
    address = content.get("fetched_from_url") or content.get("url")
    if not isinstance(address, str) or not _ADDRESS.fullmatch(address):
        raise DocumentError("It has no address of a web page.")
    title = content.get("document_title")
    if not isinstance(title, str) or not title.strip() or len(title) > LONGEST_TITLE:
        raise DocumentError("It has no title.")
    bills = content.get("bills") or []
    if not isinstance(bills, list) or len(bills) > 100:
        raise DocumentError("Its bills are no list.")
    congress = content.get("congress")
    if not isinstance(congress, int) or not 90 <= congress <= 200:
        raise DocumentError(f"Its Congress is “{str(congress)[:20]}”.")
    day = date.fromisoformat(str(content.get("date_issued")))
    if not 1980 <= day.year < 2200:
        raise DocumentError(f"Its day is {day}.")
    return StatementRecord(
        place, president, {**content, "document_title": clean(title)}, _file(content.get("file"))
    )


def _file(given: Any) -> str | None:
    """Return the name of the PDF below ``archive/``, if it is one that stays there."""
    if not given:
        return None
    if not isinstance(given, str) or not _FILE.fullmatch(given) or ".." in given:
        raise DocumentError("Its file has a name that leads elsewhere.")
    return given.removeprefix("archive/")
