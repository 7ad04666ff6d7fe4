"""Rules over the whole record: what each question took, and whether the record agrees."""

import csv
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from votekit.kinds import CATEGORIES
from votekit.rules import (
    RULES,
    Question,
    is_override,
    needed,
    outcome,
    recorded_outcome,
    rule_of,
    stage_of,
)
from votekit.rules.question import head_of
from votekit.shipped import outcome_exceptions
from votekit.store import Record, location
from votekit.tallies import question_of, stage_and_subject

COLUMNS = """
    vote_id congress chamber session number kind category type question subject requires result
    stage rule subject_to_veto outcome recorded_outcome yea nay present listed vice_president
    bill_id bill_title nomination
""".split()


@cache
def all_rollcalls():
    return Record.open().rollcalls(columns=COLUMNS).to_pylist()


@pytest.fixture(scope="module")
def rollcalls():
    return all_rollcalls()


@pytest.fixture(scope="module")
def by_id(rollcalls):
    return {row["vote_id"]: row for row in rollcalls}


def decided(rollcalls):
    return [row for row in rollcalls if row["kind"] == "vote" and row["yea"] + row["nay"]]


def test_every_outcome_of_the_record_follows_from_its_rule_or_stands_in_the_table(rollcalls):
    votes = decided(rollcalls)
    assert len(votes) == 35_158
    disagreeing = set()
    for row in votes:
        rule = RULES[row["rule"]]
        computed = outcome(
            rule,
            yea=row["yea"],
            nay=row["nay"],
            present=row["present"],
            listed=row["listed"],
            vice_president=row["vice_president"],
        )
        assert computed == row["outcome"], row["vote_id"]
        if computed != row["recorded_outcome"]:
            disagreeing.add(row["vote_id"])
    assert disagreeing == set(outcome_exceptions())


def test_rules_stored_with_the_record_are_those_that_its_questions_have_now(rollcalls):
    changed = [row["vote_id"] for row in rollcalls if rule_of(question_of(row)).key != row["rule"]]
    assert changed == []


def test_stages_and_recorded_outcomes_stored_are_those_that_the_questions_have_now(rollcalls):
    changed = []
    for row in rollcalls:
        asked = question_of(row)
        found = stage_and_subject(row, asked)
        if found != (row["stage"], row["subject_to_veto"]):
            changed.append(row["vote_id"])
        if row["outcome"] and recorded_outcome(asked, row["result"]) != row["recorded_outcome"]:
            changed.append(row["vote_id"])
    assert changed == []


def test_each_exception_says_which_way_the_record_and_the_rule_differ(by_id):
    path = location.shipped_directory() / "outcome_exceptions.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for entry in rows:
        row = by_id[entry["vote_id"]]
        assert (entry["computed"], entry["recorded"]) == (row["outcome"], row["recorded_outcome"])
        assert len(entry["reason"]) > 60


OVERRIDES_OF_1989_TO_2026 = {"house": 54, "senate": 36}


def test_every_attempt_to_override_is_found_and_nothing_else(rollcalls):
    found = [row for row in rollcalls if row["stage"] == "override"]
    assert Counter(row["chamber"] for row in found) == OVERRIDES_OF_1989_TO_2026
    by_category = {row["vote_id"] for row in rollcalls if row["category"] == "veto-override"}
    assert len(by_category) == 80
    assert by_category < {row["vote_id"] for row in found}
    for row in found:
        assert row["requires"] == "2/3"
        assert row["bill_id"].startswith(("hr", "s", "hjres", "sjres"))
        letters = f"{row['type']} {row['question']}".lower()
        assert "veto" in letters or "objection" in letters


def test_two_thirds_questions_on_bills_outside_suspensions_are_all_explained(rollcalls):
    """No attempt to override hides under another rule: the House has eleven such roll calls."""
    other = Counter(
        row["rule"]
        for row in rollcalls
        if row["chamber"] == "house" and row["requires"] == "2/3" and row["stage"] != "override"
    )
    assert other == {
        "suspension": 4867,
        "constitutional-amendment": 23,
        "expulsion": 4,
        "two-thirds": 1,
    }


