"""Measure the charts beside a bare Altair script in one run: ``bench_charts.py [--runs N]``.

Each measurement is a fresh process; the two take turns, so that a drift of the machine's speed
meets both. The bare script imports Altair and saves a chart of one mark. Processor time is printed
beside the time that passed: it says the same on a machine that is busy with other things.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

BARE = """
import altair as alt
chart = alt.Chart({{"values": [{{"a": 1}}]}}).mark_point().encode(x="a:Q")
chart.save({path!r})
"""


@dataclass(frozen=True)
class Comparison:
    """A chart of ours, the suffix that both write, and the ratio that they should have."""

    name: str
    arguments: tuple[str, ...]
    suffix: str
    target: float


COMPARISONS = (
    Comparison("margin as SVG", ("margin", "hr3364-115"), "svg", 1.3),
    Comparison("House hemicycle as PNG", ("hemicycle", "h413-115.2017"), "png", 1.5),
)


@dataclass(frozen=True)
class Taken:
    """What a process took, in seconds: time that passed, and of the processor."""

    passed: float
    worked: float


def taken(*command: str) -> Taken:
    """Time a process from outside."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(time.perf_counter() - start, worked)


def pair(comparison: Comparison, directory: Path) -> tuple[Taken, Taken]:
    """Time our chart and the bare one, once each."""
    ours = str(directory / f"ours.{comparison.suffix}")
    bare = BARE.format(path=str(directory / f"bare.{comparison.suffix}"))
    chart = (sys.executable, "-m", "votekit", "chart", *comparison.arguments, "-o", ours)
    return taken(*chart), taken(sys.executable, "-c", bare)


def spread(values: list[float]) -> str:
    """Write median, minimum and maximum in milliseconds."""
    median, low, high = statistics.median(values), min(values), max(values)
    return f"{median * 1000:6.0f} ms ({low * 1000:.0f} to {high * 1000:.0f})"


def measure(comparison: Comparison, runs: int, directory: Path) -> float:
    """Measure, print, and return the ratio of medians."""
    pair(comparison, directory)
    pairs = [pair(comparison, directory) for _ in range(runs)]
    ours, bare = ([times[side].passed for times in pairs] for side in (0, 1))
    ratio = statistics.median(ours) / statistics.median(bare)
    verdict = "met" if ratio <= comparison.target else "MISSED"
    print(f"\n{comparison.name} / bare Altair\n  ours   {spread(ours)}\n  bare   {spread(bare)}")
    print(f"  ratio  {ratio:.2f}, target {comparison.target}: {verdict}")
    work = [statistics.median(times[side].worked for times in pairs) for side in (0, 1)]
    print(f"  of processor time {work[0] * 1000:.0f} / {work[1] * 1000:.0f} ms: ", end="")
    print(f"{work[0] / work[1]:.2f}")
    return ratio


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    print(f"{os.cpu_count()} cores, {runs} runs of each in turn, after one not counted")
    with tempfile.TemporaryDirectory() as directory:
        for comparison in COMPARISONS:
            measure(comparison, runs, Path(directory))


if __name__ == "__main__":
    main()
