"""The manifest: any flipped bit is noticed, a lost one is damage, an old one still opens."""

import json
import os
import random
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from votekit.api.answers import margin
from votekit.cli.app import app
from votekit.errors import StoreError
from votekit.store import Record, bundled_directory
from votekit.store.writing import StoreWriter

ASKED = "s175-115.2017"


@pytest.fixture(scope="module")
def sound(tmp_path_factory, store, votes) -> Path:
    return store(tmp_path_factory.mktemp("sound") / "store", *votes.values())


@pytest.fixture
def spoilt(sound, tmp_path) -> Path:
    return shutil.copytree(sound, tmp_path / "store")


def state(path):
    return {file.name: file.read_bytes() for file in path.iterdir() if file.name != ".lock"}


def answer(path, bundled=None):
    return margin(ASKED, record=Record.open(user=path, bundled=bundled)).votes


def flip(file, sound, bit):
    flipped = bytearray(sound)
    flipped[bit // 8] ^= 1 << bit % 8
    file.write_bytes(flipped)


def answer_or_error(path, bundled=None):
    try:
        return answer(path, bundled)
    except StoreError as error:
        return str(error)


def test_no_flipped_bit_of_a_manifest_gives_another_answer(spoilt):
    manifest = spoilt / "manifest.json"
    sound, right = manifest.read_bytes(), answer(spoilt)
    bits = random.Random(3952).sample(range(len(sound) * 8), 800)
    said = [answer_or_error(spoilt) for bit in bits if not flip(manifest, sound, bit)]
    told = [one for one in said if one != right]
    assert len(told) > 700
    assert all(str(manifest) in one and len(one.splitlines()) == 1 for one in told)


def test_no_flipped_bit_of_the_manifest_that_ships_gives_another_answer(tmp_path):
    shipped = tmp_path / "record"
    shipped.mkdir()
    for file in bundled_directory().iterdir():
        (shipped / file.name).symlink_to(file)
    sound = (bundled_directory() / "manifest.json").read_bytes()
    right = answer(tmp_path / "none", shipped)
    manifest = shipped / "manifest.json"
    manifest.unlink()
    for bit in random.Random(214).sample(range(len(sound) * 8), 200):
        flip(manifest, sound, bit)
        said = answer_or_error(tmp_path / "none", shipped)
        assert said == right or "install votekit again" in said


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (lambda said: said["tables"].update(qositions=[]), "a table 'qositions'"),
        (lambda said: said.update(tablez={}), "'tablez', which no manifest does"),
        (lambda said: said["tables"]["tallies"][0].update(crc33=1), "'crc33'"),
        (lambda said: said["tables"]["tallies"][0].update(crc32="1"), "a wrong checksum"),
        (lambda said: said["tables"]["tallies"][0].update(congress=True), "a wrong Congress"),
        (lambda said: said["tables"]["tallies"][0].update(chamber="hause"), "or chamber"),
        (lambda said: said["tables"]["tallies"][0].update(congress=109), "to another table"),
        (
            lambda said: said["tables"].update(positions=said["tables"]["tallies"]),
            "to another table",
        ),
        (lambda said: said.update(format=True), "does not state its format"),
        (lambda said: said.update(format=0), "does not state its format"),
    ],
)
def test_a_manifest_without_a_checksum_says_nothing_that_is_not_known(spoilt, edit, told):
    said = json.loads((spoilt / "manifest.json").read_text())
    del said["crc32"]
    edit(said)
    (spoilt / "manifest.json").write_text(json.dumps(said))
    with pytest.raises(StoreError) as caught:
        Record.open(user=spoilt)
    assert told in str(caught.value)


def test_a_store_of_the_version_before_checksums_opens_and_gets_one(spoilt, store, votes, alone):
    """As votekit 0.4 wrote it: ``format`` and ``tables``, and nothing else."""
    manifest = spoilt / "manifest.json"
    said = json.loads(manifest.read_text())
    before = answer(spoilt)
    manifest.write_text(
        json.dumps({"format": 1, "tables": said["tables"]}, indent=1, sort_keys=True) + "\n"
    )
    assert answer(spoilt) == before
    store(spoilt, votes["s98-115.2017"])
    assert set(json.loads(manifest.read_text())) == {"crc32", "format", "tables"}
    assert answer(spoilt) == before


