"""``whatif``: a recount is the margin of the changed rows; odds are exact; nobody is guessed."""

import csv
import io
import itertools
import json
import math
from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import votekit as vk
from votekit.analysers.bill_history import crossings, votes_of
from votekit.analysers.cutting import cutting_point
from votekit.analysers.turning import Counts, Outcome, held, outcome_of, ways_to_turn
from votekit.analysers.veto import two_thirds, ways_to_override, ways_to_sustain
from votekit.analysers.whatif import counts_of, recorded_tie_breaker, recounted
from votekit.analysers.whip_odds import Unsure, whip_odds
from votekit.api.whatif import whatif
from votekit.api.whatif_assumed import read_roll
from votekit.cli.app import app
from votekit.lookup import DETAIL
from votekit.rules import RULES
from votekit.store import Record, Wanted
from votekit.store.rows import rows_at

OVERRIDE = "h1122-110.2007"


@pytest.fixture(scope="module")
def record():
    return Record.open()


@pytest.fixture
def asked(record):
    def ask(reference, **assumptions):
        return whatif(reference, record=record, **{"candidates": 0, **assumptions})

    return ask


def listed(record, vote_id):
    return vk.positions(vote_id, record=record)


def counted(positions):
    """Count by hand: (party, position) → members."""
    return Counter(zip(positions["party"], positions["position"], strict=True))


def counts_after(answer):
    return Counter(
        {
            (split.party, position): getattr(split, position)
            for split in answer.after.parties
            for position in ("yea", "nay", "present", "not_voting")
        }
    )


def test_two_switches_override_the_veto_of_hr3043(asked):
    (one,) = asked(OVERRIDE, flip=["Renzi:yea"])
    assert (one.held_after.spare, one.turned) == (-1, False)
    (two,) = asked(OVERRIDE, flip=["Renzi:yea", "Jim Saxton:yea"])
    assert (two.held_before.spare, two.held_after.spare, two.turned) == (-2, 0, True)
    assert two.after.veto.veto_proof
    assert [(c.member.name, c.member.position, c.to) for c in two.changes] == [
        ("Rick Renzi", "nay", "yea"),
        ("Jim Saxton", "nay", "yea"),
    ]


def test_three_nays_walking_out_or_five_absent_arriving_override_it_as_well(asked, record):
    nays = listed(record, OVERRIDE).query("position == 'nay'")["member_id"].tolist()
    absent = listed(record, OVERRIDE).query("position == 'not_voting'")["member_id"].tolist()
    assert not asked(OVERRIDE, flip=[f"{one}:away" for one in nays[:2]])[0].turned
    assert asked(OVERRIDE, flip=[f"{one}:away" for one in nays[:3]])[0].turned
    assert not asked(OVERRIDE, flip=[f"{one}:yea" for one in absent[:4]])[0].turned
    assert asked(OVERRIDE, flip=[f"{one}:yea" for one in absent[:5]])[0].turned


def test_without_assumptions_nothing_changes(asked):
    for answer in asked("hr3364-115"):
        assert answer.held_before == answer.held_after
        assert (answer.before.parties, answer.before.veto) == (
            answer.after.parties,
            answer.after.veto,
        )
        assert (answer.changes, answer.idle, answer.odds) == ([], [], None)


def test_before_is_what_margin_says(asked):
    told = {vote.vote_id: vote for vote in vk.margin("hr3364-115").votes}
    for answer in asked("hr3364-115"):
        assert answer.before == told[answer.vote_id]


def test_a_bill_is_its_deciding_roll_call_of_each_chamber(asked):
    answers = asked("hr3364-115")
    assert [answer.vote_id for answer in answers] == ["h413-115.2017", "s175-115.2017"]
    assert [answer.before.role for answer in answers] == ["deciding", "deciding"]
    assert [one.vote_id for one in asked("hr3364-115", chamber="senate")] == ["s175-115.2017"]