@pytest.mark.parametrize(
    "text",
    [
        "ON PRESIDENTIAL VETO",
        "ON PASSAGE, OBJECTIONSOF PRESIDENT NOTWITHSTANDING",
        "PASSAGE, OBJECTIONS OFTHE PRESIDENT NOTWITHSTANDING",
        "PASSAGE, OBJECTION OF THE PRESIDENT NOTWITHSTANDING",
        "Passage, objections of the President notwithstanding",
        "Passage, Objections of the President Not Withstanding",
        "Passage, Objections of the President To The Contrary Notwithstanding",
        "On passage, the objections of the President to the contrary notwithstanding",
    ],
)
def test_misspelt_questions_to_override_are_recognised(text):
    assert is_override(Question("house", text, f"{text}: H R 1", "", "2/3"))


def test_only_what_stands_before_the_first_colon_is_the_question():
    assert head_of("On Passage: H R 1 Veto Act: A Subtitle") == "On Passage"
    told = "On Passage: H R 1: Passage, Objections of the President Notwithstanding"
    assert not is_override(Question("house", "", told, "", "2/3"))


@pytest.mark.parametrize(
    ("chamber", "text"),
    [
        ("house", "On Passage: H R 2 Line Item Veto Act"),
        ("house", "Postpone Veto to a date certain"),
        ("house", "REFER BILL AND VETO JOINTLY TO FOREIGN AFFAIRS AND JUD."),
        ("house", "POSTPONING PRESIDENTIAL VETO CONSIDERATION"),
        ("house", "Previous Question on Motion to Refer Veto Message"),
        ("house", "On motion to postpone consideration of the veto message"),
        ("senate", "Motion to Invoke Cloture on the Veto Message on H.R. 6395"),
        ("senate", "On the Motion to Table S.Amdt. 403 to S. 4 (Line Item Veto Act)"),
        ("house", "On Agreeing to the Objection"),
    ],
)
def test_other_questions_about_vetoes_are_no_overrides(chamber, text):
    assert not is_override(Question(chamber, text.split(":")[0], text, "", "1/2"))


@pytest.mark.parametrize(
    ("vote_id", "key", "wanted", "result"),
    [
        ("h240-116.2020", "suspension", 274, "passed"),
        ("s451-108.2003", "cloture", 60, "failed"),
        ("s218-117.2021", "cloture", 60, "failed"),
        ("s274-102.1991", "majority-senate", 48, "passed"),
        ("s293-116.2019", "cloture", 60, "passed"),
        ("s253-102.1992", "treaty", 66, "passed"),
        ("s245-103.1993", "budget-appeal", 60, "failed"),
        ("s357-107.2001", "budget-waiver", 60, "failed"),
        ("s334-119.2025", "budget-waiver-majority", 50, "passed"),
        ("s522-119.2025", "cloture", 60, "failed"),
        ("s525-119.2025", "cloture-nomination", 50, "passed"),
        ("s36-109.2006", "cloture-rules", 66, "failed"),
        ("s59-117.2021", "conviction", 67, "failed"),
        ("h346-107.2002", "expulsion", 281, "passed"),
        ("h564-104.1995", "corrections", 255, "passed"),
        ("h187-102.1992", "constitutional-amendment", 289, "failed"),
        ("h48-119.2026", "majority-house", 216, "failed"),
        ("s54-115.2017", "majority-senate", 51, "passed"),
        ("s172-114.2015", "majority-senate", 50, "passed"),
    ],
)
def test_rule_of_a_roll_call_that_the_source_or_its_wording_makes_hard(
    by_id, vote_id, key, wanted, result
):
    row = by_id[vote_id]
    counts = {name: row[name] for name in ("yea", "nay", "present", "listed")}
    assert rule_of(question_of(row)).key == row["rule"] == key
    assert needed(RULES[key], **counts) == wanted
    assert row["outcome"] == result


CLOTURE = ("senate", "On the Cloture Motion", "On the Cloture Motion PN1")


