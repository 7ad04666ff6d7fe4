"""Voteview's files against the record: totals, and position by position."""

import gzip
import lzma
import os
import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from votekit.fetchers.errors import DocumentError
from votekit.fetchers.voteview import (
    file_address,
    join,
    parse_members,
    parse_rollcalls,
    parse_votes,
)
from votekit.schema import POSITIONS_TABLE
from votekit.store import Record, Wanted

DATA = Path(__file__).resolve().parent / "data" / "voteview"
SENATE = Wanted(115, "senate")
FUZZ = int(os.environ.get("VOTEKIT_FUZZ", "300"))
TRIES = settings(
    max_examples=FUZZ, deadline=timedelta(seconds=2), suppress_health_check=[HealthCheck.too_slow]
)
PARSERS = {"members": parse_members, "rollcalls": parse_rollcalls, "votes": parse_votes}


@cache
def file(name: str) -> bytes:
    packed = next(DATA.glob(f"{name}.csv.*"))
    opener = lzma.open if packed.suffix == ".xz" else gzip.open
    with opener(packed) as opened:
        data: bytes = opened.read()
    return data


@cache
def record() -> Record:
    return Record.open(user=DATA / "no store of a user")


def recorded(wanted: Wanted, table: str, columns: list[str]) -> list[dict[str, Any]]:
    rows = getattr(record(), table)(wanted, ["congress", "chamber", *columns]).to_pylist()
    return [
        row
        for row in rows
        if (row["congress"], row["chamber"]) == (wanted.congress, wanted.chamber)
    ]


@cache
def votes() -> list[dict[str, Any]]:
    return parse_votes(file("S115_votes"))


@cache
def rollcalls() -> list[dict[str, Any]]:
    return parse_rollcalls(file("S115_rollcalls"))


# The same roll calls from two sources


def test_totals_are_voteviews_own_once_the_president_is_left_out():
    totals: dict[int, Counter[str]] = defaultdict(Counter)
    for vote in votes():
        totals[vote["rollnumber"]][vote["position"]] += 1
    assert len(rollcalls()) == 599
    assert [
        row["vote_id"]
        for row in rollcalls()
        if (totals[row["rollnumber"]]["yea"], totals[row["rollnumber"]]["nay"])
        != (row["yea"], row["nay"])
    ] == []


def test_totals_are_the_records_but_for_two_in_which_voteview_has_a_senator_on_the_other_side():
    expected = {
        row["vote_id"]: (row["yea"], row["nay"])
        for row in recorded(SENATE, "rollcalls", ["vote_id", "yea", "nay"])
    }
    mine = {row["vote_id"]: (row["yea"], row["nay"]) for row in rollcalls()}
    assert mine.keys() == expected.keys()
    assert {key: (mine[key], expected[key]) for key in mine if mine[key] != expected[key]} == {
        "s140-115.2017": ((92, 7), (91, 8)),
        "s150-115.2018": ((95, 4), (94, 5)),
    }


def test_positions_are_the_records_but_for_four_of_59_891():
    members = recorded(SENATE, "members", ["icpsr", "member_id"])
    ids = {(115, "senate", row["icpsr"]): row["member_id"] for row in members if row["icpsr"]}
    rows, lacking = join(votes(), rollcalls(), parse_members(file("S115_members")), ids)
    assert lacking == []
    assert list(rows[0]) == POSITIONS_TABLE.names
    columns = ["vote_id", "member_id", "position", "party", "state"]
    expected = {
        (row["vote_id"], row["member_id"]): row for row in recorded(SENATE, "positions", columns)
    }
    mine = {(row["vote_id"], row["member_id"]): row for row in rows}
    assert len(mine) == len(rows) == 59_891
    assert mine.keys() == expected.keys()
    for name in ("party", "state"):
        assert all(mine[key][name] == expected[key][name] for key in mine)
    assert {
        key: (mine[key]["position"], expected[key]["position"])
        for key in mine
        if mine[key]["position"] != expected[key]["position"]
    } == {
        ("s97-115.2017", "S305"): ("yea", "not_voting"),
        ("s97-115.2017", "S254"): ("not_voting", "yea"),
        ("s140-115.2017", "S221"): ("yea", "nay"),
        ("s150-115.2018", "S346"): ("yea", "nay"),
    }


def test_a_live_pair_is_present():
    (kavanaugh,) = [row for row in rollcalls() if row["vote_id"] == "s223-115.2018"]
    present = [
        row["icpsr"]
        for row in votes()
        if row["rollnumber"] == kavanaugh["rollnumber"] and row["position"] == "present"
    ]
    assert len(present) == 1


def test_the_house_is_joined_on_the_clerks_number_past_quorum_calls():
    rows = parse_rollcalls(file("H117_rollcalls"))
    assert (rows[0]["rollnumber"], rows[0]["vote_id"]) == (1, "h2-117.2021")
    columns = ["vote_id", "kind", "yea", "nay"]
    expected = {row["vote_id"]: row for row in recorded(Wanted(117, "house"), "rollcalls", columns)}
    assert {key for key in expected if expected[key]["kind"] == "quorum"} == (
        expected.keys() - {row["vote_id"] for row in rows}
    )
    # Voteview counts the candidates of an election of the Speaker as yea and nay.
    assert [
        row["vote_id"]
        for row in rows
        if (row["yea"], row["nay"])
        != (expected[row["vote_id"]]["yea"], expected[row["vote_id"]]["nay"])
    ] == ["h2-117.2021"]