def test_a_vetoed_bill_is_its_last_attempt_to_override(asked):
    answers = asked("hr6395-116")
    assert [answer.vote_id for answer in answers] == ["h253-116.2020", "s292-116.2020"]
    assert [answer.before.role for answer in answers] == ["override", "override"]
    assert answers[0].notes[0] == (
        "Recounted is the last attempt of each chamber to override the veto: to recount the "
        "passage, name h238-116.2020 or s264-116.2020."
    )
    assert [one.vote_id for one in asked("hr6395-116", chamber="senate")] == ["s292-116.2020"]
    # The House failed to override the veto of H.R. 3043: it never came to the Senate.
    (house,) = asked("hr3043-110")
    assert house.vote_id == "h1122-110.2007"
    assert "Left out: the Senate has no roll call on overriding the veto." in house.notes
    # The Senate passed H.R. 3808 without a roll call.
    assert "h573-111.2010" in refused("hr3808-111", "--chamber", "senate")
    (senate,) = asked("hjres46-116", chamber="senate")
    assert (senate.vote_id, senate.before.role) == ("s49-116.2019", "deciding")
    assert senate.notes == [
        "Recounted is the passage: the attempt to override the veto was the other chamber's "
        "(h127-116.2019)."
    ]


def test_a_chamber_without_a_deciding_roll_call_is_named(asked):
    # The House agreed to the Senate's text of the CARES Act by voice.
    (senate,) = asked("hr748-116")
    assert senate.vote_id == "s80-116.2020"
    (left_out,) = senate.notes
    assert left_out.startswith("Left out, without a deciding roll call: the House voted (h493-116")


def test_staying_away_and_arriving_recount_to_the_changed_rows(asked, record):
    rows = listed(record, OVERRIDE)
    (gone,) = asked(OVERRIDE, away="party=R,state=TX")
    moved = rows.assign(
        position=rows["position"]
        .astype(object)
        .mask((rows["party"] == "R") & (rows["state"] == "TX"), "not_voting")
    )
    assert +counts_after(gone) == +counted(moved)
    (come,) = asked(OVERRIDE, arrive=["party=D:yea", "party=R:nay"])
    away = rows["position"] == "not_voting"
    sides = rows["party"].map({"D": "yea", "R": "nay"})
    moved = rows.assign(position=rows["position"].astype(object).mask(away, sides))
    assert +counts_after(come) == +counted(moved)
    assert come.held_after.needed == two_thirds(come.after.voting)


def test_names_and_positions_narrow_a_filter(asked):
    (one,) = asked("s175-115.2017", away="position=nay")
    assert {change.member.name for change in one.changes} == {"Rand Paul", "Bernie Sanders"}
    (one,) = asked("s175-115.2017", away="name=Collins")
    assert [change.member.name for change in one.changes] == ["Susan Collins"]


@settings(max_examples=15)
@given(data=st.data())
def test_flips_recount_to_the_changed_rows_and_back(record, data):
    rows = listed(record, "s175-115.2017")
    ids = data.draw(st.lists(st.sampled_from(rows["member_id"].tolist()), unique=True, max_size=60))
    to = data.draw(st.sampled_from(["yea", "nay", "present", "not_voting"]))
    (answer,) = whatif(
        "s175-115.2017",
        flip=[f"{one}:{to.replace('not_voting', 'away')}" for one in ids],
        candidates=0,
        record=record,
    )
    position = rows["position"].astype(object).mask(rows["member_id"].isin(ids), to)
    assert +counts_after(answer) == +counted(rows.assign(position=position))
    assert answer.held_after.yea == (position == "yea").sum()
    # Whoever is changed goes back to where the change says that they came from.
    back = {change.member.id: change.member.position for change in answer.changes}
    named = dict(zip(rows["member_id"], rows["position"], strict=True))
    assert len(back) == sum(named[one] != to for one in ids)
    assert len(answer.idle) == len(ids) - len(back)


RULE_KEYS = sorted(key for key, rule in RULES.items() if rule.base != "none")
MAY_BREAK = {"majority-senate", "cloture-nomination", "budget-waiver-majority"}


def decided(key, yea, nay, present, listed, breaker):
    """Decide a count by the rule’s own words: fractions, not the code under test."""
    if yea + nay == 0:
        return "failed"
    if key in MAY_BREAK and yea == nay:
        return {"yea": "passed", None: "tied"}.get(breaker, "failed")
    if key == "chair":
        return "passed" if yea >= nay else "failed"
    rule = RULES[key]
    whole = {"voting": yea + nay, "present": yea + nay + present, "sworn": listed}[rule.base]
    share = Fraction(yea, whole)
    enough = share > Fraction(1, 2) if rule.fraction == "1/2" else share >= Fraction(rule.fraction)
    return "passed" if enough else "failed"


