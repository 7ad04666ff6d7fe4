"""Where official total, recorded result and count contradict each other, every answer says so."""

import copy

import pytest
from typer.testing import CliRunner

import votekit as vk
from votekit.cli.app import app
from votekit.store import Record

RUN = CliRunner()
VOTE = "s175-115.2017"
TOLD = f"The official total of {VOTE} is 60–40, but the members listed add up to 98–2."


@pytest.fixture
def contradicting(votes, store, tmp_path, monkeypatch):
    """A store in which the official total of a veto-proof 98–2 is 60–40."""
    vote = copy.deepcopy(votes[VOTE])
    vote.rollcall.update(recorded_yea=60, recorded_nay=40)
    vote.rollcall["updated"] = vote.rollcall["updated"].replace(year=2030)
    monkeypatch.setenv("VOTEKIT_DATA", str(store(tmp_path / "mine", vote)))
    return Record.open()


def said(*arguments):
    done = RUN.invoke(app, list(arguments))
    return done.exit_code, " ".join(done.output.split())


def test_the_answer_itself_says_it_and_carries_it(contradicting):
    answer = vk.margin(VOTE)
    assert TOLD in answer.explanation
    (one,) = answer.votes[0].disagreements
    assert (one.differing.value, one.recorded, one.counted) == ("total", "60–40", "98–2")
    assert TOLD in vk.margin("hr3364-115").explanation
    assert vk.split(VOTE).disagreements == [one]
    assert TOLD in vk.split(VOTE)._repr_markdown_()
    table = vk.votes(bill="hr3364-115").set_index("vote_id")
    assert table.loc[VOTE, "disagreement"] == "official total 60–40"


@pytest.mark.parametrize("command", ["margin", "split"])
def test_the_command_line_says_it_in_its_lead(contradicting, command):
    code, output = said(command, VOTE)
    assert code == 0
    assert output.count(TOLD) == 1


def test_a_table_of_roll_calls_marks_it(contradicting):
    assert "[official total 60–40]" in said("votes", "--bill", "hr3364-115")[1]


def test_a_check_is_not_met_by_a_count_that_the_official_total_denies(contradicting):
    assert said("margin", "hr3364-115", "--check")[0] == 1


def test_a_check_is_met_where_nothing_contradicts():
    assert said("margin", "hr3364-115", "--check")[0] == 0


def test_of_the_whole_record_six_results_and_no_total_contradict_the_count():
    table = vk.votes()
    told = table.set_index("vote_id")["disagreement"].dropna()
    assert sorted(told.index) == [
        "h187-102.1992",
        "s118-104.1996",
        "s14-103.1993",
        "s201-102.1992",
        "s242-106.2000",
        "s71-106.2000",
    ]
    assert {text.split()[0] for text in told} == {"recorded"}
