"""Roll calls from data sets: the unitedstates project's trees and archives, Voteview's files."""

import functools
import gzip
import io
import json
import lzma
import os
import re
import tarfile
import threading
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from votekit.errors import RequestError
from votekit.fetchers import files as files_module
from votekit.fetchers.batches import Chosen, Note, Outcome, take_in
from votekit.fetchers.bulk import fetch_bulk, take_unitedstates, take_voteview_files
from votekit.fetchers.errors import DocumentError
from votekit.fetchers.files import Document, Failure, documents
from votekit.fetchers.http import Client
from votekit.fetchers.intake import Change, Intake
from votekit.fetchers.parsed import ParsedVote
from votekit.fetchers.request import Request
from votekit.fetchers.unitedstates_files import read_document, votes_in, votes_served
from votekit.fetchers.voteview import parse_members, parse_rollcalls
from votekit.fetchers.voteview_files import Place, voteview_files
from votekit.fetchers.voteview_intake import take_voteview
from votekit.store import Record, Wanted
from votekit.store.writing import StoreWriter

DATA = Path(__file__).resolve().parent / "data"
SLICE = DATA / "sources" / "unitedstates"
FUZZ = int(os.environ.get("VOTEKIT_FUZZ", "200"))
SENATE = Place(115, "senate")
ALL = Chosen()
IDS = {
    "h466-106.2000",
    "h1-115.2017",
    "h413-115.2017",
    "s54-115.2017",
    "s98-115.2017",
    "s175-115.2017",
    "s292-116.2020",
    "h2-118.2023",
    "h38-118.2023",
}


@functools.cache
def contents() -> dict[str, bytes]:
    """Give the slice's documents by where they lie in the project's tree."""
    found = {}
    for path in sorted(SLICE.glob("*.jsonl.gz")):
        for line in gzip.decompress(path.read_bytes()).splitlines():
            number, when = json.loads(line)["vote_id"].split("-")
            congress, year = when.split(".")
            found[f"{congress}/votes/{year}/{number}/data.json"] = line
    return found


def tree(path: Path, changed: dict[str, bytes] | None = None) -> Path:
    for name, data in (contents() | (changed or {})).items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return path


def tar(path: Path, entries: dict[str, bytes], mode: Any = "w:gz") -> Path:
    with tarfile.open(path, mode) as archive:
        for name, data in entries.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def zipped(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def ids(found: Iterator[ParsedVote | Failure]) -> set[str]:
    return {vote.rollcall["vote_id"] for vote in found if isinstance(vote, ParsedVote)}


def failures(found: Iterator[Any]) -> list[Failure]:
    return [one for one in found if isinstance(one, Failure)]


# The unitedstates project's documents


def in_data(entries: dict[str, bytes]) -> dict[str, bytes]:
    return {f"congress-data/data/{name}": data for name, data in entries.items()}


LAYOUTS = {
    "tree": tree,
    "tree below data": lambda path: tree(path / "data") and path,
    "tar.gz": lambda path: tar(path.with_suffix(".tar.gz"), in_data(contents())),
    "tar": lambda path: tar(path.with_suffix(".tar"), contents(), "w"),
    "zip": lambda path: zipped(path.with_suffix(".zip"), in_data(contents())),
    "jsonl.gz": lambda _: SLICE,
    "jsonl.gz in a zip": lambda path: zipped(
        path.with_suffix(".zip"), {file.name: file.read_bytes() for file in SLICE.iterdir()}
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_roll_calls_however_they_lie(tmp_path, votes, layout):
    found = list(votes_in(LAYOUTS[layout](tmp_path / "source"), Chosen()))
    assert failures(iter(found)) == []
    assert {vote.rollcall["vote_id"]: vote for vote in found} == votes


@pytest.mark.parametrize("layout", ["tree", "tar.gz", "jsonl.gz"])
@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Chosen(congress=118), {"h2-118.2023", "h38-118.2023"}),
        (Chosen(congress=115, chamber="house"), {"h1-115.2017", "h413-115.2017"}),
        (Chosen(congress=116, session=2), {"s292-116.2020"}),
        (Chosen(session=2), {"s292-116.2020", "h466-106.2000"}),
        # Held on Jan. 1, 2021, in the session of 2020.
        (Chosen(since=date(2021, 1, 1)), {"s292-116.2020", "h2-118.2023", "h38-118.2023"}),
        (Chosen(vote_ids=frozenset({"s175-115.2017"})), {"s175-115.2017"}),
    ],
)
def test_what_is_chosen(tmp_path, layout, chosen, expected):
    assert ids(votes_in(LAYOUTS[layout](tmp_path / "source"), chosen)) == expected