def results(key, counts, kind, number):
    """Give all outcomes that so many changes of a kind can have, whoever of the away arrives."""
    yea, nay, present, away = counts.yea, counts.nay, counts.present, counts.not_voting
    tried = []
    if kind == "yea_to_nay":
        tried = [(yea - number, nay + number, present)]
    elif kind == "nay_to_yea":
        tried = [(yea + number, nay - number, present)]
    elif kind == "yeas_stay_away":
        tried = [(yea - number, nay, present)]
    elif kind == "nays_stay_away":
        tried = [(yea, nay - number, present)]
    else:
        for first in range(max(0, number - away), min(number, present) + 1):
            come = (number, 0) if kind.endswith("yea") else (0, number)
            tried.append((yea + come[0], nay + come[1], present - first))
    breaker = counts.vice_president
    return {decided(key, *one, counts.listed, breaker) for one in tried if one[0] + one[1]}


@settings(max_examples=400)
@given(
    st.sampled_from(RULE_KEYS),
    st.integers(0, 25),
    st.integers(0, 25),
    st.integers(0, 4),
    st.integers(0, 6),
    st.sampled_from(["yea", "nay", "away", None]),
    st.booleans(),
)
def test_the_cheapest_way_turns_the_outcome_and_one_less_does_not(
    key, yea, nay, present, away, breaker, tied
):
    nay = yea if tied else nay
    total = yea + nay + present + away
    counts, rule = Counts(yea, nay, present, away, total, breaker), RULES[key]
    now = outcome_of(rule, counts)
    assert now == decided(key, yea, nay, present, total, breaker)
    assert held(rule, counts).holds == (now == "passed")
    ways = ways_to_turn(rule, counts)
    aims = {"passed": ["failed"], "failed": ["passed"], "tied": ["passed", "failed"]}[now]
    assert [way.to for way in ways] == [aim for aim in aims for _ in range(3)]
    for way in ways:
        side = yea if way.to == "failed" else nay
        most = present + away if way.kind.startswith("absent") else side
        assert way.kind.endswith({"passed": "yea", "failed": "nay"}[way.to]) == (
            "stay_away" not in way.kind
        )
        found = [results(key, counts, way.kind, number) for number in range(1, most + 1)]
        enough = [place for place, outcomes in enumerate(found, 1) if way.to in outcomes]
        assert way.count == (enough[0] if enough else None)
        ties = [place for place, outcomes in enumerate(found, 1) if "tied" in outcomes]
        assert way.at_tie == (ties[0] if ties and now != "tied" else None)


@pytest.mark.parametrize("key", RULE_KEYS)
def test_a_way_of_a_senate_tie_counts_on_the_vice_president_who_is_known(key):
    rule, even = RULES[key], Counts(48, 50, 0, 2, 100)
    ways = {
        vote: ways_to_turn(rule, replace(even, vice_president=vote))[0]
        for vote in ("yea", "nay", None)
    }
    if key in MAY_BREAK:
        assert [(way.count, way.at_tie) for way in ways.values()] == [
            (1, None),
            (2, None),
            (2, 1),
        ]
    else:
        assert len({(way.count, way.at_tie) for way in ways.values()}) == 1


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 12))
def test_under_two_thirds_the_ways_are_the_formulas_of_the_veto(yea, nay, away):
    ways = [
        way.count
        for way in ways_to_turn(RULES["override"], Counts(yea, nay, 0, away, yea + nay + away))
    ]
    sustain, override = ways_to_sustain(yea, nay, away), ways_to_override(yea, nay, away)
    if sustain:
        assert ways == list(vars(sustain).values())
    if override:
        assert ways == list(vars(override).values())


@given(
    st.lists(
        st.tuples(
            st.sampled_from([("yea", "nay"), ("nay", "yea"), ("not_voting", "yea")]),
            st.floats(0, 1),
        ),
        min_size=1,
        max_size=7,
    ),
    st.integers(0, 12),
    st.integers(0, 8),
    st.sampled_from(["override", "cloture"]),
)
def test_odds_are_those_of_all_outcomes_counted_one_by_one(members, yea, nay, key):
    unsure = [Unsure(*both, share) for both, share in members]
    listed_ = yea + nay + len(unsure)
    settled = Counts(yea, nay, 0, 0, listed_)
    probability = expected = 0.0
    spare = []
    for choice in itertools.product((True, False), repeat=len(unsure)):
        share = math.prod(
            one.certainty if taken else 1 - one.certainty
            for one, taken in zip(unsure, choice, strict=True)
        )
        votes = Counter(
            one.position if taken else one.otherwise
            for one, taken in zip(unsure, choice, strict=True)
        )
        result = held(
            RULES[key],
            Counts(yea + votes["yea"], nay + votes["nay"], 0, votes["not_voting"], listed_),
        )
        probability += share * result.holds
        expected += share * result.yea
        spare.append(result.spare)
    odds = whip_odds(RULES[key], settled, unsure)
    assert odds.probability == pytest.approx(probability, abs=1e-9)
    assert odds.expected_yea == pytest.approx(expected, abs=1e-9)
    assert odds.unsure == len(unsure)
    assert not odds.worst.holds or probability == pytest.approx(1)
    assert odds.best.holds or probability == pytest.approx(0)


