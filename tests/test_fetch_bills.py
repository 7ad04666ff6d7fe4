"""`votekit fetch` of bills on loopback: GovInfo's documents, whole, broken, changed, from disk."""

import json
import lzma
import os
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from loopback.server import Fault, Server

from votekit.api.fetching import Request, fetch
from votekit.errors import RequestError
from votekit.fetchers.govinfo.site import bills_voted_on
from votekit.references import BillReference
from votekit.store import Record
from votekit.store.documents import Documents

DATA = Path(__file__).parent / "data" / "govinfo"
ACTIONS = Path(__file__).parent / "data" / "bill_actions"


def document(stem):
    return lzma.decompress((DATA / f"BILLSTATUS-{stem}.xml.xz").read_bytes())


def path_of(stem):
    congress, kind, _ = re.match(r"(\d+)([a-z]+)(\d+)", stem).groups()
    return f"bulkdata/BILLSTATUS/{congress}/{kind}/BILLSTATUS-{stem}.xml"


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "site"
    for file in DATA.glob("*.xml.xz"):
        stem = file.name[11:-7]
        place = root / path_of(stem)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(document(stem))
    return root


@pytest.fixture
def server(root):
    server = Server(root)
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
def run(server, store):
    base = f"http://127.0.0.1:{server.server_address[1]}"
    environment = {f"VOTEKIT_{site}_URL": base for site in ("GOVINFO", "CONGRESS")}

    def go(**asked):
        settings = {"delay": 0, "retries": 0, "timeout": 2.0, **asked}
        return fetch(Request(**settings), environment=environment)

    return go


def fault(server, name, path, left=None):
    server.state.faults.append(Fault(name, re.compile(path), left))


def asked(server):
    paths = [entry["path"] for entry in server.state.log]
    server.state.log.clear()
    return paths


def told(fetched):
    (bill,) = fetched.bills
    return bill


def test_a_bill_is_asked_of_govinfo_without_a_key(run, store):
    fetched = run(bills=("hr5376-117",))
    assert fetched.is_complete
    assert told(fetched)["source"] == "GovInfo"
    record = Record.open(store)
    bill = record.bill("hr5376-117")
    assert (bill["title"], bill["law"], bill["law_day"]) == (
        "Inflation Reduction Act of 2022",
        "117-169",
        date(2022, 8, 16),
    )
    assert [row["kind"] for row in record.actions("hr5376-117").to_pylist()] == [
        "presented",
        "signed",
        "became-law",
    ]
    assert "h420-117.2022" in [row["vote_id"] for row in record.recorded_votes("hr5376-117")]
    assert record.bill("hr5376-116") is None


def test_bills_of_one_number_in_two_congresses_are_two(run, store):
    run(bills=("s35-117", "hr1-117"))
    record = Record.open(store)
    assert record.bill("hr1-117")["congress"] == 117
    assert record.bill("hr1-115") is None
    assert record.recorded_votes("hr1-119") == []


def test_what_a_document_no_longer_has_goes(run, root, store):
    run(bills=("sjres8-114",))
    kinds = [row["kind"] for row in Record.open(store).actions("sjres8-114").to_pylist()]
    assert kinds == ["presented", "vetoed"]
    file = root / path_of("114sjres8")
    without = re.sub(
        rb"<item>((?!<item>).)*?Vetoed by President.*?</item>", b"", file.read_bytes(), flags=re.S
    )
    assert b"Vetoed by President" not in without.split(b"<actions>")[1]
    file.write_bytes(without)
    run(bills=("sjres8-114",))
    kinds = [row["kind"] for row in Record.open(store).actions("sjres8-114").to_pylist()]
    assert kinds == ["presented"]


