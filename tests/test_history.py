"""Roll calls of 1789 to 1989: known counts, what is not known, what is not counted."""

import pytest
from typer.testing import CliRunner

import votekit as vk
from votekit.cli.app import app
from votekit.store import history

FACTS = {
    "RH0020047": (28, 33),  # apportionment, the first attempt to override, 1792
    "RS0390094": (33, 15),  # Civil Rights Act of 1866, over Johnson's veto
    "RH0390154": (122, 41),
    "RS0800086": (68, 25),  # Taft-Hartley, over Truman's
    "RH0800049": (331, 83),
    "RS0930462": (75, 18),  # War Powers, over Nixon's
    "RH0930412": (284, 135),
    "RS1000487": (73, 24),  # Civil Rights Restoration, over Reagan's
    "RH1000527": (292, 133),
}


@pytest.mark.parametrize(("vote_id", "count"), FACTS.items())
def test_famous_counts_come_out_by_name_and_by_party(vote_id, count):
    vote = vk.historical_vote(vote_id)
    assert (vote.yea, vote.nay) == count
    for position, number in zip(("yea", "nay"), count, strict=True):
        assert sum(one.position == position for one in vote.members) == number
        assert sum(getattr(split, position) for split in vote.parties) == number


def test_a_house_roll_call_without_source_has_no_day_bill_or_question():
    vote = vk.historical_vote("RH0800050")
    assert (vote.day, vote.bill, vote.text, vote.told_by) == ("", "", "", "")
    assert vote.yea + vote.nay > 0


def test_pairs_and_announcements_are_positions_and_not_votes():
    # 47th Senate, roll call 1: printed as 35–37, with senators paired and announced.
    vote = vk.historical_vote("RS0470001")
    assert (vote.yea, vote.nay, vote.day) == (35, 37, "1881-03-14")
    paired = [one for one in vote.members if "paired" in one.position]
    assert sum(split.paired for split in vote.parties) == len(paired) > 0


def test_the_president_is_no_senator_and_thurmond_is():
    people = {one["icpsr"]: one["last_name"] for one in history.members("senate", 85)}
    assert people[99369] == "Thurmond"
    assert not [icpsr for icpsr in people if icpsr >= 99800]


def test_whigs_are_called_whigs():
    names = {split.members for split in vk.historical_vote("RS0270100").parties}
    assert {"Whigs", "Democrats"} <= names


@pytest.mark.parametrize("chamber", ["house", "senate"])
def test_no_roll_call_is_missing(chamber):
    table = history.rollcalls(["chamber"])
    count = table["chamber"].to_pylist().count(chamber)
    assert count == {"house": 37_226, "senate": 40_712}[chamber]


@pytest.mark.parametrize("command", ["margin", "split", "vote"])
def test_commands_answer_for_a_voteview_id(command):
    result = CliRunner().invoke(app, [command, "RS0800086"])
    assert result.exit_code == 0
    assert "68–25" in result.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["margin", "RS0809999"], "has 248 roll calls"),
        (["margin", "RH0520001"], "an election"),
        (["margin", "RS0800086", "--check"], "--check"),
        (["split", "RS0800086", "--by", "state"], "--by"),
        (["vote", "RS0800086", "s175-115.2017"], "apart"),
        (["whatif", "RS0800086", "--arrive", "all:nay"], "kept apart"),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_sentence(words, told):
    result = CliRunner().invoke(app, words)
    assert isinstance(result.exception, vk.RequestError)
    assert told in str(result.exception)