def test_only_what_may_be_chosen_is_read(tmp_path):
    path = tree(tmp_path, {"117/votes/2021/h1/data.json": b"no JSON"})
    assert failures(votes_in(path, Chosen(congress=115))) == []
    (failure,) = failures(votes_in(path, Chosen(congress=117)))
    assert failure == Failure("117/votes/2021/h1/data.json", "It is no JSON.")


def test_one_document_in_a_file_of_its_own(tmp_path):
    file = tmp_path / "vote.json"
    file.write_bytes(contents()["115/votes/2017/s175/data.json"])
    assert ids(votes_in(file, Chosen())) == {"s175-115.2017"}


def test_bad_documents_are_a_failure_each_and_the_others_are_read(tmp_path):
    good = contents()["115/votes/2017/s175/data.json"]
    other = json.loads(good)
    path = tree(
        tmp_path,
        {
            "115/votes/2017/s175/data.json": b"",
            "115/votes/2017/s98/data.json": b"[]",
            "115/votes/2017/s54/data.json": good,
            "115/votes/2017/h1/data.json": json.dumps(other | {"votes": []}).encode(),
            "115/bills/hr/hr3364/data.json": b"no vote",
        },
    )
    found = list(votes_in(path, Chosen(congress=115)))
    assert ids(iter(found)) == {"h413-115.2017"}
    assert {failure.name.split("/")[3]: failure.why for failure in failures(iter(found))} == {
        "s175": "It is no JSON.",
        "s98": "It is JSON, but no vote document.",
        "s54": "It is s175-115.2017, another roll call than its place says.",
        "h1": "It does not have the form of a vote document.",
    }


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"vote_id": "s176-115.2017"}, "It calls itself s176-115.2017, and is s175-115.2017."),
        ({"question": 5}, "Its question is not what it must be."),
        ({"congress": "115"}, "It does not have the form|congress is not what"),
        ({"number": 10**12}, "Its number is not what it must be."),
        ({"number": True}, "Its number is not what it must be."),
        ({"date": "2017-07-27T18:00:00"}, "Its date is not what it must be."),
        ({"subject": "\ud800"}, "Its subject is not what it must be."),
        ({"votes": {"Yea": [{"id": 5}]}}, "It does not have the form of a vote document."),
        ({"votes": {"Aye or so": []}}, ""),
    ],
)
def test_what_the_tables_cannot_hold_is_refused(changed, sentence):
    document = json.loads(contents()["115/votes/2017/s175/data.json"]) | changed
    if not sentence:
        # A word that nobody used says nothing.
        assert read_document(json.dumps(document).encode()).positions == []
        return
    with pytest.raises(DocumentError, match=sentence):
        read_document(json.dumps(document).encode())


def test_a_word_that_is_none_is_no_election_and_a_member_is_listed_once():
    document = json.loads(contents()["115/votes/2017/s175/data.json"])
    document["votes"]["Yeah"] = document["votes"].pop("Yea")
    with pytest.raises(DocumentError, match="a word that is no position"):
        read_document(json.dumps(document).encode())
    document["votes"]["Yea"] = document["votes"].pop("Yeah") * 2
    with pytest.raises(DocumentError, match="lists a member twice"):
        read_document(json.dumps(document).encode())


@settings(
    max_examples=FUZZ,
    deadline=timedelta(seconds=2),
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.data())
def test_a_mutated_document_gives_rows_that_can_be_stored_or_one_error(data):
    name = data.draw(st.sampled_from(sorted(contents())))
    whole = bytearray(contents()[name])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, min(len(whole), 3000)))
        whole[place : place + data.draw(st.integers(0, 12))] = data.draw(st.binary(max_size=6))
    try:
        vote = read_document(bytes(whole))
    except DocumentError:
        return
    from votekit.tallies import complete_rollcalls, positions_table

    complete_rollcalls([vote.rollcall], positions_table(vote.positions))


