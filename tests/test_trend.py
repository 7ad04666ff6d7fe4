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
from scipy.stats import kendalltau

import votekit as vk
from votekit.analysers.trend import MEASURES
from votekit.analysers.trends.finding import mann_kendall
from votekit.analysers.trends.members import member_counts, unity_score
from votekit.api.trends import trend_answer
from votekit.errors import RequestError
from votekit.words.trends import headline, spell_p, thin_periods

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
    """s292-116.2020 was held on Jan. 1, 2021."""
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


# What is called a trend


@pytest.fixture(scope="module")
def answers():
    """Every measure by year and by Congress, each chamber by itself and both together."""
    return {
        (measure, by, chamber): trend_answer(measure, by=by, chamber=chamber)
        for measure, told in MEASURES.items()
        for by in ("year", "congress")
        for chamber in (("senate",) if told.chamber else ("house", "senate", None))
    }


def test_by_year_and_by_congress_one_measure_and_chamber_never_contradict_each_other(answers):
    for (measure, by, chamber), answer in answers.items():
        if by == "congress":
            continue
        other = answers[measure, "congress", chamber]
        assert {str(one.finding) for one in answer.every} == {
            str(one.finding) for one in other.every
        }
        claims = [CLAIM.findall(headline(measure, one.by, one.series)) for one in (answer, other)]
        assert claims[0] == claims[1]


CLAIM = re.compile(r"(?:rose|fell)(?: most)?(?: (?:in|among) [A-Za-z ]+)?,? from [^;]+")


def test_headlines_claim_what_the_test_finds_and_nothing_else(answers):
    for (measure, by, _), answer in answers.items():
        told = headline(measure, by, answer.series)
        directions = {one.direction for one in answer.series if one.direction}
        assert {verb for verb in ("rose", "fell") if verb in told} == directions
        assert "no trend" not in told
        for one in answer.every:
            finding = one.finding
            assert (finding.direction is None) == (finding.no_claim is not None)
            if finding.direction:
                assert finding.p < 0.05
                change = finding.late.value - finding.early.value
                assert (change > 0) == (finding.tau > 0) == (finding.direction == "rose")


def test_veto_proof_passages_fell_in_both_chambers(answers):
    for by in ("year", "congress"):
        house, senate = answers["veto-proof", by, None].series
        assert house.finding.p == pytest.approx(0.0003, abs=5e-5)
        assert house.finding.tau == pytest.approx(-0.42, abs=0.01)
        assert senate.finding.p < 0.01
        assert headline("veto-proof", by, [house, senate]) == (
            "Veto-proof passages fell in the House from 79% in 1990–94 to 68% in 2021–25; in the "
            "Senate they fell from 84% in 1989–93 to 46% in 2021–25"
        )


ROWS = {
    "party-unity votes": ("party-unity", "all"),
    "unity score, Democrats": ("unity-score", "D"),
    "unity score, Republicans": ("unity-score", "R"),
    "cohesion, Democrats": ("cohesion", "D"),
    "cohesion, Republicans": ("cohesion", "R"),
    "likeness of the parties": ("likeness", "all"),
    "absences": ("absence", "all"),
    "close roll calls": ("closeness", "all"),
    "veto-proof passages": ("veto-proof", "all"),
    "cloture motions agreed to": ("cloture", "all"),
}


@pytest.mark.parametrize("name", ROWS)
def test_the_docs_print_the_findings_as_they_are(answers, name):
    measure, party = ROWS[name]
    row = re.search(rf"^\| {name} \|(.*)\|(.*)\|$", TRENDS.read_text(encoding="utf-8"), re.M)
    for chamber, cell in zip(("house", "senate"), row.groups(), strict=True):
        if cell.strip():
            every = answers[measure, "year", chamber].every
            (finding,) = (one.finding for one in every if one.party == party)
            claim = finding.direction or "not claimed"
            assert cell.strip() == f"{claim}, {spell_p(finding.p)}"


