"""Runs ``votekit fetch`` against the loopback server, and reads what is in the store then."""

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow.types import is_dictionary

from loopback.process import Loopback
from votekit.cli.app import main
from votekit.schema import TABLES, arrow_schema
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
    def all(self) -> dict[str, Any]:
        """The whole summary."""
        found: dict[str, Any] = json.loads(self.out)
        return found

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


Tables = dict[str, pa.Table]


def tables_of(store: Path) -> Tables:
    """Read every table of the store alone, sorted, without when its rows were taken up."""
    layer = Layer.open(store, "store")
    found = {}
    for name, table in TABLES.items():
        schema = arrow_schema(table)
        content = layer.read(name, Wanted()) if layer else schema.empty_table()
        content = content.select([column for column in content.column_names if column != "updated"])
        plain = [
            (field.name, field.type.value_type if is_dictionary(field.type) else field.type)
            for field in content.schema
        ]
        content = content.cast(pa.schema(plain))
        found[name] = content.sort_by([(key, "ascending") for key in table.key])
    return found


def differing(tables: Tables, others: Tables) -> list[str]:
    """Name the tables that differ, in any row or column."""
    return [name for name in TABLES if not tables[name].equals(others[name])]


def without(tables: Tables, vote_ids: Collection[str]) -> Tables:
    """Leave roll calls out, wherever a table has a row for each."""
    return {name: _cut(content, vote_ids, keep=False) for name, content in tables.items()}


def only(tables: Tables, vote_ids: Collection[str]) -> Tables:
    """Keep some roll calls, wherever a table has a row for each."""
    return {name: _cut(content, vote_ids, keep=True) for name, content in tables.items()}


def _cut(content: pa.Table, vote_ids: Collection[str], *, keep: bool) -> pa.Table:
    if "vote_id" not in content.column_names:
        return content
    chosen = pc.is_in(content["vote_id"], pa.array(sorted(vote_ids), pa.string()))
    return content.filter(chosen if keep else pc.invert(chosen))
