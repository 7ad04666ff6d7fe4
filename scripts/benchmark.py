"""Measure the targets of speed in one run: ``benchmark.py [PART...] [--runs N] [--write FILE]``.

Parts: answers, record, charts, fetch, growth; all of them where none is named. Each measurement is
a fresh process; ours and theirs take turns, so that a drift of the machine's speed meets both.
"""

import argparse
import datetime
import importlib
import os
import platform
from pathlib import Path

from measuring import HEAD, compare

PARTS = ("answers", "record", "charts", "fetch", "growth")


def report(part: str, runs: int) -> list[str]:
    """Measure one part; return its section in Markdown."""
    module = importlib.import_module(f"bench_{part}")
    said = (module.__doc__ or "").strip()
    if hasattr(module, "report"):
        return [f"## {part.capitalize()}", "", said, "", *module.report(runs), ""]
    lines = [compare(comparison, runs).line() for comparison in module.comparisons()]
    return [f"## {part.capitalize()}", "", said, "", *HEAD, *lines, ""]


def main() -> None:
    """Measure, print, and write the page when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--write", type=Path)
    chosen = parser.parse_args()
    if set(chosen.parts) - set(PARTS):
        parser.error(f"the parts are {', '.join(PARTS)}")
    lines = [
        "# Benchmarks",
        "",
        f"Measured on {datetime.date.today()} by `scripts/benchmark.py`: {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, {chosen.runs} runs of each in turn after one that "
        "is not counted. Times are medians (minimum–maximum); a ratio is that of the medians.",
        "",
    ]
    print("\n".join(lines))
    for part in chosen.parts or PARTS:
        section = report(part, chosen.runs)
        print("\n".join(section), flush=True)
        lines += section
    if chosen.write:
        chosen.write.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
