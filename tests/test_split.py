"""``split`` on real roll calls, and the party measures' invariants."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import votekit as vk
from votekit.analysers.parties import PartySplit, is_bipartisan, is_party_unity, likeness

counts = st.integers(0, 260)
parties = st.builds(PartySplit, st.just("D"), counts, counts, counts, counts)


def by_party(answer):
    return {split.party: split for split in answer.parties}


def test_split_of_hr3364_in_the_senate():
    answer = vk.split("s175-115.2017")
    assert not answer.party_unity
    assert answer.bipartisan
    found = by_party(answer)
    assert found["R"].position == found["D"].position == "yea"
    assert found["I"].position is None
    assert found["R"].cohesion == pytest.approx(50 / 52)
    assert answer.likeness == pytest.approx(51 / 52)
    assert [member.name for member in answer.defectors] == ["Rand Paul"]


def test_party_is_that_of_the_day():
    """Specter voted as a Republican until 30 April 2009, then as a Democrat."""

    def party_of_specter(vote_id):
        table = vk.positions(vote_id)
        return table.loc[table["member_id"] == "S161", "party"].item()

    assert party_of_specter("s100-111.2009") == "R"
    assert party_of_specter("s200-111.2009") == "D"


def test_independents_are_counted_with_their_caucus_only_on_request():
    apart = by_party(vk.split("s372-119.2025"))
    together = vk.split("s372-119.2025", caucus=True)
    assert (apart["D"].nay, apart["I"].nay) == (45, 2)
    assert by_party(together)["D"].nay == 47
    assert "I" not in by_party(together)
    assert together.moved == [
        "Angus King (I-ME) with the D",
        "Bernie Sanders (I-VT) with the D",
    ]


@pytest.mark.parametrize(
    ("vote_id", "name", "caucus"),
    [
        ("h300-106.2000", "Virgil Goode", "R"),
        ("s200-107.2001", "Jim Jeffords", "D"),
        ("s215-110.2008", "Joe Lieberman", "D"),
        ("h20-111.2009", "Gregorio Sablan", "D"),
        ("h500-116.2019", "Justin Amash", None),
        ("s100-118.2024", "Kyrsten Sinema", None),
        ("s330-118.2024", "Joe Manchin", "D"),
        ("h200-119.2026", "Kevin Kiley", "R"),
    ],
)
def test_caucus_of_each_independent_on_the_day(vote_id, name, caucus):
    printed = dict(text.rsplit(" with the ", 1) for text in vk.split(vote_id, caucus=True).moved)
    found = {text.split(" (")[0]: party for text, party in printed.items()}
    assert found.get(name) == caucus


def test_states_and_regions_sum_to_the_chamber():
    for by in ("state", "region"):
        answer = vk.split("h413-115.2017", by=by)
        assert sum(group.yea for group in answer.groups) == 419
        assert sum(group.nay for group in answer.groups) == 3
    names = [group.group for group in vk.split("h413-115.2017", by="region").groups]
    assert names == ["Northeast", "Midwest", "South", "West"]


def test_delegates_stand_with_the_territories():
    groups = {group.group: group for group in vk.split("h38-118.2023", by="region").groups}
    assert "Territories" in groups


def test_a_bill_is_split_by_its_roll_calls_and_one_must_be_named_for_one_answer():
    with pytest.raises(vk.RequestError, match=r"name one of h413-115\.2017, s175-115\.2017"):
        vk.split("hr3364-115")


def test_a_party_unity_vote_sets_the_majorities_against_each_other():
    assert vk.split("s323-115.2017").party_unity
    assert vk.split("h699-115.2017").party_unity


@given(parties, parties)
def test_unity_bipartisan_and_neither_exclude_each_other(first, second):
    other = PartySplit("R", second.yea, second.nay, second.present, second.not_voting)
    unity, both = is_party_unity(first, other), is_bipartisan(first, other)
    assert not (unity and both)
    tied = first.yea == first.nay or other.yea == other.nay
    assert (unity or both) == (not tied)
    alike = likeness(first, other)
    assert (alike is None) == (first.voting == 0 or other.voting == 0)
    assert alike is None or 0 <= alike <= 1
    assert likeness(other, first) == alike


@given(parties)
def test_cohesion_is_one_only_when_nobody_of_the_party_dissents(split):
    if split.voting:
        assert (split.cohesion == 1) == (min(split.yea, split.nay) == 0)
        assert split.cohesion == pytest.approx(abs(2 * split.yea_share - 1))
