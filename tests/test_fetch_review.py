"""What a sceptic asked of `votekit fetch`: what could be lost, skipped, or said untruly."""

import json
import re
import shutil
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
import requests
from loopback.corrections import corrected
from loopback.server import Fault, Server
from loopback.sites import Sites, house_path, senate_path
from urllib3.exceptions import NameResolutionError, NewConnectionError

from votekit.api import fetching
from votekit.api.answers import margin
from votekit.api.fetching import Request, fetch
from votekit.cli.fetch_page import how_to_go_on, pages_of
from votekit.cli.margin_page import margin_page
from votekit.cli.page import as_text
from votekit.errors import RequestError, StoreError
from votekit.fetchers import gathering, shelf
from votekit.fetchers.house_site import HouseSite, parse_index
from votekit.fetchers.http import _Session, _why
from votekit.fetchers.known import Held
from votekit.fetchers.plan import Choice, Session, jobs_of
from votekit.fetchers.selection import congresses_of
from votekit.fetchers.site import Index, Listed
from votekit.fetchers.watch import Nobody
from votekit.store import Record, Wanted
from votekit.store.documents import ABSENT, Documents, Kept

NEW = [f"h{number}-119.2026" for number in range(284, 288)]
BUNDLED = "s7-119.2025"
"""A roll call of the bundled record whose real document the server has."""


@pytest.fixture(scope="module")
def pristine(tmp_path_factory):
    return Sites.build(tmp_path_factory.mktemp("pristine"), house=4, senate=2, api=False)


@pytest.fixture
def root(pristine, tmp_path):
    return shutil.copytree(pristine.root, tmp_path / "sites")


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
def environment(server):
    base = f"http://127.0.0.1:{server.server_address[1]}"
    return {f"VOTEKIT_{site}_URL": base for site in ("HOUSE", "SENATE", "CONGRESS", "GOVINFO")}


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("VOTEKIT_DATA", str(tmp_path / "store"))
    return tmp_path / "store"


@pytest.fixture
def run(environment, store):
    def go(*, watch=None, **asked):
        named = asked.get("votes")
        usual = {} if named else {"congress": 119, "chamber": "house", "session": 2}
        settings = {**usual, "delay": 0, "retries": 0, "timeout": 2.0, **asked}
        return fetch(Request(**settings), watch=watch, environment=environment)

    return go


@pytest.fixture
def clock(monkeypatch):
    """Let this computer's clock be wrong by so many days."""

    def set_wrong(days):
        class Wrong(datetime):
            @classmethod
            def now(cls, tz=None):
                return datetime.now(tz) + timedelta(days=days)

        for module in (fetching, gathering, shelf):
            monkeypatch.setattr(module, "datetime", Wrong)

    return set_wrong


def only(fetched):
    (summary,) = fetched.chambers
    return summary


def edit(path, pattern, new):
    text = path.read_text()
    changed = re.sub(pattern, new, text, count=1, flags=re.DOTALL)
    assert changed != text
    path.write_text(changed)
    return changed


def correct(path):
    """Let the first member who voted yea have voted nay, with all totals."""
    path.write_bytes(corrected(path.read_bytes()))
    return path.read_text()


def correct_bundled(root):
    path = root / senate_path(119, 1, 7)
    edit(path, "<modify_date>[^<]*", "<modify_date>October 9, 2026,  05:23 PM")
    return correct(path)


def fault(server, name, path):
    server.state.faults.append(Fault(name, re.compile(path), None))


def paths(server):
    return [entry["path"] for entry in server.state.log]


def row_of(vote_id):
    rows = Record.open().rollcalls(Wanted(119)).to_pylist()
    return next(row for row in rows if row["vote_id"] == vote_id)


def forget_tables(store):
    for path in [*store.glob("*.parquet"), store / "manifest.json"]:
        path.unlink()


# What is good stays


