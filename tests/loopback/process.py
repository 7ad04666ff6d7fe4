"""Starts the server in its own process, and speaks with it."""

import json
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlencode

TESTS = Path(__file__).resolve().parent.parent


class Loopback:
    """The server; ``with Loopback(directory) as server``."""

    def __init__(self, directory: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "loopback", str(directory)],
            cwd=TESTS,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout
        self.address = f"http://127.0.0.1:{int(self._process.stdout.readline())}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    @property
    def environment(self) -> dict[str, str]:
        """What makes votekit ask this server for all three sites."""
        names = ("HOUSE", "SENATE", "CONGRESS", "GOVINFO")
        return {f"VOTEKIT_{name}_URL": self.address for name in names}

    def fault(self, name: str, path: str, first: int | None = None) -> None:
        """Do something wrong for paths that match a pattern; for the first so many, or all."""
        counted = {} if first is None else {"first": first}
        self._control("fault", name=name, path=path, **counted)

    def delay(self, seconds: float) -> None:
        """Add so much to each answer."""
        self._control("delay", seconds=seconds)

    def clear(self) -> None:
        """Behave again, and forget what was asked."""
        self._control("clear")

    def log(self) -> list[dict[str, Any]]:
        """Give what was asked, oldest first."""
        log: list[dict[str, Any]] = self._control("log")
        return log

    def paths(self) -> list[str]:
        """Give the paths that were asked for, oldest first."""
        return [entry["path"] for entry in self.log()]

    def _control(self, what: str, **query: Any) -> Any:
        address = f"{self.address}/control/{what}?{urlencode(query)}"
        with urllib.request.urlopen(address, timeout=30) as answer:
            return json.loads(answer.read())
