"""Bills by the names that people use, and what is said when nothing is so called."""

import re

import pytest
from typer.testing import CliRunner

import votekit as vk
from votekit.cli.app import app
from votekit.lookup import find
from votekit.popular_names import bills_called
from votekit.shipped import popular_names
from votekit.store import Record


@pytest.fixture(scope="module")
def record():
    return Record.open()


def refused(*arguments):
    done = CliRunner().invoke(app, list(arguments))
    assert isinstance(done.exception, vk.RequestError), done.exception
    return str(done.exception)


def test_every_named_bill_is_in_the_record(record):
    known = set(record.rollcalls(columns=["bill_id"])["bill_id"].to_pylist())
    assert [one for one in popular_names() if one.bill_id not in known] == []


def test_bills_of_one_name_are_told_apart():
    rows = [(one.name, one.bill_id) for one in popular_names()]
    assert len(rows) == len(set(rows))
    for one in popular_names():
        notes = [other.note or other.bill_id for other in bills_called(one.name)]
        assert len(notes) == len(set(notes))


@pytest.mark.parametrize(
    ("text", "bill"),
    [
        ("CARES Act", "hr748-116"),
        ("the cares act", "hr748-116"),
        ("Dodd-Frank", "hr4173-111"),
        ("Sarbanes–Oxley Act", "hr3763-107"),
        ("FY2021 NDAA", "hr6395-116"),
        ("National Defense Authorization Act for Fiscal Year 2021", "hr6395-116"),
        ("countering america’s adversaries through sanctions act", "hr3364-115"),
        ("No Child Left Behind Act", "hr1-107"),
    ],
)
def test_a_popular_name_is_its_bill_and_that_is_said(record, text, bill):
    found = find(record, text)
    assert found.reference.id == bill
    assert f"read as {bill}" in found.said[0]


def test_the_note_stands_on_the_page():
    page = CliRunner().invoke(app, ["margin", "CARES Act"]).stdout
    assert "“CARES Act” read as hr748-116" in page
    beside = CliRunner().invoke(app, ["margin", "VAWA", "--congress", "113"]).stdout
    assert beside.startswith("S. 47, 113th Congress")


def test_a_name_of_several_bills_gives_the_choice():
    equality = refused("margin", "Equality Act")
    assert equality.startswith("“Equality Act” is the name of 2 bills. Write one of: hr5-11")
    assert "hr5-116 (" in equality
    assert "House passed it, 236–173, May 17, 2019" in equality
    told = refused("margin", "Partial-Birth Abortion Ban Act")
    assert "hr1122-105 (of 1997, vetoed: " in told
    assert "vetoed, and the veto stood" in told
    assert "s3-108 (of 2003: " in told


def test_bills_of_one_title_are_listed_with_what_became_of_them_the_law_first():
    assert refused("margin", "laken riley act") == (
        "“laken riley act” is the name of 3 bills. Write one of: s5-119 (Senate passed it, 64–35, "
        "Jan. 20, 2025, then House passed it, 263–156, Jan. 22, 2025); hr29-119 (House passed it, "
        "264–159, Jan. 7, 2025); hr7511-118 (House passed it, 251–170, March 7, 2024)."
    )


@pytest.mark.parametrize(
    ("typed", "bill", "title"),
    [
        ("CHIPS Act", "hr4346-117", "CHIPS Act"),
        ("secure the border act", "hr2-118", "Secure the Border Act"),
        ("hr4346-117", "hr4346-117", "CHIPS and Science Act"),
        ("hr748-116", "hr748-116", "Coronavirus Aid, Relief, and Economic Security Act"),
        ("hr133-116", "hr133-116", "Consolidated Appropriations Act, 2021"),
        ("hr3364-115", "hr3364-115", "Countering America’s Adversaries Through Sanctions Act"),
    ],
)
def test_the_title_typed_is_the_title_shown_and_none_is_left_over(typed, bill, title):
    answer = vk.margin(typed)
    assert (answer.bill.id, answer.bill.title) == (bill, title)


def test_loose_words_are_sent_to_votes():
    assert "`votekit votes sanctions russia`" in refused("margin", "sanctions", "russia")
    assert "`votekit votes laken riley act`" in refused("split", "laken", "riley", "act")


def test_bills_are_offered_only_where_their_title_has_all_the_words(record):
    told = refused("margin", "Laken Riley")
    rows = record.rollcalls(columns=["bill_id", "bill_title", "subject"]).to_pylist()
    bills = re.findall(r"\b[a-z]+\d+-\d+(?= \()", told)
    assert len(bills) == 3
    for bill in bills:
        titles = " ".join(
            f"{row['bill_title']} {row['subject']}" for row in rows if row["bill_id"] == bill
        )
        assert "laken riley" in titles.lower()
    assert "names no roll call or bill" in refused("margin", "house sanctions 3364")


def test_what_cannot_be_is_not_offered_as_nearest():
    assert "Nearest" not in refused("margin", "hr99999")
    assert "There is no 190th Congress yet" in refused("margin", "hr3364-190")
    assert "There is no 190th Congress yet" in refused("margin", "s1-190.2167")
    assert refused("margin", "s21-115").count("as by voice vote") == 1


def test_the_table_is_sorted_so_that_a_row_has_its_place():
    names = [one.name.lower() for one in popular_names()]
    assert names == sorted(names)


@pytest.mark.parametrize(
    ("text", "bill"),
    [
        ("NDAA 2014", "hr3304-113"),
        ("2023 NDAA", "hr7776-117"),
        ("National Defense Authorization Act 2015", "hr3979-113"),
        ("2018 farm bill", "hr2-115"),
        ("PROMESA", "s2328-114"),
    ],
)
def test_a_law_that_was_written_into_another_bill_is_found(record, text, bill):
    assert find(record, text).reference.id == bill


@pytest.mark.parametrize(
    ("bill", "name"),
    [
        ("hr7776-117", "NDAA for FY2023"),
        ("hr3304-113", "NDAA for FY2014"),
        ("hr5746-117", "Freedom to Vote: John R. Lewis Act"),
        ("hr1370-115", "Further Additional Continuing Appropriations Act, 2018"),
    ],
)
def test_a_bill_whose_text_was_replaced_has_the_name_of_the_text_that_was_voted_on(bill, name):
    page = CliRunner().invoke(app, ["margin", bill]).stdout
    assert page.splitlines()[0].endswith(f": {name}")
