"""Compare the record with its sources: ``verify_snapshot.py SOURCE_DIR [RECORD_DIR]``.

Every field of every vote document, every position in it, and all that the record adds (counts,
tallies, rules, outcomes, members) is compared, in both directions. The documents are read here as
they are, without the parser that built the record; the record is read through the store, as all its
readers do. A roll call is turned back into a document and compared whole, so that a field of the
sources that the record does not keep shows as a difference.

Prints one line a difference. Exit code 0: none; 1: some; 2: sources or record not found.
"""

import argparse
import csv
import gzip
import multiprocessing
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import IO, Any

import orjson
import pyarrow as pa
import pyarrow.compute as pc

from votekit.errors import StoreError
from votekit.rules import outcome, recorded_outcome, rule_of, stage_of
from votekit.schema import POSITIONS, POSITIONS_TABLE
from votekit.store import Layer, Record, Wanted, bundled_directory
from votekit.store.location import shipped_directory
from votekit.tallies import question_of

Row = dict[str, Any]
Key = tuple[Any, ...]

CHAMBERS = {"h": "house", "s": "senate"}
MEANINGS = {
    "Yea": "yea",
    "Aye": "yea",
    "Guilty": "yea",
    "Nay": "nay",
    "No": "nay",
    "Not Guilty": "nay",
    "Present": "present",
    "Present, Giving Live Pair": "present",
    "Not Voting": "not_voting",
}
"""Kept apart from the parser's table, so that a slip in that one is seen."""
WORD_PAIRS = {
    "Yea": "Yea/Nay",
    "Nay": "Yea/Nay",
    "Aye": "Aye/No",
    "No": "Aye/No",
    "Guilty": "Guilty/Not Guilty",
    "Not Guilty": "Guilty/Not Guilty",
}
_STATES = (
    "AK AL AR AZ CA CO CT DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ "
    "NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY"
)
STATES = frozenset(_STATES.split())
"""The fifty states: whoever comes from elsewhere is a delegate."""
MEMBER_FIELDS = {"id", "display_name", "party", "state", "first_name", "last_name"}
FIELDS = {
    **{name: name for name in ("vote_id", "congress", "number", "question", "type", "subject")},
    **{name: name for name in ("category", "requires", "result", "result_text", "source_url")},
    "bill_title": "bill.title",
    "amendment_type": "amendment.type",
    "amendment_number": "amendment.number",
    "amendment_author": "amendment.author",
    "amendment_purpose": "amendment.purpose",
    "nomination": "nomination.number",
    "nomination_title": "nomination.title",
    "treaty": "treaty.number",
    "treaty_congress": "treaty.congress",
}
"""The columns of ``rollcalls`` that have a field's value as it is, and the field."""
REWRITTEN = {"chamber", "session", "date", "modified", "updated", "bill_id", "treaty_title"}
"""The columns that have a field's value in another form; all columns beside are derived."""

LEGISLATORS = ("legislators-historical.csv.gz", "legislators-current.csv")
INDEX = "HSall_members_index.tsv.gz"


class CannotCompareError(Exception):
    """The sources or the record are not where they should be."""


class _Absence(Enum):
    """What stands for a field that is not there; an enum stays itself between processes."""

    NOTHING = "nothing"

    def __repr__(self) -> str:
        return self.value


NOTHING = _Absence.NOTHING


@dataclass(frozen=True)
class Difference:
    """One thing that the sources and the record have differently."""

    place: str
    what: str
    source: Any = NOTHING
    record: Any = NOTHING

    def __str__(self) -> str:
        if self.source is NOTHING and self.record is NOTHING:
            return f"{self.place}: {self.what}"
        sides = f"{self.source!r} in the sources, {self.record!r} in the record"
        return f"{self.place}: {self.what}: {sides}"


@dataclass
class Report:
    """What the comparison of one file, or of all, has found."""

    differences: list[Difference] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    rows: Counter[Key] = field(default_factory=Counter)
    """Rows of the record that were looked at, by table, Congress and chamber."""
    sightings: list[Row] = field(default_factory=list)
    """Each member of the file, as the documents have them."""

    def add(self, other: "Report") -> None:
        """Take up another report."""
        self.differences += other.differences
        self.counts += other.counts
        self.rows += other.rows
        self.sightings += other.sightings


