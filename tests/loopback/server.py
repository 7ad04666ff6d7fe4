"""Serves a directory as the sites do, keeps a log of what was asked, and misbehaves on request.

What is told over ``/control/``: ``fault?name=half&path=REGEX&first=2`` (of the requests to paths
that match, the first two; without ``first`` all), ``clear`` (no faults, no delay, empty log),
``delay?seconds=0.05`` (added to each answer) and ``log`` (all requests as JSON, oldest first).
"""

import argparse
import hashlib
import json
import re
import sys
import threading
import time
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from loopback.faults import NOT_AVAILABLE, OF_ANSWERS, OF_DOCUMENTS

PAGE = 250


@dataclass
class Fault:
    """One thing to do wrong, for paths that match, until it has been done often enough."""

    name: str
    path: re.Pattern[str]
    left: int | None


@dataclass
class State:
    """What the server was told, and what it was asked."""

    faults: list[Fault] = field(default_factory=list)
    delay: float = 0.0
    log: list[dict[str, Any]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def fault_of(self, path: str) -> str | None:
        with self.lock:
            for fault in self.faults:
                if fault.left != 0 and fault.path.search(path):
                    fault.left = None if fault.left is None else fault.left - 1
                    return fault.name
        return None


class Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "Server"

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        query = {name: values[-1] for name, values in parse_qs(asked.query).items()}
        if asked.path.startswith("/control/"):
            self.control(asked.path.removeprefix("/control/"), query)
            return
        state = self.server.state
        fault = state.fault_of(asked.path)
        entry = {
            "path": asked.path,
            "query": query,
            "fault": fault,
            "conditional": "If-None-Match" in self.headers,
            "headers": dict(self.headers),
            "status": 0,
            "at": time.monotonic(),
        }
        state.log.append(entry)
        if state.delay:
            time.sleep(state.delay)
        try:
            entry["status"] = self.serve(asked.path, query, fault)
        except OSError:
            self.close_connection = True  # whoever asked had enough

    def serve(self, path: str, query: dict[str, str], fault: str | None) -> int:
        body = self.document(path, query)
        if fault in OF_ANSWERS:
            OF_ANSWERS[fault](self, body or b"<none/>" * 100)
            return 0
        if fault:
            body = OF_DOCUMENTS[fault](body or b"<none/>")
        if body is None:
            return self.absent(path)
        etag = f'"{hashlib.md5(body).hexdigest()}"'
        unchanged = self.headers.get("If-None-Match") == etag
        number = 304 if unchanged else 200
        modified = formatdate(1_785_000_000, usegmt=True)
        self.answer(number, b"" if unchanged else body, ETag=etag, Last_Modified=modified)
        return number

    def absent(self, path: str) -> int:
        """Answer as the site does that has no such document."""
        if re.fullmatch(r"/evs/\d{4}/roll\d+\.xml", path):
            name = path.rpartition("/")[2]
            said = f'<xml>Error sanitizing file "{name}". Please try again.</xml>'
            self.answer(200, said.encode())
            return 200
        if path.startswith("/v3/"):
            self.answer(404, json.dumps({"error": f"Unknown resource: {path[4:]}"}).encode())
        else:
            self.answer(404, NOT_AVAILABLE)
        return 404

    def document(self, path: str, query: dict[str, str]) -> bytes | None:
        file = (self.server.root / path.lstrip("/")).resolve()
        if not file.is_relative_to(self.server.root):
            return None
        if file.is_dir():
            names = (file / "index.json", file / "vote.json")
            file = next((name for name in names if name.is_file()), file)
        if not file.is_file():
            return None
        return page_of(file.read_bytes(), query) if file.name == "index.json" else file.read_bytes()

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        lines = [f"HTTP/1.1 {status} Any", f"Content-Length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.wfile.write("\r\n".join([*lines, "", ""]).encode() + body)

    def control(self, what: str, query: dict[str, str]) -> None:
        state = self.server.state
        if what == "clear":
            state.faults, state.delay, state.log = [], 0.0, []
        elif what == "delay":
            state.delay = float(query["seconds"])
        elif what == "fault":
            if query["name"] not in OF_ANSWERS | OF_DOCUMENTS:
                raise ValueError(query["name"])
            first = int(query["first"]) if "first" in query else None
            state.faults.append(Fault(query["name"], re.compile(query["path"]), first))
        self.answer(200, json.dumps(state.log if what == "log" else "done").encode())


def page_of(data: bytes, query: dict[str, str]) -> bytes:
    """Cut a list of Congress.gov's to the page that was asked for, at most 250 entries."""
    document = json.loads(data)
    name = next(iter(document))
    offset = int(query.get("offset", 0))
    limit = min(int(query.get("limit", 20)), PAGE)
    entries = document[name]
    document[name] = entries[offset : offset + limit]
    document["pagination"] = {"count": len(entries)}
    if offset + limit < len(entries):
        document["pagination"]["next"] = f"?offset={offset + limit}&limit={limit}"
    return json.dumps(document, indent=1).encode()


class Server(ThreadingHTTPServer):
    """Serves one directory; a thread for each connection."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, root: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.root = root.resolve()
        self.state = State()

    def handle_error(self, *_: Any) -> None:
        """Say nothing of connections that broke: they are broken on purpose."""


def main() -> None:
    """Serve until standard input closes; the first line of the output is the port."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    server = Server(parser.parse_args().directory)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdout.write(f"{server.server_address[1]}\n")
    sys.stdout.flush()
    sys.stdin.read()
