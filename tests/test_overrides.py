"""Attempts to override: real cases, counts of who moved, base rates, against brute force."""

import json
import subprocess
import sys

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

import votekit as vk
from votekit.analysers.base_rates import BANDS, band_of
from votekit.analysers.intervals import share_of
from votekit.analysers.moves import PLACES, Move
from votekit.analysers.overrides import LAW, count_moved
from votekit.errors import RequestError
from votekit.shipped import president_on

BECAME_LAW = {
    "s12-102",  # cable television
    "hr1058-104",  # securities litigation
    "hr2631-105",  # military construction, line items
    "hr1495-110",  # water resources
    "hr2419-110",  # the farm bill, and again with the title left out by a clerk's error:
    "hr6124-110",
    "hr6331-110",  # Medicare
    "s2040-114",  # sponsors of terrorism
    "hr6395-116",  # defense
}


@pytest.fixture(scope="module")
def table():
    return vk.overrides()


@pytest.fixture(scope="module")
def attempts(table):
    return table.set_index("vote_id")


def test_every_attempt_is_there_once(table):
    assert table["vote_id"].is_unique
    assert table["chamber"].value_counts().to_dict() == {"house": 54, "senate": 36}
    votes = vk.votes(overrides=True)
    assert set(table["vote_id"]) == set(votes["vote_id"])


def test_the_bills_that_became_law_over_a_veto(table):
    assert set(table.loc[table["result"] == LAW, "bill_id"]) == BECAME_LAW


@pytest.mark.parametrize(
    ("vote_id", "passage", "count", "override", "president"),
    [
        ("h253-116.2020", "h238-116.2020", (335, 78), (322, 87), "Donald J. Trump"),
        ("s292-116.2020", "s264-116.2020", (84, 13), (81, 13), "Donald J. Trump"),
        ("h870-104.1995", "h839-104.1995", (320, 102), (319, 100), "William J. Clinton"),
        ("h346-110.2008", "h315-110.2008", (318, 106), (316, 108), "George W. Bush"),
        ("h1122-110.2007", "h1075-110.2007", (274, 141), (277, 141), "George W. Bush"),
        ("s232-116.2019", "s179-116.2019", (51, 45), (45, 39), "Donald J. Trump"),
        ("s68-114.2015", "s49-114.2015", (62, 36), (62, 37), "Barack Obama"),
        ("h433-101.1990", "h431-101.1990", (300, 113), (260, 138), "George H. W. Bush"),
    ],
)
def test_attempts_stand_beside_the_passage(attempts, vote_id, passage, count, override, president):
    row = attempts.loc[vote_id]
    assert row["passage_vote_id"] == passage
    assert (row["passage_yea"], row["passage_nay"]) == count
    assert (row["yea"], row["nay"]) == override
    assert row["president"] == president


def test_a_passage_without_a_roll_call_is_said_and_no_zero(attempts):
    for vote_id in ("h564-114.2016", "s148-114.2016"):
        row = attempts.loc[vote_id]
        assert pd.isna(row["passage_yea"])
        assert "voice vote" in row["passage_note"]
        assert row["result"] == LAW
    assert "1989" in attempts.loc["h4-101.1990", "passage_note"]


def test_a_chamber_that_passed_it_is_told_where_the_other_sustained(attempts):
    house, senate = attempts.loc["h422-104.1996"], attempts.loc["s301-104.1996"]
    assert (house["outcome"], house["other_outcome"]) == ("passed over the veto", "sustained")
    assert (senate["outcome"], senate["other_vote_id"]) == ("sustained", "h422-104.1996")
    assert house["result"] == senate["result"] != LAW


