"""Build the bundled record from the sources: ``build_snapshot.py SOURCE_DIR [TARGET_DIR]``.

SOURCE_DIR holds ``unitedstates/*.jsonl.gz`` (one vote document a line), ``legislators/``,
``voteview/`` and ``sap/``. Building twice gives the same bytes: nothing of the clock or of the
machine goes in.
"""

import argparse
import gzip
import multiprocessing
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).resolve().parent))

import snapshot_members

from votekit.fetchers import unitedstates
from votekit.fetchers.sap.parse import statement_rows
from votekit.schema import MEMBERS, STATEMENTS, arrow_schema
from votekit.store.location import bundled_directory, shipped_directory
from votekit.store.usual import without_names, without_words
from votekit.store.writing import write_manifest, write_parquet
from votekit.tallies import complete_rollcalls, positions_table, tally

Row = dict[str, Any]


def documents(path: Path) -> Iterator[Row]:
    """Give the vote documents of one file."""
    with gzip.open(path, "rb") as stream:
        for line in stream:
            yield orjson.loads(line)


def sightings(rollcalls: list[Row], positions: list[Row], names: dict[str, Row]) -> list[Row]:
    """Give each member as the last roll call has them."""
    days = {row["vote_id"]: (row["date"], row["number"]) for row in rollcalls}
    last: dict[str, Row] = {}
    printed: dict[str, Counter[str]] = {}
    for row in positions:
        printed.setdefault(row["member_id"], Counter())[row["name"]] += 1
        before = last.get(row["member_id"])
        if before is None or days[row["vote_id"]] >= days[before["vote_id"]]:
            last[row["member_id"]] = row
    return [
        {
            **row,
            **names.get(member_id, {}),
            "printed_name": min(
                printed[member_id], key=lambda name: (-printed[member_id][name], name)
            ),
            "day": days[row["vote_id"]][0].date().isoformat(),
        }
        for member_id, row in last.items()
    ]


def build_partition(path: Path) -> tuple[dict[str, pa.Table], list[Row]]:
    """Parse one file and derive all that follows from it."""
    rollcalls: list[Row] = []
    positions: list[Row] = []
    names: dict[str, Row] = {}
    for document in documents(path):
        parsed = unitedstates.parse(document)
        rollcalls.append(parsed.rollcall)
        positions.extend(parsed.positions)
        for members in document["votes"].values():
            for member in members:
                if member != "VP" and "last_name" in member:
                    kept = ("first_name", "last_name")
                    names[member["id"]] = {key: member[key].strip() for key in kept}
    table = positions_table(positions)
    finished = complete_rollcalls(rollcalls, table)
    parts = {
        "rollcalls": finished,
        "tallies": tally(table),
        "positions": without_words(table, finished),
    }
    return parts, sightings(rollcalls, positions, names)


def build_members(source: Path, seen: list[Row]) -> pa.Table:
    """Make the members table of all sightings."""
    people = snapshot_members.legislators(source / "legislators")
    scores = snapshot_members.scores(source / "voteview", {row["congress"] for row in seen})
    caucuses = snapshot_members.caucuses(shipped_directory() / "caucuses.csv")
    rows = []
    for row in seen:
        person = people.get(row["member_id"])
        bioguide = person["bioguide_id"] if person else row["member_id"]
        score = scores.get((row["congress"], row["chamber"], bioguide), [])
        rows.append(snapshot_members.member_row(row, person, score, caucuses.get(bioguide, [])))
    rows.sort(key=lambda row: (row["congress"], row["chamber"], row["member_id"]))
    return pa.Table.from_pylist(rows, schema=arrow_schema(MEMBERS))


def build_statements(source: Path) -> pa.Table:
    """Make the table of what the White House said of bills, oldest first."""
    rows: list[Row] = []
    with gzip.open(source / "sap" / "statements.jsonl.gz", "rb") as stream:
        for line in stream:
            said = orjson.loads(line)
            record = {"document_title": said["title"], "date_issued": said["date"], **said}
            rows += statement_rows(record, said["president"], said["text"])
    rows.sort(key=lambda row: (row["day"], row["source_url"], row["bill_id"]))
    return pa.Table.from_pylist(rows, schema=arrow_schema(STATEMENTS))


def build(source: Path, target: Path) -> None:
    """Build the record of SOURCE_DIR into a directory."""
    paths = sorted((source / "unitedstates").glob("*.jsonl.gz"))
    if not paths:
        raise SystemExit(f"No unitedstates/*.jsonl.gz in {source}: give the sources' directory.")
    target.mkdir(parents=True, exist_ok=True)
    parts: dict[str, list[pa.Table]] = {"rollcalls": [], "tallies": [], "positions": []}
    seen: list[Row] = []
    with multiprocessing.Pool() as pool:
        for tables, sighted in pool.imap(build_partition, paths):
            for name, table in tables.items():
                parts[name].append(table)
            seen += sighted
    members = build_members(source, seen)
    parts["positions"] = [without_names(table, members) for table in parts["positions"]]
    for name, tables in parts.items():
        write_parquet(pa.concat_tables(tables), target / f"{name}.parquet", name)
    write_parquet(members, target / "members.parquet", "members")
    write_parquet(build_statements(source), target / "statements.parquet", "statements")
    names = (*parts, "members", "statements")
    write_manifest(target, {name: [{"file": f"{name}.parquet"}] for name in names})


def main() -> None:
    """Read the arguments and build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path, nargs="?", default=bundled_directory())
    arguments = parser.parse_args()
    # Beside it first: whoever reads the record meanwhile must not see half of it.
    with tempfile.TemporaryDirectory(dir=arguments.target.parent) as directory:
        build(arguments.source, Path(directory))
        arguments.target.mkdir(exist_ok=True)
        for path in Path(directory).iterdir():
            path.replace(arguments.target / path.name)
    for path in sorted(arguments.target.iterdir()):
        print(f"{path.stat().st_size:>10,}  {path.name}")


if __name__ == "__main__":
    main()
