"""``split`` on real roll calls, and the party measures' invariants."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import votekit as vk
from votekit.analysers.parties import (
    PartySplit,
    is_bipartisan,
    is_party_unity,
    likeness,
    party_splits,
)
from votekit.analysers.people import (
    MemberPosition,
    away,
    defectors,
    dissenters,
    name_members,
)
from votekit.analysers.split import caucuses_of, count_parties, group_splits
from votekit.cli.app import app

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


def test_json_of_a_split_has_the_counts_and_what_follows_from_them():
    single = vk.split("s175-115.2017")
    assert single.stage == "passage"
    answer = single.to_dict()
    told = {name: answer[name] for name in answer if name not in {"parties", "defectors"}}
    assert told == {
        "vote_id": "s175-115.2017",
        "question": "On Passage of the Bill H.R. 3364",
        "headline": "Senate passes Countering America's Adversaries Through Sanctions Act "
        "(H.R. 3364), 98–2",
        "result": "Bill Passed",
        "date": "2017-07-27",
        "chamber": "senate",
        "yea": 98,
        "nay": 2,
        "party_unity": False,
        "bipartisan": True,
        "likeness": pytest.approx(51 / 52),
        "source": "unitedstates",
        "source_url": "http://www.senate.gov/legislative/LIS/roll_call_votes/vote1151/"
        "vote_115_1_00175.xml",
        "caucus": False,
        "caucuses": {},
        "tactical": [],
        "moved": [],
        "by": None,
        "groups": [],
        "disagreements": [],
        "vice_president": None,
        "vice_president_name": None,
        "notes": [],
    }
    assert [split["party"] for split in answer["parties"]] == ["R", "D", "I"]
    assert answer["parties"][0] == {
        "party": "R",
        "yea": 51,
        "nay": 1,
        "present": 0,
        "not_voting": 0,
        "voting": 52,
        "yea_share": pytest.approx(51 / 52),
        "position": "yea",
        "cohesion": pytest.approx(50 / 52),
    }
    paul = {"name": "Rand Paul", "party": "R", "state": "KY", "id": "P000603", "position": "nay"}
    assert answer["defectors"] == [paul]


def test_json_of_a_split_by_state_has_each_state_with_its_parties():
    answer = vk.split("s372-119.2025", by="state", caucus=True).to_dict()
    assert (answer["by"], answer["caucus"]) == ("state", True)
    names = [group["group"] for group in answer["groups"]]
    assert (len(names), names) == (50, sorted(names))
    (maine,) = (group for group in answer["groups"] if group["group"] == "ME")
    collins, king = maine.pop("parties")
    assert maine == {"group": "ME", "yea": 0, "nay": 2, "present": 0, "not_voting": 0}
    assert (collins["party"], king["party"]) == ("R", "D")
    assert (king["nay"], king["position"], king["cohesion"]) == (1, "nay", 1)


def test_a_notebook_shows_a_split_as_a_table():
    answer = vk.split("s323-115.2017")
    assert repr(answer) == "<Split s323-115.2017 51–48: R 51–0, D 0–46, I 0–2>"
    assert answer._repr_markdown_().splitlines() == [
        "**s323-115.2017: 51–48, party-unity vote**",
        "",
        "| party | yea | nay | present | not voting |",
        "|---|---:|---:|---:|---:|",
        "| R | 51 | 0 | 0 | 1 |",
        "| D | 0 | 46 | 0 | 0 |",
        "| I | 0 | 2 | 0 | 0 |",
    ]
    heading = vk.split("s175-115.2017")._repr_markdown_().splitlines()[0]
    assert heading == "**s175-115.2017: 98–2, not a party-unity vote**"


def test_party_is_that_of_the_day():
    """Specter voted as a Republican until April 30, 2009, then as a Democrat."""

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
        "Angus King (I-ME) with the Democrats",
        "Bernie Sanders (I-VT) with the Democrats",
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
    assert found.get(name) == {"D": "Democrats", "R": "Republicans", None: None}[caucus]


def test_states_and_regions_sum_to_the_chamber():
    for by in ("state", "region"):
        answer = vk.split("h413-115.2017", by=by)
        assert sum(group.yea for group in answer.groups) == 419
        assert sum(group.nay for group in answer.groups) == 3
    names = [group.group for group in vk.split("h413-115.2017", by="region").groups]
    assert names == ["Northeast", "Midwest", "South", "West"]


def test_delegates_stand_with_the_territories():
    groups = {group.group: group for group in vk.split("h38-118.2023", by="region").groups}
    territories = groups["Territories"]
    assert (territories.yea, territories.nay, territories.not_voting) == (3, 0, 3)
    assert [(split.party, split.yea) for split in territories.parties] == [("R", 0), ("D", 3)]


def test_who_was_away_is_counted_by_region():
    (west,) = (g for g in vk.split("s223-115.2018", by="region").groups if g.group == "West")
    assert (west.yea, west.nay, west.present, west.not_voting) == (11, 13, 1, 1)


def test_a_place_that_no_region_has_is_counted_with_the_territories():
    stray = MemberPosition("Stray", "D", "ZZ", "Z000001", "yea")
    (group,) = group_splits([stray], "region")
    assert (group.group, group.yea) == ("Territories", 1)


def test_a_caucus_moves_independents_only_and_leaves_them_who_they_are():
    """The table of caucuses is by member: one who was of a party on the day stays there."""
    king = MemberPosition("Angus King", "I", "ME", "K000383", "nay")
    collins = MemberPosition("Susan Collins", "R", "ME", "C001035", "nay")
    schumer = MemberPosition("Chuck Schumer", "D", "NY", "S000148", "nay")
    caucuses = {"K000383": "D", "C001035": "D", "S000148": "R"}
    moved = caucuses_of([king, collins, schumer], caucuses)
    assert moved == {"K000383": "D"}
    counted = count_parties([king, collins, schumer], moved)
    assert [(split.party, split.nay) for split in counted] == [("D", 2), ("R", 1)]


def test_an_independent_counted_with_a_caucus_stays_an_independent_by_name():
    """s200-118.2024, 88–2: Markey and Sanders voted nay, most Democrats yea."""
    answer = vk.split("s200-118.2024", caucus=True)
    told = [(member.name, member.party) for member in answer.defectors]
    assert told == [("Ed Markey", "D"), ("Bernie Sanders", "I")]
    page = " ".join(CliRunner().invoke(app, ["split", "s200-118.2024", "--caucus"]).stdout.split())
    assert (
        "Broke ranks (2): 1 Democrat and 1 independent who caucuses with Democrats nay: "
        "Ed Markey (D-MA), Bernie Sanders (I-VT)" in page
    )
    assert "(D-VT)" not in page
    apart = vk.split("s200-118.2024")
    assert [member.name for member in apart.defectors] == ["Ed Markey"]


def test_a_candidate_voted_for_is_no_position():
    """An election of the Speaker: the party is there, with zeros."""
    (split,) = count_parties([MemberPosition("X", "R", "OH", "X000001", "McCarthy")])
    assert split == PartySplit("R", 0, 0, 0, 0)
    assert (split.yea_share, split.position, split.cohesion) == (None, None, None)


def test_the_larger_major_party_stands_first_and_independents_last():
    def order(*sizes):
        rows = [dict(party=p, yea=n, nay=0, present=0, not_voting=0) for p, n in sizes]
        return [split.party for split in party_splits(rows)]

    assert order(("I", 90), ("D", 3), ("R", 2)) == ["D", "R", "I"]
    assert order(("D", 2), ("X", 1), ("ID", 5), ("I", 1), ("R", 3)) == ["R", "D", "I", "ID", "X"]
    assert order(("D", 2), ("R", 2)) == ["R", "D"]
    assert order(("Y", 1), ("X", 9)) == ["X", "Y"]


def test_the_size_of_a_party_counts_those_who_were_away():
    def first(away, present):
        rows = [
            {"party": "R", "yea": 2, "nay": 1, "present": 0, "not_voting": 0},
            {"party": "D", "yea": 1, "nay": 1, "present": present, "not_voting": away},
        ]
        return party_splits(rows)[0].party

    assert (first(0, 0), first(1, 0), first(2, 0), first(0, 2)) == ("R", "R", "D", "D")
    # Three nays make a larger party than two yeas.
    nays = {"party": "D", "yea": 0, "nay": 3, "present": 0, "not_voting": 0}
    yeas = {"party": "R", "yea": 2, "nay": 0, "present": 0, "not_voting": 0}
    assert [split.party for split in party_splits([yeas, nays])] == ["D", "R"]


def test_dissenters_are_on_the_losing_side_and_defectors_against_their_party():
    people = [
        MemberPosition(str(number), party, "NY", str(number), position)
        for number, (party, position) in enumerate(
            [("R", "yea"), ("R", "yea"), ("R", "nay"), ("D", "nay"), ("R", "present"), ("I", "nay")]
        )
    ]
    assert [member.name for member in dissenters(people, "passed")] == ["2", "3", "5"]
    assert [member.name for member in dissenters(people, "failed")] == ["0", "1"]
    assert dissenters(people, None) == []
    assert [member.name for member in defectors(people, count_parties(people))] == ["2"]


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


def listed(member_id, state="KY", position="yea", **columns):
    """Give the row of a position as the record has it."""
    return {
        "congress": 115,
        "member_id": member_id,
        "name": f"{member_id} (R-{state})",
        "party": "R",
        "state": state,
        "position": position,
        "word": None,
        **columns,
    }


def member(member_id, name, last_name, congress=115, **columns):
    known = {"bioguide": f"B{member_id}", "state": "KY", **columns}
    return {"congress": congress, "member_id": member_id, "name": name, "last_name": last_name} | (
        known
    )


def test_members_are_named_as_known_and_keep_the_printed_name_where_unknown():
    members = [
        member("S293", "Rand Paul", "Paul", congress=115),
        member("S293", "R. Paul", "Paul", congress=114),
        member("1", "No Bioguide", "Bioguide", bioguide=None),
    ]
    rows = [listed("S293"), listed("1"), listed("2"), listed("3", position=None, word="McCarthy")]
    named = name_members(rows, members)
    assert {(one.name, one.id, one.position) for one in named} == {
        ("Rand Paul", "BS293", "yea"),
        ("No Bioguide", "1", "yea"),
        ("2 (R-KY)", "2", "yea"),
        ("3 (R-KY)", "3", "McCarthy"),
    }


def test_a_delegate_stands_with_the_place_and_others_with_the_state_of_the_day():
    members = [member("1", "A", "A", state="GU"), member("2", "B", "B", state="OH")]
    named = name_members([listed("1", "XX"), listed("2", "KY"), listed("3", "XX")], members)
    assert {one.id: one.state for one in named} == {"B1": "GU", "B2": "KY", "3": "XX"}


def test_names_are_sorted_by_last_name_without_accents_then_by_the_whole_and_the_id():
    members = [
        member("1", "Mario Díaz-Balart", "Díaz-Balart"),
        member("2", "Lincoln Diaz", "Diaz"),
        member("3", "Al D’Amato", "D’Amato"),
        member("4", "Zoe Smith", "Smith"),
        member("5", "Adam Smith", "Smith"),
        member("7", "Adam Smith", "Smith", bioguide="A7"),
        member("6", "Ann de la Cruz", "de la Cruz"),
    ]
    rows = [listed(str(number)) for number in range(1, 8)]
    assert [one.id for one in name_members(rows, members)] == [
        *("B3", "B6", "B2", "B1"),
        *("A7", "B5", "B4"),
    ]
    # Where the table lacks a member, the printed name is sorted by.
    unknown = [listed("8", name="Aaron (R-KY)"), listed("9", name="Zorn (R-KY)")]
    assert [one.id for one in name_members([*unknown, *rows], members)][::8] == ["8", "9"]


def test_who_was_away_answered_present_or_did_not_vote():
    people = [
        MemberPosition(position, "R", "KY", position, position)
        for position in ("yea", "nay", "present", "not_voting", "McCarthy")
    ]
    assert [one.name for one in away(people)] == ["present", "not_voting"]
