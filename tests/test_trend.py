"""Trends: against brute force on one Congress, CQ's published figures, and themselves."""

import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import votekit as vk
from votekit.analysers.trend import MEASURES
from votekit.analysers.trends.members import member_counts, unity_score
from votekit.errors import RequestError

TRENDS = Path(__file__).resolve().parent.parent / "docs" / "trends.md"
ROW = re.compile(r"^\| (\d{4}) \| (House|Senate) \| ([\d.]+) \| ([\d.]+) \|", re.MULTILINE)


@pytest.fixture(scope="module")
def senate():
    """The 115th Senate's roll calls, each with its positions as (member, party, position)."""
    positions = vk.positions(congress=115, chamber="senate")
    cast = defaultdict(list)
    for one in positions[["vote_id", "member_id", "party", "position"]].itertuples(index=False):
        cast[one.vote_id].append((one.member_id, one.party, one.position))
    rollcalls = vk.rollcalls(congress=115, chamber="senate")
    return [(row, cast[row["vote_id"]]) for row in rollcalls.to_dict("records")]


def at(measure, period, chamber="senate", party="all", **options):
    table = vk.trend(measure, chamber=chamber, **options)
    found = table[(table["period"] == period) & (table["party"] == party)]
    return found.to_dict("records")[0]


def side(cast, party):
    yea = sum(one == party and position == "yea" for _, one, position in cast)
    nay = sum(one == party and position == "nay" for _, one, position in cast)
    return yea, nay


def opposed(cast):
    (dy, dn), (ry, rn) = side(cast, "D"), side(cast, "R")
    return (dy - dn) * (ry - rn) < 0


def voted(row):
    return row["kind"] == "vote" and row["yea"] + row["nay"] > 0


def test_cohesion_likeness_absence_and_closeness_as_counted_one_by_one(senate):
    rice, alike, away, listed, close = [], [], 0, 0, 0
    for row, cast in senate:
        if not voted(row):
            continue
        (dy, dn), (ry, rn) = side(cast, "D"), side(cast, "R")
        rice.append(abs(dy - dn) / (dy + dn))
        alike.append(1 - abs(dy / (dy + dn) - ry / (ry + rn)))
        away += sum(position == "not_voting" for *_, position in cast)
        listed += len(cast)
        close += abs(row["yea"] - row["nay"]) / (row["yea"] + row["nay"]) <= 0.05
    cohesion = at("cohesion", 115, party="D", by="congress")
    assert cohesion["denominator"] == len(rice)
    assert cohesion["value"] == pytest.approx(sum(rice) / len(rice))
    assert at("likeness", 115, by="congress")["value"] == pytest.approx(sum(alike) / len(alike))
    absence = at("absence", 115, by="congress")
    assert (absence["numerator"], absence["denominator"]) == (away, listed)
    closeness = at("closeness", 115, by="congress")
    assert (closeness["numerator"], closeness["denominator"]) == (close, len(rice))


def test_unity_scores_as_counted_member_by_member(senate):
    for year in (2017, 2018):
        scores = defaultdict(lambda: [0, 0])
        unity = 0
        for row, cast in senate:
            if 2016 + row["session"] != year or not opposed(cast):
                continue
            unity += 1
            for member, party, position in cast:
                if party not in "DR" or position not in ("yea", "nay"):
                    continue
                yea, nay = side(cast, party)
                own = "yea" if yea > nay else "nay"
                scores[party, member][position != own] += 1
        assert at("party-unity", year)["numerator"] == unity
        for party in "DR":
            shares = [a / (a + b) for (one, _), (a, b) in scores.items() if one == party]
            found = at("unity-score", year, party=party)
            assert found["denominator"] == len(shares)
            assert found["value"] == pytest.approx(sum(shares) / len(shares))