# Archives that mean ill


def test_names_that_lead_out_and_links_are_refused_and_nothing_is_unpacked(tmp_path):
    good = contents()["115/votes/2017/s175/data.json"]
    path = tmp_path / "bad.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name in ("../../115/votes/2017/s175/data.json", "/115/votes/2017/s98/data.json"):
            info = tarfile.TarInfo(name)
            info.size = len(good)
            archive.addfile(info, io.BytesIO(good))
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo("115/votes/2017/h413/data.json")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("data/115/votes/2017/s175/data.json")
        info.size = len(good)
        archive.addfile(info, io.BytesIO(good))
    found = list(votes_in(path, Chosen()))
    assert ids(iter(found)) == {"s175-115.2017"}
    assert Counter(failure.why for failure in failures(iter(found))) == {
        "Its name leads out of the archive.": 2,
        "It is a link or a device, not a file.": 3,
    }
    assert [file.name for file in tmp_path.iterdir()] == ["bad.tar.gz"]


@pytest.mark.parametrize("pack", [tar, zipped])
def test_a_document_larger_than_any_is_given_up(tmp_path, pack):
    entries = {
        "115/votes/2017/h413/data.json": b" " * (files_module.LARGEST + 1),
        "115/votes/2017/s175/data.json": contents()["115/votes/2017/s175/data.json"],
    }
    found = list(
        votes_in(pack(tmp_path / ("a.tar.gz" if pack is tar else "a.zip"), entries), Chosen())
    )
    assert ids(iter(found)) == {"s175-115.2017"}
    assert [failure.why for failure in failures(iter(found))] == [
        "It is larger than 8 MB, which no document of its kind is."
    ]


@pytest.mark.parametrize("name", ["a.tar.gz", "a.zip", "a.jsonl.gz"])
def test_an_archive_that_unpacks_to_too_much_is_given_up(tmp_path, monkeypatch, name):
    most = 400_000
    monkeypatch.setattr(files_module, "MOST_BYTES", most)
    path = tmp_path / name
    filler = b'{"vote_id": "none"}' + b" " * 50_000 + b"\n"
    entries = {f"115/votes/2017/h{number}/data.json": filler for number in range(1, 40)}
    if name.endswith(".zip"):
        zipped(path, entries)
    elif name.endswith(".tar.gz"):
        tar(path, entries)
    else:
        path.write_bytes(gzip.compress(filler * 40))
    found = list(votes_in(path, Chosen()))
    assert "unpacks to more than 400,000 bytes" in failures(iter(found))[-1].why
    assert len(found) < 12


def test_a_name_of_a_gigabyte_is_not_read(tmp_path):
    header = tarfile.TarInfo("././@LongLink")
    header.type, header.size = tarfile.GNUTYPE_LONGNAME, 1024**3
    path = tmp_path / "a.tar.gz"
    path.write_bytes(gzip.compress(header.tobuf(tarfile.GNU_FORMAT) + bytes(100_000)))
    (failure,) = votes_in(path, Chosen())
    assert isinstance(failure, Failure)
    assert "a name of 1,073,741,824 bytes" in failure.why


@pytest.mark.parametrize("name", ["a.tar.gz", "a.zip", "a.jsonl.gz"])
def test_a_damaged_archive_gives_what_it_has(tmp_path, name):
    path = tmp_path / name
    if name == "a.jsonl.gz":
        path.write_bytes(gzip.compress(b"\n".join(contents().values())))
    else:
        (zipped if name == "a.zip" else tar)(path, contents())
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    found = list(votes_in(path, Chosen()))
    assert ids(iter(found)) < IDS
    assert "cut short or damaged" in failures(iter(found))[-1].why
    path.write_bytes(b"neither")
    assert "damaged" in failures(votes_in(path, Chosen()))[0].why