@dataclass
class Source:
    """One file of vote documents, as lists to compare."""

    rollcalls: dict[Key, Row] = field(default_factory=dict)
    tallies: dict[Key, Row] = field(default_factory=dict)
    positions: dict[str, list[Any]] = field(
        default_factory=lambda: {name: [] for name in POSITIONS_TABLE.names}
    )
    days: dict[str, tuple[datetime, int]] = field(default_factory=dict)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    vice_president: int = 0
    differences: list[Difference] = field(default_factory=list)


# Reading the sources


def read_source(path: Path) -> Source:
    """Read a file of vote documents, one a line."""
    source = Source()
    with gzip.open(path, "rb") as stream:
        for line in stream:
            document = orjson.loads(line)
            if (document["vote_id"],) in source.rollcalls:
                source.differences.append(Difference(document["vote_id"], "twice in the sources"))
            else:
                take(document, source)
    return source


def take(document: Row, source: Source) -> None:
    """Add one document to what is to be compared."""
    votes: dict[str, list[Any]] = document.pop("votes")
    vote_id = document["vote_id"]
    place = {
        "vote_id": vote_id,
        "congress": document["congress"],
        "chamber": CHAMBERS[document["chamber"]],
        "session": 2 - int(document["session"]) % 2,
        "number": document["number"],
    }
    counts: Counter[str] = Counter()
    vice_president = None
    for word, listed in votes.items():
        people = [member for member in listed if member != "VP"]
        if len(people) < len(listed):
            vice_president = MEANINGS[word]
            source.vice_president += len(listed) - len(people)
        take_people(people, word, place, source)
        count_people(people, MEANINGS.get(word), counts)
        tally_people(people, MEANINGS.get(word), place, source)
    source.days[vote_id] = (datetime.fromisoformat(document["date"]), document["number"])
    words = {word for word, listed in votes.items() if listed}
    source.rollcalls[(vote_id,)] = {
        **flat(document),
        **derived(document, place, words, counts, vice_president),
    }


def take_people(people: list[Row], word: str, place: Row, source: Source) -> None:
    """Add the members listed under one word of a document."""
    columns, number = source.positions, len(people)
    for name, value in place.items():
        columns[name] += [value] * number
    columns["word"] += [word] * number
    columns["position"] += [MEANINGS.get(word)] * number
    for column, name in (
        ("member_id", "id"),
        ("party", "party"),
        ("state", "state"),
        ("name", "display_name"),
    ):
        columns[column] += [member[name] for member in people]
    if unknown := set().union(*people) - MEMBER_FIELDS:
        what = f"fields of members that the record does not keep: {', '.join(sorted(unknown))}"
        source.differences.append(Difference(place["vote_id"], what))
    if people and "last_name" in people[0]:
        source.names.update({m["id"]: (m["first_name"], m["last_name"]) for m in people})


def count_people(people: list[Row], position: str | None, counts: Counter[str]) -> None:
    """Count the members listed under one word."""
    counts["listed"] += len(people)
    if position is not None:
        counts[position] += len(people)
    if position in {"yea", "nay"}:
        counts[f"delegates_{position}"] += sum(m["state"] not in STATES for m in people)


def tally_people(people: list[Row], position: str | None, place: Row, source: Source) -> None:
    """Count the members listed under one word by party; candidates' voters make a row of zeros."""
    for party, number in Counter(member["party"] for member in people).items():
        row = source.tallies.setdefault(
            (place["vote_id"], party),
            {
                **{name: place[name] for name in ("vote_id", "congress", "chamber")},
                "party": party,
                **dict.fromkeys(POSITIONS, 0),
            },
        )
        if position is not None:
            row[position] += number


def flat(document: Row) -> Row:
    """Write a field within a field with a dot, as ``bill.title``."""
    fields: Row = {}
    for name, value in document.items():
        if isinstance(value, dict) and value:
            fields |= {f"{name}.{inner}": content for inner, content in value.items()}
        else:
            fields[name] = value
    return fields


