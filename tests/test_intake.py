"""Taking roll calls in: what the record makes of real documents, and of altered ones."""

import copy
import gzip
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest

from votekit.errors import StoreError
from votekit.fetchers import congress_gov, house, senate
from votekit.fetchers.comparing import rank
from votekit.fetchers.intake import Intake
from votekit.fetchers.known import Known, LazyMembers
from votekit.fetchers.parsed import ParsedVote, Totals
from votekit.fetchers.people import resolve_senators
from votekit.schema import POSITIONS
from votekit.store import Record, Wanted
from votekit.store.layer import Layer
from votekit.store.writing import StoreWriter

DATA = Path(__file__).resolve().parent / "data"
NOW = datetime(2026, 8, 8, tzinfo=UTC)
HOUSE = (
    "2003-roll001 2005-roll100 2007-roll002 2015-roll705 2023-roll002 2023-roll099 2024-roll028 "
    "2025-roll158"
).split()
SENATE = (
    "detail_119_1_00001_cloture detail_119_1_00003_amendment detail_119_1_00008_nomination "
    "vote_117_1_00054 vote_115_2_00223 vote_116_2_00292 vote_115_1_00175"
).split()


@pytest.fixture(scope="module")
def known():
    return Known(Record.open(user=DATA / "no-store"))


@pytest.fixture
def intake(tmp_path):
    return Intake(StoreWriter(tmp_path), lambda: Record.open(tmp_path))


def of_house(name, known, congress=119):
    data = gzip.decompress((DATA / "house" / f"{name}.xml.gz").read_bytes())
    members = LazyMembers(known, (congress, "house"))
    return house.parse(data, url="https://example.invalid", fetched=NOW, members=members)


def of_senate(name):
    data = gzip.decompress((DATA / "senate" / f"{name}.xml.gz").read_bytes())
    return senate.parse(data, url="https://example.invalid", fetched=NOW)


def of_congress_gov():
    folder = DATA / "congress_gov"
    members = gzip.decompress((folder / "house-vote-119-1-240-members.json.gz").read_bytes())
    vote = (folder / "house-vote-119-1-240.json").read_bytes()
    return congress_gov.parse(vote, members, fetched=NOW)


def altered(vote, member=0, source=None, **columns):
    vote = copy.deepcopy(vote)
    row = next(row for row in vote.positions[member:] if row["position"] == "yea")
    row.update(position="nay", word="Nay")
    vote.rollcall.update(columns, **({"source": source} if source else {}))
    return recounted(vote)


def recounted(vote):
    """Give a document the totals that its members make, as a true correction has them."""
    counts = Counter(row["position"] for row in vote.positions)
    totals = Totals({name: counts[name] for name in POSITIONS})
    vote.rollcall.update(recorded_yea=counts["yea"], recorded_nay=counts["nay"])
    return replace(vote, totals=totals)


@pytest.mark.parametrize("name", [*HOUSE, *SENATE, "congress.gov"])
def test_real_documents_are_what_the_record_has_already(name, known, intake, tmp_path):
    if name == "congress.gov":
        vote = of_congress_gov()
    else:
        vote = of_house(name, known) if name in HOUSE else of_senate(name)
    (change,) = intake.take([vote])
    intake.flush()
    assert (change.kind, change.changes) == ("unchanged", ())
    assert Layer.open(tmp_path, "store") is None


def test_a_document_older_than_the_records_is_not_taken(intake, tmp_path):
    # The Senate changed this one again after our copy of it.
    (change,) = intake.take([altered(of_senate("vote_118_2_00212"))])
    assert change.kind == "kept"
    assert change.changes == ("it is older than what is there",)


def test_a_correction_says_who_and_what_and_is_not_one_twice(intake, tmp_path):
    vote = of_senate("vote_115_1_00175")
    new = altered(vote, result="Bill Defeated", modified=NOW)
    (change,) = intake.take([new])
    assert change.kind == "corrected"
    assert change.changes == (
        "result: Bill Defeated, was Bill Passed",
        "recorded yea: 97, was 98",
        "recorded nay: 3, was 2",
        "counted: 97–3, 0 present, 0 not voting, was 98–2, 0 present, 0 not voting",
        "Lamar Alexander (R-TN): nay, was yea",
    )
    (again,) = intake.take([new])
    assert again.kind == "unchanged"
    intake.flush()
    row = Layer.open(tmp_path, "store").read("rollcalls", Wanted()).to_pylist()[0]
    assert (row["yea"], row["nay"], row["result"]) == (97, 3, "Bill Defeated")


