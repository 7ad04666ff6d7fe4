"""Bill actions: read from Congress.gov's documents, kept in the store, told by ``margin``."""

import json
import os
import re
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import votekit as vk
from votekit.cli.app import app
from votekit.errors import RequestError, StoreError
from votekit.fetchers.bill_actions import address, fetch_actions, parse
from votekit.fetchers.errors import DocumentError, NotPosted
from votekit.fetchers.http import Client, FetchError
from votekit.references import BillReference
from votekit.schema import ACTIONS
from votekit.store import Record
from votekit.store.writing import StoreWriter

DATA = Path(__file__).resolve().parent / "data" / "bill_actions"
SANCTIONS, DEFENSE = BillReference("hr", 3364, 115), BillReference("hr", 6395, 116)
FETCHED = datetime(2026, 8, 8, 12, tzinfo=UTC)
KEY = "a-key-that-nobody-may-see"
FUZZ = int(os.environ.get("VOTEKIT_FUZZ", "300"))


def document(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return found


def rows(content: Any, reference: BillReference = SANCTIONS) -> list[dict[str, Any]]:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return parse(data, reference, fetched=FETCHED).rows


def told(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(row["date"].isoformat(), row["kind"]) for row in found]


def one(text: str | None, code: str | None = None, day: str = "2017-07-28") -> dict[str, Any]:
    action = {"actionDate": day, "text": text, "actionCode": code, "type": "President"}
    return {"actions": [{key: value for key, value in action.items() if value is not None}]}


def store_of(path: Path, *references: BillReference) -> Path:
    for reference in references:
        StoreWriter(path).write_actions(rows(document(reference.id), reference))
    return path


# Reading


def test_a_bill_that_was_signed():
    found = rows(document("hr3364-115"))
    assert told(found) == [
        ("2017-07-28", "presented"),
        ("2017-08-02", "signed"),
        ("2017-08-02", "became-law"),
    ]
    assert list(found[0]) == ACTIONS.names
    assert found[-1] == {
        "bill_id": "hr3364-115",
        "congress": 115,
        "date": date(2017, 8, 2),
        "kind": "became-law",
        "law": "115-44",
        "text": "Became Public Law No: 115-44.",
        "source": "congress.gov",
        "source_url": "https://api.congress.gov/v3/bill/115/hr/3364/actions",
        "updated": FETCHED,
    }


def test_a_veto_has_the_code_of_a_signature_and_is_told_by_its_words():
    found = rows(document("hr6395-116"), DEFENSE)
    assert told(found) == [
        ("2020-12-11", "presented"),
        ("2020-12-23", "vetoed"),
        ("2021-01-01", "became-law"),
    ]
    signed, vetoed = document("hr3364-115"), document("hr6395-116")
    codes = [
        {entry["actionCode"] for entry in content["actions"] if entry["text"] == text}
        for content, text in ((signed, "Signed by President."), (vetoed, "Vetoed by President."))
    ]
    assert "E30000" in codes[0] & codes[1]


def test_the_apis_own_example():
    found = rows(document("hr3076-117-documentation"), BillReference("hr", 3076, 117))
    assert [(*pair, row["law"]) for pair, row in zip(told(found), found, strict=True)] == [
        ("2022-04-06", "signed", None),
        ("2022-04-06", "became-law", "117-108"),
    ]


@pytest.mark.parametrize(
    ("text", "code", "kind"),
    [
        ("Presented to President.", "28000", "presented"),
        ("presented to the  President", None, "presented"),
        ("Signed by President.", "36000", "signed"),
        ("Vetoed by President.", "99999", "vetoed"),
        ("Pocket Vetoed by President.", "E30000", "pocket-vetoed"),
        ("Sent to Archivist of the United States unsigned.", "E30000", "unsigned"),
        ("Became law without the President's signature.", None, "unsigned"),
        ("Became Private Law No: 112-1.", "39000", "became-law"),
        # The words decide; a code only where they say nothing and it means one thing.
        ("Vetoed by President.", "28000", "vetoed"),
        ("To the President.", "28000", "presented"),
        (None, "E40000", "became-law"),
        ("The President did something new.", "E30000", "other"),
        ("Cleared for White House.", "27000", None),
        ("Message on Senate action sent to the House.", None, None),
        ("Rule H. Res. 5 provides that a bill signed by President is read.", None, None),
        ("The Chair laid before the House the veto message.", "H41931", None),
        (None, None, None),
    ],
)
def test_what_an_action_is(text, code, kind):
    assert [row["kind"] for row in rows(one(text, code))] == ([kind] if kind else [])


def test_one_row_an_event_and_the_laws_number_is_kept():
    items = [
        one("Became Public Law.", "36000")["actions"][0],
        one("Became Public Law No: 115-44.", "E40000")["actions"][0],
        one("Presented to President.", "28000", "2017-07-27")["actions"][0],
        one("Presented to President.", "E20000", "2017-07-28")["actions"][0],
    ]
    found = rows({"actions": items})
    assert [row["law"] for row in found if row["kind"] == "became-law"] == ["115-44"]
    assert told(found)[:1] == [("2017-07-27", "presented")]
    assert [kind for _, kind in told(found)].count("presented") == 1


@pytest.mark.parametrize(
    ("content", "error", "sentence"),
    [
        (b"<html>Not available</html>", DocumentError, "sent an HTML page"),
        (b"[]", DocumentError, "no JSON object"),
        ({"bills": []}, DocumentError, "has no actions"),
        ({"actions": {"count": 9, "url": "x"}}, DocumentError, "no list of objects"),
        ({"actions": ["Presented to President."]}, DocumentError, "no list of objects"),
        ({"error": "Unknown resource: bill/1/hr/1/actions"}, NotPosted, "has nothing under"),
        ({"error": {"code": "API_KEY_INVALID"}}, DocumentError, "does not know the key"),
        (one("Presented to President.", day="2017-02-30"), DocumentError, "is no day"),
        (one("Presented to President.", day="28 July 2017"), DocumentError, "is no day"),
        ({"actions": [{"text": "Presented to President."}]}, DocumentError, "is no day"),
        ({"actions": [{"actionDate": "2017-07-28", "text": 5}]}, DocumentError, "is no text"),
        ({"actions": [], "pagination": {"count": -1}}, DocumentError, "how many there are"),
        ({"actions": [], "pagination": {"count": 10**6}}, DocumentError, "how many there are"),
        ({"actions": [], "request": {"billNumber": "3365"}}, DocumentError, "of another bill"),
        ({"actions": [], "request": {"billType": "s"}}, DocumentError, "of another bill"),
        ({"actions": [], "request": {"congress": "116"}}, DocumentError, "of another bill"),
    ],
)
def test_what_is_no_list_of_its_actions_is_refused(content, error, sentence):
    with pytest.raises(error, match=re.escape(sentence)):
        rows(content)


@settings(max_examples=FUZZ, deadline=timedelta(seconds=2))
@given(st.data())
def test_a_mutated_document_gives_rows_or_a_document_error(data):
    whole = bytearray((DATA / "hr6395-116.json").read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(whole)))
        whole[place : place + data.draw(st.integers(0, 12))] = data.draw(st.binary(max_size=6))
    try:
        found = rows(bytes(whole), DEFENSE)
    except DocumentError:
        return
    for row in found:
        assert row["bill_id"] == "hr6395-116"
        assert isinstance(row["date"], date)
        row["text"].encode()


