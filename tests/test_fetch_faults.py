"""``votekit fetch`` on servers that misbehave, fault by fault and source by source.

The server is a real one in its own process (``loopback``), with six roll calls of each chamber that
the record does not have. Each fault strikes the third; the other five must come all the same, the
third is named with what to do, and once the server behaves again a second run ends as if nothing
had been.
"""

import re
import time

import pytest
from loopback.process import Loopback
from loopback.running import KEY, SOURCES, arguments_of, naming, run, tables_of, without
from loopback.sites import LAST, Sites

ROLLCALLS = 6
STRUCK = {
    "house": ("h286-119.2026", r"/roll286\.xml$"),
    "senate": ("s229-119.2026", r"_00229\.xml$"),
    "congress": ("h286-119.2026", r"house-vote/119/2/286$"),
}
INDEXES = {"house": r"index\.asp$", "senate": r"vote_menu_119_2", "congress": r"vote/119/2$"}

# What each fault of the one document is called: in all sources, or in XML and in JSON.
BROKEN = "not well-formed|is empty|is not XML|no JSON|broke off|not what it says it packs"
FAILED = {
    "hanging": "no answer in time",
    "reset": "no connection|broke off",
    "half": "broke off",
    "wrong-length": BROKEN,
    "truncated-gzip": BROKEN,
    "huge": "larger than 8 MB",
    "huge-unpacked": "larger than 8 MB",
    "redirect-loop": "redirects in a circle",
    "403": "refuses",
    "429": "with 429",
    "429-tomorrow": "wants no more requests for 1,440 minutes",
    "500": "with 500",
    "502": "with 502",
    "503": "with 503",
    "html": "HTML page",
    "empty": BROKEN,
    "other-charset": BROKEN + "|UTF-16|neither chamber uses|cannot be used",
    "malformed": BROKEN,
    "bomb": "declares entities|entities|no JSON",
    "external-entity": "declares entities|entities|no JSON",
    "other-number": "7",
    "member-twice": "twice",
}
NOT_POSTED = ("404", "not-posted", "html-not-available", "redirect-not-available")
PASSING = ("reset", "half", "429", "429-retry-after", "500", "503", "hanging")


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    return Sites.build(tmp_path_factory.mktemp("sites"), house=ROLLCALLS, senate=ROLLCALLS)


@pytest.fixture(scope="module")
def running(sites):
    with Loopback(sites.root) as server:
        yield server


@pytest.fixture
def server(running):
    running.clear()
    return running


@pytest.fixture(scope="module")
def undisturbed(running, tmp_path_factory):
    """What the store has of each source when nothing goes wrong."""
    found = {}
    for source in SOURCES:
        running.clear()
        store = tmp_path_factory.mktemp(source)
        done = run(running, store, *arguments_of(source))
        assert (done.code, len(done.summary["new"])) == (0, ROLLCALLS), done
        found[source] = tables_of(store)
    return found


@pytest.fixture(params=SOURCES)
def source(request):
    return request.param


def said_well(done):
    """Check that nothing was said that users cannot read, and that the key was not said at all."""
    for text in (done.out, done.err):
        assert "Traceback" not in text
        assert KEY not in text
        assert "root:" not in text


def no_key_in(store):
    for file in store.rglob("*"):
        assert not file.is_file() or KEY.encode() not in file.read_bytes()


def recovers(server, store, source, undisturbed):
    """Check that the next run, without faults, ends as if none had been."""
    server.clear()
    done = run(server, store, *arguments_of(source, "--refresh"))
    assert (done.code, done.summary["failed"]) == (0, []), done
    assert tables_of(store) == undisturbed[source]
    no_key_in(store)


@pytest.mark.parametrize("fault", sorted(FAILED))
def test_a_lasting_fault_costs_one_roll_call(server, tmp_path, source, undisturbed, fault):
    vote_id, path = STRUCK[source]
    server.fault(fault, path)
    done = run(server, tmp_path, *arguments_of(source))
    said_well(done)
    assert done.code == 3, done
    (failed,) = done.summary["failed"]
    assert failed["vote_id"] == vote_id
    assert re.search(FAILED[fault], failed["why"]), failed
    assert len(done.summary["new"]) == ROLLCALLS - 1
    assert tables_of(tmp_path) == without(undisturbed[source], vote_id)
    recovers(server, tmp_path, source, undisturbed)


@pytest.mark.parametrize("fault", NOT_POSTED)
def test_what_is_not_posted_is_no_roll_call(server, tmp_path, source, undisturbed, fault):
    vote_id, path = STRUCK[source]
    server.fault(fault, path)
    done = run(server, tmp_path, *arguments_of(source))
    said_well(done)
    told = [*done.summary["not_posted"], *(one["vote_id"] for one in done.summary["failed"])]
    assert told == [vote_id]
    assert done.code == (3 if done.summary["failed"] else 0)
    assert tables_of(tmp_path) == without(undisturbed[source], vote_id)
    recovers(server, tmp_path, source, undisturbed)


@pytest.mark.parametrize("fault", PASSING)
def test_a_passing_fault_costs_nothing(server, tmp_path, source, undisturbed, fault):
    server.fault(fault, STRUCK[source][1], first=1)
    done = run(server, tmp_path, *arguments_of(source))
    said_well(done)
    assert (done.code, done.summary["failed"]) == (0, []), done
    assert tables_of(tmp_path) == undisturbed[source]


