"""`votekit fetch` end to end on loopback: what comes in, what is asked for, what is said."""

import json
import os
import re
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, date, datetime, timedelta

import filelock
import pytest
from loopback.server import Fault, Server
from loopback.sites import Sites, house_path, menu_path

import votekit as vk
from votekit.api import fetching
from votekit.api.fetching import Request, fetch
from votekit.errors import RequestError, StoreError
from votekit.fetchers.errors import DocumentError
from votekit.fetchers.house_site import HouseSite, parse_index
from votekit.fetchers.known import Held
from votekit.fetchers.plan import Choice, Session, jobs_of
from votekit.fetchers.site import Index, Listed
from votekit.store import Record, Wanted
from votekit.store.documents import Documents, kept_document
from votekit.store.layer import Layer

CLERKS_ROW = (
    '<TR><TD><A HREF="http://clerk.house.gov/cgi-bin/vote.asp?year={0}&rollnumber={1}">{1}</A></TD>'
    "<TD>8-Sep</TD></TR>"
)
HOUSE_NEW = [f"h{number}-119.2026" for number in range(284, 290)]
SENATE_NEW = [f"s{number}-119.2026" for number in range(227, 235)]


@pytest.fixture(scope="module")
def made_sites(tmp_path_factory):
    return Sites.build(tmp_path_factory.mktemp("sites"), house=6, senate=8)


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
    return {f"VOTEKIT_{site}_URL": base for site in ("HOUSE", "SENATE", "CONGRESS", "GOVINFO")}


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
    return (
        {}
        if layer is None
        else {row["vote_id"]: row for row in layer.read("rollcalls", Wanted()).to_pylist()}
    )


def house_file(sites, number):
    return sites.root / house_path(number)


def correct(sites, number):
    """Publish a correction: the first member of the yeas has now voted nay."""
    file = house_file(sites, number)
    text = file.read_text()
    yea, nay = ("Yea", "Nay") if "<vote>Yea</vote>" in text else ("Aye", "No")
    seen = r'name-id="\w+"[^>]*party="(\w)" state="(\w\w)"[^>]*>[^<]*</legislator><vote>' + yea
    party, state = re.search(seen, text).groups()
    text = text.replace(f"<vote>{yea}</vote>", f"<vote>{nay}</vote>", 1)
    whole = dict(R="Republican", D="Democratic", I="Independent")[party]
    for tag, step in (("yea-total", -1), ("nay-total", 1)):
        for start in (f"<party>{whole}", "<total-stub>"):
            found = re.compile(rf"<{tag}>(\d+)").search(text, text.index(start))
            text = text[: found.start(1)] + str(int(found[1]) + step) + text[found.end(1) :]
    file.write_text(text)
    return f"({party}-{state})"


# What comes in


def test_both_chambers_come_into_an_empty_store_and_answers_are_from_them(run, store):
    fetched = run()
    assert fetched.is_complete
    assert sorted(of(fetched, "house").new) == HOUSE_NEW
    assert sorted(of(fetched, "senate").new) == SENATE_NEW
    assert sorted(stored(store)) == sorted([*HOUSE_NEW, *SENATE_NEW])
    split = vk.split("h284-119.2026")
    assert sum(party.yea for party in split.parties) == stored(store)["h284-119.2026"]["yea"]
    newest = {layer.name: [one.newest_id for one in layer.chambers] for layer in vk.status()}
    assert newest["store"] == ["h289-119.2026", "s234-119.2026"]
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
    who = correct(sites, 285)
    fetched = run(chamber="house", refresh=True, session=2)
    (change,) = of(fetched, "house").corrected
    after = stored(store)["h285-119.2026"]
    assert change.vote_id == "h285-119.2026"
    assert (after["yea"], after["nay"]) == (before["yea"] - 1, before["nay"] + 1)
    told = [line for line in change.changes if line.endswith("nay, was yea")]
    assert len(told) == 1
    assert who in told[0]
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


def planned(days_ago, checked_hours_ago, listed=None, **choice):
    """Say which of ten roll calls would be asked for, all held so many days ago."""
    now = datetime(2026, 8, 8, 12, tzinfo=UTC)
    held = Held((now - timedelta(days=days_ago)).date(), now - timedelta(hours=checked_hours_ago))
    session = Session(HouseSite(), 119, 2, dict.fromkeys(range(1, 11), held), {}, now)
    index = Index(dict.fromkeys(range(1, 11), listed or Listed()), 10)
    return [job.number for job in jobs_of(session, index, Choice(**choice))]


