"""A store that is damaged, held, full or not to be written: one sentence, and nothing lost."""

import json
import os
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from votekit.api.answers import margin
from votekit.errors import StoreError
from votekit.schema import SCHEMA_VERSION
from votekit.store import Record, Wanted
from votekit.store.writing import StoreWriter, write_parquet

TABLES = ("rollcalls", "positions", "tallies", "members")
AWAY = "move {store} away to answer from the bundled record."


@pytest.fixture(scope="module")
def sound(tmp_path_factory, store, votes) -> Path:
    """Give a store of the whole slice, with members."""
    path = store(tmp_path_factory.mktemp("sound") / "store", *votes.values())
    StoreWriter(path).write_members(Record.open().members(Wanted(115, "senate")).to_pylist())
    return path


@pytest.fixture
def spoilt(sound, tmp_path) -> Path:
    """Give a copy of it, to be spoilt."""
    return shutil.copytree(sound, tmp_path / "store")


def contents(path):
    return {file.name: file.read_bytes() for file in path.iterdir()}


def parquet(path, table, place="115-senate-"):
    (file,) = path.glob(f"{table}-{'' if table == 'members' else place}*.parquet")
    return file


def edit_manifest(path, edit):
    """Have a manifest say something else, as one from before manifests had checksums."""
    content = json.loads((path / "manifest.json").read_text())
    del content["crc32"]
    edited = edit(content)
    (path / "manifest.json").write_text(json.dumps(content if edited is None else edited))


def rewrite(path, table, edit):
    """Write a table again with other columns, as a writer that knows no better."""
    file = parquet(path, table)
    write_parquet(edit(pq.read_table(file)), file, table)

    def set_checksum(content):
        for entry in content["tables"][table]:
            if entry["file"] == file.name:
                entry["crc32"] = zlib.crc32(file.read_bytes())

    edit_manifest(path, set_checksum)
    return file


def truncate(path, table):
    file = parquet(path, table)
    file.write_bytes(file.read_bytes()[:-100])
    return file


def empty(path, table):
    file = parquet(path, table)
    file.write_bytes(b"")
    return file


def garble(path, table):
    file = parquet(path, table)
    file.write_bytes(b"<html>Service unavailable</html>" * 100)
    return file


def change_a_byte(path, table):
    file = parquet(path, table)
    content = bytearray(file.read_bytes())
    content[len(content) // 3] ^= 0x10
    file.write_bytes(content)
    return file


def remove(path, table):
    file = parquet(path, table)
    file.unlink()
    return file


def put_a_directory(path, table):
    file = remove(path, table)
    file.mkdir()
    return file


def drop_a_column(path, table):
    return rewrite(path, table, lambda content: content.drop_columns(content.column_names[-1]))


def turn_a_column_to_text(path, table):
    def edit(content):
        text = content["congress"].cast(pa.string())
        return content.set_column(content.column_names.index("congress"), "congress", text)

    return rewrite(path, table, edit)


DAMAGES = [
    (truncate, "it is not as it was written"),
    (empty, "it is not as it was written"),
    (garble, "it is not as it was written"),
    (change_a_byte, "it is not as it was written"),
    (remove, "No such file or directory"),
    (put_a_directory, ""),
    (drop_a_column, "it has no column"),
    (turn_a_column_to_text, "its column congress is string, not int16"),
]


def said_to(path):
    """Ask for a roll call that is damaged; give the sentence, the same from the command line."""
    with pytest.raises(StoreError) as caught:
        margin("s175-115.2017", record=Record.open(user=path))
    done = subprocess.run(
        [sys.executable, "-m", "votekit", "margin", "s175-115.2017"],
        capture_output=True,
        text=True,
        env={**os.environ, "VOTEKIT_DATA": str(path)},
        timeout=120,
    )
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr == f"votekit: {caught.value}\n"
    return str(caught.value)


@pytest.mark.parametrize(
    ("damage", "reason"), DAMAGES, ids=lambda value: getattr(value, "__name__", "")
)
def test_a_damaged_file_is_said_with_its_path_and_what_to_do(spoilt, damage, reason):
    file = damage(spoilt, "rollcalls")
    said = said_to(spoilt)
    assert said.startswith(f"{file} is damaged or missing ({reason}")
    assert said.endswith("): " + AWAY.format(store=spoilt))


@pytest.mark.parametrize("damage", [damage for damage, _ in DAMAGES])
@pytest.mark.parametrize("table", TABLES)
def test_damage_is_found_in_every_table(spoilt, damage, table):
    file = damage(spoilt, table)
    with pytest.raises(StoreError) as caught:
        margin("s175-115.2017", record=Record.open(user=spoilt))
    assert str(file) in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize("damage", [garble, remove, put_a_directory])
def test_damage_elsewhere_does_not_keep_from_answering(spoilt, damage):
    for table in TABLES[:3]:
        damage(spoilt, table)
    record = Record.open(user=spoilt)
    for vote_id, yeas in (("s292-116.2020", 81), ("h466-106.2000", 270)):
        assert margin(vote_id, record=record).votes[0].yea == yeas


@pytest.mark.parametrize("damage", [garble, remove])
def test_damage_of_what_ships_asks_to_install_again(spoilt, tmp_path, damage):
    file = damage(spoilt, "tallies")
    with pytest.raises(StoreError) as caught:
        margin("s175-115.2017", record=Record.open(user=tmp_path / "none", bundled=spoilt))
    assert str(file) in str(caught.value)
    assert str(caught.value).endswith("it ships with votekit, so install votekit again.")


def test_a_store_from_before_checksums_is_still_checked_by_its_form(spoilt):
    def forget(content):
        for entry in content["tables"]["rollcalls"]:
            del entry["crc32"]

    edit_manifest(spoilt, forget)
    assert margin("s175-115.2017", record=Record.open(user=spoilt)).votes[0].yea == 98
    file = truncate(spoilt, "rollcalls")
    with pytest.raises(StoreError, match="is damaged or missing") as caught:
        margin("s175-115.2017", record=Record.open(user=spoilt))
    assert str(file) in str(caught.value)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Expecting value: line 1 column 1 (char 0)"),
        (b"\xff\xfe\x00{", "'utf-8' codec can't decode byte 0xff"),
        (b'{"format": 1, "tables": {"roll', "Unterminated string"),
        (b"[" * 100_000, "maximum recursion depth"),
        (b"[1, 2]", "it does not state its format"),
        (b'{"tables": {}}', "it does not state its format"),
        (b'{"format": Infinity, "tables": {}}', "it does not state its format"),
        (b'{"format": 1}', "it does not list the files of each table"),
        (b'{"format": 1, "tables": ["rollcalls"]}', "it does not list the files of each table"),
        (b'{"format": 1, "tables": {"rollcalls": {}}}', "it does not list the files of each"),
    ],
    ids=lambda value: str(value[:12]),
)
def test_a_manifest_that_is_none_is_said_with_its_path_and_what_to_do(spoilt, content, reason):
    (spoilt / "manifest.json").write_bytes(content)
    with pytest.raises(StoreError) as caught:
        Record.open(user=spoilt)
    said = str(caught.value)
    assert said.startswith(f"The store's manifest {spoilt / 'manifest.json'} cannot be read (")
    assert reason in said
    assert said.endswith("): " + AWAY.format(store=spoilt))
    assert len(said.splitlines()) == 1


