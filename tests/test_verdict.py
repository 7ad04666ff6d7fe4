"""The sentences of a verdict, word for word: a reporter quotes them."""

from datetime import date

import pytest

import votekit as vk
from votekit.analysers.verdict import aftermath, bill_verdict
from votekit.words.dates import spell_date, spell_weekday

BOTH = "needs a deciding roll call in both chambers"
SILENT = (
    "passed it without a roll call on the bill itself, by voice vote, unanimous consent, or "
    "together with other bills"
)
ON_AMENDING = "on proposing an amendment to the Constitution: there is nothing in it to veto."


@pytest.mark.parametrize(
    ("bill", "sentence"),
    [
        (
            "hr3364-115",
            "Veto-proof in both chambers: the House vote of July 25, 2017, 419–3, was 137 above "
            "the 282 needed to override; the Senate vote of July 27, 2017, 98–2, was 31 above the "
            "67 needed to override.",
        ),
        (
            "sjres7-116",
            "Not veto-proof: the Senate vote of March 13, 2019, 54–46, was 13 short of the 67 "
            "needed to override; the House vote of April 4, 2019, 247–175, was 35 short of the "
            "282 needed to override.",
        ),
        (
            "hr2-112",
            "Not veto-proof: the House vote of Jan. 19, 2011, 245–189, was 45 short of the 290 "
            "needed to override; the Senate has no roll call on the bill itself: it acted by "
            "voice vote or unanimous consent, or not at all.",
        ),
        (
            "s2040-114",
            f"Incomplete: a verdict on S. 2040 {BOTH}; the House {SILENT}; the Senate {SILENT}.",
        ),
        (
            "hr3997-110",
            "Incomplete: the House rejected the last text that it voted on (h674-110.2008, "
            "205–228); the Senate has no roll call on the bill itself: it acted by voice vote or "
            "unanimous consent, or not at all; H.R. 3997 does not go to the president, unless "
            "that chamber agreed to it later without a roll call.",
        ),
        (
            "hr627-111",
            "Not veto-proof: the Senate vote of May 19, 2009, 90–5, was 26 "
            "above the 64 needed to override; the House vote of May 20, 2009, 361–64, was 77 "
            "above the 284 needed to override; the House vote of May 20, 2009, 279–147, was 5 "
            "short of the 284 needed to override.",
        ),
        # Both parts of the House's divided question are veto-proof, and the Senate was one short.
        (
            "hr2029-114",
            "Not veto-proof: the House vote of Dec. 17, 2015, 318–109, was 33 above the 285 "
            "needed to override; the House vote of Dec. 18, 2015, 316–113, was 30 above the 286 "
            "needed to override; the Senate vote of Dec. 18, 2015, 65–33, was 1 short of the 66 "
            "needed to override.",
        ),
        (
            "hr748-116",
            f"Incomplete: a verdict on H.R. 748 {BOTH}; the House voted (h493-116.2019) before "
            "the Senate amended the text (s80-116.2020), and agreed to that without a roll call "
            "on the bill itself, or not at all; the Senate vote of March 25, 2020, 96–0, was 32 "
            "above the 64 needed to override.",
        ),
        (
            "hr2810-115",
            f"Incomplete: a verdict on H.R. 2810 {BOTH}; the Senate voted (s199-115.2017) before "
            "the conference (h631-115.2017), and agreed to that without a roll call on "
            "the bill itself, or not at all; the House vote of Nov. 14, 2017, 356–70, was 72 above "
            "the 284 needed to override.",
        ),
        (
            "hr7776-117",
            "Veto-proof in both chambers: the House vote of Dec. 8, 2022, 350–80, by H.Res. 1512, "
            "which concurred in the Senate amendment with an amendment, was 63 above the 287 "
            "needed to override; the Senate vote of Dec. 15, 2022, 83–11, was 20 above the 63 "
            "needed to override.",
        ),
        (
            "hres5-118",
            "H.Res. 5 is a simple resolution of the House, which does not go to the president.",
        ),
        (
            "sconres3-115",
            "S.Con.Res. 3 is a concurrent resolution, which does not go to the president.",
        ),
        (
            "sjres1-109",
            "S.J.Res. 1 proposes an amendment to the Constitution, which does not go to the "
            "president.",
        ),
    ],
)
def test_the_verdict_on_a_bill_is_explained_in_one_sentence(bill, sentence):
    assert vk.margin(bill).explanation == sentence


