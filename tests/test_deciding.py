"""The deciding roll call: each turn that a bill can take, told by a few roll calls."""

from datetime import UTC, datetime, timedelta

import pytest

from votekit.analysers.deciding import deciding_rollcalls, in_order, title_of

MORNING = datetime(2017, 7, 25, 12, tzinfo=UTC)
SAME_TEXT = "and agreed to that without a roll call on the bill itself, or not at all"


def vote(name, stage, hours=0, *, outcome="passed", **columns):
    """Give a roll call: ``h1`` is the first of the House, held so many hours after the morning."""
    chamber = "house" if name.startswith("h") else "senate"
    return {
        "vote_id": name,
        "chamber": chamber,
        "number": int(name[1:]),
        "date": MORNING + timedelta(hours=hours),
        "stage": stage,
        "outcome": outcome,
        "type": "",
        "question": "",
        "subject": None,
        "bill_title": None,
        "bill_id": "hr1234-115",
        "yea": 10,
        "nay": 5,
        **columns,
    }


def decided(*rows):
    found = deciding_rollcalls(rows)
    return {chamber: [row["vote_id"] for row in votes] for chamber, votes in found.votes.items()}


def test_roll_calls_are_in_the_order_in_which_they_were_held():
    rows = [vote("s2", "passage", 5), vote("s9", "passage", 1), vote("h3", "passage", 1)]
    assert [row["vote_id"] for row in in_order(rows)] == ["h3", "s9", "s2"]


def test_title_is_that_of_the_last_passage_in_the_house():
    rows = [
        vote("h1", "passage", 1, subject="First Act"),
        vote("h2", "concurrence", 3, subject="Last Act"),
        vote("h3", "other", 4, subject="On some amendment"),
        vote("h4", "passage", 5, subject=""),
        vote("s1", "passage", 6, subject="of the Senate", bill_title="Senate's title"),
    ]
    assert title_of(rows) == "Last Act"
    assert title_of(reversed(rows)) == "Last Act"


def test_title_is_otherwise_the_last_that_the_senate_gives():
    rows = [
        vote("s1", "passage", 1, bill_title="Old title"),
        vote("s2", "other", 2, bill_title="New title"),
        vote("s3", "other", 3, bill_title="No short title on file"),
        vote("s4", "passage", 4, subject="no title of a bill"),
        vote("h5", "other", 5, subject="an amendment"),
    ]
    assert title_of(rows) == "New title"
    assert title_of(rows[2:]) == ""
    assert title_of([]) == ""


def test_the_last_agreement_of_each_chamber_decides():
    rows = [
        vote("h1", "passage", 0),
        vote("h2", "passage", 1),
        vote("h3", "other", 9),
        vote("s1", "passage", 2),
    ]
    assert decided(*rows) == {"house": ["h2"], "senate": ["s1"]}
    found = deciding_rollcalls(rows)
    assert [found.role_of(row) for row in rows] == ["other", "deciding", "other", "deciding"]
    assert [row["vote_id"] for row in found.chosen] == ["h2", "s1"]
    assert (found.rejected, found.overtaken, found.overrides, found.reasons) == (False, [], [], {})


def test_what_is_voted_on_after_a_veto_decides_nothing():
    rows = [
        vote("h1", "passage", 0),
        vote("s1", "passage", 1),
        vote("h2", "override", 5),
        vote("s2", "override", 6),
        vote("h3", "passage", 5),
        vote("s3", "passage", 9, outcome="failed"),
    ]
    found = deciding_rollcalls(rows)
    assert decided(*rows) == {"house": ["h1"], "senate": ["s1"]}
    assert [row["vote_id"] for row in found.overrides] == ["h2", "s2"]
    assert [found.role_of(row) for row in rows][2:] == ["override", "override", "other", "other"]


def test_a_chamber_that_rejected_the_last_text_has_no_deciding_roll_call():
    rows = [vote("h1", "passage", 0), vote("h2", "concurrence", 2, outcome="failed")]
    found = deciding_rollcalls([*rows, vote("s1", "passage", 1)])
    assert list(found.votes) == ["senate"]
    assert found.rejected
    assert found.reasons == {
        "house": "the House rejected the last text that it voted on (h2, 10–5)"
    }
    assert [found.role_of(row) for row in rows] == ["other", "lost"]


