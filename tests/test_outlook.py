"""The outlook: arithmetic of resampling, the test on the past, and what is said and refused."""

import importlib
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

import votekit as vk
from votekit.analysers import backtest
from votekit.analysers.moves import Move
from votekit.analysers.outlook import resample_vote
from votekit.analysers.switching import chances, moves_between, resampled
from votekit.cli.outlook_page import outlook_page
from votekit.errors import RequestError
from votekit.store import Record

# The function of that name stands in votekit.api before the module.
module = importlib.import_module("votekit.api.outlook")
DOCS = Path(__file__).resolve().parent.parent / "docs" / "overrides.md"

COUNTS = arrays.arrays(np.int64, (4, 3, 3, 3), elements=st.integers(0, 30))
STANDS = arrays.arrays(np.int64, (3, 3), elements=st.integers(0, 60))


@pytest.fixture(scope="module")
def past():
    return module.past_attempts(Record.open())


@pytest.fixture(scope="module")
def tested(past):
    return backtest.back_test(past)


@given(COUNTS)
def test_chances_are_shares_and_follow_the_bill_where_it_has_members(past):
    shares = chances(past)
    assert np.allclose(shares.sum(axis=-1), 1)
    assert (shares >= 0).all()
    sizes = past.sum(axis=-1)
    there = sizes > 0
    assert np.allclose(shares[there] * sizes[there][:, None], past[there])


@given(STANDS, COUNTS)
def test_resampling_neither_makes_nor_loses_members(stands, past):
    yea, nay = resampled(stands, chances(past), 5, np.random.default_rng(1))
    assert yea.shape == nay.shape == (4, 5)
    assert (yea >= 0).all()
    assert (yea + nay <= stands.sum()).all()


@given(STANDS)
def test_if_nobody_ever_moved_nobody_moves(stands):
    still = np.broadcast_to(np.eye(3, dtype=np.int64), (4, 3, 3, 3))
    yea, nay = resampled(stands, chances(np.array(still)), 5, np.random.default_rng(1))
    assert (yea == stands[:, 0].sum()).all()
    assert (nay == stands[:, 1].sum()).all()


def test_moves_are_counted_by_side_and_position():
    def move(before, after, party):
        return Move("", "", party, "", before, after, party)

    counts = moves_between(
        [
            move("yea", "nay", "R"),
            move("nay", "yea", "D"),
            move("present", "not_voting", "I"),
            move("yea", "not_listed", "R"),
            move("not_listed", "yea", "R"),
        ],
        "R",
    )
    assert counts.sum() == 4
    assert counts[0, 0].tolist() == [0, 1, 1]
    assert counts[1, 1].tolist() == [1, 0, 0]
    assert counts[2, 2].tolist() == [0, 0, 1]


def test_the_past_is_that_of_the_roll_calls(past):
    table = vk.overrides()
    compared = table[table["passage_vote_id"].notna()]
    assert list(past.bills) == compared["bill_id"].tolist()
    assert past.passages.tolist() == compared[["passage_yea", "passage_nay"]].to_numpy().tolist()
    assert past.moved[:, :, 0].sum(axis=(1, 2)).tolist() == compared["passage_yea"].tolist()
    assert past.held.tolist() == (compared["cushion"] >= 0).tolist()


def test_a_bill_is_left_out_with_both_its_chambers(past):
    rest = past.without("hr6395-116")
    assert len(past.bills) - len(rest.bills) == 2
    assert "hr6395-116" not in rest.bills
    assert len(rest.moved) == len(rest.passages) == len(rest.held) == len(rest.bills)


def test_scores_are_brier_scores_of_forecasts_made_without_the_bill(past, tested):
    made = backtest.forecasts(past)
    held = [float(one) for one in past.held]
    mean = sum((a - b) ** 2 for a, b in zip(made, held, strict=True)) / len(held)
    assert tested.brier == pytest.approx(mean)
    by_margin, sustained = tested.naive
    assert by_margin.brier == pytest.approx((past.proof != past.held).mean())
    assert sustained.brier == pytest.approx(past.held.mean())
    assert by_margin.more == pytest.approx(by_margin.brier - tested.brier)
    assert by_margin.low <= by_margin.more <= by_margin.high
    assert sum(one.held.of for one in tested.calibration) == len(held)
    assert sum(one.held.count for one in tested.calibration) == past.held.sum()


