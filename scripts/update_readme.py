"""Put the real output of its commands into README.md: ``update_readme.py [--check]``.

A block that stands after ``<!-- run: COMMAND -->`` is what COMMAND prints. With ``--check``
nothing is written, and the exit code is 1 when the file is stale.
"""

import re
import shlex
import subprocess
import sys
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"
BLOCK = re.compile(
    r"(<!-- run: votekit (?P<args>.+?) -->\n```text\n)(?P<output>.*?)(```)", re.DOTALL
)


def _printed(match: re.Match[str]) -> str:
    command = [sys.executable, "-m", "votekit", *shlex.split(match["args"])]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return f"{match[1]}{done.stdout}{match[4]}"


def updated(text: str) -> str:
    """Return a page with each block as its command prints it now."""
    return BLOCK.sub(_printed, text)


def main() -> int:
    """Update the README, or check it."""
    old = README.read_text(encoding="utf-8")
    new = updated(old)
    if "--check" in sys.argv[1:]:
        return int(old != new)
    README.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
