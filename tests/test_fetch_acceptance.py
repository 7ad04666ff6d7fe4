"""The acceptance of ``votekit fetch``: an empty store, both sites on loopback, then questions.

Here the server is a process of its own and the command is run as its users run it.
"""

import json
import re

import pytest
from loopback.running import KEY, arguments_of, ended, naming, run, started, tables_of
from loopback.sites import Sites

INDEX = re.compile(r"/evs/\d{4}/(index|ROLL_\d+)\.asp|.*/vote_menu_119_[12]\.xml")
HOUSE, SENATE = 12, 5


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    return Sites.build(tmp_path_factory.mktemp("sites"), house=HOUSE, senate=SENATE)


@pytest.fixture(scope="module")
def fetched(running, tmp_path_factory):
    """What the two commands of the acceptance said, and the store that they filled."""
    store = tmp_path_factory.mktemp("acceptance") / "store"
    said = {}
    for chamber in ("house", "senate"):
        with started(running, store, "fetch", "119", "--chamber", chamber) as fetch:
            said[chamber] = ended(fetch)
    return store, said


def test_both_chambers_end_with_a_summary(fetched):
    _, said = fetched
    for chamber, new in (("house", "h284 to h295-119.2026"), ("senate", "s227 to s231-119.2026")):
        assert (said[chamber].code, said[chamber].err) == (0, "")
        assert f"{chamber.capitalize()}, 119th Congress" in said[chamber].out
        assert f"New: {new}" in said[chamber].out


@pytest.mark.parametrize("vote_id", ["h290-119.2026", "s228-119.2026"])
def test_margin_and_split_answer_from_what_was_fetched(server, fetched, vote_id):
    store, _ = fetched
    rows = tables_of(store)["rollcalls"].to_pylist()
    (row,) = [row for row in rows if row["vote_id"] == vote_id]
    margin = run(server, store, "margin", vote_id)
    assert margin.code == 0, margin
    assert f"{row['yea']}–{row['nay']}" in margin.out
    split = run(server, store, "split", vote_id, "--format", "json")
    assert split.code == 0, split
    (votes,) = [json.loads(split.out)] if split.out.startswith("{") else json.loads(split.out)
    assert sum(party["yea"] for party in votes["parties"]) == row["yea"]
    assert server.paths() == []


def test_status_shows_both_layers(server, fetched):
    store, _ = fetched
    status = run(server, store, "status")
    assert status.code == 0
    assert "undled" in status.out
    assert str(store) in status.out
    for newest in ("h283-119.2026", "s226-119.2026", "h295-119.2026", "s231-119.2026"):
        assert newest in status.out


def test_a_second_run_asks_for_nothing_but_the_indexes(server, fetched):
    store, _ = fetched
    done = run(server, store, "fetch", "119", "--delay", "0", "--format", "json")
    assert done.code == 0, done
    assert [one["new"] for one in done.chambers] == [[], []]
    assert server.paths()
    assert [path for path in server.paths() if not INDEX.fullmatch(path)] == []


def test_unchanged_documents_are_not_sent_again(server, fetched):
    done = run(server, fetched[0], *naming("house", "h290-119.2026"))
    assert (done.code, done.summary["unchanged"]) == (0, 1), done
    (entry,) = server.log()
    assert (entry["conditional"], entry["status"]) == (True, 304)


def test_since_asks_for_no_older_roll_calls(sites, server, tmp_path):
    days = sorted({row["date"].date() for row in sites.house})
    wanted = [row["vote_id"] for row in sites.house if row["date"].date() >= days[-1]]
    assert 0 < len(wanted) < HOUSE
    done = run(server, tmp_path, *arguments_of("house", "--since", days[-1].isoformat()))
    assert (done.code, done.summary["new"]) == (0, wanted), done


def test_a_dry_run_asks_for_the_index_alone_and_writes_nothing(server, tmp_path):
    done = run(server, tmp_path / "store", *arguments_of("house", "--dry-run"))
    assert done.code == 0, done
    assert [path for path in server.paths() if not INDEX.fullmatch(path)] == []
    assert not (tmp_path / "store").exists()


def test_a_real_document_of_the_record_is_found_unchanged(server, tmp_path):
    """The Clerk's own file of h99-118.2023 says what the record has from another source."""
    done = run(server, tmp_path, *naming("house", "h99-118.2023", "h28-118.2024", "h158-119.2025"))
    assert done.code == 0, done
    assert [one["unchanged"] for one in done.chambers] == [2, 1]
    (agent,) = {entry["headers"]["User-Agent"] for entry in server.log()}
    assert agent.startswith("congress-votekit/")


def test_a_roll_call_that_is_not_posted_yet_is_said_to_be(server, tmp_path):
    done = run(server, tmp_path, *naming("house", "h999-119.2026"))
    assert done.summary["new"] == []
    assert "h999-119.2026" in done.out
    assert tables_of(tmp_path)["rollcalls"].num_rows == 0


def test_quiet_says_less_and_verbose_each_roll_call(server, tmp_path):
    asked = ("fetch", "119", "--chamber", "senate", "--session", "2", "--delay", "0")
    quiet = run(server, tmp_path / "one", *asked, "--quiet", "--contact", "a@example.org")
    assert (quiet.code, quiet.err) == (0, "")
    assert "a@example.org" in server.log()[0]["headers"]["User-Agent"]
    verbose = run(server, tmp_path / "two", *asked, "--verbose")
    assert verbose.code == 0
    assert "s228-119.2026: new" in verbose.out + verbose.err


def test_a_bills_actions_tell_when_it_was_presented(server, tmp_path):
    done = run(server, tmp_path, "fetch", "--bill", "hr3364-115", "--format", "json")
    # GovInfo is asked first, and this server has no document of the bill.
    assert (done.code, done.err.count("\n")) == (0, 1), done
    assert done.err.startswith("GovInfo has no status of hr3364-115 (404).")
    assert server.paths()[1:] == ["/v3/bill/115/hr/3364/actions"]
    assert KEY not in done.out
    actions = tables_of(tmp_path)["actions"].to_pylist()
    presented = [row["date"].isoformat() for row in actions if row["kind"] == "presented"]
    assert presented == ["2017-07-28"]
    margin = run(server, tmp_path, "margin", "hr3364-115")
    assert margin.code == 0
    assert "/v3/bill/115/hr/3364/actions" in margin.out


@pytest.mark.parametrize(
    "fault", ["403", "404", "429", "500", "html", "empty", "malformed", "half", "bomb", "reset"]
)
def test_a_fault_of_a_bills_actions_is_named_and_changes_nothing(server, tmp_path, fault):
    server.fault(fault, "/actions$")
    done = run(server, tmp_path, "fetch", "--bill", "hr3364-115", "--format", "json")
    assert done.code == 3, done
    (bill,) = json.loads(done.out)["bills"]
    assert bill["failed"]
    for said in (done.out, done.err):
        assert KEY not in said
        assert "Traceback" not in said
    assert tables_of(tmp_path)["actions"].num_rows == 0


@pytest.mark.parametrize(
    "wrong",
    [
        "119 --chamber lords",
        "119 --since someday",
        "--vote h0-119.2026",
        "--vote hr1-119",
        "--bill h1-119.2026",
        "119 --source house --chamber senate",
        "119 --api-key '' --source congress",
    ],
)
def test_a_wrong_request_is_refused_before_anything_is_asked(server, tmp_path, wrong):
    done = run(server, tmp_path, "fetch", *wrong.replace("''", "").split(" "))
    assert (done.code, done.out) == (2, ""), done
    assert server.paths() == []