def test_a_garbled_manifest_gives_one_line_on_the_command_line(spoilt):
    (spoilt / "manifest.json").write_bytes(b"\x00\x01 no manifest\n at all")
    assert str(spoilt / "manifest.json") in said_to(spoilt)


def test_a_manifest_of_a_newer_votekit_asks_to_upgrade(spoilt):
    edit_manifest(spoilt, lambda content: {"format": SCHEMA_VERSION + 1, "shards": content})
    assert said_to(spoilt) == (
        f"The store {spoilt} was written by a newer votekit (format {SCHEMA_VERSION + 1}, this one "
        f"reads up to {SCHEMA_VERSION}): upgrade votekit, or set VOTEKIT_DATA to another directory."
    )


@pytest.mark.parametrize(
    "name",
    ["../{0}", "../../{0}", "{1}", "..\\{0}", "sub/{0}", "..", ".", "", "C:{0}", "{0}\n", 5, None],
)
def test_a_manifest_cannot_name_a_file_outside_of_the_store(spoilt, name):
    outside = shutil.copy(parquet(spoilt, "rollcalls"), spoilt.parent / "rollcalls-outside.parquet")
    if isinstance(name, str):
        name = name.format(outside.name, outside)

    def lead_away(content):
        for entry in content["tables"]["rollcalls"]:
            entry["file"] = name

    edit_manifest(spoilt, lead_away)
    with pytest.raises(StoreError) as caught:
        Record.open(user=spoilt)
    said = str(caught.value)
    assert said.startswith(f"The store's manifest {spoilt / 'manifest.json'} cannot be read (")
    assert f"it names the file {name!r}, which the store cannot have" in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("entry", ["x.parquet", 5, None, ["x.parquet"], {}])
def test_a_manifest_whose_files_are_no_entries_is_refused(spoilt, entry):
    edit_manifest(spoilt, lambda content: content["tables"]["rollcalls"].append(entry))
    with pytest.raises(StoreError, match="which the store cannot have"):
        Record.open(user=spoilt)


@pytest.mark.parametrize("place", [{"congress": "115"}, {"congress": [115]}, {"chamber": 2}])
def test_a_manifest_with_a_wrong_congress_or_chamber_is_refused(spoilt, place):
    edit_manifest(spoilt, lambda content: content["tables"]["tallies"][0].update(place))
    with pytest.raises(StoreError, match="a wrong Congress or chamber"):
        Record.open(user=spoilt)


@pytest.mark.parametrize("damage", [damage for damage, _ in DAMAGES])
def test_a_write_into_a_damaged_store_changes_nothing(spoilt, votes, damage):
    damage(spoilt, "positions")
    vote = votes["s98-115.2017"]
    with pytest.raises(StoreError, match="is damaged or missing"):
        StoreWriter(spoilt).write([vote.rollcall], vote.positions)
    (spoilt / "manifest.json").write_text("{}")
    kept = {file.name for file in spoilt.iterdir()}
    with pytest.raises(StoreError, match="cannot be read"):
        StoreWriter(spoilt).write([vote.rollcall], vote.positions)
    assert {file.name for file in spoilt.iterdir()} == kept
