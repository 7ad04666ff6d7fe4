"""``--output``: links, devices, permissions and owners stay; a reader sees one whole file."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import votekit as vk
from votekit import whole_file
from votekit.whole_file import DRAFTS, write_whole

ASK = [sys.executable, "-m", "votekit", "margin", "s175-115.2017", "-f", "csv"]
ANSWER = "query,"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links, modes and devices as POSIX has")


def run(*arguments, **options):
    return subprocess.run([*ASK, *map(str, arguments)], text=True, timeout=120, **options)


def test_a_link_stays_and_its_target_changes(tmp_path):
    target = tmp_path / "site" / "votes.csv"
    target.parent.mkdir()
    target.write_text("old")
    target.chmod(0o600)
    link = tmp_path / "latest.csv"
    link.symlink_to(Path("site") / "votes.csv")
    chain = tmp_path / "chain.csv"
    chain.symlink_to(link)
    assert run("-o", chain).returncode == 0
    assert (chain.is_symlink(), link.is_symlink()) == (True, True)
    assert target.read_text().startswith(ANSWER)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert sorted(one.name for one in target.parent.iterdir()) == ["votes.csv"]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["chain.csv", "latest.csv", "site"]


def test_a_link_to_nothing_makes_its_target_and_a_loop_is_said(tmp_path):
    (tmp_path / "latest").symlink_to("votes.csv")
    write_whole(b"new", tmp_path / "latest")
    assert (tmp_path / "votes.csv").read_text() == "new"
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    (tmp_path / "far").symlink_to("no/such/folder/x")
    for name in ("a", "far"):
        with pytest.raises(vk.RequestError) as caught:
            write_whole(b"new", tmp_path / name)
        assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755, 0o666])
def test_permissions_stay(tmp_path, mode):
    file = tmp_path / "votes.csv"
    file.write_text("old")
    file.chmod(mode)
    write_whole(b"new", file)
    assert (file.read_text(), stat.S_IMODE(file.stat().st_mode)) == ("new", mode)


def test_a_new_file_has_the_permissions_that_the_user_gives(tmp_path):
    for mask, mode in ((0o022, 0o644), (0o077, 0o600)):
        before = os.umask(mask)
        try:
            write_whole(b"new", tmp_path / f"{mask}")
        finally:
            os.umask(before)
        assert stat.S_IMODE((tmp_path / f"{mask}").stat().st_mode) == mode


def test_a_write_protected_file_stays_even_for_root(tmp_path):
    file = tmp_path / "votes.csv"
    file.write_text("dear")
    file.chmod(0o400)
    done = run("-o", file, capture_output=True)
    assert done.returncode == 2
    assert done.stderr == (
        f"votekit: {file} cannot be written (it is write-protected): name another file with "
        "--output.\n"
    )
    assert file.read_text() == "dear"
    assert [one.name for one in tmp_path.iterdir()] == ["votes.csv"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_stays(tmp_path):
    file = tmp_path / "votes.csv"
    file.write_text("old")
    os.chown(file, 1234, 2345)
    file.chmod(0o660)
    write_whole(b"new", file)
    there = file.stat()
    assert (there.st_uid, there.st_gid, stat.S_IMODE(there.st_mode)) == (1234, 2345, 0o660)
    assert file.read_text() == "new"


def test_a_file_whose_owner_cannot_be_kept_is_left_alone(tmp_path, monkeypatch):
    file = tmp_path / "votes.csv"
    file.write_text("old")
    mine = file.stat()

    def refuse(*_):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    class Theirs:
        st_mode, st_uid, st_gid = mine.st_mode, mine.st_uid + 1, mine.st_gid

    stat_of = Path.stat
    monkeypatch.setattr(os, "chown", refuse)
    monkeypatch.setattr(
        Path, "stat", lambda self, **more: Theirs if self == file else stat_of(self, **more)
    )
    with pytest.raises(vk.RequestError, match="belongs to another user or group"):
        write_whole(b"new", file)
    monkeypatch.undo()
    assert file.read_text() == "old"


def test_the_standard_output_by_name_is_the_standard_output(tmp_path):
    for name in ("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"):
        if not Path(name).exists():
            continue
        kind = Path(name).is_symlink()
        done = run("-o", name, capture_output=True)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith(ANSWER)
        assert Path(name).is_symlink() == kind
    log = tmp_path / "log"
    log.write_text("yesterday\n")
    own = log.stat().st_ino
    with log.open("a") as stream:
        assert run("-o", "/dev/stdout", stdout=stream).returncode == 0
    assert log.read_text().startswith(f"yesterday\n{ANSWER}")
    assert log.stat().st_ino == own
    link = tmp_path / "out"
    link.symlink_to("/dev/stdout")
    assert run("-o", link, capture_output=True).stdout.startswith(ANSWER)
    assert link.is_symlink()


def test_devices_and_pipes_are_written_to_and_stay(tmp_path):
    write_whole(b"new", Path("/dev/null"))
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    if Path("/dev/full").exists():
        with pytest.raises(vk.StoreError, match="make room"):
            write_whole(b"new", Path("/dev/full"))
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        write_whole(b"new" * 50_000, pipe)
        assert reader.communicate()[0] == b"new" * 50_000
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_name_as_long_as_a_name_may_be_is_written(tmp_path):
    file = tmp_path / ("v" * 251 + ".csv")
    write_whole(b"new", file)
    assert file.read_bytes() == b"new"


def test_what_fails_midway_leaves_the_old_file_and_no_draft(tmp_path, monkeypatch):
    file = tmp_path / "votes.csv"
    file.write_text("old")

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    for name in ("write_bytes", "replace"):
        with monkeypatch.context() as patched:
            patched.setattr(Path, name, full)
            with pytest.raises(vk.StoreError, match="make room"):
                write_whole(b"new", file)
        assert file.read_text() == "old"
        assert [one.name for one in tmp_path.iterdir()] == ["votes.csv"]


KILLED = """
import os, signal, sys
from pathlib import Path
from votekit import whole_file
if sys.argv[2] == "without":
    whole_file._swap = lambda one, other: False
