"""Veto threats, the margins beside them, and what became of the bills."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

import votekit as vk
from votekit.analysers.fate import Fate
from votekit.analysers.statements import bill_statements, latest_by_version, threat_of
from votekit.cli.app import app
from votekit.shipped import shipped_fates
from votekit.words.fate import fate_clause
from votekit.words.white_house import statement_sentence


def run(*arguments):
    done = CliRunner().invoke(app, arguments, env={"COLUMNS": "80"})
    assert done.exit_code == 0, done.output
    return done.stdout


def test_margin_says_what_the_white_house_said_of_which_version():
    answer = vk.margin("hr3762-114")
    told = [(said.day, said.version, said.stance) for said in answer.statements]
    assert (date(2015, 12, 2), "senate", "would-veto") in told
    page = " ".join(run("margin", "hr3762-114").split())
    assert "On Dec. 2, 2015, the White House said President Barack Obama would veto" in page
    assert "“If the President were presented with H.R. 3762, as amended by the Senate" in page
    assert answer.statements[-1].source_url in page


def test_a_statement_whose_text_is_not_here_says_so():
    answer = vk.margin("hr2-104")
    unknown = [said for said in answer.statements if said.stance == "unknown"]
    assert unknown
    assert "its text is not in the record" in statement_sentence(unknown[0])


def test_the_latest_word_on_each_version_stands():
    rows = vk.Record.open().statements("hr2029-114").to_pylist()
    said = bill_statements(rows)
    assert [one.stance for one in latest_by_version(said)][-1] == "supports"
    assert threat_of(said).stance == "recommend-veto"


def test_every_override_attempt_since_2009_follows_the_veto_in_the_table():
    attempts = vk.overrides()
    for row in attempts[attempts["congress"].between(111, 118)].itertuples():
        fate = shipped_fates()[row.bill_id]
        assert fate.kind == "vetoed"
        assert fate.day <= row.date


def test_threats_that_came_true_and_threats_that_changed_the_bill():
    table = vk.threats(congress=114).set_index("bill_id")
    assert table.loc["hr3762-114", ["ended", "verdict"]].tolist() == ["vetoed", "not veto-proof"]
    assert table.loc["hr2029-114", "ended"] == "changed"
    assert table["day"].is_monotonic_decreasing


def test_threats_are_chosen_by_president_and_day():
    table = vk.threats(president="biden", since="2024-06")
    assert set(table["president"]) == {"Joe Biden"}
    assert table["day"].min() >= "2024-06-01"
    with pytest.raises(vk.RequestError, match="no such veto threat"):
        vk.threats(congress=105)


def test_base_rates_hold_their_counts():
    rates = vk.threat_base_rates()
    for stance in {rate.stance for rate in rates}:
        group = [rate.rate for rate in rates if rate.stance == stance]
        assert sum(rate.count for rate in group) == group[0].of
        assert all(0 <= rate.low <= rate.share <= rate.high <= 1 for rate in group if rate.of)


def test_the_veto_proof_bills_of_the_119th_in_one_command():
    rows = json.loads(run("bills", "--congress", "119", "--veto-proof", "--format", "json"))
    bills = {row["bill_id"] for row in rows}
    assert "s331-119" in bills
    for bill in bills:
        assert vk.margin(bill).verdict == "veto-proof"


def test_verdicts_of_bills_are_those_of_margin():
    table = vk.bills(congress=116, everything=True).set_index("bill_id")
    for bill in table.index[:: max(len(table) // 25, 1)]:
        assert table.loc[bill, "verdict"] == vk.margin(bill).verdict, bill


def test_bills_that_were_vetoed():
    table = vk.bills(congress=118, vetoed=True)
    assert set(table["fate"]) <= {"sustained", "vetoed"}
    assert "hjres30-118" in set(table["bill_id"])
    with pytest.raises(vk.RequestError, match="No bill meets all of this"):
        vk.bills(congress=118, vetoed=True, law=True)


@pytest.mark.parametrize(
    ("fate", "told"),
    [
        (
            Fate("law", date(2017, 8, 2), "115-44"),
            "signed into law on Aug. 2, 2017 (Public Law 115-44)",
        ),
        (Fate("law", None, "114-4"), "signed into law (Public Law 114-4)"),
        (
            Fate("sustained", date(2016, 2, 2), None, date(2016, 1, 8), ("house",)),
            "vetoed Jan. 8, 2016; override failed in the House on Feb. 2, 2016",
        ),
        (Fate("pocket-vetoed", date(2012, 1, 2)), "pocket vetoed on Jan. 2, 2012"),
        (None, "not told by the record"),
    ],
)
def test_what_became_of_a_bill_reads_like_a_newspaper(fate, told):
    assert fate_clause(fate) == told