# Rows


def test_members_have_scores_and_the_president_is_none():
    assert b"President,99912" in file("S115_members")
    rows = parse_members(file("S115_members"))
    assert {row["chamber"] for row in rows} == {"senate"}
    (strange,) = [row for row in rows if row["bioguide"] == "S001202"]
    assert strange == {
        "congress": 115,
        "chamber": "senate",
        "icpsr": 41704,
        "bioguide": "S001202",
        "name": "STRANGE, Luther  Johnson, III",
        "state": "AL",
        "district": 0,
        "party": "R",
        "dim1": 0.56,
        "dim2": 0.18,
    }


def test_a_roll_call():
    assert rollcalls()[0] == {
        "vote_id": "s1-115.2017",
        "congress": 115,
        "chamber": "senate",
        "rollnumber": 1,
        "date": date(2017, 1, 4),
        "session": 1,
        "number": 1,
        "yea": 51,
        "nay": 48,
        "bill_number": "SCONRES3",
        "vote_result": "Motion to Proceed Agreed to",
        "vote_desc": rollcalls()[0]["vote_desc"],
        "vote_question": "On the Motion to Proceed",
        "dtl_desc": None,
    }


HEAD = b"congress,chamber,rollnumber,icpsr,cast_code\n"


def test_cast_codes_fold_pairs_and_announced_positions():
    lines = "".join(f"115,Senate,1,{40000 + code},{code}\n" for code in range(10))
    rows = parse_votes(HEAD + lines.encode())
    assert [(row["cast_code"], row["position"]) for row in rows] == [
        (1, "yea"),
        (2, "yea"),
        (3, "yea"),
        (4, "nay"),
        (5, "nay"),
        (6, "nay"),
        (7, "present"),
        (8, "present"),
        (9, "not_voting"),
    ]


def test_floats_for_whole_numbers():
    (row,) = parse_votes(HEAD + b"115,Senate,1.0,14009.0,6.0\n")
    assert (row["rollnumber"], row["icpsr"], row["position"]) == (1, 14009, "nay")


def test_the_presidents_positions_are_left_out():
    assert parse_votes(HEAD + b"115,Senate,1,99912,1\n115,President,1,99912,1\n") == []


def test_what_cannot_be_joined_is_told():
    (vote,) = parse_votes(HEAD + b"115,Senate,1,14009,1\n")
    assert join([vote], [], [], {}) == ([], ["Voteview's roll call 1 has no Clerk's number."])
    assert join([vote], rollcalls()[:1], [], {}) == (
        [],
        ["Voteview's member 14009 is not in the record."],
    )
    without = {**rollcalls()[0], "vote_id": None}
    assert join([vote], [without], [], {})[0] == []


def test_a_roll_call_without_the_clerks_number_has_no_id():
    data = file("S115_rollcalls").replace(b"2017-01-04,1,1,", b"2017-01-04,,,", 1)
    row = parse_rollcalls(data)[0]
    assert (row["vote_id"], row["session"], row["number"]) == (None, None, None)


def test_addresses():
    assert file_address("members", 99, "house").endswith("/out/members/H099_members.csv")


# What is none of its files


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "no column congress"),
        (b"<html><body>Not found</body></html>", "no column congress"),
        (b"congress,chamber,rollnumber,icpsr\n115,Senate,1,2\n", "no column cast_code"),
        (HEAD + b"115,Senate,1,14009\n", "cut or too long"),
        (HEAD + b"115,Senate,1,14009,1,2\n", "cut or too long"),
        (HEAD + b"115,Lords,1,14009,1\n", "the chamber “Lords”"),
        (HEAD + b"0,Senate,1,14009,1\n", "the Congress 0"),
        (HEAD + b"115,Senate,1,14009,10\n", "no cast code 10"),
        (HEAD + b"115,Senate,1,14009.5,1\n", "icpsr “14009.5” is no whole number"),
        (HEAD + b'115,Senate,1,14009,"1\n', "cannot be read as CSV"),
        (b"\xff" + HEAD, "cannot be read as CSV"),
    ],
)
def test_what_is_no_file_of_votes_is_refused(data, told):
    with pytest.raises(DocumentError, match=re.escape(told)):
        parse_votes(data)


@pytest.mark.parametrize("score", [b"nan", b"inf", b"high"])
def test_a_score_is_a_finite_number(score):
    with pytest.raises(DocumentError, match="nominate_dim1"):
        parse_members(file("S115_members").replace(b",0.56,", b"," + score + b","))


def test_a_date_is_one():
    with pytest.raises(DocumentError, match="“2017-13-04” is not a date"):
        parse_rollcalls(file("S115_rollcalls").replace(b"2017-01-04", b"2017-13-04", 1))


@TRIES
@given(st.data())
def test_a_mutated_file_gives_rows_or_a_document_error(data):
    name = data.draw(st.sampled_from(sorted(PARSERS)))
    lines = file(f"S115_{name}").splitlines(keepends=True)
    whole = bytearray(b"".join(lines[:30]))
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(whole)))
        whole[place : place + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=6))
    try:
        rows = PARSERS[name](bytes(whole))
    except DocumentError:
        return
    assert all(row["congress"] for row in rows)
