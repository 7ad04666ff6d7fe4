"""Headlines: 160 read by a copy editor, and rules that none of the record's may break."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from votekit.store import Record
from votekit.words.rollcall import COLUMNS, deed, headline, sentence, subject_of

REVIEWED = Path(__file__).parent / "data" / "headlines.csv"
SAYS_NOTHING = re.compile(
    r"\ba motion on\b|\bthe question\b|\ba nomination\b|\bNone\b|\bnan\b|\[|\]|  | ,|\(\)|“”"
    r"|\b(the|a|of|on|to|for|with) (the|a|of|on|for|with),|\bthe the\b|\bon on\b"
)
BARE = re.compile(r"^(House|Senate) (voted|votes)?,? ?[HS]\.")
SHOUTED = re.compile(r"\b(H RES|H R|S J RES|[A-Z]{4,} [A-Z]{4,} [A-Z]{4,})\b")
CUT_BRACKET = re.compile(r"^[^()]*\([^()]*$")
VERBS = set(
    "acquits adjourns adopts advances agrees allows approves bars blocks brings calls censures "
    "clears closes confirms convicts declares disagrees disqualifies disaggregates elects ends "
    "expels finds goes has impeaches instructs lets limits orders overrides overturns passes "
    "postpones proposes ratifies recesses reconsiders refuses rejects replaces reports sends sets "
    "strikes summons sustains tables takes upholds waives".split()
)
COUNT = re.compile(r"\d+–\d+(, (short of .+|with the Vice President .+))?$")


@pytest.fixture(scope="module")
def rows():
    return Record.open().rollcalls(columns=list(COLUMNS)).to_pylist()


@pytest.fixture(scope="module")
def headlines(rows):
    return {row["vote_id"]: headline(row) for row in rows}


def test_reviewed_headlines_read_as_they_were_reviewed(headlines):
    with REVIEWED.open(encoding="utf-8") as file:
        reviewed = {row["vote_id"]: row["headline"] for row in csv.DictReader(file)}
    assert len(reviewed) >= 120
    assert {vote_id: headlines[vote_id] for vote_id in reviewed} == reviewed


def test_no_headline_of_the_record_leaves_out_what_was_done(headlines):
    for pattern in (SAYS_NOTHING, BARE, SHOUTED, CUT_BRACKET):
        assert {key: text for key, text in headlines.items() if pattern.search(text)} == {}


def test_every_vote_with_yeas_and_nays_ends_with_its_count(rows, headlines):
    voted = [row["vote_id"] for row in rows if row["kind"] == "vote"]
    assert [vote_id for vote_id in voted if not COUNT.search(headlines[vote_id])] == []


def test_every_headline_has_one_of_fifty_verbs(headlines):
    assert {text.split(" ")[1].rstrip(",") for text in headlines.values()} <= VERBS


def test_no_headline_ends_on_a_word_that_promises_more(headlines):
    # "ambassador to France, and, 51–45" and "House agrees to Senate amendment to, 349–80".
    cut = re.compile(r" (and|of|the|to|for|with|in|on|by|a|an|or), \d+–\d+")
    assert {key: text for key, text in headlines.items() if cut.search(text)} == {}


def test_no_headline_is_longer_than_a_line_of_a_page_has_room_for(headlines):
    assert max(map(len, headlines.values())) <= 240


def test_the_record_names_the_matter_of_all_votes_but_eight(headlines):
    unnamed = [key for key, text in headlines.items() if "the record does not name" in text]
    assert len(unnamed) == 8
    assert all(vote_id.split("-")[1].startswith("102.") for vote_id in unnamed)


def test_the_kinds_that_used_to_say_nothing_have_verbs_of_their_own(rows, headlines):
    verbs = {
        "conviction": {"convicts", "acquits"},
        "treaty": {"ratifies", "rejects", "agrees"},
        "impeachment": {"impeaches", "refuses", "tables", "reconsiders", "sends"},
        "cloture": {"advances", "blocks", "clears"},
        "nomination": {"confirms", "rejects", "goes"},
        "recommit": {"sends", "refuses", "agrees", "rejects", "tables"},
        "veto-override": {"overrides", "sustains"},
    }
    found: dict[str, Counter[str]] = {kind: Counter() for kind in verbs}
    for row in rows:
        if row["category"] in verbs:
            found[row["category"]][headlines[row["vote_id"]].split(" ")[1]] += 1
    assert {kind: set(count) - verbs[kind] for kind, count in found.items()} == {
        kind: set() for kind in verbs
    }
    assert found["conviction"].total() == 23
    assert found["treaty"]["ratifies"] == 40


def test_a_verb_agrees_with_the_outcome_of_every_override_trial_and_nomination(rows, headlines):
    verbs = {"override": ("overrides", "sustains"), "conviction": ("convicts", "acquits")}
    for row in rows:
        expected = verbs.get(row["rule"])
        if expected:
            verb = headlines[row["vote_id"]].split(" ")[1]
            assert verb == expected[row["outcome"] == "failed"], row["vote_id"]


def test_the_other_forms_are_made_of_the_same_words(rows):
    by_id = {row["vote_id"]: row for row in rows}
    row = by_id["h6-119.2025"]
    assert sentence(row) == "The House passed the Laken Riley Act (H.R. 29), 264–159"
    assert headline(row, full=False) == "House passes H.R. 29, 264–159"
    assert subject_of(row) == "passing H.R. 29"
    assert deed(row) == "passes H.R. 29: Laken Riley Act"
    assert sentence(by_id["s54-115.2017"]) == (
        "The Senate confirmed Elisabeth Prince DeVos as secretary of education, 50–50, with the "
        "Vice President breaking the tie"
    )
    assert subject_of(by_id["s59-117.2021"]) == "convicting Donald Trump"
    assert sentence(by_id["h1-101.1990"]) == (
        "The House called the roll for a quorum: 376 members present"
    )
    assert subject_of(by_id["h20-118.2023"]) == "electing a speaker"


def test_no_sentence_of_the_record_keeps_a_mark_or_doubles_an_article(rows):
    told = {row["vote_id"]: sentence(row) for row in rows[::7]}
    wrong = re.compile(r"[\[\]]|\b(the|a|an) (the|a|an)\b|\ba [aeio][a-z]{3}")
    assert {key: text for key, text in told.items() if wrong.search(text)} == {}
