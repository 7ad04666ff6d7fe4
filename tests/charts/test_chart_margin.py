"""The margin chart: what it shows of real roll calls."""

import pytest

import votekit as vk
from votekit.errors import RequestError


def headline(reference):
    return vk.chart("margin", reference).about.headline


def one_row(reference):
    (row,) = vk.chart("margin", reference).rows
    return row


def test_the_line_of_the_question_comes_first_and_the_veto_line_beside_it():
    senate, house = vk.chart("margin", "hr1-119").rows
    assert (house["needed"], house["above_needed"]) == (217, 1)
    assert (house["needed_to_override"], house["above_override"]) == (288, -70)
    assert senate["vice_president"] == "yea"
    assert "288" not in headline("hr1-119")
    spec = vk.chart("margin", "hr1-119").to_dict()
    assert "two-thirds, to override a veto: " in str(spec)


def test_no_veto_line_where_no_veto_is_possible():
    # A nomination is not for the president to veto.
    assert one_row("s54-115.2017")["needed_to_override"] is None
    # The vote on the veto itself has two-thirds for its own line.
    row = one_row("h1122-110.2007")
    assert (row["needed"], row["needed_to_override"], row["above_needed"]) == (279, None, -2)


def test_the_number_needed_moves_with_turnout_but_not_of_all_sworn():
    assert one_row("h1122-110.2007")["needed_if_all_vote"] == 289
    # Three-fifths of all senators sworn: 60, whoever is there.
    row = one_row("s218-117.2021")
    assert (row["yea"], row["nay"], row["needed"], row["needed_if_all_vote"]) == (54, 35, 60, 60)
    assert row["above_needed"] == -6


def test_those_away_are_said_to_have_been_able_to_turn_it():
    chart = vk.chart("margin", "h1122-110.2007")
    assert (
        "289 needed if all 15 away had voted: 277–156 all nay, 12 short; 292–141 all yea, 3 more"
        in (chart.about.description)
    )


def test_an_override_s_shortfall_is_in_the_headline():
    assert headline("h1122-110.2007") == (
        "House sustains veto of H.R. 3043, 277–141, 2 short of the 279 needed to override"
    )
    assert headline("hr6395-116") == (
        "Congress overrode the veto of H.R. 6395: House 322–87 and Senate 81–13"
    )


def test_several_bills_stand_in_one_chart():
    chart = vk.chart("margin", "hr3364-115", "hr6395-116", "hr3043-110")
    assert [row["bill"] for row in chart.rows].count("H.R. 6395") == 4
    assert f"{len(chart.rows)} roll calls" in chart.about.source
    with pytest.raises(RequestError, match="do not fit into 400 pixels"):
        vk.chart("margin", "hr3364-115", "hr6395-116", "hr3043-110", size="social", height=400)


def test_a_height_without_room_for_the_plot_is_refused_with_one_that_has():
    with pytest.raises(RequestError, match=r"give at least \d+, or leave out the titles"):
        vk.chart("margin", "s175-115.2017", size="social", height=240, title="word " * 200)


def test_the_subject_is_named_where_no_veto_is_possible():
    assert headline("h263-107.2002") == "House refuses to adjourn, 40–384"
    assert headline("s59-117.2021") == "Senate acquits Donald Trump, 57–43, short of two-thirds"


def test_the_vice_president_is_in_the_chart_of_a_tie():
    chart = vk.chart("margin", "s54-115.2017")
    assert "tie broken by the Vice President" in str(chart.to_dict())
    assert "with the Vice President breaking the tie" in headline("hr1-119")
    # Two senators away could have made a tie, which is no defeat.
    assert "50–50 all nay, a tie for the Vice President to break" in (
        vk.chart("margin", "s223-115.2018").about.description
    )


def test_a_bill_that_a_chamber_rejected_is_drawn_by_that_vote():
    assert one_row("hr1752-111")["vote_id"] == "h681-111.2009"


def test_several_votes_are_counted_in_words():
    assert (
        headline_of_many("h253-116.2020", "h1122-110.2007") == "One of two votes reached two-thirds"
    )


def headline_of_many(*references):
    return vk.chart("margin", *references).about.headline
