"""``pivot``: members put in order by hand, pivots counted off one by one."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import votekit as vk
from votekit.analysers.pivots import (
    Scored,
    chamber_pivots,
    gridlock_interval,
    left_to_right,
)
from votekit.api.pivot import pivot
from votekit.cli.app import app
from votekit.store import Record, Wanted


@pytest.fixture(scope="module")
def record():
    return Record.open()


def seen(answer, kind, of="full"):
    return {one.side: one.member.name for one in answer.pivots if (one.kind, one.of) == (kind, of)}


def test_the_sixtieth_senator_of_march_2010_was_olympia_snowe(record):
    # After Scott Brown took his seat on 4 February, the Democrats had 59 and needed one more.
    (answer,) = pivot(111, chamber="senate", on="2010-03-01", record=record)
    assert seen(answer, "filibuster")["left"] == "Olympia Snowe"
    gridlock = answer.gridlock
    assert (gridlock.low_pivot.kind, gridlock.high_pivot.kind) == ("veto", "filibuster")
    assert gridlock.high_pivot.member.name == "Olympia Snowe"
    assert (answer.president, answer.president_party) == ("Barack Obama", "D")
    assert answer.next_roster is None


def test_the_next_roll_call_tells_who_was_sworn_in_since(record):
    # Brown was sworn in on Feb. 4, 2010, after the last roll call of that day.
    (answer,) = pivot(111, chamber="senate", on="2010-02-05", record=record)
    assert (answer.vote_id, answer.roster_day) == ("s20-111.2010", "2010-02-04")
    assert seen(answer, "filibuster")["left"] == "Ben Nelson"
    following = answer.next_roster
    assert (following.vote_id, following.day) == ("s21-111.2010", "2010-02-09")
    assert [one.name for one in following.joined] == ["Scott Brown"]
    assert [one.name for one in following.gone] == ["Paul G. Kirk"]
    (later,) = pivot(111, chamber="senate", on="2010-02-09", record=record)
    held = {(one.kind, one.side): one.member.name for one in following.moved}
    assert held["filibuster", "left"] == seen(later, "filibuster")["left"] == "Olympia Snowe"
    text = " ".join(
        CliRunner()
        .invoke(app, ["pivot", "111", "--chamber", "senate", "--on", "2010-02-05"])
        .stdout.split()
    )
    assert "Roster of s20-111.2010, Feb. 4, 2010" in text
    assert "The next roll call, s21-111.2010 of Feb. 9, 2010, lists Scott Brown (R-MA)" in text
    assert "the filibuster pivot from the left is Olympia Snowe (R-ME)" in text
    assert "older than the day" not in text


def test_a_roster_older_than_a_week_is_said_to_be(record):
    page = CliRunner().invoke(app, ["pivot", "111", "--chamber", "senate", "--on", "2009-08-20"])
    text = " ".join(page.stdout.split())
    assert "The roster is 14 days older than the day asked for" in text
    assert "no longer lists Ted Kennedy (D-MA)" in text


@pytest.mark.parametrize("congress", [101, 104, 107, 111, 115, 118])
@pytest.mark.parametrize("chamber", ["house", "senate"])
def test_pivots_are_those_counted_off_by_hand(record, congress, chamber):
    (answer,) = pivot(congress, chamber=chamber, record=record)
    scores = {
        row["member_id"]: row
        for row in record.members(Wanted(congress, chamber)).to_pylist()
        if row["congress"] == congress and row["chamber"] == chamber
    }
    roll = vk.positions(answer.vote_id, record=record)
    line = []
    for row in roll.to_dict("records"):
        member = scores[row["member_id"]]
        if member["state"] in {"DC", "PR", "GU", "VI", "AS", "MP"}:
            continue
        if member["dim1"] is not None:
            line.append((member["dim1"], member["name"]))
    line.sort()
    assert answer.scored == len(line)
    seats, thirds, fifths = (435, 290, None) if chamber == "house" else (100, 67, 60)
    assert seen(answer, "veto") == {"left": line[thirds - 1][1], "right": line[-thirds][1]}
    if fifths:
        assert seen(answer, "filibuster") == {
            "left": line[fifths - 1][1],
            "right": line[-fifths][1],
        }
    else:
        assert seen(answer, "filibuster") == {}
    medians = [one.member.score for one in answer.pivots if one.kind == "median"]
    below = sum(score < medians[0] for score, _ in line)
    above = sum(score > medians[-1] for score, _ in line)
    assert max(below, above) <= len(line) / 2
    assert answer.listed <= seats
    gridlock = answer.gridlock
    assert gridlock.inside == sum(gridlock.low <= score <= gridlock.high for score, _ in line)


def test_the_veto_pivot_stands_on_the_presidents_side(record):
    for congress, party in ((115, "R"), (117, "D")):
        for answer in pivot(congress, on=f"{1789 + 2 * (congress - 1)}-06-30", record=record):
            assert answer.president_party == party
            kinds = answer.gridlock.low_pivot.kind, answer.gridlock.high_pivot.kind
            other = "filibuster" if answer.chamber == "senate" else "median"
            assert kinds == ((other, "veto") if party == "R" else ("veto", other))


def test_the_roster_is_that_of_the_day(record):
    before, after = (
        pivot(111, chamber="senate", on=day, record=record)[0]
        for day in ("2009-07-06", "2009-07-08")
    )
    assert before.vote_id != after.vote_id
    assert before.day == "2009-07-06"
    # Between the two, Franken took the seat that had been contested since January.
    assert (before.listed, after.listed) == (99, 100)


def test_delegates_are_left_out_and_members_without_a_score_are_named(record):
    (house,) = pivot(111, chamber="house", on="2009-02-10", record=record)
    assert house.listed <= 435
    (senate,) = pivot(119, chamber="senate", record=record)
    assert senate.listed == senate.scored + len(senate.unscored) == 100
    assert {one.name for one in senate.unscored} == {"Alan S. Armstrong", "Darline Graham"}


SCORES = st.lists(st.integers(-99, 99), min_size=1, max_size=100, unique=True)


@given(SCORES, st.sampled_from(["house", "senate"]), st.sampled_from("DR"))
def test_mirrored_scores_and_party_mirror_the_pivots(scores, chamber, party):
    def found(values, of_party):
        line = left_to_right(
            [Scored(str(abs(value)), "D", "NY", str(value), value / 100) for value in values]
        )
        pivots = chamber_pivots(chamber, line, len(line))
        return pivots, gridlock_interval(pivots, line, of_party)

    pivots, gridlock = found(scores, party)
    turned, mirrored = found([-value for value in scores], {"D": "R", "R": "D"}[party])
    other = {"left": "right", "right": "left", None: None}
    assert {(one.kind, one.of, one.side, one.member.score) for one in pivots} == {
        (one.kind, one.of, other[one.side], -one.member.score) for one in turned
    }
    if len(scores) < 67 or chamber == "house":
        assert gridlock is None
        assert mirrored is None
        return
    assert (gridlock.low, gridlock.high) == (-mirrored.high, -mirrored.low)
    assert gridlock.low <= gridlock.high
    assert gridlock.inside == mirrored.inside


def refused(*arguments):
    done = CliRunner().invoke(app, ["pivot", *arguments])
    assert isinstance(done.exception, vk.RequestError), done.exception
    return str(done.exception)


def test_without_scores_it_says_of_which_congresses_there_are():
    told = refused("100")
    assert "no Voteview scores of the House of the 100th Congress" in told
    assert "the House from the 101st to the 119th and the Senate from the 101st" in told


def test_a_congress_whose_members_have_no_scores_is_refused(store, votes, altered, tmp_path):
    vote = altered(votes["s175-115.2017"], congress=120, vote_id="s175-120.2027")
    own = Record.open(user=store(tmp_path / "own", vote))
    with pytest.raises(vk.RequestError, match="no Voteview scores of the Senate of the 120th"):
        pivot(120, chamber="senate", record=own)


def test_a_day_of_another_congress_or_before_the_first_roll_call_is_refused():
    assert "lies in the 116th Congress" in refused("115", "--on", "2019-05-01")
    assert "its first is of" in refused("115", "--chamber", "senate", "--on", "2017-01-03")
    assert "--on: A day is written" in refused("115", "--on", "soon")


def test_page_json_and_csv():
    run = CliRunner().invoke
    text = " ".join(run(app, ["pivot", "115", "--chamber", "senate"]).stdout.split())
    assert "Gridlock interval −0.204 to +0.417" in text
    assert "Mark Warner (D-VA), the filibuster pivot, to Jerry Moran (R-KS), the veto pivot" in text
    answer = json.loads(run(app, ["pivot", "115", "--chamber", "senate", "-f", "json"]).stdout)
    assert answer["gridlock"]["width"] == pytest.approx(
        answer["gridlock"]["high"] - answer["gridlock"]["low"]
    )
    rows = list(csv.DictReader(io.StringIO(run(app, ["pivot", "115", "-f", "csv"]).stdout)))
    assert {row["chamber"] for row in rows} == {"house", "senate"}
    ends = [row["name"] for row in rows if row["gridlock_end"] == "true"]
    assert ends == ["Mike Turner", "Mike Gallagher", "Mark Warner", "Jerry Moran"]


def test_the_page_says_of_which_day_the_roster_is():
    page = CliRunner().invoke(app, ["pivot", "107", "--chamber", "senate", "--on", "2001-07-01"])
    text = " ".join(page.stdout.split())
    assert "Senate, 107th Congress, July 1, 2001" in text
    assert "Roster of s220-107.2001, June 29, 2001: 100 members listed" in text
