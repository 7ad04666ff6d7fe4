"""The list of bills that a chamber did not decide by roll call: whole, and without a stale line."""

import importlib.util
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from votekit.analysers.deciding import deciding_rollcalls
from votekit.lookup import DETAIL
from votekit.shipped import undecided
from votekit.store import Record

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("undecided", ROOT / "scripts" / "undecided.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["undecided"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def record():
    return Record.open()


@pytest.fixture(scope="module")
def found(script, record):
    return list(script.lines(record))


def test_the_list_that_ships_is_what_the_record_has_now(found):
    shipped = [tuple(line.values()) for line in undecided()]
    now = [tuple(line.values()) for line in found]
    assert [line for line in now if line not in set(shipped)] == []
    assert [line for line in shipped if line not in set(now)] == []
    assert len(shipped) == len(set(shipped))


def test_no_resolution_that_names_a_bill_after_the_roll_call_shown_is_unread(found):
    assert [line for line in found if line["kind"] == "unread"] == []


def test_every_chamber_without_a_deciding_roll_call_is_on_the_list(script, record):
    table = record.rollcalls(columns=DETAIL)
    bills = script.by_bill(table.to_pylist(), table)
    listed = {(line["bill_id"], line["chamber"]) for line in undecided()}
    missing = [
        (bill, chamber)
        for bill, rows in bills.items()
        for chamber in deciding_rollcalls(rows).reasons
        if (bill, chamber) not in listed
    ]
    assert missing == []
    assert len(bills) > 6_000


def test_a_resolution_that_is_not_known_yet_comes_out_as_unread(script, record, monkeypatch):
    monkeypatch.setattr(script, "undecided", list)
    kinds = Counter(line["kind"] for line in script.lines(record))
    assert kinds["unread"] == sum(line["kind"] in {"rule", "enrollment"} for line in undecided())


def test_the_lines_name_roll_calls_of_their_chamber_that_came_later(record):
    table = record.rollcalls(columns=["vote_id", "chamber", "date"])
    votes = {row["vote_id"]: row for row in table.to_pylist()}
    for line in undecided():
        later = [votes[vote_id] for vote_id in line["later"].split()]
        assert {row["chamber"] for row in later} <= {line["chamber"]}
        if line["shown"]:
            shown = votes[line["shown"]]
            assert shown["chamber"] == line["chamber"]
            assert all(row["date"] > shown["date"] for row in later)