# What the record adds to a document


def derived(
    document: Row, place: Row, words: set[str], counts: Counter[str], vice_president: str | None
) -> Row:
    """Work out the columns of a roll call that its document does not have in so many words."""
    delegates = ("delegates_yea", "delegates_nay")
    numbers = {name: counts[name] for name in (*POSITIONS, "listed", *delegates)}
    kind = kind_of(document, words)
    total = re.search(r"\((\d+)-(\d+)", document["result_text"])
    pairs = {WORD_PAIRS[word] for word in words if word in WORD_PAIRS}
    return {
        **numbers,
        "kind": kind,
        "vice_president": vice_president,
        "recorded_yea": int(total[1]) if total else None,
        "recorded_nay": int(total[2]) if total else None,
        "words": "/".join(sorted(pairs)) or None,
        "source": "unitedstates",
        **decided(document, place, kind, numbers, vice_president),
    }


def kind_of(document: Row, words: set[str]) -> str:
    """Tell an election, where positions are candidates' names, and a quorum call."""
    if any(word not in MEANINGS for word in words):
        return "election"
    return "quorum" if document["requires"] == "QUORUM" else "vote"


def decided(
    document: Row, place: Row, kind: str, numbers: Mapping[str, int], vice_president: str | None
) -> Row:
    """Ask the rules again: which decides, what stage it is, and what follows from the counts."""
    bill = document.get("bill") or {}
    asked = question_of(
        {
            **place,
            "kind": kind,
            "type": document["type"],
            "question": document["question"],
            "subject": document.get("subject"),
            "requires": document["requires"],
            "bill_id": f"{bill['type']}{bill['number']}-{bill['congress']}" if bill else None,
            "bill_title": bill.get("title"),
            "nomination": (document.get("nomination") or {}).get("number"),
        }
    )
    rule = rule_of(asked)
    open_to_yeas = kind == "vote" and numbers["yea"] + numbers["nay"] > 0
    needs = {name: numbers[name] for name in ("yea", "nay", "present", "listed")}
    return {
        "rule": rule.key,
        "stage": stage_of(asked),
        "outcome": outcome(rule, **needs, vice_president=vice_president) if open_to_yeas else None,
        "recorded_outcome": recorded_outcome(asked, document["result"]) if open_to_yeas else None,
    }


# Turning the record back into documents


def document_of(row: Row) -> Row:
    """Make the document again, without its votes, that a row of ``rollcalls`` was made of."""
    document = {
        **{name: row[column] for column, name in FIELDS.items()},
        **bill_of(row),
        "chamber": row["chamber"][0],
        "session": str(1787 + 2 * row["congress"] + row["session"] - 1),
        "date": row["date"].isoformat(),
        "updated_at": row["updated"].isoformat(),
        "record_modified": row["modified"].isoformat() if row["modified"] else None,
        # The record keeps an empty title for a treaty whose document has none.
        "treaty.title": row["treaty_title"] or None,
    }
    return {name: value for name, value in document.items() if value is not None}


def bill_of(row: Row) -> Row:
    """Take a bill's id apart, as ``hr3364-115``."""
    if row["bill_id"] is None:
        return {}
    parts = re.fullmatch(r"([a-z]+)(\d+)-(\d+)", row["bill_id"])
    if parts is None:
        return {"bill": row["bill_id"]}
    return {
        "bill.type": parts[1],
        "bill.number": int(parts[2]),
        "bill.congress": int(parts[3]),
    }


def rollcall_fields(row: Row) -> Row:
    """Give a row of ``rollcalls`` as the fields of its document and the derived columns."""
    rest = {name: value for name, value in row.items() if name not in FIELDS.keys() | REWRITTEN}
    return {**document_of(row), **rest}


# Comparing


def compare_rows(place: str, source: Row, record: Row) -> Iterator[Difference]:
    """Compare two rows, field by field."""
    for name in source | record:
        mine, theirs = source.get(name, NOTHING), record.get(name, NOTHING)
        if mine != theirs:
            yield Difference(place, name, mine, theirs)