@given(st.lists(st.tuples(st.integers(-9, 9), st.booleans()), min_size=2, max_size=12))
def test_no_other_point_makes_fewer_errors_than_the_cutting_point(votes):
    import numpy as np

    scores = np.array([score / 10 for score, _ in votes])
    yea = np.array([voted for _, voted in votes])
    points = [point / 20 for point in range(-19, 20)]
    fewest = min(
        min(((scores < p) != yea).sum(), ((scores > p) != yea).sum())
        for p in points
        if not (scores == p).any()
    )
    minority = min(yea.sum(), (~yea).sum())
    found = cutting_point(scores, yea)
    if found is None:
        assert fewest >= minority
        return
    assert found.errors == fewest < minority
    sided = (scores < found.point) if found.yea_side == "left" else (scores > found.point)
    assert (sided != yea).sum() == found.errors


def test_candidates_have_reasons_that_the_record_bears_out(record):
    (answer,) = whatif(OVERRIDE, candidates=5, record=record)
    first = answer.switchers[0]
    assert (first.member.name, first.before, first.wanted) == ("Jim Saxton", 3, "yea")
    for name in ("h686-110.2007", "h1050-110.2007", "h1075-110.2007"):
        assert name in first.reasons[0]
        mine = listed(record, name).query("member_id == 'S000097'")["position"].item()
        assert mine == "yea"
    assert all(one.rank == place for place, one in enumerate(answer.switchers, 1))
    assert len(answer.switchers) == len(answer.arrivals) == 5
    assert all(one.reasons for one in answer.switchers)
    assert OVERRIDE not in answer.earlier
    assert all(name.endswith("-110.2007") for name in answer.earlier)


def test_crossings_are_what_counting_one_by_one_gives(record):
    place = Wanted(115, "senate")
    names = ["vote_id", "member_id", "position", "party"]
    tallies = record.tallies(place)
    found = crossings(votes_of(record.positions(place, names), tallies))
    sides = {}
    for row in tallies.to_pylist():
        sides[row["vote_id"], row["party"]] = (row["yea"] > row["nay"]) - (row["yea"] < row["nay"])
    against, total = Counter(), Counter()
    for row in record.positions(place, names).to_pylist():
        pair = sides.get((row["vote_id"], "D"), 0), sides.get((row["vote_id"], "R"), 0)
        cast = {"yea": 1, "nay": -1}.get(row["position"], 0)
        if pair[0] * pair[1] < 0 and cast and row["party"] in "DR":
            total[row["member_id"]] += 1
            against[row["member_id"]] += cast != pair["DR".index(row["party"])]
    assert total["S348"] > 100
    for member, told in found.items():
        assert (told.against, told.votes) == (against[member], total[member]), member


def test_crossings_are_what_the_party_unity_score_leaves(record):
    place = Wanted(115, "house")
    names = ["vote_id", "member_id", "position", "party"]
    found = crossings(votes_of(record.positions(place, names), record.tallies(place)))
    scores = vk.member_scores(congress=115, chamber="house", record=record)
    assert len(scores) > 400
    for row in scores.to_dict("records"):
        told = found[row["member_id"]]
        expected = (row["unity_votes"] - row["unity_with"], row["unity_votes"])
        assert (told.against, told.votes) == expected, row["name"]


def test_cloture_is_held_against_the_senators_sworn_and_vacancies_lower_it(asked):
    (answer,) = asked("s218-117.2021", threshold="own")
    assert answer.held_before.needed == 60
    (fewer,) = asked("s218-117.2021", threshold="cloture", vacant="2")
    assert (fewer.held_after.needed, fewer.after.listed, fewer.vacant) == (59, 98, 2)
    (named,) = asked("s175-115.2017", threshold="cloture", vacant=["Rand Paul", "Sanders"])
    assert (named.held_after.needed, named.held_after.nay, named.after.listed) == (59, 0, 98)
    assert named.after.veto.full_chamber.seats == 98


HR1 = ["Massie:yea", "Bacon:nay", "Kiley:nay", "Lawler:nay", "Valadao:nay"]
KAVANAUGH = ["Murkowski:nay", "Daines:nay"]


