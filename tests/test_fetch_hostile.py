"""Servers and documents that mean harm: each costs its own roll call, and none is believed."""

import gzip
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import requests
from loopback.corrections import corrected, flipped, without_rows
from loopback.faults import HARMLESS, STRANGE
from loopback.running import ROOT, arguments_of, differing, naming, run, started, tables_of
from loopback.sites import Sites, house_path, senate_path

from votekit.api.answers import margin, splits_of
from votekit.fetchers.http import Client
from votekit.store import Record

DATA = Path(__file__).resolve().parent / "data"
ROLLCALLS = 40
FIRST = 284
OF_HOUSE = "h284-119.2026"
OF_SENATE = "s7-119.2025"


@pytest.fixture(scope="module")
def pristine(tmp_path_factory):
    return Sites.build(tmp_path_factory.mktemp("pristine"), house=ROLLCALLS, senate=4)


@pytest.fixture(scope="module")
def sites(pristine, tmp_path_factory):
    root = tmp_path_factory.mktemp("served") / "sites"
    shutil.copytree(pristine.root, root)
    return Sites(root)


@pytest.fixture
def change(sites, pristine):
    """Give a function that changes a served document; all is as it was after the test."""
    changed = []

    def of(path, how):
        changed.append(path)
        good = (pristine.root / path).read_bytes()
        body = how(good)
        assert body != good
        (sites.root / path).write_bytes(body)
        return body

    yield of
    for path in changed:
        (sites.root / path).write_bytes((pristine.root / path).read_bytes())


def kept_of(done):
    return {one["vote_id"]: one["changes"][0] for one in done.summary["kept"]}


# Documents that contradict themselves


def of_party(letter):
    return lambda row: re.search(rb'party="%b"|<party>%b<' % (letter, letter), row) is not None


def of_word(*words):
    return lambda row: any(b">" + word + b"</vote" in row for word in words)


def anybody(_row):
    return True


def party_totals_changed(body):
    return re.sub(rb"(<yea-total>)(\d+)", lambda found: found[1] + b"3", body, count=1)


def no_totals(body):
    body = re.sub(rb"<totals-by-vote>.*</totals-by-vote>", b"", body, flags=re.DOTALL)
    body = re.sub(rb"<count>.*</count>", b"<count/>", body, flags=re.DOTALL)
    return re.sub(rb"\(\d+-\d+", b"(", body)


def one_more(body):
    """Add a row of somebody who is not listed."""
    found = re.search(rb"<recorded-vote>.*?</recorded-vote>|<member>.*?</member>", body, re.DOTALL)
    row = re.sub(rb'name-id="\w+"', b'name-id="Z999999"', found[0])
    row = re.sub(rb"(<lis_member_id>)\w+", rb"\1S999", row)
    return body[: found.start()] + row + body[found.start() :]


def absent_uncounted(body):
    """Lose who did not vote with their total, which is left empty where there are none."""
    body = without_rows(body, of_word(b"Not Voting"))
    return re.sub(rb"<absent>\d*</absent>", b"<absent/>", body)


def result_only(body):
    return re.sub(rb"\((\d+)-(\d+)", rb"(1\1-\2", body)


BELIEVED_BY_NONE = {
    "one yea lost": lambda body: without_rows(body, of_word(b"Yea", b"Aye"), 1),
    "one nay lost": lambda body: without_rows(body, of_word(b"Nay", b"No"), 1),
    "all who did not vote lost": lambda body: without_rows(body, of_word(b"Not Voting")),
    "a Democrat lost": lambda body: without_rows(body, of_party(b"D"), 1),
    "all Republicans lost": lambda body: without_rows(body, of_party(b"R")),
    "most lost": lambda body: without_rows(body, anybody, 60),
    "one flipped": flipped,
    "one added": one_more,
    "no totals": no_totals,
}
OF_ONE_CHAMBER = {
    ("house", "a party's total changed"): party_totals_changed,
    ("senate", "its result tells another count"): result_only,
    ("senate", "all who did not vote lost, and their total left empty"): absent_uncounted,
}
CASES = {
    **{(one, name): how for one in ("house", "senate") for name, how in BELIEVED_BY_NONE.items()},
    **OF_ONE_CHAMBER,
}