def compare_keyed(
    source: dict[Key, Row], record: Iterable[tuple[Key, Row]], table: str
) -> Iterator[Difference]:
    """Compare rows by their keys, in both directions."""
    seen: set[Key] = set()
    for key, row in record:
        place = " ".join(map(str, key))
        if key in seen:
            yield Difference(place, f"twice in {table} of the record")
        elif key not in source:
            yield Difference(place, f"in {table} of the record, not in the sources")
        else:
            yield from compare_rows(place, source[key], row)
        seen.add(key)
    for key in source.keys() - seen:
        place = " ".join(map(str, key))
        yield Difference(place, f"in the sources, not in {table} of the record")


def compare_positions(source: pa.Table, record: pa.Table) -> Iterator[Difference]:
    """Compare positions by roll call and member, in both directions."""
    mine, theirs = position_keys(source), position_keys(record)
    for keys, side in ((mine, "the sources"), (theirs, "positions of the record")):
        for key in twice(keys):
            yield Difference(key, f"twice in {side}")
    for key in theirs.filter(pc.invert(pc.is_in(theirs, value_set=mine))).to_pylist():
        yield Difference(key, "in positions of the record, not in the sources")
    where = pc.index_in(mine, value_set=theirs)
    for key in mine.filter(pc.is_null(where)).to_pylist():
        yield Difference(key, "in the sources, not in positions of the record")
    found = pc.is_valid(where)
    source, record = source.filter(found), record.take(where.drop_null())
    for name in POSITIONS_TABLE.names:
        yield from compare_column(name, source, record)


def twice(keys: pa.Array) -> list[str]:
    """Give the keys that occur more than once."""
    counted = keys.value_counts()
    more = pc.greater(counted.field("counts"), 1)
    return list(counted.field("values").filter(more).to_pylist())


def position_keys(table: pa.Table) -> pa.Array:
    """Give roll call and member as one text."""
    keys = pc.binary_join_element_wise(table["vote_id"], table["member_id"], " ")
    return keys.combine_chunks()


def compare_column(name: str, source: pa.Table, record: pa.Table) -> Iterator[Difference]:
    """Compare one column of two tables whose rows belong together; empty equals empty only."""
    mine, theirs = source[name].combine_chunks(), record[name].combine_chunks()
    empty = pc.and_(pc.is_null(mine), pc.is_null(theirs))
    same = pc.if_else(empty, True, pc.fill_null(pc.equal(mine, theirs), False))
    if pc.all(same).as_py() is not False:
        return
    for index in pc.indices_nonzero(pc.invert(same)).to_pylist():
        row = {column: source[column][index].as_py() for column in ("vote_id", "member_id", "name")}
        place = f"{row['vote_id']} {row['member_id']} ({row['name']})"
        yield Difference(place, name, mine[index].as_py(), theirs[index].as_py())


# One file


def check_partition(task: tuple[Path, Path]) -> Report:
    """Compare one file of documents with its part of the record."""
    path, directory = task
    congress, letter = int(path.name.split("-")[0]), path.name.split("-")[1][0]
    place = Wanted(congress, CHAMBERS[letter])
    source, record = read_source(path), open_record(directory)
    report = Report(list(source.differences))
    rollcalls = here(record.rollcalls(place), place).to_pylist()
    found = [((row["vote_id"],), rollcall_fields(row)) for row in rollcalls]
    report.differences += compare_keyed(source.rollcalls, found, "rollcalls")
    tallies = here(record.tallies(place), place).to_pylist()
    keyed = [((row["vote_id"], row["party"]), row) for row in tallies]
    report.differences += compare_keyed(source.tallies, keyed, "tallies")
    positions = source_positions(source)
    kept = read_positions(record, place, report)
    if kept is not None:
        report.differences += compare_positions(positions, kept)
        report.rows["positions", *key_of(place)] = kept.num_rows
    report.rows["rollcalls", *key_of(place)] = len(rollcalls)
    report.rows["tallies", *key_of(place)] = len(tallies)
    report.counts.update(
        rollcalls=len(source.rollcalls),
        positions=positions.num_rows,
        vice_president=source.vice_president,
        tallies=len(source.tallies),
    )
    report.sightings = sightings(source, positions)
    return report


