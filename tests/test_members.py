"""Members over many roll calls: against brute force, real cases, invariants, and by name."""

import json
import re

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import votekit as vk
from votekit.analysers.member_counts import CaucusDays, count_members
from votekit.analysers.scoring import ROLLCALL_COLUMNS, TALLY_COLUMNS, scoring
from votekit.analysers.unity import MEMBER_COLUMNS, member_scores
from votekit.cli.app import app
from votekit.errors import RequestError
from votekit.member_lookup import find_member
from votekit.rules import RULES, outcome
from votekit.store import Record, Wanted

COUNTS = (
    "eligible voted absent party_votes broke_ranks tactical unity_votes unity_with won decisive"
).split()
OTHER = {"yea": "nay", "nay": "yea"}
LEADERS = {"S185": "D000064", "S203": "L000447", "S270": "S000148", "S174": "M000355"}
"""The floor leaders of the 107th and 117th Congresses: LIS and Bioguide ids."""


@pytest.fixture(scope="module")
def record():
    return Record.open()


def scores(**selection):
    return vk.member_scores(**selection).set_index("name")


def printed(*arguments):
    done = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


# Finding a member by name


@pytest.mark.parametrize(
    ("text", "bioguide"),
    [
        ("ocasio", "O000172"),
        ("Alexandria Ocasio-Cortez", "O000172"),
        ("Sen. Paul", "P000603"),
        ("rand paul", "P000603"),
        ("PAUL, Rand", "P000603"),
        ("p000603", "P000603"),
        ("S293", "G000359"),
        ("paul (R-KY)", "P000603"),
        ("Paul R-KY", "P000603"),
        ("velazquez", "V000081"),
        ("Nydia Velázquez (D-NY-7)", "V000081"),
        ("d’amato", "D000018"),
        ("Bernard Sanders", "S000033"),
        ("Mike Rogers (AL)", "R000575"),
        ("Al Green", "G000553"),
        ("govtrack 400003", "A000022"),
        ("15000", "A000022"),
        ("Cortez Masto", "C001113"),
        ("Mr. King of Maine", "K000383"),
        ("Collins of Maine", "C001035"),
        ("Sen. Susan Collins, R-Maine", "C001035"),
        ("Mike Rogers (Michigan)", "R000572"),
        ("Rogers of AL", "R000575"),
        ("Norton of the District of Columbia", "N000147"),
        ("Washington, Craig", "W000177"),
    ],
)
def test_a_member_is_found_by_any_usual_name_or_id(record, text, bioguide):
    assert find_member(record, text).bioguide == bioguide


@pytest.mark.parametrize(
    ("text", "selection", "told"),
    [
        (
            "paul",
            {},
            r"names 2 members.*Rand Paul \(R-KY, 2011–2026, P000603\), Ron Paul \(R-TX, 1997–",
        ),
        ("Mike Rogers", {"congress": 113}, r"\(R-AL, 2003–2026, R000575\).*2001–2014, R000572"),
        ("rand paul", {"congress": 105}, "sat in the 105th Congress.*Senate of the 112th"),
        ("Hoyer", {"chamber": "senate"}, "Steny Hoyer \\(D-MD\\) was in the House"),
        ("Sandrs", {}, "nearest are Bernie Sanders"),
        ("Sen.", {}, "No member of the record is called"),
        ("X999999", {}, "write a name or an id"),
        ("  ", {}, "No member is named"),
    ],
)
def test_what_names_nobody_or_several_is_refused_with_a_choice(record, text, selection, told):
    with pytest.raises(RequestError, match=told):
        find_member(record, text, **selection)


def test_those_who_sat_with_the_other_member_are_suggested_first(record):
    with pytest.raises(RequestError) as refused:
        find_member(record, "Colins", beside="Manchin")
    told = str(refused.value)
    assert "nearest are Susan Collins (R-ME, 1997–2026, C001035), " in told
    # Cardiss, Mac and Barbara-Rose Collins had left Congress before Manchin came.
    assert told.index("Doug Collins") < told.index("Mac Collins")
    assert len(re.findall(r", [A-Z][0-9]{6}\)", told)) == 6


def test_congress_and_chamber_decide_between_namesakes(record):
    assert find_member(record, "paul", congress=115, chamber="senate").label == "Rand Paul (R-KY)"