def test_an_older_copy_replaces_neither_the_roll_call_nor_its_document(run, root, store):
    path = root / senate_path(119, 2, 227)
    before = path.read_text()
    edit(path, "<modify_date>[^<]*", "<modify_date>October 9, 2026,  05:23 PM")
    newer = correct(path)
    run(chamber="senate")
    path.write_text(before)
    (kept,) = only(run(votes=("s227-119.2026",))).kept
    assert kept.changes == ("it is older than what is there",)
    (document,) = Documents(store).of_rollcall(("senate", 119, 2, 227))
    assert document.body == newer.encode()


def test_a_document_that_has_lost_members_is_not_taken(run, root, store):
    run()
    path = root / house_path(285)
    before, row = path.read_bytes(), row_of("h285-119.2026")
    edit(path, r"(<recorded-vote>.*?</recorded-vote>).*(?=</vote-data>)", r"\1")
    fetched = run(votes=("h285-119.2026",))
    (kept,) = only(fetched).kept
    assert kept.held_back
    assert "it contradicts its own totals" in kept.changes[0]
    assert "Up to date" not in pages_of(fetched)[0].lead
    assert row_of("h285-119.2026") == row
    (document,) = Documents(store).of_rollcall(("house", 119, 2, 285))
    assert document.body == before


def test_no_rows_are_written_whose_document_could_not_be(store):
    class Full:
        def save(self, _documents):
            raise StoreError("full")

    kept = shelf.Shelf(Full())
    kept._waiting = ["a document"]
    for _ in range(2):
        with pytest.raises(StoreError, match="full"):
            kept.save()


def test_a_document_of_no_day_of_its_session_is_refused(run, root):
    edit(root / house_path(286), "<action-date>[^<]*", "<action-date>24-Dec-2999")
    summary = only(run())
    assert "is dated 2999-12-24" in summary.failed["h286-119.2026"]
    assert sorted(summary.new) == [NEW[0], NEW[1], NEW[3]]


def test_a_slip_in_a_date_does_not_end_asking_for_what_is_newer(run, root):
    edit(root / house_path(287), "<action-date>[^<]*", "<action-date>8-Sep-2016")
    edit(root / "evs/2026/index.asp", "8-Sep", "")
    summary = only(run(since=date(2026, 9, 1), session=None, jobs=1))
    assert sorted(summary.new) == NEW[:3]
    assert list(summary.failed) == [NEW[3]]


# A wrong clock


def test_a_clock_that_was_ahead_does_not_hide_later_corrections(run, root, clock):
    clock(1500)
    run()
    clock(0)
    correct(root / house_path(285))
    assert [one.vote_id for one in only(run(refresh=True)).corrected] == ["h285-119.2026"]
    assert only(run(votes=("h285-119.2026",))).unchanged == 1


def test_a_clock_that_is_behind_does_not_hide_a_correction_under_the_bundled_row(run, root, clock):
    before = row_of(BUNDLED)
    correct_bundled(root)
    clock(-4000)
    assert only(run(votes=(BUNDLED,))).corrected
    assert row_of(BUNDLED)["yea"] == before["yea"] - 1


def planned(**state):
    now = datetime(2026, 8, 8, 12, tzinfo=UTC)
    session = Session(HouseSite(), 119, 2, state.get("held", {}), state.get("kept", {}), now)
    return [job.number for job in jobs_of(session, Index({}, 1), Choice())]


def test_looks_that_are_yet_to_come_do_not_count():
    now = datetime(2026, 8, 8, 12, tzinfo=UTC)
    for hours, asked in ((1, []), (-1, [1])):
        time = now - timedelta(hours=hours)
        held = Held(date(2026, 8, 7), time)
        absent = Kept("https://x.example", None, None, time, ABSENT)
        assert planned(held={1: held}) == asked
        assert planned(kept={1: [absent]}) == asked


# Nothing is skipped for ever


def test_the_congress_before_is_looked_at_in_the_first_days_of_the_next():
    wanted = {date(2027, 1, 2): [119], date(2027, 1, 5): [119, 120], date(2027, 2, 9): [120]}
    for today, congresses in wanted.items():
        assert congresses_of(Request(), today) == congresses


