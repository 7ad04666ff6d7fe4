"""``votekit fetch`` on servers that misbehave, fault by fault and source by source.

The server is a real one in its own process (``loopback``), with roll calls of each chamber that the
record does not have. In one fetch every other roll call is struck, each by another fault; between
them good ones come. Each fault is called by its name and costs its own roll call alone, and once
the server behaves again a second run ends as if nothing had been.
"""

import re
import shutil
from dataclasses import dataclass

import pytest
from loopback.corrections import corrected
from loopback.process import Loopback
from loopback.running import (
    KEY,
    SOURCES,
    Done,
    Tables,
    arguments_of,
    differing,
    naming,
    only,
    run,
    tables_of,
    without,
)
from loopback.sites import LAST, Sites

CHAMBER = {"house": "house", "senate": "senate", "congress": "house"}
INDEXES = {"house": r"index\.asp$", "senate": r"vote_menu_119_2", "congress": r"vote/119/2$"}
DOCUMENTS = {
    "house": r"/roll{}\.xml$",
    "senate": r"_00{}\.xml$",
    "congress": r"house-vote/119/2/{}(/members)?$",
}

# What a fault of one roll call is called. First those of answers, then those of documents.
UNREADABLE = "not well-formed|no JSON"
LASTING = {
    "slow": "no answer in time",
    "hanging": "no answer in time",
    "reset": "no connection|broke off",
    "half": "broke off",
    "wrong-length": UNREADABLE,
    "truncated-gzip": f"{UNREADABLE}|broke off|not what it says it packs",
    "huge": "larger than 8 MB",
    "huge-unpacked": "larger than 8 MB",
    "redirect-loop": "redirects in a circle",
    "403": "refuses .*403",
    "404": "404",
    "429": r"with 429\): try again in an hour",
    "429-retry-after": r"with 429\): try again in an hour",
    "429-tomorrow": r"wants no more requests until \d\d:\d\d .*: try again then",
    "500": "with 500: try again later",
    "502": "with 502: try again later",
    "503": "with 503: try again later",
    "redirect-not-available": "leads to a page that says so",
    "html": "HTML page",
    "html-not-available": "HTML page",
    "not-posted": "no such roll call yet|is a <xml>|no JSON",
    "empty": "is empty|no JSON",
    "other-charset": "not well-formed|is not XML|which no official document|UTF-16",
    "malformed": f"{UNREADABLE}|entities that only its DTD",
    "bomb": "declares entities|entities of its own|no JSON",
    "external-entity": "declares entities|entities of its own|no JSON",
    "other-number": "is of [hs]7-119.2026|are those of|the menu",
    "member-twice": "twice",
}
PASSING = ("reset", "half", "429", "429-retry-after", "500", "503", "hanging", "slow")
BEFORE = 16
"""Roll calls before the first that is struck, so that those are on the index's first page."""
ROLLCALLS = BEFORE + 2 * len(LASTING) + 2


def number_of(source: str, fault: str) -> int:
    """Give the roll call that a fault strikes; those of answers and of documents take turns."""
    names = list(LASTING)
    half = len(names) // 2
    turns = [name for pair in zip(names[:half], names[half:], strict=True) for name in pair]
    return LAST[CHAMBER[source]] + BEFORE + 2 + 2 * turns.index(fault)


def id_of(source: str, fault: str) -> str:
    return f"{CHAMBER[source][0]}{number_of(source, fault)}-119.2026"


def strike(server: Loopback, source: str, fault: str, first: int | None = None) -> None:
    server.fault(fault, DOCUMENTS[source].format(number_of(source, fault)), first)


def spared(source: str) -> dict[str, str]:
    """Leave out the one fault that is none: JSON may be in UTF-16, and is read all the same."""
    none = "other-charset" if source == "congress" else None
    return {fault: told for fault, told in LASTING.items() if fault != none}


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    root = tmp_path_factory.mktemp("sites")
    return Sites.build(root, house=ROLLCALLS, senate=ROLLCALLS)