def test_an_encrypted_entry_is_a_failure(tmp_path):
    path = zipped(tmp_path / "a.zip", contents())
    whole = bytearray(path.read_bytes())
    for place in [found.start() for found in re.finditer(b"PK\x01\x02", whole)][:1]:
        whole[place + 8] |= 1
    for place in [found.start() for found in re.finditer(b"PK\x03\x04", whole)][:1]:
        whole[place + 6] |= 1
    path.write_bytes(bytes(whole))
    found = list(votes_in(path, Chosen()))
    assert [failure.why for failure in failures(iter(found))] == ["It is encrypted."]
    assert len(ids(iter(found))) == len(IDS) - 1


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("none", "There is no "),
        ("a.rar", "is neither a directory nor"),
        ("", "has no vote document"),
    ],
)
def test_a_path_that_is_none_is_said(tmp_path, name, sentence):
    (tmp_path / "a.rar").write_bytes(b"")
    (tmp_path / "below").mkdir()
    with pytest.raises(RequestError, match=sentence):
        list(votes_in(tmp_path / name if name else tmp_path / "below", Chosen()))


def test_documents_are_given_one_at_a_time(tmp_path):
    path = tar(tmp_path / "a.tar.gz", contents())
    found = documents(path, lambda name: name.endswith("data.json"))
    assert isinstance(next(found), Document)


# Served


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    root = tmp_path / "served"
    root.mkdir()
    handler = functools.partial(Quiet, directory=str(root))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield root, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def client() -> Iterator[Client]:
    made = Client(delay=0, attempts=1)
    yield made
    made.close()


def renumbered(number: int) -> bytes:
    document = json.loads(contents()["115/votes/2017/s175/data.json"])
    return json.dumps(document | {"number": number, "vote_id": f"s{number}-115.2017"}).encode()


def test_a_served_tree_is_tried_past_holes(served, client):
    root, base = served
    numbers = {1, 3, 4, 12}
    for number in numbers:
        tree(root, {f"115/votes/2017/s{number}/data.json": renumbered(number)})
    asked = Chosen(congress=115, chamber="senate", session=1)
    found = list(votes_served(client, f"{base}/", asked))
    assert ids(iter(found)) == {f"s{number}-115.2017" for number in numbers}
    # What is there already is no hole, and not asked for.
    known = {f"s{number}-115.2017" for number in range(1, 54)}
    found = list(votes_served(client, base, asked, has=known))
    assert ids(iter(found)) == {"s54-115.2017"}


def test_one_roll_call_of_a_served_tree(served, client):
    root, base = served
    tree(root)
    asked = Chosen(congress=115, vote_ids=frozenset({"s175-115.2017"}))
    assert ids(votes_served(client, base, asked)) == {"s175-115.2017"}
    with pytest.raises(RequestError, match="name a Congress"):
        list(votes_served(client, base, Chosen()))


def test_a_server_that_fails_is_not_asked_for_ever(client):
    asked = Chosen(congress=115, chamber="house", session=1)
    found = list(votes_served(client, "http://127.0.0.1:9", asked))
    assert all(isinstance(one, Failure) for one in found)
    assert len(found) == 10


# Taken in


@pytest.fixture
def taking(tmp_path: Path) -> Intake:
    path = tmp_path / "store"
    bundled = tmp_path / "bundled"
    members = Record.open().members(Wanted(115, "senate")).to_pylist()
    StoreWriter(bundled).write_members(
        [row | {"dim1": None, "dim2": None, "scores_from": None} for row in members]
    )
    return Intake(StoreWriter(path), lambda: Record.open(user=path, bundled=bundled))


def kinds(outcomes: list[Outcome]) -> Counter[str]:
    return Counter(one.kind if isinstance(one, Change) else type(one).__name__ for one in outcomes)


def test_a_tree_is_taken_in_once_and_stays(tmp_path, taking, votes):
    path = tree(tmp_path / "tree", {"115/votes/2017/s99/data.json": b"{}"})
    assert kinds(list(take_in(taking, votes_in(path, Chosen())))) == {"new": 9, "Failure": 1}
    record = taking.open_record()
    for vote in votes.values():
        row = vote.rollcall
        wanted = Wanted(row["congress"], row["chamber"], row["session"], row["number"])
        kept = {(one["member_id"], one["position"]) for one in record.position_rows(wanted)}
        assert kept == {(one["member_id"], one["position"]) for one in vote.positions}
    assert kinds(list(take_in(taking, votes_in(path, Chosen())))) == {"unchanged": 9, "Failure": 1}


