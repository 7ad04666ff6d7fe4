"""What is understood as the name of a roll call or a bill, and how the rest is refused."""

import re
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from votekit.congresses import ordinal, year_of_session
from votekit.errors import RequestError
from votekit.references import (
    SPELLINGS,
    BillReference,
    RollCallReference,
    VoteviewReference,
    parse_reference,
)

RECORD = Path(__file__).resolve().parent.parent / "data" / "record" / "rollcalls.parquet"
SANCTIONS = BillReference("hr", 3364, 115)
SENATE_PASSAGE = RollCallReference("senate", 175, 115, 1)
HOUSE_PASSAGE = RollCallReference("house", 413, 115, 1)
CONGRESS_GOV = "https://www.congress.gov/bill"
SENATE_GOV = "https://www.senate.gov/legislative/LIS"


def refusal(text: str) -> str:
    with pytest.raises(RequestError) as caught:
        parse_reference(text)
    return str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "hr3364-115",
        "HR3364-115",
        "HR 3364 115",
        "hr 3364/115",
        "Hr3364 (115)",
        "H R 3364, 115",
        "H. R. 3364, 115th Congress",
        "h.r.3364 115TH CONGRESS",
        "H.R. No. 3364 of the 115th Congress",
        "H.R. 3364, 115th Cong. (2017)",
        "115TH CONGRESS 1ST SESSION H. R. 3364",
        "115th Congress H.R. 3364",
        "Congress 115, H.R. 3364",
        "hr 3364 115 congress",
        "House bill 3364 (115th)",
        "bill H.R. 3364, 115",
        '"hr3364-115"',
        "“H.R. 3364, 115th Congress”.",
        "  hr03364 - 115\n",
        "hr3364–115",
        "hr3364−115",
        "H.\u00a0R.\u202f3364,\u00a0115th",
        "hr3364\u200b-115",
        f"{CONGRESS_GOV}/115th-congress/house-bill/3364",
        f"{CONGRESS_GOV}/115th-congress/house-bill/3364/all-actions?overview=closed&q=%7B%22a%22%7D",
        f"{CONGRESS_GOV}/115/house-bill/3364",
        "congress.gov/bill/115th-congress/house-bill/3364/",
        "https://www.congress.gov/115/bills/hr3364/BILLS-115hr3364enr.pdf",
        "https://api.congress.gov/v3/bill/115/hr/3364",
        "https://api.congress.gov/v3/bill/115/HR/3364/actions?format=json",
        "https://www.govtrack.us/congress/bills/115/hr3364",
        "https://www.govtrack.us/congress/bills/115/hr3364/text",
        "https://www.govinfo.gov/app/details/BILLS-115hr3364enr",
        "https://www.govinfo.gov/bulkdata/BILLSTATUS/115/hr/BILLSTATUS-115hr3364.xml",
    ],
)
def test_a_bill_is_understood_however_it_is_named(text: str):
    assert parse_reference(text) == SANCTIONS


@pytest.mark.parametrize(
    "text",
    [
        "s175-115.2017",
        "S175-115.2017",
        "s00175-115.2017",
        "S.175-115.2017",
        "s175–115.2017",
        "s 175 2017",
        "s175 2017",
        "s175-2017",
        "2017 s175",
        "115-2017/s175",
        "S vote 175 of 2017",
        "roll call 175 s 2017",
        "senate 175 2017",
        "175 2017 senate",
        "Sen. 175 (2017)",
        "115-1-175 senate",
        "senate 115-1-175",
        "Senate 115 – 1 – 00175",
        "senate 175 115 1",
        "senate vote 175 115th congress 1st session",
        "Senate vote 175, 1st session of the 115th Congress",
        "Senate vote 175, Congress 115, session 1",
        "115th Congress, 1st Session, Senate roll call vote no. 175",
        "1st session 2017 Senate vote 175",
        "Senate 1st session 2017 vote 175",
        "U.S. Senate's Record Vote Number: 175 (2017)",
        "[Rollcall Vote No. 175 Leg.] Senate 2017",
        "Senate Vote #175 2017 (115th Congress)",
        f"{SENATE_GOV}/roll_call_votes/vote1151/vote_115_1_00175.htm",
        f"{SENATE_GOV}/roll_call_votes/vote1151/vote_115_1_00175.xml",
        f"{SENATE_GOV}/roll_call_lists/roll_call_vote_cfm.cfm?congress=115&session=1&vote=00175",
        f"{SENATE_GOV}/roll_call_lists/roll_call_vote_cfm.cfm?vote=00175&session=1&congress=115#top",
        "https://www.govtrack.us/congress/votes/115-2017/s175",
        "https://www.govtrack.us/congress/votes/115-2017/s175/diagram",
    ],
)
def test_a_senate_roll_call_is_understood_however_it_is_named(text: str):
    assert parse_reference(text) == SENATE_PASSAGE