@pytest.mark.parametrize(("chamber", "name"), CASES)
def test_a_document_that_contradicts_its_totals_is_held_back_new_or_not(
    server, change, tmp_path, chamber, name
):
    number = FIRST + 3 if chamber == "house" else 227
    path = house_path(number) if chamber == "house" else senate_path(119, 2, number)
    vote_id = f"{chamber[0]}{number}-119.2026"
    fresh, full = tmp_path / "fresh", tmp_path / "full"
    assert run(server, full, *naming(chamber, vote_id)).code == 0
    before = tables_of(full)
    body = change(path, CASES[chamber, name])
    done = run(server, fresh, *naming(chamber, vote_id))
    assert (done.code, done.summary["new"]) == (3, []), done
    assert vote_id in kept_of(done)
    (held,) = (fresh / "held").iterdir()
    assert held.read_bytes() == body
    done = run(server, full, *naming(chamber, vote_id))
    assert (done.code, done.summary["corrected"]) == (3, []), done
    assert differing(tables_of(full), before) == []


@pytest.mark.parametrize("name", ["one yea lost", "most lost", "one flipped", "one added"])
def test_the_records_own_roll_call_is_not_corrected_by_a_document_that_lost_rows(
    server, change, tmp_path, name
):
    def later(body):
        newer = re.sub(rb"<modify_date>[^<]*", b"<modify_date>October 9, 2026,  05:23 PM", body)
        return BELIEVED_BY_NONE[name](newer)

    change(senate_path(119, 1, 7), later)
    done = run(server, tmp_path, *naming("senate", OF_SENATE))
    assert (done.code, done.summary["corrected"]) == (3, []), done
    assert not list(tmp_path.glob("*.parquet"))


def test_a_true_correction_is_taken_and_lets_go_of_what_was_held_back(server, change, tmp_path):
    path = house_path(FIRST)
    change(path, flipped)
    assert run(server, tmp_path, *naming("house", OF_HOUSE)).code == 3
    change(path, corrected)
    done = run(server, tmp_path, *naming("house", OF_HOUSE))
    assert (done.code, done.summary["new"]) == (0, [OF_HOUSE]), done
    assert list((tmp_path / "held").iterdir()) == []


def test_congress_gov_that_loses_members_is_held_back(server, change, tmp_path):
    def shortened(body):
        return re.sub(rb'\{\s*"bioguideID".*?\},\s*', b"", body, count=1, flags=re.DOTALL)

    change(f"v3/house-vote/119/2/{FIRST}/members", shortened)
    done = run(server, tmp_path, *naming("congress", OF_HOUSE))
    assert (done.code, done.summary["new"]) == (3, []), done
    assert "contradicts its own totals" in kept_of(done)[OF_HOUSE]


def test_a_document_held_back_by_one_source_is_asked_for_at_the_next(server, change, tmp_path):
    change(house_path(FIRST), flipped)
    done = run(server, tmp_path, *naming("auto", OF_HOUSE))
    assert (done.code, done.summary["new"], done.summary["kept"]) == (0, [OF_HOUSE], []), done
    assert done.summary["sources"] == ["house", "congress"] or "congress" in str(
        done.summary["sources"]
    )


def test_a_result_that_the_count_denies_is_said_in_every_answer(
    server, change, tmp_path, monkeypatch
):
    result = re.compile(rb"<vote-result>[^<]*")
    change(house_path(FIRST), lambda body: result.sub(b"<vote-result>Failed", body))
    done = run(server, tmp_path, *naming("house", OF_HOUSE))
    assert done.code == 0, done
    monkeypatch.setenv("VOTEKIT_DATA", str(tmp_path))
    record = Record.open()
    told = f"The official result of {OF_HOUSE} is that it failed, but by its count it passed."
    answer = margin(OF_HOUSE, record=record)
    assert told in answer.explanation
    assert [one.recorded for one in splits_of(OF_HOUSE, record=record)[0].disagreements] == [
        "failed"
    ]
    for command in ("margin", "split"):
        assert told in " ".join(run(server, tmp_path, command, OF_HOUSE).out.split())


# Answers that no server sends by mistake


