"""Finding in the record the member whom a text names: forgiving of form, never a guess."""

import difflib
from dataclasses import dataclass
from typing import Any

from votekit.congresses import ordinal, year_of_session
from votekit.errors import RequestError
from votekit.member_names import matching_rows, name_words, readings
from votekit.store import Record, Wanted
from votekit.words.names import member_tag

Row = dict[str, Any]

COLUMNS = (
    "congress chamber member_id bioguide lis icpsr govtrack name first_name last_name "
    "printed_name state district party caucus dim1"
).split()
"""The columns of ``members`` that a member found comes with."""

SHOWN = 6
"""So many are named where several match, or are near."""

CLOSE = 0.75
"""How like a name must be to be suggested (difflib's ratio)."""


@dataclass(frozen=True)
class FoundMember:
    """One person: Bioguide id (or the chamber's, where there is none), name, rows of ``members``.

    The rows are cut to the Congress and chamber asked for, the oldest first.
    """

    bioguide: str
    name: str
    rows: list[Row]

    @property
    def label(self) -> str:
        """The member as the field writes it, with the latest party: ``Rand Paul (R-KY)``."""
        return _label(self.rows[-1])


def find_member(
    record: Record,
    text: str,
    *,
    congress: int | None = None,
    chamber: str | None = None,
    beside: str = "",
) -> FoundMember:
    """Find the one member whom a text names.

    Understood are Bioguide ids (``P000603``), Senate LIS ids (``S348``), ICPSR and GovTrack
    numbers, and names in any case, with or without accents, titles and ``(R-KY)``: a whole name,
    a last name, or any of its words. A title, a tag, or a state (``King of Maine``) narrows the
    search. Where nobody is found, those who sat with the member ``beside`` are suggested first.

    Raises
    ------
    RequestError
        When nobody, or more than one person, is so named; the sentence lists whom to choose from.

    >>> find_member(Record.open(), "Sen. Paul").label
    'Rand Paul (R-KY)'
    >>> find_member(Record.open(), "ocasio").bioguide
    'O000172'
    """
    shown = " ".join(text.split())[:60]
    if not shown:
        raise RequestError("No member is named: write a name or an id, as Rand Paul or P000603.")
    rows = record.members(Wanted(congress, chamber), COLUMNS).to_pylist()
    rows = [
        row
        for row in rows
        if congress in (None, row["congress"]) and chamber in (None, row["chamber"])
    ]
    found = _people(matching_rows(rows, text))
    if len(found) == 1:
        (mine,) = found.values()
        everything = _people(rows)[next(iter(found))]
        return FoundMember(next(iter(found)), mine[-1]["name"], everything)
    # Who sat when: the suggestions nearest to what is asked for come first.
    terms = {(row["congress"], row["chamber"]) for row in matching_rows(rows, beside)}
    if found:
        raise _several(record, shown, _nearest_terms(list(found.values()), terms))
    raise _nobody(record, shown, rows, congress, chamber, terms)


def _people(rows: list[Row]) -> dict[str, list[Row]]:
    people: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: (row["congress"], row["chamber"])):
        people.setdefault(row["bioguide"] or row["member_id"], []).append(row)
    return people


def _label(row: Row) -> str:
    return member_tag(row["name"], row["party"], row["state"])


def _choice(record: Record, people: list[list[Row]]) -> str:
    """Name whom to choose from: party, state, years of the Congresses in the record, id."""
    everywhere = _people(
        record.members(columns=["congress", "chamber", "bioguide", "member_id"]).to_pylist()
    )
    told = []
    for rows in people[:SHOWN]:
        last = rows[-1]
        code = last["bioguide"] or last["member_id"]
        terms = [row["congress"] for row in everywhere[code]]
        years = f"{year_of_session(terms[0], 1)}–{year_of_session(terms[-1], 2)}"
        told.append(f"{last['name']} ({last['party']}-{last['state']}, {years}, {code})")
    more = f" and {len(people) - SHOWN} more" if len(people) > SHOWN else ""
    return ", ".join(told) + more


def _nearest_terms(people: list[list[Row]], terms: set[tuple[int, str]]) -> list[list[Row]]:
    """Put those first who sat longest together with another member, then the latest."""

    def together(rows: list[Row]) -> int:
        congresses = {congress for congress, _ in terms}
        return sum(
            (row["congress"] in congresses) + ((row["congress"], row["chamber"]) in terms)
            for row in rows
        )

    return sorted(
        people, key=lambda rows: (-together(rows), -rows[-1]["congress"], _label(rows[-1]))
    )


def _several(record: Record, shown: str, people: list[list[Row]]) -> RequestError:
    return RequestError(
        f"“{shown}” names {len(people)} members: give more of the name, or the id of one of "
        f"{_choice(record, people)}."
    )


def _nobody(
    record: Record,
    shown: str,
    rows: list[Row],
    congress: int | None,
    chamber: str | None,
    terms: set[tuple[int, str]],
) -> RequestError:
    where = _place(congress, chamber)
    if congress is not None or chamber is not None:
        elsewhere = _people(matching_rows(record.members(columns=COLUMNS).to_pylist(), shown))
        if elsewhere:
            return RequestError(
                f"No “{shown}” sat in {where}: {_served(list(elsewhere.values()))}."
            )
    nearest = _nearest(rows, shown, terms)
    told = (
        f"nearest are {_choice(record, nearest)}"
        if nearest
        else "write a name or an id, as P000603"
    )
    return RequestError(f"No member of {where} is called “{shown}”: {told}.")


def _place(congress: int | None, chamber: str | None) -> str:
    if congress is None:
        return f"the {chamber.capitalize()}" if chamber else "the record"
    of_chamber = f"the {chamber.capitalize()} of " if chamber else ""
    return f"{of_chamber}the {ordinal(congress)} Congress"


def _served(people: list[list[Row]]) -> str:
    """Say when those found elsewhere served."""
    told = []
    for rows in people[-SHOWN:]:
        chambers = dict.fromkeys(row["chamber"] for row in rows)
        spans = []
        for chamber in chambers:
            terms = [row["congress"] for row in rows if row["chamber"] == chamber]
            span = ordinal(terms[0]) + (f" to {ordinal(terms[-1])}" if len(terms) > 1 else "")
            spans.append(f"{chamber.capitalize()} of the {span}")
        told.append(f"{_label(rows[-1])} was in the {' and the '.join(spans)}")
    return "; ".join(told)


def _nearest(rows: list[Row], shown: str, terms: set[tuple[int, str]]) -> list[list[Row]]:
    """Return those whose last or whole name is a slip of the pen away, the closest first."""
    words = next(iter(readings(shown))).words
    names: dict[str, set[str]] = {}
    for row in rows:
        code = row["bioguide"] or row["member_id"]
        for name in (row["name"], row["last_name"]):
            names.setdefault(" ".join(name_words(name)), set()).add(code)
    close: dict[str, float] = {}
    for written in {" ".join(words), " ".join(words[-1:])}:
        for name in difflib.get_close_matches(written, list(names), n=SHOWN, cutoff=CLOSE):
            alike = difflib.SequenceMatcher(None, name, written).ratio()
            for one in names[name]:
                close[one] = max(close.get(one, 0), alike)
    people = _people(rows)
    ordered = _nearest_terms([people[one] for one in close], terms)
    return sorted(ordered, key=lambda rows: -close[rows[-1]["bioguide"] or rows[-1]["member_id"]])[
        :SHOWN
    ]