@pytest.mark.parametrize(
    "text",
    [
        "h413-115.2017",
        "h413 2017",
        "house 413 2017",
        "HOUSE 413,2017",
        "House roll call 413 of 2017",
        "House vote #413, 2017",
        "the House's roll no. 413 in 2017",
        "house yea-and-nay vote 413, 2017",
        "House rollcall 413, session 2017",
        "house recorded vote 413 115th 1st",
        "2017 house vote 413",
        "house 2017 #413",
        "roll call 413 2017 house",
        "roll no. 413 house 2017",
        "http://clerk.house.gov/evs/2017/roll413.xml",
        "https://clerk.house.gov/evs/2017/roll413.xml",
        "clerk.house.gov/evs/2017/roll0413.xml",
        "https://clerk.house.gov/Votes/2017413",
        "https://clerk.house.gov/Votes/2017413?Page=2",
        "https://clerk.house.gov/Votes?RollCallNum=413&CongressNum=115&Session=1st",
        "http://clerk.house.gov/cgi-bin/vote.asp?year=2017&rollnumber=413",
        "https://www.congress.gov/votes/house/115-1/413",
        "https://api.congress.gov/v3/house-vote/115/1/413",
        "https://api.congress.gov/v3/house-vote/115/1/413/members?format=json",
        "https://www.govtrack.us/congress/votes/115-2017/h413",
    ],
)
def test_a_house_roll_call_is_understood_however_it_is_named(text: str):
    assert parse_reference(text) == HOUSE_PASSAGE


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("S. 175, 115th Congress", "s175-115"),
        ("Senate bill 175 115", "s175-115"),
        ("sjres7-116", "sjres7-116"),
        ("S.J. Res. 7 116", "sjres7-116"),
        ("SJRes 7 (116th)", "sjres7-116"),
        ("House joint resolution 59, 113th", "hjres59-113"),
        ("HJR 59 113", "hjres59-113"),
        ("H.Con.Res. 5 115", "hconres5-115"),
        ("H CON RES 5, 115", "hconres5-115"),
        ("H. Conc. Res. 5, 115th Cong.", "hconres5-115"),
        ("Senate concurrent resolution 3 (117)", "sconres3-117"),
        ("H.Res. 5 116", "hres5-116"),
        ("house resolution 5-116", "hres5-116"),
        ("s res 5-116", "sres5-116"),
        (f"{CONGRESS_GOV}/115th-congress/senate-bill/175", "s175-115"),
        (f"{CONGRESS_GOV}/116th-congress/house-joint-resolution/46", "hjres46-116"),
        (f"{CONGRESS_GOV}/116th-congress/senate-joint-resolution/7", "sjres7-116"),
        (f"{CONGRESS_GOV}/101st-congress/house-concurrent-resolution/7", "hconres7-101"),
        (f"{CONGRESS_GOV}/102nd-congress/senate-concurrent-resolution/7", "sconres7-102"),
        (f"{CONGRESS_GOV}/103rd-congress/house-resolution/7", "hres7-103"),
        (f"{CONGRESS_GOV}/116th-congress/senate-resolution/7", "sres7-116"),
        ("https://www.govtrack.us/congress/bills/115/s175", "s175-115"),
        ("H.R. 2017, 115th", "hr2017-115"),
        ("s2017-115", "s2017-115"),
    ],
)
def test_every_kind_of_bill_is_understood(text: str, id: str):
    reference = parse_reference(text)
    assert isinstance(reference, BillReference)
    assert reference.id == id


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("H.R. 3364", BillReference("hr", 3364, None)),
        ("s175", BillReference("s", 175, None)),
        ("S. 2017", BillReference("s", 2017, None)),
        ("h j res 59", BillReference("hjres", 59, None)),
    ],
)
def test_a_bill_may_be_named_without_its_congress(text: str, reference: BillReference):
    assert parse_reference(text) == reference
    assert "-" not in reference.id


