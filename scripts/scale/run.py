"""Run docs/sql in DuckDB, Dask and Spark, and compare all: ``run.py [--write docs/scale.md]``.

Spark needs a Java runtime. Each engine runs in a process of the environment that ``make scale``
has made, on the partitions that ``votekit export`` writes.
"""

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd

import votekit as vk

HERE = Path(__file__).resolve().parent
ENVIRONMENT = Path(sys.prefix).with_name(f"{Path(sys.prefix).name}-scale")
ENGINES = {"duckdb": "DuckDB", "dask": "Dask, with DuckDB", "spark": "Spark, local mode"}
KEYS = {"margins": ["vote_id"], "splits": ["vote_id", "party"]}
MARKS = re.compile(r"(?<=<!-- scale -->\n).*?(?=<!-- /scale -->)", re.DOTALL)


def differing(ours: pd.DataFrame, theirs: pd.DataFrame, keys: list[str]) -> int:
    """Count the cells that differ between votekit's rows and an engine's."""
    if len(ours) != len(theirs):
        raise SystemExit(f"{len(theirs):,} rows instead of {len(ours):,}")
    kinds = dict.fromkeys(keys, "str")
    left = ours[list(theirs.columns)].astype(kinds).sort_values(keys, ignore_index=True)
    right = theirs.astype(kinds).sort_values(keys, ignore_index=True)
    found = 0
    for name in theirs.columns:
        mine, other = left[name].astype(object), right[name].astype(object)
        found += int(((mine != other) & ~(mine.isna() & other.isna())).sum())
    return found


def run(engine: str, record: Path, out: Path, python: Path) -> dict[str, Any]:
    """Run one engine; give its version and its seconds."""
    done = subprocess.run(
        [python, HERE / "engines.py", engine, record, out],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def table(python: Path) -> str:
    """Return the figures as a Markdown table."""
    ours = {"margins": vk.margins(), "splits": vk.splits()}
    lines = [
        "| program | version | margins | splits | cells that differ from votekit |",
        "|---|---|---:|---:|---:|",
    ]
    with tempfile.TemporaryDirectory() as directory:
        record, out = Path(directory) / "record", Path(directory) / "out"
        out.mkdir()
        vk.export(record, partition=True)
        for engine, name in ENGINES.items():
            told = run(engine, record, out, python)
            differs = 0
            for statement, rows in ours.items():
                theirs = pd.read_parquet(out / f"{engine}-{statement}.parquet")
                differs += differing(rows, theirs, KEYS[statement])
            seconds = [f"{told['seconds'][statement]:.1f} s" for statement in ours]
            lines.append(f"| {name} | {told['version']} | {' | '.join(seconds)} | {differs} |")
    rows = " and ".join(f"{len(frame):,}" for frame in ours.values())
    where = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    return "\n".join([*lines, "", f"Every row was compared: {rows} of them, on {where}.", ""])


def main() -> int:
    """Run all engines, and put the figures on the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--python", type=Path, default=ENVIRONMENT / "bin" / "python")
    arguments = parser.parse_args()
    made = table(arguments.python)
    print(made)
    if arguments.write:
        page = arguments.write.read_text("utf-8")
        arguments.write.write_text(MARKS.sub(lambda _: made, page, count=1), encoding="utf-8")
    return int(not all(line.endswith("| 0 |") for line in made.splitlines()[2:5]))


if __name__ == "__main__":
    raise SystemExit(main())
