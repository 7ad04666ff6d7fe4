"""How often members agree: against brute force, real pairs, invariants, the matrix as written."""

import csv
import io
import json
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from typer.testing import CliRunner

import votekit as vk
from votekit.analysers.agreement import (
    agreement_counts,
    agreement_shares,
    is_lopsided,
    mean_shares,
    rank_pairs,
)
from votekit.analysers.bill_pairs import bill_pairs
from votekit.api.chamber_agreement import ChamberAgreement, chamber_agreement
from votekit.cli.agreement_page import matrix_page
from votekit.cli.app import app
from votekit.errors import RequestError
from votekit.store import Record, Wanted

PAUL, SANDERS = "Rand Paul (R-KY)", "Bernie Sanders (I-VT)"


@pytest.fixture(scope="module")
def senate():
    """Give who cast what in the Senate of the 115th, by hand, and which roll calls are lopsided."""
    record = Record.open()
    place = Wanted(115, "senate")
    cast = {}
    for row in record.positions(place, ["vote_id", "member_id", "position"]).to_pylist():
        if row["position"] in {"yea", "nay"}:
            cast.setdefault(row["member_id"], {})[row["vote_id"]] = row["position"]
    counts = record.rollcalls(place, ["vote_id", "yea", "nay"]).to_pylist()
    lopsided = {
        row["vote_id"]
        for row in counts
        if min(row["yea"], row["nay"]) / max(row["yea"] + row["nay"], 1) < 0.025
    }
    return cast, lopsided


def printed(*arguments):
    done = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


def test_two_members_recounted_by_hand(senate):
    cast, lopsided = senate
    paul, sanders = cast["S348"], cast["S313"]
    both = paul.keys() & sanders.keys()
    answer = vk.agreement("rand paul", "sanders", congress=115)
    assert answer.shared == len(both)
    assert answer.same == sum(paul[vote] == sanders[vote] for vote in both)
    assert answer.share == answer.same / answer.shared
    assert answer.lopsided == len(both & lopsided)
    assert answer.divided == len(both - lopsided)
    assert answer.divided_same == sum(paul[vote] == sanders[vote] for vote in both - lopsided)
    assert answer.divided_share == answer.divided_same / answer.divided
    differed = {vote for vote in both if paul[vote] != sanders[vote]}
    assert {row["vote_id"] for row in answer.differences} == differed
    for row in answer.differences[:20]:
        assert (row["first"], row["second"]) == (paul[row["vote_id"]], sanders[row["vote_id"]])


@pytest.mark.parametrize("divided", [False, True])
def test_the_whole_matrix_recounted_by_hand(senate, divided):
    cast, lopsided = senate
    found = chamber_agreement(115, "senate", divided=divided)
    record = Record.open()
    rows = record.members(Wanted(115, "senate")).to_pylist()
    label = {row["member_id"]: f"{row['name']} ({row['party']}-{row['state']})" for row in rows}
    place = {label: at for at, label in enumerate(found.labels)}
    for one, two in list(combinations(sorted(cast), 2))[::17]:
        votes = (cast[one].keys() & cast[two].keys()) - (lopsided if divided else set())
        at = place[label[one]], place[label[two]]
        assert found.shared[at] == len(votes)
        assert found.same[at] == sum(cast[one][vote] == cast[two][vote] for vote in votes)


def test_matrix_and_pair_say_the_same():
    pair = vk.agreement("rand paul", "sanders", congress=115)
    matrix = vk.agreement_matrix(115, "senate")
    assert matrix.loc[PAUL, SANDERS] == pytest.approx(pair.share)
    assert vk.agreement_matrix(115, "senate", counts=True).loc[PAUL, SANDERS] == pair.shared
    divided = vk.agreement_matrix(115, "senate", counts=True, divided=True)
    assert divided.loc[PAUL, SANDERS] == pair.divided


def test_agreement_does_not_depend_on_who_is_named_first():
    one, two = (
        vk.agreement(*pair)
        for pair in (("susan collins", "lisa murkowski"), ("lisa murkowski", "susan collins"))
    )
    assert (one.same, one.shared, one.lopsided) == (two.same, two.shared, two.lopsided)
    assert [row["first"] for row in one.differences] == [row["second"] for row in two.differences]


def test_the_congresses_add_up():
    answer = vk.agreement("schumer", "mcconnell", chamber="senate")
    assert [row["congress"] for row in answer.congresses] == list(range(106, 120))
    for name in ("shared", "same", "lopsided", "divided", "divided_same"):
        assert sum(row[name] for row in answer.congresses) == getattr(answer, name)