# Fetching


class Congress(BaseHTTPRequestHandler):
    """Congress.gov with one bill of 600 actions, on pages, for those who have the key."""

    asked: ClassVar[list[str]] = []
    keys: ClassVar[list[str | None]] = []
    redirect: ClassVar[str | None] = None
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.asked.append(self.path)
        self.keys.append(self.headers.get("X-Api-Key"))
        if self.redirect:
            self.send_response(302)
            self.send_header("Location", self.redirect)
            self.send_header("Content-Length", "0")
            return self.end_headers()
        if self.headers.get("X-Api-Key") != KEY:
            return self.answer(403, {"error": {"code": "API_KEY_INVALID", "message": "bad"}})
        if parts.path != "/v3/bill/115/hr/3364/actions":
            return self.answer(404, {"error": f"Unknown resource: {parts.path[4:]}"})
        asked = {
            key: int(value[0]) for key, value in parse_qs(parts.query).items() if key[0] != "f"
        }
        known = document("hr3364-115")["actions"]
        filler = [one("DEBATE - The House proceeded.", "H30000")["actions"][0]] * 592
        items = [*known[:4], *filler, *known[4:]][
            asked["offset"] : asked["offset"] + asked["limit"]
        ]
        return self.answer(200, {"actions": items, "pagination": {"count": 601}})

    def answer(self, status: int, content: Any) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def congress() -> Iterator[str]:
    Congress.asked, Congress.keys, Congress.redirect = [], [], None
    with ThreadingHTTPServer(("127.0.0.1", 0), Congress) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def client() -> Iterator[Client]:
    made = Client(delay=0, attempts=1)
    yield made
    made.close()