def page(*arguments):
    done = CliRunner().invoke(app, ["whatif", *arguments, "--candidates", "0"])
    assert done.exit_code == 0, done.exception
    return " ".join(done.stdout.split())


def test_a_bill_that_would_have_failed_is_not_said_to_stand(asked):
    (answer,) = asked("h190-119.2025", flip=HR1)
    assert (answer.threshold.name, answer.held_after.outcome, answer.turned) == (
        "own",
        "failed",
        True,
    )
    assert (answer.held_after.needed, answer.beside.after.needed) == (217, 288)
    assert (
        "The outcome turns: the House would reject the Senate amendment to H.R. 1, 215–217, 2 "
        "short of the 217 needed. As cast, the House agreed to the Senate amendment to "
        "H.R. 1, 218–214. Two-thirds, to override a veto: 73 short of the 288 needed, 70 short "
        "as cast."
    ) in page("h190-119.2025", *(part for one in HR1 for part in ("--flip", one)))


def test_without_manchin_the_inflation_reduction_act_fails(asked):
    (answer,) = asked("s325-117.2022", flip=["Manchin:nay"])
    assert (answer.held_before.outcome, answer.held_after.outcome) == ("passed", "failed")
    # One nay turning yea makes a tie, which Kamala Harris broke.
    assert [(way.count, way.at_tie) for way in answer.ways] == [(1, None), (2, None), (None, None)]
    told = page("s325-117.2022", "--flip", "Manchin:nay")
    assert "the Senate would reject H.R. 5376, 49–51, 2 short of the 51 needed." in told
    assert "passed H.R. 5376, 50–50, with Vice President Kamala Harris breaking the tie." in told


@pytest.mark.parametrize(
    ("assumed", "outcome"),
    [
        ({}, Outcome.TIED),
        ({"vice_president": "yea"}, Outcome.PASSED),
        ({"vice_president": "nay"}, Outcome.FAILED),
        ({"vice_president": "away"}, Outcome.FAILED),
        ({"flip": ["Pence:yea"]}, Outcome.PASSED),
        ({"flip": ["Vice President Mike Pence:nay"]}, Outcome.FAILED),
        ({"flip": ["VP:yea"]}, Outcome.PASSED),
    ],
)
def test_a_senate_tie_is_the_vice_presidents_to_break(asked, assumed, outcome):
    flips = [*KAVANAUGH, *assumed.get("flip", [])]
    (answer,) = asked("s223-115.2018", **{**assumed, "flip": flips})
    assert (answer.after.yea, answer.after.nay) == (50, 50)
    assert answer.held_after.outcome is outcome
    assert answer.after.vice_president == {"passed": "yea"}.get(
        outcome, "nay" if "nay" in str(assumed) else None
    )
    if outcome is Outcome.TIED:
        assert [way.to for way in answer.ways] == ["passed"] * 3 + ["failed"] * 3


def test_a_tie_is_told_as_one():
    told = page("s223-115.2018", "--flip", "Murkowski:nay", "--flip", "Daines:nay")
    assert "50–50: the Vice President, Mike Pence, decides; without that vote the Senate " in told
    assert (
        "would reject Brett M. Kavanaugh as a Supreme Court justice. As cast, the Senate " in told
    )
    # On s226-115.2018, 50–50, no Vice President voted: that is the record's.
    assert "a tie on which the Vice President did not vote" in page("s226-115.2018")
    assert "a tie, which loses in the House" in page("h48-119.2026")


def test_a_name_that_a_member_and_the_vice_president_bear_is_asked_back():
    # Andy Harris (R-MD) voted on it in the House, and Kamala Harris broke the Senate's tie.
    told = refused("hr5376-117", "--flip", "Harris:yea")
    assert told.startswith("“Harris” names a representative and the Vice President, Kamala Harris")


@pytest.mark.parametrize(
    "reference",
    ["s59-117.2021", "s218-117.2021", "s167-118.2023", "s357-107.2001", "s346-110.2007"],
    ids=["conviction", "cloture", "override", "waiver", "sixty"],
)
def test_the_vice_president_counts_toward_no_two_thirds_and_no_three_fifths(reference):
    assert "has no vote on" in refused(reference, "--vice-president", "yea")