def test_across_chambers_only_deciding_roll_calls_on_the_same_bill_count():
    answer = vk.agreement("ocasio", "sanders", congress=116)
    assert answer.across
    record = Record.open()
    rows = {row["vote_id"]: row for row in record.rollcalls(Wanted(116)).to_pylist()}
    assert answer.differences
    for row in answer.differences:
        own, other = rows[row["vote_id"]], rows[row["second_vote_id"]]
        assert (own["chamber"], other["chamber"]) == ("house", "senate")
        assert own["bill_id"] == other["bill_id"] == row["bill_id"]
        assert {own["outcome"], other["outcome"]} == {"passed"}
    assert "never sat in one chamber" in answer.notes[0]


def test_bills_whose_question_was_divided_have_no_counterpart():
    rows = Record.open().rollcalls(Wanted(111)).to_pylist()
    bill = [row for row in rows if row["bill_id"] == "hr627-111"]
    assert {row["chamber"] for row in bill} == {"house", "senate"}
    assert bill_pairs(bill, "house", "senate") == []


def test_congresses_apart_are_left_out_and_told():
    answer = vk.agreement("sanders", "schumer")
    assert {row["chamber"] for row in answer.congresses} == {"house", "senate"}
    assert not answer.across
    assert "106th, 107th, 108th, 109th" in answer.notes[0]


@pytest.mark.parametrize(
    ("yea", "nay", "told"), [(98, 2, True), (97, 3, False), (2, 98, True), (39, 1, False)]
)
def test_lopsided_is_a_minority_under_two_and_a_half_per_cent(yea, nay, told):
    assert is_lopsided(yea, nay) is told


casts = arrays.arrays(
    np.float32,
    st.tuples(st.integers(0, 9), st.integers(1, 6)),
    elements=st.sampled_from([-1.0, 0.0, 1.0]).map(float),
)


@settings(max_examples=60)
@given(casts)
def test_agreement_is_symmetric_and_a_share(cast):
    shared, same = agreement_counts(cast)
    assert (shared == shared.T).all()
    assert (same == same.T).all()
    assert ((same >= 0) & (same <= shared) & (shared <= len(cast))).all()
    assert (np.diag(same) == np.abs(cast).sum(axis=0)).all()
    share = agreement_shares(shared, same)
    assert (np.isnan(share) == (shared == 0)).all()
    assert ((share >= 0) & (share <= 1) | np.isnan(share)).all()


@settings(max_examples=60)
@given(casts, st.randoms())
def test_another_order_of_members_and_roll_calls_changes_nothing(cast, random):
    members, votes = list(range(cast.shape[1])), list(range(cast.shape[0]))
    random.shuffle(members)
    random.shuffle(votes)
    moved = agreement_counts(cast[np.ix_(votes, members)])
    for plain, other in zip(agreement_counts(cast), moved, strict=True):
        assert (plain[np.ix_(members, members)] == other).all()


def test_pairs_with_few_shared_roll_calls_are_not_ranked():
    share = np.array([[1, 1, 0.5], [1, 1, 0.25], [0.5, 0.25, 1]])
    shared = np.array([[9, 1, 9], [1, 9, 9], [9, 9, 9]], np.float32)
    pairs = rank_pairs(["A", "B", "C"], share, shared, 5)
    assert [(pair.first, pair.second, pair.share) for pair in pairs] == [
        ("A", "C", 0.5),
        ("B", "C", 0.25),
    ]


def test_means_are_over_pairs_of_different_members():
    share = np.array([[1, 0.8, 0.1], [0.8, 1, 0.3], [0.1, 0.3, 1]])
    within, between = mean_shares(["D", "D", "R"], share)
    assert (within.group, within.share, within.pairs) == ("within D", 0.8, 1)
    assert (between.pairs, round(between.share, 9)) == (2, 0.2)


# The command line


def test_agreement_tells_share_counts_and_what_is_left_out():
    text = " ".join(printed("agreement", "rand paul", "sanders", "-c", "115").split())
    assert "Agreed on 151 of 562 roll calls on which both voted (26.9%)" in text
    assert "on 96 of the 487 that divided the chamber (19.7%)" in text


def test_agreement_leads_with_all_shared_roll_calls():
    answer = vk.agreement("ocasio-cortez", "marjorie greene", congress=118)
    assert (answer.same, answer.shared, f"{answer.share:.1%}") == (186, 1110, "16.8%")
    assert (answer.divided_same, answer.divided) == (94, 1008)
    text = " ".join(printed("agreement", "ocasio", "greene", "-c", "118").split())
    assert "Agreed on 186 of 1,110 roll calls on which both voted (16.8%); on 94 of the" in text


def test_divided_lists_only_differences_on_divided_roll_calls():
    text = printed("agreement", "rand paul", "sanders", "-c", "115", "--divided")
    assert "differences on divided roll calls are listed" in " ".join(text.split())
    answer = vk.agreement("rand paul", "sanders", congress=115)
    lopsided = {row["vote_id"] for row in answer.differences if row["lopsided"]}
    assert not any(vote_id in text for vote_id in lopsided)


