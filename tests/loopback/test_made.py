"""The documents made for volume say what the rows say that they were made from."""

from datetime import UTC, datetime

import pytest

from loopback import made
from loopback.sites import renumbered
from votekit.fetchers import congress_gov, house, senate

NOW = datetime(2026, 11, 24, tzinfo=UTC)
OF_THE_SOURCE = {"source", "source_url", "updated", "modified", "recorded_yea", "recorded_nay"}
NOT_IN_CONGRESS_GOV = {"subject", "question"}


def by_member(rows):
    return {row["member_id"]: row for row in rows}


@pytest.mark.parametrize("chamber", ["house", "senate"])
def test_the_chambers_own_documents(chamber):
    rows, positions = renumbered(chamber, 40)
    for row in rows:
        cast = positions[row["vote_id"]]
        if chamber == "house":
            document = made.house_xml(row, cast)
            parsed = house.parse(document, url="", fetched=NOW, members=())
        else:
            parsed = senate.parse(made.senate_xml(row, cast), url="", fetched=NOW)
        assert by_member(parsed.positions) == by_member(cast)
        differ = {key for key, value in parsed.rollcall.items() if value != row[key]}
        assert differ <= OF_THE_SOURCE
        assert parsed.disagreements == []


def test_congress_gov_has_the_same_votes():
    rows, positions = renumbered("house", 10)
    for row in rows:
        cast = positions[row["vote_id"]]
        vote = made.as_json("houseRollCallVote", made.congress_gov_vote(row, cast))
        listed = made.congress_gov_members(row, cast)
        members = made.as_json("houseRollCallVoteMemberVotes", listed)
        parsed = congress_gov.parse(vote, members, fetched=NOW)
        mine, theirs = by_member(parsed.positions), by_member(cast)
        assert {key: one["position"] for key, one in mine.items()} == {
            key: one["position"] for key, one in theirs.items()
        }
        differ = {key for key, value in parsed.rollcall.items() if value != row[key]}
        assert differ <= OF_THE_SOURCE | NOT_IN_CONGRESS_GOV
        assert parsed.disagreements == []


def test_a_menu_lists_every_roll_call():
    rows, _ = renumbered("senate", 20)
    entries = senate.parse_menu(made.senate_menu(rows), 119, 2)
    assert [(one.number, one.date) for one in entries] == [
        (row["number"], row["date"].date()) for row in rows
    ]