def test_recent_roll_calls_are_looked_at_again_after_half_a_day():
    everyone = list(range(1, 11))
    assert planned(29, 13) == everyone
    assert planned(29, 11) == []
    assert planned(31, 500) == []
    assert planned(31, 1, refresh=True) == everyone


def test_a_list_that_tells_when_it_was_updated_decides():
    now = datetime(2026, 8, 8, 12, tzinfo=UTC)
    day = date(2026, 1, 5)
    assert planned(300, 13, Listed(day, now - timedelta(hours=12))) == list(range(1, 11))
    assert planned(2, 13, Listed(day, now - timedelta(hours=14))) == []


# What exists


def test_without_an_index_numbers_are_tried_past_holes(run, server, sites):
    for number in (286, 287):
        house_file(sites, number).unlink()
    (sites.root / "evs/2026/index.asp").unlink()
    fetched = run(chamber="house", session=2)
    assert sorted(of(fetched, "house").new) == ["h284-119.2026", "h285-119.2026", *HOUSE_NEW[4:]]
    assert fetched.is_complete
    assert "numbers are tried one by one" in of(fetched, "house").said[0]
    tried = [int(path[-7:-4]) for path in asked(server) if "roll" in path]
    assert max(tried) == 289 + 10


def test_a_number_that_the_list_leaves_out_is_asked_for_once(run, server, sites):
    house_file(sites, 286).unlink()
    page = sites.root / "evs/2026/index.asp"
    page.write_bytes(
        re.sub(rb"<TR><TD><A [^>]*=286\">.*?</TR>", b"", page.read_bytes(), flags=re.S)
    )
    fetched = run(chamber="house", session=2)
    assert of(fetched, "house").not_posted == ["h286-119.2026"]
    assert fetched.is_complete
    asked(server)
    assert run(chamber="house", session=2).is_complete
    assert asked(server) == ["/evs/2026/index.asp"]


def test_known_vacated_numbers_are_not_asked_for(monkeypatch):
    session = Session(HouseSite(), 113, 2, {}, {}, datetime.now(UTC))
    numbers = [job.number for job in jobs_of(session, Index({}, 280), Choice())]
    assert 275 not in numbers
    assert len(numbers) == 279


def test_the_clerks_page_is_read_with_days_and_other_pages_are_refused():
    rows = "".join(CLERKS_ROW.format(2026, number) for number in (9, 7))
    page = f'<HTML><A HREF="ROLL_000.asp">Rolls</A><TABLE>{rows}</TABLE></HTML>'.encode()
    index = parse_index(page, 2026)
    assert index.highest == 9
    assert index.listed[7].day == date(2026, 9, 8)
    direct = parse_index(b'<a href="/evs/2017/roll044.xml">44</a>', 2017)
    assert direct.highest == 44
    other_year = CLERKS_ROW.format(2025, 3).encode()
    for page in (b"", b"<html>weekly schedule</html>", other_year):
        with pytest.raises(DocumentError):
            parse_index(page, 2026)


def test_a_roll_call_named_is_asked_for_even_if_it_is_known(run, server, store):
    fetched = run(votes=("h158-119.2025", "s1-119.2025"))
    assert of(fetched, "house").unchanged == 1
    assert of(fetched, "senate").unchanged == 1
    assert stored(store) == {}
    assert len(asked(server)) == 2
    with pytest.raises(RequestError, match="is a bill"):
        run(votes=("hr3364-115",))


def test_a_vacated_roll_call_is_told_as_such(run, store):
    fetched = run(votes=("h300-114.2015",))
    assert of(fetched, "house").vacated == ["h300-114.2015"]
    assert stored(store)["h300-114.2015"]["kind"] == "vacated"
    assert stored(store)["h300-114.2015"]["listed"] == 0


def test_since_begins_with_the_newest_and_stops_at_the_first_that_is_older(run, sites, server):
    for number, day in ((284, 1), (285, 2), (286, 3), (287, 4), (288, 5), (289, 6)):
        file = house_file(sites, number)
        text = re.sub("<action-date>[^<]*", f"<action-date>{day}-Oct-2026", file.read_text())
        file.write_text(text)
    page = sites.root / "evs/2026/index.asp"
    page.write_bytes(re.sub(rb"\d+-Sep", b"", page.read_bytes()))
    fetched = run(chamber="house", since=date(2026, 10, 6), jobs=1)
    assert "h289-119.2026" in of(fetched, "house").new
    # Two may be on their way when the first that is older is looked at.
    assert not {"h284-119.2026", "h285-119.2026"} & set(of(fetched, "house").new)
    assert fetched.is_complete


