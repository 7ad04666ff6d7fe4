"""The sentences of a verdict, word for word: a reporter quotes them."""

from datetime import date

import pytest

import votekit as vk
from votekit.analysers.verdict import aftermath, bill_verdict
from votekit.words.dates import spell_date, spell_weekday


@pytest.mark.parametrize(
    ("bill", "sentence"),
    [
        (
            "hr3364-115",
            "The House passed it July 25, 2017, 419–3; the Senate passed it July 27, 2017, "
            "98–2. Veto-proof in both chambers (two-thirds, to override a veto): 137 above "
            "the 282 needed in the House, 31 above the 67 needed in the Senate.",
        ),
        (
            "hr1-119",
            "The Senate passed it July 1, 2025, 50–50, with Vice President JD Vance breaking "
            "the tie; the House passed it July 3, 2025, 218–214. Not veto-proof (two-thirds, "
            "to override a veto): 17 short of the 67 needed in the Senate, 70 short of the "
            "288 needed in the House.",
        ),
        (
            "sjres7-116",
            "The Senate passed it March 13, 2019, 54–46; the House passed it April 4, 2019, "
            "247–175. Not veto-proof (two-thirds, to override a veto): 13 short of the 67 "
            "needed in the Senate, 35 short of the 282 needed in the House.",
        ),
        (
            "hr2-112",
            "The House passed it Jan. 19, 2011, 245–189; the Senate has no roll call on the "
            "bill itself: it acted by voice vote or unanimous consent, or not at all. Not "
            "veto-proof (two-thirds, to override a veto): 45 short of the 290 needed in the "
            "House.",
        ),
        (
            "s2040-114",
            "The House passed it without a roll call on the bill itself, by voice vote, "
            "unanimous consent, or together with other bills; the Senate passed it without a "
            "roll call on the bill itself, by voice vote, unanimous consent, or together with"
            " other bills. Incomplete (two-thirds, to override a veto): a verdict takes a "
            "deciding roll call in both chambers.",
        ),
        (
            "hr3997-110",
            "The House rejected it Sept. 29, 2008, 205–228; the Senate has no roll call on "
            "the bill itself: it acted by voice vote or unanimous consent, or not at all. "
            "H.R. 3997 does not go to the president, unless the House agreed to it later "
            "without a roll call.",
        ),
        (
            "hr627-111",
            "The Senate passed it May 19, 2009, 90–5; the House passed it May 20, 2009, "
            "361–64; the House passed it May 20, 2009, 279–147. Not veto-proof (two-thirds, "
            "to override a veto): 26 above the 64 needed in the Senate, 77 above the 284 "
            "needed in the House, 5 short of the 284 needed in the House.",
        ),
        (
            "hr2029-114",
            "The House passed it Dec. 17, 2015, 318–109; the House passed it Dec. 18, 2015, "
            "316–113; the Senate passed it Dec. 18, 2015, 65–33. Not veto-proof (two-thirds, "
            "to override a veto): 33 above the 285 needed in the House, 30 above the 286 "
            "needed in the House, 1 short of the 66 needed in the Senate.",
        ),
        (
            "hr748-116",
            "The Senate passed it March 25, 2020, 96–0; the House voted (h493-116.2019) "
            "before the Senate amended the text (s80-116.2020), and agreed to that without a "
            "roll call on the bill itself, or not at all. Incomplete (two-thirds, to override"
            " a veto): a verdict takes a deciding roll call in both chambers; 32 above the 64"
            " needed in the Senate.",
        ),
        (
            "hr2810-115",
            "The House adopted the conference report Nov. 14, 2017, 356–70; the Senate voted "
            "(s199-115.2017) before the conference (h631-115.2017), and agreed to that "
            "without a roll call on the bill itself, or not at all. Incomplete (two-thirds, "
            "to override a veto): a verdict takes a deciding roll call in both chambers; 72 "
            "above the 284 needed in the House.",
        ),
        (
            "hr7776-117",
            "The House passed it Dec. 8, 2022, 350–80, by H.Res. 1512, which concurred in the"
            " Senate amendment with an amendment; the Senate passed it Dec. 15, 2022, 83–11. "
            "Veto-proof in both chambers (two-thirds, to override a veto): 63 above the 287 "
            "needed in the House, 20 above the 63 needed in the Senate.",
        ),
        (
            "hr1752-111",
            "The House rejected it July 30, 2009, 282–144, 2 short of the 284 needed to "
            "suspend the rules; the Senate has no roll call on the bill itself: it acted by "
            "voice vote or unanimous consent, or not at all. H.R. 1752 does not go to the "
            "president, unless the House agreed to it later without a roll call.",
        ),
        (
            "hr4-119",
            "The Senate passed it July 17, 2025, 51–48; the House passed it July 18, 2025, "
            "216–213, by H.Res. 590, which concurred in the Senate amendment. Not veto-proof "
            "(two-thirds, to override a veto): 15 short of the 66 needed in the Senate, 70 "
            "short of the 286 needed in the House.",
        ),
        (
            "hres5-118",
            "The House passed it Jan. 9, 2023, 220–213. H.Res. 5 is a simple resolution of "
            "the House, which does not go to the president.",
        ),
        (
            "sconres3-115",
            "The Senate passed it Jan. 12, 2017, 51–48; the House passed it Jan. 13, 2017, "
            "227–198. S.Con.Res. 3 is a concurrent resolution, which does not go to the "
            "president.",
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
            "The Senate passed H.R. 3364, 98–2, 47 above the 51 needed. Veto-proof (two-"
            "thirds, to override a veto): 31 above the 67 needed.",
        ),
        (
            "s24-103.1993",
            "veto-proof",
            "The Senate passed H.R. 920, 66–33, 16 above the 50 needed. Veto-proof (two-"
            "thirds, to override a veto): exactly the 66 needed.",
        ),
        (
            "s252-101.1989",
            "veto-proof",
            "The Senate adopted the conference report on H.R. 2990, 67–31, 17 above the 50 "
            "needed. Veto-proof (two-thirds, to override a veto): 1 above the 66 needed.",
        ),
        (
            "h564-104.1995",
            "not veto-proof",
            "The House passed H.R. 1943, 269–156, 14 above the 255 needed. Not veto-proof "
            "(two-thirds, to override a veto): 15 short of the 284 needed.",
        ),
        (
            "h42-102.1991",
            "not veto-proof",
            "The House rejected H.R. 1315, 201–220, 10 short of the 211 needed. Not veto-"
            "proof (two-thirds, to override a veto): 80 short of the 281 needed.",
        ),
        (
            "s372-119.2025",
            "not veto-proof",
            "The Senate passed H.R. 1, 50–50, with Vice President JD Vance breaking the tie. "
            "Not veto-proof (two-thirds, to override a veto): 17 short of the 67 needed.",
        ),
        (
            "s226-115.2018",
            "not veto-proof",
            "The Senate rejected S.J.Res. 63, 50–50, a tie on which the Vice President did "
            "not vote. Not veto-proof (two-thirds, to override a veto): 17 short of the 67 "
            "needed.",
        ),
        (
            "s292-116.2020",
            "veto-proof",
            "The Senate overrode the veto of H.R. 6395, 81–13, 18 above the 63 needed.",
        ),
        (
            "h1122-110.2007",
            "not veto-proof",
            "The House sustained the veto of H.R. 3043, 277–141, 2 short of the 279 needed.",
        ),
        (
            "h48-119.2026",
            "not subject to veto",
            "The House rejected H.Con.Res. 68, 215–215, a tie, which loses in the House. It "
            "is a concurrent resolution, which does not go to the president.",
        ),
        (
            "h187-102.1992",
            "not subject to veto",
            "The House rejected a constitutional amendment (H.J.Res. 290), 280–153, 9 short "
            "of the 289 needed. An amendment to the Constitution is proposed to the states "
            "and does not go to the president. The official result of h187-102.1992 is that "
            "it passed, but by its count it failed.",
        ),
        (
            "h192-101.1990",
            "not subject to veto",
            "The House rejected H.J.Res. 350, 254–177, 34 short of the 288 needed to suspend "
            "the rules. An amendment to the Constitution is proposed to the states and does "
            "not go to the president.",
        ),
        (
            "s110-115.2017",
            "not subject to veto",
            "The Senate advanced the nomination of Neil M. Gorsuch to be a Supreme Court "
            "justice, 55–45, 4 above the 51 needed. The question passes no bill, so there is "
            "nothing in it to veto.",
        ),
        (
            "s27-101.1989",
            "not subject to veto",
            "The Senate tabled amendments to S. 248, 55–43, 5 above the 50 needed. The "
            "question passes no bill, so there is nothing in it to veto.",
        ),
        (
            "h38-101.1990",
            "not subject to veto",
            "The House refused to send H.Res. 362 to the Judiciary Committee, 176–233, 29 "
            "short of the 205 needed. The question passes no bill, so there is nothing in it "
            "to veto.",
        ),
        (
            "s1-115.2017",
            "not subject to veto",
            "The Senate took up S.Con.Res. 3, 51–48, 1 above the 50 needed. The question "
            "passes no bill, so there is nothing in it to veto.",
        ),
        (
            "s59-117.2021",
            "not subject to veto",
            "The Senate acquitted Donald Trump, 57–43, 10 short of the 67 "
            "needed to convict. The question passes no bill, so there is nothing in it to "
            "veto.",
        ),
        (
            "s218-117.2021",
            "not subject to veto",
            "The Senate blocked debate on H.R. 3233, 54–35, 6 short of the 60 needed. The "
            "question passes no bill, so there is nothing in it to veto.",
        ),
        (
            "s245-103.1993",
            "not subject to veto",
            "The Senate upheld the chair’s ruling on H.R. 2264, 43–57, 17 short of the 60 "
            "needed to overturn the chair. The question passes no bill, so there is nothing "
            "in it to veto.",
        ),
        (
            "h311-118.2023",
            "not subject to veto",
            "The House rejected a Norman amendment to H.R. 2670, 216–216, a tie, which loses "
            "in the House. The question passes no bill, so there is nothing in it to veto.",
        ),
        (
            "s223-115.2018",
            "not subject to veto",
            "The Senate confirmed Brett M. Kavanaugh as a Supreme Court justice, 50–48, "
            "exactly the 50 needed. The question passes no bill, so there is nothing in it to"
            " veto.",
        ),
        (
            "s293-103.1993",
            "not subject to veto",
            "The Senate agreed to a D'Amato amendment to H.R. 2518, 97–0, 48 above the 49 "
            "needed. The question passes no bill, so there is nothing in it to veto.",
        ),
    ],
)
def test_the_verdict_on_a_roll_call_is_explained_in_a_sentence(vote_id, verdict, sentence):
    answer = vk.margin(vote_id)
    assert (answer.verdict, answer.explanation) == (verdict, sentence)


