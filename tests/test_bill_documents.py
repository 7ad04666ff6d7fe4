"""What a bill's official document adds to the answers: its title, sponsor, fate, roll calls."""

import lzma
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

import votekit as vk
from votekit.analysers.deciding import deciding_rollcalls
from votekit.analysers.recorded import recorded_checks
from votekit.cli.app import app
from votekit.errors import RequestError
from votekit.fetchers.govinfo.parse import parse
from votekit.lookup import find
from votekit.pages.sequel import sequel
from votekit.schema import ACTIONS, BILLS, RECORDED_VOTES
from votekit.search import search
from votekit.store import Record
from votekit.store.writing import StoreWriter
from votekit.words.recorded import difference

DOCUMENTS = sorted((Path(__file__).parent / "data" / "govinfo").glob("*.xml.xz"))
NOW = datetime(2026, 11, 30, tzinfo=UTC)


def statuses():
    return [parse(lzma.decompress(path.read_bytes()), fetched=NOW) for path in DOCUMENTS]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("documents") / "store"
    tables = {BILLS: [], ACTIONS: [], RECORDED_VOTES: []}
    for status in statuses():
        tables[BILLS].append(status.bill)
        tables[ACTIONS] += status.actions
        tables[RECORDED_VOTES] += status.votes
    StoreWriter(path).write_of_bills(tables)
    return path


@pytest.fixture
def record(store):
    return Record.open(store)


def test_the_deciding_roll_calls_are_those_that_the_documents_name(record):
    """Of 37 documents 15 name roll calls; 13 agree in each chamber.

    The other two are budgets that the House adopted by a rule: S.Con.Res. 5 and 14 of the 117th,
    whose documents name the Senate's roll call only.
    """
    compared, told, silent = {}, [], []
    for bill_id in record.bills(["bill_id"])["bill_id"].to_pylist():
        recorded = record.recorded_votes(bill_id)
        try:
            found = find(record, bill_id)
        except RequestError:
            assert recorded == []
            silent.append(bill_id)
            continue
        decided = deciding_rollcalls(found.rollcalls, found.unrecorded)
        until = record.bill(bill_id)["latest_day"]
        checks = recorded_checks(decided, found.rollcalls, recorded, until)
        if checks:
            compared[bill_id] = all(check.agrees for check in checks)
        else:
            silent.append(bill_id)
        told += [difference(check) for check in checks if not check.agrees]
    assert len(compared) == 15
    assert sorted(bill for bill, agrees in compared.items() if not agrees) == [
        "sconres14-117",
        "sconres5-117",
    ]
    assert sorted(told) == [
        "The bill’s document at GovInfo names no roll call of the House on the text, which acted "
        "by H.Res. 101 (h27-117.2021).",
        "The bill’s document at GovInfo names no roll call of the House on the text, which acted "
        "by H.Res. 601 (h258-117.2021).",
    ]
    assert len(silent) == 22


def test_the_documents_have_the_day_on_which_a_roll_call_ended():
    """Of 129 roll calls 127 are of the record's day; two began before midnight and ended after."""
    table = Record.open().rollcalls(columns=["vote_id", "date"])
    days = {row["vote_id"]: row["date"].date() for row in table.to_pylist()}
    named = [row for status in statuses() for row in status.votes]
    differ = {row["vote_id"]: (days[row["vote_id"]], row["day"]) for row in named}
    assert len(named) == 129
    assert {vote: pair for vote, pair in differ.items() if pair[0] != pair[1]} == {
        "s341-117.2021": (date(2021, 8, 10), date(2021, 8, 11)),
        "s32-117.2021": (date(2021, 2, 4), date(2021, 2, 5)),
    }


def test_a_document_that_names_another_roll_call_is_told_where_the_number_stands(store, tmp_path):
    status = next(one for one in statuses() if one.bill["bill_id"] == "sjres8-114")
    votes = [row for row in status.votes if row["vote_id"] != "h128-114.2015"]
    wrong = {**votes[0], "vote_id": "h127-114.2015", "chamber": "house", "action": "Passed House."}
    tables = {BILLS: [status.bill], ACTIONS: status.actions, RECORDED_VOTES: [*votes, wrong]}
    StoreWriter(tmp_path / "store").write_of_bills(tables)
    answer = vk.margin("sjres8-114", record=Record.open(tmp_path / "store"))
    assert answer.explanation.endswith(
        "The bill’s document at GovInfo names h127-114.2015 as the House’s last roll call on the "
        "text, not h128-114.2015."
    )


def test_margin_has_title_sponsor_and_fate_from_the_document(record):
    answer = vk.margin("hr5376-117", record=record)
    assert answer.bill.title == "Inflation Reduction Act of 2022"
    assert answer.bill.sponsor == "Rep. John A. Yarmuth (D-KY)"
    assert (answer.fate.kind, answer.fate.law) == ("law", "117-169")
    assert answer.recorded
    assert all(check.agrees for check in answer.recorded)


@pytest.mark.parametrize(
    ("bill", "told"),
    [
        ("hr22-114", "Signed into law on Dec. 4, 2015 (Public Law 114-94)."),
        ("hr3055-116", "Signed into law on Nov. 21, 2019 (Public Law 116-69)."),
        ("sjres8-114", "Vetoed March 31, 2015."),
    ],
)
def test_margin_report_and_chart_say_what_became_of_it(store, monkeypatch, bill, told):
    monkeypatch.setenv("VOTEKIT_DATA", str(store))
    page = " ".join(CliRunner().invoke(app, ["margin", bill]).output.split())
    assert f"What became of it: {told}" in page
    answer = vk.margin(bill)
    told_first = sequel(answer, answer, {}).blocks[0].text
    assert told.rstrip(".") in told_first
    assert told in vk.chart("margin", bill).about.subtitle


def test_a_bill_is_found_by_a_short_title_of_its_document(record):
    assert find(record, "Endless Frontier Act").reference.id == "s1260-117"


def test_the_search_knows_titles_and_sponsors_of_documents_once_they_are_fetched(
    record, monkeypatch, tmp_path
):
    monkeypatch.setenv("VOTEKIT_CACHE", str(tmp_path))
    plain = Record.open(tmp_path / "none")
    before = search(plain, ["Yarmuth", "hr5376-117"])
    assert not before.vote_ids
    after = search(record, ["Yarmuth", "hr5376-117"])
    assert "s325-117.2022" in after.vote_ids


def test_bills_knows_what_became_of_those_that_were_fetched(record):
    table = vk.bills(congress=114, law=True, everything=True, record=record)
    row = table[table["bill_id"] == "hr22-114"].iloc[0]
    assert (row["fate"], row["law"], row["title"]) == ("law", "114-94", "FAST Act")
