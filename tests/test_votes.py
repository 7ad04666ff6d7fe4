"""Finding roll calls: kinds, orders, ties at the cut, tie-breaking votes, the bill's Congress."""

import json
import re

import pandas as pd
import pytest
from typer.testing import CliRunner

import votekit as vk
from votekit.analysers.votes import tied_beyond
from votekit.cli.app import app
from votekit.kinds import STAGES, Category, Stage, in_category


def printed(*arguments, columns=None):
    done = CliRunner().invoke(app, list(arguments), env=columns, catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


def listed(*arguments):
    return json.loads(printed("votes", *arguments, "-f", "json"))


# In what order


def test_the_newest_come_first_unless_asked_otherwise():
    table = vk.votes(congress=115, chamber="senate")
    assert table["date"].is_monotonic_decreasing
    assert printed("votes", "-c", "115", "--limit", "1").splitlines()[1].startswith("h500-115.2018")
    assert vk.votes(congress=115, sort="date")["date"].is_monotonic_increasing


def test_the_closest_and_the_most_alike_come_first_and_the_newest_among_equals():
    close = vk.votes(congress=119, chamber="house", sort="closest").dropna(subset="decided_by")
    assert close["decided_by"].is_monotonic_increasing
    ties = close[close["decided_by"] == close["decided_by"].min()]
    assert ties["date"].is_monotonic_decreasing
    alike = vk.votes(congress=118, sort="likeness").dropna(subset="likeness")
    assert alike["likeness"].is_monotonic_decreasing


def test_a_cut_inside_a_tie_is_told():
    table = vk.votes(congress=119, chamber="house", sort="closest")
    equal = int((table["decided_by"] == table["decided_by"].iloc[0]).sum())
    assert equal > 1
    page = " ".join(
        printed(
            "votes", "-c", "119", "--chamber", "house", "--sort", "closest", "--limit", "1"
        ).split()
    )
    assert f"{equal - 1} more tied with the last (decided by 0)" in page
    whole = printed(
        "votes", "-c", "119", "--chamber", "house", "--sort", "closest", "--limit", str(equal)
    )
    assert "tied with the last" not in " ".join(whole.split())


def test_ties_are_counted_after_the_cut_only():
    table = pd.DataFrame({"value": [3, 2, 2, 2, None, None]})
    told = [tied_beyond(table, shown, "value") for shown in range(8)]
    assert told == [0, 0, 2, 1, 0, 1, 0, 0]


def test_a_ranking_of_members_tells_a_cut_inside_a_tie():
    asked = ("members", "-c", "119", "--chamber", "senate", "--sort", "decisive")
    rows = json.loads(printed(*asked, "--limit", "0", "-f", "json"))["members"]
    counts = [row["decisive"] for row in rows]
    cut = next(n for n in range(1, len(counts)) if counts[n - 1] == counts[n])
    more = counts[cut:].count(counts[cut])
    page = " ".join(printed(*asked, "--limit", str(cut)).split())
    assert f"the first {cut} shown, {more} more tied with the last" in page


# What kind


def test_passage_holds_suspensions_in_every_table():
    wanted = {"congress": 115, "chamber": "house", "category": "passage"}
    found = set(vk.votes(**wanted)["vote_id"])
    assert "h413-115.2017" in found
    assert found == set(vk.margins(**wanted)["vote_id"]) == set(vk.rollcalls(**wanted)["vote_id"])
    categories = vk.rollcalls(**wanted)["category"].unique()
    assert set(categories) == {"passage", "passage-suspension"}


def test_category_veto_override_has_all_attempts():
    assert len(vk.votes(category="veto-override")) == len(vk.votes(overrides=True)) == 90


def test_each_roll_call_is_at_one_of_the_stages():
    counts = {stage: len(vk.votes(congress=118, stage=stage)) for stage in Stage}
    assert sum(counts.values()) == len(vk.votes(congress=118))
    assert all(counts.values())
    assert set(STAGES) == set(Stage)
    assert "s255-113.2014" in set(vk.votes(congress=113, stage="concurrence")["vote_id"])


def test_a_category_and_a_stage_choose_together():
    reports = vk.votes(congress=114, category="passage", stage="conference")
    assert set(reports["stage"]) == {"conference"}
    assert not in_category(Category.PASSAGE, "veto-override", "override")


@pytest.mark.parametrize(
    ("wanted", "told"),
    [({"stage": "pasage"}, "No stage is called “pasage”"), ({"category": "x"}, "No category")],
)
def test_a_wrong_kind_is_refused_with_those_that_there_are(wanted, told):
    for table in (vk.votes, vk.margins, vk.rollcalls):
        with pytest.raises(vk.RequestError, match=f"{told}.*use one of .*passage"):
            table(**wanted)


def test_bipartisan_are_those_with_both_majorities_on_one_side():
    table = vk.votes(congress=118, stage="passage", bipartisan=True, since="2023", until="2023")
    assert table["bipartisan"].all()
    assert not table["party_unity"].any()
    assert set(table["date"].dt.year) == {2023}


# The Vice President


@pytest.mark.parametrize(
    ("name", "count"),
    [("Harris", 33), ("Pence", 13), ("Cheney", 8), ("Gore", 4), ("Vance", 8)],
)
def test_tie_breaks_are_listed_with_the_vice_president_who_broke_them(name, count):
    table = vk.votes(tie_breaks=True)
    assert len(table) == 66
    assert table["vice_president_name"].str.endswith(name).sum() == count


def test_a_tie_break_shows_in_the_list_and_in_the_split():
    page = printed("votes", "--tie-breaks", "-c", "117")
    assert "26 roll calls" in page
    (line,) = (line for line in page.splitlines() if line.startswith("s325-117.2022"))
    assert "50–50, VP yea" in line
    lead = " ".join(printed("split", "s372-119.2025").split())
    assert "50–50 in the Senate, Vice President JD Vance voting yea to break the tie" in lead
    answer = vk.split("s372-119.2025")
    assert sum(party.yea for party in answer.parties) == 50
    assert vk.split("s175-115.2017").vice_president_name is None


# By words


def test_words_find_the_most_relevant_first_unless_an_order_is_asked_for():
    found = vk.votes(words=("Ukraine", "aid"), since="2022")
    assert {"h145-117.2022", "s191-117.2022", "h503-118.2023"} <= set(found["vote_id"][:4])
    newest = vk.votes(words=("Ukraine", "aid"), since="2022", sort="newest")
    assert set(newest["vote_id"]) == set(found["vote_id"])
    assert newest["date"].is_monotonic_decreasing
    assert "rank" not in found
    with pytest.raises(vk.RequestError, match="Only a search for words"):
        vk.votes(congress=115, sort="relevance")


def test_a_word_that_empties_a_search_is_named_and_no_row_pretends_to_have_it():
    assert vk.votes(words=("ukraine", "zebra")).empty
    page = " ".join(printed("votes", "ukraine", "zebra", "--limit", "3").split())
    assert "No roll call has “zebra” beside the other words; these have the other words." in page
    assert listed("ukraine", "zebra") == []


def test_the_author_of_an_amendment_is_found():
    found = vk.votes(words="gaetz", congress=118)
    assert "h634-118.2023" in set(found["vote_id"])


# Which Congress, and what fits


def test_a_bill_without_a_congress_says_which_one_was_taken():
    page = " ".join(printed("votes", "--bill", "hr1", "--limit", "3").split())
    assert "H.R. 1 read as that of the 119th Congress" in page
    rows = listed("--bill", "H.R. 1", "-c", "115")
    assert {row["bill_id"] for row in rows} == {"hr1-115"}
    with pytest.raises(vk.RequestError, match="of the 115th Congress, not of the 116th"):
        vk.votes(bill="hr1-115", congress=116)


def test_a_roll_call_on_several_resolutions_together_is_found_by_each():
    found = {bill: set(vk.votes(bill=bill)["vote_id"]) for bill in ("sjres27-116", "sjres28-116")}
    margins = {
        bill: {vote.vote_id for vote in vk.margin(bill).votes if vote.chamber == "senate"}
        for bill in found
    }
    assert all(margins[bill] <= found[bill] for bill in found)


@pytest.mark.parametrize("sort", ["newest", "closest", "likeness", "cushion"])
def test_the_bill_and_the_number_needed_stay_at_80_columns(sort, monkeypatch):
    monkeypatch.setattr("votekit.cli.output.WIDE", 80)
    lines = printed("votes", "-c", "118", "--stage", "passage", "--sort", sort).splitlines()
    assert re.search(r"\bbill\b.*\byea–nay\b.*\bneeded\b.*\bwhat was done$", lines[0])
    assert max(map(len, lines)) <= 80
    assert ("veto" in lines[0]) == (sort == "cushion")
    assert ("alike" in lines[0]) == (sort == "likeness")
