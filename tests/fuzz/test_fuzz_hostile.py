"""What comes from outside, made hostile: rows lost, controls, heads, archives, manifests.

Each fuzzer holds one promise: what lost rows is held back, no text speaks to a terminal, no answer
of a server and no archive raises anything but votekit's own errors, and no manifest is misread.
"""

import contextlib
import gzip
import io
import json
import os
import re
import shutil
import socket
import tarfile
import threading
import unicodedata
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from fuzz.mutations import mutated
from votekit.errors import RequestError, StoreError
from votekit.fetchers import house, senate
from votekit.fetchers.batches import Chosen
from votekit.fetchers.errors import DocumentError
from votekit.fetchers.files import Failure
from votekit.fetchers.http import Answer, Client
from votekit.fetchers.parsed import ParsedVote
from votekit.fetchers.totals import contradiction
from votekit.fetchers.unitedstates_files import read_document, votes_in
from votekit.fetchers.validate import validated
from votekit.store import Record
from votekit.store.writing import StoreWriter

DATA = Path(__file__).resolve().parent.parent / "data"
TRIES = settings(
    max_examples=int(os.environ.get("VOTEKIT_FUZZ", "60")),
    suppress_health_check=list(HealthCheck),
)
NOW = datetime(2026, 8, 8, tzinfo=UTC)
WHOLE = {
    "house": ("2003-roll001", "2007-roll002", "2023-roll002", "2024-roll028", "2025-roll158"),
    "senate": ("vote_115_2_00223", "vote_117_1_00054", "vote_118_2_00212"),
}
ROW = {
    "house": re.compile(rb"<recorded-vote>.*?</recorded-vote>", re.DOTALL),
    "senate": re.compile(rb"<member>.*?</member>", re.DOTALL),
}
ODD = st.characters(categories=("Cc", "Cf", "Zl", "Zp", "Co")) | st.sampled_from("\ufffe\uffff\x1b")


@cache
def document(chamber: str, name: str) -> bytes:
    return gzip.decompress((DATA / chamber / f"{name}.xml.gz").read_bytes())


@cache
def json_documents() -> tuple[bytes, ...]:
    return tuple(
        line
        for path in sorted((DATA / "sources" / "unitedstates").glob("*.jsonl.gz"))
        for line in gzip.decompress(path.read_bytes()).splitlines()
    )


def read(chamber: str, data: bytes) -> ParsedVote:
    parse = house.parse if chamber == "house" else senate.parse
    return parse(data, url="https://example.org/document", fetched=NOW)


@pytest.mark.parametrize("chamber", WHOLE)
@TRIES
@given(data=st.data())
def test_rows_lost_with_totals_kept_are_noticed(chamber, data):
    body = document(chamber, data.draw(st.sampled_from(WHOLE[chamber])))
    rows = list(ROW[chamber].finditer(body))
    lost = data.draw(st.sets(st.integers(0, len(rows) - 1), min_size=1, max_size=12))
    for place in sorted(lost, reverse=True):
        body = body[: rows[place].start()] + body[rows[place].end() :]
    with contextlib.suppress(DocumentError):
        assert contradiction(read(chamber, body)) is not None


@TRIES
@given(st.data())
def test_no_text_of_any_field_speaks_to_a_terminal(data):
    content = json.loads(data.draw(st.sampled_from(json_documents())))
    odd = data.draw(st.text(ODD, min_size=1, max_size=4))
    names = sorted(name for name in content if isinstance(content[name], str))
    for name in data.draw(st.sets(st.sampled_from(names), max_size=4)):
        content[name] = content[name][:3] + odd + content[name][3:]
    members = [row for rows in content["votes"].values() for row in rows if row != "VP"]
    for row in members[:3]:
        row["display_name"] += odd
        row["party"] += odd
        row["state"] += odd
    try:
        vote = read_document(json.dumps(content).encode())
    except DocumentError:
        return
    for row in (vote.rollcall, *vote.positions):
        for value in row.values():
            kinds = {unicodedata.category(letter) for letter in value} if type(value) is str else ()
            letters = set(value) - {"\n"} if type(value) is str else set()
            assert not (set(kinds) & {"Cf", "Zl", "Zp", "Co", "Cs"})
            assert all(unicodedata.category(letter) != "Cc" for letter in letters)
    assert validated(vote) == vote


