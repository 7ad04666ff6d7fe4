"""Runs ``votekit fetch`` against the loopback server, and reads what is in the store then."""

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from loopback.process import Loopback
from votekit.cli.app import main
from votekit.schema import TABLES
from votekit.store.layer import Layer, Wanted

KEY = "SECRETKEY1234567890"
SOURCES = ("house", "senate", "congress")
PATIENCE = {"VOTEKIT_TIMEOUT": "0.4", "VOTEKIT_RETRIES": "1"}
ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Done:
    """What one run of the command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def chambers(self) -> list[dict[str, Any]]:
        """The summary of each chamber."""
        found: list[dict[str, Any]] = json.loads(self.out)["chambers"]
        return found

    @property
    def summary(self) -> dict[str, Any]:
        """The summary of the only chamber."""
        (only,) = self.chambers
        return only


def arguments_of(source: str, *more: str) -> list[str]:
    """Ask one source for the second session of the 119th Congress, as fast as it goes."""
    chamber = "senate" if source == "senate" else "house"
    asked = f"fetch 119 --chamber {chamber} --session 2 --source {source} --delay 0 --format json"
    return [*asked.split(), *more]


def naming(source: str, *vote_ids: str) -> list[str]:
    """Ask one source for some roll calls, whatever the record has."""
    named = [part for vote_id in vote_ids for part in ("--vote", vote_id)]
    return [*f"fetch --source {source} --refresh --delay 0 --format json".split(), *named]


def environment_of(server: Loopback, store: Path) -> dict[str, str]:
    return {
        **{**server.environment, "VOTEKIT_DATA": str(store), "CONGRESS_API_KEY": KEY},
        **PATIENCE,
    }


def run(server: Loopback, store: Path, *arguments: str) -> Done:
    """Run the program in this process: starting another would take longer than the fetch."""
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.dict(os.environ, environment_of(server, store)),
        mock.patch.object(sys, "argv", ["votekit", *arguments]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
    return Done(code, out.getvalue(), err.getvalue())


@contextlib.contextmanager
def started(
    server: Loopback, store: Path, *arguments: str, **options: Any
) -> Iterator["subprocess.Popen[str]"]:
    """Start the program in a process of its own, which ends with the block at the latest."""
    with subprocess.Popen(
        [sys.executable, "-m", "votekit", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment_of(server, store)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def ended(process: "subprocess.Popen[str]", seconds: float = 60) -> Done:
    """Wait for a process and give what it said."""
    out, err = process.communicate(timeout=seconds)
    return Done(process.returncode, out, err)


def tables_of(store: Path) -> dict[str, list[dict[str, Any]]]:
    """Read every table of the store alone, without when its rows were taken up."""
    layer = Layer.open(store, "store")
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    for name, table in TABLES.items() if layer else ():
        rows = layer.read(name, Wanted()).to_pylist()
        for row in rows:
            row.pop("updated", None)
        found[name] = sorted(rows, key=lambda row: [str(row[key]) for key in table.key])
    return found