def test_a_chamber_rejected_what_it_voted_on_once_too():
    found = deciding_rollcalls([vote("s1", "passage", 1, outcome="failed")])
    assert found.rejected
    assert found.reasons["senate"].startswith("the Senate rejected the last text")
    assert found.reasons["house"] == (
        "the House has no roll call on the bill itself: it acted by voice vote or unanimous "
        "consent, or not at all"
    )


def test_a_year_that_the_record_lacks_is_the_reason_for_that_chamber_only():
    found = deciding_rollcalls([vote("s1", "override")], {"house": 1989})
    assert found.reasons == {
        "house": "the record has none of the House's roll calls of 1989",
        "senate": "the Senate passed it without a roll call on the bill itself, by voice vote, "
        "unanimous consent, or together with other bills",
    }
    assert not found.rejected


CONFERENCE = (vote("h1", "passage", 0), vote("s1", "passage", 1), vote("h2", "conference", 5))


def test_an_amendment_left_in_disagreement_does_not_displace_the_conference_report():
    report = vote("s2", "conference", 6)
    later = (vote("h3", "concurrence", 8), vote("s3", "concurrence", 9))
    assert decided(*CONFERENCE, report, *later) == {"house": ["h2"], "senate": ["s2"]}
    # Nor does its rejection.
    lost = vote("h3", "concurrence", 8, outcome="failed")
    assert decided(*CONFERENCE, report, lost) == {"house": ["h2"], "senate": ["s2"]}


def test_a_second_conference_report_takes_the_place_of_the_first():
    report, second = vote("s2", "conference", 6), vote("h3", "conference", 8)
    assert decided(*CONFERENCE, report, second) == {"house": ["h3"], "senate": ["s2"]}
    lost = vote("h3", "conference", 8, outcome="failed")
    found = deciding_rollcalls([*CONFERENCE, report, lost])
    assert found.rejected
    assert "house" not in found.votes


def test_a_vote_of_the_other_chamber_after_the_report_reopens_the_text():
    """H.R. 1 of the 115th: the Byrd rule undid the report, which the House had agreed to."""
    senate = vote("s2", "concurrence", 7, question="concur in the amendment")
    house = vote("h3", "concurrence", 9)
    assert decided(*CONFERENCE, senate, house) == {"house": ["h3"], "senate": ["s2"]}
    # A report that the Senate rejected before does not count as its agreement to one.
    lost = vote("s3", "conference", 6, outcome="failed")
    assert decided(*CONFERENCE, lost, senate, house) == {"house": ["h3"], "senate": ["s2"]}
    # At the same moment is not after.
    same = vote("s2", "recede", 5)
    assert decided(*CONFERENCE, same, house)["house"] == ["h2"]


def test_parts_of_a_divided_question_are_in_one_sitting_with_nobody_in_between():
    def parts(hours, *others, stage="concurrence"):
        rows = [vote("s1", "passage", 1), vote("h2", stage, 5), vote("h3", "concurrence", hours)]
        return decided(vote("h1", "passage", 0), *rows, *others)["house"]

    assert parts(6) == ["h2", "h3"]
    assert parts(5 + 35) == ["h2", "h3"]
    assert parts(5 + 36) == ["h3"]
    assert parts(6, stage="recede") == ["h3"]
    assert parts(8, vote("s2", "recede", 6)) == ["h3"]
    assert parts(8, vote("s2", "recede", 5)) == ["h3"]
    assert parts(8, vote("s2", "recede", 4)) == ["h2", "h3"]
    assert parts(8, vote("s2", "recede", 8)) == ["h2", "h3"]


def test_a_part_that_was_lost_is_no_part_of_what_was_agreed_to():
    rows = [vote("h1", "concurrence", 1, outcome="failed"), vote("h2", "concurrence", 2)]
    assert decided(*rows) == {"house": ["h2"]}


def test_two_passages_are_no_parts():
    assert decided(vote("h1", "passage", 1), vote("h2", "passage", 2)) == {"house": ["h2"]}


