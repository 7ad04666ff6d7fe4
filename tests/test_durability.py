"""What is said to be stored stays through a power cut: the order of syncs and renames.

No power is cut here. A recorder notes what the program asks of the system, in order, and the rules
of POSIX say what survives: a file's content once it is synced, a name once its directory is.
"""

import os
import sqlite3
from pathlib import Path

import pytest

import votekit as vk
from votekit.store.documents import Documents
from votekit.whole_file import make_directory, write_whole

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="names of open files")


@pytest.fixture
def calls(monkeypatch):
    """Record syncs, renames and removals, with the paths that they are of."""
    noted = []
    fsync, replace, rename, unlink, mkdir = os.fsync, os.replace, os.rename, os.unlink, os.mkdir

    def note_sync(handle):
        noted.append(("sync", Path(f"/proc/self/fd/{handle}").readlink()))
        fsync(handle)

    def note_move(original):
        def move(old, new, **options):
            original(old, new, **options)
            noted.append(("move", Path(old), Path(new)))

        return move

    def note(kind, original):
        def call(path, *arguments, **options):
            original(path, *arguments, **options)
            noted.append((kind, Path(path)))

        return call

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(os, "replace", note_move(replace))
    monkeypatch.setattr(os, "rename", note_move(rename))
    monkeypatch.setattr(os, "unlink", note("unlink", unlink))
    monkeypatch.setattr(os, "mkdir", note("mkdir", mkdir))
    return noted


def where(calls, *wanted):
    return [place for place, call in enumerate(calls) if call[: len(wanted)] == wanted]


def test_tables_are_synced_before_the_manifest_names_them(tmp_path, store, votes, calls):
    path = store(tmp_path / "store", votes["s175-115.2017"])
    calls.clear()
    old = {*path.glob("*.parquet")}
    store(path, votes["s98-115.2017"])
    new = {*path.glob("*.parquet")}
    draft, manifest = path / "manifest.json.new", path / "manifest.json"
    (named,) = where(calls, "move", draft, manifest)
    (written,) = where(calls, "sync", draft)
    (for_good,) = where(calls, "sync", path)
    assert written < named < for_good
    for file in new:
        (synced,) = where(calls, "sync", file)
        assert synced < named
    # What the old manifest names goes only when the new one is there for good.
    for file in old:
        (gone,) = where(calls, "unlink", file)
        assert for_good < gone


def test_a_new_store_is_there_for_good_with_all_its_parents(tmp_path, store, votes, calls):
    path = tmp_path / "share" / "votekit" / "store"
    store(path, votes["s175-115.2017"])
    for made in (path, path.parent, path.parent.parent):
        (at,) = where(calls, "mkdir", made)
        assert any(place > at for place in where(calls, "sync", made.parent))
    # Its empty manifest comes before the first table.
    first = where(calls, "move", path / "manifest.json.new")[0]
    tables = [place for file in path.glob("*.parquet") for place in where(calls, "sync", file)]
    assert len(tables) == 3
    assert all(first < place for place in tables)


def test_the_directory_of_kept_documents_is_there_for_good(tmp_path, calls):
    Documents(tmp_path / "share" / "store").save([])
    for made in (tmp_path / "share", tmp_path / "share" / "store"):
        (at,) = where(calls, "mkdir", made)
        assert any(place > at for place in where(calls, "sync", made.parent))


def test_kept_documents_are_written_with_sqlite_syncing_in_full(tmp_path):
    """SQLite syncs for itself: 2 is FULL, and the journal is one that a crash can undo."""
    with Documents(tmp_path)._open() as base:
        assert base.execute("PRAGMA synchronous").fetchone() == (2,)
        assert base.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    with sqlite3.connect(":memory:") as other:
        other.execute("PRAGMA synchronous = OFF")
        assert other.execute("PRAGMA synchronous").fetchone() == (0,)
    other.close()


def test_an_output_is_synced_before_it_takes_its_name_and_its_name_after(tmp_path, calls):
    file = tmp_path / "votes.csv"
    file.write_text("old")
    write_whole(b"new", file)
    (move,) = (call for call in calls if call[0] == "move")
    assert move[2] == file
    (written,) = where(calls, "sync", move[1])
    assert written < calls.index(move) < where(calls, "sync", tmp_path)[-1]


@pytest.mark.parametrize("force", [False, True])
def test_every_file_of_an_export_is_synced_before_it_takes_its_place(
    tmp_path, calls, monkeypatch, force
):
    from votekit import whole_file

    target, swap = tmp_path / "out", whole_file._swap
    chosen = {"congress": 115, "chamber": "senate", "tables": ["tallies", "rollcalls"]}
    if force:
        vk.export(target, **chosen)

    def noted_swap(one, other):
        calls.append(("move", one, other))
        return swap(one, other)

    monkeypatch.setattr(whole_file, "_swap", noted_swap)
    calls.clear()
    vk.export(target, partition=True, force=force, **chosen)
    moved = next(place for place, call in enumerate(calls) if call[0] == "move")
    draft = calls[moved][1]
    written = [*target.rglob("*"), target]
    assert len(written) == 10
    for path in written:
        (synced,) = where(calls, "sync", draft / path.relative_to(target))
        assert synced < moved
    assert where(calls, "sync", tmp_path)[-1] > moved


def test_a_directory_that_is_there_is_not_synced_anew(tmp_path, calls):
    make_directory(tmp_path)
    assert calls == [] or {kind for kind, *_ in calls} == {"mkdir"}
