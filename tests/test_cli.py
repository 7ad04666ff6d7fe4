"""The command line as its users meet it: a process, its streams, its exit code."""

import contextlib
import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
from typer.testing import CliRunner

from votekit.cli.app import app, main

COMMANDS = [command.name for command in app.registered_commands]


def votekit(*arguments, env=None):
    """Run the program in this process, streams and exit code as a process would have them."""
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.dict(os.environ, env or {}),
        mock.patch.object(sys, "argv", ["votekit", *map(str, arguments)]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def answered(*arguments):
    done = votekit(*arguments)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def refused(code, *arguments, env=None):
    done = votekit(*arguments, env=env)
    assert done.returncode == code, (done.stdout[-500:], done.stderr[-500:])
    assert done.stdout == ""
    assert done.stderr.startswith("votekit: ")
    assert done.stderr.count("\n") == 1
    return done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_an_example(command):
    printed = CliRunner().invoke(app, [command, "--help"], prog_name="votekit")
    assert printed.exit_code == 0
    examples = printed.output.split("Example")[1]
    assert f"\n    votekit {command}" in examples or f"\n  votekit {command}" in examples
    assert {"--format", "--output", "--to"} & set(re.findall(r"--[a-z]+", printed.output))


def test_margin_prints_verdict_numbers_and_names():
    text = answered("margin", "hr3364-115")
    assert "Veto-proof in" in text
    for expected in ("+137", "+31", "Rand Paul (R-KY)", "Bernie Sanders (I-VT)", "419–14 holds"):
        assert expected in text
    # An address is never broken, so that it survives copying.
    assert all(len(line) <= 100 or line.startswith("* Source:") for line in text.splitlines())


def test_margin_as_json_of_one_reference_is_an_object_and_of_several_a_list():
    one = json.loads(answered("margin", "hr3364-115", "--format", "json"))
    assert one["verdict"] == "veto-proof"
    several = json.loads(answered("margin", "sjres7-116", "hr3364-115", "-f", "json"))
    assert [entry["query"] for entry in several] == ["sjres7-116", "hr3364-115"]


def test_margin_as_csv_has_a_line_per_roll_call_with_joined_names():
    rows = list(csv.DictReader(io.StringIO(answered("margin", "hr3364-115", "-f", "csv"))))
    assert [row["vote_id"] for row in rows] == ["h413-115.2017", "s175-115.2017"]
    assert rows[1]["veto_needed"] == "67"
    assert rows[1]["veto_proof"] == "true"
    assert rows[1]["veto_full_chamber_cushion"] == "31"


def test_margin_as_markdown_is_a_table():
    assert "| two-thirds, to override a veto | 282 (+137) | 67 (+31) |" in answered(
        "margin", "hr3364-115", "-f", "md"
    )


def test_margin_shows_the_clock_when_the_day_of_presentment_is_given():
    text = answered("margin", "hr3364-115", "--presented", "2017-07-28")
    assert "ends with Wednesday, Aug. 9, 2017" in " ".join(text.split())


def test_check_exits_1_unless_every_verdict_is_veto_proof():
    assert votekit("margin", "hr3364-115", "--check").returncode == 0
    for bills in (["sjres7-116"], ["hr6331-110"], ["hr3364-115", "sjres7-116"]):
        done = votekit("margin", *bills, "--check")
        assert done.returncode == 1
        assert done.stderr == ""


def test_margin_over_many_is_a_table_of_roll_calls():
    arguments = ("margin", "--congress", "115", "--chamber", "house", "--category", "passage")
    rows = list(csv.DictReader(io.StringIO(answered(*arguments, "-f", "csv"))))
    assert {row["category"] for row in rows} == {"passage", "passage-suspension"}
    assert "h413-115.2017" in {row["vote_id"] for row in rows}
    assert f"{len(rows)} roll calls; veto:" in answered(*arguments)


def test_split_as_json_has_the_keys_of_the_contract():
    answer = json.loads(answered("split", "s175-115.2017", "-f", "json"))
    assert {"vote_id", "parties", "party_unity", "likeness", "defectors"} <= answer.keys()
    party = answer["parties"][0]
    expected = {
        "party": "R",
        "yea": 51,
        "nay": 1,
        "present": 0,
        "not_voting": 0,
        "position": "yea",
        "cohesion": pytest.approx(50 / 52),
    }
    assert {key: party[key] for key in expected} == expected
    assert answer["party_unity"] is False


def test_votes_lists_every_attempt_to_override():
    rows = list(csv.DictReader(io.StringIO(answered("votes", "--overrides", "-f", "csv"))))
    assert len(rows) == 90
    assert {row["stage"] for row in rows} == {"override"}


def test_votes_limit_and_sort():
    arguments = ("votes", "--chamber", "senate", "--close", "1", "--sort", "newest", "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(answered(*arguments, "--limit", "5"))))
    assert len(rows) == 5
    assert [row["date"] for row in rows] == sorted((row["date"] for row in rows), reverse=True)


def test_status_tells_counts_newest_and_gaps():
    (layer,) = json.loads(answered("status", "-f", "json"))["layers"]
    assert sum(entry["rollcalls"] for entry in layer["chambers"]) == 35_377
    house = layer["chambers"][0]
    assert "all of 1989" in house["gaps"]
    assert "h484-112.2011 (vacated)" in house["gaps"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("margin", "xyzzy"),
        ("margin", "hr1-99"),
        ("margin", "hr99999-115"),
        ("margin", "PN55"),
        ("margin", "h1-115.2017"),
        ("margin", "h2-118.2023"),
        ("margin", "h300-114.2015"),
        ("margin", "s999-115.2017"),
        ("margin",),
        ("margin", "--chamber", "house"),
        ("margin", "hr3364-115", "--chamber", "house"),
        ("margin", "--congress", "99"),
        ("margin", "hr3364-115", "--presented", "some day"),
        ("margin", "hr3364-115", "--presented", "2017-07-01"),
        ("split", "h2-118.2023"),
        ("split", "hr9-199"),
        ("split", "s175-115.2017", "--by", "planet"),
        ("votes", "--category", "pasage"),
        ("votes", "--since", "2017-13-01"),
        ("votes", "--limit", "-1"),
        ("votes", "--congress", "1"),
        ("votes", ""),
        ("votes", "--since", "2020-01-02", "--until", "2019-01-01"),
        ("votes", "--congress", "-1"),
        ("margin", "hr3364-115", "--congress", "116"),
        ("margin", "hr3364-115", "--presented", "9999-12-31"),
        ("margin", "\udcff"),
    ],
    ids=" ".join,
)
def test_a_wrong_request_gets_one_sentence_and_exit_2(arguments):
    refused(2, *arguments)


def test_output_goes_whole_into_a_file(tmp_path):
    file = tmp_path / "margin.json"
    assert answered("margin", "hr3364-115", "-f", "json", "-o", str(file)) == ""
    assert json.loads(file.read_text())["verdict"] == "veto-proof"
    assert [path.name for path in tmp_path.iterdir()] == ["margin.json"]


def test_output_where_nothing_can_be_written_is_a_wrong_request(tmp_path):
    (tmp_path / "file").write_text("old")
    below = str(tmp_path / "file" / "margin.json")
    assert "cannot be written" in refused(2, "margin", "hr3364-115", "-o", below)
    assert (tmp_path / "file").read_text() == "old"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_told_in_one_sentence():
    assert "No space left" in refused(3, "margin", "hr3364-115", "-o", "/dev/full")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "votekit", "margin", "hr3364-115"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 3
    assert done.stderr == (
        "votekit: The disk that the output goes to is full: make room, then run the command "
        "again.\n"
    )


def test_a_reader_that_stops_reading_is_no_error():
    command = f"{sys.executable} -m votekit votes --congress 115 --limit 0 | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True)
    assert done.returncode == 0
    assert done.stderr == ""


def test_help_imports_neither_pandas_nor_pyarrow():
    script = (
        "import sys\nfrom votekit.cli.app import app\n"
        "try:\n    app(['--help'])\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('pandas', 'pyarrow', 'altair', 'rich') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_one_reference_is_answered_without_pandas():
    script = "import sys, votekit\nvotekit.margin('hr3364-115')\nprint('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout == "False\n"


def test_csv_cells_cannot_run_as_formulas():
    from votekit.csv_rows import as_csv

    text = as_csv([{"question": "=HYPERLINK(1)", "veto_cushion": -2}])
    assert text == "question,veto_cushion\n'=HYPERLINK(1),-2\n"


def test_congress_beside_a_bill_says_which_one_is_meant():
    done = json.loads(answered("margin", "H.R. 3364", "--congress", "115", "-f", "json"))
    assert done["bill"]["id"] == "hr3364-115"


def test_a_title_is_answered_with_the_bills_that_have_it():
    told = refused(2, "margin", "Laken Riley Act")
    assert told.index("s5-119 (Senate passed it, 64–35") < told.index("hr29-119 (House passed it")


def test_a_slip_of_the_pen_is_answered_with_the_likely_bill():
    assert "Nearest: hr3364-115" in refused(2, "margin", "hr33644-115")


def test_words_are_looked_for_in_all_titles_of_the_bill():
    arguments = ("votes", "laken", "riley", "--congress", "119", "--chamber", "senate", "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(answered(*arguments))))
    assert "s7-119.2025" in {row["vote_id"] for row in rows}


def test_a_narrow_terminal_keeps_numbers_whole_and_cuts_only_the_question():
    from votekit.cli.page import Grid, one_line_rows

    grid = Grid(
        ("roll call", "bill", "needed", "question"),
        [("h127-116.2019", "hjres46-116", "286", "On Passage, Objections of the President")],
        frozenset({2}),
        one_line=True,
        drop=(2, 1),
    )
    wide, narrow = one_line_rows(grid, 120)[1], one_line_rows(grid, 40)[1]
    assert wide == "h127-116.2019  hjres46-116     286  On Passage, Objections of the President"
    assert narrow == "h127-116.2019  On Passage, Objections o…"


def test_those_who_broke_ranks_are_all_named_by_party_and_the_rest_counted():
    text = " ".join(answered("margin", "h982-110.2007").split())
    assert "44 Republicans yea: Mary Bono Mack (R-CA)" in text
    assert "2 Democrats nay: Jim Marshall (D-GA), Gene Taylor (D-MS)" in text
    assert "229 Democrats (--format json names them)" in text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["votes", "--limit", "ten"], "--limit takes a whole number, not “ten”."),
        (["votes", "--limit=ten"], "--limit takes a whole number, not “ten”."),
        (["fetch", "--delay", "soon"], "--delay takes a number, not “soon”."),
        (
            ["votes", "-f", "xml"],
            "--format takes table, json, csv, md, xlsx or excel-csv, not “xml”.",
        ),
        (
            ["margin", "hr3364", "--congress", "last"],
            "A Congress is written by its number, as 115, not “last”.",
        ),
        (
            ["margin", "hr3364", "--fomat", "csv"],
            "`votekit margin` has no option --fomat: did you mean --format?",
        ),
        (
            ["votes", "--presidential"],
            "`votekit votes` has no option --presidential: see `votekit votes --help`.",
        ),
        (["margn", "hr3364"], "There is no command “margn”: did you mean margin?"),
        (["frobnicate"], "There is no command “frobnicate”: see `votekit --help`."),
        (["whatif"], "`votekit whatif` needs REF: see `votekit whatif --help`."),
        (
            ["margin", "hr3364", "--presented"],
            "--presented needs a value: write it behind, or see `votekit margin --help`.",
        ),
        (
            ["trend", "cohesion", "now"],
            "`votekit trend` has no place for “now”: leave it out, or see `votekit trend --help`.",
        ),
    ],
)
def test_what_the_arguments_have_wrong_is_said_in_one_sentence(
    arguments, told, monkeypatch, capsys
):
    monkeypatch.setattr(sys, "argv", ["votekit", *arguments])
    with pytest.raises(SystemExit) as done:
        main()
    assert done.value.code == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", f"votekit: {told}\n")


def test_a_congress_may_be_written_as_its_name():
    asked = ("pivot", "115", "--chamber", "senate"), ("pivot", "115th", "--chamber", "senate")
    first, second = (CliRunner().invoke(app, list(arguments)).stdout for arguments in asked)
    assert first == second
    assert "115th Congress" in first
    assert refused(2, "status", "--zzz").startswith("votekit: `")
