"""The tables over the whole record: the same numbers as one by one, and as SQL counts them."""

from datetime import date

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pytest

import votekit as vk
from votekit.analysers.margins import COLUMNS, margins_table
from votekit.analysers.parties import is_bipartisan, is_party_unity, likeness, party_splits
from votekit.analysers.splits import splits_table, unity_table
from votekit.analysers.veto import veto_margin
from votekit.rules import RULES, needed
from votekit.store import Record, Wanted, bundled_directory

COUNTS = ["yea", "nay", "present", "not_voting"]

SQL = """
select vote_id,
       count(*) filter (position = 'yea') as yea,
       count(*) filter (position = 'nay') as nay,
       count(*) filter (position = 'present') as present,
       count(*) filter (position = 'not_voting') as not_voting,
       count(*) as listed
from read_parquet('{path}') group by vote_id
"""


def asked(sql):
    with duckdb.connect() as connection:
        return connection.execute(sql).df()


@pytest.fixture
def margins():
    return vk.margins().set_index("vote_id")


def test_there_is_one_row_for_each_of_the_35377_roll_calls(margins):
    assert len(margins) == 35_377
    assert margins.index.is_unique


def test_counts_are_those_that_sql_makes_of_the_positions(margins):
    path = bundled_directory() / "positions.parquet"
    counted = asked(SQL.format(path=path)).set_index("vote_id")
    names = ["yea", "nay", "present", "not_voting", "listed"]
    expected = counted.reindex(margins.index)[names].astype("int64")
    assert (margins[names] == expected).all().all()
    assert int(margins["listed"].sum()) == 11_016_238
    assert int(margins["vice_president"].notna().sum()) == 66


def test_splits_are_those_that_sql_makes_of_the_positions():
    path = bundled_directory() / "positions.parquet"
    sql = SQL.format(path=path).replace("select vote_id,", "select vote_id, party,")
    counted = asked(sql.replace("group by vote_id", "group by all"))
    keys = ["vote_id", "party"]
    splits = vk.splits().astype({"party": "str"}).set_index(keys).sort_index()
    counted = counted.set_index(keys).sort_index()
    assert (splits.index == counted.index).all()
    for name in ("yea", "nay", "present", "not_voting"):
        assert (splits[name] == counted[name]).all()


@pytest.mark.parametrize("bill", ["hr3364-115", "hr6395-116", "sjres7-116", "hr6331-110"])
def test_a_row_of_the_table_says_what_the_answer_to_the_reference_says(margins, bill):
    for vote in vk.margin(bill).votes:
        row = margins.loc[vote.vote_id]
        assert (row["veto_needed"], row["veto_cushion"]) == (vote.veto.needed, vote.veto.cushion)
        assert row["veto_proof"] == vote.veto.veto_proof
        assert row["rule_needed"] == vote.rule.needed
        assert row["rule_outcome"] == vote.rule.outcome
        full = vote.veto.full_chamber
        assert row["veto_full_chamber_needed"] == full.needed
        assert row["veto_full_chamber_cushion"] == full.cushion
        worst, best = vote.veto.worst_case, vote.veto.best_case
        assert row["veto_worst_case_cushion"] == worst.yea - worst.needed
        assert row["veto_best_case_cushion"] == best.yea - best.needed


def test_the_columns_are_those_of_the_contract_with_their_types(margins):
    """Nothing that the docstring promises is missing, and nothing else is there."""
    ints = ["congress", "session", "number", *COUNTS, "listed", "voting"]
    expected = dict.fromkeys([*COUNTS, "listed", "voting"], "int64")
    cases = ("veto_worst_case_cushion", "veto_best_case_cushion")
    full = ("veto_full_chamber_needed", "veto_full_chamber_cushion")
    expected |= dict.fromkeys(
        ("rule_needed", "veto_needed", "veto_cushion", *cases, *full), "Int64"
    )
    expected |= {"veto_proof": "boolean", "subject_to_veto": "bool"}
    expected |= dict.fromkeys(("rule", "rule_fraction", "rule_base", "chamber"), "category")
    assert {name: str(margins[name].dtype) for name in expected} == expected
    text = [
        "date",
        "day",
        "kind",
        "category",
        "stage",
        "bill_id",
        "question",
        "result",
        "rule_outcome",
    ]
    assert set(margins.columns) == {*expected, *ints, *text, "vice_president", "disagreement"}


