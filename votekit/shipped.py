"""The project's own small tables that ship beside the record, each with its reasons."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from votekit.errors import StoreError
from votekit.store.location import shipped_directory


@dataclass(frozen=True)
class Caucus:
    """With whom an independent caucused, from day to day (ISO dates); ``None``: with nobody."""

    bioguide: str
    since: str
    until: str | None
    caucus: str | None


@dataclass(frozen=True)
class FloorLeader:
    """A term as Speaker, majority leader or minority leader (ISO dates; the last does not count).

    ``member_id`` is the chamber's own id, as in ``positions``.
    """

    bioguide: str
    member_id: str
    party: str
    chamber: str
    office: str
    since: str
    until: str | None

    @property
    def of_majority(self) -> bool:
        """Whether the majority's motions are this leader's own."""
        return self.office != "minority leader"


@dataclass(frozen=True)
class Leaders:
    """Who led, and on which roll calls it is known that a leader's nay was tactical, or was not.

    ``rulings`` is by roll call and Bioguide id: votes that the general rule reads wrong.
    """

    terms: Sequence[FloorLeader] = ()
    rulings: Mapping[tuple[str, str], bool] = field(default_factory=dict)

    def on(self, chamber: str, day: str) -> list[FloorLeader]:
        """Return the floor leaders of a chamber on a day."""
        return [
            one
            for one in self.terms
            if one.chamber == chamber and one.since <= day and (not one.until or day < one.until)
        ]


@dataclass(frozen=True)
class President:
    """A president's term or terms in a row (ISO dates; the first day counts, the last does not)."""

    name: str
    party: str
    since: str
    until: str | None


@dataclass(frozen=True)
class VicePresident:
    """A Vice President's term (ISO dates, as a president's); ``also`` are other spellings."""

    name: str
    also: tuple[str, ...]
    party: str
    since: str
    until: str | None


@dataclass(frozen=True)
class PopularName:
    """A name by which a bill is known; ``note`` tells it from others of that name."""

    name: str
    bill_id: str
    note: str


@dataclass(frozen=True)
class ShippedFate:
    """What became of a bill: ``became-law`` or ``vetoed``, the day where known, the page."""

    kind: str
    day: str
    law: str | None
    url: str


@dataclass(frozen=True)
class AmendmentPurpose:
    """What an amendment would do, and where that is told."""

    purpose: str
    source_url: str


@dataclass(frozen=True)
class LinkedVote:
    """A roll call that decides a bill, though neither its number nor its question tells.

    ``does`` is what the resolution did, after its name; empty for a roll call on the bill itself.
    """

    vote_id: str
    bill_id: str
    stage: str
    amends: bool
    does: str
    reason: str
    url: str


def _rows(name: str) -> list[dict[str, Any]]:
    path = shipped_directory() / name
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))
    except OSError as error:
        raise StoreError(
            f"{path}, which ships with votekit, cannot be read ({error.strerror}): install "
            "votekit again."
        ) from error


@cache
def outcome_exceptions() -> dict[str, str]:
    """Return, for each roll call whose recorded outcome does not follow from its rule, the reason.

    >>> sorted(outcome_exceptions())[0]
    'h187-102.1992'
    """
    return {row["vote_id"]: row["reason"] for row in _rows("outcome_exceptions.csv")}


@cache
def linked_votes() -> dict[str, tuple[LinkedVote, ...]]:
    """Return the roll calls that decide a bill under another number, by their ids.

    >>> [(one.bill_id, one.stage) for one in linked_votes()["h4-109.2006"]]
    [('s1932-109', 'concurrence')]
    """
    found: dict[str, tuple[LinkedVote, ...]] = {}
    for row in _rows("linked_votes.csv"):
        one = LinkedVote(**{**row, "amends": row["amends"] == "yes"})
        found[one.vote_id] = (*found.get(one.vote_id, ()), one)
    return found


def undecided() -> list[dict[str, str]]:
    """Return why a chamber has no deciding roll call on a bill, as ``scripts/undecided.py`` found.

    Keys: ``bill_id``, ``chamber``, ``kind``, ``shown`` (the last roll call that is shown instead),
    ``later`` (those that name the bill after it), ``reason``.
    """
    return _rows("undecided.csv")


@cache
def vacated_numbers() -> dict[tuple[str, int, int, int], str]:
    """Return the numbers that a chamber vacated, by chamber, Congress, session and number."""
    return {
        (row["chamber"], int(row["congress"]), int(row["session"]), int(row["number"])): row["note"]
        for row in _rows("vacated.csv")
    }