def test_a_number_of_members_is_counted_without_their_names(asked):
    (answer,) = asked(OVERRIDE, arrive=["party=D:yea*5"])
    assert (answer.held_after.yea, answer.held_after.nay, answer.turned) == (282, 141, True)
    assert [(change.member.party, change.to, change.named) for change in answer.changes] == [
        ("D", "yea", False)
    ] * 5
    assert "does not say which members" in answer.notes[-1]
    # Of whom something else is assumed is not in the number: 50 yeas, one of them gone by name.
    (two,) = asked("s223-115.2018", away=["Collins", "party=R:yea*2"])
    assert (two.held_after.yea, two.after.not_voting) == (47, 4)
    (three,) = asked("s223-115.2018", flip=["party=D:yea*3"])
    assert (three.held_after.yea, three.held_after.nay) == (53, 45)
    (daines,) = asked("s223-115.2018", arrive="Daines:yea")
    assert (daines.held_after.yea, daines.held_after.nay) == (51, 48)


def test_where_delegates_decide_the_house_votes_again_without_them(asked):
    (answer,) = asked("h311-118.2023")
    again = answer.revote.after
    assert (again.yea, again.nay, again.outcome) == (214, 213, "passed")
    assert "the House would vote again at once without them: by these votes 214–213" in page(
        "h311-118.2023"
    )
    (clear,) = asked("h311-118.2023", flip=["Massie:nay", "Gaetz:nay"])
    assert clear.revote.after is None
    (none,) = asked("h190-119.2025")
    assert none.revote is None


def test_a_sheet_can_have_the_vice_president(asked, tmp_path):
    text = "name,position,certainty\nMurkowski,nay,1\nDaines,nay,0.5\nPence,yea,0.9\n"
    (answer,) = asked("s223-115.2018", sheet=sheet(tmp_path, text))
    # Daines for it: 51–49. Against it: a tie, which Pence breaks nine times in ten.
    assert answer.odds.probability == pytest.approx(0.5 + 0.5 * 0.9)
    assert (answer.odds.worst.outcome, answer.odds.best.outcome) == ("failed", "passed")
    (open_,) = asked("s223-115.2018", sheet=sheet(tmp_path, text.rsplit("Pence", 1)[0]))
    assert (open_.odds.probability, open_.odds.tie) == (0.5, 0.5)


def test_who_broke_the_tie_breaks_no_other_count(asked):
    (tie,) = asked("s54-115.2017", threshold="own")
    assert tie.held_after.holds
    assert tie.after.vice_president == "yea"
    (one,) = asked("s54-115.2017", threshold="own", flip=["Alexander:nay"])
    assert not one.held_after.holds
    assert one.after.vice_president is None


def sheet(tmp_path, text, name="whip.csv"):
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_a_whip_sheet_gives_the_range_and_the_odds(asked, tmp_path):
    file = sheet(tmp_path, "name,position,certainty\nRenzi,yea,0.5\nJim Saxton,yea,0.5\n")
    (answer,) = asked(OVERRIDE, sheet=file)
    odds = answer.odds
    assert (odds.unsure, odds.probability) == (2, 0.25)
    assert (odds.worst.yea, odds.best.yea, odds.expected_yea) == (277, 279, 278.0)
    assert (odds.worst.holds, odds.best.holds) == (False, True)


def test_a_sheet_may_give_ids_other_columns_and_a_byte_order_mark(asked, tmp_path):
    file = sheet(tmp_path, b"\xef\xbb\xbfid,note,Position\r\nR000574,=1+1,aye\r\n\r\n")
    (answer,) = asked(OVERRIDE, sheet=file)
    assert [change.member.name for change in answer.changes] == ["Rick Renzi"]
    assert answer.odds is None


def refused(*arguments):
    done = CliRunner().invoke(app, ["whatif", *map(str, arguments)])
    assert done.stdout == ""
    assert isinstance(done.exception, vk.RequestError), done.exception
    told = str(done.exception)
    assert "\n" not in told
    return told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("member,vote\nRenzi,yea\n", "does not begin with its columns"),
        ("", "does not begin with its columns"),
        ("name,position\nRenzi,maybe\n", "Line 2 of"),
        ("name,position\nRenzi,yea\nNobody At All,nay\n", "Line 3 of the sheet"),
        ("name,position,certainty\nRenzi,yea,1.5\n", "number from 0 to 1"),
        ("name,position,certainty\nRenzi,yea,nan\n", "number from 0 to 1"),
        ("name,position,certainty\nRenzi,present,0.5\n", "uncertain of “present”"),
        ("name,position\n=HYPERLINK(1),yea\n", "has a formula"),
        ('name,position\n"Renzi,yea\n', "is no line of a CSV table"),
        ("name,position\n,yea\n", "names no member"),
        ("name,position\nRenzi,yea\nRenzi,nay\n", "contradict each other on Rick Renzi"),
        (b"name,position\n\x00\x01,yea\n", "Line 2 of"),
        (b"PK\x03\x04\xff\xfe", "is not text in UTF-8"),
        (b"name,position\n" + b"x" * 1_000_001, "larger than 1 MB"),
        ('name,position\n"' + "x" * 200_000 + '",yea\n', "is no line of a CSV table"),
    ],
    ids=lambda value: str(value)[:20] if len(value) < 60 else "long",
)
def test_a_sheet_that_is_none_is_refused_in_one_sentence(tmp_path, text, told):
    assert told in refused(OVERRIDE, "--sheet", sheet(tmp_path, text))


