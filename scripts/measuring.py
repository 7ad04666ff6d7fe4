"""How speed is measured: two things in turn, each in a fresh process, and their ratio."""

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

# Reading is measured, importing is not: the child reports the seconds of the part that counts, and
# its peak memory.
INSIDE = """
import re, time
{imports}
start = time.perf_counter()
{work}
seconds = time.perf_counter() - start
# Not getrusage's: that begins with the peak of whoever started the process.
peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())
print(seconds, int(peak[1]) / 1024)
"""

Measurement = tuple[float, float]
"""Seconds, and peak memory in MiB."""


@dataclass(frozen=True)
class Comparison:
    """Two measurements that take turns, and the ratio that they should have at most.

    Without a target the ratio is only told.
    """

    name: str
    ours: Callable[[], Measurement]
    theirs: Callable[[], Measurement]
    target: float | None = None


@dataclass(frozen=True)
class Result:
    """What a comparison came to: the seconds of both, and our peak memory where it is known."""

    name: str
    target: float | None
    ours: list[float]
    theirs: list[float]
    peak: float | None = None

    @property
    def ratio(self) -> float:
        """The ratio of the medians."""
        return statistics.median(self.ours) / statistics.median(self.theirs)

    @property
    def verdict(self) -> str:
        """Whether the target is met."""
        if self.target is None:
            return "–"
        return "met" if self.ratio <= self.target else "MISSED"

    def line(self) -> str:
        """Write it as a row of a Markdown table."""
        target = "–" if self.target is None else f"{self.target:g}"
        return (
            f"| {self.name} | {spread(self.ours)} | {spread(self.theirs)} "
            f"| {self.ratio:.2f} | {target} | {self.verdict} "
            f"| {'–' if self.peak is None else f'{self.peak:.0f}'} |"
        )


HEAD = [
    "| what | ours, ms | theirs, ms | ratio | target | | our peak, MiB |",
    "|---|---:|---:|---:|---:|---|---:|",
]


def whole(*command: str) -> Measurement:
    """Time a process from outside; its peak memory is that of the largest child so far."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = _wait(process)
    seconds = time.perf_counter() - start
    if status:
        raise subprocess.CalledProcessError(status, command)
    return seconds, usage.ru_maxrss / 1024


def _wait(process: subprocess.Popen[bytes]) -> tuple[int, int, resource.struct_rusage]:
    told = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(told[1])
    return told


def inside(script: str) -> Measurement:
    """Run a script that reports seconds and peak memory of its own."""
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    seconds, peak = done.stdout.split()
    return float(seconds), float(peak)


def compare(comparison: Comparison, runs: int) -> Result:
    """Measure both in turn, after one of each that is not counted."""
    comparison.ours(), comparison.theirs()
    pairs = [(comparison.ours(), comparison.theirs()) for _ in range(runs)]
    ours, theirs = ([pair[side][0] for pair in pairs] for side in (0, 1))
    peak = max(pair[0][1] for pair in pairs)
    return Result(comparison.name, comparison.target, ours, theirs, peak)


def spread(values: list[float]) -> str:
    """Write median, minimum and maximum in milliseconds."""
    median, low, high = statistics.median(values), min(values), max(values)
    return f"{median * 1000:.0f} ({low * 1000:.0f}–{high * 1000:.0f})"