def test_a_bill_vetoed_twice_in_its_document_has_one_veto(run, store):
    run(bills=("sjres8-114",))
    rows = Record.open(store).actions("sjres8-114").to_pylist()
    assert [row["date"] for row in rows if row["kind"] == "vetoed"] == [date(2015, 3, 31)]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("404", "GovInfo has no status of hr22-114"),
        ("503", "503"),
        ("403", "refuses"),
        ("half", "broke off"),
        ("huge", "larger than 8 MB"),
        ("hanging", "no answer in time"),
        ("truncated-gzip", "broke off|packs|Premature end"),
    ],
)
def test_a_bad_answer_is_said_and_nothing_is_lost(run, server, store, name, why):
    run(bills=("hr22-114",))
    before = Record.open(store).bill("hr22-114")
    fault(server, name, "hr22")
    fetched = run(bills=("hr22-114",), timeout=0.5)
    assert re.search(why, told(fetched)["failed"])
    assert not fetched.is_complete
    assert Record.open(store).bill("hr22-114") == before


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"<html><title>Page Not Found</title></html>", "HTML page"),
        (b"<html><title>Access denied</title></html>", "refused"),
        (b"<billStatus><bill/></billStatus>", "of no bill"),
        (b"", "empty"),
        (b"<rollcall-vote/>", "billStatus"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><billStatus>&a;</billStatus>', "entities"),
    ],
)
def test_what_is_no_bill_status_is_refused(run, root, store, body, why):
    run(bills=("hr22-114",))
    before = Record.open(store).bill("hr22-114")
    (root / path_of("114hr22")).write_bytes(body)
    assert why in told(run(bills=("hr22-114",)))["failed"]
    assert Record.open(store).bill("hr22-114") == before


def test_the_document_of_another_bill_is_refused(run, root, store):
    (root / path_of("114hr22")).write_bytes(document("114hr1155"))
    assert "is of hr1155-114, not of hr22-114" in told(run(bills=("hr22-114",)))["failed"]
    assert Record.open(store).bill("hr1155-114") is None


def test_a_document_cut_short_is_refused(run, root):
    (root / path_of("114hr22")).write_bytes(document("114hr22")[:5000])
    assert "not well-formed" in told(run(bills=("hr22-114",)))["failed"]


def test_congress_gov_is_asked_where_govinfo_has_none_and_there_is_a_key(run, root, store):
    place = root / "v3/bill/115/hr/3364"
    place.mkdir(parents=True)
    shutil.copy(ACTIONS / "hr3364-115.json", place / "actions")
    without = told(run(bills=("hr3364-115",)))
    assert "GovInfo has no status of hr3364-115" in without["failed"]
    bill = told(run(bills=("hr3364-115",), key="secret"))
    assert bill["source"] == "Congress.gov"
    assert bill["actions"][-1] == "2017-08-02: Became Public Law No: 115-44."


def test_a_bill_before_the_108th_congress_wants_a_key(run):
    assert "Congress.gov wants a key" in told(run(bills=("hr1-104",)))["failed"]


def test_every_bill_that_was_voted_on_is_asked_for_once(run, server, store):
    wanted = [one.id for one in bills_voted_on(Record.open(store), 114)]
    assert len(wanted) > 400
    assert "hr22-114" in wanted
    first = run(all_bills=True, congress=114)
    (summary,) = first.documents
    assert len(asked(server)) == len(wanted) == summary.asked
    assert "hr22-114" in summary.new
    assert len(summary.new) + len(summary.absent) == len(wanted)
    assert first.is_complete
    second = run(all_bills=True, congress=114)
    (summary,) = second.documents
    assert asked(server) == []
    assert summary.unchanged == len(first.documents[0].new)
    assert second.is_complete


def test_bills_decided_by_a_resolution_are_among_those_voted_on(store):
    assert "hr7776-117" in [one.id for one in bills_voted_on(Record.open(store), 117)]


@pytest.fixture
def few(monkeypatch):
    """Take three bills for all that were voted on."""
    few = [BillReference("hr", 1, 117), BillReference("hr", 5376, 117), BillReference("s", 9, 117)]
    monkeypatch.setattr("votekit.api.fetching_documents.bills_voted_on", lambda *_: few)


