"""What is derived when roll calls are written: counts, tallies, rule, stage and outcome."""

from collections import Counter
from random import Random

import pyarrow as pa
import pytest

from votekit.schema import POSITIONS, POSITIONS_TABLE, ROLLCALLS, TALLIES
from votekit.store import Record, Wanted
from votekit.tallies import (
    bill_type,
    complete_rollcalls,
    positions_table,
    question_of,
    tally,
)

ORDER = ("congress", "chamber", "session", "number")


@pytest.fixture(scope="module")
def written(votes):
    """Give the slice's roll calls and positions as parsed, in no order."""
    rollcalls = [vote.rollcall for vote in votes.values()]
    rows = [row for vote in votes.values() for row in vote.positions]
    Random(1).shuffle(rollcalls)
    Random(2).shuffle(rows)
    return rollcalls, rows


def stored(table, votes):
    """Give the bundled record's rows on the roll calls of the slice."""
    found = []
    for vote in votes.values():
        wanted = Wanted(*(vote.rollcall[name] for name in ORDER))
        rows = getattr(Record.open(), table)(wanted).to_pylist()
        found += [row for row in rows if row["vote_id"] == vote.rollcall["vote_id"]]
    return found


def test_positions_are_sorted_by_roll_call_party_and_member(written):
    table = positions_table(written[1])
    assert table.schema.names == POSITIONS_TABLE.names
    by = (*ORDER, "party", "member_id")
    rows = table.to_pylist()
    assert rows == sorted(written[1], key=lambda row: tuple(row[name] for name in by))


def test_roll_calls_are_completed_as_the_record_has_them(written, votes):
    rollcalls, rows = written
    table = complete_rollcalls(rollcalls, positions_table(rows))
    assert table.schema.names == ROLLCALLS.names
    found = table.to_pylist()
    assert found == sorted(found, key=lambda row: tuple(row[name] for name in ORDER))
    by_id = {row["vote_id"]: row for row in stored("rollcalls", votes)}
    assert len(by_id) == len(found)
    for row in found:
        assert row == by_id[row["vote_id"]]


def test_tallies_are_as_the_record_has_them(written, votes):
    table = tally(positions_table(written[1]))
    assert table.schema.names == TALLIES.names

    def ordered(rows):
        return sorted(rows, key=lambda row: (row["vote_id"], row["party"]))

    assert ordered(table.to_pylist()) == ordered(stored("tallies", votes))


def test_tallies_of_a_congress_count_its_positions_by_party():
    """The House of the 118th Congress: elections of the Speaker and delegates among them."""
    record = Record.open()
    wanted = Wanted(118, "house", 1)
    positions = record.positions(wanted, ["congress", "chamber", "vote_id", "party", "position"])
    keys = zip(*(positions[name].to_pylist() for name in ("vote_id", "party")), strict=True)
    keys = list(keys)
    counted = Counter(zip(keys, positions["position"].to_pylist(), strict=True))
    rows = tally(positions).to_pylist()
    assert {(row["vote_id"], row["party"]) for row in rows} == set(keys)
    for row in rows:
        key = (row["vote_id"], row["party"])
        assert [row[name] for name in POSITIONS] == [counted[key, name] for name in POSITIONS]
    # In an election of the Speaker everybody votes for a person: nobody is yea or nay.
    election = [row for row in rows if row["vote_id"] == "h2-118.2023"]
    assert {row["party"] for row in election} == {"D", "R"}
    assert all(row[name] == 0 for row in election for name in POSITIONS)


def test_a_roll_call_without_positions_is_kept_with_zeros_and_no_outcome(votes):
    vote = votes["s175-115.2017"]
    none = positions_table([])
    (row,) = complete_rollcalls([vote.rollcall], none).to_pylist()
    assert [row[name] for name in (*POSITIONS, "listed")] == [0] * (len(POSITIONS) + 1)
    assert (row["delegates_yea"], row["delegates_nay"]) == (0, 0)
    assert (row["rule"], row["stage"]) == ("majority-senate", "passage")
    assert (row["outcome"], row["recorded_outcome"]) == (None, None)
    assert tally(none).num_rows == 0


def test_delegates_are_counted_by_how_they_voted(votes, altered):
    vote = altered(votes["h38-118.2023"])
    # The Clerk's documents have XX for the state of a delegate.
    delegates = [row for row in vote.positions if row["state"] == "XX"]
    yeas = [row["member_id"] for row in delegates if row["position"] == "yea"]
    assert len(yeas) == 3
    turned = altered(vote, *yeas[:2])
    (row,) = complete_rollcalls([turned.rollcall], positions_table(turned.positions)).to_pylist()
    assert (row["yea"], row["nay"]) == (211, 220)
    assert (row["delegates_yea"], row["delegates_nay"]) == (1, 2)


