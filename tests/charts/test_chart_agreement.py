"""The agreement chart: what it shows of a real chamber."""

from itertools import pairwise

import pytest

import votekit as vk

PARTIES = {"D", "R"}


@pytest.fixture(scope="module")
def senate():
    return vk.chart("agreement", congress=115, chamber="senate")


def in_order(chart):
    names = dict.fromkeys(row["other"] for row in chart.rows)
    return [*names, chart.rows[-1]["member"]]


def test_each_pair_stands_once_and_is_counted_right(senate):
    pairs = {frozenset((row["member"], row["other"])) for row in senate.rows}
    members = len(in_order(senate))
    assert len(pairs) == len(senate.rows) == members * (members - 1) // 2
    share = vk.agreement_matrix(115, "senate")
    common = vk.agreement_matrix(115, "senate", counts=True)
    for row in senate.rows[::97]:
        assert row["shared"] == common.loc[row["member"], row["other"]]
        if row["shared"]:
            told = share.loc[row["member"], row["other"]]
            assert row["agreement"] == pytest.approx(told, abs=5e-5)


def test_pairs_without_a_roll_call_in_common_are_kept_and_told(senate):
    # Doug Jones took the seat of Luther Strange.
    apart = [row for row in senate.rows if not row["shared"]]
    assert {"Doug Jones (D-AL)", "Luther Strange (R-AL)"} in [
        {row["member"], row["other"]} for row in apart
    ]
    assert all(row["agreement"] is None for row in apart)
    assert "struck through: no roll call in common" in senate.about.source


def test_members_stand_by_party_democrats_first(senate):
    parties = [name.rsplit("(", 1)[1][0] for name in in_order(senate)]
    assert parties[0] == "D"
    assert sum(one != other for one, other in pairwise(parties)) == 2


def test_the_headline_is_the_share_over_pairs(senate):
    parts = {True: [0, 0], False: [0, 0]}
    for row in senate.rows:
        if {row["party"], row["other_party"]} <= PARTIES:
            count = parts[row["party"] == row["other_party"]]
            count[0] += row["same"]
            count[1] += row["shared"]
    within, across = (same / shared for same, shared in (parts[True], parts[False]))
    assert senate.about.headline == (
        f"Senators of the same party voted alike on {within:.0%} of roll calls, across parties on "
        f"{across:.0%}"
    )


def test_who_stands_out_is_named(senate):
    assert "Rand Paul (R-KY)" in str(senate.to_dict()["layer"])
    assert "Joe Manchin (D-WV): 72% with Democrats, 63% with Republicans." in (
        senate.about.description
    )


def test_delegates_are_left_out_and_counted():
    about = vk.chart("agreement", congress=116, chamber="house").about
    assert "left out: 6 delegates" in about.source