def test_veto_proof_and_cloture_agree_with_the_roll_calls(senate):
    texts = ("passage", "conference", "concurrence", "recede")
    passed = [
        row
        for row, _ in senate
        if row["subject_to_veto"] and row["stage"] in texts and row["outcome"] == "passed"
    ]
    proof = [row for row in passed if 3 * row["yea"] >= 2 * (row["yea"] + row["nay"])]
    found = at("veto-proof", 115, by="congress")
    assert (found["numerator"], found["denominator"]) == (len(proof), len(passed))
    motions = [row for row, _ in senate if "Cloture" in row["question"]]
    agreed = [row for row in motions if "Agreed" in row["result"]]
    found = at("cloture", 115, by="congress")
    assert (found["numerator"], found["denominator"]) == (len(agreed), len(motions))


PUBLISHED = [
    (int(year), chamber.lower(), float(theirs), float(ours))
    for year, chamber, theirs, ours in ROW.findall(TRENDS.read_text(encoding="utf-8"))
]
EXPLAINED = {(2023, "house")}


def test_the_docs_compare_with_published_figures():
    assert len(PUBLISHED) >= 15


@pytest.fixture(scope="module")
def yearly():
    table = vk.trend("party-unity")
    return {(row.period, row.chamber): row for row in table.itertuples()}


@pytest.mark.parametrize(("year", "chamber", "theirs", "ours"), PUBLISHED)
def test_yearly_figures_are_within_a_point_of_cqs(yearly, year, chamber, theirs, ours):
    value = 100 * yearly[year, chamber].value
    assert value == pytest.approx(ours, abs=0.0501)
    if (year, chamber) not in EXPLAINED:
        assert abs(value - theirs) < 1


def test_cqs_counts_of_2022_are_met_exactly(yearly):
    house, senate = yearly[2022, "house"], yearly[2022, "senate"]
    assert house.denominator == 548
    assert (senate.numerator, senate.denominator) == (350, 421)


def test_2023_differs_by_the_ballots_for_speaker():
    table = vk.rollcalls(congress=118, chamber="house")
    ballots = table[(table["session"] == 1) & (table["kind"] == "election")]
    assert len(ballots) == 19
    year = at("party-unity", 2023, chamber="house")
    assert (year["numerator"] + 1) / (year["denominator"] + 19) == pytest.approx(0.718, abs=5e-4)


@pytest.mark.parametrize("measure", sorted(MEASURES))
def test_values_are_shares_and_years_add_up_to_congresses(measure):
    years = vk.trend(measure, chamber="senate")
    assert years["value"].dropna().between(0, 1).all()
    assert (years["denominator"] >= 0).all()
    if measure == "unity-score":
        return
    wholes = vk.trend(measure, by="congress", chamber="senate")
    columns = ["numerator", "denominator", "left_out"]
    years["congress"] = (years["period"] - 1789) // 2 + 1
    summed = years.groupby(["congress", "party"])[columns].sum()
    expected = wholes.set_index(["period", "party"])[columns]
    for key, row in summed.iterrows():
        assert row.tolist() == pytest.approx(expected.loc[key].tolist())


def test_a_year_is_the_sessions_and_a_month_the_dates():
    """s292-116.2020 was held on 1 January 2021."""
    day = {"since": "2021-01-01", "until": "2021-01-01", "chamber": "senate"}
    assert vk.trend("closeness", **day)["period"].tolist() == [2020]
    assert vk.trend("closeness", by="month", **day)["period"].tolist() == ["2021-01"]


def test_the_house_of_1989_is_absent_not_zero():
    table = vk.trend("party-unity", until="1990-12-31")
    assert table[["period", "chamber"]].to_numpy().tolist() == [
        [1989, "senate"],
        [1990, "house"],
        [1990, "senate"],
    ]


def test_the_closed_session_is_in_no_absence_rate():
    day = {"since": "2020-10-01", "until": "2020-11-30", "chamber": "senate"}
    table = vk.trend("absence", **day)
    whole = table[table["party"] == "all"].iloc[0]
    assert whole["left_out"] == 1
    assert whole["value"] < 0.2


