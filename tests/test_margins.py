"""The tables over the whole record: the same numbers as one by one, and as SQL counts them."""

from datetime import date

import duckdb
import pytest

import votekit as vk
from votekit.store import bundled_directory

SQL = """
select vote_id,
       count(*) filter (position = 'yea') as yea,
       count(*) filter (position = 'nay') as nay,
       count(*) filter (position = 'present') as present,
       count(*) filter (position = 'not_voting') as not_voting,
       count(*) as listed
from read_parquet('{path}') group by vote_id
"""


@pytest.fixture
def margins():
    return vk.margins().set_index("vote_id")


def test_there_is_one_row_for_each_of_the_35377_roll_calls(margins):
    assert len(margins) == 35_377
    assert margins.index.is_unique


def test_counts_are_those_that_sql_makes_of_the_positions(margins):
    path = bundled_directory() / "positions.parquet"
    counted = duckdb.sql(SQL.format(path=path)).df().set_index("vote_id")
    names = ["yea", "nay", "present", "not_voting", "listed"]
    expected = counted.reindex(margins.index)[names].astype("int64")
    assert (margins[names] == expected).all().all()
    assert int(margins["listed"].sum()) == 11_016_238
    assert int(margins["vice_president"].notna().sum()) == 66


def test_splits_are_those_that_sql_makes_of_the_positions():
    path = bundled_directory() / "positions.parquet"
    sql = SQL.format(path=path).replace("select vote_id,", "select vote_id, party,")
    counted = duckdb.sql(sql.replace("group by vote_id", "group by all")).df()
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
