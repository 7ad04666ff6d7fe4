"""The client on a loopback server that misbehaves: the right answer, or the right error."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from votekit.errors import StoreError
from votekit.fetchers.http import AbsentError, Client, FetchError, RefusedError, Throttle

BODY = b"<rollcall-vote/>" * 100


class Misbehaving(BaseHTTPRequestHandler):
    """Answers by the path asked for; ``seen`` counts the requests of each path."""

    protocol_version = "HTTP/1.1"
    seen: dict[str, list[dict[str, str]]]

    def log_message(self, *_):
        pass

    def do_GET(self):
        path = self.path.split("?")[0]
        requests = self.server.seen.setdefault(path, [])
        requests.append(dict(self.headers))
        getattr(self, path.strip("/").replace("-", "_"))(len(requests))

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def cut(self):
        self.wfile.flush()
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def good(self, _):
        self.answer(200, BODY, ETag='"1"', Last_Modified="Thu, 27 Jul 2017 18:00:00 GMT")

    def unchanged(self, _):
        known = self.headers.get("If-None-Match") == '"1"'
        self.answer(304 if known else 200, b"" if known else BODY, ETag='"1"')

    def packed(self, _):
        self.answer(200, gzip.compress(BODY), Content_Encoding="gzip")

    def refused(self, _):
        self.answer(403, b"no programs")

    def absent(self, _):
        self.answer(404)

    def busy_once(self, count):
        if count == 1:
            self.answer(429, Retry_After="1")
        else:
            self.good(count)

    def broken_twice(self, count):
        if count < 3:
            self.answer(503)
        else:
            self.good(count)

    def always_broken(self, _):
        self.answer(500)

    def short_once(self, count):
        if count > 1:
            return self.good(count)
        self.answer(200, BODY[:50], Content_Length=str(len(BODY)))
        return self.cut()

    def short(self, _):
        self.answer(200, BODY[:50], Content_Length=str(len(BODY)))
        self.cut()

    def packed_short(self, _):
        part = gzip.compress(BODY)[:-12]
        self.answer(200, part + b"\0" * 12, Content_Encoding="gzip")

    def reset(self, _):
        self.cut()

    def slow(self, _):
        time.sleep(1.5)
        self.good(1)

    def drip(self, _):
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _ in range(20):
            self.wfile.write(b"x" * 50)
            self.wfile.flush()
            time.sleep(0.2)

    def circle(self, _):
        self.answer(302, Location="/circle")

    def elsewhere(self, _):
        self.answer(302, Location="/good")

    def huge(self, _):
        self.send_response(200)
        self.send_header("Content-Length", str(10**9))
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"x" * 65536)
        except OSError:
            self.close_connection = True


@pytest.fixture(scope="module")
def server() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Misbehaving)
    server.daemon_threads = True
    server.handle_error = lambda *_: None
    server.seen = {}
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def get(server):
    server.seen.clear()
    client = Client(
        contact="someone@example.org",
        delay=0,
        attempts=3,
        backoff=0.01,
        connect_seconds=1,
        read_seconds=1,
        whole_seconds=1,
    )
    where = f"http://127.0.0.1:{server.server_address[1]}"
    yield lambda path, **options: client.get(f"{where}/{path}", **options)
    client.close()


def test_a_document_comes_with_its_validators_and_says_who_asked(get, server):
    answer = get("good")
    assert answer.body == BODY
    assert answer.etag == '"1"'
    assert answer.last_modified.startswith("Thu, 27 Jul 2017")
    agent = server.seen["/good"][0]["User-Agent"]
    assert agent.startswith("congress-votekit/")
    assert "contact: someone@example.org" in agent


def test_what_has_not_changed_is_not_sent_again(get):
    assert get("unchanged").body == BODY
    assert get("unchanged", etag='"1"').body is None


def test_a_packed_document_is_unpacked(get):
    assert get("packed").body == BODY


@pytest.mark.parametrize(
    ("path", "asked"), [("busy-once", 2), ("broken-twice", 3), ("short-once", 2)]
)
def test_a_passing_fault_is_tried_again(get, server, path, asked):
    assert get(path).body == BODY
    assert len(server.seen[f"/{path}"]) == asked


def test_retry_after_is_obeyed(get):
    start = time.monotonic()
    get("busy-once")
    assert time.monotonic() - start >= 1


@pytest.mark.parametrize(
    ("path", "kind", "told"),
    [
        ("refused", RefusedError, "403"),
        ("absent", AbsentError, "404"),
        ("always-broken", FetchError, "answers .* with 500"),
        ("short", FetchError, "broke off"),
        ("packed-short", FetchError, "packs|broke off"),
        ("reset", FetchError, "no connection"),
        ("slow", FetchError, "no answer in time"),
        ("drip", FetchError, "no answer in time"),
        ("circle", FetchError, "redirects in a circle"),
        ("huge", FetchError, "larger than 8 MB"),
    ],
)
def test_a_lasting_fault_is_one_sentence(get, path, kind, told):
    with pytest.raises(kind, match=told) as failed:
        get(path)
    assert isinstance(failed.value, StoreError)
    assert "\n" not in str(failed.value)
    assert failed.value.exit_code == 3


def test_a_refusal_is_not_asked_again(get, server):
    with pytest.raises(RefusedError):
        get("refused")
    assert len(server.seen["/refused"]) == 1


def test_the_address_in_the_end_is_told_after_a_redirect(get):
    assert get("elsewhere").url.endswith("/good")


@pytest.mark.parametrize("path", ["absent", "always-broken", "reset", "circle"])
def test_a_key_is_in_no_message(get, path):
    with pytest.raises(FetchError) as failed:
        get(path, parameters={"api_key": "SECRET"}, headers={"X-Api-Key": "SECRET"})
    assert "SECRET" not in str(failed.value)
    assert "SECRET" not in get("good", parameters={"api_key": "SECRET"}).url


def test_nobody_listening_is_one_sentence():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    client = Client(delay=0, attempts=2, backoff=0.01)
    with pytest.raises(FetchError, match="no connection"):
        client.get(f"http://127.0.0.1:{port}/good")
    client.close()


def test_requests_to_one_host_start_apart():
    throttle = Throttle(0.05)
    start = time.monotonic()
    threads = [threading.Thread(target=throttle.wait, args=("host",)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert time.monotonic() - start >= 0.2