def test_an_unchanged_document_is_not_sent_again(run, server, store, few):
    run(all_bills=True, congress=117)
    kept = Documents(store)
    before = Record.open(store).bill("hr1-117")
    asked(server)
    fetched = run(all_bills=True, congress=117, refresh=True)
    statuses = {entry["path"]: entry["status"] for entry in server.state.log}
    assert statuses["/" + path_of("117hr1")] == 304
    assert fetched.documents[0].changed == []
    assert Record.open(store).bill("hr1-117") == before
    assert kept.known("govinfo", 117, 0)


def test_a_document_that_changed_is_told(run, root, few):
    run(bills=("hr5376-117",))
    file = root / path_of("117hr5376")
    text = file.read_text()
    file.write_text(
        text.replace("<title>Inflation Reduction Act of 2022</title>", "<title>X</title>")
    )
    fetched = run(all_bills=True, congress=117, refresh=True)
    assert fetched.documents[0].changed == ["hr5376-117"]


def test_a_site_that_refuses_is_left_alone(run, server):
    fault(server, "403", "BILLSTATUS")
    fetched = run(all_bills=True, congress=114, jobs=1)
    (summary,) = fetched.documents
    assert len(asked(server)) == 3
    assert len(summary.failed) == 3
    assert len(summary.not_asked) > 300
    assert not fetched.is_complete


def test_a_damaged_table_row_does_not_hide_a_document(run, server, store):
    run(bills=("hr22-114",))
    shutil.rmtree(store)
    run(bills=("hr22-114",))
    assert Record.open(store).bill("hr22-114")


def test_kept_documents_are_read_again_without_a_network(run, server, store):
    run(bills=("hr22-114",))
    asked(server)
    fetched = run(reparse=True)
    (summary,) = fetched.documents
    assert summary.unchanged == 1
    assert asked(server) == []


def zipped(path, stems):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for stem in stems:
            archive.writestr(f"BILLSTATUS-{stem}.xml", document(stem))


def test_files_folders_and_zips_are_read(run, tmp_path, store):
    place = tmp_path / "documents"
    (place / "deep").mkdir(parents=True)
    (place / "BILLSTATUS-114hr22.xml").write_bytes(document("114hr22"))
    shutil.copy(DATA / "BILLSTATUS-117hr1.xml.xz", place / "deep")
    zipped(place / "BILLSTATUS-116-hr.zip", ["116hr3055", "116hr4907"])
    fetched = run(source="govinfo", place=str(place))
    assert sorted(fetched.documents[0].new) == ["hr1-117", "hr22-114", "hr3055-116", "hr4907-116"]
    again = run(source="govinfo", place=str(place / "BILLSTATUS-116-hr.zip"))
    assert again.documents[0].unchanged == 2
    one = run(source="govinfo", place=str(place / "BILLSTATUS-114hr22.xml"))
    assert one.documents[0].unchanged == 1
    assert Record.open(store).bill("hr3055-116")["law"] == "116-69"


def test_a_folder_gives_the_bills_and_the_congress_that_are_asked_for(run):
    fetched = run(source="govinfo", place=str(DATA), bills=("hr22-114",))
    assert fetched.documents[0].new == ["hr22-114"]
    fetched = run(source="govinfo", place=str(DATA), congress=115)
    assert len(fetched.documents[0].new) == 5


def test_an_older_state_does_not_replace_a_newer(run, tmp_path, store):
    run(bills=("hr22-114",))
    old = re.sub(
        rb"<updateDate>[^<]*</updateDate>(?!.*<updateDate>)",
        b"<updateDate>2014-01-01T00:00:00Z</updateDate>",
        document("114hr22"),
        flags=re.S,
    )
    old = re.sub(rb"<updateDate>[^<]*<", b"<updateDate>2014-01-01T00:00:00Z<", old)
    (tmp_path / "BILLSTATUS-114hr22.xml").write_bytes(old)
    fetched = run(source="govinfo", place=str(tmp_path / "BILLSTATUS-114hr22.xml"))
    assert fetched.documents[0].older == ["hr22-114"]