def test_a_member_of_both_chambers_comes_with_the_rows_of_both(record):
    found = find_member(record, "S000033")
    assert {row["chamber"] for row in found.rows} == {"house", "senate"}
    assert [row["congress"] for row in found.rows] == list(range(102, 120))


# Against brute force


def is_tactical_on(vote, row, record):
    """Tell by the split of the one roll call, which names the leaders whose nay was tactical."""
    if row["member_id"] not in LEADERS:
        return False
    named = vk.split(vote["vote_id"], record=record).tactical
    return LEADERS[row["member_id"]] in {leader.id for leader in named}


def by_hand(record, congress, chamber, caucus_of=None):
    """Count every measure row by row, from the definitions."""
    place = Wanted(congress, chamber)
    rollcalls = {row["vote_id"]: row for row in record.rollcalls(place).to_pylist()}
    positions = record.positions(place, ["vote_id", "member_id", "party", "position"]).to_pylist()
    sides = {}
    for row in positions:
        if row["position"] in OTHER:
            side = sides.setdefault((row["vote_id"], row["party"]), {"yea": 0, "nay": 0})
            side[row["position"]] += 1
    position_of = {
        key: "yea" if side["yea"] > side["nay"] else "nay"
        for key, side in sides.items()
        if key[1] in {"D", "R"} and side["yea"] != side["nay"]
    }
    counts = {}
    for row in positions:
        vote = rollcalls[row["vote_id"]]
        if vote["kind"] != "vote" or not vote["yea"] + vote["nay"]:
            continue
        mine = counts.setdefault(row["member_id"], dict.fromkeys(COUNTS, 0))
        mine["eligible"] += 1
        mine["absent"] += row["position"] == "not_voting"
        if row["position"] not in OTHER:
            continue
        mine["voted"] += 1
        own = position_of.get((row["vote_id"], row["party"]))
        both = {position_of.get((row["vote_id"], party)) for party in ("D", "R")}
        mine["party_votes"] += own is not None
        broke = own == OTHER[row["position"]]
        tactical = broke and vote["outcome"] == "failed" and is_tactical_on(vote, row, record)
        mine["tactical"] += tactical
        mine["broke_ranks"] += broke and not tactical
        if own is not None and both == {"yea", "nay"}:
            mine["unity_votes"] += 1
            mine["unity_with"] += own == row["position"]
        if {"passed": "yea", "failed": "nay"}[vote["outcome"]] == row["position"]:
            mine["won"] += 1
            step = 1 if row["position"] == "nay" else -1
            turned = outcome(
                RULES[vote["rule"]],
                yea=vote["yea"] + step,
                nay=vote["nay"] - step,
                present=vote["present"],
                listed=vote["listed"],
            )
            mine["decisive"] += turned != vote["outcome"]
    return counts


@pytest.mark.parametrize(("congress", "chamber"), [(107, "senate"), (117, "senate")])
def test_all_measures_recounted_by_hand(record, congress, chamber):
    expected = by_hand(record, congress, chamber)
    table = vk.member_scores(congress=congress, chamber=chamber).set_index("member_id")
    assert set(table.index) == set(expected)
    assert table[COUNTS].to_dict("index") == expected


def test_the_parties_of_a_member_add_up_to_the_member():
    whole = vk.member_scores(congress=111, chamber="senate").set_index("member_id")
    parts = vk.member_scores(congress=111, chamber="senate", per="party")
    assert parts.groupby("member_id")[COUNTS].sum().equals(whole[COUNTS].sort_index())
    assert parts["member_id"].duplicated().sum() == 1


def test_sessions_add_up_to_the_congress_and_congresses_to_all():
    whole = vk.member_scores(congress=115, chamber="senate").set_index("member_id")[COUNTS]
    halves = [
        vk.member_scores(congress=115, chamber="senate", session=session).set_index("member_id")
        for session in (1, 2)
    ]
    total = halves[0][COUNTS].add(halves[1][COUNTS], fill_value=0)
    assert total.sort_index().astype(int).equals(whole.sort_index())
    days = {"since": "2015-01-03", "until": "2018-12-31", "chamber": "senate"}
    together = vk.member_scores(**days, per="all").set_index("member_id")
    apart = vk.member_scores(**days)
    assert apart.groupby("member_id")[COUNTS].sum().equals(together[COUNTS].sort_index())
    paul = together.loc["S348"]
    assert (paul["from_congress"], paul["to_congress"]) == (114, 115)


# Real cases