def test_yeas_at_the_override_follow_from_those_at_passage_and_who_moved(table):
    compared = table[table["passage_vote_id"].notna()]
    assert len(compared) == 74
    to_yea = compared["nay_to_yea"] + compared["away_to_yea"]
    from_yea = compared["yea_to_nay"] + compared["yea_to_away"]
    assert (compared["passage_yea"] + to_yea - from_yea == compared["yea"]).all()
    to_nay = compared["yea_to_nay"] + compared["away_to_nay"]
    from_nay = compared["nay_to_yea"] + compared["nay_to_away"]
    assert (compared["passage_nay"] + to_nay - from_nay == compared["nay"]).all()


def test_moves_are_those_of_the_two_roll_calls():
    before = vk.positions("h238-116.2020").set_index("member_id")["position"]
    after = vk.positions("h253-116.2020").set_index("member_id")["position"]
    both = before.index.intersection(after.index)
    moved = {(one, before[one], after[one]) for one in both if before[one] != after[one]}
    moves = vk.override_moves(bill="hr6395-116")["h253-116.2020"]
    listed = {"yea", "nay", "present", "not_voting"}
    found = {
        (one.member_id, one.before, one.after)
        for one in moves
        if one.moved and {one.before, one.after} <= listed
    }
    assert found == moved
    assert "Rick Allen" in {one.name for one in moves if (one.before, one.after) == ("yea", "nay")}


@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(PLACES)), max_size=40))
def test_each_move_is_counted_once_by_where_it_led(pairs):
    moves = [Move(str(n), "", "D", "VT", *pair, "D") for n, pair in enumerate(pairs)]
    moved = count_moved(moves)

    def count(place):
        return sum((pair[1] == place) - (pair[0] == place) for pair in pairs)

    assert moved.nay_to_yea + moved.away_to_yea - moved.yea_to_nay - moved.yea_to_away == count(
        "yea"
    )
    assert moved.yea_to_nay + moved.away_to_nay - moved.nay_to_yea - moved.nay_to_away == count(
        "nay"
    )


def by_bill(rows):
    """Count bills by hand: one held when each of its rows had two-thirds."""
    return rows["cushion"].ge(0).groupby(rows["bill_id"]).all()


def test_base_rates_as_counted_from_the_attempts(table):
    rates = vk.override_base_rates().set_index(["passage", "by", "group"])

    def check(key, rows):
        row, bills = rates.loc[key], by_bill(rows)
        assert (row["attempts_held"], row["attempts"]) == (rows["cushion"].ge(0).sum(), len(rows))
        assert (row["bills_held"], row["bills"]) == (bills.sum(), len(bills))

    proof = table[table["passage_veto_proof"].fillna(False).astype(bool)]
    check(("veto-proof", "all", "all"), proof)
    for chamber in ("house", "senate"):
        check(("veto-proof", "chamber", chamber), proof[proof["chamber"] == chamber])
    for party in ("D", "R"):
        check(("veto-proof", "president", party), proof[proof["president_party"] == party])
    short = table[table["passage_veto_proof"].eq(False).fillna(False)]
    check(("short of two-thirds", "all", "all"), short)
    silent = table[table["passage_vote_id"].isna()]
    lacking = silent["passage_note"].str.contains("1989")
    check(("no roll call", "all", "all"), silent[~lacking])
    check(("not in the record", "all", "all"), silent[lacking])
    each = rates.sort_index().drop("veto-proof in both chambers", level="passage")
    summed = each["attempts"].groupby(["passage", "by"]).sum()
    assert set(summed["veto-proof"]) == {24}
    assert summed.groupby("by").sum()["all"] == 90


@pytest.mark.parametrize(
    ("key", "bills", "attempts"),
    [
        (("veto-proof", "all", "all"), (14, 17), (21, 24)),
        (("veto-proof in both chambers", "all", "all"), (6, 7), (13, 14)),
        (("veto-proof", "president's party", "mostly yea"), (12, 12), (15, 15)),
        (("veto-proof", "president's party", "not mostly yea"), (5, 8), (6, 9)),
        (("short of two-thirds", "all", "all"), (0, 50), (0, 50)),
        (("no roll call", "all", "all"), (5, 13), (6, 14)),
    ],
)
def test_how_often_passages_held(key, bills, attempts):
    row = vk.override_base_rates().set_index(["passage", "by", "group"]).loc[key]
    assert (row["bills_held"], row["bills"]) == bills
    assert (row["attempts_held"], row["attempts"]) == attempts
    exact = binomtest(*map(int, bills)).proportion_ci(method="exact")
    assert (row["low"], row["high"]) == pytest.approx((exact.low, exact.high))