def test_what_was_taken_in_stays_when_it_is_stopped(taking, votes):
    def stopped() -> Iterator[ParsedVote]:
        yield from list(votes.values()) * 10
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(take_in(taking, stopped()))
    assert set(taking.open_record().rollcalls()["vote_id"].to_pylist()) == IDS


# Voteview


@functools.cache
def csv_file(name: str) -> bytes:
    packed = next((DATA / "voteview").glob(f"{name}.csv.*"))
    unpack = lzma.decompress if packed.suffix == ".xz" else gzip.decompress
    return unpack(packed.read_bytes())


def voteview(path: Path, stem: str = "S115", pack: bool = False, **changed: bytes) -> str:
    path.mkdir(parents=True, exist_ok=True)
    for kind in ("members", "rollcalls", "votes"):
        data = changed.get(kind, csv_file(f"S115_{kind}"))
        name = f"{stem}_{kind}.csv"
        if pack:
            (path / f"{name}.gz").write_bytes(gzip.compress(data, 1))
        else:
            (path / name).write_bytes(data)
    return str(path)


def taken(intake: Intake, where: str, chosen: Chosen = ALL, client: Any = None) -> list[Outcome]:
    return list(take_voteview(intake, voteview_files(where, client), SENATE, chosen))


def notes(outcomes: list[Outcome]) -> list[str]:
    return [one.text for one in outcomes if isinstance(one, Note)]


def test_what_the_record_has_is_compared_and_never_overwritten(tmp_path):
    store = tmp_path / "store"
    intake = Intake(StoreWriter(store), lambda: Record.open(user=store))
    outcomes = taken(intake, voteview(tmp_path / "files", pack=True))
    assert kinds(outcomes) == {"unchanged": 596, "kept": 3, "Note": 1}
    kept = {one.vote_id: one.changes for one in outcomes if getattr(one, "kind", "") == "kept"}
    assert kept["s140-115.2017"] == ("FEINSTEIN, Dianne: yea by Voteview, nay in the record",)
    assert kept.keys() == {"s97-115.2017", "s140-115.2017", "s150-115.2018"}
    assert notes(outcomes) == [
        "S115: scores of 105 of 105 members from S115_members.csv.gz, 105 of them new or changed."
    ]
    record = Record.open(user=store)
    assert record.layers[1].read("rollcalls", Wanted()).num_rows == 0
    before = Record.open().members(Wanted(115, "senate")).to_pylist()
    after = {row["member_id"]: row for row in record.members(Wanted(115, "senate")).to_pylist()}
    for row in before:
        if row["chamber"] == "senate" and row["congress"] == 115:
            assert after[row["member_id"]] == row | {"scores_from": "S115_members.csv.gz"}


def test_roll_calls_that_no_layer_has_are_taken_in(tmp_path, taking, votes):
    list(take_in(taking, [votes["s175-115.2017"], votes["s54-115.2017"]]))
    outcomes = taken(taking, voteview(tmp_path / "files"))
    # s54 was tied: the Vice President's vote is no senator's position, and all others agree.
    assert kinds(outcomes) == {"unchanged": 2, "new": 597, "Note": 1}
    record, official = taking.open_record(), Record.open()
    mine, theirs = (
        {row["vote_id"]: row for row in source.rollcalls(Wanted(115, "senate")).to_pylist()}
        for source in (record, official)
    )
    assert mine["s175-115.2017"]["source"] == "unitedstates"
    names = ("yea", "nay", "present", "not_voting", "listed", "recorded_outcome", "session")
    differ = {
        vote_id
        for vote_id, row in mine.items()
        if any(row[name] != theirs[vote_id][name] for name in names)
    }
    assert differ <= {"s97-115.2017", "s140-115.2017", "s150-115.2018", *TIED}
    bill = mine["s178-115.2017"]
    assert (bill["source"], bill["bill_id"], bill["requires"]) == (
        "voteview",
        theirs["s178-115.2017"]["bill_id"],
        "1/2",
    )
    assert bill["source_url"] == "https://voteview.com/rollcall/RS1150178"
    assert bill["date"].date() == theirs["s178-115.2017"]["date"].date()
    scored = {row["member_id"]: row["dim1"] for row in record.members().to_pylist()}
    (paul,) = [
        row for row in parse_members(csv_file("S115_members")) if row["bioguide"] == "P000603"
    ]
    assert scored["S348"] == paul["dim1"]


