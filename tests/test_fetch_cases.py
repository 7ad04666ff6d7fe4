"""Real documents and lists, and those of them that were spoiled, as a user would fetch them."""

import gzip
import json
import os
import re
import tarfile
import threading
from datetime import date
from pathlib import Path

import pytest
from loopback.running import naming, run
from loopback.sites import Sites, house_path

from votekit.api.answers import margin
from votekit.errors import RequestError
from votekit.fetchers.batches import Chosen
from votekit.fetchers.comparing import is_older
from votekit.fetchers.errors import DocumentError
from votekit.fetchers.files import MOST_FAILURES, Failure
from votekit.fetchers.house_site import parse_index
from votekit.fetchers.intake import Intake
from votekit.fetchers.parsed import ParsedVote
from votekit.fetchers.unitedstates_files import read_document, votes_in
from votekit.store import Record
from votekit.store.writing import StoreWriter

DATA = Path(__file__).resolve().parent / "data"
H145 = "h145-119.2025"
SLICE = DATA / "sources" / "unitedstates"


def unpacked(path):
    return gzip.decompress((DATA / path).read_bytes())


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    return Sites.build(tmp_path_factory.mktemp("sites"), house=1, senate=1)


@pytest.fixture(scope="module")
def documents():
    """Real documents of the unitedstates project, by id."""
    found = {}
    for path in sorted(SLICE.glob("*.jsonl.gz")):
        for line in gzip.decompress(path.read_bytes()).splitlines():
            document = json.loads(line)
            found[document["vote_id"]] = document
    return found


# The House's lists


def test_the_houses_own_list_of_a_session_tells_its_roll_calls_and_their_days():
    index = parse_index(unpacked("house/index-2020.asp.gz"), 2020)
    assert (sorted(index.listed), index.highest) == ([249, 250, 251, 252, 253], 253)
    days = [index.listed[number].day for number in sorted(index.listed)]
    assert days == [date(2020, 12, 21)] * 3 + [date(2020, 12, 28)] * 2


def test_a_page_of_a_hundred_of_the_houses_list_is_read_the_same():
    index = parse_index(unpacked("house/index-2026-ROLL_300.asp.gz"), 2026)
    assert sorted(index.listed) == list(range(300, 315))
    assert index.listed[300].day == date(2026, 9, 15)
    assert index.listed[314].day == date(2026, 9, 16)


def test_a_list_of_another_year_is_not_taken():
    with pytest.raises(DocumentError, match="is not that list"):
        parse_index(unpacked("house/index-2020.asp.gz"), 2021)


# A document that lost rows


@pytest.mark.parametrize("name", ["h145-minus1", "h145-nonv"])
def test_the_records_215_to_214_stands_against_a_document_that_lost_rows(
    sites, server, tmp_path, monkeypatch, name
):
    body = unpacked(f"cases/{name}.xml.gz")
    sites.put(house_path(145, 2025), body)
    done = run(server, tmp_path, *naming("house", H145))
    assert (done.code, done.summary["corrected"], done.summary["new"]) == (3, [], []), done
    (kept,) = done.summary["kept"]
    assert "contradicts its own totals" in kept["changes"][0]
    assert (tmp_path / "held" / f"{H145}.house.xml").read_bytes() == body
    monkeypatch.setenv("VOTEKIT_DATA", str(tmp_path))
    (vote,) = margin(H145, record=Record.open()).votes
    assert (vote.yea, vote.nay, vote.rule.outcome, vote.disagreements) == (215, 214, "passed", [])


def test_120_of_433_members_are_not_a_roll_call(sites, server, tmp_path):
    body = unpacked("cases/h145-minus1.xml.gz")
    rows = re.findall(rb"<recorded-vote>.*?</recorded-vote>", body, re.DOTALL)
    start, end = body.index(rows[0]), body.rindex(b"</vote-data>")
    few = body[:start] + b"\n".join(rows[:120]) + body[end:]
    sites.put(house_path(900, 2025), few.replace(b"<rollcall-num>145", b"<rollcall-num>900"))
    done = run(server, tmp_path, *naming("house", "h900-119.2025"))
    assert (done.code, done.summary["new"]) == (3, []), done


# Actions that are taken back