@given(
    st.lists(
        st.tuples(
            st.integers(0, 4),
            st.integers(0, 6),
            st.sampled_from(["D", "R", "I"]),
            st.sampled_from(["yea", "nay", "present", "not_voting"]),
        ),
        min_size=1,
        max_size=60,
        unique_by=lambda row: row[:2],
    ),
    st.permutations(range(7)),
)
def test_unity_counts_are_each_members_own_and_names_do_not_matter(rows, order):
    import pandas as pd

    unity = pd.DataFrame(
        {
            "period": [1, 1, 2, 2],
            "chamber": ["house"] * 4,
            "D": [0, 1, 0, 1],
            "R": [1, 0, 1, 0],
            "group": [0, 0, 1, 1],
        },
        index=pd.Index([f"v{number}" for number in range(4)]),  # v4 is no party-unity vote
    )

    def counted(name):
        table = pa.table(
            {
                "vote_id": pa.chunked_array([[f"v{row[0]}" for row in rows]]),
                "member_id": pa.chunked_array([[name(row[1]) for row in rows]]),
                "party": pa.chunked_array([[row[2] for row in rows]]),
                "position": pa.chunked_array([[row[3] for row in rows]]),
            }
        )
        return member_counts(table, unity)

    plain = counted(lambda member: f"m{member}")
    expected = defaultdict(lambda: [0, 0])
    for vote, member, party, position in rows:
        if vote == 4 or party == "I":
            continue
        entry = expected[1 + vote // 2, party, f"m{member}"]
        own = "yea" if unity.loc[f"v{vote}", party] == 0 else "nay"
        if position in ("yea", "nay"):
            entry[position != own] += 1
    keys = plain[["period", "party", "member_id"]].itertuples(index=False, name=None)
    found = plain[["with_party", "against_party"]].to_numpy().tolist()
    assert dict(zip(keys, found, strict=True)) == dict(expected)
    if plain.empty:
        return
    scores = unity_score([plain])
    assert scores["numerator"].between(0, 1).all()
    renamed = unity_score([counted(lambda member: f"x{order[member]}")])
    columns = ["period", "party", "numerator", "denominator", "left_out"]
    assert sorted(map(tuple, scores[columns].to_numpy())) == sorted(
        map(tuple, renamed[columns].to_numpy())
    )


@pytest.mark.parametrize(
    ("measure", "options", "told"),
    [
        ("party-untiy", {}, "party-unity"),
        ("cloture", {"chamber": "house"}, "Senate only"),
        ("closeness", {"by": "week"}, "congress, year, month"),
        ("closeness", {"since": "2030-01-01"}, "votekit status"),
        ("closeness", {"since": "2020-01-02", "until": "2020-01-01"}, "before it"),
        ("cloture", {"since": "2020-01-21", "until": "2020-01-22"}, "no cloture motions"),
        ("unity-score", {"since": "2021-01-01", "until": "2021-01-01"}, "no party-unity vote"),
    ],
)
def test_a_wrong_request_is_told_in_one_sentence(measure, options, told):
    with pytest.raises(RequestError, match=told):
        vk.trend(measure, **options)


def test_the_command_line_tells_the_definition_and_what_is_missing():
    command = [sys.executable, "-m", "votekit", "trend", "veto-proof", "--by", "congress"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    text = " ".join(done.stdout.split())
    assert "had two thirds of those voting" in text
    assert "none of the House's roll calls of 1989" in text
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_a_small_sum_is_not_shown_as_none():
    # On the six roll calls of 23 October 2020 the parties were all but opposed to each other.
    command = [sys.executable, "-m", "votekit", "trend", "likeness", "--chamber", "senate"]
    days = ["--since", "2020-10-23", "--until", "2020-10-23"]
    done = subprocess.run([*command, *days], capture_output=True, text=True, check=True)
    assert re.search(r"0\.6% +0\.038 +6 +1", done.stdout)
