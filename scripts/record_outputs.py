"""Record what the program answers, and compare later: ``record_outputs.py record|compare DIR``.

``scripts/outputs/requests.txt`` has a request a line: a command, or a Python expression. Recording
writes what each prints, its exit code and the files that it leaves; comparing asks again and shows
each difference as a diff. A change of the program's inside leaves no difference; a change that is
meant shows exactly what it changed. Run it before and after a move of modules.
"""

import argparse
import difflib
import hashlib
import os
import shlex
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from typer.testing import CliRunner

import votekit as vk
from votekit.cli.app import app

REQUESTS = Path(__file__).parent / "outputs" / "requests.txt"
WHIP = "name,position,certainty\nJim Saxton,yea,0.8\nRick Renzi,yea,0.5\n"
SHOWN = 200_000
"""Longer outputs are compared by their beginning and their checksum."""


def requests() -> list[str]:
    """Return the requests, in order."""
    lines = REQUESTS.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _shortened(text: str) -> str:
    if len(text) <= SHOWN:
        return text
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f"{text[:SHOWN]}\n[{len(text)} characters, SHA-256 {digest}]\n"


def _file(path: Path) -> str:
    content = path.read_bytes()
    if path.suffix in {".csv", ".md", ".json", ".svg", ".html"}:
        return _shortened(content.decode())
    return f"[{path.suffix} file]\n"  # its bytes name the library's version


def _of_command(request: str) -> str:
    with tempfile.TemporaryDirectory() as place:
        os.chdir(place)
        Path("whip.csv").write_text(WHIP, encoding="utf-8")
        done = CliRunner().invoke(app, shlex.split(request))
        told = [f"exit {done.exit_code}\n", _shortened(done.stdout), _shortened(done.stderr)]
        if done.exception and not isinstance(done.exception, SystemExit):
            told.append(f"raised {done.exception!r}\n")
        for path in sorted(Path(place).rglob("*")):
            if path.is_file() and path.name != "whip.csv":
                told.append(f"== {path.relative_to(place)}\n{_file(path)}")
        os.chdir("/")
    return "".join(told).replace(place, "DIR")


def _of_expression(expression: str) -> str:
    try:
        value = eval(expression, {"vk": vk})
    except Exception as error:
        return f"raised {type(error).__name__}: {error}\n"
    if hasattr(value, "to_csv"):
        shape = f"{value.shape}\n{value.dtypes.to_string()}\n"
        return shape + _shortened(value.to_csv())
    return _shortened(f"{value!r}\n")


def answered(request: str) -> str:
    """Return what one request gives, as text."""
    if request.startswith(">>> "):
        return _of_expression(request[4:])
    return _of_command(request)


def _all() -> dict[str, str]:
    os.environ.update({"COLUMNS": "100", "VOTEKIT_DATA": tempfile.mkdtemp(), "TERM": "dumb"})
    with ProcessPoolExecutor(2) as pool:
        asked = requests()
        return dict(zip(asked, pool.map(answered, asked, chunksize=4), strict=True))


def _name(request: str) -> str:
    words = "".join(letter if letter.isalnum() else "-" for letter in request)[:60]
    return f"{words}-{hashlib.sha256(request.encode()).hexdigest()[:8]}.txt"


def _compare(directory: Path, answers: dict[str, str]) -> int:
    differing = 0
    for request, now in answers.items():
        path = directory / _name(request)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        if before == now:
            continue
        differing += 1
        print(f"### {request}")
        lines = difflib.unified_diff(
            before.splitlines(), now.splitlines(), "before", "now", "", "", 1
        )
        print("\n".join(list(lines)[:40]))
    print(f"{differing} of {len(answers)} answers differ")
    return int(differing > 0)


def main() -> int:
    """Record, or compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["record", "compare"])
    parser.add_argument("directory", type=Path)
    asked = parser.parse_args()
    directory = asked.directory.resolve()
    answers = _all()
    if asked.what == "compare":
        return _compare(directory, answers)
    directory.mkdir(parents=True, exist_ok=True)
    for request, answer in answers.items():
        (directory / _name(request)).write_text(answer, encoding="utf-8")
    print(f"{len(answers)} answers recorded in {directory}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