def test_actions_are_fetched_over_all_pages_with_the_key_in_a_header(congress, client):
    found = fetch_actions(client, f"{congress}/", f" {KEY}\n", SANCTIONS)
    assert told(found) == told(rows(document("hr3364-115")))
    assert len(Congress.asked) == 3
    assert KEY not in "".join(Congress.asked)
    assert KEY not in repr(found)
    assert {row["source_url"] for row in found} == {address(SANCTIONS)}


@pytest.mark.parametrize(
    ("key", "reference", "error", "sentence"),
    [
        ("another", SANCTIONS, FetchError, "set CONGRESS_API_KEY to a key"),
        (KEY, BillReference("hr", 1, 115), NotPosted, "has no actions on hr1-115"),
        (None, SANCTIONS, RequestError, "wants a key"),
        ("  ", SANCTIONS, RequestError, "wants a key"),
        (KEY, BillReference("hr", 3364, None), RequestError, "write hr3364-115"),
    ],
)
def test_why_actions_cannot_be_had(congress, client, key, reference, error, sentence):
    with pytest.raises(error, match=sentence) as caught:
        fetch_actions(client, congress, key, reference)
    assert KEY not in str(caught.value)
    assert "another" not in str(caught.value)


def test_a_key_that_is_no_header_is_in_no_message(congress, client):
    with pytest.raises(StoreError) as caught:
        fetch_actions(client, congress, "secret\nkey", SANCTIONS)
    assert "secret" not in str(caught.value)


def test_the_key_does_not_follow_a_redirect_to_another_host(congress, client):
    class Elsewhere(Congress):
        asked: ClassVar[list[str]] = []
        keys: ClassVar[list[str | None]] = []

    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as other:
        threading.Thread(target=other.serve_forever, args=(0.01,), daemon=True).start()
        Congress.redirect, Elsewhere.redirect = f"http://127.0.0.1:{other.server_port}/", None
        with pytest.raises(FetchError):
            fetch_actions(client, congress, KEY, SANCTIONS)
        other.shutdown()
    assert Congress.keys == [KEY]
    assert Elsewhere.keys == [None]


def test_fetch_brings_a_bills_actions_and_margin_tells_them(congress, tmp_path, monkeypatch):
    monkeypatch.setenv("VOTEKIT_CONGRESS_URL", congress)
    monkeypatch.setenv("VOTEKIT_GOVINFO_URL", congress)
    monkeypatch.setenv("VOTEKIT_DATA", str(tmp_path / "store"))
    done = CliRunner().invoke(app, ["fetch", "--bill", "hr3364-115", "--api-key", KEY])
    assert done.exit_code == 0, done.output
    assert KEY not in done.output
    assert not [
        file
        for file in (tmp_path / "store").rglob("*")
        if file.is_file() and KEY.encode() in file.read_bytes()
    ]
    text = page(monkeypatch, tmp_path / "store", "hr3364-115")
    assert "signed on Aug. 2, 2017; became Public Law 115-44 on Aug. 2, 2017." in text


# In the store


def test_the_bundled_record_has_no_actions_and_says_so_with_an_empty_table():
    table = Record.open().actions("hr3364-115")
    assert table.num_rows == 0
    assert table.column_names == ACTIONS.names


def test_actions_are_replaced_bill_by_bill(tmp_path, votes, store):
    path = store_of(tmp_path / "store", SANCTIONS, DEFENSE)
    StoreWriter(path).write_actions(rows(one("Presented to President."), SANCTIONS))
    store(path, votes["s175-115.2017"])
    record = Record.open(user=path)
    assert record.actions("hr3364-115")["kind"].to_pylist() == ["presented"]
    assert record.actions("hr6395-116")["kind"].to_pylist() == ["presented", "vetoed", "became-law"]
    assert record.actions("hr1-115").num_rows == 0
    StoreWriter(path).write_actions([])
    assert Record.open(user=path).actions("hr6395-116").num_rows == 3


def test_the_users_actions_stand_over_those_that_ship(tmp_path):
    mine = tmp_path / "mine"
    StoreWriter(mine).write_actions(rows(one("Presented to President."), SANCTIONS))
    both = Record.open(user=mine, bundled=store_of(tmp_path / "ships", SANCTIONS, DEFENSE))
    assert both.actions("hr3364-115")["kind"].to_pylist() == ["presented"]
    assert both.actions("hr6395-116").num_rows == 3


