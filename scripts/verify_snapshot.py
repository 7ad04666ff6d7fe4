"""Compare the record with its sources: ``verify_snapshot.py SOURCE_DIR [RECORD_DIR]``.

Every field of every vote document, every position in it, and all that the record adds (counts,
tallies, rules, outcomes, members) is compared, in both directions. The documents are read here as
they are, without the parser that built the record; the record is read through the store, as all its
readers do. A roll call is turned back into a document and compared whole, so that a field of the
sources that the record does not keep shows as a difference.

Prints one line a difference. Exit code 0: none; 1: some; 2: sources or record not found.
"""

import argparse
import multiprocessing
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

sys.path.insert(0, str(Path(__file__).resolve().parent))

from verified_documents import CHAMBERS, Source, read_source, rollcall_fields
from verified_people import (
    INDEX,
    LEGISLATORS,
    People,
    expected_member,
    known_names,
    read_people,
)
from verified_report import NOTHING, CannotCompareError, Difference, Key, Report, Row
from verified_statements import FILE as STATEMENTS
from verified_statements import read_statements

from votekit.errors import StoreError
from votekit.schema import POSITIONS_TABLE
from votekit.store import Layer, Record, Wanted, bundled_directory


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


# Statements


def compare_statements(record: Record, report: Report, source: Path) -> None:
    """Compare what the White House said of bills with the source's own fields and texts."""
    expected = dict(read_statements(source))
    found = []
    for row in record.statements().to_pylist():
        row["day"] = row["day"].isoformat()
        row.pop("version")
        found.append(((row["bill_id"], row["day"], row["source_url"]), row))
    report.differences += compare_keyed(expected, found, "statements")
    report.counts["statements"] = len(expected)


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
    needed = [source / STATEMENTS, *(source / "legislators" / name for name in LEGISLATORS)]
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
    compare_statements(record, report, source)
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
        f"{counts['tallies']:,} tallies, {counts['members']:,} members and "
        f"{counts['statements']:,} statements compared: {came}."
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
