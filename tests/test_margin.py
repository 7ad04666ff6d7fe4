"""``margin`` on real bills and roll calls: deciding votes, verdicts, names, refusals."""

from datetime import date

import pyarrow.compute as pc
import pytest

import votekit as vk
from votekit.analysers.deciding import deciding_rollcalls
from votekit.analysers.margin import vote_margin
from votekit.store import Record, Wanted
from votekit.words.disagreement import sentence


def roles(answer):
    return [(vote.vote_id, vote.role) for vote in answer.votes]


def by_party(vote):
    return {split.party: (split.yea, split.nay) for split in vote.parties}


def test_hr3364_is_veto_proof_in_both_chambers():
    answer = vk.margin("hr3364-115")
    assert answer.verdict == "veto-proof"
    assert roles(answer) == [("h413-115.2017", "deciding"), ("s175-115.2017", "deciding")]
    house, senate = answer.votes
    assert by_party(house) == {"R": (229, 3), "D": (190, 0)}
    assert by_party(senate) == {"R": (51, 1), "D": (46, 0), "I": (1, 1)}
    assert house.not_voting == 11
    assert [(m.name, m.party, m.state, m.id, m.position) for m in senate.dissenters] == [
        ("Rand Paul", "R", "KY", "P000603", "nay"),
        ("Bernie Sanders", "I", "VT", "S000033", "nay"),
    ]
    assert [m.name for m in senate.defectors] == ["Rand Paul"]
    assert [m.name for m in house.defectors] == ["Justin Amash", "Jimmy Duncan", "Thomas Massie"]


@pytest.mark.parametrize(
    ("bill", "verdict", "expected"),
    [
        (
            "hr6395-116",
            "veto-proof",
            [
                ("h238-116.2020", "deciding"),
                ("s264-116.2020", "deciding"),
                ("h253-116.2020", "override"),
                ("s292-116.2020", "override"),
            ],
        ),
        ("s2040-114", "incomplete", [("s148-114.2016", "override"), ("h564-114.2016", "override")]),
        (
            "hr3762-114",
            "not veto-proof",
            [
                ("s329-114.2015", "deciding"),
                ("h6-114.2016", "deciding"),
                ("h53-114.2016", "override"),
            ],
        ),
        (
            "sjres7-116",
            "not veto-proof",
            [
                ("s48-116.2019", "deciding"),
                ("h153-116.2019", "deciding"),
                ("s94-116.2019", "override"),
            ],
        ),
        (
            "hr6331-110",
            "incomplete",
            [
                ("h443-110.2008", "deciding"),
                ("h491-110.2008", "override"),
                ("s177-110.2008", "override"),
            ],
        ),
        # Passed by the House, the Senate, in conference, and after the Byrd rule once more.
        (
            "hr1-115",
            "not veto-proof",
            [("s323-115.2017", "deciding"), ("h699-115.2017", "deciding")],
        ),
        # The conference report fell to a point of order in the Senate, which receded and amended.
        (
            "hr3043-110",
            "not veto-proof",
            [
                ("s405-110.2007", "deciding"),
                ("h1075-110.2007", "deciding"),
                ("h1122-110.2007", "override"),
            ],
        ),
        # One roll call passed twenty joint resolutions; the record has it under S.J. Res. 48.
        (
            "sjres37-116",
            "not veto-proof",
            [
                ("s179-116.2019", "deciding"),
                ("h487-116.2019", "deciding"),
                ("s232-116.2019", "override"),
            ],
        ),
    ],
)
def test_deciding_roll_calls_of_bills_with_a_story(bill, verdict, expected):
    answer = vk.margin(bill)
    assert answer.verdict == verdict
    assert roles(answer) == expected


def test_a_bill_is_answered_by_the_chamber_that_voted_on_it():
    """The House rejected H.R. 1752 (111th) under suspension; the Senate never voted on it."""
    (lost,) = vk.margin("hr1752-111").votes
    assert (lost.vote_id, lost.role, lost.yea, lost.nay) == ("h681-111.2009", "lost", 282, 144)
    split = vk.split("hr1752-111")
    assert (split.vote_id, split.yea, split.nay) == ("h681-111.2009", 282, 144)
    assert split.notes == [
        "The Senate has no roll call on the bill itself: it acted by voice vote or unanimous "
        "consent, or not at all."
    ]
    (recounted,) = vk.whatif("hr1752-111", flip="D:yea*2", candidates=0)
    assert (recounted.vote_id, recounted.turned) == ("h681-111.2009", True)


