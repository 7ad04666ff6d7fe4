"""The veto arithmetic: the worked examples, and its meaning counted out by brute force."""

from datetime import date
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from votekit.analysers.clock import AUTHORITY, Clock, presidents_clock
from votekit.analysers.veto import (
    Case,
    FullChamber,
    cushion,
    is_veto_proof,
    two_thirds,
    veto_margin,
    ways_to_override,
    ways_to_sustain,
)
from votekit.errors import RequestError

counts = st.integers(0, 220)


def proof(yea, nay):
    return yea + nay > 0 and 3 * yea >= 2 * (yea + nay)


def fewest(possible, enough):
    """Return the smallest number of changes that is enough, or None: counted, not computed."""
    return next((number for number in possible if enough(number)), None)


def test_each_way_is_the_fewest_changes_for_every_small_count():
    """All of 2,197 counts: the edges, where nobody or one member is left, are among them."""
    for yea, nay, away in product(range(13), repeat=3):
        assert is_veto_proof(yea, nay) == proof(yea, nay)
        check_ways_to_sustain(yea, nay, away)
        check_ways_to_override(yea, nay, away)


@given(counts, counts)
def test_needed_is_the_smallest_number_that_is_two_thirds(yea, nay):
    needed = two_thirds(yea + nay)
    assert 3 * needed >= 2 * (yea + nay)
    assert needed == 0 or 3 * (needed - 1) < 2 * (yea + nay)
    assert is_veto_proof(yea, nay) == proof(yea, nay)


@given(counts, counts, counts)
def test_ways_to_sustain_are_the_fewest_changes_that_end_the_two_thirds(yea, nay, away):
    check_ways_to_sustain(yea, nay, away)


def check_ways_to_sustain(yea, nay, away):
    ways = ways_to_sustain(yea, nay, away)
    if not proof(yea, nay):
        assert ways is None
        return
    assert ways is not None
    assert ways.yea_to_nay == fewest(range(yea + 1), lambda n: not proof(yea - n, nay + n))
    stay = fewest(range(yea + 1), lambda n: not proof(yea - n, nay))
    # When all yeas must leave, nobody is left to pass anything, but no nay has prevailed either.
    assert ways.yeas_stay_away == (stay if nay else None)
    assert ways.absent_arrive_nay == fewest(range(away + 1), lambda n: not proof(yea, nay + n))


@given(counts, counts, counts)
def test_ways_to_override_are_the_fewest_changes_that_make_two_thirds(yea, nay, away):
    check_ways_to_override(yea, nay, away)


def check_ways_to_override(yea, nay, away):
    ways = ways_to_override(yea, nay, away)
    if proof(yea, nay) or yea + nay == 0:
        assert ways is None
        return
    assert ways is not None
    assert ways.nay_to_yea == fewest(range(nay + 1), lambda n: proof(yea + n, nay - n))
    assert ways.nays_stay_away == fewest(range(nay + 1), lambda n: proof(yea, nay - n))
    assert ways.absent_arrive_yea == fewest(range(away + 1), lambda n: proof(yea + n, nay))


@given(st.sampled_from(["house", "senate"]), counts, counts, counts)
def test_the_margin_lies_between_its_worst_and_best_case(chamber, yea, nay, away):
    margin = veto_margin(chamber, yea, nay, away)
    assert margin.worst_case.veto_proof <= (margin.veto_proof or yea + nay == 0)
    assert margin.veto_proof <= margin.best_case.veto_proof
    assert margin.absence_proof == (3 * yea >= 2 * (yea + nay + away) and yea + nay + away > 0)
    assert (margin.to_sustain is None) == (not margin.veto_proof)


@given(st.lists(st.tuples(counts, counts), min_size=1))
def test_arrays_are_counted_as_single_roll_calls_are(pairs):
    yea, nay = (np.array(side) for side in zip(*pairs, strict=True))
    assert cushion(yea, nay).tolist() == [cushion(y, n) for y, n in pairs]


def test_example_of_hr3364_in_the_senate():
    margin = veto_margin("senate", 98, 2, 0)
    assert (margin.needed, margin.cushion) == (67, 31)
    assert margin.to_sustain.yea_to_nay == 32
    assert margin.to_sustain.yeas_stay_away == 95
    assert margin.to_sustain.absent_arrive_nay is None
    assert margin.to_override is None


def test_example_of_hr3364_in_the_house():
    margin = veto_margin("house", 419, 3, 11)
    assert (margin.needed, margin.cushion, margin.to_sustain.yea_to_nay) == (282, 137, 138)
    assert (margin.worst_case.nay, margin.worst_case.needed) == (14, 289)
    assert margin.worst_case.veto_proof
    # 433 were listed; two seats of 435 were vacant.
    assert margin.listed == FullChamber(seats=433, needed=289, cushion=130)
    assert margin.full_chamber == FullChamber(seats=435, needed=290, cushion=129)
    assert margin.best_case == Case(yea=430, nay=3, needed=289, veto_proof=True)


def test_example_of_h1122_110_two_short():
    margin = veto_margin("house", 277, 141, 15)
    assert margin.needed == 279
    ways = margin.to_override
    assert (ways.nay_to_yea, ways.nays_stay_away, ways.absent_arrive_yea) == (2, 3, 5)


@pytest.mark.parametrize(
    ("presented", "deadline"),
    [
        (date(2017, 7, 28), date(2017, 8, 9)),  # H.R. 3364, 115th
        (date(2020, 12, 11), date(2020, 12, 23)),  # H.R. 6395, 116th
        (date(2016, 9, 12), date(2016, 9, 23)),  # S. 2040, 114th
    ],
)
def test_clock_of_bills_whose_last_day_is_known(presented, deadline):
    assert presidents_clock(presented).deadline == deadline


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_clock_counts_ten_days_without_sundays(presented):
    deadline = presidents_clock(presented).deadline
    days = [date.fromordinal(n) for n in range(presented.toordinal() + 1, deadline.toordinal() + 1)]
    assert sum(day.weekday() != 6 for day in days) == 10
    assert deadline.weekday() != 6


def test_the_clock_says_what_happens_when_the_time_ends():
    assert presidents_clock("2017-07-28") == Clock(
        presented=date(2017, 7, 28),
        deadline=date(2017, 8, 9),
        in_session="becomes law without a signature if Congress is in session",
        adjourned="does not become law (pocket veto) if Congress has by adjournment prevented its "
        "return",
        authority=AUTHORITY,
        said_by=None,
    )
    assert "The Pocket Veto Case, 279 U.S. 655 (1929)" in AUTHORITY


def test_the_clock_runs_from_the_first_congress_to_the_last_year_that_can_be_counted():
    assert presidents_clock("1789-01-01").deadline == date(1789, 1, 13)
    assert presidents_clock("9998-12-31").deadline == date(9999, 1, 12)
    for day in ("1788-12-31", "9999-01-01"):
        with pytest.raises(RequestError) as refused:
            presidents_clock(day)
        told = f"No bill was presented on {day}: give a day from 1789 to 9998."
        assert str(refused.value) == told


def test_a_day_that_is_none_is_refused_and_cut_to_forty_letters():
    with pytest.raises(RequestError) as refused:
        presidents_clock("x" * 60)
    assert str(refused.value) == f"A day is written as 2017-07-28, not “{'x' * 40}”."