def key_of(place: Wanted) -> Key:
    """Give the Congress and the chamber of a file."""
    return (place.congress, place.chamber)


def open_record(directory: Path) -> Record:
    """Open a record by itself, without the user's store over it."""
    layer = Layer.open(directory, "bundled")
    if layer is None:
        raise CannotCompareError(
            f"No record is in {directory} (it has no manifest.json): build it with "
            "scripts/build_snapshot.py, or give another directory."
        )
    return Record([layer])


def here(table: pa.Table, place: Wanted) -> pa.Table:
    """Keep the rows of one Congress and chamber."""
    congress = pc.equal(table["congress"], place.congress)
    return table.filter(pc.and_(congress, pc.equal(table["chamber"], place.chamber)))


def read_positions(record: Record, place: Wanted, report: Report) -> pa.Table | None:
    """Read positions as all readers do, words and names restored, in the sources' types."""
    try:
        table = here(record.positions(place), place)
    except KeyError as error:
        where = f"{place.congress} {place.chamber}"
        what = f"its positions cannot be read: nothing in the record tells about {error}"
        report.differences.append(Difference(where, what))
        return None
    return table.cast(plain_schema(table.schema))


def plain_schema(schema: pa.Schema) -> pa.Schema:
    """Turn dictionaries into texts and all numbers into one type, for comparing."""
    whole, text = pa.int64(), pa.string()
    types = [
        (name, whole if pa.types.is_integer(schema.field(name).type) else text)
        for name in schema.names
    ]
    return pa.schema(types)


def source_positions(source: Source) -> pa.Table:
    """Make a table of all positions of a file."""
    numbers = {"congress", "session", "number"}
    columns = {
        name: pa.array(values, pa.int64() if name in numbers else pa.string())
        for name, values in source.positions.items()
    }
    return pa.table(columns)


def sightings(source: Source, positions: pa.Table) -> list[Row]:
    """Give each member as the last roll call has them, with the name printed most often."""
    order = sorted(source.days, key=lambda vote_id: source.days[vote_id])
    rank = pc.index_in(positions["vote_id"], value_set=pa.array(order, pa.string()))
    ranked = positions.select(["congress", "chamber", "member_id", "party", "state"])
    ranked = ranked.append_column("rank", rank)
    latest = ranked.group_by("member_id").aggregate([("rank", "max")])
    latest = latest.rename_columns(["member_id", "rank"])
    joined = ranked.join(latest, ["member_id", "rank"], join_type="inner")
    rows: list[Row] = joined.to_pylist()
    printed = printed_names(positions)
    for row in rows:
        row["day"] = source.days[order[row["rank"]]][0].date().isoformat()
        row["printed_name"] = printed[row["member_id"]]
        row["names"] = source.names.get(row["member_id"])
    return rows


def printed_names(positions: pa.Table) -> dict[str, str]:
    """Give each member's name as most roll calls print it; of equals, the first by alphabet."""
    counted = positions.group_by(["member_id", "name"]).aggregate([([], "count_all")]).to_pylist()
    counted.sort(key=lambda row: (-row["count_all"], row["name"]))
    names: dict[str, str] = {}
    for row in counted:
        names.setdefault(row["member_id"], row["name"])
    return names


# Members


@dataclass(frozen=True)
class People:
    """What the other sources say of members."""

    persons: dict[str, Row]
    """Rows of the legislators files by Bioguide and by LIS id."""
    scores: dict[Key, list[Row]]
    """Rows of the Voteview files by Congress, chamber and Bioguide id."""
    caucuses: list[Row]


def read_csv(path: Path, delimiter: str = ",") -> Iterator[Row]:
    """Give the rows of a text file, compressed or not."""
    reader: Callable[..., IO[str]] = gzip.open if path.suffix == ".gz" else open
    with reader(path, "rt", encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream, delimiter=delimiter)