@pytest.mark.parametrize(
    ("text", "chamber"),
    [
        ("RS1150175", "senate"),
        ("rs1150175", "senate"),
        ("RH1150175", "house"),
        ("https://voteview.com/rollcall/RS1150175", "senate"),
        ("voteview.com/rollcall/RH1150175/", "house"),
    ],
)
def test_voteviews_number_is_kept_as_such_because_it_counts_through_the_congress(
    text: str, chamber: str
):
    reference = parse_reference(text)
    assert reference == VoteviewReference(chamber, 115, 175)
    assert reference.id == f"R{chamber[0].upper()}1150175"


@pytest.mark.parametrize("kind", SPELLINGS)
def test_a_bill_spelled_as_the_field_does_reads_back(kind: str):
    reference = BillReference(kind, 7, None)
    assert parse_reference(reference.spelled()) == reference


def test_a_session_may_end_in_the_january_after_and_keeps_its_year():
    assert parse_reference("senate 116-2-292") == parse_reference("s292-116.2020")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("115-1-175", "names no chamber: write h175-115.2017 or s175-115.2017."),
        ("roll call 413 2017", "names no chamber: write h413-115.2017 or s413-115.2017."),
        ("house 413 115", "leaves the session open: write h413-115.2017 or h413-115.2018."),
        ("h413-115", "leaves the session open: write h413-115.2017 or h413-115.2018."),
        ("senate 175", "start over each year: write also the year, as in s175-115.2017."),
        ("house vote 413", "start over each year: write also the year, as in h413-115.2017."),
        (
            "https://clerk.house.gov/Votes?RollCallNum=413",
            "gives no year, and roll call numbers start over each year: "
            "write also the year, as in h413-115.2017.",
        ),
        ("S. 175, 2017", "may be a bill or a roll call: write s175-115 or s175-115.2017."),
        (
            "s 175 115th Congress 1st session",
            "may be a bill or a roll call: write s175-115 or s175-115.2017.",
        ),
        ("hr413-115.2017", "may be a bill or a roll call: write hr413-115 or h413-115.2017."),
    ],
)
def test_what_has_two_readings_is_refused_with_both(text: str, sentence: str):
    assert refusal(text).startswith(f"“{text}” ")
    assert refusal(text).endswith(sentence)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("s175 115", BillReference("s", 175, 115)),
        ("bill s175 115", BillReference("s", 175, 115)),
        ("S. 175, 115th Cong. (2017)", BillReference("s", 175, 115)),
        ("115TH CONGRESS 1ST SESSION S. 175", BillReference("s", 175, 115)),
        ("s175 2017", SENATE_PASSAGE),
        ("s175 115 2017", SENATE_PASSAGE),
        ("senate 175 2017", SENATE_PASSAGE),
    ],
)
def test_a_congress_makes_s_a_bill_and_a_year_makes_it_a_roll_call(
    text: str, reference: BillReference | RollCallReference
):
    assert parse_reference(text) == reference


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("hr3364-2017", "“hr3364-2017” has the year 2017 for a Congress: write hr3364-115."),
        ("bill s175 2017", "“bill s175 2017” has the year 2017 for a Congress: write s175-115."),
        (
            "https://www.govtrack.us/congress/bills/2017/hr3364",
            "“https://www.govtrack.us/congress/bills/2017/hr3364” has the year 2017 for a "
            "Congress: write hr3364-115.",
        ),
        (
            "https://www.congress.gov/votes/house/2017-1/413",
            "“https://www.congress.gov/votes/house/2017-1/413” has the year 2017 for a Congress: "
            "write h413-115.2017.",
        ),
        (
            "s175-115.2019",
            "“s175-115.2019” contradicts itself, as 2019 is session 1 of the 116th Congress: "
            "write s175-116.2019.",
        ),
        (
            "H.R. 3364, 115th Cong. (2019)",
            "“H.R. 3364, 115th Cong. (2019)” contradicts itself, as 2019 is session 1 of the 116th "
            "Congress: write hr3364-116.",
        ),
        (
            "house vote 413, 2nd session 2017",
            "“house vote 413, 2nd session 2017” contradicts itself, as 2017 is session 1 of the "
            "115th Congress: write h413-115.2017.",
        ),
    ],
)
def test_a_year_and_a_congress_that_do_not_agree_are_answered_with_those_that_do(
    text: str, sentence: str
):
    assert refusal(text) == sentence


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("hr5-0", "names a Congress not from 1 to 200"),
        ("hr5-364", "names a Congress not from 1 to 200"),
        ("RH0000001", "names a Congress not from 1 to 200"),
        ("senate 115-3-175", "names a session not from 1 to 2"),
        ("https://api.congress.gov/v3/house-vote/115/0/413", "names a session not from 1 to 2"),
        ("house 413 1788", "names a year not from 1789 to 2188"),
        ("hr0-115", "has a number not from 1 to 99999"),
        ("h100000-115.2017", "has a number not from 1 to 99999"),
    ],
)
def test_a_value_out_of_range_is_refused_with_the_range(text: str, fault: str):
    assert refusal(text) == (
        f"“{text}” {fault}: write a roll call like s175-115.2017 or a bill like hr3364-115."
    )


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("PN55", "is a nomination, which cannot be looked up by its number: name its roll call"),
        ("PN55-115", "is a nomination"),
        ("https://www.congress.gov/nomination/115th-congress/55", "is a nomination"),
        ("Treaty Doc. 110-20", "is a treaty, which cannot be looked up by its number"),
        ("https://www.congress.gov/treaty-document/114th-congress/12", "is a treaty"),
        ("S.Amdt. 267, 115th", "is an amendment, which cannot be looked up by its number"),
        ("H. Amdt. 5 115", "is an amendment"),
        ("https://www.congress.gov/amendment/119/house-amendment/85", "is an amendment"),
        ("Public Law 115-44", "is a law: name the bill that it was, as in hr3364-115."),
        ("Pub. L. 115-44", "is a law"),
        ("P.L. 115-44", "is a law"),
    ],
)
def test_what_is_neither_a_bill_nor_a_roll_call_is_named_for_what_it_is(text: str, answer: str):
    assert refusal(text).startswith(f"“{text}” {answer}")