LINES = st.sampled_from(
    [
        *(b"Location: http://127.0.0.1:9/", b"Location: //[", b"Location: http://127.0.0.1:99999/"),
        *(b"Location: \xff\xfe", b"Location: ?", b"Retry-After: 0", b"Retry-After: " + b"9" * 5000),
        *(b"Content-Length: -5", b"Content-Length: x", b"Transfer-Encoding: chunked"),
        *(b"Content-Encoding: gzip", b"Content-Encoding: deflate, br", b"Connection: close"),
        *(b"Set-Cookie: a=" + b"b" * 5000, b"Set-Cookie: \xff=\x00", b'ETag: "\x1b\xff"', b":"),
    ]
) | st.binary(max_size=40).map(lambda line: line.replace(b"\n", b""))
STATUS = st.sampled_from([200, 204, 206, 301, 302, 304, 307, 401, 404, 429, 503, 999]).map(
    lambda number: b"HTTP/1.1 %d Any" % number
) | st.binary(max_size=30)


@pytest.fixture(scope="module")
def saying():
    """Give the address of a server that says whatever it is told, and how to tell it."""
    told: dict[str, bytes] = {}
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        over = threading.Event()

        def serve():
            while not over.is_set():
                with contextlib.suppress(OSError):
                    connection, _ = listener.accept()
                    with connection:
                        connection.settimeout(2)
                        connection.recv(65_536)
                        connection.sendall(told["bytes"])

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/", told
        over.set()
        thread.join()


@TRIES
@given(status=STATUS, lines=st.lists(LINES, max_size=5), body=st.binary(max_size=60))
def test_whatever_a_server_says_is_an_answer_or_an_error(saying, status, lines, body):
    url, told = saying
    told["bytes"] = b"\r\n".join([status, *lines, b"", b""]) + body
    client = Client(delay=0, attempts=1, read_seconds=2, whole_seconds=2)
    try:
        answer = client.get(url)
        assert isinstance(answer, Answer)
        assert all(not tag or tag.isprintable() for tag in (answer.etag, answer.last_modified))
    except StoreError:
        pass
    finally:
        client.close()


WORDS = st.dictionaries(
    st.sampled_from(
        "path size mtime uid linkpath GNU.sparse.major GNU.sparse.minor GNU.sparse.map "
        "GNU.sparse.size GNU.sparse.realsize GNU.sparse.numblocks hdrcharset comment".split()
    )
    | st.text(st.characters(codec="utf-8", exclude_characters="=\n"), min_size=1, max_size=8),
    st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(["1", "-1", "9" * 5000]),
    max_size=4,
)


@TRIES
@given(words=WORDS, cut=st.integers(0, 4000), flip=st.integers(0, 4000))
def test_whatever_an_archive_says_fails_it_alone(tmp_path_factory, words, cut, flip):
    member = tarfile.TarInfo("115/votes/2017/s1/data.json")
    member.pax_headers = words
    stream = io.BytesIO()
    try:
        with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
            archive.addfile(member)
    except (ValueError, OverflowError):
        assume(False)
    data = bytearray(stream.getvalue())
    data[flip % len(data)] ^= 1
    path = tmp_path_factory.mktemp("archives") / "a.tar"
    path.write_bytes(data[: len(data) - cut % 512])
    with contextlib.suppress(RequestError):
        assert all(isinstance(one, Failure) for one in votes_in(path, Chosen()))
    shutil.rmtree(path.parent)


@pytest.fixture(scope="module")
def small_store(tmp_path_factory):
    path = tmp_path_factory.mktemp("store")
    vote = read_document(json_documents()[0])
    StoreWriter(path).write([vote.rollcall], vote.positions)
    return path, vote.rollcall["vote_id"]


@TRIES
@given(data=st.data())
def test_no_manifest_is_misread(small_store, data):
    path, vote_id = small_store
    good = (path / "manifest.json").read_bytes()
    bad = data.draw(mutated((good,)))
    try:
        (path / "manifest.json").write_bytes(bad)
        try:
            record = Record.open(user=path, bundled=path)
        except (StoreError, RequestError):
            return
        assert vote_id in record.rollcalls()["vote_id"].to_pylist()
        assert record.positions().num_rows > 0
    finally:
        (path / "manifest.json").write_bytes(good)