@pytest.mark.parametrize(
    ("asked", "precedent"),
    [
        (Question(*CLOTURE, "a judge", "1/2", nomination=True), (113, 1, 242)),
        (Question(*CLOTURE, "Nomination of a judge", "1/2"), (113, 1, 242)),
        (
            Question(*CLOTURE, "an Associate Justice of the Supreme Court", "1/2", nomination=True),
            (115, 1, 109),
        ),
        (
            Question(*CLOTURE[:2], "PN25-1 and PN26-2", "en bloc", "1/2", nomination=True),
            (119, 1, 524),
        ),
        (Question(*CLOTURE, "S.Res. 412", "1/2", bill_type="sres"), (119, 1, 515)),
    ],
)
def test_a_majority_closes_debate_on_nominations_only_after_its_precedent(asked, precedent):
    """The precedent itself was set by another question, under the old rule."""
    congress, session, number = precedent
    for place in (precedent, (congress, session, number - 1), (congress - 1, 2, 700)):
        assert rule_of(replace(asked, place=place)).key == "cloture"
    for place in ((congress, session, number + 1), (congress, session + 1, 1)):
        assert rule_of(replace(asked, place=place)).key == "cloture-nomination"
    assert rule_of(replace(asked, place=(119, 2, 1), requires="2/3")).key == "cloture-rules"


def test_cloture_on_a_simple_resolution_takes_a_majority_only_where_the_source_says_so():
    asked = Question(*CLOTURE, "S.Res. 412", "3/5", bill_type="sres", place=(119, 1, 600))
    assert rule_of(asked).key == "cloture"
    assert rule_of(replace(asked, requires="1/2", bill_type="s")).key == "cloture"


@pytest.mark.parametrize(
    ("type_", "question", "key"),
    [
        ("", "On Motion to Suspend the Rules and Pass: H R 1", "suspension"),
        ("Passage", "Suspend the Rules and Pass: H R 1", "suspension"),
        ("Suspend the Rules and Pass", "", "suspension"),
        ("On Sustaining the Decision of the Chair", "", "chair"),
        ("Table Appeal of the Decision of the Chair", "", "majority-house"),
        ("On the Motion to Adjourn", "", "majority-house"),
    ],
)
def test_rule_of_a_question_of_the_house_that_only_its_type_or_only_its_text_tells(
    type_, question, key
):
    assert rule_of(Question("house", type_, question, "", "1/2")).key == key


WAIVING = "to waive the Congressional Budget Act"
TABLING = f"Motion to table the motion {WAIVING}"


@pytest.mark.parametrize(
    ("type_", "subject", "requires", "key"),
    [
        ("On the Decision of the Chair", "Appeal Well Taken?", "3/5", "budget-appeal"),
        ("On the Decision of the Chair", "Appeal Well Taken?", "1/2", "majority-senate"),
        ("On the Decision of the Chair", "Shall it stand?", "1/2", "chair"),
        ("On the Motion", f"Motion {WAIVING}", "1/2", "budget-waiver"),
        # To table a waiver takes a majority: that it is tabled stands in the type, in brackets
        # after it, or in the subject.
        ("Motion to Table", TABLING, "1/2", "majority-senate"),
        (f"On the Motion ({TABLING})", "", "1/2", "majority-senate"),
        ("On the Motion", TABLING, "1/2", "majority-senate"),
        ("On the Motion", TABLING, "3/5", "budget-waiver"),
        # On an amendment, the subject is left over from the motion to table that failed.
        ("On the Amendment", TABLING, "1/2", "budget-waiver"),
        ("On the Motion to Suspend the Rules", "", "2/3", "suspend-senate-rule"),
        ("Motion to Suspend Standing Rule XVI", "", "1/2", "suspend-senate-rule"),
        ("On the Joint Resolution", "S.J.Res. 1", "2/3", "two-thirds"),
        ("On the Amendment", "S.Amdt. 1", "3/5", "sixty-votes"),
    ],
)
def test_rule_of_a_question_of_the_senate_that_only_some_words_tell(type_, subject, requires, key):
    assert rule_of(Question("senate", type_, "", subject, requires)).key == key