def test_delegates_who_decide_are_told_and_the_house_votes_again():
    (vote,) = vk.margin("h311-118.2023").votes
    assert "without them it is 214–213" in vote.notes[-1]
    assert not any("decided it" in note for note in vk.margin("h312-118.2023").votes[0].notes)


def test_an_incomplete_answer_says_why():
    explanation = vk.margin("hr6331-110").explanation
    assert "the Senate passed it without a roll call" in explanation
    assert "355–59" in explanation


def test_a_roll_call_on_a_text_amended_afterwards_is_not_deciding():
    """The CARES Act: the House had passed another bill under its number, then agreed by voice."""
    cares = vk.margin("hr748-116")
    assert cares.verdict == "incomplete"
    assert roles(cares) == [("h493-116.2019", "other"), ("s80-116.2020", "deciding")]
    assert "before the Senate amended the text (s80-116.2020)" in cares.explanation
    # The House voted on the Senate's amendment of H.R. 3590, the Affordable Care Act.
    aca = vk.margin("hr3590-111")
    assert roles(aca) == [("s396-111.2009", "deciding"), ("h165-111.2010", "deciding")]
    assert vk.margin("h768-111.2009").votes[0].role == "other"


def test_one_chamber_short_is_enough_for_a_verdict_without_the_other():
    answer = vk.margin("hr2-112")
    assert answer.verdict == "not veto-proof"
    assert "the Senate has no roll call on the bill itself" in answer.explanation


@pytest.mark.parametrize(
    ("bill", "verdict", "expected", "told"),
    [
        # The conference report was agreed to by voice in the Senate (NDAA for 2018).
        (
            "hr2810-115",
            "incomplete",
            [("s199-115.2017", "other"), ("h631-115.2017", "deciding")],
            "before the conference",
        ),
        # The House made a water bill the NDAA for 2023 by a simple resolution.
        (
            "hr7776-117",
            "veto-proof",
            [("h516-117.2022", "deciding"), ("s396-117.2022", "deciding")],
            "350–80, by H.Res. 1512, which concurred in the Senate amendment with an amendment",
        ),
        # The Senate receded from its amendment, so that the House's text stood.
        (
            "hr5021-113",
            "veto-proof",
            [("h414-113.2014", "deciding"), ("s255-113.2014", "deciding")],
            "81–13",
        ),
        # The House voted on section 512 apart.
        (
            "hr627-111",
            "not veto-proof",
            [
                ("s194-111.2009", "deciding"),
                ("h276-111.2009", "deciding"),
                ("h277-111.2009", "deciding"),
            ],
            "5 short of the 284 needed in the House",
        ),
        (
            "hr133-116",
            "veto-proof",
            [
                ("h250-116.2020", "deciding"),
                ("h251-116.2020", "deciding"),
                ("s289-116.2020", "deciding"),
            ],
            "92–6",
        ),
        # An amendment left in disagreement does not displace the conference report.
        (
            "hr1868-104",
            "veto-proof",
            [("h752-104.1995", "deciding"), ("s559-104.1995", "deciding")],
            "90–6",
        ),
        # The first bailout bill: 410–0 as another bill in 2007, 205–228 in the end.
        (
            "hr3997-110",
            "incomplete",
            [("h674-110.2008", "lost")],
            "The House rejected it Sept. 29, 2008, 205–228",
        ),
        (
            "hjres350-101",
            "not subject to veto",
            [("h192-101.1990", "lost")],
            "amendment to the Con",
        ),
    ],
)
def test_deciding_roll_calls_where_the_last_vote_is_not_enough(bill, verdict, expected, told):
    answer = vk.margin(bill)
    assert (answer.verdict, roles(answer)) == (verdict, expected)
    assert told in answer.explanation