def test_a_damaged_document_costs_itself_alone(run, tmp_path):
    place = tmp_path / "bills.zip"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("BILLSTATUS-114hr22.xml", document("114hr22")[:3000])
        archive.writestr("../BILLSTATUS-114hr1155.xml", document("114hr1155"))
        archive.writestr("BILLSTATUS-114hr1531.xml", b" " * (9 * 1024**2))
        archive.writestr("BILLSTATUS-114s469.xml", document("114s2848"))
        archive.writestr("BILLSTATUS-114s2848.xml", document("114s2848"))
    fetched = run(source="govinfo", place=str(place))
    (summary,) = fetched.documents
    assert summary.new == ["s2848-114"]
    assert len(summary.failed) == 4
    assert not fetched.is_complete


def test_an_xz_that_unpacks_to_too_much_is_given_up(run, tmp_path):
    place = tmp_path / "BILLSTATUS-114hr22.xml.xz"
    place.write_bytes(lzma.compress(b"<billStatus>" + b" " * (64 * 1024**2)))
    (why,) = run(source="govinfo", place=str(place)).documents[0].failed.values()
    assert "larger than 8 MB" in why
    place.write_bytes((DATA / "BILLSTATUS-114hr22.xml.xz").read_bytes()[:2000])
    (why,) = run(source="govinfo", place=str(place)).documents[0].failed.values()
    assert "cut short" in why


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"all_bills": True, "congress": 107}, "from the 108th Congress on"),
        ({"all_bills": True, "bills": ("hr1-119",)}, "Give either --bills"),
        ({"all_bills": True, "chamber": "house"}, "not of a chamber"),
        ({"all_bills": True, "source": "congress", "key": "k"}, "leave out --source"),
        ({"source": "govinfo", "place": "no-such-folder"}, "There is no"),
        ({"source": "govinfo", "place": "https://www.govinfo.gov/x.zip"}, "download the ZIP"),
        ({"source": "govinfo", "bills": ("hr1-104",)}, None),
    ],
)
def test_what_cannot_be_asked_for_is_told(run, wrong, told):
    if told is None:
        assert "from the 108th" in run(**wrong).bills[0]["failed"]
        return
    with pytest.raises(RequestError, match=re.escape(told)):
        run(**wrong)


def test_a_place_without_documents_is_told(run, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(RequestError, match="no bill status document"):
        run(source="govinfo", place=str(tmp_path / "empty"))


def test_a_dry_run_says_what_would_be_asked_for(run, server, store):
    fetched = run(all_bills=True, congress=114, dry_run=True)
    assert len(fetched.documents[0].would_ask) > 400
    assert asked(server) == []
    assert not (store / "manifest.json").exists()


def test_a_document_looked_at_long_ago_in_a_congress_that_sits_is_asked_for_again():
    from votekit.fetchers.govinfo.site import _is_settled
    from votekit.store.documents import Kept

    now = datetime.now(UTC)

    def kept(ago):
        return Kept("u", None, None, now - ago, "taken")

    assert _is_settled(kept(timedelta(hours=1)), 200)
    assert not _is_settled(kept(timedelta(hours=13)), 200)
    assert _is_settled(kept(timedelta(days=400)), 110)


def test_stopped_and_run_again_it_goes_on(server, store, root):
    base = f"http://127.0.0.1:{server.server_address[1]}"
    code = (
        "import _thread, threading, sys; from votekit.__main__ import main;"
        "threading.Timer(4.0, _thread.interrupt_main).start();"
        "sys.argv = ['votekit', 'fetch', '--bills', '--congress', '114', '--delay', '0.05',"
        "'--format', 'json']; main()"
    )
    environment = {**os.environ, "VOTEKIT_GOVINFO_URL": base, "VOTEKIT_DATA": str(store)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=120
    )
    if done.returncode == 0:
        pytest.skip("this machine was faster than the interrupt")
    assert done.returncode == 130, done.stderr
    assert "Stopped" in done.stderr
    told = json.loads(done.stdout)
    assert told["interrupted"]
    first = set(asked(server))
    fetched = fetch(
        Request(all_bills=True, congress=114, delay=0, retries=0),
        environment={"VOTEKIT_GOVINFO_URL": base},
    )
    assert fetched.is_complete
    # What had come is not asked for again, but for what was under way.
    assert len(first & set(asked(server))) <= 8