def test_a_sheet_that_is_missing_or_endless_is_refused(tmp_path):
    assert "cannot be read" in refused(OVERRIDE, "--sheet", tmp_path / "none.csv")
    assert "cannot be read" in refused(OVERRIDE, "--sheet", tmp_path)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--flip", "Xyzzy:nay"], "Xyzzy"),
        (["--flip", "Paul:perhaps"], "No position is called “perhaps”"),
        (["--flip", "Paul"], "behind a colon, as Paul:nay"),
        (["--flip", "Pelosi:nay"], "sat in the Senate"),
        (["--flip", "Johnson:nay", "--flip", "Ron Johnson:yea"], "contradict each other on Ron"),
        (
            ["--flip", "Luther Strange:nay", "--away", "name=Strange"],
            "contradict each other on Lut",
        ),
        (["--away", "planet=Mars"], "is not a filter"),
        (["--away", "party=X"], "No party is called “X”"),
        (["--away", "party=R,party=D"], "gives party twice"),
        (["--away", "state=ZZ"], "Nobody on s175-115.2017"),
        (["--arrive", "party=D:yea"], "Nobody who was away"),
        (["--arrive", "party=D"], "how they vote"),
        (["--arrive", "all:away"], "arrive and stay away"),
        (["--flip", "Paul=nay"], "does not say who takes which position"),
        (["--flip", ":nay"], "does not say who takes which position"),
        (["--flip", "Paul:nay*2"], "names one member and a number: leave out *2"),
        (["--flip", "party=R:nay*0"], "put a whole number above 0"),
        (["--flip", "party=R:nay*lots"], "put a whole number above 0"),
        (["--flip", "party=R:nay*60"], "51 on s175-115.2017 can be meant"),
        (["--absent", "party=R*2"], "had voted (1 nay, 51 yea)"),
        (["--absent", "party=R,position=yea:nay"], "gives position twice"),
        (["--arrive", "Collins:nay"], "Susan Collins (R-ME) was not away on s175-115.2017"),
        (["--vice-president", "maybe"], "votes yea or nay, or stays away, not “maybe”"),
        (["--flip", "Pence:present"], "votes yea or nay on a tie or not at all"),
        (["--flip", "Pence:yea", "--vice-president", "nay"], "on the Vice President, Mike Pence"),
        (["--flip", "Vance:yea"], "since Jan. 20, 2025; on July 27, 2017, it was Mike Pence"),
        (["--flip", "Al Gore:yea"], "to Jan. 20, 2001; on July 27, 2017, it was Mike Pence"),
        (["--absent", "Pence"], "the Vice President, who has no seat"),
        (["--vacant", "Mike Pence"], "the Vice President, who has no seat"),
        (["--vacant", "2"], "name who leaves"),
        (["--vacant", "-1"], "Fewer than no seats"),
        (["--threshold", "moon"], "No threshold"),
        (["--candidates", "-1"], "give 0 or more"),
        (["--chamber", "house"], "leave out --chamber"),
        (["--flip", "Tina Smith:yea"], "Tina Smith (D-MN) is not listed on s175-115.2017"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else value[:12],
)
def test_an_assumption_that_cannot_be_is_refused_in_one_sentence(arguments, told):
    assert told in refused("s175-115.2017", *arguments)


def test_other_requests_that_cannot_be_are_refused():
    assert "has no cloture" in refused("h413-115.2017", "--threshold", "cloture")
    assert "of which chamber" in refused("hr3364-115", "--vacant", "1")
    assert "no deciding roll call" in refused("hr3808-111", "--chamber", "senate")
    assert "election of the Speaker" in refused("h2-118.2023")
    assert "Ron Johnson (R-WI, " in refused("hr3364-115", "--flip", "Johnson:nay")


