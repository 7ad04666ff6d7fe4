"""What the store keeps of real roll calls, and what a reader gets of them."""

import json
from collections import Counter
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from votekit.api.tables import status
from votekit.errors import StoreError
from votekit.schema import POSITIONS, POSITIONS_TABLE, ROLLCALLS
from votekit.store import Record, Wanted, bundled_directory
from votekit.store.writing import StoreWriter

SLICE = [
    "h466-106.2000",
    "h1-115.2017",
    "h413-115.2017",
    "s54-115.2017",
    "s98-115.2017",
    "s175-115.2017",
    "s292-116.2020",
    "h2-118.2023",
    "h38-118.2023",
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory, store, votes) -> Path:
    """Give a store of all roll calls of the slice, written at once."""
    return store(tmp_path_factory.mktemp("whole") / "store", *votes.values())


def exact(vote):
    return Wanted(*(vote.rollcall[name] for name in ("congress", "chamber", "session", "number")))


def rows_of(table, vote_id):
    return [row for row in table.to_pylist() if row["vote_id"] == vote_id]


def in_order(rows):
    return sorted(rows, key=lambda row: (row["vote_id"], row["party"], row["member_id"]))


def entries(path):
    """Give the files of each table as the manifest names them."""
    tables = json.loads((path / "manifest.json").read_text())["tables"]
    return {table: {entry["file"] for entry in files} for table, files in tables.items()}


def named(path):
    return set().union(*entries(path).values())


def parquets(path):
    return {file.name for file in path.glob("*.parquet")}


def test_the_slice_is_what_these_tests_name(votes):
    assert sorted(votes) == sorted(SLICE)


@pytest.mark.parametrize("vote_id", SLICE)
def test_a_roll_call_is_read_back_field_by_field(whole, alone, votes, vote_id):
    vote, record = votes[vote_id], alone(whole)
    (row,) = rows_of(record.rollcalls(exact(vote)), vote_id)
    assert list(row) == ROLLCALLS.names
    assert {name: row[name] for name in vote.rollcall} == vote.rollcall
    read = record.positions(exact(vote)).to_pylist()
    assert list(read[0]) == POSITIONS_TABLE.names
    assert read == in_order(vote.positions)


@pytest.mark.parametrize("vote_id", SLICE)
def test_tallies_and_counts_are_those_of_the_positions(whole, alone, votes, vote_id):
    vote, record = votes[vote_id], alone(whole)
    counted = Counter((row["party"], row["position"]) for row in vote.positions)
    tallies = rows_of(record.tallies(exact(vote)), vote_id)
    assert {row["party"] for row in tallies} == {row["party"] for row in vote.positions}
    for row in tallies:
        assert (row["congress"], row["chamber"]) == (exact(vote).congress, exact(vote).chamber)
        expected = {name: counted[row["party"], name] for name in POSITIONS}
        assert {name: row[name] for name in POSITIONS} == expected
    (row,) = rows_of(record.rollcalls(exact(vote)), vote_id)
    for name in POSITIONS:
        assert row[name] == sum(tally[name] for tally in tallies)
    assert row["listed"] == len(vote.positions)


# As the Clerk's and the Secretary's documents state them.
@pytest.mark.parametrize(
    ("vote_id", "derived"),
    [
        ("h466-106.2000", {"yea": 270, "nay": 158, "rule": "override", "outcome": "failed"}),
        ("h1-115.2017", {"present": 434, "rule": "quorum", "outcome": None}),
        ("h413-115.2017", {"yea": 419, "nay": 3, "rule": "suspension", "stage": "passage"}),
        ("s54-115.2017", {"yea": 50, "nay": 50, "vice_president": "yea", "outcome": "passed"}),
        ("s98-115.2017", {"yea": 97, "nay": 2, "not_voting": 1, "rule": "treaty"}),
        ("s175-115.2017", {"yea": 98, "nay": 2, "rule": "majority-senate", "outcome": "passed"}),
        ("s292-116.2020", {"yea": 81, "nay": 13, "stage": "override", "outcome": "passed"}),
        ("h2-118.2023", {"yea": 0, "listed": 434, "rule": "election", "outcome": None}),
        ("h38-118.2023", {"yea": 213, "nay": 218, "delegates_yea": 3, "delegates_nay": 0}),
    ],
)
def test_counts_rule_and_outcome_are_derived(whole, alone, votes, vote_id, derived):
    (row,) = rows_of(alone(whole).rollcalls(exact(votes[vote_id])), vote_id)
    assert {name: row[name] for name in derived} == derived