def read_people(source: Path) -> People:
    """Read the legislators files, the Voteview files and the table of caucuses."""
    persons: dict[str, Row] = {}
    for name in LEGISLATORS:
        for row in read_csv(source / "legislators" / name):
            persons |= {row[key]: row for key in ("bioguide_id", "lis_id") if row[key]}
    scores = index_scores(source / "voteview" / INDEX)
    for path in sorted((source / "voteview").glob("[HS]???_members.csv")):
        scores |= file_scores(path)
    return People(persons, scores, list(read_csv(shipped_directory() / "caucuses.csv")))


def index_scores(path: Path) -> dict[Key, list[Row]]:
    """Read Voteview's index of all members. It has no Congress: a new one begins with a House."""
    scores: dict[Key, list[Row]] = {}
    congress, before = 0, ""
    for row in read_csv(path, "\t"):
        congress += row["chamber"] == "House" != before
        before = row["chamber"]
        if row["chamber"] != "President":
            key = (congress, row["chamber"].lower(), row["bioguide_id"])
            numbers = (row["district"], row["dw_nominate"], row["dw_nominate2"])
            scores.setdefault(key, []).append(score_of(row, *numbers, INDEX))
    return scores


def file_scores(path: Path) -> dict[Key, list[Row]]:
    """Read Voteview's file of one chamber in one Congress."""
    scores: dict[Key, list[Row]] = {}
    for row in read_csv(path):
        if row["chamber"] != "President" and row["bioguide_id"]:
            key = (int(row["congress"]), row["chamber"].lower(), row["bioguide_id"])
            numbers = (row["district_code"], row["nominate_dim1"], row["nominate_dim2"])
            scores.setdefault(key, []).append(score_of(row, *numbers, path.name))
    return scores


def score_of(row: Row, district: str, dim1: str, dim2: str, file: str) -> Row:
    """Give what the record takes from a row of Voteview; some copies write ``14009.0``."""
    return {
        "party": {"100": "D", "200": "R", "328": "I"}.get(row["party_code"].removesuffix(".0")),
        "state": row["state_abbrev"],
        "icpsr": int(float(row["icpsr"])) if row["icpsr"] else None,
        "district": int(float(district)) if district and row["chamber"] == "House" else None,
        "dim1": float(dim1) if dim1 else None,
        "dim2": float(dim2) if dim2 else None,
        "scores_from": file if dim1 else None,
    }


def expected_member(seen: Row, people: People) -> Row:
    """Work out a row of ``members``, all but the name by which a member is known."""
    person = people.persons.get(seen["member_id"], {})
    own = {"bioguide" if seen["chamber"] == "house" else "lis": seen["member_id"]}
    bioguide = person.get("bioguide_id") or own.get("bioguide")
    score = best_score(people.scores.get((seen["congress"], seen["chamber"], bioguide)), seen)
    first, last = seen["names"] or (None, re.sub(r"\s*\([^)]*\)$", "", seen["printed_name"]))
    state = seen["state"]
    if state == "XX":
        state = person.get("state") or score.get("state") or state
    return {
        **{key: seen[key] for key in ("congress", "chamber", "member_id", "party", "printed_name")},
        "bioguide": bioguide,
        "lis": person.get("lis_id") or own.get("lis"),
        "govtrack": int(person["govtrack_id"]) if person.get("govtrack_id") else None,
        "first_name": person.get("first_name", first and first.strip()),
        "last_name": person.get("last_name", last.strip()),
        "state": state,
        "caucus": caucus_of(bioguide, seen, people.caucuses),
        "icpsr": score.get("icpsr") or int(person.get("icpsr_id") or 0) or None,
        **{key: score.get(key) for key in ("district", "dim1", "dim2", "scores_from")},
    }


def best_score(scores: list[Row] | None, seen: Row) -> Row:
    """Choose among a party switcher's rows the one of the party in the chamber's roll calls."""
    rows = scores or [{}]
    return next((row for row in rows if row.get("party") == seen["party"]), rows[0])


def caucus_of(bioguide: str | None, seen: Row, caucuses: list[Row]) -> str | None:
    """Tell with which party an independent caucused on the last roll call."""
    if seen["party"] in {"D", "R"}:
        return None
    for row in caucuses:
        if row["bioguide"] == bioguide and row["since"] <= seen["day"] <= (row["until"] or "9"):
            return row["caucus"] or None
    return None