# Refusals and failures


def test_a_refusing_server_is_left_alone_and_other_sources_are_named(run, server, store):
    fault(server, "403", "roll_call_votes")
    fetched = run(chamber="senate", source="senate", session=2, jobs=1)
    senate = of(fetched, "senate")
    assert len([path for path in asked(server) if "roll_call_votes" in path]) == 3
    assert not fetched.is_complete
    assert sorted([*senate.failed, *senate.not_asked]) == SENATE_NEW
    assert len(senate.failed) == 3
    told = senate.said[-1]
    assert "refuses programs (403)" in told
    assert "--chamber senate --source unitedstates --from PATH" in told
    assert "Voteview" in told
    assert stored(store) == {}


def test_auto_goes_to_congress_gov_where_the_clerk_refuses(run, server, store):
    fault(server, "403", "^/evs/")
    fetched = run(chamber="house", session=2, key="KEY")
    house = of(fetched, "house")
    assert house.sources == ["house", "congress.gov"]
    assert sorted(house.new) == HOUSE_NEW
    assert fetched.is_complete
    assert {row["source"] for row in stored(store).values()} == {"congress.gov"}
    asked(server)
    server.state.faults.clear()
    assert run(chamber="house", session=2, key="KEY").is_complete
    assert asked(server) == ["/evs/2026/index.asp"]


def test_a_key_is_kept_nowhere(run, server, store):
    fetched = run(chamber="house", session=2, source="congress", key="SECRETKEY")
    assert sorted(of(fetched, "house").new) == HOUSE_NEW
    sent = [entry["headers"]["X-Api-Key"] for entry in server.state.log]
    assert set(sent) == {"SECRETKEY"}
    assert not any("SECRETKEY" in str(entry["query"]) for entry in server.state.log)
    for path in store.iterdir():
        assert b"SECRETKEY" not in path.read_bytes()
    assert "SECRETKEY" not in json.dumps(fetched.as_object())
    assert "SECRETKEY" not in repr(Request(key="SECRETKEY"))


def test_a_server_that_fails_again_and_again_is_left_alone(run, server):
    fault(server, "500", "roll_call_votes")
    fetched = run(chamber="senate", session=2, jobs=1)
    senate = of(fetched, "senate")
    assert len(senate.failed) == 5
    assert sorted([*senate.failed, *senate.not_asked]) == SENATE_NEW
    assert "no longer asked" in senate.said[-1]


# Kept documents


def test_documents_are_kept_and_read_again_without_a_network(run, server, sites, store):
    run(chamber="house", session=2)
    documents = Documents(store)
    assert documents.count() == 6
    (one,) = documents.of_rollcall(("house", 119, 2, 284))
    assert one.body == house_file(sites, 284).read_bytes()
    row = stored(store)["h284-119.2026"]
    assert kept_document(store, one.key, row["source_url"]).startswith("kept in ")
    assert kept_document(store, one.key, "https://elsewhere.example/") is None
    for path in store.glob("*.parquet"):
        path.unlink()
    (store / "manifest.json").unlink()
    asked(server)
    fetched = run(reparse=True)
    assert of(fetched, "house").new == HOUSE_NEW
    assert asked(server) == []
    assert stored(store)["h284-119.2026"] == row


def test_what_was_fetched_but_not_written_is_taken_in_first(run, server, store, monkeypatch):
    def killed(*_):
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(fetching.StoreWriter, "write_tables", killed)
        with pytest.raises(MemoryError):
            run(chamber="house", session=2)
    assert stored(store) == {}
    assert Documents(store).count() == 6
    asked(server)
    fetched = run(chamber="house", session=2)
    assert asked(server) == ["/evs/2026/index.asp"]
    assert sorted(of(fetched, "house").new) == HOUSE_NEW
    assert "without asking" in fetched.said[0]
    assert sorted(stored(store)) == HOUSE_NEW


def test_damaged_documents_are_one_sentence(run, store):
    run(chamber="house", session=2)
    path = store / "documents.sqlite"
    path.write_bytes(b"no database" * 1000)
    with pytest.raises(StoreError, match=r"documents\.sqlite are damaged .*: move the file away"):
        run(chamber="house", session=2)
    path.unlink()
    with sqlite3.connect(path) as base:
        base.execute("PRAGMA user_version = 99")
    base.close()
    with pytest.raises(StoreError, match="newer votekit"):
        run(chamber="house", session=2)