def test_each_strange_answer_costs_its_own_roll_call_alone(server, tmp_path):
    names = [*STRANGE, "long-number"]
    struck = {}
    for place, name in enumerate(names):
        # Good ones between them: servers that fail five times in a row are left alone.
        number = FIRST + 1 + place + place // 2
        struck[name] = f"h{number}-119.2026"
        server.fault(name, rf"/roll{number}\.xml$")
    done = run(server, tmp_path, *arguments_of("house", "--timeout", "5", "--retries", "0"))
    assert "Traceback" not in done.err + done.out
    assert done.code == 3
    lost = {one["vote_id"]: one["why"] for one in done.summary["failed"]}
    new = set(done.summary["new"])
    assert len(new | lost.keys()) == ROLLCALLS
    assert {name for name, vote_id in struck.items() if vote_id in new} <= MAY_PASS
    assert new >= {f"h{n}-119.2026" for n in range(FIRST, FIRST + ROLLCALLS)} - {*struck.values()}
    assert all(why.isprintable() and len(why) < 400 for why in lost.values())
    server.clear()
    done = run(server, tmp_path, *arguments_of("house"))
    assert (done.code, set(done.summary["new"])) == (0, lost.keys()), done


MAY_PASS = {"encoding-unknown", "length-letters", "long-number", "redirect-empty", "retry-minus"}
"""What a lenient reader may read all the same."""


@pytest.mark.parametrize("name", HARMLESS)
def test_strange_headers_of_a_good_answer_do_no_harm(server, tmp_path, name):
    server.fault(name, rf"/roll{FIRST}\.xml$")
    done = run(server, tmp_path, *naming("house", OF_HOUSE))
    assert (done.code, done.summary["new"]) == (0, [OF_HOUSE]), done
    with sqlite3.connect(tmp_path / "documents.sqlite") as base:
        assert base.execute("SELECT etag FROM documents").fetchone() == (None,)
    base.close()


@pytest.mark.parametrize("name", ["not-available", "file-not-found"])
def test_the_senates_pages_for_nothing_are_known_by_their_address(server, tmp_path, name):
    server.fault(name, r"vote_119_2_00227")
    done = run(server, tmp_path, *arguments_of("senate"))
    assert not any("227" in one["vote_id"] for one in done.summary["failed"]) or any(
        "leads to a page" in one["why"] for one in done.summary["failed"]
    )
    assert "s227-119.2026" not in done.summary["new"]


def test_a_header_that_drips_ends_with_the_time_limit(server):
    server.fault("dripping", r"/roll284")
    client = Client(delay=0, attempts=1, read_seconds=1.5, whole_seconds=1.5)
    base = server.environment["VOTEKIT_HOUSE_URL"]
    start = time.monotonic()
    with pytest.raises(Exception, match="no answer in time"):
        client.get(f"{base}/evs/2026/roll284.xml")
    # Dripping takes a minute.
    assert time.monotonic() - start < 30
    client.close()