def test_specter_is_scored_by_the_party_of_the_day():
    before, after = vk.member("Specter", congress=111).terms
    assert (before["party"], before["party_to"]) == ("R", "2009-04-29")
    assert (after["party"], after["party_from"]) == ("D", "2009-04-30")
    assert before["unity_score"] < 0.6 < 0.95 < after["unity_score"]


def test_jeffords_has_a_score_as_a_republican_and_a_reason_as_an_independent():
    republican, independent = vk.member("Jeffords", congress=107).terms
    assert (republican["party"], independent["party"]) == ("R", "I")
    assert independent["party_from"] == "2001-06-06"
    assert republican["unity_reason"] is None
    assert independent["unity_score"] is None
    assert "independent" in independent["unity_reason"]
    counted = vk.member("Jeffords", congress=107, caucus=True).terms[1]
    assert counted["unity_score"] > 0.8


def test_the_speaker_is_scored_on_the_roll_calls_that_list_one():
    house = scores(congress=115, chamber="house")
    assert house.loc["Paul Ryan", "eligible"] < 100
    assert house.loc["Paul Ryan", "absent"] == 0
    assert house["eligible"].max() > 1200


def test_delegates_are_scored_in_the_committee_of_the_whole_only():
    assert "Eleanor Holmes Norton" not in scores(congress=111, chamber="house").index
    house = scores(congress=111, chamber="house", delegates=True)
    delegate = house.loc["Eleanor Holmes Norton"]
    assert delegate["state"] == "DC"
    assert 0 < delegate["eligible"] < house["eligible"].max() / 2


def test_a_member_of_both_chambers_has_lines_of_both():
    terms = vk.member("Sanders").terms
    assert [(terms[0]["chamber"], terms[0]["congress"])] == [("house", 102)]
    assert [(terms[-1]["chamber"], terms[-1]["congress"])] == [("senate", 119)]


@pytest.mark.parametrize("name", ["Bernie Sanders", "Angus King"])
def test_independents_have_a_score_with_their_caucus_only(name):
    plain = scores(congress=115, chamber="senate").loc[name]
    assert np.isnan(plain["unity_score"])
    assert plain["unity_reason"]
    assert plain["broke_ranks"] == plain["party_votes"] == 0
    counted = scores(congress=115, chamber="senate", caucus=True).loc[name]
    assert counted["unity_score"] > 0.7
    assert pd.isna(counted["unity_reason"])


def test_who_caucused_with_neither_party_says_so():
    amash = vk.member("Amash", congress=116, caucus=True).terms
    assert [term["party"] for term in amash] == ["R", "I"]
    assert "neither party" in amash[1]["unity_reason"]


def test_a_caucus_moves_only_the_independents():
    plain = vk.member_scores(congress=107)
    counted = vk.member_scores(congress=107, caucus=True)
    changed = plain[(plain[COUNTS] != counted[COUNTS]).any(axis=1)]
    assert set(changed["name"]) == {"Bernie Sanders", "Jim Jeffords", "Virgil Goode"}


def test_broke_ranks_and_decisive_are_listed_as_often_as_counted():
    answer = vk.member("rand paul", congress=115)
    (term,) = answer.terms
    assert len(answer.broke_ranks) == term["broke_ranks"]
    assert len(answer.decisive) == term["decisive"]
    broke = {row["vote_id"]: row for row in answer.broke_ranks}["s175-115.2017"]
    assert (broke["position"], broke["party_position"], broke["yea"]) == ("nay", "yea", 98)
    days = [row["date"] for row in answer.broke_ranks]
    assert days == sorted(days, reverse=True)


def test_the_closed_session_quorum_calls_and_elections_are_nobodys_absence(record):
    place = Wanted(116, "senate")
    votes = record.rollcalls(place, ["vote_id", "yea", "nay"]).to_pylist()
    assert [row["vote_id"] for row in votes if not row["yea"] + row["nay"]] == ["s216-116.2020"]
    assert scores(congress=116, chamber="senate")["eligible"].max() == len(votes) - 1


def test_a_correction_in_the_users_store_is_counted(tmp_path, votes, altered, store):
    corrected = altered(votes["s175-115.2017"], "S270", days=1)
    record = Record.open(user=store(tmp_path / "store", corrected))
    before = vk.member_scores(congress=115, chamber="senate").set_index("member_id")
    after = vk.member_scores(congress=115, chamber="senate", record=record).set_index("member_id")
    assert after.loc["S270", "broke_ranks"] == before.loc["S270", "broke_ranks"] + 1
    others = before.index.drop("S270")
    assert after.loc[others, COUNTS].equals(before.loc[others, COUNTS])


