"""Fetching a session of 700 House roll calls, and parsing one.

Parsing takes turns with ``lxml.etree.parse`` on the same bytes in one process. Fetching runs the
whole command against a loopback server in its own process, which adds 50 ms to each answer and has
700 House roll calls, made from the record for volume (``tests/loopback``).
"""

import gzip
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from loopback.process import Loopback  # noqa: E402
from loopback.sites import Sites  # noqa: E402
from measuring import HEAD, Result  # noqa: E402

DOCUMENT = ROOT / "tests" / "data" / "house" / "2023-roll099.xml.gz"
PARSES = 200
MOST_RUNS = 3
"""Ten seconds each; longer runs would not tell more."""
ROLLCALLS, DELAY, JOBS = 700, 0.05, 4
INDEX = re.compile(r"/evs/\d{4}/(index|ROLL_\d+)\.asp")


def measure(runs: int) -> list[Result]:
    """Measure all targets, fetching so many times."""
    return [measure_parsing(), *measure_fetching(runs)]


def measure_parsing() -> Result:
    """Hold parsing with all checks against lxml alone, in turns; what counts is CPU time."""
    from lxml import etree

    from votekit.fetchers.house import parse

    data = gzip.decompress(DOCUMENT.read_bytes())
    fetched = datetime.now(UTC)
    ours, theirs = [], []
    for _ in range(PARSES):
        start = time.thread_time()
        etree.parse(io.BytesIO(data))
        between = time.thread_time()
        parse(data, url="", fetched=fetched, members=())
        theirs.append(between - start)
        ours.append(time.thread_time() - between)
    return Result("parse a House document / lxml.etree.parse", 3, ours, theirs)


def measure_fetching(runs: int) -> list[Result]:
    """Fetch a session into an empty store, then ask again; each run has a new store."""
    first, second, asked = [], [], []
    with tempfile.TemporaryDirectory() as directory:
        sites = Path(directory) / "sites"
        Sites.build(sites, house=ROLLCALLS, senate=1, api=False)
        with Loopback(sites) as server:
            for run in range(runs):
                store = Path(directory) / f"store-{run}"
                for seconds in (first, second):
                    server.clear()
                    server.delay(DELAY)
                    seconds.append(fetch(server, store, new=ROLLCALLS * (seconds is first)))
                asked.append([path for path in server.paths() if not INDEX.fullmatch(path)])
    ideal = ROLLCALLS * DELAY / JOBS
    more = sum(map(len, asked))
    said = f"{more} requests besides the index" if more else "asks only the index"
    return [
        Result(
            f"fetch {ROLLCALLS} roll calls, {JOBS} jobs, {DELAY * 1000:.0f} ms an answer / ideal",
            1.3,
            first,
            [ideal],
        ),
        Result(f"fetch again ({said}) / fetch", 0.1, second, first),
    ]


def fetch(server: Loopback, store: Path, new: int) -> float:
    """Run the command in its own process; give its seconds, checked for what it should do."""
    command = "fetch 119 --chamber house --session 2 --source house --delay 0 --format json"
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "votekit", *command.split(), "--jobs", str(JOBS)],
        cwd=ROOT,
        env={**os.environ, **server.environment, "VOTEKIT_DATA": str(store)},
        check=True,
        capture_output=True,
        text=True,
    )
    seconds = time.perf_counter() - start
    (chamber,) = json.loads(done.stdout)["chambers"]
    if len(chamber["new"]) != new:
        raise SystemExit(f"{len(chamber['new'])} new roll calls instead of {new}: {done.stderr}")
    return seconds


def report(runs: int) -> list[str]:
    """Return the lines of a Markdown table."""
    return [*HEAD, *(one.line() for one in measure(min(runs, MOST_RUNS)))]


def main() -> None:
    """Measure and print."""
    print("\n".join(report(MOST_RUNS)))


if __name__ == "__main__":
    main()
