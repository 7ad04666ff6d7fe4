"""How cost grows with the record: the bundled one repeated 1, 3 and 10 times.

Ten times is 110 million positions, more than all of U.S. history has. Each size is written once,
measured in fresh processes, and removed: time, peak memory, size of the files.
"""

import argparse
import multiprocessing
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from measuring import INSIDE, inside

from votekit.schema import TABLES, arrow_schema
from votekit.store import bundled_directory
from votekit.store.writing import write_manifest

TIMES = (1, 3, 10)
STEP = 100
"""The repeated Congresses are numbered 100 higher each time: no two roll calls are the same."""
LARGEST_MIB = 4096
LINEAR = 1.25
"""Time and memory a row may grow by this at most from the smallest to the largest record."""

MARGINS = INSIDE.format(
    imports="from pathlib import Path\nfrom votekit.store import Record\n"
    "import pandas, votekit.analysers.margins, votekit.analysers.splits\n"
    "from votekit.api.tables import margins, splits",
    work="record = Record.open(bundled=Path({place!r}), user=Path({place!r}) / 'no-store')\n"
    "margins(record=record); splits(record=record)",
)
POSITIONS = INSIDE.format(
    imports="from pathlib import Path\nfrom votekit.store import Record\nimport pandas\n"
    "from votekit.api.people import member_scores",
    work="record = Record.open(bundled=Path({place!r}), user=Path({place!r}) / 'no-store')\n"
    "member_scores(record=record)",
)


def repeated(times: int, target: Path) -> None:
    """Write the record that many times over into a directory, as one layer."""
    source = bundled_directory()
    for name in TABLES:
        path = source / f"{name}.parquet"
        if not path.exists():
            continue
        schema = arrow_schema(TABLES[name])
        with ExitStack() as stack:
            parquet = stack.enter_context(pq.ParquetFile(path))
            writer = stack.enter_context(
                pq.ParquetWriter(target / path.name, schema, compression="zstd")
            )
            for turn in range(times):
                for group in _groups(parquet):
                    writer.write_table(_renumbered(group, turn).cast(schema))
    names = [name for name in TABLES if (target / f"{name}.parquet").exists()]
    write_manifest(target, {name: [{"file": f"{name}.parquet"}] for name in names})


def _groups(parquet: pq.ParquetFile) -> Iterator[pa.Table]:
    for place in range(parquet.num_row_groups):
        yield parquet.read_row_group(place)


def _renumbered(table: pa.Table, turn: int) -> pa.Table:
    """Give the rows of another turn their own Congresses and roll calls' ids."""
    if not turn:
        return table
    import pyarrow.compute as pc

    congress = pc.add(table["congress"], STEP * turn).cast(pa.int16())
    table = table.set_column(table.column_names.index("congress"), "congress", congress)
    if "vote_id" not in table.column_names:
        return table
    ids = table["vote_id"].combine_chunks()
    if pa.types.is_dictionary(ids.type):
        words = pc.binary_join_element_wise(ids.dictionary, f"#{turn}", "")
        ids = pa.DictionaryArray.from_arrays(ids.indices, words)
    else:
        ids = pc.binary_join_element_wise(ids, f"#{turn}", "")
    return table.set_column(table.column_names.index("vote_id"), "vote_id", ids)


def measured(runs: int) -> list[tuple[str, int, float, float, float]]:
    """Return what was measured: question, times, seconds (median), peak MiB, MiB on disk."""
    results = []
    for times in TIMES:
        with tempfile.TemporaryDirectory() as directory:
            place = Path(directory)
            # In a process of its own: a child's peak memory begins with its parent's.
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                pool.apply(repeated, (times, place))
            size = sum(path.stat().st_size for path in place.iterdir()) / 2**20
            for name, script in (("margins and splits", MARGINS), ("scores", POSITIONS)):
                told = [inside(script.replace("{place!r}", repr(directory))) for _ in range(runs)]
                seconds = statistics.median(entry[0] for entry in told)
                results.append((name, times, seconds, max(entry[1] for entry in told), size))
    return results


def report(runs: int) -> list[str]:
    """Return the lines of a Markdown table."""
    lines = [
        "| question | record | seconds | a copy costs | peak MiB | MiB on disk |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name, times, seconds, peak, size in measured(runs):
        lines.append(
            f"| {name} | ×{times} | {seconds:.2f} | {seconds / times * 1000:.0f} ms "
            f"| {peak:.0f} | {size:.1f} |"
        )
    return lines


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    print("\n".join(report(parser.parse_args().runs)))


if __name__ == "__main__":
    main()