@cache
def caucuses() -> tuple[Caucus, ...]:
    """Return the table of independents and their caucuses."""
    return tuple(
        Caucus(row["bioguide"], row["since"], row["until"] or None, row["caucus"] or None)
        for row in _rows("caucuses.csv")
    )


def caucus_on(day: str) -> dict[str, str]:
    """Return, for each independent who caucused with a party on a day, that party.

    >>> caucus_on("2017-07-27")["S000033"]
    'D'
    """
    return {
        entry.bioguide: entry.caucus
        for entry in caucuses()
        if entry.caucus and entry.since <= day <= (entry.until or day)
    }


@cache
def floor_leaders() -> Leaders:
    """Return the floor leaders of both chambers, and what is known of single votes of theirs.

    >>> [one.bioguide for one in floor_leaders().on("senate", "2024-08-01")]
    ['S000148', 'M000355']
    """
    terms = tuple(
        FloorLeader(
            bioguide=row["bioguide"],
            member_id=row["member_id"],
            party=row["party"],
            chamber=row["chamber"],
            office=row["office"],
            since=row["since"],
            until=row["until"] or None,
        )
        for row in _rows("floor_leaders.csv")
    )
    rulings = {
        (row["vote_id"], row["bioguide"]): row["tactical"] == "yes"
        for row in _rows("leader_votes.csv")
    }
    return Leaders(terms, rulings)


@cache
def presidents() -> tuple[President, ...]:
    """Return the presidents since 1989, in order."""
    return tuple(
        President(row["name"], row["party"], row["since"], row["until"] or None)
        for row in _rows("presidents.csv")
    )


def president_on(day: str) -> President | None:
    """Return the president of a day; ``None`` before Jan. 20, 1989.

    >>> president_on("2021-01-01").name, president_on("2021-01-20").name
    ('Donald J. Trump', 'Joseph R. Biden Jr.')
    """
    found = [one for one in presidents() if one.since <= day and (not one.until or day < one.until)]
    return found[0] if found else None


@cache
def vice_presidents() -> tuple[VicePresident, ...]:
    """Return the Vice Presidents since 1989, in order."""
    return tuple(
        VicePresident(
            row["name"],
            tuple(name.strip() for name in row["also"].split(";")),
            row["party"],
            row["since"],
            row["until"] or None,
        )
        for row in _rows("vice_presidents.csv")
    )


def vice_president_on(day: str) -> VicePresident | None:
    """Return the Vice President of a day; ``None`` before Jan. 20, 1989.

    >>> vice_president_on("2018-10-06").name, vice_president_on("2021-01-20").name
    ('Mike Pence', 'Kamala Harris')
    """
    found = [
        one for one in vice_presidents() if one.since <= day and (not one.until or day < one.until)
    ]
    return found[0] if found else None


def vice_president_named(day: date) -> str | None:
    """Return the name of the Vice President of a day."""
    found = vice_president_on(day.isoformat())
    return found.name if found else None


@cache
def amendment_purposes() -> Mapping[str, AmendmentPurpose]:
    """Return what amendments of the House would do, by roll call, where the record cannot say.

    The Clerk's documents name an amendment's sponsor and number, never its purpose.
    """
    return {
        row["vote_id"]: AmendmentPurpose(row["purpose"], row["source_url"])
        for row in _rows("amendment_purposes.csv")
    }


@cache
def search_synonyms() -> Mapping[str, str]:
    """Return words that people look for, and what the record says instead."""
    return {row["word"]: row["also"] for row in _rows("search_synonyms.csv")}


@cache
def shipped_fates() -> Mapping[str, ShippedFate]:
    """Return what became of bills that were threatened or vetoed since 2009, by bill."""
    return {
        row["bill_id"]: ShippedFate(row["kind"], row["day"], row["law"] or None, row["url"])
        for row in _rows("fates.csv")
    }


@cache
def nicknames() -> Mapping[str, str]:
    """Return nicknames of members that no source has, with the Bioguide id of whom they mean."""
    return {row["nickname"].lower(): row["bioguide"] for row in _rows("nicknames.csv")}


@cache
def short_names() -> Mapping[str, frozenset[str]]:
    """Return, for each given name, those that mean the same: Robert, Bob and Bobby."""
    alike: dict[str, set[str]] = {}
    for row in _rows("short_names.csv"):
        together = {row["name"].lower(), *row["short"].lower().split()}
        for name in together:
            alike.setdefault(name, set()).update(
                together if name == row["name"].lower() else {name, row["name"].lower()}
            )
    return {name: frozenset(names) for name, names in alike.items()}


@cache
def popular_names() -> tuple[PopularName, ...]:
    """Return the names by which bills are known."""
    return tuple(
        PopularName(row["name"], row["bill_id"], row["note"]) for row in _rows("popular_names.csv")
    )
