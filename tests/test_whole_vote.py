"""One roll call whole: every name, whoever is asked for, elections, several side by side."""

import csv
import io
import json

import pytest
from typer.testing import CliRunner

import votekit as vk
from votekit.analysers.whole_vote import differing
from votekit.cli.app import app


def printed(*arguments):
    done = CliRunner().invoke(app, ["vote", *arguments], catch_exceptions=False)
    assert done.exit_code == 0
    return " ".join(done.stdout.split())


@pytest.mark.parametrize("vote_id", ["s175-115.2017", "h413-115.2017", "s59-117.2021"])
def test_everybody_listed_is_named_once_and_the_positions_add_up(vote_id):
    answer = vk.vote(vote_id)
    assert len({one.id for one in answer.members}) == len(answer.members) == answer.listed
    for position in ("yea", "nay", "present", "not_voting"):
        count = sum(one.position == position for one in answer.members)
        assert count == getattr(answer, position)
    split = vk.split(vote_id)
    assert {one.id for one in answer.members if one.broke_ranks} == {
        one.id for one in split.defectors
    }


@pytest.mark.parametrize(
    ("vote_id", "name", "told"),
    [
        (
            "s223-115.2018",
            "Murkowski",
            "Lisa Murkowski (R-AK) answered present. On Oct. 6, 2018, the Senate confirmed",
        ),
        ("s175-115.2017", "Rand Paul", "Rand Paul (R-KY) voted nay, against most Republicans."),
        ("s59-117.2021", "Romney", "Mitt Romney (R-UT) voted guilty, against most Republicans."),
        ("h190-119.2025", "Massie", "Thomas Massie (R-KY) voted no, against most Republicans."),
        ("h2-118.2023", "Boebert", "Lauren Boebert (R-CO) voted for Jordan."),
        ("s223-115.2018", "Daines", "Steve Daines (R-MT) did not vote."),
    ],
)
def test_how_one_member_voted_leads_the_page(vote_id, name, told):
    assert told in printed(vote_id, "--member", name)


def test_a_leaders_tactical_nay_is_not_said_to_be_against_the_party():
    (schumer,) = vk.vote("s230-118.2024", member="Schumer").members
    assert (schumer.position, schumer.broke_ranks, schumer.tactical) == ("nay", False, True)
    page = printed("s230-118.2024", "--member", "Schumer")
    assert "Chuck Schumer (D-NY) voted nay. On Aug. 1, 2024, the Senate" in page
    assert "That is not counted as breaking ranks." in page


def test_names_are_cut_by_party_state_and_position_together():
    answer = vk.vote("s59-117.2021", party="republican", position="guilty")
    assert len(answer.members) == 7
    assert answer.yea == 57
    (collins,) = vk.vote("s59-117.2021", party="R", state="Maine", position="yea").members
    assert (collins.name, collins.word) == ("Susan Collins", "Guilty")
    assert "Shown: 7 of 100 members" in printed("s59-117.2021", "--party", "R", "--position", "yea")


def test_an_election_of_the_speaker_lists_the_candidates_and_tells_that_nobody_won():
    answer = vk.vote("h2-118.2023")
    assert answer.candidates[:2] == [("Jeffries", 212), ("McCarthy", 203)]
    assert answer.bar is None
    assert answer.election == (218, 434, None)
    page = printed("h2-118.2023", "--position", "jordan", "--party", "R")
    assert "Zeldin 1; 218 of 434 votes were needed." in page
    assert "Jordan (6): 6 Republicans: Lauren Boebert (CO)" in page
    assert "McCarthy 216, Jeffries 212; 215 of 428 votes were needed." in printed("h20-118.2023")


def test_a_tie_that_the_vice_president_broke_is_not_called_short():
    page = printed("s372-119.2025", "--state", "ME")
    assert (
        "50–50, with the Vice President breaking the tie. Vice President JD Vance voted yea."
        in page
    )
    assert "needed" not in page


def test_a_bill_is_its_deciding_roll_calls_side_by_side():
    page = printed("hr3364-115", "--state", "KY")
    assert "2 roll calls, 8 members." in page
    assert "Rand Paul (R-KY) – nay†" in page
    assert "Thomas Massie (R-KY) nay† –" in page
    with pytest.raises(vk.RequestError, match=r"name one of h413-115\.2017, s175-115\.2017"):
        vk.vote("hr3364-115")


def test_who_turned_between_two_roll_calls_is_counted():
    first, second = vk.vote("s59-118.2023"), vk.vote("s60-118.2023")
    sides = {
        one.id: (one.position, other.position)
        for one in first.members
        for other in second.members
        if one.id == other.id
    }
    turned = [key for key, cast in sides.items() if set(cast) == {"yea", "nay"}]
    assert sorted(differing([first, second])) == sorted(turned)


def test_csv_has_a_row_per_member_and_roll_call_and_json_the_whole():
    done = CliRunner().invoke(app, ["vote", "hr3364-115", "-f", "csv"], catch_exceptions=False)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert len(rows) == 433 + 100
    assert {"vote_id", "date", "name", "party", "state", "position", "word"} <= rows[0].keys()
    done = CliRunner().invoke(app, ["vote", "s175-115.2017", "-f", "json"], catch_exceptions=False)
    answer = json.loads(done.stdout)
    assert (answer["date"], answer["bar"]["needed"], len(answer["members"])) == (
        "2017-07-27",
        51,
        100,
    )


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"party": "W"}, "No party is called “W”"),
        ({"position": "maybe"}, "no position on s175-115.2017: use one of yea, nay"),
        ({"state": "ZZ"}, "ZZ"),
        ({"position": "present"}, "Nobody on s175-115.2017 is of position present"),
        ({"member": "Massie"}, "Massie"),
    ],
)
def test_a_wrong_request_is_told_in_one_sentence(wanted, told):
    with pytest.raises(vk.RequestError, match=told):
        vk.vote("s175-115.2017", **wanted)


def test_a_house_amendment_says_its_purpose_or_where_it_stands():
    from typer.testing import CliRunner

    from votekit.cli.app import app

    def printed(*arguments):
        return " ".join(CliRunner().invoke(app, ["vote", *arguments]).stdout.split())

    known = printed("h304-118.2023", "--party", "R")
    assert "to prohibit all security assistance for Ukraine (https://www.govinfo.gov/" in known
    assert "not in the Clerk’s document" in printed("h150-119.2025", "--party", "R")
    assert "Purpose" not in printed("s175-115.2017")