@pytest.mark.parametrize("vote_id", SLICE)
def test_the_store_has_what_the_bundled_record_has(whole, alone, votes, vote_id):
    mine, shipped = alone(whole), Record.open()
    wanted = exact(votes[vote_id])
    for table in ("rollcalls", "tallies"):
        pair = [rows_of(getattr(record, table)(wanted), vote_id) for record in (mine, shipped)]
        key = [sorted(rows, key=lambda row: row.get("party", "")) for rows in pair]
        assert key[0] == key[1]
    assert mine.positions(wanted).to_pylist() == shipped.positions(wanted).to_pylist()


@pytest.mark.parametrize("vote_id", SLICE)
def test_positions_are_the_same_as_table_and_as_rows(whole, alone, votes, vote_id):
    for record in (alone(whole), Record.open()):
        rows = record.position_rows(exact(votes[vote_id]))
        assert rows == record.positions(exact(votes[vote_id])).to_pylist()
        assert len(rows) == len(votes[vote_id].positions)


def test_writing_again_replaces_the_same_and_keeps_the_others(tmp_path, store, alone, votes):
    senate = [votes[name] for name in ("s54-115.2017", "s98-115.2017", "s175-115.2017")]
    path = store(tmp_path / "store", *reversed(senate))
    once = alone(path)
    for vote in senate[1:]:
        store(path, vote)
    again = alone(path)
    for table in ("rollcalls", "tallies", "positions"):
        read = [getattr(record, table)().to_pylist() for record in (once, again)]
        assert sorted(map(str, read[0])) == sorted(map(str, read[1]))
    assert again.rollcalls()["vote_id"].to_pylist() == [vote.rollcall["vote_id"] for vote in senate]
    assert again.positions().num_rows == 300


def test_a_replaced_roll_call_leaves_nothing_of_the_old(tmp_path, store, alone, votes, altered):
    path = store(tmp_path / "store", votes["s175-115.2017"], votes["s98-115.2017"])
    fewer = altered(votes["s175-115.2017"], "S270")
    del fewer.positions[50:]
    store(path, fewer)
    record = alone(path)
    assert record.positions(exact(fewer)).to_pylist() == in_order(fewer.positions)
    (row,) = rows_of(record.rollcalls(), "s175-115.2017")
    assert row["listed"] == 50
    tallies = rows_of(record.tallies(), "s175-115.2017")
    assert sum(row["yea"] + row["nay"] for row in tallies) == 50
    assert len(rows_of(record.positions(), "s98-115.2017")) == 100


def test_roll_calls_stand_in_the_order_of_sessions_and_numbers(
    tmp_path, store, alone, votes, altered
):
    override = votes["s292-116.2020"]  # of session 2
    path = store(tmp_path / "store", override)
    for number in (300, 7):
        store(path, altered(override, vote_id=f"s{number}-116.2019", session=1, number=number))
    record = alone(path)
    ordered = ["s7-116.2019", "s300-116.2019", "s292-116.2020"]
    assert record.rollcalls()["vote_id"].to_pylist() == ordered
    assert list(dict.fromkeys(record.positions()["vote_id"].to_pylist())) == ordered
    for session, expected in ((1, ordered[:2]), (2, ordered[2:])):
        cut = record.positions(Wanted(116, "senate", session))
        assert list(dict.fromkeys(cut["vote_id"].to_pylist())) == expected


def test_a_write_leaves_the_files_of_other_congresses_alone(tmp_path, store, votes):
    path = store(tmp_path / "store", *votes.values())
    before, bytes_before = entries(path), {file: (path / file).read_bytes() for file in named(path)}
    store(path, votes["s175-115.2017"])
    after = entries(path)
    for table, files in before.items():
        replaced = {file for file in files if file.startswith(f"{table}-115-senate-")}
        assert files - after[table] == replaced
        assert len(after[table] - files) == len(replaced) == 1
    assert all(
        (path / file).read_bytes() == bytes_before[file] for file in named(path) & {*bytes_before}
    )