TIED = {
    row["vote_id"]
    for row in Record.open(user=DATA / "no store").rollcalls(Wanted(115, "senate")).to_pylist()
    if row["vice_president"]
}


def test_a_better_source_replaces_what_voteview_gave(tmp_path, taking, votes):
    taken(taking, voteview(tmp_path / "files"), Chosen(vote_ids=frozenset({"s175-115.2017"})))
    (before,) = taking.open_record().rollcalls().to_pylist()
    assert before["source"] == "voteview"
    (change,) = take_in(taking, [votes["s175-115.2017"]])
    assert isinstance(change, Change)
    assert change.kind == "corrected"
    (after,) = taking.open_record().rollcalls().to_pylist()
    assert (after["source"], after["question"]) == (
        "unitedstates",
        votes["s175-115.2017"].rollcall["question"],
    )


def test_a_file_of_all_congresses_is_cut_to_the_one_that_is_wanted(tmp_path, taking):
    other = csv_file("S115_votes").replace(b"\n115,Senate,", b"\n114,Senate,", 900)
    house = b"115,House,1,14009,1,99\n116,Senate,1,14009,1,99\n"
    where = voteview(tmp_path, "HSall", votes=other + house, pack=True)
    chosen = Chosen(since=date(2018, 12, 1))
    late = [row for row in parse_rollcalls(csv_file("S115_rollcalls")) if row["date"].month == 12]
    late = [row for row in late if row["date"].year == 2018]
    outcomes = taken(taking, where, chosen)
    assert kinds(outcomes) == {"new": len(late), "Note": 2}
    assert notes(outcomes)[0] == (
        "S115: no votes on Voteview's roll calls 1, 2, 3, 4, 5, 6, 7, 8 and 1 more."
    )


def test_served_files(served, client, taking):
    root, base = served
    for kind in ("members", "rollcalls", "votes"):
        path = root / "static" / "data" / "out" / kind
        path.mkdir(parents=True)
        (path / f"S115_{kind}.csv").write_bytes(csv_file(f"S115_{kind}"))
    outcomes = taken(taking, base, Chosen(session=2, since=date(2018, 12, 20)), client)
    assert kinds(outcomes)["new"] == 1
    (root / "static" / "data" / "out" / "votes" / "S115_votes.csv").unlink()
    assert "without roll calls and votes" not in "".join(notes(outcomes))
    outcomes = taken(taking, base, Chosen(), client)
    assert any("no votes on Voteview's roll calls 1, 2," in note for note in notes(outcomes))


def test_what_lacks_the_clerks_number_is_told(tmp_path, taking):
    rollcalls = csv_file("S115_rollcalls").replace(b"2017-01-04,1,1,", b"2017-01-04,,,", 1)
    outcomes = taken(
        taking, voteview(tmp_path, rollcalls=rollcalls), Chosen(since=date(2018, 12, 20))
    )
    assert notes(outcomes)[0] == (
        "S115: Voteview's roll calls 1 have no Clerk's number, so that they cannot be told and are "
        "left out."
    )


@pytest.mark.parametrize(
    ("kind", "change", "sentence"),
    [
        ("votes", (b"rollnumber,icpsr", b"rollnumber,person"), "no column icpsr"),
        ("votes", (b"115,Senate,3,", b"115,Senate,1,"), "do not lie together"),
        ("votes", (b"\n115,Senate,1,", b'\n115,Senate,"1,'), "cannot be read as CSV"),
        ("rollcalls", (b"clerk_rollnumber", b"number"), "no column clerk_rollnumber"),
        ("members", (b"nominate_dim1", b"score"), "no column nominate_dim1"),
        ("members", (b"congress,", b"term,"), "no column congress"),
    ],
)
def test_what_is_none_of_its_files_is_said(tmp_path, taking, kind, change, sentence):
    data = csv_file(f"S115_{kind}").replace(*change, 1)
    outcomes = taken(taking, voteview(tmp_path, **{kind: data}))
    assert sentence in failures(iter(outcomes))[-1].why