def test_tau_and_plain_p_are_those_of_scipy(answers):
    for measure in MEASURES:
        for one in answers[measure, "year", "senate"].every:
            values = [point.value for point in one.whole]
            tau, p = mann_kendall(values)
            tied = len(set(values)) < len(values)
            assert tau == pytest.approx(
                kendalltau(range(len(values)), values, variant="b").statistic,
                abs=0.02 * tied + 1e-9,
            )
            # Scipy's is the uncorrected test without ties; ours is never keener.
            assert p >= 0.8 * kendalltau(range(len(values)), values, method="asymptotic").pvalue


@given(st.lists(st.floats(0, 1), min_size=5, max_size=40))
def test_a_test_never_fails_and_is_the_same_the_other_way_round(values):
    tau, p = mann_kendall(values)
    assert -1 <= tau <= 1
    assert 0 <= p <= 1
    back, same = mann_kendall(values[::-1])
    assert back == pytest.approx(-tau)
    assert same == pytest.approx(p, abs=0.02)


@pytest.mark.parametrize(("since", "claims"), [("2022-01-01", False), ("1995-01-01", True)])
def test_fewer_than_five_years_are_no_trend(since, claims):
    answer = trend_answer("veto-proof", chamber="senate", since=since)
    told = headline("veto-proof", "year", answer.series)
    assert ("fell" in told) is claims
    assert answer.series[0].few is (not claims and len(answer.series[0].points) < 5)


def test_five_years_are_three_congresses_and_claim_nothing_by_congress():
    answer = trend_answer("cohesion", by="congress", chamber="house", since="2017-01-01")
    short = trend_answer("cohesion", by="congress", chamber="house", since="2019-01-01")
    assert len(short.series[0].points) == 4
    assert all(one.direction is None for one in short.series)
    assert not answer.series[0].few


def test_months_claim_what_the_years_do():
    by_month = trend_answer("veto-proof", by="month", chamber="house")
    by_year = trend_answer("veto-proof", chamber="house")
    assert by_month.series[0].finding == by_year.series[0].finding


def test_periods_with_few_roll_calls_are_shown_with_their_number():
    answer = trend_answer("veto-proof", chamber="senate", since="2019-01-01", until="2022-12-31")
    (senate,) = answer.series
    assert [(point.period, point.rollcalls) for point in senate.points if point.thin] == [
        (2019, 23),
        (2020, 13),
        (2021, 21),
        (2022, 25),
    ]
    assert "(n = 13)" in headline("veto-proof", "year", answer.series)
    assert thin_periods("year", answer.series).startswith("Senate 2019 (23), 2020 (13)")


def test_the_roll_calls_of_a_value_are_counted_for_shares_of_members_too(senate):
    votes = [row for row, _ in senate if voted(row)]
    assert at("absence", 115, by="congress")["rollcalls"] == len(votes)
    unity = at("party-unity", 115, by="congress")
    assert unity["rollcalls"] == unity["denominator"] == len(votes)
    assert at("unity-score", 115, party="D", by="congress")["rollcalls"] == unity["numerator"]


def test_cqs_house_totals_count_the_election_of_a_speaker():
    for year, total in ((2005, 669), (2021, 448)):
        row = at("party-unity", year, chamber="house")
        assert row["denominator"] + 1 == total
    # In the election of 2021 the parties were opposed: it is a party-unity vote itself.
    assert row["numerator"] + 1 == 283
    assert (row["numerator"] + 1) / total == pytest.approx(0.632, abs=5e-4)


def test_the_command_line_tells_the_definition_and_what_is_missing():
    command = [sys.executable, "-m", "votekit", "trend", "veto-proof", "--by", "congress"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    text = " ".join(done.stdout.split())
    assert "had two-thirds of those voting" in text
    assert "none of the House's roll calls of 1989" in text
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_a_small_sum_is_not_shown_as_none():
    # On the six roll calls of Oct. 23, 2020, the parties were all but opposed to each other.
    command = [sys.executable, "-m", "votekit", "trend", "likeness", "--chamber", "senate"]
    days = ["--since", "2020-10-23", "--until", "2020-10-23"]
    done = subprocess.run([*command, *days], capture_output=True, text=True, check=True)
    assert re.search(r"0\.6% +0\.038 +6 +1", done.stdout)
