"""A fetch that is killed, interrupted, doubled, or on a full disk: what was complete stays.

``VOTEKIT_KILLS`` says how many times one fetch is killed, at random moments, before it may end.
"""

import errno
import json
import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from loopback.corrections import corrected as correction_of
from loopback.running import (
    ROOT,
    arguments_of,
    differing,
    ended,
    environment_of,
    naming,
    only,
    run,
    started,
    tables_of,
)
from loopback.sites import Sites

from votekit.store.documents import Documents

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no SIGKILL")

KILLS = int(os.environ.get("VOTEKIT_KILLS", "12"))
ROLLCALLS = 40
BEFORE_THE_HANGING = 36
"""Roll calls 284 to 319; those from 320 to 329 hang."""
ALL = [f"h{number}-119.2026" for number in range(284, 284 + ROLLCALLS)]
INDEX = re.compile(r"/evs/\d{4}/(index|ROLL_\d+)\.asp")
SESSION = arguments_of("house", "--timeout", "5")
FOR_LONG = arguments_of("house", "--format", "table", "--timeout", "15")
# Forked children start within milliseconds, so that kills meet the fetch and not the imports.
FORKING = """
import json, os, sys
import pyarrow.compute, requests, lxml.etree, filelock, rich.progress
import votekit.api, votekit.store.writing, votekit.cli.app
from votekit.cli.app import main
while line := sys.stdin.readline():
    child = os.fork()
    if child:
        print(child, flush=True)
        sys.stdin.readline()
        print(os.waitpid(child, 0)[1], flush=True)
        continue
    out = os.open(os.devnull, os.O_WRONLY)
    os.dup2(out, 1)
    sys.argv = ["votekit", *json.loads(line)]
    main()
    os._exit(0)
"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    return Sites.build(tmp_path_factory.mktemp("sites"), house=ROLLCALLS, senate=1, api=False)


@pytest.fixture(scope="module")
def undisturbed(running, tmp_path_factory):
    running.clear()
    store = tmp_path_factory.mktemp("undisturbed")
    done = run(running, store, *arguments_of("house"))
    assert (done.code, done.summary["new"]) == (0, ALL), done
    return tables_of(store)


@pytest.fixture
def fetching(server, tmp_path):
    """Give a function that starts a fetch, waits, kills it, and says how it ended."""
    with subprocess.Popen(
        [sys.executable, "-c", FORKING],
        cwd=ROOT,
        env={**os.environ, **environment_of(server, tmp_path / "store")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as forking:

        def fetch_and_kill(wait, arguments=SESSION):
            forking.stdin.write(f"{json.dumps(arguments)}\n")
            forking.stdin.flush()
            child = int(forking.stdout.readline())
            wait()
            # Its number cannot be another's: it is waited for only after the next line.
            os.kill(child, signal.SIGKILL)
            forking.stdin.write("\n")
            forking.stdin.flush()
            return int(forking.stdout.readline())

        try:
            yield fetch_and_kill
        finally:
            forking.kill()


def until_kept(store, count):
    """Wait until so many documents are on disk, however long this machine takes for it."""
    end = time.monotonic() + 300
    while Documents(store).count() < count:
        assert time.monotonic() < end
        time.sleep(0.05)


def part_of(store, whole):
    """Check that every roll call in the store is whole and as it should be; give their ids."""
    tables = tables_of(store)
    here = tables["rollcalls"]["vote_id"].to_pylist()
    expected = only(whole, here)
    for name in ("rollcalls", "positions", "tallies"):
        assert tables[name].equals(expected[name]), name
    return here


def test_killed_at_random_moments_it_ends_as_if_it_had_not_been(
    server, tmp_path, fetching, undisturbed
):
    store = tmp_path / "store"
    server.delay(0.02)
    moments = random.Random(119)
    killed = 0
    for _ in range(KILLS):
        how = fetching(lambda: time.sleep(moments.uniform(0.05, 0.9)))
        killed += os.WIFSIGNALED(how)
        here = part_of(store, undisturbed)
        documents = store / "documents.sqlite"
        if documents.exists():
            with sqlite3.connect(documents) as base:
                assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            base.close()
        if len(here) == ROLLCALLS:
            assert differing(tables_of(store), undisturbed) == []
            shutil.rmtree(store)  # from the beginning once more
    assert killed >= KILLS // 3
    done = run(server, store, *arguments_of("house"))
    assert (done.code, done.summary["failed"]) == (0, []), done
    assert differing(tables_of(store), undisturbed) == []
    server.clear()
    done = run(server, store, *arguments_of("house"))
    assert (done.code, done.summary["new"], done.summary["corrected"]) == (0, [], [])
    assert [path for path in server.paths() if not INDEX.fullmatch(path)] == []


def test_killed_while_corrections_come_each_roll_call_is_the_old_or_the_new(
    sites, server, tmp_path, fetching, undisturbed
):
    store, fresh = tmp_path / "store", tmp_path / "fresh"
    again = naming("house", *ALL)
    assert run(server, store, *SESSION).code == 0
    files = {path: path.read_bytes() for path in sites.root.glob("evs/2026/roll*.xml")}
    moments = random.Random(284)
    try:
        for path, data in files.items():
            path.write_bytes(correction_of(data))
        assert run(server, fresh, *SESSION).code == 0
        corrected = tables_of(fresh)
        for _ in range(KILLS // 2):
            fetching(lambda: time.sleep(moments.uniform(0.05, 0.7)), again)
            here = tables_of(store)
            assert here["rollcalls"].num_rows == ROLLCALLS
            for vote_id in ALL:
                mine = only(here, [vote_id])["positions"]
                assert any(
                    mine.equals(only(whole, [vote_id])["positions"])
                    for whole in (undisturbed, corrected)
                )
        done = run(server, store, *again)
        assert (done.code, done.summary["failed"]) == (0, []), done
        assert differing(tables_of(store), corrected) == []
        assert differing(corrected, undisturbed) != []
    finally:
        for path, data in files.items():
            path.write_bytes(data)


def test_what_had_come_before_a_kill_is_not_asked_for_again(
    server, tmp_path, fetching, undisturbed
):
    server.fault("hanging", r"/roll32\d\.xml")
    fetching(lambda: until_kept(tmp_path / "store", BEFORE_THE_HANGING))
    asked = {path for path in server.paths() if re.search(r"/roll3[01]\d\.xml", path)}
    server.clear()
    done = run(server, tmp_path / "store", *arguments_of("house"))
    assert done.code == 0, done
    assert differing(tables_of(tmp_path / "store"), undisturbed) == []
    again = asked & set(server.paths())
    assert len(asked) == 20
    assert not again


def test_an_interrupt_keeps_what_was_complete_and_says_so(server, tmp_path, undisturbed):
    server.fault("hanging", r"/roll32\d\.xml")
    with started(server, tmp_path, *FOR_LONG) as fetch:
        until_kept(tmp_path, BEFORE_THE_HANGING)
        fetch.send_signal(signal.SIGINT)
        start = time.monotonic()
        done = ended(fetch)
    # The server hangs for 20 seconds, each of four times: an interrupt waits for none of them.
    assert time.monotonic() - start < 15
    assert done.code == 130, done
    assert "Traceback" not in done.err
    assert "to go on" in done.err
    here = part_of(tmp_path, undisturbed)
    assert set(here) >= set(ALL[:30])
    server.clear()
    assert run(server, tmp_path, *arguments_of("house")).code == 0
    assert differing(tables_of(tmp_path), undisturbed) == []


def test_two_at_once_both_end_well_or_one_says_so(server, tmp_path, undisturbed):
    server.delay(0.02)
    with (
        started(server, tmp_path, *arguments_of("house")) as one,
        started(server, tmp_path, *arguments_of("house")) as other,
    ):
        both = [ended(one), ended(other)]
    for done in both:
        assert "Traceback" not in done.err
        assert done.code == 0 or (done.code == 3 and "Another" in done.err), done
    assert 0 in {done.code for done in both}
    assert differing(tables_of(tmp_path), undisturbed) == []


@pytest.mark.parametrize("limit", [100_000, 400_000, 900_000])
def test_a_full_disk_is_said_and_what_was_complete_stays(server, tmp_path, undisturbed, limit):
    def fill():
        # Every file ends at the limit: a write beyond it fails as on a full disk.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    with started(server, tmp_path, *arguments_of("house"), preexec_fn=fill) as fetch:
        done = ended(fetch)
    assert "Traceback" not in done.err, done
    if done.code:
        assert done.code == 3
        assert re.search("make room|disk", done.out + done.err), done
    part_of(tmp_path, undisturbed)
    assert run(server, tmp_path, *arguments_of("house")).code == 0
    assert differing(tables_of(tmp_path), undisturbed) == []


def test_no_room_is_named_as_the_system_names_it(server, tmp_path, undisturbed, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        done = run(server, tmp_path, *arguments_of("house"))
    assert done.code == 3
    assert "No space left on device" in done.out + done.err
    assert part_of(tmp_path, undisturbed) == []
    assert run(server, tmp_path, *arguments_of("house")).code == 0
    assert differing(tables_of(tmp_path), undisturbed) == []