def test_who_is_listed_no_more_and_who_is_new_is_told(intake):
    vote = copy.deepcopy(of_senate("vote_115_1_00175"))
    gone = vote.positions.pop(0)
    vote.positions.append({**gone, "member_id": "S999", "name": "Newcomer (D-WA)"})
    (change,) = intake.take([vote])
    assert "Newcomer (D-WA): yea, was not listed" in change.changes
    assert "Lamar Alexander (R-TN): not listed, was yea" in change.changes


def test_congress_gov_corrects_positions_and_leaves_the_rest(intake, tmp_path, known):
    vote = altered(of_congress_gov())
    (change,) = intake.take([vote])
    intake.flush()
    assert change.kind == "corrected"
    before = known.rollcall("h240-119.2025", (119, "house"))
    after = Layer.open(tmp_path, "store").read("rollcalls", Wanted()).to_pylist()[0]
    assert after["subject"] == before["subject"]
    assert after["question"] == before["question"]
    assert after["yea"] == before["yea"] - 1
    assert after["source"] == "congress.gov"


def test_voteview_corrects_nobody(intake):
    (change,) = intake.take([altered(of_congress_gov(), source="voteview")])
    assert change.kind == "kept"
    assert "which stands" in change.changes[0]


def test_one_that_comes_twice_in_a_batch_is_compared_with_itself(intake, votes):
    vote = votes["s175-115.2017"]
    new = ParsedVote(
        {**vote.rollcall, "number": 900, "vote_id": "s900-115.2017"},
        [{**row, "number": 900, "vote_id": "s900-115.2017"} for row in vote.positions],
    )
    assert [change.kind for change in intake.take([new, copy.deepcopy(new)])] == [
        "new",
        "unchanged",
    ]


def test_writing_is_put_off_and_told(tmp_path, votes):
    told, saved = [], []
    intake = Intake(
        StoreWriter(tmp_path),
        lambda: (
            Record.open(tmp_path, tmp_path / "nothing-bundled")
            if (tmp_path / "manifest.json").exists()
            else Record.open(tmp_path)
        ),
        before_writing=lambda: saved.append(True),
        on_written=told.extend,
        seconds_between_writes=0.0,
    )
    vote = votes["s175-115.2017"]
    later = {**vote.rollcall, "updated": vote.rollcall["updated"] + timedelta(days=1)}
    new = ParsedVote({**later, "result": "Bill Defeated"}, vote.positions)
    intake.take([new])
    assert told == ["s175-115.2017"]
    assert saved == [True]


@pytest.mark.parametrize(("name", "congress"), [("1998-roll543", 105), ("2002-roll455", 107)])
def test_one_after_the_other_of_the_same_name_are_told_by_the_day(name, congress, known):
    vote = of_house(f"{name}-reconstructed", known, congress)
    row = vote.rollcall
    place = Wanted(congress, "house", row["session"], row["number"])
    recorded = {one["member_id"]: one["position"] for one in known.record.position_rows(place)}
    assert {one["member_id"]: one["position"] for one in vote.positions} == recorded


@pytest.mark.parametrize("number", range(133, 137))
def test_senators_without_ids_are_told_by_name_and_state(number, known):
    rows = known.record.position_rows(Wanted(101, "senate", 1, number))
    names = {row["member_id"]: row["last_name"] for row in known.members((101, "senate"))}
    blank = [{**row, "member_id": f"?{names[row['member_id']]} ({row['state']})"} for row in rows]
    vote = ParsedVote({}, blank, ["Listed without an id: all."])
    told = resolve_senators(vote, known.members((101, "senate")))
    assert [row["member_id"] for row in told.positions] == [row["member_id"] for row in rows]
    assert told.disagreements == [f"{len(rows)} listed without an id were told by name and state."]
    blank[0]["member_id"] = "?Nobody (WA)"
    told = resolve_senators(vote, known.members((101, "senate")))
    assert told.positions[0]["member_id"] == "?Nobody (WA)"
    assert "not told by name and state" in told.disagreements[-1]


@pytest.mark.parametrize("module", ["house", "senate", "congress_gov", "unitedstates", "voteview"])
def test_every_source_of_roll_calls_has_a_rank(module):
    name = import_module(f"votekit.fetchers.{module}").NAME
    assert rank(name) >= rank("voteview")


@pytest.mark.parametrize("source", ["", "clerk", "House", "govinfo"])
def test_a_source_without_a_rank_is_refused(source):
    with pytest.raises(StoreError, match=rf"“{source}” have no rank .* voteview, congress.gov"):
        rank(source)