def known_names(row: Row, person: Row) -> set[str]:
    """Give the names that a member may be known by: of the legislators files, or of the record."""
    if not person:
        return {" ".join(filter(None, (row["first_name"], row["last_name"])))}
    parts = (person["nickname"] or person["first_name"], person["last_name"], person["suffix"])
    title = re.sub(r"\s*\([^)]*\)$", "", person["wikipedia_id"]).strip()
    return {title, " ".join(filter(None, parts))} - {""}


def compare_members(record: Record, report: Report, people: People) -> None:
    """Compare members with those seen in the documents and with what is known of them."""
    keys = ("congress", "chamber", "member_id")
    source = {
        tuple(seen[key] for key in keys): expected_member(seen, people) for seen in report.sightings
    }
    found = []
    for row in record.members().to_pylist():
        key = tuple(row[name] for name in keys)
        name = row.pop("name")
        allowed = known_names(row, people.persons.get(row["member_id"], {}))
        if name not in allowed:
            place = " ".join(map(str, key))
            report.differences.append(Difference(place, "name", sorted(allowed), name))
        found.append((key, row))
    report.differences += compare_keyed(source, found, "members")
    report.counts["members"] = len(source)


# The whole


def compare_extent(record: Record, report: Report) -> None:
    """Find rows of the record that belong to no file of the sources."""
    for table in ("rollcalls", "positions", "tallies"):
        content = record.layers[0].read(table, Wanted(), ["congress", "chamber"])
        content = content.cast(plain_schema(content.schema))
        for row in (
            content.group_by(["congress", "chamber"]).aggregate([([], "count_all")]).to_pylist()
        ):
            looked_at = report.rows[table, row["congress"], row["chamber"]]
            if looked_at != row["count_all"]:
                place = f"{row['congress']} {row['chamber']}"
                what = f"{row['count_all']} rows in {table} of the record, {looked_at} compared"
                report.differences.append(Difference(place, what))


def verify(source: Path, directory: Path) -> Report:
    """Compare a record with its sources.

    Raises
    ------
    CannotCompareError
        When the sources or the record are not there.
    """
    paths = sorted((source / "unitedstates").glob("*-[hs].jsonl.gz"))
    needed = [source / "legislators" / name for name in LEGISLATORS]
    lacking = [path for path in (*needed, source / "voteview" / INDEX) if not path.is_file()]
    if not paths or lacking:
        missing = lacking[0].relative_to(source) if paths else "unitedstates/*.jsonl.gz"
        raise CannotCompareError(
            f"The sources are not complete in {source} (no {missing}): give the directory from "
            "which the record was built."
        )
    record, report = open_record(directory), Report()
    with multiprocessing.Pool() as pool:
        for part in pool.imap(check_partition, [(path, directory) for path in paths]):
            report.add(part)
    compare_extent(record, report)
    compare_members(record, report, read_people(source))
    return report


def conclusion(report: Report) -> str:
    """Say in one sentence what was compared and what came of it."""
    counts = report.counts
    total = counts["positions"] + counts["vice_president"]
    number = len(report.differences)
    came = {0: "no difference", 1: "1 difference"}.get(number, f"{number:,} differences")
    return (
        f"{counts['rollcalls']:,} roll calls, {counts['positions']:,} positions of members and "
        f"{counts['vice_president']:,} of the Vice President ({total:,} in all), "
        f"{counts['tallies']:,} tallies and {counts['members']:,} members compared: {came}."
    )


def main() -> int:
    """Read the arguments, compare, and print what differs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", type=Path, help="directory of the sources")
    parser.add_argument("record", type=Path, nargs="?", default=bundled_directory())
    arguments = parser.parse_args()
    try:
        report = verify(arguments.source, arguments.record)
    except (CannotCompareError, StoreError) as error:
        print(error, file=sys.stderr)
        return 2
    for difference in report.differences:
        print(difference)
    print(conclusion(report))
    return 1 if report.differences else 0


if __name__ == "__main__":
    sys.exit(main())
