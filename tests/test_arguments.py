"""Wrong types and values given to the package's functions: a sentence of its own, every time."""

import inspect
import math
import os
import subprocess
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest

import votekit as vk
from votekit import whip_sheet
from votekit.arguments import checked
from votekit.cli import output
from votekit.cli.options import Format
from votekit.cli.page import Grid, Page
from votekit.whip_sheet import read_sheet

FUNCTIONS = [
    name
    for name in vk.__all__
    if inspect.isfunction(getattr(vk, name)) and name not in ("fetch", "export", "export_matrix")
]
WRONG = [
    "", "x", "\0", "118", "1" * 5000, b"115", 0, -1, 2**31, 10**400, 1.5, math.nan, True, [], {},
    (), object(), [1], ["x", 1], date(1, 1, 1), datetime.max, Path("/"), "../../etc/passwd",
]  # fmt: skip
RIGHT = {
    "reference": "s175-115.2017",
    "first": "rand paul",
    "second": "sanders",
    "name": "rand paul",
    "before": "s174-115.2017",
    "after": "s175-115.2017",
    "measure": "party-unity",
    "kind": "margin",
    "congress": 115,
    "chamber": "senate",
    "presented": date(2017, 7, 28),
}


def needed_of(function):
    """Give a value for each argument that has no default, so that the others can be wrong."""
    return {
        name: RIGHT.get(name, "s175-115.2017")
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.default is parameter.empty
        and parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
    }


def given_wrongly(name):
    function = getattr(vk, name)
    for parameter in inspect.signature(function).parameters.values():
        for value in WRONG:
            if parameter.kind is parameter.VAR_POSITIONAL:
                yield function, (value,), {}
            elif parameter.kind is parameter.VAR_KEYWORD and name == "votes":
                for field in vk.Criteria.__dataclass_fields__:
                    yield function, (), {field: value}
            elif parameter.kind is not parameter.VAR_KEYWORD:
                wanted = {**needed_of(function), parameter.name: value}
                places = inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD
                first = [
                    wanted.pop(one.name)
                    for one in inspect.signature(function).parameters.values()
                    if one.kind in places and one.name in wanted
                ]
                yield function, tuple(first), wanted


@pytest.mark.parametrize("name", FUNCTIONS)
def test_whatever_is_given_there_is_an_answer_or_a_sentence(name):
    for function, arguments, named in given_wrongly(name):
        said = "answered"
        try:
            function(*arguments, **named)
        except vk.VotekitError as error:
            said = str(error)
        except Exception as error:
            raise AssertionError(f"{name} {arguments!r:.200} {named!r:.200}") from error
        assert len(said.splitlines()) == 1, (arguments, named)
        assert len(said) < 1500, (arguments, named)


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: vk.votes(congress="118"), "congress takes a whole number, as 115, not '118'."),
        (lambda: vk.margins(congress=True), "congress takes a whole number, as 115, not True."),
        (lambda: vk.margin(115), "reference takes text, not 115."),
        (lambda: vk.votes(words=[1]), "words takes a list of texts, not [1]."),
        (lambda: vk.votes("x"), "criteria takes Criteria, not 'x'."),
        (lambda: vk.Criteria(close="x"), "close takes a whole number, as 115, not 'x'."),
        (lambda: vk.rollcalls(record="x"), "record takes a Record, not 'x'."),
        (lambda: vk.margin("hr1-115", presented=5), "presented takes a day (datetime.date)"),
        (lambda: vk.report("hr1-115", 5), "references takes text, not 5."),
        (lambda: vk.export(b"x"), "to takes a path or text, not b'x'."),
        (lambda: vk.export("x", tables=5), "tables takes a list of texts or text, not 5."),
    ],
)
def test_the_sentence_says_what_is_taken(call, told):
    with pytest.raises(vk.RequestError) as caught:
        call()
    assert told in str(caught.value)


def test_numbers_and_days_of_a_data_frame_are_taken():
    rows = vk.rollcalls(congress=115, chamber="senate")
    row = rows[rows["vote_id"] == "s175-115.2017"].iloc[0]
    assert isinstance(row["congress"], np.integer)
    found = vk.votes(
        congress=row["congress"], since=row["day"], until=row["date"], overrides=np.bool_(False)
    )
    assert "s175-115.2017" in set(found["vote_id"])


def test_a_wrapped_function_is_still_itself():
    assert vk.margin is vk.margin
    assert "reference" in inspect.signature(vk.margin).parameters
    assert vk.margin.__doc__.startswith("Answer")
    with pytest.raises(TypeError, match="unexpected"):
        vk.margins(nonsense=1)
    assert checked(lambda x: x)(5) == 5


def test_a_question_of_seven_megabytes_is_cut_on_a_page_and_whole_in_json(capsys):
    long = "On passage " * 700_000
    grid = Grid(("roll call", "question"), [("s1-117.2021", long)] * 3)
    page = Page(long, long, [grid], notes=[long])
    output.write_pages([page], [{"question": long}], [], Format.TABLE, None)
    shown = capsys.readouterr().out
    assert len(shown) < 100_000
    assert "(7,700,000 characters)" in shown
    output.write_pages([page], [{"question": long}], [], Format.JSON, None)
    assert long in capsys.readouterr().out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_a_sheet_comes_from_a_link_or_a_pipe_and_a_silent_pipe_is_said(tmp_path, monkeypatch):
    text = "name,position\nRand Paul,yea\n"
    (tmp_path / "real.csv").write_text(text)
    (tmp_path / "link.csv").symlink_to("real.csv")
    assert len(read_sheet(tmp_path / "link.csv")) == 1
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["sh", "-c", f"sleep 0.2; cat real.csv > {pipe}"], cwd=tmp_path):
        assert [line.member for line in read_sheet(pipe)] == ["Rand Paul"]
    monkeypatch.setattr(whip_sheet, "MOST_SECONDS", 0.1)
    with pytest.raises(vk.RequestError, match="nobody has written to that pipe"):
        read_sheet(pipe)
    with pytest.raises(vk.RequestError, match="larger than 1 MB"):
        read_sheet(Path("/dev/zero"))
    with pytest.raises(vk.RequestError, match="cannot be read"):
        read_sheet(tmp_path)


def test_work_from_small_input_is_bounded(tmp_path):
    with pytest.raises(vk.RequestError, match="A search takes 50 words"):
        vk.votes(words=[f"word{number}" for number in range(3000)])
    with pytest.raises(vk.RequestError, match="A search takes 50 words"):
        vk.votes(words=["x" * 100_000])
    with pytest.raises(vk.RequestError, match="A report takes 100 bills"):
        vk.report(*["s175-115.2017"] * 1000)
    sheet = tmp_path / "whip.csv"
    sheet.write_text("name,position\n" + "Rand Paul,yea\n" * 70_000)
    with pytest.raises(vk.RequestError, match="70,001 lines"):
        vk.whatif("s175-115.2017", sheet=sheet)


@pytest.mark.parametrize(
    "assumed", [{"vacant": "1" * 5000}, {"vacant": 10**5000}, {"arrive": "all:nay*" + "9" * 5000}]
)
def test_a_number_of_five_thousand_digits_is_refused_in_a_sentence(assumed):
    with pytest.raises(vk.RequestError):
        vk.whatif("h190-119.2025", **assumed)
