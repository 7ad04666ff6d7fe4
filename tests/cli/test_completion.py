"""What bash, zsh and fish complete, asked as each shell asks; and help that is not cut."""

import inspect
import re

import pytest
from typer.testing import CliRunner

from votekit.analysers.trend import MEASURES, PERIODS
from votekit.api.pictures import KINDS
from votekit.charts.theme import SIZES, THEMES
from votekit.cli.app import _COMMANDS, app
from votekit.cli.options import Format
from votekit.fetchers.request import SOURCES
from votekit.kinds import Category, Sort, Stage

SHELLS = ("bash", "zsh", "fish")
CHAMBERS = {"house", "senate"}


def completed(shell, line):
    """Return what a shell offers for the last word of a line."""
    *_, last = line.split(" ")
    environment = {
        "_VOTEKIT_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split(" ")) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": last,
    }
    done = CliRunner().invoke(app, [], prog_name="votekit", env=environment)
    found = done.stdout.replace("_arguments '*: :((", "").replace("))'", "").splitlines()
    return {line.strip().strip('"').split('":"')[0].split("\t")[0] for line in found if line}


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("trend ", set(MEASURES)),
        ("trend cloture --by ", set(PERIODS)),
        ("chart ", set(KINDS)),
        ("chart margin --theme ", set(THEMES)),
        ("chart margin --size ", set(SIZES)),
        ("chart margin --as ", {"svg", "png", "pdf", "html", "json", "csv"}),
        ("chart map --by ", {*PERIODS, "state", "district"}),
        ("chart hemicycle --order ", {"party", "vote"}),
        ("fetch --source ", set(SOURCES)),
        ("split s175-115.2017 --by ", {"state", "region"}),
        ("votes --category ", set(Category)),
        ("votes --stage ", set(Stage)),
        ("votes --sort ", set(Sort)),
        ("members --sort ", set("unity absent broke broke-rate won decisive name".split())),
        ("vote s175-115.2017 --position n", {"nay", "not voting"}),
        ("whatif s175-115.2017 --threshold ", {"own", "veto", "cloture"}),
        ("whatif s175-115.2017 --vice-president ", {"yea", "nay", "away"}),
        ("export --table ", {"rollcalls", "positions", "tallies", "members", "all"}),
        ("export --as ", {"parquet", "csv", "duckdb", "sqlite", "xlsx"}),
        ("export --codes ", {"voteview", "binary"}),
        ("votes --format ", set(Format)),
        ("fetch --format ", {"table", "json"}),
    ],
)
def test_a_shell_offers_every_choice(shell, line, offered):
    assert completed(shell, f"votekit {line}") == offered


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_offers_the_chambers_wherever_a_command_takes_one(shell):
    takers = [one.__name__ for one in _COMMANDS if "chamber" in inspect.signature(one).parameters]
    assert len(takers) > 10
    for command in takers:
        assert completed(shell, f"votekit {command} --chamber ") == CHAMBERS
        assert completed(shell, f"votekit {command} --chamber s") == {"senate"}


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_of_help_is_cut(width):
    for arguments in ([], *([one.__name__] for one in _COMMANDS)):
        done = CliRunner().invoke(
            app, [*arguments, "--help"], prog_name="votekit", terminal_width=width
        )
        assert done.exit_code == 0
        _, _, told = done.stdout.partition("\n\n")  # after the usage, whose dots mean "several"
        assert not [line for line in told.splitlines() if re.search(r"\w(\.\.\.|…)$", line.strip())]