def test_over_all_bills_no_deciding_roll_call_is_on_a_text_that_changed_afterwards():
    names = (
        "vote_id chamber number date type question subject stage outcome yea nay bill_id".split()
    )
    by_bill = {}
    for row in Record.open().rollcalls(columns=names).to_pylist():
        if row["bill_id"]:
            by_bill.setdefault(row["bill_id"], []).append(row)
    both = 0
    for bill, rows in by_bill.items():
        found = deciding_rollcalls(rows)
        assert not set(found.votes) & set(found.reasons)
        assert set(found.votes) | set(found.reasons) == {"house", "senate"}
        for row in found.chosen:
            assert row["outcome"] == "passed"
            assert row["stage"] in {"passage", "conference", "concurrence", "recede"}
        if len(found.votes) < 2:
            continue
        both += 1
        stages = {chamber: votes[-1]["stage"] for chamber, votes in found.votes.items()}
        dates = {chamber: votes[-1]["date"] for chamber, votes in found.votes.items()}
        late = max(dates, key=dates.get)
        early = "house" if late == "senate" else "senate"
        if stages[late] == "conference":
            assert stages[early] == "conference", bill
        origin = "house" if bill.startswith("h") else "senate"
        if stages[late] == "concurrence" and late != origin:
            assert stages[early] != "passage", bill
    assert both > 500


@pytest.mark.parametrize(
    "text",
    [
        "s353-119.2025",  # a motion to commit
        "s451-108.2003",  # cloture
        "s110-115.2017",  # a nomination
        "s14-103.1993",  # an amendment
        "hres5-118",
        "hjres1-104",
        "h187-102.1992",
        "h192-101.1990",  # proposed under a suspension of the rules
        "s274-102.1991",  # an amendment under a treaty's label
        "sjres1-109",
    ],
)
def test_what_does_not_go_to_the_president_gets_no_verdict(text):
    answer = vk.margin(text)
    assert answer.verdict == "not subject to veto"
    assert all(vote.veto is None for vote in answer.votes)


def test_an_attempt_to_override_gets_a_verdict():
    answer = vk.margin("s292-116.2020")
    assert answer.verdict == "veto-proof"
    assert answer.votes[0].role == "override"
    assert answer.votes[0].date == date(2021, 1, 1)
    assert vk.margin("h1122-110.2007").votes[0].veto.cushion == -2


def test_the_vice_president_breaks_a_tie_and_counts_towards_nothing_else():
    (vote,) = vk.margin("s372-119.2025").votes
    assert (vote.yea, vote.nay, vote.voting) == (50, 50, 100)
    assert vote.vice_president == "yea"
    assert vote.rule.outcome == "passed"
    assert vote.veto.cushion == -17
    assert sum(split.yea for split in vote.parties) == 50


def test_a_bill_without_congress_is_read_as_the_latest_and_says_so():
    answer = vk.margin("H.R. 3364")
    assert answer.bill.congress > 110
    assert "3364" in answer.notes[0]
    assert "read as that of the" in answer.notes[0]


def test_voteview_counts_through_the_congress_without_quorum_calls():
    assert vk.margin("RS1150175").votes[0].vote_id == "s175-115.2017"
    assert vk.margin("RH1150412").votes[0].vote_id == "h413-115.2017"


def test_the_record_contradicting_itself_is_shown():
    (vote,) = vk.margin("h240-116.2020").votes
    assert vote.rule.fraction == "2/3"
    assert vote.rule.stated == "1/2"
    assert any("The source states 1/2" in note for note in vote.notes)
    (helms,) = vk.margin("s14-103.1993").votes
    assert (helms.rule.outcome, helms.rule.recorded_outcome) == ("failed", "passed")
    assert "contradicts its own count" in helms.rule.exception


def test_a_majority_of_those_voting_is_not_of_those_listed():
    (vote,) = vk.margin("s223-115.2018").votes
    assert (vote.yea, vote.nay, vote.present, vote.not_voting) == (50, 48, 1, 1)
    assert (vote.voting, vote.listed) == (98, 100)
    assert (vote.rule.needed, vote.rule.margin) == (50, 0)


def test_notes_say_where_the_record_disagrees_with_itself():
    (balanced,) = vk.margin("h187-102.1992").votes
    assert balanced.notes == [
        "The source states 1/2 as required; the question takes 2/3 (U.S. Const. art. V; National "
        "Prohibition Cases, 253 U.S. 350 (1920)).",
        balanced.rule.exception,
    ]
    assert (balanced.rule.margin, balanced.rule.recorded_outcome) == (-9, "passed")
    (tied,) = vk.margin("s372-119.2025").votes
    assert tied.notes == [
        "The Vice President, JD Vance, voted yea to break the tie; that vote is no senator’s and "
        "never counts toward two-thirds."
    ]
    for vote_id, counted in (("h15-103.1993", "0–5"), ("h18-103.1993", "5–0")):
        (vote,) = vk.margin(vote_id).votes
        assert vote.notes == [
            f"Delegates voted {counted} in the Committee of the Whole; they are in the count but "
            "not among the House's 435."
        ]
    assert vk.margin("s175-115.2017").votes[0].notes == []