@pytest.fixture(scope="module")
def undisturbed(running, tmp_path_factory):
    """A store of each source when nothing goes wrong."""
    found = {}
    for source in SOURCES:
        running.clear()
        found[source] = tmp_path_factory.mktemp(source)
        done = run(running, found[source], *arguments_of(source))
        assert (done.code, len(done.summary["new"])) == (0, ROLLCALLS), done
    return found


@dataclass(frozen=True)
class Struck:
    """A fetch in which every fault struck, and the one after it."""

    source: str
    done: Done
    tables: Tables
    again: Done
    tables_again: Tables


@pytest.fixture(scope="module", params=SOURCES)
def struck(request, running, tmp_path_factory):
    source, store = request.param, tmp_path_factory.mktemp("struck")
    running.clear()
    for fault in spared(source):
        strike(running, source, fault)
    done = run(running, store, *arguments_of(source))
    tables = tables_of(store)
    running.clear()
    again = run(running, store, *arguments_of(source))
    no_key_in(store)
    return Struck(source, done, tables, again, tables_of(store))


@pytest.fixture(params=SOURCES)
def source(request):
    return request.param


@pytest.fixture
def full(source, undisturbed, tmp_path):
    """A store that has everything already."""
    shutil.copytree(undisturbed[source], tmp_path / "store")
    return tmp_path / "store"


def said_well(done):
    """Check that nothing was said that users cannot read, and that the key was not said at all."""
    for text in (done.out, done.err):
        assert "Traceback" not in text
        assert KEY not in text
        assert "root:" not in text


def no_key_in(store):
    for file in store.rglob("*"):
        assert not file.is_file() or KEY.encode() not in file.read_bytes()


@pytest.mark.parametrize("fault", LASTING)
def test_a_lasting_fault_is_named_with_what_to_do(struck, fault):
    failed = {one["vote_id"]: one["why"] for one in struck.done.summary["failed"]}
    vote_id = id_of(struck.source, fault)
    if fault not in spared(struck.source):
        assert vote_id in struck.done.summary["new"]
        return
    assert re.search(LASTING[fault], failed[vote_id]), failed[vote_id]
    assert failed[vote_id].isprintable()
    assert vote_id not in struck.done.summary["new"]


def test_faults_cost_their_own_roll_calls_alone(struck, undisturbed):
    said_well(struck.done)
    assert struck.done.code == 3
    lost = {id_of(struck.source, fault) for fault in spared(struck.source)}
    assert len(struck.done.summary["new"]) == ROLLCALLS - len(lost)
    assert differing(struck.tables, without(tables_of(undisturbed[struck.source]), lost)) == []


def test_the_next_run_ends_as_if_nothing_had_been(struck, undisturbed):
    said_well(struck.again)
    assert (struck.again.code, struck.again.summary["failed"]) == (0, [])
    assert set(struck.again.summary["new"]) == {
        id_of(struck.source, fault) for fault in spared(struck.source)
    }
    assert differing(struck.tables_again, tables_of(undisturbed[struck.source])) == []


def test_passing_faults_cost_nothing(server, tmp_path, source, undisturbed):
    for fault in PASSING:
        strike(server, source, fault, first=1)
    done = run(server, tmp_path, *arguments_of(source))
    said_well(done)
    assert (done.code, done.summary["failed"]) == (0, []), done
    assert {entry["fault"] for entry in server.log()} == {None, *PASSING}
    assert differing(tables_of(tmp_path), tables_of(undisturbed[source])) == []


def test_a_bad_answer_never_replaces_a_good_roll_call(server, full, source, undisturbed):
    named = []
    for fault in spared(source):
        strike(server, source, fault)
        named += ["--vote", id_of(source, fault)]
    done = run(server, full, *naming(source, *named[1::2]))
    said_well(done)
    assert done.code == 3
    assert done.summary["corrected"] == done.summary["vacated"] == []
    assert differing(tables_of(full), tables_of(undisturbed[source])) == []
    # Nor the document that is kept: it can still be read again without a network.
    server.clear()
    done = run(server, full, "fetch", "--reparse", "--format", "json")
    assert (done.code, server.paths()) == (0, []), done
    assert differing(tables_of(full), tables_of(undisturbed[source])) == []