def test_bills_veto_proof_by_roll_call_in_both_chambers_that_did_not_all_become_law(table):
    verdicts = {bill: vk.margin(bill).verdict for bill in sorted(set(table["bill_id"]))}
    both = {bill for bill, verdict in verdicts.items() if verdict == "veto-proof"}
    assert len(both) == 7
    # The Hatch Act: the House overrode, the Senate sustained by two votes, 65–35.
    assert both - BECAME_LAW == {"hr20-101"}


@given(st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_intervals_are_scipys_exact_ones(counts):
    share = share_of(*counts)
    exact = binomtest(*counts).proportion_ci(method="exact")
    assert (share.low, share.high) == pytest.approx((exact.low, exact.high))
    assert share.low <= share.share <= share.high


def test_no_case_has_no_share():
    assert share_of(0, 0).share is None


@given(st.integers(0, 435), st.integers(0, 435))
def test_bands_are_points_from_two_thirds(yea, nay):
    if yea + nay:
        distance = abs(100 * yea / (yea + nay) - 200 / 3)
        if min(abs(distance - 5), abs(distance - 10)) > 1e-6:
            assert band_of(yea, nay) == BANDS[(distance > 5) + (distance > 10)]


def test_presidents_change_on_the_twentieth_of_january():
    assert president_on("2021-01-19").name == "Donald J. Trump"
    assert president_on("2021-01-20").party == "D"
    assert president_on("1989-01-19") is None


def votekit(*arguments):
    command = [sys.executable, "-m", "votekit", "overrides", *arguments]
    return subprocess.run(command, capture_output=True, text=True)


def test_the_command_names_who_moved():
    text = " ".join(votekit("--bill", "hr6395-116", "--moved").stdout.split())
    assert "Yea to Nay (House, h253-116.2020, 26): Rick Allen (R-GA)" in text
    assert "1 bill became law over the veto" in text
    answer = json.loads(votekit("--bill", "hr6395-116", "--moved", "-f", "json").stdout)
    assert len(answer) == 2
    assert sum(one["before"] == "yea" and one["after"] == "nay" for one in answer[0]["moved"]) == 26


def test_the_command_gives_base_rates_with_intervals_and_the_caveat():
    text = " ".join(votekit("--base-rates").stdout.split())
    assert "14 of 17 bills with a veto-proof passage held (57–96%)" in text
    assert "6 of 7 that were veto-proof by roll call in both chambers became law" in text
    assert "21 of 24 (68–97%)" in text
    assert "not a random sample" in text


@pytest.mark.parametrize(
    "arguments",
    [
        ("--bill", "hr3364-115"),
        ("--bill", "h253-116.2020"),
        ("--congress", "117"),
        ("--base-rates", "--congress", "116"),
    ],
)
def test_a_wrong_request_gets_one_sentence(arguments):
    done = votekit(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("votekit: ")
    assert done.stderr.count("\n") == 1


def test_an_empty_selection_is_refused_in_python_as_well():
    with pytest.raises(RequestError, match="votekit overrides"):
        vk.overrides(congress=117)


def test_the_page_does_not_speak_of_what_is_not_there():
    text = " ".join(votekit("--bill", "sjres7-116").stdout.split())
    assert "1 of 1 have a passage by roll call. *" in text
    assert votekit("--congress", "119").stdout.startswith(
        "Attempts to pass a bill over a veto, 2026\n"
    )