def test_a_slow_answer_is_given_up_and_asked_for_again(server, tmp_path, undisturbed):
    server.fault("slow", STRUCK["senate"][1], first=1)
    start = time.monotonic()
    done = run(server, tmp_path, *arguments_of("senate"))
    assert time.monotonic() - start < 10
    assert done.code == 0, done
    assert tables_of(tmp_path) == undisturbed["senate"]


def test_wrong_totals_are_kept_and_told(server, tmp_path, source, undisturbed):
    vote_id, path = STRUCK[source]
    server.fault("wrong-totals", path)
    done = run(server, tmp_path, *arguments_of(source))
    assert done.code == 0, done
    assert {one["vote_id"] for one in done.summary["disagreements"]} == {vote_id}
    tables = tables_of(tmp_path)
    assert tables["positions"] == undisturbed[source]["positions"]
    (row,) = [row for row in tables["rollcalls"] if row["vote_id"] == vote_id]
    assert row["recorded_yea"] == row["yea"] + 1


@pytest.mark.parametrize("fault", ["500", "html", "empty", "malformed", "403", "404", "half"])
def test_a_fault_of_the_index_changes_nothing(server, tmp_path, source, undisturbed, fault):
    assert run(server, tmp_path, *arguments_of(source)).code == 0
    server.clear()
    server.fault(fault, INDEXES[source])
    done = run(server, tmp_path, *arguments_of(source))
    said_well(done)
    assert done.code in (0, 3), done
    assert done.code == 3 or done.out
    assert tables_of(tmp_path) == undisturbed[source]


@pytest.mark.parametrize(
    "fault", ["not-posted", "html", "empty", "malformed", "other-number", "half", "404", "403"]
)
def test_a_bad_answer_never_replaces_a_good_roll_call(server, tmp_path, source, undisturbed, fault):
    assert run(server, tmp_path, *arguments_of(source)).code == 0
    server.clear()
    server.fault(fault, STRUCK[source][1])
    done = run(server, tmp_path, *naming(source, STRUCK[source][0]))
    said_well(done)
    assert done.summary["corrected"] == []
    assert tables_of(tmp_path) == undisturbed[source]
    # Nor the kept document: it can still be read again without a network.
    server.clear()
    done = run(server, tmp_path, "fetch", "--reparse", "--format", "json")
    assert (done.code, server.paths()) == (0, []), done
    assert tables_of(tmp_path) == undisturbed[source]


def test_a_correction_is_told_by_name_and_an_older_document_is_not_one(
    sites, server, tmp_path, undisturbed
):
    assert run(server, tmp_path, *arguments_of("senate")).code == 0
    path = sites.root / "legislative/LIS/roll_call_votes/vote1192/vote_119_2_00229.xml"
    good = path.read_bytes()
    member = re.search(
        rb"<member_full>([^<]+)</member_full>(?:(?!</member>).)*<vote_cast>Yea", good, re.DOTALL
    )
    assert member
    changed = good[: member.end() - 3] + b"Nay" + good[member.end() :]
    newer = re.sub(rb"<modify_date>[^<]+", b"<modify_date>November 1, 2026,  09:00 AM", changed)
    older = re.sub(rb"<modify_date>[^<]+", b"<modify_date>January 1, 2026,  09:00 AM", changed)
    refresh = naming("senate", "s229-119.2026")
    try:
        path.write_bytes(older)
        done = run(server, tmp_path, *refresh)
        assert done.summary["corrected"] == []
        assert tables_of(tmp_path) == undisturbed["senate"]
        path.write_bytes(newer)
        done = run(server, tmp_path, *refresh)
        (corrected,) = done.summary["corrected"]
        assert corrected["vote_id"] == "s229-119.2026"
        assert f"{member[1].decode()}: nay, was yea" in corrected["changes"]
        text = run(server, tmp_path, "status")
        assert text.code == 0
        path.write_bytes(good)  # an old copy, served once more
        done = run(server, tmp_path, *refresh)
        assert done.summary["corrected"] == []
    finally:
        path.write_bytes(good)


def test_several_sources_are_tried_in_order_when_one_refuses(server, tmp_path, undisturbed):
    server.fault("403", r"/evs/")
    refused = run(server, tmp_path, *arguments_of("house", "--format", "table"))
    said_well(refused)
    assert refused.code == 3
    told = refused.out + refused.err
    assert "403" in told
    for other in ("congress", "unitedstates", "voteview"):
        assert other in told.lower()
    done = run(server, tmp_path, *arguments_of("auto"))
    said_well(done)
    assert sorted(done.summary["new"]) == [f"h{LAST['house'] + n}-119.2026" for n in range(1, 7)]
    assert tables_of(tmp_path) == undisturbed["congress"]


def test_nobody_listens(server, tmp_path, monkeypatch):
    dead = {name: "http://127.0.0.1:9" for name in server.environment}
    monkeypatch.setattr(type(server), "environment", dead)
    done = run(server, tmp_path, *arguments_of("house"))
    said_well(done)
    assert done.code == 3
    assert "no connection" in done.out + done.err