@pytest.mark.parametrize(
    ("type_", "question", "stage"),
    [
        ("On Motion to Suspend the Rules and Pass", "", "passage"),
        ("", "On Motion to Suspend the Rules and Pass: H R 1", "passage"),
        ("Suspend the Rules and Concur in the Senate Amendment", "", "concurrence"),
        ("Suspend the Rules and Agree to Senate Amendments", "", "concurrence"),
        ("Suspend the Rules and Agree to the Conference Report", "", "conference"),
        ("On Agreeing to the Conference Report", "", "conference"),
        ("On Motion to Recommit the Conference Report", "", "other"),
        ("On Concurring in Senate Amendment No. 5", "", "other"),
        ("RECEDE AND CONCUR WITHAMENDMENT (#164)", "", "other"),
        ("RECEDE AND CONCUR IN SENATE AMENDMENT NO.1 WITH AMENDMENT", "", "other"),
        ("RECEDE AND CONCUR IN SENATE ADTS. NOS. 189 & 192", "", "other"),
        ("RECEDE AND CONCUR WITHAMENDMENT IN SENATE ADTS. EN BLOC", "", "other"),
        (
            "Concurring in the Senate Amendment",
            "Concur in Senate Amendments #1 and #2, and in #3 With Amendment: H R 5281",
            "concurrence",
        ),
        (
            "Concurring in the Senate Amendment",
            "CONCUR IN SENATE AMENDMENTS NOS. 1 THROUGH 5: H J RES 666",
            "concurrence",
        ),
        ("On Motion to Dispose of Senate Amendments En Bloc", "", "concurrence"),
        ("AGREE TO SECTIONS 1 THROUGH 6 OF SENATE AMENDMENT", "", "concurrence"),
        ("Motion to agree to the Senate Amendment", "", "concurrence"),
        ("disagree to S.adt. to H. adt. to S. adt # 115", "", "other"),
        ("On Motion to Disagree to the Senate Amendment", "", "other"),
        ("On the Concurrent Resolution", "", "passage"),
        ("On Passage", "On Passage: H R 1", "passage"),
        ("On the Amendment", "", "other"),
    ],
)
def test_stage_of_a_question_of_the_house(type_, question, stage):
    assert stage_of(Question("house", type_, question, "", "1/2", bill_type="hr")) == stage


@pytest.mark.parametrize(
    ("kind", "key"), [("election", "election"), ("quorum", "quorum"), ("vacated", "quorum")]
)
def test_what_puts_no_question_is_decided_by_no_yeas(kind, key):
    asked = Question("house", "On Overriding the Veto", "", "", "2/3", kind=kind)
    assert rule_of(asked).key == key
    assert stage_of(asked) == "other"


@pytest.mark.parametrize(
    ("subject", "requires", "key"),
    [
        ("To expel a member", "1/2", "expulsion"),
        ("Expulsion of a member", "1/2", "expulsion"),
        ("In the matter of a member", "2/3", "expulsion"),
        ("In the matter of a member", "1/2", "majority-house"),
    ],
)
def test_expulsion_is_told_by_its_subject_or_by_the_stated_fraction(subject, requires, key):
    asked = Question("house", "On Agreeing to the Resolution", "", subject, requires)
    assert rule_of(replace(asked, bill_type="hres")).key == key


ROWS_OF_THE_PAGE = {
    "majority-house": "most questions",
    "majority-senate": "most questions",
    "chair": "decision of the Chair",
    "override": "pass over a veto",
    "suspension": "suspend the rules and pass (House)",
    "constitutional-amendment": "propose a constitutional amendment",
    "expulsion": "expel a member",
    "suspend-senate-rule": "suspend a standing rule (Senate)",
    "treaty": "consent to a treaty; convict on impeachment",
    "conviction": "consent to a treaty; convict on impeachment",
    "cloture": "cloture",
    "cloture-rules": "cloture on changing Senate rules",
    "cloture-nomination": "cloture on a nomination",
    "budget-waiver": "waive a Budget Act point of order, or overturn the Chair on one",
    "budget-appeal": "waive a Budget Act point of order, or overturn the Chair on one",
    "budget-waiver-majority": "waive its sections 303 or 425(a)(2)",
    "sixty-votes": "a 60-vote order or agreement (Senate)",
    "corrections": "pass a bill from the Corrections Calendar (House)",
    "tax-rate": "raise income-tax rates (House)",
    "election": "elect a Speaker",
}
IN_WORDS = {"1/2": ("half", "more than half"), "2/3": ("two thirds",), "3/5": ("three fifths",)}
CITED = re.compile(
    r"Rule [IVXL]+|art\. [IVXL]+|248 U\.S\. 276|253 U\.S\. 350|clause \d|H\. Res\. 168"
)


