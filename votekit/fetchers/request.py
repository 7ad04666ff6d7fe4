"""What a fetch is asked for, and what it gives back."""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from votekit.congresses import CHAMBERS, FIRST_CONGRESS, ordinal, parse_chamber
from votekit.errors import RequestError
from votekit.fetchers.congress_gov import FIRST_CONGRESS as FIRST_AT_CONGRESS_GOV
from votekit.fetchers.document_summary import DocumentSummary
from votekit.fetchers.summary import ChamberSummary

OFFICIAL = {"house": ("house",), "senate": ("senate",), "congress": ("house",)}
"""The official sources, and the chambers that each has."""
DATA_SETS = ("unitedstates", "voteview")
OF_BILLS = ("govinfo", "sap")
"""Sources of what is told of bills: their official documents, the White House's statements."""
SOURCES = ("auto", *OFFICIAL, *DATA_SETS, *OF_BILLS)
MOST_JOBS = 16


@dataclass(frozen=True)
class Request:
    """What is to be fetched, from where, and how gently.

    Without ``congress``, ``votes`` or ``bills``: both chambers of the current Congress, or all
    Congresses from ``since`` on. ``all_bills`` asks GovInfo for every bill of a Congress that has
    a roll call in the record. ``place`` is where a data set or documents lie. ``delay`` (seconds)
    parts the starts of requests to one host; ``timeout`` (seconds) bounds connecting and each wait
    for more of an answer; ``retries`` is how often a passing fault is tried again.
    """

    congress: int | None = None
    chamber: str | None = None
    session: int | None = None
    since: date | None = None
    votes: tuple[str, ...] = ()
    bills: tuple[str, ...] = ()
    all_bills: bool = False
    source: str = "auto"
    place: str | None = None
    refresh: bool = False
    dry_run: bool = False
    reparse: bool = False
    jobs: int = 4
    delay: float = 0.1
    contact: str | None = None
    key: str | None = field(default=None, repr=False)
    timeout: float = 30.0
    retries: int = 3

    def __post_init__(self) -> None:
        if self.chamber is not None:
            object.__setattr__(self, "chamber", parse_chamber(self.chamber))
        _check_source(self)
        _check_numbers(self)
        named = bool(self.votes or self.bills)
        _check_bills(self)
        if named and (self.congress or self.chamber or self.session or self.since):
            raise RequestError(
                "Give either roll calls and bills by name, or a Congress with its options."
            )
        if self.reparse and (named or self.since or self.refresh or self.dry_run):
            raise RequestError(
                "--reparse reads the kept documents of a Congress, chamber or session, or all: "
                "leave out the other options."
            )

    @property
    def chambers(self) -> tuple[str, ...]:
        """The chambers that are wanted and that the source has."""
        had = OFFICIAL.get(self.source, CHAMBERS)
        return tuple(one for one in CHAMBERS if one in had and self.chamber in (None, one))


def _check_source(request: Request) -> None:
    if request.source not in SOURCES:
        raise RequestError(
            f"No source is called “{request.source[:40]}”: use {', '.join(SOURCES)}."
        )
    if not request.chambers:
        raise RequestError(
            f"The source {request.source} has nothing of the {str(request.chamber).capitalize()}: "
            "use --source auto."
        )
    if request.place and request.source not in (*DATA_SETS, *OF_BILLS):
        raise RequestError("--from goes with --source unitedstates, voteview, govinfo or sap.")
    if request.key and not re.fullmatch("[!-~]+", request.key):
        raise RequestError(
            "The key for Congress.gov has a letter that no key has, as a space: copy it again."
        )
    if request.source == "congress" and not request.key:
        raise RequestError(
            "Congress.gov wants a key: set CONGRESS_API_KEY, or give --api-key, to a key from "
            "https://api.congress.gov/sign-up."
        )
    early = request.congress is not None and request.congress < FIRST_AT_CONGRESS_GOV
    if request.source == "congress" and early:
        raise RequestError(
            f"Congress.gov has roll calls from the {ordinal(FIRST_AT_CONGRESS_GOV)} Congress on: "
            "use --source house."
        )


def _check_bills(request: Request) -> None:
    of_bills = request.all_bills or request.source in OF_BILLS
    if request.all_bills and (request.votes or request.bills):
        raise RequestError("Give either --bills, or roll calls and bills by name.")
    if of_bills and (request.votes or request.chamber or request.session):
        raise RequestError(
            "Bills are of a Congress, not of a chamber or session: leave out --vote, --chamber and "
            "--session."
        )
    if request.since and of_bills and request.source != "sap":
        raise RequestError("Bills are of a Congress: leave out --since.")
    if request.all_bills and request.source not in ("auto", "govinfo"):
        raise RequestError(f"--bills asks GovInfo, not {request.source}: leave out --source.")
    if request.source == "sap" and request.bills:
        raise RequestError("Statements are read whole: leave out --bill, or name a Congress.")
    if request.source == "sap" and not request.place and not request.reparse:
        raise RequestError(
            "The statements are not served by a site of their own: say with --from where the "
            "unitedstates project’s files are, a directory, an archive or an address."
        )


def _check_numbers(request: Request) -> None:
    if request.congress is not None and not FIRST_CONGRESS <= request.congress <= 200:
        raise RequestError(
            f"Congress {request.congress} is not one of those with roll calls as documents, which "
            f"begin with the {ordinal(FIRST_CONGRESS)}: write a number like 119."
        )
    if request.session not in (None, 1, 2):
        raise RequestError(f"--session is 1 or 2, not {request.session}.")
    if not 1 <= request.jobs <= MOST_JOBS:
        raise RequestError(f"--jobs is 1 to {MOST_JOBS}, not {request.jobs}.")
    if not 0 <= request.delay <= 3600:
        raise RequestError(f"--delay is 0 to 3600 seconds, not {request.delay:g}.")
    if not 0 < request.timeout <= 3600:
        raise RequestError(f"--timeout is more than 0 and at most 3600, not {request.timeout:g}.")
    if not 0 <= request.retries <= 10:
        raise RequestError(f"--retries is 0 to 10, not {request.retries}.")
    if request.contact and not (request.contact.isascii() and request.contact.isprintable()):
        raise RequestError("--contact is an address of plain letters, as someone@example.org.")


@dataclass
class Fetched:
    """What a fetch did; ``is_complete`` tells whether everything wanted was fetched."""

    store: Path
    chambers: list[ChamberSummary] = field(default_factory=list)
    bills: list[dict[str, Any]] = field(default_factory=list)
    documents: list[DocumentSummary] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    dry_run: bool = False
    interrupted: bool = False

    @property
    def is_complete(self) -> bool:
        """Tell whether nothing failed."""
        failed = self.failed or any(bill.get("failed") for bill in self.bills)
        chambers = all(summary.is_complete for summary in self.chambers)
        return not failed and chambers and all(one.is_complete for one in self.documents)

    @property
    def rollcalls(self) -> int:
        """Say how many roll calls are in the store now that were not, or not so."""
        return sum(
            len(summary.new) + len(summary.corrected) + len(summary.vacated)
            for summary in self.chambers
        )

    def as_object(self) -> dict[str, Any]:
        """Give all of it for JSON."""
        return {
            "store": str(self.store),
            "chambers": [summary.as_object() for summary in self.chambers],
            "bills": self.bills,
            "documents": [summary.as_object() for summary in self.documents],
            "failed": [{"name": name, "why": why} for name, why in self.failed.items()],
            "said": self.said,
            "dry_run": self.dry_run,
            "interrupted": self.interrupted,
        }
