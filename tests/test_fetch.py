"""`votekit fetch` end to end on loopback: what comes into the store, what is asked, what is said."""

import json
import os
import re
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import filelock
import pytest
from loopback import made
from loopback.server import Fault, Server
from loopback.sites import Sites, house_path, menu_path

import votekit as vk
from votekit.api import fetching
from votekit.api.fetching import Request, fetch
from votekit.errors import RequestError, StoreError
from votekit.fetchers.house_site import parse_index
from votekit.fetchers.errors import DocumentError
from votekit.store import Record, Wanted
from votekit.store.documents import Document, Documents, kept_document
from votekit.store.layer import Layer

HOUSE_NEW = [f"h{number}-119.2026" for number in range(284, 290)]
SENATE_NEW = [f"s{number}-119.2026" for number in range(227, 231)]


@pytest.fixture(scope="module")
def made_sites(tmp_path_factory):
    return Sites.build(tmp_path_factory.mktemp("sites"), house=6, senate=4)


@pytest.fixture
def sites(made_sites, tmp_path):
    """Give sites whose files a test may change: the pristine ones are put back after it."""
    before = {path: path.read_bytes() for path in made_sites.root.rglob("*") if path.is_file()}
    yield made_sites
    for path in made_sites.root.rglob("*"):
        if path.is_file() and path not in before:
            path.unlink()
    for path, data in before.items():
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)


@pytest.fixture
def server(sites):
    server = Server(sites.root)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("VOTEKIT_DATA", str(tmp_path / "store"))
    return tmp_path / "store"


@pytest.fixture
def environment(server):
    base = f"http://127.0.0.1:{server.server_address[1]}"
    return {f"VOTEKIT_{site}_URL": base for site in ("HOUSE", "SENATE", "CONGRESS")}


@pytest.fixture
def run(environment, store):
    def go(**asked):
        settings = {"congress": 119, "delay": 0, "retries": 0, "timeout": 2.0, **asked}
        if settings.get("votes") or settings.get("bills"):
            settings["congress"] = None
        return fetch(Request(**settings), environment=environment)

    return go


def asked(server):
    paths = [entry["path"] for entry in server.state.log]
    server.state.log.clear()
    return paths


def fault(server, name, path, left=None):
    server.state.faults.append(Fault(name, re.compile(path), left))


def of(fetched, chamber):
    return next(summary for summary in fetched.chambers if summary.chamber == chamber)


def stored(store):
    layer = Layer.open(store, "store")
    return {} if layer is None else {
        row["vote_id"]: row for row in layer.read("rollcalls", Wanted()).to_pylist()
    }


def house_file(sites, number):
    return sites.root / house_path(number)


def flip(sites, number, name="Yea", to="Nay"):
    """Publish a correction: the first member of one side has now voted on the other."""
    file = house_file(sites, number)
    text = file.read_text()
    word = next(w for w in (name, "Aye") if f"<vote>{w}</vote>" in text)
    other = to if word == "Yea" else "No"
    member = re.search(
        rf'name-id="(\w+)"[^>]*party="(\w)" state="(\w\w)"[^>]*>([^<]*)</legislator><vote>{word}<', text
    )
    text = text.replace(f"<vote>{word}</vote>", f"<vote>{other}</vote>", 1)
    for tag, step in (("yea-total", -1), ("nay-total", 1)):
        for start in (f"<party>{dict(R='Republican', D='Democratic', I='Independent')[member[2]]}", "<total-stub>"):
            place = text.index(start)
            found = re.compile(rf"<{tag}>(\d+)").search(text, place)
            text = text[: found.start(1)] + str(int(found[1]) + step) + text[found.end(1) :]
    file.write_text(text)
    return member


# What comes in


def test_both_chambers_come_into_an_empty_store_and_answers_are_from_them(run, store):
    fetched = run()
    assert fetched.is_complete
    assert of(fetched, "house").new == pytest.approx(of(fetched, "house").new)
    assert sorted(of(fetched, "house").new) == HOUSE_NEW
    assert sorted(of(fetched, "senate").new) == SENATE_NEW
    assert sorted(stored(store)) == sorted([*HOUSE_NEW, *SENATE_NEW])
    split = vk.split("h284-119.2026")
    assert sum(party.yea for party in split.parties) == stored(store)["h284-119.2026"]["yea"]
    newest = {layer.name: [one.newest_id for one in layer.chambers] for layer in vk.status()}
    assert newest["store"] == ["h289-119.2026", "s230-119.2026"]
    assert newest["bundled"] == ["h283-119.2026", "s226-119.2026"]