# Invariants


WORDS = ("yea", "nay", "present", "not_voting")
PEOPLE = [("A", "D"), ("B", "D"), ("C", "R"), ("E", "R"), ("F", "I"), ("G", "D")]
chambers = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=len(PEOPLE), max_size=len(PEOPLE)),
    min_size=1,
    max_size=8,
)


def invented(votes, names=None):
    """Make the tables of a small chamber, one list of positions per roll call."""
    ids = names or [name for name, _ in PEOPLE]
    rows, rollcalls, tallies = [], [], []
    for number, words in enumerate(votes, 1):
        vote_id = f"s{number}-115.2017"
        for name, (_, party), word in zip(ids, PEOPLE, words, strict=True):
            rows.append({"vote_id": vote_id, "member_id": name, "position": word, "party": party})
        counts = {word: words.count(word) for word in WORDS}
        rule = RULES["majority-senate"]
        rollcalls.append(
            {
                "vote_id": vote_id,
                "congress": 115,
                "chamber": "senate",
                "session": 1,
                "date": pd.Timestamp("2017-03-01", tz="America/New_York"),
                "kind": "vote",
                **counts,
                "listed": len(words),
                "outcome": outcome(
                    rule,
                    yea=counts["yea"],
                    nay=counts["nay"],
                    present=counts["present"],
                    listed=len(words),
                ),
                "rule": rule.key,
                "stage": "other",
                "type": "On the Amendment",
                "subject": "",
            }
        )
        for party in ("D", "R", "I"):
            cast = [word for word, (_, own) in zip(words, PEOPLE, strict=True) if own == party]
            tallies.append(
                {
                    "vote_id": vote_id,
                    "party": party,
                    "yea": cast.count("yea"),
                    "nay": cast.count("nay"),
                }
            )
    coded = pa.dictionary(pa.int32(), pa.string())
    rollcall_table = pa.Table.from_pylist(rollcalls).select(ROLLCALL_COLUMNS)
    for name in ("kind", "outcome", "rule"):
        at = rollcall_table.schema.get_field_index(name)
        rollcall_table = rollcall_table.set_column(at, name, rollcall_table[name].cast(coded))
    tally_table = pa.Table.from_pylist(tallies).select(TALLY_COLUMNS)
    tally_table = tally_table.set_column(1, "party", tally_table["party"].cast(coded))
    return pa.Table.from_pylist(rows), rollcall_table, tally_table


def scored(votes, names=None, caucuses=()):
    positions, rollcalls, tallies = invented(votes, names)
    made = scoring(rollcalls, tallies)
    if not made.codes:
        return None
    counted = count_members(positions, (115, "senate"), made, caucuses)
    members = pa.Table.from_pylist(
        [],
        pa.schema(
            [(name, pa.int64() if name == "congress" else pa.string()) for name in MEMBER_COLUMNS]
        ),
    )
    return member_scores([counted], members, caucus=bool(caucuses)).set_index("member_id")


@settings(max_examples=30)
@given(chambers)
def test_scores_are_shares_and_counts_add_up(votes):
    table = scored(votes)
    if table is None:
        assert not any({"yea", "nay"} & set(words) for words in votes)
        return
    shares = table[["absent_rate", "unity_score", "broke_rate", "won_share"]]
    assert ((shares >= 0) & (shares <= 1) | shares.isna()).all(axis=None)
    assert (table["voted"] + table["absent"] <= table["eligible"]).all()
    assert (table["unity_votes"] <= table["party_votes"]).all()
    assert (table["party_votes"] <= table["voted"]).all()
    assert (table["unity_with"] <= table["unity_votes"]).all()
    assert (table["decisive"] <= table["won"]).all()
    assert table["unity_score"].isna().equals(table["unity_reason"].notna())
    assert (table.loc[table["party"] == "I", ["party_votes", "broke_ranks"]] == 0).all(axis=None)


@settings(max_examples=30)
@given(chambers, st.permutations([name for name, _ in PEOPLE]))
def test_other_names_for_the_members_change_nothing(votes, names):
    plain, renamed = scored(votes), scored(votes, names)
    if plain is None:
        assert renamed is None
        return
    own = dict(zip([name for name, _ in PEOPLE], names, strict=True))
    moved = plain[COUNTS].rename(index=own).sort_index()
    assert moved.equals(renamed[COUNTS].sort_index())