def overtaken(early, late):
    found = deciding_rollcalls([early, late])
    (chamber,) = found.votes
    (reason,) = found.reasons.values()
    assert list(found.reasons) == [row["chamber"] for row in found.overtaken]
    assert chamber == late["chamber"]
    assert found.role_of(early) == "other"
    assert found.rejected is False
    return reason


@pytest.mark.parametrize(
    ("early", "late", "reason"),
    [
        (
            vote("s1", "passage", 0),
            vote("h1", "conference", 9),
            f"the Senate voted (s1) before the conference (h1), {SAME_TEXT}",
        ),
        (
            vote("h1", "passage", 0),
            vote("s1", "passage", 9, subject="H.R. 1, As Amended"),
            f"the House voted (h1) before the Senate amended the text (s1), {SAME_TEXT}",
        ),
        (
            vote("s1", "passage", 0),
            vote("h1", "passage", 9, type="Suspend the Rules and Pass, as Amended"),
            f"the Senate voted (s1) before the House amended the text (h1), {SAME_TEXT}",
        ),
        (
            vote("s1", "passage", 0),
            vote("h1", "concurrence", 9, type="Agree to the Senate Amendment With an Amendment"),
            f"the Senate voted (s1) before the House amended the text (h1), {SAME_TEXT}",
        ),
        (
            vote("h1", "concurrence", 0),
            vote("s1", "concurrence", 9, question="Concur with a further amendment"),
            f"the House voted (h1) before the Senate amended the text (s1), {SAME_TEXT}",
        ),
        (
            vote("h1", "passage", 0),
            vote("s1", "concurrence", 9),
            "the House voted (h1) before it amended the text again, without a roll call "
            "on the bill itself, in which the Senate concurred (s1)",
        ),
        (
            vote("s1", "passage", 0, bill_id="s1-115"),
            vote("h1", "concurrence", 9, bill_id="s1-115"),
            "the Senate voted (s1) before it amended the text again, without a roll call "
            "on the bill itself, in which the House concurred (h1)",
        ),
    ],
)
def test_a_roll_call_on_a_text_that_was_changed_afterwards_is_overtaken(early, late, reason):
    assert overtaken(early, late) == reason


@pytest.mark.parametrize(
    ("early", "late"),
    [
        (vote("s1", "conference", 0), vote("h1", "conference", 9)),
        (vote("s1", "passage", 0), vote("h1", "passage", 9)),
        # The chamber that wrote the bill concurs in the other's amendment: the usual end.
        (vote("s1", "passage", 0), vote("h1", "concurrence", 9)),
        (
            vote("h1", "passage", 0, bill_id="s1-115"),
            vote("s1", "concurrence", 9, bill_id="s1-115"),
        ),
        (vote("h1", "concurrence", 0), vote("s1", "concurrence", 9)),
        (vote("h1", "passage", 0), vote("s1", "recede", 9)),
        # “As amended” is in the type in the House and in the subject in the Senate, and is told of
        # a passage only.
        (vote("s1", "passage", 0), vote("h1", "passage", 9, subject="as amended")),
        (vote("h1", "passage", 0), vote("s1", "passage", 9, type="as amended")),
        (vote("s1", "passage", 0), vote("h1", "recede", 9, type="as amended")),
        (vote("s1", "passage", 0), vote("h1", "passage", 9, question="with an amendment")),
    ],
)
def test_a_roll_call_on_the_same_text_is_not_overtaken(early, late):
    found = deciding_rollcalls([early, late])
    assert set(found.votes) == {"house", "senate"}
    assert found.overtaken == []


def test_the_last_part_of_a_divided_question_tells_which_chamber_came_later():
    parts = (
        vote("h2", "concurrence", 8),
        vote("h3", "concurrence", 9, type="with an amendment"),
    )
    found = deciding_rollcalls([vote("h1", "passage", 0), vote("s1", "passage", 1), *parts])
    assert [row["vote_id"] for row in found.overtaken] == ["s1"]
    assert [row["vote_id"] for row in found.chosen] == ["h2", "h3"]
