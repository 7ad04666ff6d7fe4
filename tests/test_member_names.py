"""Members by the names that people use: initials, short forms, accents, titles, tags."""

import pytest

from votekit.errors import RequestError
from votekit.member_lookup import find_member
from votekit.shipped import nicknames
from votekit.store import Record


@pytest.fixture(scope="module")
def record():
    return Record.open()


@pytest.mark.parametrize(
    ("text", "bioguide"),
    [
        ("AOC", "O000172"),
        ("mtg", "G000596"),
        ("Sen. Paul", "P000603"),
        ("Paul (R-KY)", "P000603"),
        ("Velázquez", "V000081"),
        ("nydia velazquez", "V000081"),
        ("Bob Byrd", "B001210"),
        ("Robert C. Byrd", "B001210"),
        ("J.D. Vance", "V000137"),
        ("Charlie Rangel", "R000053"),
        ("Liz Warren", "W000817"),
        ("Teddy Kennedy", "K000105"),
        ("Jim Clyburn", "C000537"),
        ("King of Maine", "K000383"),
    ],
)
def test_a_member_is_found_by_the_name_that_people_use(record, text, bioguide):
    assert find_member(record, text).bioguide == bioguide


@pytest.mark.parametrize("text", ["Walter Jones", "Bernie"])
def test_a_name_that_two_bear_is_no_guess(record, text):
    with pytest.raises(RequestError, match="names 2 members"):
        find_member(record, text)


def test_a_relative_of_that_name_is_not_taken_for_one_who_never_sat(record):
    with pytest.raises(RequestError, match="nearest are Hillary Clinton"):
        find_member(record, "Bill Clinton")


def test_each_nickname_means_a_member_of_the_record(record):
    known = set(record.members(columns=["bioguide"])["bioguide"].to_pylist())
    assert set(nicknames().values()) <= known