def test_a_key_that_a_server_repeats_is_stored_nowhere(tmp_path):
    from http.server import BaseHTTPRequestHandler, HTTPServer

    class Echo(BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def do_GET(self):
            key = self.headers.get("X-Api-Key", "")
            body = key.encode() if self.path == "/body" else b"{}"
            self.send_response(200)
            self.send_header("ETag", f'"{key}"')
            self.send_header("Last-Modified", key)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with HTTPServer(("127.0.0.1", 0), Echo) as echo:
        thread = threading.Thread(target=echo.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            base = f"http://127.0.0.1:{echo.server_address[1]}"
            client = Client(delay=0, attempts=1)
            answer = client.get(f"{base}/tag", headers={"X-Api-Key": "SECRET"})
            assert (answer.etag, answer.last_modified) == (None, None)
            with pytest.raises(Exception, match="repeats the key") as caught:
                client.get(f"{base}/body", headers={"X-Api-Key": "SECRET"})
            assert "SECRET" not in str(caught.value)
            client.close()
        finally:
            echo.shutdown()
            thread.join()


def test_passwords_of_the_home_directory_are_not_sent(server, tmp_path, monkeypatch):
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login user password secret\n")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    assert requests.utils.get_netrc_auth("http://127.0.0.1/") == ("user", "secret")
    server.fault("not-available", r"/roll285")
    run(server, tmp_path / "store", *naming("house", OF_HOUSE, "h285-119.2026"))
    asked = [entry["headers"] for entry in server.log()]
    assert asked
    assert not [headers for headers in asked if "Authorization" in headers]


def test_what_speaks_to_a_terminal_is_taken_out_of_every_text(server, tmp_path):
    server.fault("controls", rf"/roll{FIRST}\.xml$")
    done = run(server, tmp_path, *naming("house", OF_HOUSE))
    assert done.code == 0, done
    (row,) = tables_of(tmp_path)["rollcalls"].to_pylist()
    for value in row.values():
        assert not isinstance(value, str) or not set(value) & set("\u202e\u009b\u2028\ufeff\x1b")
    assert "red31m" in row["subject"]


def test_offline_is_one_line_and_names_no_roll_call(server, tmp_path, monkeypatch):
    dead = {name: "http://127.0.0.1:9" for name in server.environment}
    monkeypatch.setattr(type(server), "environment", dead)
    done = run(server, tmp_path, *"fetch 119 --delay 0 --retries 0".split())
    assert done.code == 3
    assert len(done.err.splitlines()) == 1
    assert "no connection to the House Clerk or Congress.gov or the Senate" in done.err
    assert not re.search(r"[hs]\d+-119", done.out + done.err)


# Ctrl-C


@pytest.mark.skipif(not hasattr(signal, "SIGINT") or os.name != "posix", reason="signals")
def test_an_interrupt_while_modules_are_read_is_one_line():
    code = (
        "import os, signal, sys\n"
        # A shell that runs the tests in the background has it ignored.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "class Stop:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'votekit.cli.app':\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Stop())\n"
        "from votekit.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "votekit: stopped.\n")


def test_an_interrupt_of_a_served_tree_waits_for_no_thread(server, tmp_path):
    server.fault("hanging", r"/tree/")
    base = server.environment["VOTEKIT_HOUSE_URL"]
    arguments = f"fetch 118 --source unitedstates --from {base}/tree --delay 0 --timeout 60".split()
    with started(server, tmp_path, *arguments) as fetch:
        while not [path for path in server.paths() if path.startswith("/tree/")]:
            time.sleep(0.05)
        fetch.send_signal(signal.SIGINT)
        start = time.monotonic()
        assert fetch.wait(timeout=60) == 130
    # The server lets each thread hang for 20 seconds.
    assert time.monotonic() - start < 15


# Kept documents


def test_a_kept_document_that_is_damaged_is_told_and_the_others_are_read(server, tmp_path):
    named = [f"h{number}-119.2026" for number in range(FIRST, FIRST + 4)]
    assert run(server, tmp_path, *naming("house", *named)).code == 0
    before = tables_of(tmp_path)
    with sqlite3.connect(tmp_path / "documents.sqlite") as base:
        base.execute("UPDATE documents SET fetched_at = 'yesterday' WHERE number = 284")
        base.execute("UPDATE documents SET number = 9285 WHERE number = 285")
        base.execute("UPDATE documents SET etag = X'FF00' WHERE number = 286")
    base.close()
    done = run(server, tmp_path, "fetch", "--reparse", "--format", "json")
    assert done.code == 3
    assert "Traceback" not in done.err
    assert len([one for one in done.all["failed"] if "not as it was written" in one["why"]]) == 3
    assert done.summary["unchanged"] == 1
    assert differing(tables_of(tmp_path), before) == []
    # Asked for again, a good document stands in the damaged one's place.
    done = run(server, tmp_path, *naming("house", *named))
    assert done.code == 0, done


def test_a_store_of_before_seals_is_sealed_and_read(server, tmp_path):
    assert run(server, tmp_path, *naming("house", OF_HOUSE)).code == 0
    with sqlite3.connect(tmp_path / "documents.sqlite") as base:
        base.execute("ALTER TABLE documents DROP COLUMN seal")
        base.execute("PRAGMA user_version = 1")
    base.close()
    done = run(server, tmp_path, "fetch", "--reparse", "--format", "json")
    assert (done.code, done.summary["unchanged"]) == (0, 1), done


# Real documents


def real_documents():
    return sorted(
        path
        for chamber in ("house", "senate")
        for path in (DATA / chamber).glob("*.xml.gz")
        if "excerpt" not in path.name and "menu" not in path.name
    )


@pytest.mark.parametrize("path", real_documents(), ids=lambda path: path.name[:40])
def test_no_real_document_is_held_back(path):
    from datetime import UTC, datetime

    from votekit.fetchers import house, senate
    from votekit.fetchers.totals import contradiction

    body = gzip.decompress(path.read_bytes())
    parse = house.parse if path.parent.name == "house" else senate.parse
    vote = parse(body, url="https://example.invalid", fetched=datetime(2026, 8, 8, tzinfo=UTC))
    assert contradiction(vote) is None