def test_the_page_names_before_after_and_who_is_nearest():
    done = CliRunner().invoke(
        app, ["whatif", OVERRIDE, "--flip", "Renzi:yea", "--flip", "Jim Saxton:yea"]
    )
    text = " ".join(done.stdout.split())
    assert done.exit_code == 0
    assert (
        "The outcome turns: the House would override the veto of H.R. 3043, 279–139, exactly the "
        "279 needed. As cast, the House sustained the veto of H.R. 3043, 277–141."
    ) in text
    assert "Rick Renzi (R-AZ) nay → yea" in text
    assert "1 yea turns nay (nearest: Chip Pickering (R-MS))" in text
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_without_a_quorum_the_page_says_so():
    done = CliRunner().invoke(app, ["whatif", "s175-115.2017", "--away", "party=R"])
    assert "No quorum is left to decide" in done.stdout


def test_json_and_csv_have_the_contract():
    arguments = ["whatif", OVERRIDE, "--flip", "Renzi:yea", "--candidates", "2", "--format"]
    answer = json.loads(CliRunner().invoke(app, [*arguments, "json"]).stdout)
    assert {"before", "after", "held_before", "held_after", "changes", "ways", "switchers"} <= (
        answer.keys()
    )
    assert answer["held_after"] == {
        "yea": 278,
        "nay": 140,
        "needed": 279,
        "spare": -1,
        "holds": False,
        "outcome": "failed",
        "vice_president": None,
    }
    rows = list(csv.DictReader(io.StringIO(CliRunner().invoke(app, [*arguments, "csv"]).stdout)))
    assert Counter(row["line"] for row in rows) == {
        "before": 1,
        "after": 1,
        "change": 1,
        "switch": 2,
        "arrive": 2,
    }


def test_without_assumptions_the_recount_is_the_row_of_the_record(record):
    table = record.rollcalls(columns=DETAIL)
    kinds = table["kind"].to_pylist()
    keys = zip(table["rule"].to_pylist(), table["vice_president"].to_pylist(), strict=True)
    last = {key: place for place, key in enumerate(keys) if kinds[place] == "vote"}
    assert len(last) > 20  # every rule, with and without the Vice President
    for row in rows_at(table, last.values()):
        rule = RULES[row["rule"]]
        breaker = recorded_tie_breaker(row, rule, "Whoever it was")
        again = recounted(row, read_roll(record, row).positions, rule, breaker=breaker)
        told = {"recorded_yea": None, "recorded_nay": None}
        assert again == {**row, **told}, row["vote_id"]


def test_the_outcome_of_every_roll_call_follows_from_its_counts_and_the_vice_president(record):
    names = "vote_id chamber kind rule yea nay present not_voting listed vice_president outcome"
    for row in record.rollcalls(columns=names.split()).to_pylist():
        if row["kind"] != "vote" or not row["yea"] + row["nay"]:
            continue
        rule = RULES[row["rule"]]
        breaker = recorded_tie_breaker(row, rule, "Whoever it was")
        assert outcome_of(rule, counts_of(row, breaker)) == row["outcome"], row["vote_id"]
        # Only a tie that a majority decides is broken: never two-thirds or three-fifths.
        if row["vice_president"]:
            assert row["rule"] in MAY_BREAK, row["vote_id"]
            assert row["yea"] == row["nay"], row["vote_id"]


def test_where_nobody_votes_nothing_is_exactly_reached_or_tied():
    done = CliRunner().invoke(app, ["whatif", "s175-115.2017", "--away", "all"])
    text = " ".join(done.stdout.split())
    assert "the Senate would reject H.R. 3364, 0–0, nobody voting." in text
    assert "override a veto: nobody voting." in text
    assert "exactly" not in text
    assert "a tie" not in text.split("* Rule")[0]


def test_a_hundred_are_a_quorum_in_the_committee_of_the_whole():
    # h456-116.2019, an amendment: 215–214; without the Democrats about 200 are left.
    (answer,) = whatif("h456-116.2019", away=["party=D"], candidates=0)
    assert "unless in the Committee of the Whole" in answer.notes[0]
    (answer,) = whatif("s175-115.2017", away=["party=R"], candidates=0)
    assert "Committee" not in answer.notes[0]


def test_the_example_of_who_stays_away_is_of_the_party_asked_for():
    with pytest.raises(vk.RequestError, match=r"as party=D:yea\*100"):
        vk.whatif("h407-115.2018", away=["party=D*100"])