def test_a_forecast_does_not_know_its_own_bills_outcome(past):
    """Had H.R. 6395 gone otherwise, what is forecast of it would be the same."""
    mine = [place for place, bill in enumerate(past.bills) if bill == "hr6395-116"]
    moved = past.moved.copy()
    moved[mine] = moved[mine][..., ::-1]
    other = backtest.chances(replace(past, moved=moved).without("hr6395-116").moved)
    assert (other == backtest.chances(past.without("hr6395-116").moved)).all()


def test_the_docs_print_the_scores_as_they_are(tested):
    text = DOCS.read_text(encoding="utf-8")
    told = f"| resampling | {tested.brier:.3f} ({tested.low:.3f} to {tested.high:.3f}) |"
    assert told in text
    shown = re.findall(
        r"^\| (?:as the margin at passage|always sustained) \| ([\d.]+) \|", text, re.M
    )
    assert shown == [f"{one.brier:.3f}" for one in tested.naive]
    assert tested.beats
    assert not tested.beyond_chance


def test_the_answer_repeats_and_has_intervals_and_numbers_of_cases(past):
    first, second = (vk.outlook("hr3364-115").to_dict() for _ in range(2))
    assert first == second
    for chamber in first["chambers"]:
        drawn = chamber["resampled"]
        assert 0 <= drawn["low"] <= drawn["chance"] <= drawn["high"] <= 1
        assert drawn["cushion_low"] <= drawn["cushion"] <= drawn["cushion_high"]
        assert drawn["attempts"] == len(past.bills)
        assert drawn["draws"] == 400 * len(past.bills)
        assert chamber["comparable"]["of"] == 24


def test_a_bill_is_not_its_own_evidence(past):
    answer = vk.outlook("hr6395-116")
    assert answer.happened.endswith("the bill became law over the veto.")
    assert {one.comparable.of for one in answer.chambers} == {22}
    assert answer.chambers[0].resampled.attempts == len(past.bills) - 2


def test_a_narrow_margin_is_less_safe_than_a_wide_one(past):
    def chance(yea, nay):
        stands = np.array([[yea // 3, nay, 0], [yea - yea // 3, 0, 0], [0, 0, 0]])
        return resample_vote(stands, past).chance

    assert chance(400, 20) > chance(290, 140) > chance(250, 180)


def test_where_the_method_is_no_better_only_base_rates_are_given(monkeypatch, past):
    # As if every attempt had gone as its passage: nobody can beat that margin.
    monkeypatch.setattr(module, "past_attempts", lambda record: replace(past, held=past.proof))
    answer = vk.outlook("hr3364-115")
    assert not answer.back_test.beats
    assert all(one.resampled is None for one in answer.chambers)
    page = outlook_page(answer)
    told = dict(page.lists)["Test on the past"]
    assert "no better than these, so only base rates are given" in told
    assert not any("resampled" in row[0] for grid in page.grids for row in grid.rows)


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


def test_the_command_prints_the_test_beside_the_range():
    command = [sys.executable, "-m", "votekit", "outlook", "hr3364-115"]
    text = " ".join(subprocess.run(command, capture_output=True, text=True).stdout.split())
    assert "21 of 24 (68% to 97%)" in text
    assert "n = 74" in text
    assert "Brier score 0.033" in text
    assert "may be chance" in text
    done = subprocess.run([*command, "--format", "json"], capture_output=True, text=True)
    assert json.loads(done.stdout)["back_test"]["beyond_chance"] is False


def test_the_president_named_is_that_of_the_last_vote():
    # S. 84 passed on 13 January 2017 and was signed on the 20th, by the next president.
    command = [sys.executable, "-m", "votekit", "outlook", "s84-115"]
    text = " ".join(subprocess.run(command, capture_output=True, text=True).stdout.split())
    assert "President on the day of the last vote: Barack Obama (Democrat)." in text
    assert "two thirds again" not in text
