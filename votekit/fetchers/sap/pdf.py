"""The text of a statement's PDF, read by pypdf in a process of its own.

A PDF from elsewhere can ask for any time and memory. So it is read beside votekit, in a process
that is ended when it takes too long; the next PDF gets a new one.

Run as a program (``python -m votekit.fetchers.sap.pdf``) this is that process: it reads the length
of a PDF and the PDF on standard input, and answers with the length of the text and the text.
"""

import contextlib
import io
import struct
import subprocess
import sys
import threading
from typing import IO

from votekit.fetchers.errors import DocumentError

SECONDS = 60.0
MOST_PAGES = 60
"""The longest statements, on appropriations and defense, have about 20 pages."""
MOST_LETTERS = 200_000
MEMORY = 2 * 1024**3
_LENGTH = struct.Struct(">q")
_UNREADABLE = -1


class PdfReader:
    """Reads PDFs one after the other; a context manager, which ends its process."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "PdfReader":
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self._end()

    def text(self, data: bytes) -> str:
        """Return a PDF's text.

        Raises
        ------
        DocumentError
            When it is no PDF, is damaged or cut, has no text, or takes too long.
        """
        if not data.startswith(b"%PDF-"):
            raise DocumentError("It is no PDF.")
        process = self._process = self._process or _start()
        late = threading.Event()
        timer = threading.Timer(self.seconds, _stop, (process, late))
        timer.start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(_LENGTH.pack(len(data)) + data)
            process.stdin.flush()
            text = _read(process.stdout)
        except (OSError, EOFError) as error:
            self._end()
            why = (
                f"took more than {self.seconds:g} seconds" if late.is_set() else "ended the reader"
            )
            raise DocumentError(f"Reading the PDF {why}: it was given up.") from error
        finally:
            timer.cancel()
        if text is None:
            raise DocumentError("The PDF is damaged or cut short.")
        if len(text.split()) < 20:
            raise DocumentError("The PDF has no text in it, as one that is a picture.")
        return text

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _stop(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _read(stream: IO[bytes]) -> str | None:
    """Read one answer; None where the PDF could not be read."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    if length == _UNREADABLE:
        return None
    return _exactly(stream, min(length, 8 * MOST_LETTERS)).decode("utf-8", "replace")


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data


def extracted(data: bytes) -> str:
    """Return the text of a PDF, in this process; whatever it raises, the PDF is damaged."""
    from pypdf import PdfReader as Reader

    reader = Reader(io.BytesIO(data))
    parts: list[str] = []
    for number, page in enumerate(reader.pages):
        if number >= MOST_PAGES or sum(map(len, parts)) > MOST_LETTERS:
            break
        parts.append(page.extract_text())
    return "\n".join(parts)[:MOST_LETTERS]


def main() -> None:
    """Answer until standard input closes."""
    _limit_memory()
    given, answer = sys.stdin.buffer, sys.stdout.buffer
    # What a library prints must not come between the answers.
    sys.stdout = sys.stderr
    while len(header := given.read(_LENGTH.size)) == _LENGTH.size:
        data = given.read(_LENGTH.unpack(header)[0])
        try:
            text = extracted(data).encode("utf-8", "replace")
            answer.write(_LENGTH.pack(len(text)) + text)
        except Exception:
            answer.write(_LENGTH.pack(_UNREADABLE))
        answer.flush()


def _limit_memory() -> None:
    """Let no PDF take more memory than any needs, where the system can be told so."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main()