target, when = Path(sys.argv[1]), int(sys.argv[3])
seen = []
def counted(original):
    def moved(*arguments, **more):
        done = original(*arguments, **more)
        seen.append(done)
        if len(seen) == when and done is not False:
            os.kill(os.getpid(), signal.SIGKILL)
        return done
    return moved
os.rename, os.replace = counted(os.rename), counted(os.replace)
whole_file._swap = counted(whole_file._swap) if sys.argv[2] == "with" else whole_file._swap
import votekit as vk
vk.export(target, congress=115, chamber="senate", tables="tallies", force=True)
"""


def export(target, **options):
    return vk.export(target, congress=115, chamber="senate", tables="tallies", **options)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize(("swap", "moves"), [("with", 1), ("without", 1), ("without", 2)])
def test_an_export_killed_as_it_takes_its_place_is_the_old_or_the_new(tmp_path, swap, moves):
    target = tmp_path / "out"
    export(target)
    (target / "old").write_text("")
    done = subprocess.run([sys.executable, "-c", KILLED, target, swap, str(moves)], timeout=120)
    assert done.returncode == -9
    if swap == "with":
        # One step: never without an export.
        assert (target / "votekit-export.json").is_file()
        assert not (target / "old").exists()
    left = [*tmp_path.glob(f"{DRAFTS}*")]
    assert len(left) == 1
    if moves == 1 and swap == "without":
        assert not target.exists()
        with pytest.raises(vk.RequestError, match="add --force"):
            export(target)  # the next run has put it back
        assert (target / "old").exists()
    export(target, force=True)
    assert sorted(one.name for one in target.iterdir()) == [
        "tallies.parquet",
        "votekit-export.json",
    ]
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_two_directories_are_swapped_in_one_step(tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).write_text("")
    if not whole_file._swap(tmp_path / "one", tmp_path / "other"):
        pytest.skip("this file system cannot swap")
    assert [file.name for file in (tmp_path / "one").iterdir()] == ["other"]


def test_the_draft_of_a_run_under_way_is_not_cleaned_up(tmp_path):
    with whole_file.draft_beside(tmp_path / "mine") as draft:
        draft.write_text("under way")
        write_whole(b"new", tmp_path / "other")
        whole_file.clean_up(tmp_path)
        assert draft.read_text() == "under way"
    assert [one.name for one in tmp_path.iterdir()] == ["other"]


def test_a_link_that_looks_like_a_draft_is_not_followed(tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "thesis.txt").write_text("dear")
    (tmp_path / f"{DRAFTS}x").symlink_to("own")
    write_whole(b"new", tmp_path / "other")
    assert (tmp_path / "own" / "thesis.txt").read_text() == "dear"


def test_an_export_goes_through_a_link_and_keeps_permissions(tmp_path):
    export(tmp_path / "real")
    (tmp_path / "real").chmod(0o700)
    (tmp_path / "link").symlink_to("real")
    export(tmp_path / "link", force=True)
    assert (tmp_path / "link").is_symlink()
    assert stat.S_IMODE((tmp_path / "real").stat().st_mode) == 0o700
    export(tmp_path / "t.csv")
    (tmp_path / "t.csv").chmod(0o640)
    (tmp_path / "l.csv").symlink_to("t.csv")
    export(tmp_path / "l.csv", force=True)
    assert (tmp_path / "l.csv").is_symlink()
    assert stat.S_IMODE((tmp_path / "t.csv").stat().st_mode) == 0o640