@pytest.mark.parametrize("text", ["", " \t\r\n ", "\u200b\ufeff", "“”", "..."])
def test_nothing_is_answered_with_what_could_be_written(text: str):
    assert refusal(text) == (
        "Nothing is named: write a roll call like s175-115.2017 or a bill like hr3364-115."
    )


@pytest.mark.parametrize(
    "text",
    [
        "bananas",
        "3364",
        "115",
        "hr",
        "senate",
        "House vote on H.R. 3364, 115th Congress",
        "H.R. 3364 roll call 413 2017",
        "hr3364-115 s175-115",
        "hr33.64-115",
        "../../etc/passwd",
        "hr3364-115; rm -rf /",
        "hr3364-115/../../etc/passwd",
        "--help",
        "s\u0661\u0667\u0665-115.2017",
        "https://example.com/hr3364-115",
        "https://clerk.house.gov@example.com/evs/2017/roll413.xml",
        "https://example.com/clerk.house.gov/evs/2017/roll413.xml",
        "javascript:hr3364-115",
        "file:///etc/passwd",
        "http://[",
        "https://www.congress.gov/roll-call-votes",
        "https://api.congress.gov/v3/house-vote/119/1?offset=2&limit=2",
        f"{SENATE_GOV}/roll_call_votes/vote1151/vote_116_1_00175.htm",
    ],
)
def test_what_names_neither_is_refused_and_never_guessed(text: str):
    shown = text if len(text) <= 60 else text[:59] + "…"
    assert refusal(text) == (
        f"“{shown}” names no roll call or bill: "
        "write a roll call like s175-115.2017 or a bill like hr3364-115."
    )


def test_a_comma_within_a_number_is_not_taken_for_the_one_before_a_congress():
    assert refusal("H.R. 3,364") == (
        "“H.R. 3,364” has a comma within a number: write H.R. 3364, without one."
    )


def test_a_message_shows_no_control_characters():
    assert refusal("s175\x1b[2J-115.2017").startswith("“s175�[2J-115.2017” has control characters")
    assert refusal("hr3364\x00-115").startswith("“hr3364�-115” has control characters")
    assert refusal("hr\u202e3364-115").startswith("“hr�3364-115” has control characters")


@pytest.mark.parametrize(
    "text",
    [
        "9" * 10_000_000,
        "S" + "1" * 1990 + "-115.2017",
        "vote " * 399,
        "no vote call roll " * 110 + "x",
        "1-1-" * 499,
        "h r " * 499,
        "'s" * 999,
        "congress 1 session 1 " * 90,
        "# " * 999,
        "govinfo.gov/" + "a/" * 990,
        "bills-" + "1" * 1990,
        "clerk.house.gov/votes?" + "session=1" * 200,
        "senate.gov/legislative/lis/roll_call_lists/roll_call_vote_cfm.cfm?" + "vote=1&" * 270,
        "senate.gov/legislative/lis/roll_call_votes/vote" + "1" * 1900 + "/vote_",
        "\ud800" * 100,
    ],
    ids=lambda text: ascii(text[:20]),
)
def test_a_hostile_text_is_refused_at_once_and_shown_short(text: str):
    start = time.process_time()
    message = refusal(text)
    assert time.process_time() - start < 0.5
    shown = re.match("“(.*?)” ", message)
    assert shown
    assert len(shown[1]) <= 60
    assert message.isprintable()


def glued(parts: tuple[str, ...], spaces: list[str]) -> str:
    text = parts[0]
    for part, space in zip(parts[1:], spaces, strict=True):
        words_meet = re.search("[a-z]$", text, re.I) and re.match("[a-z]", part, re.I)
        text += (space or (" " if words_meet else "")) + part
    return text


def spaced(*parts: str) -> st.SearchStrategy[str]:
    """Join parts by what people put between them, in some case."""
    space = st.sampled_from([" ", "", "  ", "\u00a0", "\t"])
    spaces = st.lists(space, min_size=len(parts) - 1, max_size=len(parts) - 1)
    case = st.sampled_from([str.lower, str.upper, str.title, str.swapcase, str])
    return st.builds(lambda between, change: change(glued(parts, between)), spaces, case)


LONG = {"j": "Joint", "con": "Concurrent"}


@st.composite
def bills(draw: st.DrawFn) -> tuple[str, BillReference]:
    kind = draw(st.sampled_from(list(SPELLINGS)))
    number, congress = draw(st.integers(1, 99_999)), draw(st.integers(1, 200))
    middle = LONG.get(kind[1:].removesuffix("res"))
    rest = ["bill"] if kind in ("hr", "s") else [middle, "resolution"] if middle else ["resolution"]
    words = ["House" if kind[0] == "h" else "Senate", *rest]
    name = draw(st.sampled_from([[kind], re.findall(r"\w+\.", SPELLINGS[kind]), words]))
    nth = ordinal(congress)
    ends = (["-", f"{congress}"], ["–", f"{congress}"], [f" ({nth})"], [", ", nth, "Congress"])
    end = draw(st.sampled_from([*ends, [f" {congress}"], [f"/{congress}"]]))
    number_text = draw(st.sampled_from(["", "0", "00"])) + f"{number}"
    return draw(spaced(*name, number_text, *end)), BillReference(kind, number, congress)


@st.composite
def roll_calls(draw: st.DrawFn) -> tuple[str, RollCallReference]:
    chamber = draw(st.sampled_from(["house", "senate"]))
    number = draw(st.integers(1, 99_999))
    congress, session = draw(st.integers(1, 200)), draw(st.integers(1, 2))
    year, nth = year_of_session(congress, session), ordinal(congress)
    ends = draw(
        st.sampled_from(
            [
                [chamber[0], f"{number}", "-", f"{congress}.{year}"],
                [chamber[0], f"{number} {year}"],
                [chamber, f"{number} {year}"],
                [chamber, " roll call ", f"{number}", " of ", f"{year}"],
                [chamber, " vote", "#", f"{number}", ", ", f"{year}"],
                [chamber, "rollcall vote", "no.", f"{number}", f" ({year})"],
                [f"{congress}", "-", f"{session}", "-", f"{number}", chamber],
                [chamber, f"{congress}", "–", f"{session}", "–", f"{number}"],
                [f"{year} ", chamber, "vote", f"{number}"],
                ["Roll call", f"{number} {year} ", chamber],
                [chamber, "vote", f"{number}, ", nth, "congress,", ordinal(session), "session"],
                [chamber, "vote", f"{number}, ", ordinal(session), "session, ", nth],
            ]
        )
    )
    return draw(spaced(*ends)), RollCallReference(chamber, number, congress, session)


@given(bills())
def test_a_bill_reads_back_from_any_spelling(spelt: tuple[str, BillReference]):
    text, reference = spelt
    assert parse_reference(text) == reference
    assert parse_reference(reference.id) == reference


@given(roll_calls())
def test_a_roll_call_reads_back_from_any_spelling(spelt: tuple[str, RollCallReference]):
    text, reference = spelt
    assert parse_reference(text) == reference
    assert parse_reference(reference.vote_id) == reference


PIECES = st.sampled_from(
    "s h hr S. H.R. sjres res senate house bill vote roll call no # 1 2 175 413 3364 115 115th "
    "2017 1st session congress of in - – . , / ( ) https:// www. clerk.house.gov congress.gov "
    "voteview.com/rollcall/ RS1150175 PN treaty \u00a0 \u200b \x00".split(" ")
)


@given(st.text() | st.lists(PIECES, max_size=9).flatmap(lambda pieces: spaced("", *pieces)))
def test_any_text_is_understood_or_refused_in_one_printable_sentence(text: str):
    try:
        answer = repr(parse_reference(text))
    except RequestError as error:
        answer = str(error)
    assert re.match("(Bill|RollCall|Voteview)Reference|“|Nothing", answer)
    assert len(answer) < 250
    assert answer.isprintable()


def test_the_ids_and_addresses_of_the_record_itself_are_understood():
    columns = ["vote_id", "source_url", "bill_id"]
    for row in pq.read_table(RECORD, columns=columns).to_pylist()[::97]:
        roll_call = parse_reference(row["vote_id"])
        assert isinstance(roll_call, RollCallReference)
        assert roll_call.vote_id == row["vote_id"]
        assert parse_reference(row["source_url"]) == roll_call
        if row["bill_id"]:
            bill = parse_reference(row["bill_id"])
            assert isinstance(bill, BillReference)
            assert bill.id == row["bill_id"]


@pytest.mark.parametrize(
    ("text", "bill"),
    [
        ("house hr3364", "hr3364"),
        ("senate hr3364", "hr3364"),
        ("House H.R. 3364 115", "hr3364-115"),
        ("H.R. 3364, House", "hr3364"),
        ("house s 175 115", "s175-115"),
    ],
)
def test_a_chamber_beside_a_bill_says_nothing_more(text: str, bill: str):
    assert parse_reference(text).id == bill


@pytest.mark.parametrize(
    ("words", "references"),
    [
        ("hr3364 115", ["hr3364 115"]),
        ("house 413 2017", ["house 413 2017"]),
        ("hr3364 115 hr1 119", ["hr3364 115", "hr1 119"]),
        ("hr3364-115 s175-115.2017", ["hr3364-115", "s175-115.2017"]),
        ("H.R. 3364 115th Congress", ["H.R. 3364 115th Congress"]),
        ("hr1 hr2", ["hr1", "hr2"]),
        ("ndaa fy2021 s175-115.2017", ["ndaa fy2021", "s175-115.2017"]),
    ],
)
def test_words_that_only_together_name_something_are_one_reference(words, references):
    from votekit.lookup import grouped

    assert grouped(words.split()) == references


def test_a_number_that_may_belong_to_no_reference_is_refused():
    from votekit.lookup import grouped

    with pytest.raises(RequestError, match="“119” after “hr1 115” names nothing by itself"):
        grouped(["hr1", "115", "119"])