def test_the_houses_list_may_end_in_the_next_january():
    link = '<A HREF="vote.asp?year=2012&rollnumber={0}">{0}</A><TD>{1}</TD>'
    rows = ((659, "1-Jan"), (655, "1-Jan"), (654, "31-Dec"), (1, "17-Jan"))
    page = "".join(link.format(*row) for row in rows).encode()
    assert parse_index(page, 2012).listed == {
        1: Listed(date(2012, 1, 17)),
        654: Listed(date(2012, 12, 31)),
        655: Listed(date(2013, 1, 1)),
        659: Listed(date(2013, 1, 1)),
    }


def test_a_new_session_is_tried_without_a_list(run, root, clock):
    (root / "evs/2027").mkdir()
    text = (root / house_path(284)).read_text()
    for old, new in (
        ("<congress>119", "<congress>120"),
        ("<session>2nd", "<session>1st"),
        ("<rollcall-num>284", "<rollcall-num>2"),
        ("<action-date>[^<]*", "<action-date>4-Jan-2027"),
    ):
        text = re.sub(old, new, text)
    (root / house_path(2, 2027)).write_text(text)
    clock((date(2027, 1, 10) - datetime.now(UTC).date()).days)
    fetched = run(congress=120, session=None)
    assert (only(fetched).new, fetched.is_complete) == (["h2-120.2027"], True)
    assert "has no list of roll calls of 2027 yet" in only(fetched).said[0]


def test_a_session_that_has_not_begun_is_said_not_to_have(run):
    with pytest.raises(RequestError, match="has not begun"):
        run(congress=150, session=None)


def test_a_list_of_more_than_any_session_has_had_is_not_believed(run, root, server):
    edit(root / "evs/2026/index.asp", "rollnumber=287", "rollnumber=9999")
    assert sorted(only(run()).new) == NEW
    assert len(paths(server)) < 30


def test_unchanged_is_said_of_what_the_record_has_and_not_only_of_the_document(run, root, store):
    correct_bundled(root)
    assert only(run(votes=(BUNDLED,))).corrected
    forget_tables(store)
    summary = only(run(votes=(BUNDLED,)))
    assert [one.vote_id for one in summary.corrected] == [BUNDLED]


def test_reparse_reads_what_came_from_two_mirrors(run, environment, store):
    run()
    environment["VOTEKIT_HOUSE_URL"] = environment["VOTEKIT_HOUSE_URL"].replace(
        "127.0.0.1", "localhost"
    )
    run(votes=("h284-119.2026",))
    assert Documents(store).count() == len(NEW) + 1
    forget_tables(store)
    assert only(run(reparse=True)).new == NEW


# What is said is true


class Stopping(Nobody):
    """Ends the fetch as Ctrl-C does, once, at a roll call's line."""

    came = False

    def step(self, line, *, failed=False):
        first, self.came = not self.came, True
        if first:
            raise KeyboardInterrupt


def test_a_stopped_fetch_does_not_call_itself_up_to_date(run):
    fetched = run(watch=Stopping(), jobs=1)
    summary = only(fetched)
    assert fetched.interrupted
    assert sorted([*summary.new, *summary.not_asked]) == NEW
    assert pages_of(fetched)[0].lead.endswith("taken in; stopped before the end.")
    assert "taken in; run the same" in how_to_go_on(fetched)


def test_a_dry_run_says_what_it_does_not_know(run, root, store):
    (root / "evs/2026/index.asp").unlink()
    (page,) = pages_of(run(dry_run=True))
    assert page.lead == "What is not known would be asked for."
    assert "tried one by one" not in " ".join(page.notes)
    assert not store.exists()