@settings(max_examples=30)
@given(chambers, st.sampled_from(["D", "R"]))
def test_a_caucus_moves_nobody_but_the_independent(votes, party):
    plain = scored(votes)
    if plain is None:
        return
    counted = scored(votes, caucuses=[CaucusDays("F", party, 0, 10**6)])
    others = [name for name, _ in PEOPLE if name != "F"]
    assert counted.loc[others, COUNTS].equals(plain.loc[others, COUNTS])
    attendance = ["eligible", "voted", "absent", "won", "decisive"]
    assert counted.loc["F", attendance].equals(plain.loc["F", attendance])


# The command line


def test_members_ranks_and_says_what_it_counted_on():
    text = " ".join(
        printed(
            "members", "--congress", "115", "--chamber", "senate", "--sort", "broke", "--limit", "3"
        ).split()
    )
    assert "599 Senate roll calls" in text
    assert "Joe Manchin (D-WV)" in text
    assert "the first 3 shown" in text


def test_members_without_a_congress_are_those_of_the_newest():
    answer = json.loads(printed("members", "--limit", "2", "-f", "json"))
    assert {row["congress"] for row in answer["members"]} == {119}
    assert set(answer["rollcalls"]) == {"house", "senate"}


def test_members_by_days_count_over_all_congresses():
    answer = json.loads(
        printed(
            "members",
            "--since",
            "2016-01-01",
            "--until",
            "2017-12-31",
            "--chamber",
            "senate",
            "--party",
            "r",
            "--state",
            "KY",
            "-f",
            "json",
        )
    )
    assert [row["name"] for row in answer["members"]] == ["Mitch McConnell", "Rand Paul"]
    assert {row["to_congress"] for row in answer["members"]} == {115}


def test_a_party_may_be_spelt_out():
    asked = ("members", "--congress", "115", "--chamber", "senate", "-f", "csv", "--party")
    for word, code in (("Republican", "R"), ("democrats", "D"), ("independent", "I")):
        assert printed(*asked, word) == printed(*asked, code)


def test_delegates_are_left_out_and_counted_unless_asked_for():
    asked = ("members", "--congress", "111", "--chamber", "house", "-f", "json", "--limit", "0")
    without, with_them = (json.loads(printed(*asked, *more)) for more in ((), ("--delegates",)))
    kept = {row["member_id"] for row in without["members"]}
    sent = {row["name"] for row in with_them["members"] if row["member_id"] not in kept}
    assert "Eleanor Holmes Norton" in sent
    assert len(sent) == without["delegates_left_out"] == 6
    assert with_them["delegates_left_out"] == 0
    (pierluisi,) = json.loads(printed(*asked, "--state", "Puerto Rico"))["members"]
    assert pierluisi["name"] == "Pedro Pierluisi"
    page = " ".join(printed("members", "--congress", "111", "--least", "--limit", "1").split())
    assert "left out: 6 (--delegates counts them)" in page


def test_the_rate_of_breaking_ranks_is_of_the_votes_on_which_the_party_had_a_side():
    rows = json.loads(
        printed("members", "-c", "115", "--chamber", "house", "--sort", "broke-rate", "-f", "json")
    )["members"]
    rates = [row["broke_rate"] for row in rows if row["broke_rate"] is not None]
    assert rates == sorted(rates, reverse=True)
    assert rows[0]["broke_rate"] == rows[0]["broke_ranks"] / rows[0]["party_votes"]


