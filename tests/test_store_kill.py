"""Writers that are killed and readers that read meanwhile: a reader sees one whole state."""

import json
import os
import pickle
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager

import pytest

from votekit.store import Wanted

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork, no SIGKILL")

KILLS = 25
READINGS = 40
# For each line that it is given, a new process that writes until it is killed. Forked, since
# starting Python and importing takes longer than all else here.
WRITERS = """
import os, pickle, sys
from pathlib import Path
import pyarrow.compute
from votekit.store.writing import StoreWriter
path, versions = Path(sys.argv[1]), pickle.loads(Path(sys.argv[2]).read_bytes())
while sys.stdin.readline():
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        print("dead", flush=True)
        continue
    parent = os.getppid()
    StoreWriter(path).write(*versions[0])
    print(os.getpid(), flush=True)
    while os.getppid() == parent:
        for rollcalls, positions in reversed(versions):
            StoreWriter(path).write(rollcalls, positions)
    os._exit(0)
"""
# Yeas and nays of h413-115.2017, then of s175-115.2017.
OLD = ((419, 3), (98, 2))
NEW = ((418, 4), (97, 3))


@pytest.fixture
def writing(tmp_path, votes, altered):
    """Start processes that write two roll calls of two partitions, in two versions by turns."""
    old = [votes["h413-115.2017"], votes["s175-115.2017"]]
    new = [altered(old[0], "A000374"), altered(old[1], "S289")]
    versions = [
        ([vote.rollcall for vote in pair], [row for vote in pair for row in vote.positions])
        for pair in (old, new)
    ]
    rows = tmp_path / "versions.pickle"
    rows.write_bytes(pickle.dumps(versions))
    with subprocess.Popen(
        [sys.executable, "-c", WRITERS, tmp_path / "store", rows],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writers:

        @contextmanager
        def write():
            """Have a process write for as long as the block takes, then kill it."""
            writers.stdin.write("\n")
            writers.stdin.flush()
            writer = int(writers.stdout.readline())
            yield
            os.kill(writer, signal.SIGKILL)
            assert writers.stdout.readline() == "dead\n"

        try:
            yield write
        finally:
            writers.kill()


def state_of(record):
    """Give yeas and nays of both roll calls, the same from each of the three tables."""
    state = []
    for chamber, number, listed in (("house", 413, 433), ("senate", 175, 100)):
        place = Wanted(115, chamber, 1, number)
        (row,) = record.rollcalls(place, ["yea", "nay", "listed"]).to_pylist()
        tallies = record.tallies(place, ["yea", "nay"]).to_pylist()
        counted = Counter(record.positions(place, ["position"])["position"].to_pylist())
        assert row["listed"] == counted.total() == listed
        assert sum(tally["yea"] for tally in tallies) == row["yea"] == counted["yea"]
        assert sum(tally["nay"] for tally in tallies) == row["nay"] == counted["nay"]
        state.append((row["yea"], row["nay"]))
    return tuple(state)


def leftovers(path):
    """Give what a killed writer has left: files that the manifest does not name, or its draft."""
    tables = json.loads((path / "manifest.json").read_text())["tables"]
    named = {entry["file"] for entries in tables.values() for entry in entries}
    return {file.name for file in path.iterdir()} - named - {"manifest.json", ".lock"}


def test_a_writer_killed_at_any_moment_leaves_one_whole_state(
    tmp_path, writing, store, alone, votes
):
    path = tmp_path / "store"
    delays = random.Random(175)
    seen, torn, kills = set(), 0, 0
    # On a busy machine more kills fall before a write or after it, so there are more of them.
    while kills < KILLS or seen != {OLD, NEW} or not torn:
        kills += 1
        assert kills < 40 * KILLS
        with writing():
            time.sleep(delays.uniform(0, 0.15))
        state = state_of(alone(path))
        assert state in {OLD, NEW}
        seen.add(state)
        torn += bool(leftovers(path))
    store(path, votes["h2-118.2023"])
    assert not leftovers(path)
    assert state_of(alone(path)) == state


def test_a_reader_meanwhile_sees_one_whole_state_and_no_error(tmp_path, writing, alone):
    path = tmp_path / "store"
    seen = Counter()
    with writing():
        first = alone(path)
        opened = state_of(first)
        while seen.total() < READINGS or set(seen) != {OLD, NEW}:
            assert seen.total() < 100 * READINGS
            seen[state_of(alone(path))] += 1
    # Long after its files were removed.
    assert state_of(first) == opened
