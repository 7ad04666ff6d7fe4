"""Measure the targets of speed side by side in one run: ``benchmark.py [--runs N]``.

Each measurement is a fresh process; A and B take turns, so that a drift of the machine's speed
meets both. Printed are median, minimum and maximum, the ratio of medians, and its target.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
POSITIONS = ROOT / "data" / "record" / "positions.parquet"

# Reading is measured, importing is not: the child reports the seconds of the part that counts, and
# its peak memory.
INSIDE = """
import resource, time
{imports}
start = time.perf_counter()
{work}
seconds = time.perf_counter() - start
print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
OURS = INSIDE.format(
    imports="import pandas, pyarrow.parquet, pyarrow.compute\n"
    "import votekit.api, votekit.analysers.margins, votekit.analysers.splits\n"
    "from votekit.api import margins, splits",
    work="margins(); splits()",
)
DUCKDB = INSIDE.format(
    imports="import duckdb",
    work=f"duckdb.sql(\"select vote_id, party, position, count(*) from read_parquet('{POSITIONS}') "
    'group by all").fetchnumpy()',
)
PANDAS = INSIDE.format(
    imports="import pandas",
    work=f"pandas.read_parquet({str(POSITIONS)!r}, columns=['vote_id', 'party', 'position'])"
    ".groupby(['vote_id', 'party', 'position'], observed=True).size()",
)


@dataclass(frozen=True)
class Comparison:
    """Two measurements that take turns, and the ratio that they should have."""

    name: str
    ours: Callable[[], tuple[float, float]]
    theirs: Callable[[], tuple[float, float]]
    target: float


def whole(*command: str) -> tuple[float, float]:
    """Time a process from outside, in seconds; its peak memory is not told."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start, float("nan")


def inside(script: str) -> tuple[float, float]:
    """Run a script that reports seconds and peak memory (MiB) of its own."""
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    seconds, peak = done.stdout.split()
    return float(seconds), float(peak)


def comparisons() -> list[Comparison]:
    """Return the targets of the issue, each with what it is held against."""
    python = sys.executable
    votekit = (python, "-m", "votekit")
    return [
        Comparison(
            "votekit --help / import typer, rich",
            lambda: whole(*votekit, "--help"),
            lambda: whole(python, "-c", "import typer, rich"),
            1.5,
        ),
        Comparison(
            "votekit margin hr3364-115 / import pandas, pyarrow.parquet",
            lambda: whole(*votekit, "margin", "hr3364-115"),
            lambda: whole(python, "-c", "import pandas, pyarrow.parquet"),
            1.2,
        ),
        Comparison(
            "margins and splits of the record / one DuckDB query",
            lambda: inside(OURS),
            lambda: inside(DUCKDB),
            0.5,
        ),
        Comparison(
            "margins and splits of the record / plain pandas groupby",
            lambda: inside(OURS),
            lambda: inside(PANDAS),
            0.5,
        ),
    ]


def spread(values: list[float]) -> str:
    """Write median, minimum and maximum in milliseconds."""
    median, low, high = statistics.median(values), min(values), max(values)
    return f"{median * 1000:6.0f} ms ({low * 1000:.0f} to {high * 1000:.0f})"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    print(f"{os.cpu_count()} cores, {runs} runs of each in turn, after one not counted")
    for comparison in comparisons():
        comparison.ours(), comparison.theirs()
        pairs = [(comparison.ours(), comparison.theirs()) for _ in range(runs)]
        ours, theirs = ([pair[side][0] for pair in pairs] for side in (0, 1))
        ratio = statistics.median(ours) / statistics.median(theirs)
        verdict = "met" if ratio <= comparison.target else "MISSED"
        print(f"\n{comparison.name}\n  ours   {spread(ours)}\n  theirs {spread(theirs)}")
        print(f"  ratio  {ratio:.2f}, target {comparison.target}: {verdict}")
        peak = max(pair[0][1] for pair in pairs)
        if peak == peak:
            print(f"  peak   {peak:.0f} MiB")
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\nlargest process of all: {children:.0f} MiB")


if __name__ == "__main__":
    main()