# Members


def test_a_newcomer_is_kept_as_the_roll_call_shows_them(run, sites, store):
    file = house_file(sites, 288)
    old = re.search(r'name-id="(\w+)"([^>]*)>([^<]*)</legislator>', file.read_text())
    new = f'name-id="Z000999"{old[2]}>Zimmer</legislator>'
    file.write_text(file.read_text().replace(old[0], new))
    run(chamber="house", session=2)
    layer = Layer.open(store, "store").read("members", Wanted()).to_pylist()
    (row,) = layer
    assert (row["member_id"], row["bioguide"], row["name"]) == ("Z000999", "Z000999", "Zimmer")
    assert row["printed_name"] == "Zimmer"
    assert (row["congress"], row["chamber"]) == (119, "house")


# Two at once, wrong requests, the command


def test_two_fetches_into_one_store_do_not_run_at_once(run, store, monkeypatch):
    monkeypatch.setattr(fetching, "LOCK_SECONDS", 0.1)
    store.mkdir()
    with (
        filelock.FileLock(store / ".fetch.lock"),
        pytest.raises(StoreError, match="Another fetch has been under way"),
    ):
        run(chamber="house")
    assert run(chamber="house", session=2).is_complete


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"source": "cnn"}, "No source is called"),
        ({"source": "senate", "chamber": "house"}, "has nothing of the House"),
        ({"source": "congress"}, "wants a key"),
        ({"source": "congress", "key": "x", "congress": 113}, "from the 117th"),
        ({"congress": 2026}, "Congress 2026"),
        ({"session": 3}, "--session is 1 or 2"),
        ({"jobs": 0}, "--jobs is 1 to 16"),
        ({"delay": -1}, "--delay"),
        ({"timeout": 0}, "--timeout"),
        ({"retries": 11}, "--retries"),
        ({"contact": "me\r\nX-Evil: 1"}, "--contact"),
        ({"place": "/tmp"}, "--from goes with"),
        ({"votes": ("h1-119.2025",), "congress": 119}, "either"),
    ],
)
def test_a_wrong_request_is_one_sentence(wrong, told):
    with pytest.raises(RequestError, match=told):
        Request(**wrong)


def votekit(environment, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "votekit", "fetch", *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        timeout=60,
    )


def test_the_command_prints_a_summary_and_says_how_to_go_on(environment, server, store):
    fault(server, "malformed", "roll286")
    done = votekit(environment, "119", "--session", "2", "--delay", "0", "--chamber", "house")
    assert done.returncode == 3
    assert "5 roll calls taken in; 1 could not be fetched." in done.stdout
    assert "New: h284 to h285-119.2026; h287 to h289-119.2026" in done.stdout
    assert "h286-119.2026: The document " in " ".join(done.stdout.split())
    assert done.stderr == (
        "Not everything could be fetched: what was is in the store; run the same `votekit fetch` "
        "later to go on with the rest.\n"
    )
    server.state.faults.clear()
    done = votekit(environment, "119", "--session", "2", "--delay", "0", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    house, senate = json.loads(done.stdout)["chambers"]
    assert house["new"] == ["h286-119.2026"]
    assert senate["new"] == SENATE_NEW
    assert senate["asked"] == 9


def test_a_wrong_command_is_refused_before_anything_is_asked(environment, server):
    done = votekit(environment, "--source", "cnn")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("votekit: No source is called “cnn”")
    done = votekit({**environment, "VOTEKIT_HOUSE_URL": "ftp://x"}, "119")
    assert done.returncode == 2
    assert asked(server) == []


def test_what_is_not_in_the_record_is_got_with_the_command_that_is_named():
    for name, told in (
        ("h900-119.2026", "If it is newer, get it with `votekit fetch --vote h900-119.2026`"),
        ("s1-120.2027", "`votekit fetch 120 --chamber senate`"),
        ("hr1-120", "Get what there is of it with `votekit fetch 120`"),
    ):
        with pytest.raises(RequestError, match=re.escape(told)):
            vk.margin(name)
    with pytest.raises(RequestError) as old:
        vk.margin("s999-115.2017")
    assert "fetch" not in str(old.value)


def test_status_tells_how_many_documents_are_kept(run, store):
    run(chamber="house", session=2)
    bundled, mine = vk.status()
    assert (bundled.documents, mine.documents) == (0, 6)