def test_the_rows_are_those_that_the_documents_were_made_from(run, sites, store):
    run(chamber="house")
    record = Record.open(store)
    for row in sites.house:
        place = Wanted(119, "house", 2, row["number"])
        mine = {r["member_id"]: (r["position"], r["party"]) for r in record.position_rows(place)}
        theirs = {
            r["member_id"]: (r["position"], r["party"]) for r in sites.positions[row["vote_id"]]
        }
        assert mine == theirs


def test_a_second_run_asks_for_nothing_but_the_indexes(run, server, store):
    run()
    asked(server)
    before = {path.name for path in store.glob("*.parquet")}
    fetched = run()
    assert sorted(asked(server)) == [
        "/evs/2025/index.asp",
        "/evs/2026/index.asp",
        f"/{menu_path(119, 1)}",
        f"/{menu_path(119, 2)}",
    ]
    assert all(summary.is_up_to_date for summary in fetched.chambers)
    assert {path.name for path in store.glob("*.parquet")} == before


def test_dry_run_asks_for_the_indexes_only_and_writes_nothing(run, server, store):
    fetched = run(dry_run=True)
    assert of(fetched, "house").would_ask == HOUSE_NEW
    assert not any(path.endswith(".xml") and "vote_menu" not in path for path in asked(server))
    assert not store.exists()


def test_no_congress_is_the_current_one(environment, store, server, monkeypatch):
    class Day(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 11, 24, tzinfo=tz)

    monkeypatch.setattr(fetching, "datetime", Day)
    fetched = fetch(Request(delay=0), environment=environment)
    assert [summary.congress for summary in fetched.chambers] == [119, 119]
    assert sorted(of(fetched, "house").new) == HOUSE_NEW


# Corrections


def test_a_correction_is_told_member_by_member_and_replaces(run, sites, store):
    run(chamber="house")
    before = stored(store)["h285-119.2026"]
    member = flip(sites, 285)
    fetched = run(chamber="house", refresh=True, session=2)
    (change,) = of(fetched, "house").corrected
    after = stored(store)["h285-119.2026"]
    assert change.vote_id == "h285-119.2026"
    assert (after["yea"], after["nay"]) == (before["yea"] - 1, before["nay"] + 1)
    told = [line for line in change.changes if line.endswith("nay, was yea")]
    assert len(told) == 1
    assert f"({member[2]}-{member[3]})" in told[0]
    assert any(f"{after['yea']}–{after['nay']}" in line for line in change.changes)


def test_what_has_not_changed_is_not_sent_again_nor_written(run, server, store):
    run(chamber="house")
    before = stored(store)
    asked(server)
    fetched = run(chamber="house", session=2, refresh=True)
    log = [entry for entry in server.state.log if entry["path"].endswith(("4.xml", "9.xml"))]
    kept = [entry for entry in log if re.search("roll28[49]", entry["path"])]
    assert [entry["status"] for entry in kept] == [304, 304]
    assert of(fetched, "house").unchanged >= 6
    assert stored(store) == before


def test_recent_roll_calls_are_looked_at_again_after_half_a_day(run, server, sites, store):
    run(chamber="house")
    with sqlite3.connect(store / "documents.sqlite") as base:
        then = (datetime.now(UTC) - timedelta(hours=13)).isoformat()
        base.execute("UPDATE documents SET checked_at = ?, fetched_at = ?", (then, then))
    base.close()
    recent = {row["number"] for row in sites.house if is_recent(row)}
    layer = stored(store)
    asked(server)
    run(chamber="house", session=2)
    again = {int(path[-7:-4]) for path in asked(server) if "roll" in path}
    # ``updated`` of the rows is of just now: nothing is asked, as if it had been checked.
    assert again == set() or again == recent
    assert layer


def is_recent(row):
    return datetime.now(UTC) - row["date"] < timedelta(days=30)
