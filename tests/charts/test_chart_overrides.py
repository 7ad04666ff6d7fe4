"""The chart of overrides: what it shows of the real votes on vetoes."""

import pytest

import votekit as vk
from votekit.errors import RequestError


def headline(*references, **options):
    return vk.chart("overrides", *references, **options).about.headline


def test_every_vote_on_a_veto_is_there_and_told_from_two_thirds():
    rows = vk.chart("overrides").rows
    assert sorted(row["vote_id"] for row in rows) == sorted(vk.votes(overrides=True)["vote_id"])
    for row in rows:
        reached = 3 * row["yea"] >= 2 * (row["yea"] + row["nay"])
        assert (row["reached"] == "two-thirds on the veto") == reached
        assert row["share"] == pytest.approx(row["yea"] / (row["yea"] + row["nay"]))


@pytest.mark.parametrize(
    ("congress", "told"),
    [
        (110, "The 110th Congress voted 13 times on nine vetoes and overrode four"),
        (116, "The 116th Congress voted 10 times on nine vetoes and overrode one"),
        (111, "Both vetoes put to a vote in the 111th Congress were sustained"),
        (101, "All nine vetoes put to a vote in the 101st Congress were sustained"),
    ],
)
def test_the_headline_counts_vetoes_and_what_became_of_them(congress, told):
    assert headline(congress=congress) == told


def test_the_subtitle_counts_votes_that_reached_two_thirds():
    subtitle = vk.chart("overrides", congress=110).about.subtitle
    assert subtitle.endswith("eight of 13 votes reached two-thirds")


def test_one_bill_leads_with_its_counts():
    assert headline("hr6395-116") == (
        "H.R. 6395 became law over the veto: House 322–87 and Senate 81–13"
    )
    assert headline("sjres54-116") == (
        "The veto of S.J.Res. 54 was sustained: Senate 53–36, 7 short of the 60 needed"
    )


def test_presidents_head_their_votes_as_ap_writes_them():
    told = vk.chart("overrides").about.description
    assert "Bill Clinton (D): 2 of 13 vetoes overridden." in told
    assert "George H.W. Bush (R): 1 of 20 vetoes overridden." in told


def test_too_many_for_a_low_picture_stand_upright_with_the_laws_named():
    social = str(vk.chart("overrides", size="social").to_dict())
    assert "H.R. 6395, 2020" in social
    assert "H.R. 6395, 2020" not in str(vk.chart("overrides").to_dict())
    with pytest.raises(RequestError, match="do not fit into 260 pixels"):
        vk.chart("overrides", size="social", height=260)