def test_agreement_as_json_has_all_differences():
    answer = json.loads(printed("agreement", "S348", "S313", "-c", "115", "-f", "json"))
    assert len(answer["differences"]) == answer["shared"] - answer["same"]
    assert answer["congresses"][0]["chamber"] == "senate"


def test_matrix_as_csv_is_members_by_members():
    arguments = ("agreement", "--matrix", "-c", "115", "--chamber", "senate", "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(printed(*arguments))))
    names = [row["member"] for row in rows]
    assert list(rows[0]) == ["member", *names]
    by_name = {row["member"]: row for row in rows}
    assert by_name[PAUL][SANDERS] == by_name[SANDERS][PAUL] == "0.268683"
    assert by_name[PAUL][PAUL] == "1.0"
    counts = list(csv.DictReader(io.StringIO(printed(*arguments, "--counts"))))
    assert {row["member"]: row for row in counts}[PAUL][SANDERS] == "562"


def test_matrix_as_a_page_ranks_pairs():
    text = " ".join(printed("agreement", "--matrix", "-c", "115", "--chamber", "senate").split())
    assert "105 members on 599 roll calls" in text
    assert "--divided leaves them out" in text
    arguments = ("agreement", "--matrix", "-c", "115", "--chamber", "senate", "--divided")
    assert "Left out: 77 lopsided roll calls" in " ".join(printed(*arguments).split())
    assert "between D and R" in text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ocasio",), "of two members"),
        (("ocasio", "ocasio"), "Both are Alexandria Ocasio-Cortez"),
        (("specter", "ocasio"), "never sat in Congress together.*101st to the 111th"),
        (("ocasio", "paul"), "names 2 members"),
        (("--matrix", "-c", "115"), "add --congress 115 --chamber senate"),
        (("--matrix", "-c", "99", "--chamber", "house"), "no roll call of the House in the 99th"),
        (("--matrix", "ocasio", "-c", "115", "--chamber", "house"), "leave out the names"),
        (("ocasio", "pelosi", "--counts"), "--counts is of --matrix"),
        (("ocasio", "pelosi", "--differences", "-1"), "0 or more"),
    ],
)
def test_a_wrong_request_is_told_in_one_sentence(arguments, told):
    with pytest.raises(RequestError, match=told):
        CliRunner().invoke(app, ["agreement", *arguments], catch_exceptions=False)


def test_a_slip_in_either_name_suggests_who_sat_with_the_other():
    for names in (["Manchin", "Colins"], ["Colins", "Manchin"]):
        done = CliRunner().invoke(app, ["agreement", *names])
        assert "nearest are Susan Collins (R-ME" in str(done.exception)


def test_two_of_one_last_name_are_told_apart():
    text = " ".join(printed("agreement", "rand paul", "ron paul").split())
    assert "Agreed on 15 of 16 bills decided in both chambers on which both voted (93.8%)" in text
    assert "none of them lopsided" in text
    assert "Rand Paul Ron Paul bill" in text
    assert "All differences are listed." in text


def test_agreements_are_listed_as_well_as_differences():
    """The AOC and Greene of the 118th: on what did they agree, where the chamber was divided?"""
    answer = vk.agreement("ocasio", "Marjorie Taylor Greene", congress=118)
    assert len(answer.agreements) == answer.same
    assert len(answer.agreements) + len(answer.differences) == answer.shared
    assert all(row["first"] == row["second"] for row in answer.agreements)
    days = [row["date"] for row in answer.agreements]
    assert days == sorted(days, reverse=True)
    asked = ("agreement", "ocasio", "Marjorie Taylor Greene", "-c", "118", "--divided")
    page = CliRunner().invoke(app, [*asked, "--agreements", "3", "--differences", "0"]).stdout
    told = " ".join(page.split())
    divided = [row for row in answer.agreements if not row["lopsided"]]
    assert f"The newest 3 of {len(divided)} agreements on divided roll calls are listed." in told
    assert all(row["vote_id"] in told for row in divided[:3])
    assert "differed on" not in told


@pytest.mark.parametrize(("members", "told"), [(4, "1 more pair tied"), (5, "5 more pairs tied")])
def test_pairs_tied_with_the_last_shown_are_counted(members, told):
    everywhere = np.full((members, members), 10, np.float32)
    found = ChamberAgreement(
        labels=[f"M{number}" for number in range(members)],
        parties=["D"] * members,
        shared=everywhere,
        same=everywhere,
        share=np.ones((members, members)),
        rollcalls=10,
        lopsided=0,
        delegates=0,
    )
    notes = " ".join(matrix_page(found, 119, "house").notes)
    assert f"Not shown: {told} with the last of those most alike (100.0%)." in notes