def test_a_write_removes_what_no_manifest_names_but_only_its_own(tmp_path, store, votes):
    path = store(tmp_path / "store", votes["s175-115.2017"])
    old = parquets(path)
    assert old == named(path)
    (path / "rollcalls-115-senate-0123abcd.parquet").write_bytes(b"left by a killed write")
    (path / "my-analysis.parquet").write_bytes(b"the user's own")
    store(path, votes["s98-115.2017"])
    assert parquets(path) == named(path) | {"my-analysis.parquet"}
    assert not old & parquets(path)


def test_members_can_be_written_before_any_roll_call(tmp_path, store, votes):
    paul = Record.open().members(Wanted(115, "senate")).to_pylist()[0]
    path = tmp_path / "store"
    StoreWriter(path).write_members([paul])
    record = Record.open(user=path)
    assert rows_of(record.rollcalls(Wanted(115, "senate")), "s175-115.2017")
    assert len(record.position_rows(exact(votes["s175-115.2017"]))) == 100
    store(path, votes["s175-115.2017"])
    assert set(entries(path)) == {"members", "positions", "rollcalls", "tallies"}


def test_a_record_stays_as_it_was_opened_whatever_is_written(
    tmp_path, store, alone, votes, altered
):
    path = store(tmp_path / "store", votes["s175-115.2017"])
    before = alone(path)
    for days in range(3):
        store(path, altered(votes["s175-115.2017"], "S270", days=days))
    assert before.positions().to_pylist() == in_order(votes["s175-115.2017"].positions)
    assert before.rollcalls()["nay"].to_pylist() == [2]
    assert alone(path).rollcalls()["nay"].to_pylist() == [3]


def test_a_reader_overtaken_by_writers_reads_the_manifest_again(
    tmp_path, store, alone, votes, altered, monkeypatch
):
    path = store(tmp_path / "store", votes["s175-115.2017"])
    writes = [altered(votes["s175-115.2017"], "S270"), altered(votes["s175-115.2017"])]
    read_text = Path.read_text

    def read_then_be_overtaken(self, **options):
        text = read_text(self, **options)
        if writes:
            vote, kept = writes.pop(), writes[:]
            writes.clear()  # the writer itself is not overtaken
            store(path, vote)
            writes.extend(kept)
        return text

    monkeypatch.setattr(Path, "read_text", read_then_be_overtaken)
    record = alone(path)
    assert not writes
    assert record.rollcalls()["nay"].to_pylist() == [3]
    assert len(record.positions()) == 100


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no /proc to count open files in")
def test_a_record_let_go_closes_its_files(whole, alone):
    def count():
        return len(list(Path("/proc/self/fd").iterdir()))

    before = count()
    for _ in range(20):
        alone(whole).rollcalls()
    assert count() <= before


def test_one_roll_call_is_read_from_few_row_groups():
    record = Record.open()
    wanted = Wanted(115, "senate", 1, 175)
    stored = pq.read_metadata(bundled_directory() / "positions.parquet")
    assert stored.num_rows == 11_016_238
    # Two row groups of 200 roll calls, the second with the last of session 1 and some of 2.
    read = record.layers[0].read("positions", wanted)
    assert read.num_rows <= 40_000
    assert set(read["congress"].to_pylist()) == {115}
    assert set(read["chamber"].to_pylist()) == {"senate"}
    assert record.positions(wanted).num_rows == 100


def test_positions_of_a_session_leave_out_the_other_in_both_chambers():
    record = Record.open()
    columns = ["congress", "chamber", "session", "number"]
    both = record.positions(Wanted(115), columns)
    for session in (1, 2):
        cut = record.positions(Wanted(115, session=session), columns)
        assert set(cut["session"].to_pylist()) == {session}
        assert cut.num_rows == pc.sum(pc.equal(both["session"], session)).as_py()
    one = record.positions(Wanted(115, session=1, number=175), [*columns, "vote_id"])
    assert set(one["vote_id"].to_pylist()) == {"s175-115.2017", "h175-115.2017"}


def test_a_store_without_anything_is_no_store(tmp_path):
    (tmp_path / "empty").mkdir()
    assert [layer.name for layer in status(record=Record.open(user=tmp_path / "empty"))] == [
        "bundled"
    ]
    with pytest.raises(StoreError, match="is missing: install votekit again"):
        Record.open(user=tmp_path / "empty", bundled=tmp_path / "nothing")