def test_rules_margins_and_cases_recounted_for_a_congress(margins):
    congress = margins[margins["congress"] == 103]
    assert len(congress) == 1_846
    for row in congress.itertuples():
        rule = RULES[row.rule]
        assert (row.rule_fraction, row.rule_base) == (rule.fraction, rule.base)
        counts = {"yea": row.yea, "nay": row.nay, "present": row.present, "listed": row.listed}
        if rule.base == "none":
            assert row.rule_needed is pd.NA
        else:
            assert row.rule_needed == needed(rule, **counts)
        assert row.voting == row.yea + row.nay
        if not (row.subject_to_veto and row.voting):
            assert row.veto_proof is pd.NA
            continue
        away = row.present + row.not_voting
        veto = veto_margin(row.chamber, row.yea, row.nay, away)
        assert (row.veto_needed, row.veto_cushion) == (veto.needed, veto.cushion)
        assert row.veto_proof == veto.veto_proof
        worst, best = veto.worst_case, veto.best_case
        assert row.veto_worst_case_cushion == worst.yea - worst.needed
        assert row.veto_best_case_cushion == best.yea - best.needed
        assert row.veto_full_chamber_needed == {"house": 290, "senate": 67}[row.chamber]
        assert row.veto_full_chamber_cushion == veto.full_chamber.cushion


def test_a_single_yea_is_enough_for_a_margin_and_no_roll_call_for_an_empty_table():
    table = Record.open().rollcalls(columns=COLUMNS)
    chosen = table.filter(pc.equal(table["vote_id"], "s175-115.2017"))

    def counted(yea, nay):
        changed = chosen
        for name, number in (("yea", yea), ("nay", nay), ("not_voting", 100 - yea - nay)):
            at = changed.schema.get_field_index(name)
            column = pa.array([number], changed.schema.field(name).type)
            changed = changed.set_column(at, name, column)
        return margins_table(changed).iloc[0]

    assert (counted(1, 0).veto_needed, counted(1, 0).veto_proof) == (1, True)
    assert counted(0, 1).veto_cushion == -1
    assert counted(0, 0).veto_needed is pd.NA
    assert counted(0, 0).veto_proof is pd.NA
    empty = margins_table(table.slice(0, 0))
    assert empty.empty
    assert str(empty["rule_needed"].dtype) == "Int64"


def test_an_election_of_a_speaker_needs_no_number_of_yeas(margins):
    elections = margins[margins["kind"] == "election"]
    assert len(elections) == 35
    assert elections["rule_needed"].isna().all()
    assert margins.loc[margins["kind"] == "vote", "rule_needed"].notna().all()


def test_splits_and_unity_recounted_by_the_measures_of_one_roll_call():
    # The House with its one independent, who alone is a party of one, or of nobody.
    tallies = Record.open().tallies(Wanted(103, "house"))
    table = splits_table(tallies)
    unity = unity_table(tallies)
    assert {str(table[name].dtype) for name in (*COUNTS, "voting")} == {"int64"}
    assert unity.index.name == "vote_id"
    assert unity.index.is_unique
    assert {name: str(unity[name].dtype) for name in unity.columns} == {
        "party_unity": "bool",
        "bipartisan": "bool",
        "likeness": "float64",
    }
    sides = {}
    for row, found in zip(tallies.to_pylist(), table.itertuples(), strict=True):
        (split,) = party_splits([row])
        sides.setdefault(row["vote_id"], {})[split.party] = split
        assert (found.vote_id, found.party, found.voting) == (
            row["vote_id"],
            split.party,
            split.voting,
        )
        assert (None if pd.isna(found.position) else found.position) == split.position
        for name in ("yea_share", "cohesion"):
            single, many = getattr(split, name), getattr(found, name)
            assert many == single if single is not None else np.isnan(many)
    assert list(sides) == list(unity.index)
    for vote_id, split in sides.items():
        pair = (split.get("D"), split.get("R"))
        found = unity.loc[vote_id]
        assert (found["party_unity"], found["bipartisan"]) == (
            is_party_unity(*pair),
            is_bipartisan(*pair),
        )
        single = likeness(*pair)
        if single is None:
            assert np.isnan(found["likeness"])
        else:
            assert found["likeness"] == pytest.approx(single)