def test_what_the_index_does_not_name_may_be_a_hole(server, tmp_path):
    server.fault("not-posted", r"/roll286\.xml$")
    for asked in (True, False):
        done = run(server, tmp_path, *arguments_of("house"))
        assert (done.code, done.summary["failed"]) == (0, [])
        # It is said, and not asked for again the same day.
        assert done.summary["not_posted"] == ["h286-119.2026"] * asked
    server.clear()
    done = run(server, tmp_path, *naming("house", "h286-119.2026"))
    assert done.summary["new"] == ["h286-119.2026"]


def test_what_contradicts_its_own_totals_is_held_back_and_asked_for_again(
    server, tmp_path, source, undisturbed
):
    vote_id = id_of(source, "html")
    server.fault("wrong-totals", DOCUMENTS[source].format(number_of(source, "html")))
    done = run(server, tmp_path, *naming(source, vote_id))
    assert done.code == 3, done
    assert {one["vote_id"] for one in done.summary["disagreements"]} == {vote_id}
    (kept,) = done.summary["kept"]
    assert "contradicts its own totals" in kept["changes"][0]
    held = list((tmp_path / "held").iterdir())
    assert str(held[0]) in kept["changes"][0] or str(held[-1]) in kept["changes"][0]
    assert not list(tmp_path.glob("*.parquet"))
    server.clear()
    done = run(server, tmp_path, *naming(source, vote_id))
    assert (done.code, done.summary["new"]) == (0, [vote_id])
    assert differing(tables_of(tmp_path), only(tables_of(undisturbed[source]), [vote_id])) == []
    assert list((tmp_path / "held").iterdir()) == []


@pytest.mark.parametrize("fault", ["500", "html", "empty", "malformed", "403", "404", "half"])
def test_a_fault_of_the_index_changes_nothing(server, full, source, undisturbed, fault):
    server.fault(fault, INDEXES[source])
    done = run(server, full, *arguments_of(source))
    said_well(done)
    assert done.code == (3 if fault == "403" else 0), done
    # What is wrong with it is said, or it could be read all the same.
    assert done.summary["said"] or done.summary["failed"] or source == "house"
    assert differing(tables_of(full), tables_of(undisturbed[source])) == []


def test_a_correction_is_told_by_name_and_an_older_document_is_not_one(
    sites, server, tmp_path, undisturbed
):
    store = tmp_path / "store"
    shutil.copytree(undisturbed["senate"], store)
    good_tables = tables_of(store)
    path = sites.root / "legislative/LIS/roll_call_votes/vote1192/vote_119_2_00229.xml"
    good = path.read_bytes()
    member = re.search(
        rb"<member_full>([^<]+)</member_full>(?:(?!</member>).)*<vote_cast>Yea", good, re.DOTALL
    )
    assert member
    changed = corrected(good)
    newer = re.sub(rb"<modify_date>[^<]+", b"<modify_date>November 1, 2026,  09:00 AM", changed)
    older = re.sub(rb"<modify_date>[^<]+", b"<modify_date>January 1, 2026,  09:00 AM", changed)
    refresh = naming("senate", "s229-119.2026")
    try:
        path.write_bytes(older)
        done = run(server, store, *refresh)
        assert done.summary["corrected"] == []
        assert differing(tables_of(store), good_tables) == []
        path.write_bytes(newer)
        done = run(server, store, *refresh)
        (found,) = done.summary["corrected"]
        assert found["vote_id"] == "s229-119.2026"
        told = f"{member[1].decode()}: nay, was yea"
        assert any(change.endswith(told) for change in found["changes"])
        path.write_bytes(good)  # an old copy, served once more
        done = run(server, store, *refresh)
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
    assert len(done.summary["new"]) == ROLLCALLS
    assert differing(tables_of(tmp_path), tables_of(undisturbed["congress"])) == []


def test_nobody_listens(server, tmp_path, monkeypatch):
    dead = {name: "http://127.0.0.1:9" for name in server.environment}
    monkeypatch.setattr(type(server), "environment", dead)
    done = run(server, tmp_path, *arguments_of("house"))
    said_well(done)
    assert done.code == 3
    assert "no connection" in done.out + done.err
