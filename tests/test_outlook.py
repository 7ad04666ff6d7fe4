"""The outlook: arithmetic of the forecast, its test on the past, and what is said and refused."""

import importlib
import json
import re
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import votekit as vk
from votekit.analysers import backtest
from votekit.analysers.forecast import Precedent, Support, forecast_of, two_thirds_left, without
from votekit.api.overrides import all_attempts
from votekit.cli.outlook_page import outlook_page
from votekit.errors import RequestError
from votekit.store import Record

# The function of that name stands in votekit.api before the module.
module = importlib.import_module("votekit.api.outlook")
DOCS = Path(__file__).resolve().parent.parent / "docs" / "overrides.md"

COUNTS = st.tuples(st.integers(0, 435), st.integers(0, 435)).filter(any)


@pytest.fixture(scope="module")
def past():
    record = Record.open()
    return module.precedents(record, all_attempts(record))


@pytest.fixture(scope="module")
def tested(past):
    return backtest.back_test(past)


def printed(*arguments):
    command = [sys.executable, "-m", "votekit", "outlook", *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    return " ".join(done.stdout.split())


@given(COUNTS, st.lists(st.tuples(COUNTS, COUNTS), min_size=1, max_size=20))
def test_the_change_is_added_without_rounding(passage, pairs):
    past = [Precedent("", "house", *pair, Support.BOTH) for pair in pairs]
    expected = [
        Fraction(passage[0], sum(passage))
        + Fraction(after[0], sum(after))
        - Fraction(before[0], sum(before))
        >= Fraction(2, 3)
        for before, after in pairs
    ]
    assert two_thirds_left(passage, past).tolist() == expected
    made = forecast_of(passage, past)
    assert made.count == sum(expected)
    assert 0 <= made.low <= made.chance <= made.high <= 1
    assert 0 <= made.share_low <= made.share_high <= 1


@given(COUNTS)
def test_if_nobody_ever_moved_the_passage_stands(passage):
    past = [Precedent("", "house", (218, 200), (218, 200), Support.BOTH)]
    assert forecast_of(passage, past).count == (3 * passage[0] >= 2 * sum(passage))


def test_the_past_is_that_of_the_roll_calls(past):
    table = vk.overrides()
    compared = table[table["passage_vote_id"].notna()]
    assert [one.bill_id for one in past] == compared["bill_id"].tolist()
    passages = compared[["passage_yea", "passage_nay"]].to_numpy().tolist()
    assert [list(one.passage) for one in past] == passages
    assert [one.held for one in past] == (compared["cushion"] >= 0).tolist()


@pytest.mark.parametrize("place", range(0, 74, 9))
def test_who_was_for_the_bill_is_counted_from_the_positions(past, place):
    table = vk.overrides()
    row = table[table["passage_vote_id"].notna()].iloc[place]
    cast = vk.positions(row["passage_vote_id"]).groupby(["party", "position"]).size()
    other = "R" if row["president_party"] == "D" else "D"
    own, opposition = (
        cast.get((party, "yea"), 0) > cast.get((party, "nay"), 0)
        for party in (row["president_party"], other)
    )
    expected = {
        (True, True): Support.BOTH,
        (True, False): Support.PRESIDENT,
        (False, True): Support.OPPOSITION,
        (False, False): Support.NEITHER,
    }
    assert past[place].support == expected[own, opposition]


def test_a_bill_is_left_out_with_both_its_chambers(past):
    rest = without(past, "hr6395-116")
    assert len(past) - len(rest) == 2
    assert "hr6395-116" not in {one.bill_id for one in rest}


def test_scores_are_brier_scores_of_forecasts_made_without_the_bill(past, tested):
    made = backtest.forecasts(past)
    held = [one.held for one in past]
    mean = sum((a - b) ** 2 for a, b in zip(made, held, strict=True)) / len(held)
    assert tested.brier == pytest.approx(mean)
    by_margin, sustained = tested.naive
    assert by_margin.brier == pytest.approx(sum(one.proof != one.held for one in past) / len(past))
    assert sustained.brier == pytest.approx(sum(held) / len(held))
    assert by_margin.more == pytest.approx(by_margin.brier - tested.brier)
    assert by_margin.low <= by_margin.more <= by_margin.high
    assert sum(one.held.of for one in tested.calibration) == len(held)
    assert sum(one.held.count for one in tested.calibration) == sum(held)


def test_a_forecast_does_not_know_its_own_bills_outcome(past):
    """Had H.R. 6395 gone otherwise, what is forecast of it would be the same."""
    turned = [
        replace(one, override=one.override[::-1]) if one.bill_id == "hr6395-116" else one
        for one in past
    ]
    plain, other = backtest.forecasts(past), backtest.forecasts(turned)
    mine = [place for place, one in enumerate(past) if one.bill_id == "hr6395-116"]
    assert plain[mine].tolist() == other[mine].tolist()
    assert plain.tolist() != other.tolist()


def test_the_forecast_is_no_worse_than_the_resampling_that_it_replaced(tested):
    """29,600 resamples of members' moves scored 0.03275 on the same 74 attempts."""
    assert tested.attempts == 74
    assert tested.brier <= 0.03275


def test_the_docs_print_the_scores_as_they_are(tested):
    text = DOCS.read_text(encoding="utf-8")
    told = f"| forecast | {tested.brier:.4f} ({tested.low:.3f} to {tested.high:.3f}) |"
    assert told in text
    shown = re.findall(
        r"^\| (?:as the margin at passage|always sustained) \| ([\d.]+) \|", text, re.M
    )
    assert shown == [f"{one.brier:.4f}" for one in tested.naive]
    assert tested.beats
    assert not tested.beyond_chance


@pytest.mark.parametrize("bill", ["hr3590-111", "hr1-119", "hr4-119"])
def test_a_bill_that_the_opposition_voted_against_gets_no_percentage(bill):
    answer = vk.outlook(bill)
    assert answer.past_opposition_nay == 0
    for one in answer.chambers:
        assert one.support is Support.PRESIDENT
        assert one.no_precedent
        assert (one.same_side, one.of_kind, one.nearest, one.forecast) == (None,) * 4
    text = printed(bill)
    assert "most of the opposition had voted yea; here it did not, so no percentage" in text
    assert "Interval" in text
    assert not re.search(r"\d%", text.replace("95%", ""))


def test_base_rates_of_an_outlook_are_by_bill_with_votes_beside():
    answer = vk.outlook("hr3364-115")
    for one in answer.chambers:
        assert (one.same_side.bills.count, one.same_side.bills.of) == (14, 17)
        assert (one.same_side.attempts.count, one.same_side.attempts.of) == (21, 24)
    assert (answer.both.bills.count, answer.both.bills.of) == (6, 7)
    yea, other = answer.own_party.yea.attempts, answer.own_party.not_yea.attempts
    assert (yea.count, yea.of, other.count, other.of) == (15, 15, 6, 9)
    assert vk.outlook("hr3364-115").to_dict() == answer.to_dict()


def test_a_bill_is_not_its_own_evidence(past):
    answer = vk.outlook("hr6395-116")
    assert answer.happened.endswith("the bill became law over the veto.")
    assert {one.same_side.attempts.of for one in answer.chambers} == {22}
    assert answer.chambers[0].forecast.attempts == len(past) - 2
    assert (answer.both.bills.count, answer.both.bills.of) == (5, 6)


def test_a_chamber_without_a_roll_call_has_the_rate_of_such_passages():
    # No roll call of either chamber on its passage, and its own two votes on the veto are left out.
    answer = vk.outlook("s2040-114")
    assert not answer.chambers
    assert [one.chamber for one in answer.silent] == ["house", "senate"]
    assert {(one.rate.attempts.count, one.rate.attempts.of) for one in answer.silent} == {(4, 12)}
    house = vk.outlook("hr6331-110").silent
    assert [one.chamber for one in house] == ["senate"]


def test_a_narrow_margin_is_less_safe_than_a_wide_one(past):
    wide, narrow, short = (
        forecast_of(count, past).chance for count in [(400, 20), (290, 140), (250, 180)]
    )
    assert wide > narrow > short


def test_where_the_method_is_no_better_only_base_rates_are_given(monkeypatch, past):
    # As if every attempt had gone as its passage: nobody can beat that margin.
    still = [replace(one, override=one.passage) for one in past]
    monkeypatch.setattr(module, "precedents", lambda record, tried: still)
    answer = vk.outlook("hr3364-115")
    assert not answer.back_test.beats
    assert all(one.forecast is None for one in answer.chambers)
    page = outlook_page(answer)
    assert "so only base rates are given" in dict(page.lists)["Test on the past"]
    assert not any("forecast" in row[0] for grid in page.grids for row in grid.rows)


@pytest.mark.parametrize(
    ("reference", "told"),
    [
        ("hres5-115", "does not go to the president"),
        ("s175-115.2017", "hr3364-115"),
        ("hr3997-110", "rejected"),
    ],
)
def test_what_has_no_outlook_is_refused(reference, told):
    with pytest.raises(RequestError, match=told):
        vk.outlook(reference)


def test_a_count_that_is_not_in_the_record_gets_an_answer():
    answer = vk.outlook(house="300-120", senate=(70, 28))
    assert answer.verdict == "veto-proof"
    assert [(one.needed, one.cushion) for one in answer.chambers] == [(280, 20), (66, 4)]
    assert answer.chambers[0].same_side.bills.of == 17
    assert answer.bill is None
    text = printed("--house", "300-120", "--senate", "70–28")
    assert "70–28 in the Senate is 4 above the 66 needed to override a veto" in text
    assert "The count does not say how the parties voted." in text
    one = vk.outlook(senate="66 to 33")
    assert one.verdict == "incomplete"
    assert "exactly the 66 needed" in one.explanation
    assert vk.outlook(senate="60-40").verdict == "not veto-proof"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({}, "give the one or the other"),
        ({"reference": "hr3364-115", "house": "300-120"}, "give the one or the other"),
        ({"house": "300"}, "is no count of the House"),
        ({"house": "three hundred to one"}, "is no count of the House"),
        ({"house": (300, -1)}, "is no count of the House"),
        ({"house": (300, 1, 2)}, "takes text or a pair of whole numbers"),
        ({"senate": "70-80"}, "which has 100 members"),
        ({"senate": "0-0"}, "which has 100 members"),
        ({"house": "1-2-3"}, "is no count of the House"),
    ],
)
def test_a_count_that_cannot_be_is_refused_in_one_sentence(arguments, told):
    with pytest.raises(RequestError, match=told):
        vk.outlook(**arguments)


def test_the_command_prints_the_test_beside_the_forecast():
    text = printed("hr3364-115")
    assert "14 of 17 (57% to 96%)" in text
    assert "21 of 24 (68% to 97%)" in text
    assert "74 of 74 (94% to 100%)" in text
    assert "Brier score 0.033" in text
    assert "may be chance" in text
    command = [sys.executable, "-m", "votekit", "outlook", "hr3364-115", "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert json.loads(done.stdout)["back_test"]["beyond_chance"] is False


def test_the_president_named_is_that_of_the_last_vote():
    # S. 84 passed on Jan. 13, 2017, and was signed on the 20th, by the next president.
    text = printed("s84-115")
    assert "President on the day of the last vote: Barack Obama (Democrat)." in text
