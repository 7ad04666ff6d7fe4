"""The user's store laid over the bundled record: which of two rows is seen."""

import subprocess
import sys
from collections import Counter

import pytest

from votekit.api.answers import margin
from votekit.store import Layer, Record, Wanted
from votekit.store.writing import StoreWriter

SENATE = Wanted(115, "senate")
PASSAGE = Wanted(115, "senate", 1, 175)
ALEXANDER, PAUL = "S289", "S348"


@pytest.fixture
def laid_over(tmp_path, store, votes, altered):
    """Open the bundled record under s175-115.2017 with a yea turned nay, taken up days later."""

    def open_with(days):
        changed = altered(votes["s175-115.2017"], ALEXANDER, days=days)
        return Record.open(user=store(tmp_path / "store", changed))

    return open_with


def read(layer, table, wanted):
    return getattr(Record([layer]), table)(wanted).to_pylist()


def of(rows, vote_id):
    return [row for row in rows if row["vote_id"] == vote_id]


@pytest.mark.parametrize(
    ("days", "nays", "winner"), [(1, 3, "store"), (0, 3, "store"), (-1, 2, "bundled")]
)
def test_the_one_taken_up_later_wins_and_the_users_at_a_tie(laid_over, days, nays, winner):
    record = laid_over(days)
    (layer,) = [layer for layer in record.layers if layer.name == winner]
    (row,) = of(record.rollcalls(SENATE).to_pylist(), "s175-115.2017")
    assert (row["yea"], row["nay"]) == (100 - nays, nays)
    assert [row] == of(read(layer, "rollcalls", SENATE), "s175-115.2017")
    tallies = of(record.tallies(SENATE).to_pylist(), "s175-115.2017")
    assert tallies == of(read(layer, "tallies", SENATE), "s175-115.2017")
    assert sum(tally["nay"] for tally in tallies) == nays
    positions = record.positions(PASSAGE).to_pylist()
    assert Counter(row["position"] for row in positions) == {"yea": 100 - nays, "nay": nays}
    assert Counter(row["word"] for row in positions) == {"Yea": 100 - nays, "Nay": nays}
    assert positions == record.position_rows(PASSAGE)


def test_margin_answers_from_the_winner(laid_over):
    (vote,) = margin("s175-115.2017", record=laid_over(1)).votes
    assert (vote.yea, vote.nay, vote.veto.cushion) == (97, 3, 30)
    assert {(one.party, one.yea, one.nay) for one in vote.parties} == {
        ("R", 50, 2),
        ("D", 46, 0),
        ("I", 1, 1),
    }
    assert {one.name for one in vote.dissenters} == {
        "Lamar Alexander",
        "Rand Paul",
        "Bernie Sanders",
    }
    (older,) = margin("s175-115.2017", record=laid_over(-1)).votes
    assert (older.yea, older.nay, older.veto.cushion) == (98, 2, 31)


def test_a_bill_is_answered_from_both_layers(laid_over):
    answer = margin("hr3364-115", record=laid_over(1))
    assert answer.verdict == "veto-proof"
    assert [(vote.vote_id, vote.yea) for vote in answer.votes] == [
        ("h413-115.2017", 419),
        ("s175-115.2017", 97),
    ]


@pytest.mark.parametrize("days", [1, -1])
@pytest.mark.parametrize(
    "wanted", [Wanted(), Wanted(115), SENATE, Wanted(chamber="senate")], ids=str
)
def test_all_other_roll_calls_are_still_the_bundled_ones(laid_over, days, wanted):
    record = laid_over(days)
    for table in ("rollcalls", "tallies"):
        both = getattr(record, table)(wanted, ["vote_id", "yea"])
        shipped = getattr(Record(record.layers[:1]), table)(wanted, ["vote_id", "yea"])
        assert both.num_rows == shipped.num_rows
        assert sorted(both["vote_id"].to_pylist()) == sorted(shipped["vote_id"].to_pylist())