def test_a_tie_is_decided_by_the_vice_president_when_it_is_written(votes, altered):
    vote = votes["s54-115.2017"]
    table = positions_table(vote.positions)
    (row,) = complete_rollcalls([vote.rollcall], table).to_pylist()
    assert (row["yea"], row["nay"], row["outcome"]) == (50, 50, "passed")
    alone = altered(vote, vice_president=None)
    (row,) = complete_rollcalls([alone.rollcall], table).to_pylist()
    assert row["outcome"] == "failed"


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(117, "senate", 1, 218),  # cloture, of all senators sworn
        Wanted(102, "house", 2, 187),  # a constitutional amendment, which no president signs
        Wanted(102, "senate", 2, 253),  # a treaty, of the senators present
        Wanted(115, "senate", 2, 223),  # a nomination, with one answering present
    ],
    ids=str,
)
def test_what_the_rule_asks_for_is_counted_for_it(wanted):
    record = Record.open()
    rows = record.rollcalls(wanted).to_pylist()
    (row,) = (row for row in rows if tuple(row[name] for name in ORDER) == place(wanted))
    derived = {"rule", "stage", "subject_to_veto", "outcome", "recorded_outcome", "listed"}
    parsed = {name: value for name, value in row.items() if name not in derived}
    completed = complete_rollcalls([parsed], record.positions(wanted))
    assert completed.to_pylist() == [row]


def test_a_joint_resolution_that_takes_two_thirds_is_no_bill_though_no_title_says_so():
    record = Record.open()
    wanted = Wanted(102, "house", 2, 187)
    rows = record.rollcalls(wanted).to_pylist()
    (row,) = (row for row in rows if row["vote_id"] == "h187-102.1992")
    row.update(requires="2/3", subject=None, bill_title=None, question="On Passage: H J RES 290")
    (completed,) = complete_rollcalls([row], record.positions(wanted)).to_pylist()
    assert (completed["rule"], completed["stage"]) == ("constitutional-amendment", "passage")
    assert completed["subject_to_veto"] is False


def place(wanted):
    return wanted.congress, wanted.chamber, wanted.session, wanted.number


def test_a_single_yea_decides_and_nobody_voting_does_not(votes, altered):
    vote = altered(votes["s175-115.2017"])
    vote.positions[:] = [row for row in vote.positions if row["position"] == "yea"][:1]
    (row,) = complete_rollcalls([vote.rollcall], positions_table(vote.positions)).to_pylist()
    assert (row["yea"], row["listed"], row["outcome"]) == (1, 1, "passed")


@pytest.mark.parametrize(
    ("bill", "kind"),
    [("sjres7-116", "sjres"), ("hr3364-115", "hr"), ("s2040-114", "s"), (None, ""), ("", "")],
)
def test_the_kind_of_a_bill_is_read_from_its_id(bill, kind):
    assert bill_type(bill) == kind


def test_a_question_is_read_from_the_row_with_empty_text_where_the_source_has_none(votes):
    row = votes["s98-115.2017"].rollcall
    asked = question_of({**row, "subject": None, "bill_title": None, "bill_id": "sjres7-116"})
    assert (asked.subject, asked.bill_title, asked.bill_type) == ("", "", "sjres")
    assert (asked.chamber, asked.kind, asked.place) == ("senate", "vote", (115, 1, 98))
    assert (asked.type, asked.question) == (row["type"], row["question"])
    assert (asked.requires, asked.nomination) == (row["requires"], False)
    named = question_of({**row, "nomination": "PN55-115", "bill_title": "An Act", "subject": "x"})
    assert (named.nomination, named.bill_title, named.subject) == (True, "An Act", "x")


def test_positions_in_several_chunks_with_their_own_dictionaries_are_counted_as_one(votes):
    """Files of several Congresses have different dictionaries of the same names."""
    tables = [positions_table(vote.positions) for vote in votes.values()]
    apart = [row for table in tables for row in tally(table).to_pylist()]
    together = tally(pa.concat_tables(tables)).to_pylist()

    def key(row):
        return row["vote_id"], row["party"]

    assert sorted(together, key=key) == sorted(apart, key=key)
