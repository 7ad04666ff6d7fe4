"""The README tells the truth: its commands run, and their output is the one shown."""

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMAND = re.compile(r"^\$ (votekit .+)$", re.MULTILINE)


@pytest.mark.parametrize(
    ("page", "command"),
    [(page.name, command) for page in PAGES for command in COMMAND.findall(page.read_text())],
)
def test_each_command_runs(page, command):
    arguments = shlex.split(command)[1:]
    done = subprocess.run([sys.executable, "-m", "votekit", *arguments], capture_output=True)
    assert done.returncode == 0, done.stderr


def test_the_output_shown_is_the_output_printed():
    script = ROOT / "scripts" / "update_pages.py"
    done = subprocess.run([sys.executable, str(script), "--check"])
    assert done.returncode == 0, "run scripts/update_pages.py"


def test_the_reference_is_what_the_program_says_of_itself():
    script = ROOT / "scripts" / "build_reference.py"
    done = subprocess.run([sys.executable, str(script), "--check"])
    assert done.returncode == 0, "run scripts/build_reference.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_python_shown_gives_what_is_shown(page):
    failed, _ = doctest.testfile(str(page), module_relative=False)
    assert failed == 0
