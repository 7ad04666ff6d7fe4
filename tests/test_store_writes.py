"""Writes that cannot be made: the store held by another, not to be written, or out of room."""

import os
import pickle
import subprocess
import sys
import time

import pytest

from votekit.errors import StoreError
from votekit.store.writing import StoreWriter

HOLD = """
import filelock, sys
with filelock.FileLock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""
WRITE = """
import pickle, resource, sys
from pathlib import Path
from votekit.errors import StoreError
from votekit.store.writing import StoreWriter
rollcalls, positions = pickle.loads(Path(sys.argv[2]).read_bytes())
if sys.argv[3] != "unlimited":
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
for _ in range(int(sys.argv[4])):
    try:
        StoreWriter(Path(sys.argv[1])).write(rollcalls, positions)
    except StoreError as error:
        print(error)
"""
ADVICE = (
    "): make room or permit writing there, or set VOTEKIT_DATA to another directory. Nothing in it "
    "has changed."
)


def contents(path):
    return {file.name: file.read_bytes() for file in path.iterdir() if file.name != ".lock"}


def refused(path, vote, **options):
    with pytest.raises(StoreError) as caught:
        StoreWriter(path, **options).write([vote.rollcall], vote.positions)
    return str(caught.value)


@pytest.fixture
def start_writer(tmp_path):
    """Start a process that writes a roll call, with a limit to the size of its files."""

    def start(path, vote, limit="unlimited", times=1):
        rows = tmp_path / f"{vote.rollcall['vote_id']}.pickle"
        rows.write_bytes(pickle.dumps(([vote.rollcall], vote.positions)))
        return subprocess.Popen(
            [sys.executable, "-c", WRITE, path, rows, str(limit), str(times)],
            stdout=subprocess.PIPE,
            text=True,
        )

    return start


def test_a_store_that_another_process_holds_is_said_and_left_alone(tmp_path, store, alone, votes):
    path = store(tmp_path / "store", votes["s175-115.2017"])
    before = contents(path)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, path / ".lock"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        start = time.monotonic()
        said = refused(path, votes["s98-115.2017"], lock_seconds=0.5)
        assert time.monotonic() - start >= 0.5
        assert said == (
            f"Another process has been writing to {path} for 0.5 seconds: wait for it, then try "
            "again."
        )
        assert contents(path) == before
        # A reader does not wait.
        assert alone(path).rollcalls()["vote_id"].to_pylist() == ["s175-115.2017"]
        holder.communicate()
    store(path, votes["s98-115.2017"])
    assert len(alone(path).rollcalls()) == 2


def test_two_processes_that_write_at_once_lose_nothing(tmp_path, store, start_writer, alone, votes):
    path = store(tmp_path / "store", votes["s54-115.2017"])
    two = [votes["s98-115.2017"], votes["s175-115.2017"]]
    processes = [start_writer(path, vote, times=10) for vote in two]
    assert [process.communicate()[0] for process in processes] == ["", ""]
    ids = ["s54-115.2017", "s98-115.2017", "s175-115.2017"]
    assert alone(path).rollcalls()["vote_id"].to_pylist() == ids
    assert len(alone(path).positions()) == 300


def test_a_path_below_a_file_is_said_in_one_sentence(tmp_path, votes):
    (tmp_path / "file").write_text("mine")
    for path in (tmp_path / "file", tmp_path / "file" / "store"):
        said = refused(path, votes["s175-115.2017"])
        assert said.startswith(f"The store {path} cannot be written (")
        assert said.endswith(ADVICE)
        assert len(said.splitlines()) == 1
    assert (tmp_path / "file").read_text() == "mine"


def test_a_directory_without_permission_is_said_in_one_sentence(tmp_path, store, alone, votes):
    path = store(tmp_path / "store", votes["s175-115.2017"])
    before = contents(path)
    path.chmod(0o555)
    try:
        if os.access(path, os.W_OK):
            pytest.skip("who runs this may write anywhere, as root may")
        said = refused(path, votes["s98-115.2017"])
        nowhere = refused(path / "below", votes["s98-115.2017"])
        assert len(alone(path).positions()) == 100
    finally:
        path.chmod(0o755)
    assert said == f"The store {path} cannot be written (Permission denied{ADVICE}"
    assert nowhere == f"The store {path / 'below'} cannot be written (Permission denied{ADVICE}"
    assert contents(path) == before


@pytest.mark.skipif(sys.platform == "win32", reason="no limit to the size of files")
@pytest.mark.parametrize("limit", [0, 1, 1000, 5000])
def test_a_write_that_runs_out_of_room_leaves_the_old_state(
    tmp_path, store, start_writer, alone, votes, limit
):
    path = store(tmp_path / "store", votes["s175-115.2017"])
    before = contents(path)
    said = start_writer(path, votes["s98-115.2017"], limit).communicate()[0]
    assert said == f"The store {path} cannot be written (File too large{ADVICE}\n"
    after = contents(path)
    assert {name: after[name] for name in before} == before
    assert alone(path).rollcalls()["vote_id"].to_pylist() == ["s175-115.2017"]
    assert len(alone(path).positions()) == 100
    store(path, votes["s98-115.2017"])
    assert len(alone(path).positions()) == 200
    left = {name for name in contents(path) if name.endswith(".parquet")}
    assert len(left) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="no limit to the size of files")
def test_a_first_write_that_runs_out_of_room_leaves_an_empty_store(
    tmp_path, store, start_writer, alone, votes
):
    path = tmp_path / "store"
    said = start_writer(path, votes["s175-115.2017"], 1000).communicate()[0]
    assert "File too large" in said
    assert not len(alone(path).rollcalls())
    store(path, votes["s175-115.2017"])
    assert len(alone(path).positions()) == 100