def test_positions_of_the_congress_are_there_once(laid_over):
    columns = ["vote_id", "member_id", "word", "name"]
    record = laid_over(1)
    both = {tuple(row.values()) for row in record.positions(SENATE, columns).to_pylist()}
    shipped = {
        tuple(row.values())
        for row in Record(record.layers[:1]).positions(SENATE, columns).to_pylist()
    }
    assert record.positions(SENATE, columns).num_rows == len(both) == len(shipped)
    assert both - shipped == {("s175-115.2017", ALEXANDER, "Nay", "Alexander (R-TN)")}


def test_a_roll_call_that_only_the_store_has_is_added(tmp_path, store, votes, altered):
    added = altered(votes["s175-115.2017"], vote_id="s999-115.2018", session=2, number=999)
    record = Record.open(user=store(tmp_path / "store", added))
    assert len(record.positions(Wanted(115, "senate", 2, 999))) == 100
    assert len(record.positions(PASSAGE)) == 100
    (vote,) = margin("s999-115.2018", record=record).votes
    assert (vote.yea, vote.nay) == (98, 2)
    shipped = Record(record.layers[:1]).rollcalls(SENATE).num_rows
    assert record.rollcalls(SENATE).num_rows == shipped + 1


def test_each_roll_call_is_judged_by_itself(tmp_path, store, votes, altered):
    path = store(
        tmp_path / "store",
        altered(votes["s175-115.2017"], ALEXANDER, days=1),
        altered(votes["s98-115.2017"], ALEXANDER, days=-1),
        altered(votes["s292-116.2020"], ALEXANDER, days=1),
    )
    record = Record.open(user=path)
    for vote_id, yeas in (("s175-115.2017", 97), ("s98-115.2017", 97), ("s292-116.2020", 80)):
        (vote,) = margin(vote_id, record=record).votes
        assert vote.yea == yeas
        assert sum(party.yea for party in vote.parties) == yeas


def test_the_users_members_stand_for_the_bundled_ones(tmp_path):
    shipped = Record.open()
    (paul,) = [row for row in shipped.members(SENATE).to_pylist() if row["member_id"] == PAUL]
    new = {**paul, "member_id": "S999", "name": "A Senator since", "printed_name": "Since (R-KY)"}
    writer = StoreWriter(tmp_path / "store")
    writer.write_members([{**paul, "name": "Randal Howard Paul"}, new])
    record = Record.open(user=tmp_path / "store")
    members = record.members(SENATE).to_pylist()
    assert len(members) == shipped.members(SENATE).num_rows + 1
    named = {row["member_id"]: row["name"] for row in members}
    assert (named[PAUL], named["S999"]) == ("Randal Howard Paul", "A Senator since")
    assert named[ALEXANDER] == "Lamar Alexander"
    # The same senator in another Congress is another row.
    later = {
        row["member_id"]: row["name"] for row in record.members(Wanted(116, "senate")).to_pylist()
    }
    assert later[PAUL] == "Rand Paul"
    assert record.members().num_rows == shipped.members().num_rows + 1
    (vote,) = margin("s175-115.2017", record=record).votes
    assert {one.name for one in vote.dissenters} == {"Randal Howard Paul", "Bernie Sanders"}


def test_members_written_again_replace_the_same_and_keep_the_others(tmp_path):
    two = Record.open().members(SENATE).to_pylist()[:2]
    writer = StoreWriter(tmp_path / "store")
    writer.write_members(two)
    writer.write_members([{**two[0], "name": "Other Name"}])
    layer = Layer.open(tmp_path / "store", "store")
    assert read(layer, "members", SENATE) == [{**two[0], "name": "Other Name"}, two[1]]


def test_a_store_does_not_make_the_answer_to_one_reference_load_pandas(tmp_path, store, votes):
    path = store(tmp_path / "store", *votes.values())
    script = (
        "import sys, pathlib; from votekit.api.answers import margin;"
        "from votekit.store import Record;"
        "margin('s175-115.2017', record=Record.open(user=pathlib.Path(sys.argv[1])));"
        "print('pandas' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, path], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
