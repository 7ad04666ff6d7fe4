"""Who moved between two roll calls: real bills, invariants, and what is refused."""

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import votekit as vk
from votekit.analysers.moves import PLACES, moves, net_by_party, transitions
from votekit.cli.app import app
from votekit.errors import RequestError
from votekit.schema import POSITIONS
from votekit.store import Record, Wanted


def printed(*arguments):
    done = CliRunner().invoke(app, ["compare", *arguments], catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


def row_of(number, position, party="D"):
    return {
        "member_id": f"S{number}",
        "name": f"Member {number}",
        "party": party,
        "state": "VT",
        "position": position,
    }


rolls = st.dictionaries(
    st.integers(0, 7), st.tuples(st.sampled_from(POSITIONS), st.sampled_from("DRI")), max_size=8
).map(lambda held: [row_of(number, *told) for number, told in held.items()])


@settings(max_examples=80)
@given(rolls, rolls)
def test_transitions_and_nets_add_up_to_the_tallies(first, second):
    every = moves(first, second)
    assert len(every) == len({row["member_id"] for row in [*first, *second]})
    table = transitions(every)
    for place in POSITIONS:
        before = sum(row["position"] == place for row in first)
        after = sum(row["position"] == place for row in second)
        assert sum(table[place].values()) == before
        assert sum(table[other][place] for other in PLACES) == after
    assert table["not_listed"]["not_listed"] == 0
    nets = {one.party: one for one in net_by_party(every)}
    for party, net in nets.items():
        for place in POSITIONS:
            counts = [
                sum((row["party"], row["position"]) == (party, place) for row in rows)
                for rows in (first, second)
            ]
            assert getattr(net, place) == counts[1] - counts[0]
    for place in PLACES:
        total = sum(getattr(net, place) for net in nets.values())
        assert total == sum(move.after == place for move in every) - sum(
            move.before == place for move in every
        )


@settings(max_examples=80)
@given(rolls, rolls)
def test_the_way_back_is_the_mirror(first, second):
    there = {move.member_id: (move.before, move.after) for move in moves(first, second)}
    back = {move.member_id: (move.after, move.before) for move in moves(second, first)}
    assert there == back
    assert not any(move.moved for move in moves(first, first))


def test_passage_to_override_recounted_by_hand():
    answer = vk.compare("hr6395-116", chamber="house")
    assert (answer.first["vote_id"], answer.second["vote_id"]) == (
        "h238-116.2020",
        "h253-116.2020",
    )
    record = Record.open()
    held = {}
    for at, number in enumerate((238, 253)):
        for row in record.position_rows(Wanted(116, "house", 2, number)):
            held.setdefault(row["member_id"], ["not_listed"] * 2)[at] = row["position"]
    moved = {one: tuple(pair) for one, pair in held.items() if pair[0] != pair[1]}
    assert {move.member_id: (move.before, move.after) for move in answer.moves} == moved
    assert answer.stayed == len(held) - len(moved)
    yea = sum(net.yea for net in answer.parties)
    assert yea == answer.second["yea"] - answer.first["yea"] == -13
    assert "Paul Mitchell (R to I)" in answer.notes[0]


def test_who_moved_is_named_with_the_party():
    answer = vk.compare("sjres7-116", chamber="senate")
    named = {(move.name, move.party): (move.before, move.after) for move in answer.moves}
    assert answer.first["vote_id"] == "s48-116.2019"
    assert all(before != after for before, after in named.values())


def test_two_bills_stand_for_their_deciding_roll_calls():
    answer = vk.compare("hr3364-115", "hr6395-116", chamber="senate")
    assert answer.first["vote_id"] == "s175-115.2017"
    assert answer.transitions["yea"]["not_listed"] > 0
    assert "different Congresses" in answer.notes[0]


def test_a_roll_call_held_later_may_be_named_first():
    answer = vk.compare("h253-116.2020", "h238-116.2020")
    assert answer.transitions["nay"]["yea"] == 26
    assert "was held before" in answer.notes[0]


def test_the_page_has_tables_and_all_names():
    text = " ".join(printed("hr6395-116", "--chamber", "house").split())
    assert "66 members moved, 364 did not: 335–78 became 322–87 (yea −13, nay +9)" in text
    assert "yea → nay (26): R 26: Rick Allen (R-GA)" in text
    assert "R −31 +26 0 +4 0" in text
    assert text.count("Source: ") == 2


def test_as_csv_a_line_for_each_who_moved_and_as_json_the_whole():
    rows = list(
        csv.DictReader(io.StringIO(printed("hr6395-116", "--chamber", "house", "-f", "csv")))
    )
    assert len(rows) == 66
    assert {"member_id", "name", "party", "before", "after"} <= rows[0].keys()
    answer = json.loads(printed("h238-116.2020", "h253-116.2020", "-f", "json"))
    assert answer["transitions"]["yea"]["nay"] == 26
    assert len(answer["moves"]) == 66


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("hr3364-115",), "no attempt to override"),
        (("hr6395-116",), "add --chamber house or --chamber senate"),
        (("hr3364-115", "hr3364-115"), "is a bill.*add --chamber"),
        (("h238-116.2020",), "one roll call: name a second"),
        (("h238-116.2020", "s175-115.2017"), "of one chamber"),
        (("h238-116.2020", "h238-116.2020"), "name two roll calls"),
        (("h238-116.2020", "h1-116.2019"), "no yeas and nays"),
        (("sjres7-116", "--chamber", "house"), "The House did not vote on overriding"),
        (("xyzzy", "h238-116.2020"), "names no roll call or bill"),
    ],
)
def test_a_wrong_request_is_told_in_one_sentence(arguments, told):
    with pytest.raises(RequestError, match=told):
        CliRunner().invoke(app, ["compare", *arguments], catch_exceptions=False)


def test_one_who_moved_is_one_member():
    text = " ".join(printed("s306-110.2007", "s307-110.2007").split())
    assert "1 member moved, 99 did not" in text


def test_members_of_one_congress_only_are_counted():
    answer = vk.compare("s218-115.2018", "s1-116.2019")
    gone = sum(move.after == "not_listed" for move in answer.moves)
    come = sum(move.before == "not_listed" for move in answer.moves)
    assert (gone, come) == (9, 9)
    assert "18 of 109 members are listed on one of them only" in answer.notes[0]


def test_a_divided_question_is_no_one_roll_call():
    with pytest.raises(RequestError, match=r"its parts, h276-111\.2009 and h277-111\.2009"):
        vk.compare("hr627-111", "h276-111.2009", chamber="house")