@pytest.mark.parametrize(("key", "question"), ROWS_OF_THE_PAGE.items())
def test_the_page_of_rules_says_what_the_table_of_rules_applies(key, question):
    """docs/rules.md is written by hand: fraction, base and authority of every rule."""
    page = (Path(__file__).parent.parent / "docs" / "rules.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    (row,) = (row for row in rows if row[0] == question)
    rule = RULES[key]
    assert row[1].startswith(IN_WORDS[rule.fraction])
    assert row[1].startswith("half") == rule.tie_carries
    assert rule.base == "none" or rule.base in row[2]
    for citation in CITED.findall(rule.authority):
        assert citation in row[3]


def test_every_rule_is_named_by_its_key_and_described_by_its_fraction_and_base():
    assert set(RULES) == {*ROWS_OF_THE_PAGE, "two-thirds", "quorum"}
    words = {"1/2": ("half", "majority"), "2/3": "two thirds", "3/5": "three fifths"}
    for key, rule in RULES.items():
        assert rule.key == key
        assert rule.authority
        if rule.fraction:
            assert rule.label.startswith(words[rule.fraction])
        if rule.base != "none":
            assert rule.base in rule.label


def test_three_fifths_in_the_senate_is_of_all_senators_sworn(rollcalls):
    """33 roll calls reached 3/5 of those voting with fewer yeas than that, and failed."""
    short = [
        row
        for row in decided(rollcalls)
        if row["chamber"] == "senate"
        and row["requires"] == "3/5"
        and 5 * row["yea"] >= 3 * (row["yea"] + row["nay"])
        and 5 * row["yea"] < 3 * row["listed"]
    ]
    failed = [row for row in short if row["recorded_outcome"] == "failed"]
    assert len(failed) >= 33
    assert {row["outcome"] for row in failed} == {"failed"}


counts = st.integers(0, 500)


@given(st.sampled_from(list(RULES.values())), counts, counts, counts, counts)
def test_needed_is_the_smallest_number_of_yeas_that_reaches_the_fraction(
    rule, yea, nay, present, away
):
    listed = yea + nay + present + away
    base = {"voting": yea + nay, "present": yea + nay + present, "sworn": listed}.get(rule.base)
    wanted = needed(rule, yea=yea, nay=nay, present=present, listed=listed)
    if base is None:
        assert wanted == 0
        return
    top, bottom = map(int, rule.fraction.split("/"))

    def enough(yeas):
        if rule.fraction != "1/2":
            return yeas * bottom >= top * base
        return 2 * yeas >= base if rule.tie_carries else 2 * yeas > base

    assert enough(wanted)
    assert wanted == 0 or not enough(wanted - 1)


@given(counts, counts)
def test_a_tie_loses_unless_the_vice_president_carries_it_or_the_chair_is_upheld(yea, extra):
    tied = {"yea": yea, "nay": yea, "present": 0, "listed": 2 * yea + extra}
    if yea:
        assert outcome(RULES["majority-house"], **tied) == "failed"
        assert outcome(RULES["majority-senate"], **tied) == "failed"
    assert outcome(RULES["majority-senate"], **tied, vice_president="yea") == "passed"
    assert outcome(RULES["chair"], **tied) == "passed"
    if yea:
        assert outcome(RULES["override"], **tied, vice_president="yea") == "failed"


def test_the_categories_that_can_be_asked_for_are_those_of_the_record(rollcalls):
    assert {row["category"] for row in rollcalls} == set(CATEGORIES)


def test_a_cloture_named_by_its_subject_alone_is_one(by_id):
    """s40-112.2011 has the type of a motion to proceed, and needed three fifths: 84–12."""
    assert by_id["s40-112.2011"]["rule"] == "cloture"


def test_receding_with_another_amendment_agrees_to_a_text(by_id):
    row = by_id["s405-110.2007"]
    assert (row["stage"], row["subject_to_veto"]) == ("concurrence", True)