@pytest.mark.parametrize(
    ("vote_id", "deed"),
    [
        ("h695-116.2019", "The House impeached Donald Trump"),
        ("h415-111.2009", "The House impeached"),
        ("h37-118.2024", "The House refused to impeach Alejandro Mayorkas, 214–216"),
        (
            "h322-119.2025",
            "The House tabled articles of impeachment against Donald Trump (H.Res. 939), 237–140",
        ),
        ("s172-118.2023", "The Senate ratified the convention with Chile"),
        (
            "h691-118.2023",
            "The House expelled George Santos (H.Res. 878), 311–114, 27 above the 284 needed.",
        ),
        (
            "s524-119.2025",
            "The Senate overturned the chair’s ruling on 48 nominees en bloc, 47–52, 3 short of",
        ),
        ("s327-118.2023", "The Senate advanced the nomination of Loren L. AliKhan"),
        ("s196-108.2003", "The Senate adopted the conference report on H.R. 2, 50–50, with Vice"),
        (
            "s440-110.2007",
            "The Senate rejected Reid changes to the House amendment to H.R. 2764, 48–46, 12 short",
        ),
        (
            "s162-119.2026",
            "The Senate refused to waive budget rules for a Schiff amendment to S. 2, 51–48, 9",
        ),
    ],
)
def test_what_a_chamber_did_leads_by_the_rule_of_its_question(vote_id, deed):
    assert vk.margin(vote_id).explanation.startswith(deed)


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