# In the answer


def test_the_clock_runs_from_the_recorded_presentment(tmp_path):
    record = Record.open(user=store_of(tmp_path / "store", SANCTIONS))
    answer = vk.margin("hr3364-115", record=record)
    assert answer.clock is not None
    assert (answer.clock.presented, answer.clock.deadline) == (date(2017, 7, 28), date(2017, 8, 9))
    assert answer.clock.said_by == "Congress.gov"
    content = answer.to_dict()
    assert [(entry["date"], entry["kind"], entry["law"]) for entry in content["actions"]] == [
        ("2017-07-28", "presented", None),
        ("2017-08-02", "signed", None),
        ("2017-08-02", "became-law", "115-44"),
    ]
    assert vk.margin("hr3364-115").to_dict()["actions"] == []
    assert vk.margin("hr3364-115").clock is None


def test_a_day_given_stands_and_the_recorded_one_is_told(tmp_path):
    record = Record.open(user=store_of(tmp_path / "store", SANCTIONS))
    answer = vk.margin("hr3364-115", presented="2017-07-29", record=record)
    assert (answer.clock.presented, answer.clock.said_by) == (date(2017, 7, 29), None)
    assert any(
        "Congress.gov has it presented on July 28, 2017, not" in note for note in answer.notes
    )
    same = vk.margin("hr3364-115", presented="2017-07-28", record=record)
    assert same.notes == []


def test_a_presentment_before_the_last_roll_call_gives_a_note_and_no_clock(tmp_path):
    StoreWriter(tmp_path).write_actions(
        rows(one("Presented to President.", day="2017-07-26"), SANCTIONS)
    )
    answer = vk.margin("hr3364-115", record=Record.open(user=tmp_path))
    assert answer.clock is None
    assert answer.verdict == "veto-proof"
    (note,) = answer.notes
    assert note.startswith("Congress.gov has it presented on July 26, 2017, which the record's")


def page(monkeypatch: pytest.MonkeyPatch, store: Path, *arguments: str) -> str:
    monkeypatch.setenv("VOTEKIT_DATA", str(store))
    done = CliRunner().invoke(app, ["margin", *arguments])
    assert done.exit_code == 0, done.output
    return " ".join(done.output.split())


def test_the_page_tells_what_became_of_a_bill(tmp_path, monkeypatch):
    store = store_of(tmp_path / "store", SANCTIONS, DEFENSE)
    text = page(monkeypatch, store, "hr3364-115")
    assert (
        "Actions (Congress.gov): presented to the President on July 28, 2017; signed on Aug. 2, "
        "2017; became Public Law 115-44 on Aug. 2, 2017."
    ) in text
    assert "Presented Friday, July 28, 2017 (Congress.gov): the president's time" in text
    assert "ends with Wednesday, Aug. 9, 2017" in text
    assert "becomes law without a signature if Congress" not in text
    assert "actions (by Congress.gov): https://api.congress.gov/v3/bill/115/hr/3364/actions" in text
    vetoed = page(monkeypatch, store, "hr6395-116", "--format", "md")
    assert "vetoed on Dec. 23, 2020; became Public Law 116-283 on Jan. 1, 2021." in vetoed
    assert "the bill became law over the veto" in vetoed


def test_the_page_of_a_bill_that_lies_with_the_president_says_what_may_come(tmp_path, monkeypatch):
    StoreWriter(tmp_path).write_actions(rows(one("Presented to President."), SANCTIONS))
    text = page(monkeypatch, tmp_path, "hr3364-115")
    assert "unsigned, it becomes law without a signature if Congress is in session" in text


def test_a_private_law_and_a_law_without_signature(tmp_path, monkeypatch):
    items = [
        one("Became Private Law No: 115-1.", "E40000", "2017-08-10")["actions"][0],
        one("Sent to Archivist of the United States unsigned.", None, "2017-08-10")["actions"][0],
        one("The President did something new.", "E30000", "2017-08-09")["actions"][0],
    ]
    StoreWriter(tmp_path).write_actions(rows({"actions": items}, SANCTIONS))
    text = page(monkeypatch, tmp_path, "hr3364-115")
    assert (
        "“The President did something new.” on Aug. 9, 2017; became law without the President's "
        "signature on Aug. 10, 2017; became Private Law 115-1 on Aug. 10, 2017."
    ) in text