def test_actions_that_congress_gov_takes_back_go(sites, server, tmp_path, monkeypatch):
    path = "v3/bill/115/hr/3364/actions"
    bodies = [json.loads((DATA / f"cases/{name}.json").read_bytes()) for name in ("q1", "q2")]
    first, second = (rules[0]["body"].encode() for rules in bodies)
    asked = ["fetch", "--bill", "hr3364-115", "--delay", "0", "--format", "json"]
    monkeypatch.setenv("VOTEKIT_DATA", str(tmp_path))
    sites.put(path, first)
    assert run(server, tmp_path, *asked).code == 0
    answer = margin("hr3364-115", record=Record.open())
    assert [action.kind for action in answer.actions] == ["presented", "vetoed"]
    assert answer.clock is not None
    sites.put(path, second)
    assert run(server, tmp_path, *asked).code == 0
    answer = margin("hr3364-115", record=Record.open())
    assert (answer.actions, answer.clock) == ([], None)


def test_a_number_for_an_actions_code_does_not_fail_the_bill(sites, server, tmp_path):
    body = json.loads((DATA / "cases/q1.json").read_bytes())[0]["body"]
    sites.put("v3/bill/115/hr/3364/actions", body.replace('"31000"', "31000").encode())
    asked = ["fetch", "--bill", "hr3364-115", "--delay", "0", "--format", "json"]
    done = run(server, tmp_path, *asked)
    assert (done.code, len(done.all["bills"][0]["actions"])) == (0, 2), done


# Data sets that lose rows, and older copies of them


def of_record(documents, chamber):
    return next(
        document
        for vote_id, document in documents.items()
        if vote_id[0] == chamber and any(document["votes"].get("Not Voting", []))
    )


def later(document, **changes):
    return {**document, "updated_at": "2027-01-01T00:00:00-05:00", **changes}


def taken(tmp_path, document):
    intake = Intake(StoreWriter(tmp_path / "store"), lambda: Record.open(tmp_path / "none"))
    (change,) = intake.take([read_document(json.dumps(document).encode())])
    return change


@pytest.mark.parametrize("chamber", ["h", "s"])
@pytest.mark.parametrize("word", ["first", "Not Voting"])
def test_a_json_document_that_lost_a_member_corrects_nothing(documents, tmp_path, chamber, word):
    document = later(of_record(documents, chamber))
    votes = {name: list(members) for name, members in document["votes"].items()}
    votes[next(name for name in votes if votes[name]) if word == "first" else word].pop()
    change = taken(tmp_path, {**document, "votes": votes})
    assert (change.kind, change.held_back) == ("kept", True), change


def test_a_json_document_of_less_than_a_quorum_is_held_back_though_it_is_new(documents, tmp_path):
    document = later(of_record(documents, "h"))
    votes = {name: members[:40] for name, members in document["votes"].items()}
    year = document["vote_id"].rpartition(".")[2]
    new = {
        "number": 1999,
        "vote_id": f"h1999-{document['congress']}.{year}",
    }
    change = taken(tmp_path, {**document, **new, "votes": votes})
    assert (change.kind, change.held_back) == ("kept", True), change
    assert "fewer than a quorum" in change.changes[0]


def test_of_copies_of_one_state_the_one_taken_up_later_stands(documents):
    document = next(one for one in documents.values() if one.get("record_modified"))
    here = read_document(json.dumps(document).encode()).rollcall
    archived = {**document, "updated_at": "2016-01-01T00:00:00-05:00"}
    assert is_older(read_document(json.dumps(archived).encode()).rollcall, here)
    assert not is_older(read_document(json.dumps(later(document)).encode()).rollcall, here)


# What is too much, and what is no file


def test_a_question_of_seven_megabytes_is_refused(documents):
    document = {**of_record(documents, "s"), "question": "x" * 7_000_000}
    with pytest.raises(DocumentError, match="question has 7,000,000 letters"):
        read_document(json.dumps(document).encode())


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "https://a b", "", "http://x\n"]
)
def test_an_address_that_is_no_web_page_is_refused(documents, address):
    document = {**of_record(documents, "s"), "source_url": address}
    with pytest.raises(DocumentError):
        read_document(json.dumps(document).encode())