def test_member_tells_changes_of_party_and_lists_what_is_asked_for():
    text = " ".join(printed("member", "specter", "-c", "111", "--broke", "--limit", "2").split())
    assert "R in the Senate from 2009-01-11 to 2009-04-29" in text
    assert "The newest 2 of 78 roll calls" in text
    assert "http" in text
    lines = printed("member", "specter", "--congress", "111", "--broke", "-f", "csv")
    assert len(lines.splitlines()) == 79


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("members", "--sort", "size"), "cannot be sorted by"),
        (("members", "--party", "W"), "No member here is of party"),
        (("members", "--congress", "99"), "no roll call of the 99th Congress"),
        (("members", "--session", "3"), "sessions 1 and 2"),
        (("members", "--congress", "0"), "no roll call of the 0th Congress"),
        (("members", "--min", "100000"), "meets --party, --state and --min together"),
        (("members", "--limit", "-2"), "0 \\(all\\) or more"),
        (("members", "--chamber", "lords"), "No chamber is called"),
        (("member", "nobody at all"), "is called"),
        (("member", "paul"), "names 2 members"),
        (("member", "ocasio", "--limit", "-1"), "0 \\(all\\) or more"),
        (("member", "ocasio", "--until", "2018"), "on no roll call with yeas and nays then"),
        (("member", "ocasio", "--session", "3"), "sessions 1 and 2"),
        (("member", "ocasio", "--since", "2021", "--until", "2020"), "no day from"),
        (("members", "--since", "2021", "--until", "2020"), "no day from"),
    ],
)
def test_a_wrong_request_is_told_in_one_sentence(arguments, told):
    with pytest.raises(RequestError, match=told):
        CliRunner().invoke(app, list(arguments), catch_exceptions=False)


@pytest.mark.parametrize("name", ["specter", "jeffords", "kiley"])
def test_days_of_a_change_of_party_stand_in_that_congress_only(name):
    text = printed("member", name, "-f", "json")
    terms = json.loads(text, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))["terms"]
    changed = [term for term in terms if term["party_from"]]
    assert len({term["congress"] for term in changed}) == 1
    assert len(changed) == 2
    assert all(term["party_from"] is None for term in terms if term not in changed)
    told = " ".join(printed("member", name).split()).partition("Changed party: ")[2]
    days = [day for term in changed for day in (term["party_from"], term["party_to"])]
    assert [told.count(day) for day in days] == [1, 1, 1, 1]
    assert "nan" not in told


def test_a_last_name_is_a_choice_though_one_has_no_other(record):
    # L000555 stands on one roll call of Jan. 3, 2021, with a last name only.
    with pytest.raises(RequestError, match=r"names 2 members.*Julia Letlow"):
        find_member(record, "Letlow")


def test_who_caucused_with_neither_party_is_not_offered_a_score():
    text = " ".join(printed("member", "sinema", "--caucus").split())
    assert "No unity score as I: independent who caucused with neither party." in text
    assert "where there is one" not in text


def test_a_member_is_cut_to_days_and_lists_what_was_missed():
    year = vk.member("Ted Cruz", since="2024", until="2024")
    assert (year.since[:4], year.until[:4]) == ("2024", "2024")
    assert len(year.missed) == sum(term["absent"] for term in year.terms) > 0
    assert all(row["position"] == "not_voting" for row in year.missed)
    assert {row["date"][:4] for row in year.missed + year.broke_ranks} == {"2024"}
    by_session = vk.member("Ted Cruz", congress=118, session=2)
    assert [row["vote_id"] for row in by_session.missed] == [row["vote_id"] for row in year.missed]
    halves = [vk.member("Ted Cruz", congress=118, session=session) for session in (1, 2)]
    whole = vk.member("Ted Cruz", congress=118)
    for count in COUNTS:
        parts = sum(term[count] for half in halves for term in half.terms)
        assert parts == sum(term[count] for term in whole.terms)
    asked = ("member", "Ted Cruz", "--since", "2024", "--until", "2024", "--missed")
    page = " ".join(printed(*asked).split())
    assert f"All {len(year.missed)} roll calls that the member missed are listed." in page
    rows = printed(*asked, "-f", "csv").splitlines()
    assert len(rows) == len(year.missed) + 1
    both = json.loads(printed(*asked, "--broke", "--limit", "1", "-f", "json"))
    assert (len(both["missed"]), len(both["broke_ranks"])) == (1, 1)


def test_a_member_is_dated_by_the_roll_calls_that_list_him():
    brown = vk.member("Scott Brown", congress=111)
    assert brown.since == "2010-02-09"
    assert brown.until > "2010-12-01"


def test_a_delegates_deciding_vote_is_said_to_be_voted_again():
    # h311-118.2023, in the Committee of the Whole: 216–216.
    assert "the House votes again without them" in " ".join(printed("member", "Norton").split())
    assert "votes again" not in " ".join(printed("member", "ocasio").split())


def test_days_alone_are_not_called_all_congresses():
    page = printed("members", "--since", "2017-01-01", "--until", "2017-01-03", "--limit", "1")
    assert page.startswith("House, 2017-01-03 to 2017-01-03\n")
