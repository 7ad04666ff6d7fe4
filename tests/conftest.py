"""What all tests share: no network, no store but the test's own, and real roll calls to store."""

import copy
import gzip
import json
import os
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from loopback.process import Loopback
from loopback.sites import Sites

from votekit.fetchers.parsed import ParsedVote
from votekit.fetchers.unitedstates import parse
from votekit.store import Record
from votekit.store.writing import StoreWriter

HERE = Path(__file__).resolve().parent
SLICE = HERE / "data" / "sources" / "unitedstates"
TO_AN_ADDRESS = {"socket.connect", "socket.sendto", "socket.sendmsg"}
TO_A_NAME = {"socket.getaddrinfo", "socket.gethostbyname"}

# How long an example takes says more of the machine than of the code: speed is measured elsewhere.
hypothesis.settings.register_profile("votekit", deadline=None)
hypothesis.settings.load_profile("votekit")

Store = Callable[..., Path]


def refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Fail the test that would send anything to another machine, or ask for its address."""
    if event in TO_AN_ADDRESS and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    elif event in TO_A_NAME:
        host = arguments[0]
    else:
        return
    name = host.decode() if isinstance(host, bytes) else host or "localhost"
    if name not in {"localhost", "::1"} and not name.startswith("127."):
        # Not an Exception: the code under test must not take it for a failing network.
        pytest.fail(f"A test has used the network: {event} to {name}.")


def pytest_configure() -> None:
    # Here rather than in a fixture, so that it holds for doctests and while fixtures are made.
    sys.addaudithook(refuse_network)
    os.environ["VOTEKIT_DATA"] = str(HERE / "no-store")


@pytest.fixture(autouse=True)
def no_own_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep every test from a developer's own store, and what it writes from the next test."""
    monkeypatch.setenv("VOTEKIT_DATA", str(tmp_path / "no-store"))


@pytest.fixture(scope="session")
def votes() -> dict[str, ParsedVote]:
    """Give the real roll calls of the slice by id, as the parser gives them."""
    found = {}
    for path in sorted(SLICE.glob("*.jsonl.gz")):
        for line in gzip.decompress(path.read_bytes()).splitlines():
            vote = parse(json.loads(line))
            found[vote.rollcall["vote_id"]] = vote
    return found


@pytest.fixture(scope="session")
def altered() -> Callable[..., ParsedVote]:
    """Give a copy of a roll call: some members' yeas turned to nays, taken up later or earlier."""

    def alter(vote: ParsedVote, *members: str, days: int = 0, **columns: Any) -> ParsedVote:
        vote = copy.deepcopy(vote)
        vote.rollcall["updated"] += timedelta(days=days)
        vote.rollcall.update(columns)
        for row in vote.positions:
            row.update({name: value for name, value in columns.items() if name in row})
            if row["member_id"] in members:
                assert row["position"] == "yea"
                row.update(position="nay", word="Nay")
        return vote

    return alter


@pytest.fixture(scope="session")
def store() -> Store:
    """Write roll calls into a directory of the user's; give the directory."""

    def write(path: Path, *votes: ParsedVote) -> Path:
        positions = [row for vote in votes for row in vote.positions]
        StoreWriter(path).write([vote.rollcall for vote in votes], positions)
        return path

    return write


@pytest.fixture
def alone(tmp_path: Path) -> Callable[[Path], Record]:
    """Open a store without the bundled record under it."""
    return lambda path: Record.open(user=path, bundled=tmp_path / "nothing-bundled")


@pytest.fixture(scope="module")
def running(sites: Sites) -> Iterator[Loopback]:
    """Serve the ``sites`` that a module of tests has made, from a process of their own."""
    with Loopback(sites.root) as server:
        yield server


@pytest.fixture
def server(running: Loopback) -> Loopback:
    """Give the module's server, behaving, with nothing asked of it yet."""
    running.clear()
    return running