@pytest.mark.parametrize(
    ("vote_id", "verdict", "sentence"),
    [
        (
            "s175-115.2017",
            "veto-proof",
            "Veto-proof in the Senate: 98–2, 31 above the 67 needed to override.",
        ),
        (
            "s24-103.1993",
            "veto-proof",
            "Veto-proof in the Senate: 66–33, exactly the 66 needed to override.",
        ),
        (
            "s252-101.1989",
            "veto-proof",
            "Veto-proof in the Senate: 67–31, 1 above the 66 needed to override.",
        ),
        (
            "h564-104.1995",
            "not veto-proof",
            "Not veto-proof in the House: 269–156, 15 short of the 284 needed to override.",
        ),
        (
            "h42-102.1991",
            "not veto-proof",
            "Not veto-proof in the House: 201–220 (and lost), 80 short of the 281 needed to "
            "override.",
        ),
        (
            "s372-119.2025",
            "not veto-proof",
            "Not veto-proof in the Senate: 50–50 with the Vice President breaking the tie, 17 "
            "short of the 67 needed to override.",
        ),
        (
            "s292-116.2020",
            "veto-proof",
            "The Senate passed it over the veto, 81–13: 18 above the 63 needed to override.",
        ),
        (
            "h1122-110.2007",
            "not veto-proof",
            "The House sustained the veto, 277–141: 2 short of the 279 needed to override.",
        ),
        (
            "h48-119.2026",
            "not subject to veto",
            "h48-119.2026 is a roll call of the House on H.Con.Res. 68, a concurrent resolution: "
            "there is nothing in it to veto. It needed 216 (majority of members voting) and "
            "failed, 215–215.",
        ),
        (
            "h187-102.1992",
            "not subject to veto",
            f"h187-102.1992 is a roll call of the House {ON_AMENDING} It needed 289 (two thirds "
            "of members voting, to propose a constitutional amendment) and failed, 280–153. The "
            "official result of h187-102.1992 is that it passed, but by its count it failed.",
        ),
        # Put under a suspension of the rules: what it proposes counts, not the rule.
        (
            "h192-101.1990",
            "not subject to veto",
            f"h192-101.1990 is a roll call of the House {ON_AMENDING} It needed 288 (two thirds "
            "of members voting, to suspend the rules) and failed, 254–177.",
        ),
        (
            "s110-115.2017",
            "not subject to veto",
            "s110-115.2017 is a roll call of the Senate on a question that passes no bill (“Upon "
            "Reconsideration, Motion to Invoke Cloture on the Nomination of Neil M. Gor…”): there "
            "is nothing in it to veto. It needed 51 (majority of senators voting, to invoke "
            "cloture on a nomination) and passed, 55–45.",
        ),
        # A question of 80 letters is printed whole; where the cut leaves a space, it goes.
        (
            "s27-101.1989",
            "not subject to veto",
            "s27-101.1989 is a roll call of the Senate on a question that passes no bill (“On the "
            "Motion to Table S.Amdt. 15 to S. 248 (Major Fraud Act Amendments of 1989)”): there is "
            "nothing in it to veto. It needed 50 (majority of senators voting) and passed, 55–43.",
        ),
        (
            "h38-101.1990",
            "not subject to veto",
            "h38-101.1990 is a roll call of the House on a question that passes no bill (“ON "
            "MOTION TO REFER TO THE JUDICIARY COMMITTEE: H RES 362 QUESTION OF PRIVILEGE…”): there "
            "is nothing in it to veto. It needed 205 (majority of members voting) and failed, "
            "176–233.",
        ),
        (
            "s1-115.2017",
            "not subject to veto",
            "s1-115.2017 is a roll call of the Senate on a question that passes no bill (“On the "
            "Motion to Proceed S.Con.Res. 3”): there is nothing in it to veto. It needed 50 "
            "(majority of senators voting) and passed, 51–48.",
        ),
    ],
)
def test_the_verdict_on_a_roll_call_is_explained_in_a_sentence(vote_id, verdict, sentence):
    answer = vk.margin(vote_id)
    assert (answer.verdict, answer.explanation) == (verdict, sentence)


def test_a_bill_proposes_nothing_and_was_not_rejected_unless_that_is_said():
    answer = vk.margin("hr3364-115")
    assert bill_verdict(answer.bill, answer.votes, {}) == (answer.verdict, answer.explanation)


@pytest.mark.parametrize(
    ("bill", "sentence"),
    [
        (
            "hr6395-116",
            "the House passed it over the veto, 322–87, on Dec. 28, 2020; the Senate passed it "
            "over the veto, 81–13, on Jan. 1, 2021; the bill became law over the veto.",
        ),
        (
            "hr2712-101",
            "the House passed it over the veto, 390–25, on Jan. 24, 1990; the Senate sustained "
            "the veto, 62–37, on Jan. 25, 1990; the veto stood.",
        ),
        # The Senate held no roll call on the veto of H.R. 4733: only the House acted.
        (
            "hr4733-106",
            "the House passed it over the veto, 315–98, on Oct. 11, 2000; no roll call of the "
            "other chamber on the veto is in the record.",
        ),
        ("hr3364-115", None),
    ],
)
def test_what_became_of_a_veto_is_told_from_the_attempts_to_override(bill, sentence):
    assert aftermath(vk.margin(bill).votes) == sentence


def test_months_and_weekdays_are_written_as_a_news_desk_does():
    assert [spell_date(date(2017, month, 1)).split()[0] for month in range(1, 13)] == [
        *("Jan.", "Feb.", "March", "April", "May", "June"),
        *("July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
    ]
    assert [spell_weekday(date(2017, 8, day)).split(",")[0] for day in range(7, 14)] == [
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    ]
    assert spell_weekday(date(2017, 8, 9)) == "Wednesday, Aug. 9, 2017"
