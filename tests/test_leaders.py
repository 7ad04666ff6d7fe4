"""A floor leader's nay on a motion that failed is kept apart from breaking ranks."""

from collections import Counter

import pytest
from typer.testing import CliRunner

import votekit as vk
from votekit.analysers.leaders import is_tactical
from votekit.analysers.parties import PartySplit
from votekit.api.rosters import over_congress, rosters_of
from votekit.cli.app import app
from votekit.shipped import floor_leaders
from votekit.store import Record, Wanted


def printed(*arguments):
    done = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0
    return " ".join(done.stdout.split())


TACTICAL = [
    # Clotures, the leader's own motions, however many of the party stood with the leader.
    ("s230-118.2024", "Chuck Schumer", "majority leader"),
    ("s39-118.2024", "Chuck Schumer", "majority leader"),
    ("s204-110.2007", "Harry Reid", "majority leader"),
    ("s36-109.2006", "Bill Frist", "majority leader"),
    ("s225-107.2002", "Tom Daschle", "majority leader"),
    ("s57-116.2019", "Mitch McConnell", "majority leader"),
    ("s571-119.2025", "John Thune", "majority leader"),
    # Special rules of the House.
    ("h248-118.2023", "Steve Scalise", "majority leader"),
    ("h195-119.2025", "Steve Scalise", "majority leader"),
    # Measures: a farm bill, the balanced-budget amendment, vetoes, a nomination, a bill's waiver.
    ("h205-115.2018", "Paul Ryan", "speaker"),
    ("s98-104.1995", "Bob Dole", "majority leader"),
    ("s115-101.1990", "George J. Mitchell", "majority leader"),
    ("s88-106.2000", "Trent Lott", "majority leader"),
    ("s219-117.2022", "Chuck Schumer", "majority leader"),
    ("s21-109.2006", "Bill Frist", "majority leader"),
    # An amendment, known to be tactical: Manchin and Toomey on background checks.
    ("s97-113.2013", "Harry Reid", "majority leader"),
    # Alone in the party, as minority leader.
    ("s211-117.2022", "Mitch McConnell", "minority leader"),
]


@pytest.mark.parametrize(("vote_id", "name", "office"), TACTICAL)
def test_a_leaders_nay_on_a_failed_motion_is_not_breaking_ranks(vote_id, name, office):
    answer = vk.split(vote_id)
    assert [(one.name, one.office, one.position) for one in answer.tactical] == [
        (name, office, "nay")
    ]
    assert name not in {one.name for one in answer.defectors}
    (vote,) = vk.margin(vote_id).votes
    (seated,) = rosters_of(vote_id)
    assert vote.tactical == seated.tactical == answer.tactical
    assert vote.defectors == seated.defectors == answer.defectors


@pytest.mark.parametrize(
    ("vote_id", "name"),
    [
        ("s5-112.2011", "Harry Reid"),
        ("s6-112.2011", "Harry Reid"),
        ("s145-118.2023", "Chuck Schumer"),
        ("s47-105.1998", "Trent Lott"),
        ("s86-102.1991", "George J. Mitchell"),
        ("h356-105.1998", "Dick Armey"),
        ("h330-110.2007", "Steny Hoyer"),
    ],
)
def test_a_leader_who_opposed_the_measure_broke_ranks(vote_id, name):
    answer = vk.split(vote_id)
    assert answer.tactical == []
    assert name in {one.name for one in answer.defectors}


def test_a_leader_who_voted_nay_on_what_passed_broke_ranks():
    """All over the record: nobody is excused where the motion passed, or where the leader won."""
    record = Record.open()
    place = Wanted(118, "senate")
    rows = record.rollcalls(place).to_pylist()
    passed = {row["vote_id"] for row in rows if row["outcome"] == "passed"}
    schumer = vk.member("Schumer", congress=118)
    broke = {row["vote_id"] for row in schumer.broke_ranks}
    assert broke & passed
    assert {row["vote_id"] for row in schumer.tactical}.isdisjoint(passed | broke)


def test_members_of_both_parties_and_others_are_never_excused():
    own = PartySplit("D", 43, 1, 0, 0)
    failed = {"outcome": "failed", "rule": "cloture", "stage": "other", "type": "", "subject": ""}
    leaders = floor_leaders()
    (majority,) = (one for one in leaders.on("senate", "2024-08-01") if one.of_majority)
    assert is_tactical(failed, "s0-118.2024", own, majority, leaders)
    assert not is_tactical({**failed, "outcome": "passed"}, "s0-118.2024", own, majority, leaders)
    against = PartySplit("D", 20, 24, 0, 0)
    assert not is_tactical(failed, "s0-118.2024", against, majority, leaders)


