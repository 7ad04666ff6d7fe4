"""Standard output and error as this program needs them, whatever it was started with.

A terminal may know ASCII or Latin-1 only (``LANG=C``, ``PYTHONIOENCODING``), and a stream may be
closed (``votekit … >&-``): an answer is then spelled with what there is, or refused in a sentence.
"""

import codecs
import io
import os
import sys
import unicodedata
from typing import Any

from votekit.errors import StoreError

SPELLED = "votekit-spelled"
_LOOK_ALIKES = {
    **dict.fromkeys("–—−‐‑·", "-"),
    # Single quotes for double ones too: these would end a cell of CSV or a text of JSON.
    **dict.fromkeys("‘’“”«»", "'"),
    "…": "...",
    "×": "x",
    "±": "+/-",
    "→": "->",
    "≥": ">=",
    "≤": "<=",
    "§": "Sec.",
    "\u00a0": " ",
    "\u202f": " ",
}


def prepare() -> None:
    """Make both streams fit to write to; what they cannot spell is spelled alike."""
    codecs.register_error(SPELLED, _spelled)
    if sys.stdout is None or sys.stderr is None or sys.stdin is None:
        _occupy_standard_descriptors()
    if sys.stdout is None:
        sys.stdout = _Closed()
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=SPELLED)


def spells_everything() -> bool:
    """Tell whether standard output can spell every character."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return encoding.lower().replace("_", "-") in ("utf-8", "utf8", "utf-8-sig", "utf-16")


def _spelled(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return "".join(map(_alike, text)), error.end


def _alike(letter: str) -> str:
    known = _LOOK_ALIKES.get(letter)
    bare = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
    return known or bare or f"\\u{ord(letter):04x}"


def _occupy_standard_descriptors() -> None:
    """Keep a file of the store from getting the number of a closed standard stream."""
    while (handle := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(handle)


class _Closed(io.TextIOBase):
    """A standard output that was closed before the program began."""

    @property
    def buffer(self) -> Any:
        raise self._closed()

    def write(self, _: str) -> int:
        raise self._closed()

    def fileno(self) -> int:
        return 1

    def _closed(self) -> StoreError:
        return StoreError(
            "Standard output is closed, so there is nowhere to answer: open it, or name a file "
            "with --output."
        )