def test_a_store_that_has_lost_its_manifest_is_damaged_and_never_emptied(spoilt, votes):
    (spoilt / "manifest.json").unlink()
    kept = state(spoilt)
    vote = votes["s98-115.2017"]
    for attempt in (
        lambda: Record.open(user=spoilt),
        lambda: StoreWriter(spoilt).write([vote.rollcall], vote.positions),
        lambda: StoreWriter(spoilt).write_members([]),
    ):
        with pytest.raises(StoreError, match=f"{spoilt} is damaged: it holds 15 of votekit's"):
            attempt()
        assert state(spoilt) == kept


def test_a_first_write_killed_before_its_manifest_does_not_look_like_damage(
    tmp_path, store, votes, monkeypatch
):
    class Killed(BaseException):
        pass

    def kill(*_):
        raise Killed

    vote = votes["s98-115.2017"]
    with monkeypatch.context() as patched:
        patched.setattr(StoreWriter, "_commit", kill)
        with pytest.raises(Killed):
            StoreWriter(tmp_path / "store").write([vote.rollcall], vote.positions)
    assert [*(tmp_path / "store").glob("*.parquet")]
    assert len(answer(tmp_path / "store")) == 1
    store(tmp_path / "store", vote)
    assert len([*(tmp_path / "store").glob("*.parquet")]) == 3


def test_a_draft_of_the_manifest_that_is_a_link_is_not_followed(spoilt, store, votes):
    victim = spoilt.parent / "thesis.txt"
    victim.write_text("dear")
    (spoilt / "manifest.json.new").symlink_to(victim)
    store(spoilt, votes["s98-115.2017"])
    assert victim.read_text() == "dear"
    assert not (spoilt / "manifest.json").is_symlink()


def test_a_store_of_more_files_than_may_be_open_says_so(sound):
    count = sum(map(len, json.loads((sound / "manifest.json").read_text())["tables"].values()))
    limit = 14

    def few():
        resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))

    done = subprocess.run(
        [sys.executable, "-m", "votekit", "margin", ASKED],
        env={**os.environ, "VOTEKIT_DATA": str(sound)},
        capture_output=True,
        text=True,
        preexec_fn=few,
    )
    assert done.returncode == 3
    assert done.stderr == (
        f"votekit: The store {sound} has {count} files, and the system does not let this program "
        f"open so many at once: permit more with `ulimit -n {count + 128}`, then try again.\n"
    )


@pytest.mark.parametrize("missing", ["ENOSYS", "ENOLCK", "EOPNOTSUPP"])
def test_a_file_system_without_locks_is_refused_in_one_sentence(
    spoilt, votes, monkeypatch, missing
):
    import errno
    import fcntl

    def refuse(*_):
        raise OSError(getattr(errno, missing), os.strerror(getattr(errno, missing)))

    kept, vote = state(spoilt), votes["s98-115.2017"]
    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(StoreError, match=f"file system of {spoilt} cannot lock files"):
        StoreWriter(spoilt).write([vote.rollcall], vote.positions)
    assert state(spoilt) == kept


def test_a_home_that_is_a_file_has_no_store_and_the_record_answers(monkeypatch, tmp_path):
    (tmp_path / "home").write_text("")
    monkeypatch.delenv("VOTEKIT_DATA")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert answer(None)[0].yea == 98
    assert CliRunner().invoke(app, ["status"]).exit_code == 0


def test_without_a_home_the_record_answers_and_writing_says_what_to_set(monkeypatch):
    from votekit.store import user_directory

    monkeypatch.delenv("VOTEKIT_DATA")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert answer(None)[0].yea == 98
    with pytest.raises(StoreError, match="set VOTEKIT_DATA to a directory"):
        user_directory()


def test_a_user_that_does_not_exist_is_said_in_one_sentence(monkeypatch):
    monkeypatch.setenv("VOTEKIT_DATA", "~nouser/store")
    with pytest.raises(StoreError, match="VOTEKIT_DATA is “~nouser/store”"):
        Record.open()