def test_an_odd_party_or_state_makes_an_odd_row_and_a_page_all_the_same(
    documents, tmp_path, monkeypatch, server
):
    document = later(of_record(documents, "s"))
    votes = {
        name: [dict(one) for one in rows if one != "VP"] for name, rows in document["votes"].items()
    }
    first = next(rows[0] for rows in votes.values() if rows)
    first |= {"party": "\u202eQ\x1b[31m<b>", "state": "Z?"}
    change = taken(tmp_path, {**document, "votes": votes})
    assert change.kind == "corrected", change
    path = tmp_path / "115" / "votes" / "2017" / "x.json"
    year = document["vote_id"].rpartition(".")[2]
    folder = tmp_path / "data" / str(document["congress"]) / "votes" / year
    path = folder / f"s{document['number']}" / "data.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({**document, "votes": votes}))
    store = tmp_path / "store"
    asked = ["fetch", "--source", "unitedstates", "--from", str(tmp_path / "data"), "--refresh"]
    assert run(server, store, *asked).code == 0
    for command in (["margin"], ["split", "--by", "region"], ["split", "--by", "state"]):
        done = run(server, store, *command, document["vote_id"])
        assert done.code in (0, 2), done
        assert "Traceback" not in done.err
        assert "\x1b[31m" not in done.out


def test_three_million_bad_lines_are_given_up_after_a_thousand(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text("no JSON\n" * (MOST_FAILURES * 3))
    found = list(votes_in(path, Chosen()))
    assert len(found) == MOST_FAILURES + 1
    assert "the rest was left" in found[-1].why


def test_an_archive_that_says_much_beside_its_members_is_given_up(tmp_path):
    def header(size):
        one = tarfile.TarInfo("x")
        one.type, one.size = tarfile.XHDTYPE, size
        return one.tobuf(tarfile.PAX_FORMAT)

    words = b"60000 comment=" + b"x" * (60_000 - 15) + b"\n"
    block = header(len(words)) + words + bytes(-len(words) % 512)
    path = tmp_path / "much.tar.gz"
    path.write_bytes(gzip.compress(block * 900 + bytes(1024), 1))
    (failure,) = votes_in(path, Chosen())
    assert isinstance(failure, Failure)
    assert "given up" in failure.why or "damaged" in failure.why


@pytest.mark.parametrize(
    "words",
    [
        {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.realsize": "many"},
        {"GNU.sparse.map": "1,2,x", "GNU.sparse.size": "-5"},
        {"GNU.sparse.size": "9" * 5000},
        {"size": "-1"},
        {"mtime": "nan"},
        {"path": "\x00\xff"},
    ],
)
def test_odd_words_on_a_member_fail_that_archive_and_no_more(tmp_path, words):
    path = tmp_path / "odd.tar"
    member = tarfile.TarInfo("115/votes/2017/s1/data.json")
    member.pax_headers = words
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(member)
    try:
        found = list(votes_in(path, Chosen()))
    except RequestError:
        return
    assert all(isinstance(one, Failure) for one in found)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_pipes_and_links_below_a_directory_are_not_waited_for_nor_followed_out(documents, tmp_path):
    document = of_record(documents, "s")
    year = document["vote_id"].rpartition(".")[2]
    top = tmp_path / "data"
    folder = top / str(document["congress"]) / "votes" / year
    secret = tmp_path / "secret.json"
    secret.write_text(json.dumps(document))
    good = json.dumps(document)
    for number in (1, 2, 3, document["number"]):
        (folder / f"s{number}").mkdir(parents=True, exist_ok=True)
    os.mkfifo(folder / "s1" / "data.json")
    (folder / "s2" / "data.json").symlink_to(secret)
    (folder / "s3" / "data.json").symlink_to("data.json")
    (folder / f"s{document['number']}" / "data.json").write_text(good)
    found = []
    reading = threading.Thread(target=lambda: found.extend(votes_in(top, Chosen())), daemon=True)
    reading.start()
    reading.join(60)
    assert not reading.is_alive()
    failures = {one.name: one.why for one in found if isinstance(one, Failure)}
    assert sorted(name.split("/")[-2] for name in failures) == ["s1", "s2", "s3"]
    assert [one.rollcall["vote_id"] for one in found if isinstance(one, ParsedVote)] == [
        document["vote_id"]
    ]
    os.mkfifo(tmp_path / "votes.jsonl")
    with pytest.raises(RequestError, match="pipe or a device"):
        list(votes_in(tmp_path / "votes.jsonl", Chosen()))