@pytest.mark.parametrize(
    ("democrats", "republicans", "unity", "both", "alike"),
    [
        ((9, 1), (1, 9), True, False, 0.2),
        ((1, 9), (9, 1), True, False, 0.2),
        ((9, 1), (9, 1), False, True, 1.0),
        ((5, 5), (9, 1), False, False, 0.6),
        ((9, 1), (5, 5), False, False, 0.6),
        ((5, 5), (5, 5), False, False, 1.0),
        ((0, 0), (9, 1), False, False, None),
        (None, (9, 1), False, False, None),
        ((9, 1), None, False, False, None),
        (None, None, False, False, None),
    ],
)
def test_a_party_that_is_tied_or_not_there_takes_no_side(
    democrats, republicans, unity, both, alike
):
    given = {"D": democrats, "R": republicans, "I": (1, 0)}
    rows = [
        {"vote_id": "s1-1.1", "congress": 1, "chamber": "senate", "party": party}
        | {"yea": count[0], "nay": count[1], "present": 0, "not_voting": 1}
        for party, count in given.items()
        if count
    ]
    found = unity_table(pa.Table.from_pylist(rows)).loc["s1-1.1"]
    assert (found["party_unity"], found["bipartisan"]) == (unity, both)
    splits = {split.party: split for split in party_splits(rows)}
    pair = (splits.get("D"), splits.get("R"))
    assert (is_party_unity(*pair), is_bipartisan(*pair)) == (unity, both)
    assert likeness(*pair) == (None if alike is None else pytest.approx(alike))
    assert (
        np.isnan(found["likeness"]) if alike is None else found["likeness"] == pytest.approx(alike)
    )


def test_veto_proof_is_empty_where_there_is_nothing_to_veto(margins):
    nothing = margins[~margins["subject_to_veto"]]
    veto = [name for name in nothing.columns if name.startswith("veto_")]
    assert nothing[veto].isna().all().all()
    assert {"s353-119.2025", "h187-102.1992", "h1-115.2017"} <= set(nothing.index)
    subject = margins[margins["subject_to_veto"] & (margins["voting"] > 0)]
    expected = 3 * subject["yea"] >= 2 * subject["voting"]
    assert (subject["veto_proof"] == expected).all()


def test_unity_over_the_record_agrees_with_single_splits():
    found = vk.votes(vk.Criteria(congress=115, chamber="senate")).set_index("vote_id")
    for vote_id in ("s175-115.2017", "s323-115.2017", "s54-115.2017"):
        single = vk.split(vote_id)
        assert found.loc[vote_id, "party_unity"] == single.party_unity
        assert found.loc[vote_id, "likeness"] == pytest.approx(single.likeness)


def test_votes_finds_by_words_dates_closeness_and_measure():
    overrides = vk.votes(vk.Criteria(overrides=True))
    assert len(overrides) == 90
    tied = vk.votes(vk.Criteria(chamber="senate", close=0, category="passage"))
    assert {"s372-119.2025"} <= set(tied["vote_id"])
    window = vk.votes(vk.Criteria(since=date(2017, 7, 25), until=date(2017, 7, 27)))
    assert {"h413-115.2017", "s175-115.2017"} <= set(window["vote_id"])
    assert window["date"].min().date() >= date(2017, 7, 25)
    words = vk.votes(vk.Criteria(congress=115, words=("adversaries", "sanctions")))
    assert "h413-115.2017" in set(words["vote_id"])
    proof = vk.votes(vk.Criteria(congress=115, veto_proof=True))
    assert proof["veto_proof"].all()
    unity = vk.votes(vk.Criteria(congress=115, chamber="senate", party_unity=True))
    assert 0.5 < len(unity) / 599 < 0.9


@pytest.mark.parametrize(
    ("criteria", "sentence"),
    [
        (vk.Criteria(category="pasage"), "No category is called “pasage”"),
        (vk.Criteria(sort="size"), "cannot be sorted by “size”"),
        (vk.Criteria(chamber="lords"), "No chamber is called “lords”"),
        (vk.Criteria(session=3), "sessions 1 and 2, not 3"),
        (vk.Criteria(bill="hr99999-115"), "no roll call on H.R. 99999"),
    ],
    ids=["category", "sort", "chamber", "session", "bill"],
)
def test_a_wrong_criterion_is_refused(criteria, sentence):
    with pytest.raises(vk.RequestError, match=sentence):
        vk.votes(criteria)


def test_criteria_are_given_by_name_and_a_wrong_name_is_refused():
    assert len(vk.votes(overrides=True, congress=116)) == 10
    assert len(vk.votes(words="adversaries", since="2017-07-25", until="2017-07-25")) == 1
    assert vk.votes(congress=119, chamber="house", category="treaty").empty
    with pytest.raises(vk.RequestError, match="No criterion is called “congres”"):
        vk.votes(congres=116)
