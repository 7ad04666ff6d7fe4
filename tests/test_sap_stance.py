"""What the White House said: 300 statements read by hand, in two draws of 150 at random.

The first draw was read while the rules were written, the second afterwards; the second is the
measure. The labels were given before the program's answer was seen, but for one of the first draw
(H.R. 8, 117th Congress), which was corrected afterwards.
"""

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from votekit.fetchers.sap.parse import statement_rows
from votekit.fetchers.sap.sentences import bills_in, sentences
from votekit.fetchers.sap.stance import THREATS, Stance, stance_on

LABELED = Path(__file__).parent / "data" / "sap" / "labeled.jsonl.gz"


@pytest.fixture(scope="module")
def labeled():
    with gzip.open(LABELED, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    assert Counter(row["sample"] for row in rows) == {1: 150, 2: 150}
    return rows


@pytest.mark.parametrize(("sample", "wrong"), [(1, 3), (2, 0)])
def test_statements_read_by_hand_are_read_alike(labeled, sample, wrong):
    rows = [row for row in labeled if row["sample"] == sample]
    told = [(row["label"], stance_on(row["bill"], row["bills"], row["text"])) for row in rows]
    assert sum(label != said.stance for label, said in told) <= wrong


def test_no_threat_is_missed_and_none_invented(labeled):
    threats = {stance.value for stance in THREATS}
    for row in labeled:
        said = stance_on(row["bill"], row["bills"], row["text"])
        assert (row["label"] in threats) == (said.stance in THREATS), (row["bill"], said)
        if said.stance in THREATS:
            assert said.stance == row["label"], (row["bill"], said)


def test_each_stance_but_none_quotes_the_statement(labeled):
    for row in labeled:
        said = stance_on(row["bill"], row["bills"], row["text"])
        text = " ".join(row["text"].split())
        assert said.quote is None or said.quote in text
        assert said.quote or said.stance is Stance.NONE


def say(text, bill="hr5", bills=("hr5",)):
    return stance_on(bill, list(bills), text).stance


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("If the President were presented with H.R. 5, he would veto it.", "would-veto"),
        ("If Congress were to pass H.R. 5, the President would veto it.", "would-veto"),
        ("His senior advisers would recommend that he veto H.R. 5.", "recommend-veto"),
        ("If H.R. 5 were presented, his advisors would recommend he veto it.", "recommend-veto"),
        (
            "If section 5 remains in the bill, the President would veto H.R. 5.",
            "conditional-veto",
        ),
        (
            "The Administration supports H.R. 5. If the final bill contains this provision, the "
            "President's senior advisors would recommend a veto.",
            "conditional-veto",
        ),
        (
            "Unless this bill passes in the context of a budget framework, the President's senior "
            "advisors would recommend that he veto H.R. 5.",
            "conditional-veto",
        ),
        (
            "If the President were presented with H.R. 5, as amended by this amendment, he would "
            "veto the bill.",
            "conditional-veto",
        ),
        ("His advisors would recommend that he sign H.R. 5 into law.", "supports"),
        ("The Administration supports H.R. 5, the Line-Item Veto Act.", "supports"),
        (
            "The Administration strongly opposes H.R. 5. Concurrent resolutions are legislative "
            "vetoes that the Court struck down.",
            "strongly-opposes",
        ),
        ("The Administration supports the goals of H.R. 5.", "none"),
        ("The Administration opposes section 12 of H.R. 5.", "none"),
        ("The Administration has no objection to House passage of H.R. 5.", "none"),
        ("The Administration does not oppose House passage of H.R. 5.", "none"),
        ("The Administration cannot support H.R. 5 as drafted.", "opposes"),
        ("The Administration supports efforts to cut costs, but opposes H.R. 5.", "opposes"),
        ("The Administration urges the House to pass H.R. 5.", "supports"),
        ("The Administration urges the Senate to reject H.R. 5.", "opposes"),
    ],
)
def test_the_sentence_is_read_not_the_word(text, stance):
    assert say(text) == stance


def test_one_statement_on_two_bills_can_differ():
    text = (
        "The Administration strongly supports S. 1944 and opposes S. 1931. If S. 1931 were "
        "presented to the President, his advisors would recommend that he veto it."
    )
    assert say(text, "s1931", ("s1931", "s1944")) == "recommend-veto"
    assert say(text, "s1944", ("s1931", "s1944")) == "strongly-supports"


def test_these_bills_are_all_of_them():
    text = "H.R. 6 is bad. H.R. 5 is worse. If these bills passed, the President would veto them."
    assert say(text, "hr6", ("hr5", "hr6")) == "would-veto"


def test_a_record_whose_bills_ran_together_is_taken_apart():
    record = {
        "bills": ["hjres75767778798082838485"],
        "document_title": "Limited Appropriations Resolutions, 2014",
        "congress": 113,
        "date_issued": "2013-10-04",
        "fetched_from_url": "https://example.org/saphjr75-76h_20131004.pdf",
    }
    text = "(House) H.J. Res. 75, and H.J. Res. 76. If presented, he would veto H.J. Res. 75."
    rows = statement_rows(record, "44-Obama", text)
    assert [row["bill_id"] for row in rows] == ["hjres75-113", "hjres76-113"]
    assert {row["version"] for row in rows} == {"house"}


def test_a_statement_whose_text_is_not_here_has_no_stance():
    record = {
        "bills": ["s2209"],
        "document_title": "S. 2209 - NASA Authorization Act",
        "congress": 100,
        "date_issued": "1988-10-20",
        "url": "https://www.presidency.ucsb.edu/documents/statement",
    }
    (row,) = statement_rows(record, "40-Reagan", None)
    assert (row["stance"], row["quote"], row["president"]) == ("unknown", None, "Ronald Reagan")


def test_abbreviations_end_no_sentence():
    told = sentences("Rep. Price of the U.S. House offers H.R. 2. Sen. Paul objects. Why?")
    assert told == ["Rep. Price of the U.S. House offers H.R. 2.", "Sen. Paul objects.", "Why?"]
    assert bills_in("H.J.Res. 5, H. R. 6 and S. Con. Res. 7") == ["hjres5", "hr6", "sconres7"]