def test_each_day_has_one_majority_leader_of_the_senate_and_terms_do_not_overlap():
    record = Record.open()
    days = {str(day)[:10] for day in record.rollcalls(Wanted(chamber="senate"))["date"].to_pylist()}
    leaders = floor_leaders()
    for day in days:
        assert [one.of_majority for one in leaders.on("senate", day)].count(True) == 1
    for day in ("1995-06-01", "2018-05-18", "2026-07-01"):
        offices = Counter(one.office for one in leaders.on("house", day))
        assert offices == {"speaker": 1, "majority leader": 1}


def test_floor_leaders_have_the_ids_and_parties_that_the_record_gives_them():
    members = Record.open().members(columns=["member_id", "bioguide", "chamber", "party"])
    known = {tuple(row.values()) for row in members.to_pylist()}
    for one in floor_leaders().terms:
        assert (one.member_id, one.bioguide, one.chamber, one.party) in known


def test_tactical_nays_over_the_whole_record():
    """176, of which 163 on cloture; the counts by leader, reviewed by eye."""
    table = vk.member_scores(per="all").set_index("name")
    counts = table.loc[table["tactical"] > 0, "tactical"].to_dict()
    assert counts == {
        "Harry Reid": 66,
        "Mitch McConnell": 42,
        "Chuck Schumer": 22,
        "John Thune": 16,
        "Bill Frist": 10,
        "Tom Daschle": 10,
        "Steve Scalise": 3,
        "Trent Lott": 3,
        "George J. Mitchell": 2,
        "Bob Dole": 1,
        "Paul Ryan": 1,
    }


def test_pages_say_why_a_leader_is_not_among_those_who_broke_ranks():
    told = (
        "Majority Leader Chuck Schumer (D-NY) voted nay with the prevailing side on a motion that "
        "failed, which allows a motion to reconsider it (Senate Rule XIII). That is not counted as "
        "breaking ranks."
    )
    assert told in printed("split", "s230-118.2024")
    page = printed("margin", "s230-118.2024")
    assert told in page
    assert "Broke ranks (Senate, s230-118.2024, 3)" in page
    assert "Speaker Paul Ryan (R-WI) voted nay" in printed("split", "h205-115.2018")


def test_a_member_page_counts_tactical_nays_apart():
    answer = vk.member("Schumer", congress=118)
    assert len(answer.tactical) == sum(term["tactical"] for term in answer.terms) > 0
    assert "s230-118.2024" in {row["vote_id"] for row in answer.tactical}
    page = printed("member", "Schumer", "--congress", "118")
    assert f"plus {len(answer.tactical)} tactical nays as floor leader" in page
    assert "s230-118.2024 (48–44)" in page
    ranking = printed("members", "-c", "118", "--chamber", "senate", "--party", "D", "--limit", "0")
    assert f"Here: Chuck Schumer {len(answer.tactical)}." in ranking


@pytest.mark.parametrize("congress", [111, 119])
def test_delegates_are_left_out_of_every_ranking(congress):
    often = over_congress(congress, "house")
    with_them = over_congress(congress, "house", delegates=True)
    assert "Eleanor Holmes Norton" not in {one.name for one in often.members}
    assert "Eleanor Holmes Norton" in {one.name for one in with_them.members}
    scored = vk.member_scores(congress=congress, chamber="house")
    assert not set(scored["state"]) & {"AS", "DC", "GU", "MP", "PR", "VI"}
    matrix = vk.agreement_matrix(congress, "house")
    assert not [label for label in matrix if "-DC)" in label]
    everybody = vk.agreement_matrix(congress, "house", delegates=True)
    assert [label for label in everybody if "-DC)" in label]
    assert len(everybody) - len(matrix) == 6


def test_a_leaders_tactical_nay_does_not_make_him_nearer_to_turning():
    """Of the 117th: Schumer's nays on cloture are no crossing of party lines."""
    (answer,) = vk.whatif("s325-117.2022", candidates=60)
    (schumer,) = (one for one in answer.switchers if one.member.name == "Chuck Schumer")
    row = vk.member_scores(congress=117, chamber="senate").set_index("name").loc["Chuck Schumer"]
    tactical = [one for one in vk.member("Schumer", congress=117).tactical if one["party_unity"]]
    as_cast = row["unity_votes"] - row["unity_with"]
    assert len(tactical) > 5
    assert schumer.crossed == as_cast - len(tactical)