def test_reparse_keeps_to_what_is_asked_and_goes_with_no_dry_run(run, store):
    run()
    run(chamber="senate")
    assert only(run(reparse=True, chamber="senate", session=None)).chamber == "senate"
    assert run(reparse=True, session=1).chambers == []
    for other in ({"dry_run": True}, {"refresh": True}, {"since": date(2026, 1, 1)}):
        with pytest.raises(RequestError, match="--reparse"):
            Request(reparse=True, **other)


def test_pages_that_refuse_end_the_asking_as_403_does(run, root, server):
    for number in range(284, 288):
        page = "<!DOCTYPE html><html><head><title>Access Denied</title></head></html>"
        (root / house_path(number)).write_text(page)
    summary = only(run(jobs=1))
    assert len(summary.failed) + len(summary.not_asked) == len(NEW)
    assert "refuses programs (with a page that says so) and is no longer asked" in summary.said[-1]


def test_a_server_that_wants_no_more_requests_is_left_alone(run, server):
    fault(server, "429-tomorrow", r"roll\d+\.xml")
    summary = only(run(jobs=1, retries=1))
    assert len([path for path in paths(server) if "roll" in path]) == 3
    assert "wants no more requests for some time" in summary.said[-1]


def test_a_key_that_is_refused_is_said_to_be(run, server):
    fault(server, "403", "^/v3/")
    summary = only(run(source="congress", key="WRONG"))
    assert "Congress.gov refuses the key in CONGRESS_API_KEY (403)" in summary.said[-1]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NewConnectionError(None, "refused"), "no connection"),
        (NameResolutionError("x.example", None, OSError()), "no connection: its name is not known"),
        (requests.exceptions.SSLError(), "no connection that is secure: see its certificate"),
        (requests.ConnectTimeout(), "no connection in time"),
    ],
)
def test_what_kept_a_connection_from_being_made_is_told_apart(error, said):
    assert _why(error) == said


# Keys and addresses


@pytest.mark.parametrize(
    ("start", "end", "stays"),
    [
        ("https://api.example/v3", "https://api.example/v4", True),
        ("https://api.example/v3", "http://api.example/v3", False),
        ("https://api.example/v3", "https://api.example:8443/v3", False),
        ("https://api.example/v3", "https://other.example/v3", False),
    ],
)
def test_a_key_goes_nowhere_else_and_nowhere_unencrypted(start, end, stays):
    response = requests.Response()
    response.url = start
    response.request = requests.Request("GET", start).prepare()
    redirected = requests.Request("GET", end, headers={"X-Api-Key": "SECRET"}).prepare()
    _Session().rebuild_auth(redirected, response)
    assert ("X-Api-Key" in redirected.headers) == stays


@pytest.mark.parametrize("key", ["SECRET–KEY", "SEC\nRET", "SEC RET"])
def test_what_cannot_be_a_key_is_refused_without_repeating_it(key):
    with pytest.raises(RequestError, match="copy it again") as told:
        Request(key=key)
    assert "SEC" not in str(told.value)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://[::1", "is no address"),
        ("https://exa mple", "is no address"),
        ("https://", "is no address"),
        ("https://me:secret@mirror.example", "holds a user or a password"),
    ],
)
def test_a_wrong_address_is_refused_before_anything_is_asked(environment, store, address, said):
    with pytest.raises(RequestError, match=said) as told:
        fetch(Request(), environment={**environment, "VOTEKIT_HOUSE_URL": address})
    assert "secret" not in str(told.value)
    assert not store.exists()


# Where a number comes from


def test_margin_names_the_document_that_is_kept(run, store):
    run()
    answer = margin("h284-119.2026")
    said = f"kept in the store, fetched {datetime.now(UTC):%Y-%m-%d}"
    assert said in " ".join(as_text([margin_page(answer)], to_terminal=False).split())
    assert json.loads(json.dumps(answer.to_dict()))["votes"][0]["kept"] == said
    (store / "documents.sqlite").write_bytes(b"no database" * 1000)
    assert margin("h284-119.2026").votes[0].kept is None
    assert margin("s175-115.2017").votes[0].kept is None
