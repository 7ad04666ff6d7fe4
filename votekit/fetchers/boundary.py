"""One document that votekit cannot cope with is one failure, and the others are taken in.

Whatever a document, an archive's member or a kept row makes votekit trip over becomes a sentence;
the traceback goes into a file that the sentence names, so that it can be reported.
"""

import traceback
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from votekit.errors import StoreError, VotekitError

FILE = "fetch-errors.log"
LARGEST = 1_000_000
"""Bytes; what is older makes room."""


@dataclass(frozen=True)
class Boundary:
    """Turns what nobody foresaw into one item's failure; ``secret`` is kept out of the log."""

    directory: Path
    secret: str | None = None

    def failure(self, name: str, error: Exception) -> StoreError:
        """Return what is told of an item; votekit's own errors say it themselves."""
        if isinstance(error, StoreError):
            return error
        if isinstance(error, VotekitError):
            return StoreError(str(error))
        where = self._log(name, error)
        return StoreError(
            f"It made votekit fail ({type(error).__name__}) and was left out; {where}, for a "
            "report to votekit's keepers."
        )

    def _log(self, name: str, error: Exception) -> str:
        path = self.directory / FILE
        told = "".join(traceback.format_exception(error))
        if self.secret:
            told = told.replace(self.secret, "***")
        safe = "".join(
            letter if letter.isprintable() or letter == "\n" else "\ufffd" for letter in told
        )
        entry = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC, {name}\n{safe[-20_000:]}\n"
        try:
            self.directory.mkdir(parents=True, exist_ok=True)
            if path.exists() and path.stat().st_size > LARGEST:
                path.replace(path.with_suffix(".log.old"))
            with path.open("a", encoding="utf-8", errors="replace") as stream:
                stream.write(entry)
        except OSError as failed:
            return f"no log could be written ({failed.strerror or failed})"
        return f"see {path}"
