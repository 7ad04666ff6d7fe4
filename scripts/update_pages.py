"""Put the real output of its commands into README.md and docs: ``update_pages.py [--check]``.

A block that stands after ``<!-- run: COMMAND -->`` is what COMMAND prints; ``COMMAND | head -N``
shows its first N lines and says how many follow. With ``--check`` nothing is written, and the exit
code is 1 when a page is stale.
"""

import re
import shlex
import sys
from pathlib import Path

from typer.testing import CliRunner

from votekit.cli.app import app

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
BLOCK = re.compile(
    r"(<!-- run: votekit (?P<args>.+?)(?: \| head -(?P<lines>\d+))? -->\n```text\n)"
    r"(?P<output>.*?)(```)",
    re.DOTALL,
)


def _printed(match: re.Match[str]) -> str:
    done = CliRunner().invoke(app, shlex.split(match["args"]), catch_exceptions=False)
    if done.exit_code:
        raise SystemExit(f"votekit {match['args']}: {done.output}")
    return f"{match[1]}{_first(done.stdout, match['lines'])}{match[5]}"


def _first(output: str, lines: str | None) -> str:
    printed = output.splitlines(keepends=True)
    if lines is None or len(printed) <= int(lines):
        return output
    return "".join(printed[: int(lines)]) + f"[… {len(printed) - int(lines)} more lines]\n"


def updated(text: str) -> str:
    """Return a page with each block as its command prints it now."""
    return BLOCK.sub(_printed, text)


def main() -> int:
    """Update the pages, or check them."""
    stale = []
    for page in PAGES:
        old = page.read_text(encoding="utf-8")
        new = updated(old)
        if "--check" not in sys.argv[1:]:
            page.write_text(new, encoding="utf-8")
        elif old != new:
            stale.append(page.name)
    if stale:
        print(f"stale: {', '.join(stale)}; run scripts/update_pages.py")
    return int(bool(stale))


if __name__ == "__main__":
    raise SystemExit(main())
