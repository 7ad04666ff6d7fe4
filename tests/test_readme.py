"""The README tells the truth: its commands run, and their output is the one shown."""

import doctest
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from loopback.process import Loopback
from loopback.sites import Sites
from typer.testing import CliRunner

from votekit.cli.app import app

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMAND = re.compile(r"^\$ (votekit .+)$", re.MULTILINE)


# Two seconds of both cores: tests/test_sql.py runs it, and reads what it has written.
ELSEWHERE = "votekit export --to record --partition"
COMMANDS = {
    command: page.name
    for page in PAGES
    for command in COMMAND.findall(page.read_text("utf-8"))
    if command != ELSEWHERE
}
NEEDS_ALL_OF_A_SITE = re.compile(r"fetch (118|--refresh|--bills)")
WHIP = "name,position,certainty\nJim Saxton,yea,0.8\nRick Renzi,yea,0.5\n"


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    directory = tmp_path_factory.mktemp("sites")
    Sites.build(directory)
    with Loopback(directory) as server:
        yield server.environment


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[8:60])
def test_each_command_runs(command, sites, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "whip.csv").write_text(WHIP)
    lay_out_documents(tmp_path)
    for name, value in {**sites, "CONGRESS_API_KEY": "none", "VOTEKIT_DELAY": "0"}.items():
        monkeypatch.setenv(name, value)
    arguments = shlex.split(command, comments=True)[1:]
    if NEEDS_ALL_OF_A_SITE.search(command):
        arguments.append("--dry-run")
    done = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert done.exit_code == 0, (COMMANDS[command], done.output)


def lay_out_documents(directory):
    """Put there what the pages read with --from: a bill's document, a list of no statements."""
    (directory / "bulkdata").mkdir()
    document = ROOT / "tests" / "data" / "govinfo" / "BILLSTATUS-117hr1.xml.xz"
    shutil.copy(document, directory / "bulkdata")
    archive = directory / "statements-of-administration-policy" / "archive"
    archive.mkdir(parents=True)
    (archive / "47-Trump.yaml").write_text("[]\n")


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


LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_links_to_is_there(page):
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []
