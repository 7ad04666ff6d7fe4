"""Roll calls that decide a bill under another number: resolutions, unusual motions, parts."""

from collections import Counter

import pyarrow as pa
import pytest

import votekit as vk
from votekit.linked import CHANGES, STANDS, UNNAMED, acts, filed, with_linked
from votekit.lookup import find
from votekit.shipped import linked_votes
from votekit.store import Record

PROOF, NOT, INCOMPLETE = "veto-proof", "not veto-proof", "incomplete"


@pytest.fixture(scope="module")
def record():
    return Record.open()


@pytest.fixture(scope="module")
def by_id(record):
    names = (
        "vote_id chamber congress stage type question subject bill_id bill_title outcome "
        "subject_to_veto source_url"
    ).split()
    return {row["vote_id"]: row for row in record.rollcalls(columns=names).to_pylist()}


def counted(bill, chamber):
    votes = vk.margin(bill).votes
    return [
        (vote.vote_id, vote.yea, vote.nay)
        for vote in votes
        if vote.chamber == chamber and vote.role == "deciding"
    ]


@pytest.mark.parametrize(
    ("bill", "house", "senate", "verdict"),
    [
        ("hr7776-117", ("h516-117.2022", 350, 80), (83, 11), PROOF),
        ("hr3304-113", ("h641-113.2013", 350, 69), (84, 15), PROOF),
        ("hr302-115", ("h407-115.2018", 398, 23), (93, 6), PROOF),
        ("hr4-119", ("h203-119.2025", 216, 213), (51, 48), NOT),
        ("hr244-115", ("h249-115.2017", 309, 118), (79, 18), PROOF),
        ("hjres115-104", ("h786-104.1995", 224, 172), (50, 46), NOT),
        ("hr6-115", ("h415-115.2018", 393, 8), (98, 1), PROOF),
        ("hr2266-115", ("h566-115.2017", 353, 69), (82, 17), PROOF),
        ("hr2882-118", ("h102-118.2024", 286, 134), (74, 24), PROOF),
        ("hr4366-118", ("h64-118.2024", 339, 85), (75, 22), PROOF),
        ("hr815-118", ("h142-118.2024", 316, 94), (79, 18), PROOF),
        ("hr1-103", ("h29-103.1993", 247, 152), (71, 27), NOT),
        ("s1932-109", ("h4-109.2006", 216, 214), (50, 50), NOT),
        ("s1301-117", ("h315-117.2021", 219, 206), (50, 48), NOT),
        ("hjres47-109", ("h149-109.2005", 214, 211), (52, 48), NOT),
    ],
)
def test_both_chambers_decided_by_roll_call_though_one_was_filed_elsewhere(
    bill, house, senate, verdict
):
    assert counted(bill, "house") == [house]
    assert [count for _, *count in counted(bill, "senate")] == [list(senate)]
    assert vk.margin(bill).verdict == verdict


@pytest.mark.parametrize(
    ("bill", "house", "verdict"),
    [
        ("hr1905-112", ("h546-112.2012", 421, 6), INCOMPLETE),
        ("hr710-110", ("h1126-110.2007", 407, 1), INCOMPLETE),
        ("hr1885-107", ("h53-107.2002", 275, 137), INCOMPLETE),
        ("hr7147-119", ("h108-119.2026", 213, 203), NOT),
        ("hr1035-111", ("h762-111.2009", 358, 66), INCOMPLETE),
        ("hjres666-101", ("h439-101.1990", 362, 3), INCOMPLETE),
        ("hr4365-106", ("h496-106.2000", 394, 25), INCOMPLETE),
        ("hr2101-111", ("h252-111.2009", 428, 0), INCOMPLETE),
        ("hr1358-104", ("h12-104.1996", 344, 24), INCOMPLETE),
        ("hr5281-111", ("h625-111.2010", 216, 198), NOT),
    ],
)
def test_the_house_decided_by_a_roll_call_filed_elsewhere_the_senate_by_none(bill, house, verdict):
    assert counted(bill, "house") == [house]
    assert counted(bill, "senate") == []
    assert vk.margin(bill).verdict == verdict


@pytest.mark.parametrize(
    ("bill", "house", "senate"),
    [
        ("hr2764-110", ["h1171-110.2007", "h1186-110.2007"], ["s439-110.2007", "s441-110.2007"]),
        ("hr2642-110", ["h431-110.2008", "h432-110.2008"], ["s139-110.2008", "s162-110.2008"]),
        ("hr920-103", ["h53-103.1993", "h54-103.1993"], ["s24-103.1993"]),
        ("hjres45-111", ["h46-111.2010", "h48-111.2010"], ["s14-111.2010"]),
    ],
)
def test_every_part_decides_and_one_short_of_two_thirds_is_enough(bill, house, senate):
    assert [vote_id for vote_id, *_ in counted(bill, "house")] == house
    assert [vote_id for vote_id, *_ in counted(bill, "senate")] == senate
    assert vk.margin(bill).verdict == NOT


@pytest.mark.parametrize(
    ("bill", "told"),
    [
        ("hr7024-118", "a vote to end debate failed (s230-118.2024, 48–44)"),
        ("hr5746-117", "a vote to end debate failed (s9-117.2022, 49–51)"),
        ("hr3755-117", "a vote to end debate failed (s65-117.2022, 46–48)"),
        ("hr3997-110", "The House rejected it Sept. 29, 2008, 205–228"),
    ],
)
def test_a_vote_that_stopped_the_bill_is_named(bill, told):
    assert told in vk.margin(bill).explanation


def test_a_cloture_that_failed_before_the_senate_passed_the_bill_by_voice_is_no_reason():
    assert "end debate" not in vk.margin("hr7147-119").explanation


def test_the_resolution_is_named_where_the_number_stands():
    whole, one = vk.margin("hr7776-117"), vk.margin("h516-117.2022")
    by = "by H.Res. 1512, which concurred in the Senate amendment with an amendment"
    assert f"350–80, {by};" in whole.explanation
    assert f"350–80, {by}," in one.explanation
    assert [vote.by for vote in whole.votes] == [by, None]
    assert one.bill.id == "hr7776-117"
    assert one.votes[0].role == "deciding"
    assert "Providing for the concurrence by the House" in one.votes[0].notes[0]


def test_a_title_of_a_resolution_is_not_taken_for_the_bills():
    for bill in ("hr7776-117", "hr3304-113", "hr4-119", "hr2101-111"):
        assert "roviding for" not in vk.margin(bill).bill.title
        assert "elating to" not in vk.margin(bill).bill.title


@pytest.mark.parametrize(
    ("title", "found"),
    [
        (
            "Providing for the concurrence by the House in the Senate amendment to H.R. 1, with an "
            "amendment",
            [("hr1-110", "concurrence", True)],
        ),
        (
            "Providing for concurrence by the House in the Senate amendments to H.R. 1 and S. 2",
            [("hr1-110", "concurrence", False), ("s2-110", "concurrence", False)],
        ),
        (
            "Providing for the concurrence by the House with amendments in the amendment of the "
            "Senate to H.J. Res. 12.",
            [("hjres12-110", "concurrence", True)],
        ),
        (
            "Agree to Senate Amendments with Amendment to H.R. 98",
            [("hr98-110", "concurrence", True)],
        ),
        ("Providing for passage of H.R. 2101", [("hr2101-110", "passage", False)]),
        ("Providing for consideration of the Senate amendment to H.R. 1", []),
        ("Relating to consideration of the Senate amendment to H.R. 1", []),
        ("Waiving points of order against the conference report on H.R. 1", []),
        ("Directing the Clerk to make corrections in the enrollment of H.R. 1", []),
        (None, []),
    ],
)
def test_what_a_resolution_does_to_which_bill_is_read_from_its_title(title, found):
    row = {
        "vote_id": "h9999-110.2007",
        "congress": 110,
        "stage": "passage",
        "bill_id": "hres1-110",
        "subject": title,
        "question": f"On Agreeing to the Resolution: H RES 1 {title}",
        "source_url": "https://example.org",
    }
    assert [(act.bill_id, act.stage, act.amends) for act in acts(row)] == found
    # The previous question on it, or tabling it, acts on nothing.
    assert acts({**row, "stage": "other"}) == []


def test_a_rule_for_consideration_only_decides_nothing(by_id):
    for vote_id in ("h102-107.2002", "h189-119.2025", "h547-117.2022", "h583-106.2000"):
        assert acts(by_id[vote_id]) == []
        assert filed(by_id[vote_id]) is by_id[vote_id]
        assert not by_id[vote_id]["subject_to_veto"]


def test_every_row_of_the_table_is_a_roll_call_that_carried_with_reason_and_address(by_id):
    for vote_id, rows in linked_votes().items():
        assert by_id[vote_id]["outcome"] == "passed"
        for row in rows:
            assert row.url.startswith("https://")
            assert len(row.reason) > 60
            assert row.stage in {"passage", "concurrence", STANDS, CHANGES}
            acts_for_another = row.bill_id != by_id[vote_id]["bill_id"] and row.stage != CHANGES
            assert bool(row.does) == acts_for_another, vote_id


@pytest.mark.parametrize(
    ("bill", "shown", "sign"),
    [
        ("hr2608-102", "h154-102.1991", "h290-102.1991"),  # amendments left in disagreement
        ("hr4546-107", "h158-107.2002", "h349-107.2002"),  # a motion to instruct conferees
        ("hr2250-114", "h247-114.2015", "h691-114.2015"),  # a rule for the Senate amendments
    ],
)
def test_a_passage_before_the_chambers_settled_their_differences_decides_nothing(bill, shown, sign):
    answer = vk.margin(bill)
    assert answer.verdict == INCOMPLETE
    told = f"House voted ({shown}) before the chambers set out to settle their differences"
    assert f"{told} ({sign})" in answer.explanation
    assert (shown, "other") in [(vote.vote_id, vote.role) for vote in answer.votes]


def test_a_conference_that_was_refused_changes_no_text(by_id):
    """H.R. 240 of the 114th: the House passed it, and asked in vain for a conference."""
    assert by_id["h102-114.2015"]["type"] == "On Motion to Request a Conference"
    assert [vote.vote_id for vote in vk.margin("hr240-114").votes if vote.role == "deciding"]


def test_roll_calls_on_bills_that_they_do_not_name_are_counted(by_id):
    unnamed = Counter(
        (row["chamber"], row["congress"])
        for row in by_id.values()
        if "certain bills" in row["type"].lower()
    )
    assert dict(unnamed) == UNNAMED
    told = "by one of 17 roll calls on “certain bills” that name none"
    assert told in vk.margin("s1260-117").explanation


def test_a_bill_has_its_linked_roll_calls_once(record):
    for bill in ("hr7776-117", "hjres45-111", "hr2764-110", "sjres36-116"):
        ids = [row["vote_id"] for row in find(record, bill).rollcalls]
        assert len(ids) == len(set(ids))
    table = pa.Table.from_pylist([], schema=record.rollcalls().schema)
    assert with_linked([{"vote_id": "h1-115.2017", "bill_id": "hr1-115"}], table) == [
        {"vote_id": "h1-115.2017", "bill_id": "hr1-115"}
    ]


@pytest.mark.parametrize(
    ("bill", "vote_id", "told"),
    [
        ("s1301-117", "h315-117.2021", "House agrees to Senate amendment to S. 1301, 219–206"),
        (
            "hr7147-119",
            "h108-119.2026",
            "House agrees to Senate amendment to H.R. 7147, with changes, 213–203",
        ),
        (
            "hr7776-117",
            "h516-117.2022",
            "House agrees to Senate amendment to H.R. 7776, with changes, 350–80",
        ),
        ("hr4-119", "h203-119.2025", "House agrees to Senate amendment to H.R. 4, 216–213"),
    ],
)
def test_a_resolution_that_decided_a_bill_is_told_as_a_vote_on_the_bill(bill, vote_id, told):
    assert [vote.headline for vote in vk.margin(bill).votes if vote.vote_id == vote_id] == [told]


def test_a_waiver_for_a_conference_report_passes_nothing():
    # s269-102.1992, "On the Conference Report", was on a motion to waive; s270 was on the report.
    assert vk.margin("s269-102.1992").verdict == "not subject to veto"
    assert counted("hr11-102", "senate") == [("s270-102.1992", 67, 22)]