def senate_row(vote_id):
    table = Record.open().rollcalls(Wanted(115, "senate", 1))
    return table.filter(pc.equal(table["vote_id"], vote_id)).to_pylist()[0]


@pytest.mark.parametrize(
    ("vote_id", "recorded", "said"),
    [
        ("s175-115.2017", (98, 2), False),
        ("s175-115.2017", (97, 2), True),
        ("s175-115.2017", (98, 3), True),
        ("s175-115.2017", (None, None), False),
        ("s175-115.2017", (None, 3), False),
        # The Secretary's total has the Vice President's vote in it, or not; nay as well as yea.
        ("s54-115.2017", (51, 50), False),
        ("s54-115.2017", (50, 50), False),
        ("s54-115.2017", (50, 51), True),
    ],
)
def test_a_recorded_total_that_the_positions_do_not_make_is_told(vote_id, recorded, said):
    row = senate_row(vote_id)
    row.update(zip(("recorded_yea", "recorded_nay"), recorded, strict=True))
    vote = vote_margin(row, role="other", tallies=[], positions=[], members=[], exceptions={})
    expected = (
        f"The official total of {vote_id} is {recorded[0]}–{recorded[1]}, but the members listed "
        f"add up to {row['yea']}–{row['nay']}."
    )
    assert [sentence(one) for one in vote.disagreements] == ([expected] if said else [])


def test_a_vice_president_who_votes_nay_is_in_the_recorded_total_too():
    row = senate_row("s54-115.2017")
    row.update(vice_president="nay", recorded_yea=50, recorded_nay=51)
    vote = vote_margin(row, role="other", tallies=[], positions=[], members=[], exceptions={})
    assert [note.split(" to ")[0] for note in vote.notes] == ["The Vice President voted nay"]


def test_a_notebook_shows_a_margin_as_a_table():
    answer = vk.margin("sjres7-116")
    assert repr(answer) == (
        "<Margin sjres7-116: not veto-proof; s48-116.2019 54–46 (−13), h153-116.2019 247–175 "
        "(−35), s94-116.2019 53–45 (−13)>"
    )
    assert answer._repr_markdown_().splitlines() == [
        f"**{answer.explanation}**",
        "",
        "| roll call | date | role | yea–nay | needed | two-thirds, to override a veto |",
        "|---|---|---|---:|---:|---:|",
        "| s48-116.2019 | 2019-03-13 | deciding | 54–46 | 51 (+3) | 67 (−13) |",
        "| h153-116.2019 | 2019-04-04 | deciding | 247–175 | 212 (+35) | 282 (−35) |",
        "| s94-116.2019 | 2019-05-02 | override | 53–45 | 66 (−13) | 66 (−13) |",
    ]
    proof = vk.margin("s175-115.2017")
    assert repr(proof) == "<Margin s175-115.2017: veto-proof; s175-115.2017 98–2 (+31)>"
    assert proof._repr_markdown_().endswith("| 98–2 | 51 (+47) | 67 (+31) |")
    nothing = vk.margin("s353-119.2025")
    assert repr(nothing).endswith("not subject to veto; s353-119.2025 47–53>")
    assert nothing._repr_markdown_().endswith("| 47–53 | 51 (−4) | – |")
    assert (
        repr(vk.margin("hr3997-110"))
        == "<Margin hr3997-110: incomplete; h674-110.2008 205–228 (−84)>"
    )


def test_the_clock_needs_a_day_that_can_be():
    answer = vk.margin("hr6395-116", presented=date(2020, 12, 11))
    assert answer.to_dict()["clock"]["deadline"] == "2020-12-23"
    with pytest.raises(vk.RequestError, match=r"before its last roll call of Dec\. 11, 2020"):
        vk.margin("hr6395-116", presented=date(2020, 12, 10))
    with pytest.raises(vk.RequestError, match="does not go to the president"):
        vk.margin("hres5-118", presented=date(2023, 1, 10))