def test_no_files_at_all(tmp_path, taking):
    with pytest.raises(RequestError, match="There is no directory"):
        taken(taking, str(tmp_path / "none"))
    (failure,) = taken(taking, str(tmp_path))
    assert failure == Failure("S115_members.csv", "There is no such file, or it is empty.")


def test_an_election_is_not_taken_from_voteview(tmp_path, taking):
    rollcalls = csv_file("S115_rollcalls").replace(
        b"On the Motion to Proceed", b"Election of the Speaker", 1
    )
    outcomes = taken(
        taking, voteview(tmp_path, rollcalls=rollcalls), Chosen(vote_ids=frozenset({"s1-115.2017"}))
    )
    assert failures(iter(outcomes)) == [
        Failure("s1-115.2017", "It is an election: Voteview counts the candidates as yea and nay.")
    ]


# As sources of a fetch


def test_the_unitedstates_documents_by_path_and_by_address(tmp_path, taking, served, client):
    root, base = served
    tree(root)
    one = Chosen(vote_ids=frozenset({"s175-115.2017"}))
    assert kinds(list(take_unitedstates(taking, base, one, client))) == {"new": 1}
    assert list(take_unitedstates(taking, base, one, client)) == []
    assert kinds(list(take_unitedstates(taking, base, one, client, refresh=True))) == {
        "unchanged": 1
    }
    assert kinds(list(take_unitedstates(taking, str(root), ALL, client))) == {
        "new": 8,
        "unchanged": 1,
    }
    with pytest.raises(RequestError, match="say where they are with --from"):
        take_unitedstates(taking, None, ALL, client)
    with pytest.raises(RequestError, match="download it"):
        take_unitedstates(taking, f"{base}/all.tar.gz", ALL, client)


def test_voteview_by_path_by_address_and_by_the_environment(tmp_path, taking, served, client):
    root, base = served
    for kind in ("members", "rollcalls", "votes"):
        path = root / "static" / "data" / "out" / kind
        path.mkdir(parents=True)
        (path / f"S115_{kind}.csv").write_bytes(csv_file(f"S115_{kind}"))
    late = Chosen(since=date(2018, 12, 20), chamber="senate")
    take = functools.partial(take_voteview_files, taking, client=client, today=date(2018, 1, 3))
    there = {"VOTEKIT_VOTEVIEW_URL": base}
    assert kinds(list(take(None, late, environment=there)))["new"] > 0
    assert kinds(list(take(base, late, environment={})))["unchanged"] > 0
    where = voteview(tmp_path / "files")
    assert kinds(list(take(where, late, environment={})))["unchanged"] > 0
    # There is no file of the House in it, so nothing is said of the House.
    whole = list(take(where, Chosen(since=date(2018, 12, 20)), environment={}))
    assert failures(iter(whole)) == []
    (failure,) = take(where, Chosen(congress=114, chamber="house"), environment={})
    assert failure == Failure("H114_members.csv", "There is no such file, or it is empty.")
    with pytest.raises(RequestError, match="name a Congress"):
        list(take(voteview(tmp_path / "all", "HSall"), late, environment={}))


def test_what_a_server_does_not_give_is_a_failure(taking, client):
    (failure,) = taken(taking, "http://127.0.0.1:9", ALL, client)
    assert isinstance(failure, Failure)
    assert "S115_members.csv could not be fetched" in failure.why


def test_a_request_for_a_data_set(tmp_path, taking, client):
    path = str(tree(tmp_path / "tree"))
    at = functools.partial(Request, source="unitedstates", place=path)
    with pytest.raises(RequestError, match="is no roll call of a chamber"):
        fetch_bulk(at(votes=("hr3364-115",)), taking, client)
    wanted = at(votes=("senate 175 2017", "h413-115.2017"))
    (note,) = fetch_bulk(replace(wanted, dry_run=True), taking, client)
    assert note == Note(f"{path} has 2 roll calls that are wanted; the record lacks 2.")
    assert taking.open_record().rollcalls().num_rows == 0
    assert kinds(list(fetch_bulk(wanted, taking, client))) == {"new": 2}
    where = voteview(tmp_path / "files")
    wanted = Request(source="voteview", place=where, since=date(2018, 12, 20))
    assert kinds(list(fetch_bulk(wanted, taking, client, {})))["new"] > 0