@pytest.mark.parametrize(
    ("reference", "sentence"),
    [
        (
            "s999-115.2017",
            "No Senate roll call 999 in 2017: the record has 1 to 325. Nearest: s323",
        ),
        ("hr99999-115", "The record has no roll call on H.R. 99999 of the 115th Congress"),
        ("hr1-99", "no roll call of the 99th Congress: it has the 101st to the 119th"),
        ("house 484 2011", "House roll call 484 of 2011 was vacated"),
        ("h2-118.2023", "an election of the Speaker.*Jeffries 212, McCarthy 203.*nobody elected"),
        ("h20-118.2023", "McCarthy 216, Jeffries 212; 215 of 428 needed, McCarthy elected"),
        ("h1-115.2017", r"is a quorum call \(434 present\)"),
        ("s216-116.2020", "has no yeas and nays"),
        ("PN55", "nomination"),
        ("h5-101.1989", "The record has no House roll call of 1989"),
        ("RS1159999", "by Voteview's count it has 599"),
        ("xyzzy", "names no roll call or bill"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_one_sentence(reference, sentence):
    with pytest.raises(vk.RequestError, match=sentence) as refused:
        vk.margin(reference)
    assert "\n" not in str(refused.value)


def test_json_has_the_keys_of_the_contract():
    answer = vk.margin("hr3364-115").to_dict()
    assert {"query", "bill", "verdict", "explanation", "votes", "clock"} <= answer.keys()
    of_the_document = {"sponsor", "introduced", "official_title", "source_url"}
    assert {"id", "type", "number", "congress", "title"} | of_the_document == answer["bill"].keys()
    senate = next(vote for vote in answer["votes"] if vote["chamber"] == "senate")
    expected = {
        "vote_id": "s175-115.2017",
        "chamber": "senate",
        "congress": 115,
        "session": 1,
        "number": 175,
        "date": "2017-07-27",
        "role": "deciding",
        "yea": 98,
        "nay": 2,
        "present": 0,
        "not_voting": 0,
        "voting": 100,
        "listed": 100,
        "vice_president": None,
        "question": "On Passage of the Bill H.R. 3364",
        "result": "Bill Passed",
        "stage": "passage",
        "source": "unitedstates",
        "notes": [],
    }
    assert {key: senate[key] for key in expected} == expected
    assert senate["rule"] == {
        "key": "majority-senate",
        "fraction": "1/2",
        "base": "voting",
        "needed": 51,
        "margin": 47,
        "outcome": "passed",
        "authority": "U.S. Const. art. I, § 3, cl. 4: the Vice President may break a tie",
        "label": "majority of senators voting",
        "stated": "1/2",
        "recorded_outcome": "passed",
        "exception": None,
    }
    veto = senate["veto"]
    assert (veto["needed"], veto["cushion"], veto["veto_proof"]) == (67, 31, True)
    assert veto["to_sustain"] == {
        "yea_to_nay": 32,
        "yeas_stay_away": 95,
        "absent_arrive_nay": None,
    }
    assert veto["to_override"] is None
    case = {"yea": 98, "nay": 2, "needed": 67, "veto_proof": True}
    assert veto["worst_case"] == veto["best_case"] == case
    assert veto["full_chamber"] == {"seats": 100, "needed": 67, "cushion": 31}
    assert senate["parties"][0] == {
        "party": "R",
        "yea": 51,
        "nay": 1,
        "present": 0,
        "not_voting": 0,
    }
    assert senate["dissenters"][0] == {
        "name": "Rand Paul",
        "party": "R",
        "state": "KY",
        "id": "P000603",
        "position": "nay",
    }
    assert senate["source_url"].startswith("http")


def test_the_day_of_presentment_may_be_text():
    assert vk.margin("hr6395-116", presented="2020-12-11").clock.deadline == date(2020, 12, 23)
    with pytest.raises(vk.RequestError, match="A day is written as 2017-07-28"):
        vk.presidents_clock("the 11th of December")
    assert vk.presidents_clock("Dec 11, 2020").deadline == date(2020, 12, 23)


def test_who_was_away_is_named():
    (vote,) = vk.margin("s223-115.2018").votes
    assert [(m.name, m.position) for m in vote.away] == [
        ("Steve Daines", "not_voting"),
        ("Lisa Murkowski", "present"),
    ]


def test_what_the_record_lacks_is_not_taken_for_a_voice_vote():
    """The House's roll calls of 1989 are missing; H.R. 2712 passed in November of that year."""
    answer = vk.margin("hr2712-101")
    assert answer.verdict == "incomplete"
    assert "The record has none of the House's roll calls of 1989" in answer.explanation
    assert "the Senate passed it without a roll call on the bill itself" in answer.explanation
