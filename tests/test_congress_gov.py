"""Congress.gov's documents against the record, member by member; and what may not pass."""

import gzip
import json
import os
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from votekit.fetchers.congress_gov import (
    ListEntry,
    address,
    count_of,
    list_address,
    parse,
    parse_list,
)
from votekit.fetchers.errors import DocumentError, NotPosted
from votekit.fetchers.parsed import ParsedVote
from votekit.fetchers.totals import contradiction, unaccounted
from votekit.schema import POSITIONS_TABLE
from votekit.store import Record, Wanted
from votekit.tallies import complete_rollcalls, positions_table

DATA = Path(__file__).resolve().parent / "data" / "congress_gov"
NOW = datetime(2026, 8, 8, tzinfo=UTC)
KEY = "SECRETKEY0123456789secretkey0123456789ab"
FUZZ = int(os.environ.get("VOTEKIT_FUZZ", "300"))
TRIES = settings(
    max_examples=FUZZ, deadline=timedelta(seconds=2), suppress_health_check=[HealthCheck.too_slow]
)


@cache
def document(name: str) -> bytes:
    path = DATA / f"{name}.json"
    if path.exists():
        return path.read_bytes()
    return gzip.decompress((DATA / f"{name}.json.gz").read_bytes())


VOTE, MEMBERS = "house-vote-119-1-240", "house-vote-119-1-240-members"


def read(vote: bytes | None = None, members: bytes | None = None) -> ParsedVote:
    return parse(
        document(VOTE) if vote is None else vote,
        document(MEMBERS) if members is None else members,
        fetched=NOW,
    )


def changed(name: str, edit: Callable[[dict[str, Any]], object]) -> bytes:
    """Give a document of which the object under its telling name was edited."""
    whole = json.loads(document(name))
    edit(next(value for key, value in whole.items() if key.startswith("houseRollCall")))
    return json.dumps(whole).encode()


def put(name: str, value: object) -> Callable[[dict[str, Any]], object]:
    return lambda stated: stated.update({name: value})


@cache
def record() -> Record:
    return Record.open(user=DATA / "no store of a user")


def completed(vote: ParsedVote) -> dict[str, Any]:
    row: dict[str, Any]
    (row,) = complete_rollcalls([vote.rollcall], positions_table(vote.positions)).to_pylist()
    return row


def recorded(congress: int, session: int, number: int) -> dict[str, Any]:
    rows = record().rollcalls(Wanted(congress, "house", session, number)).to_pylist()
    wanted = (congress, "house", session, number)
    keys = ("congress", "chamber", "session", "number")
    row: dict[str, Any]
    (row,) = [row for row in rows if tuple(row[key] for key in keys) == wanted]
    return row


# The same roll call from two sources


def test_positions_are_those_of_the_record_but_for_printed_names():
    vote = read()
    expected = record().position_rows(Wanted(119, "house", 1, 240))

    def plain(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        rows = sorted(rows, key=lambda row: row["member_id"])
        return [{key: row[key] for key in row if key != "name"} for row in rows]

    assert len(vote.positions) == 430
    assert plain(vote.positions) == plain(expected)
    assert list(vote.positions[0]) == POSITIONS_TABLE.names
    assert vote.disagreements == []
    names = {row["member_id"]: row["name"] for row in vote.positions}
    assert names["S001189"] == "Scott, Austin"


def test_the_roll_call_is_that_of_the_record_but_for_what_congress_gov_has_not():
    row, expected = completed(read()), recorded(119, 1, 240)
    different = {key: (row[key], expected[key]) for key in expected if row[key] != expected[key]}
    assert {key: different[key] for key in different if key not in {"updated", "source_url"}} == {
        "question": (
            "On Motion to Suspend the Rules and Pass: H R 3424",
            "On Motion to Suspend the Rules and Pass: H R 3424 SPACE Act",
        ),
        "subject": (None, "SPACE Act"),
        "recorded_yea": (397, None),
        "recorded_nay": (1, None),
        "source": ("congress.gov", "unitedstates"),
    }
    assert row["source_url"] == "https://clerk.house.gov/evs/2025/roll240.xml"
    assert (row["rule"], row["stage"], row["outcome"]) == ("suspension", "passage", "passed")


def members_of(number: int, words: dict[str, str]) -> bytes:
    """Make the members' document of another roll call out of the stored one, for a few members."""

    def edit(listed: dict[str, Any]) -> None:
        listed["rollCallNumber"] = number
        chosen = [row for row in listed["results"] if row["bioguideID"] in words]
        for row in chosen:
            row["voteCast"] = words[row["bioguideID"]]
        listed["results"] = chosen

    return changed(MEMBERS, edit)


def test_an_amendment_has_the_houses_number():
    vote = read(document("house-vote-119-1-245-amendment"), members_of(245, {"A000055": "Aye"}))
    row = completed(vote)
    assert (row["amendment_type"], row["amendment_number"]) == ("h", 85)
    assert row["amendment_author"] == recorded(119, 1, 245)["amendment_author"]
    assert row["question"] == "On Agreeing to the Amendment: H.Amdt. 85 to H R 3838"
    assert (row["bill_id"], row["words"]) == ("hr3838-119", "Aye/No")
    assert (row["recorded_yea"], row["recorded_nay"]) == (221, 210)
    assert "The total of yeas is 221; 1 are listed." in vote.disagreements


@pytest.mark.parametrize(("name", "value"), [("amendmentAuthor", 5), ("amendmentNumber", "A")])
def test_an_amendment_that_cannot_be_is_refused(name, value):
    vote = changed("house-vote-119-1-245-amendment", put(name, value))
    with pytest.raises(DocumentError, match=r"Author|number"):
        read(vote, members_of(245, {"A000055": "Aye"}))


def test_an_election_has_candidates_for_words_and_no_positions():
    words = {"A000055": "Johnson (LA)", "A000370": "Jeffries", "M001184": "Emmer"}
    vote = read(document("house-vote-119-1-2-speaker"), members_of(2, words))
    assert {row["member_id"]: row["word"] for row in vote.positions} == words
    assert {row["position"] for row in vote.positions} == {None}
    row, expected = completed(vote), recorded(119, 1, 2)
    same = ("kind", "category", "type", "question", "requires", "result", "date", "bill_id")
    assert {key: row[key] for key in same} == {key: expected[key] for key in same}
    assert vote.disagreements[0] == "The total of Jeffries is 215; 1 are listed."


def test_a_quorum_call_needs_nothing():
    quorum = changed(
        VOTE, lambda stated: stated.update(voteQuestion="Call of the House", voteType="Quorum")
    )
    row = completed(read(quorum))
    assert (row["kind"], row["requires"], row["rule"]) == ("quorum", "QUORUM", "quorum")


def test_the_documented_form_is_read_too():
    def documented(listed: dict[str, Any]) -> None:
        for row in listed["results"]:
            row["bioguideId"] = row.pop("bioguideID")
        listed["results"] = {"item": listed["results"]}

    assert read(members=changed(MEMBERS, documented)) == read()


def test_totals_that_differ_are_kept_and_told():
    def more(stated: dict[str, Any]) -> None:
        stated["votePartyTotal"][0]["yeaTotal"] = 203

    vote = read(changed(VOTE, more))
    assert vote.rollcall["recorded_yea"] == 398
    assert vote.disagreements == [
        "The total of yeas is 398; 397 are listed.",
        "The total of party R of yeas is 203; 202 are listed.",
    ]


# The list


def test_members_lost_with_the_total_that_counts_them_are_missed():
    def without_total(vote: dict[str, Any]) -> None:
        for party in vote["votePartyTotal"]:
            del party["notVotingTotal"]

    def without_absent(members: dict[str, Any]) -> None:
        members["results"] = [one for one in members["results"] if one["voteCast"] != "Not Voting"]

    whole = read()
    vote = read(changed(VOTE, without_total), changed(MEMBERS, without_absent))
    assert len(vote.positions) < len(whole.positions)
    assert "states no total" in str(contradiction(vote) or unaccounted(vote, len(whole.positions)))
    assert contradiction(whole) is None
    assert unaccounted(whole, len(whole.positions)) is None


def test_the_list():
    page = document("house-vote-119-1-list")
    assert count_of(page) == 362
    first, second = parse_list(page)
    assert first == ListEntry(
        congress=119,
        session=1,
        number=240,
        date=datetime.fromisoformat("2025-09-08T18:56:00-04:00"),
        updated=datetime.fromisoformat("2025-09-09T18:53:19-04:00"),
        result="Passed",
        vote_type="2/3 Yea-And-Nay",
        bill_id="hr3424-119",
    )
    assert second.number == 306


def test_a_list_without_a_count_is_refused():
    with pytest.raises(DocumentError, match="how many"):
        count_of(b'{"houseRollCallVotes": []}')


def test_addresses_hold_no_key():
    assert address(119, 1, 240) == "https://api.congress.gov/v3/house-vote/119/1/240"
    assert list_address(119, 1) == "https://api.congress.gov/v3/house-vote/119/1"


# What is no roll call


def test_there_are_no_roll_calls_of_the_senate():
    with pytest.raises(NotPosted, match=re.escape("nothing under senate-vote/119/1")):
        read(document("senate-vote-119-1-404"))


@pytest.mark.parametrize(
    ("error", "told"),
    [
        ({"code": "API_KEY_MISSING", "message": "No api_key was supplied."}, "got none"),
        ({"code": "API_KEY_INVALID", "message": f"{KEY} is invalid"}, "does not know the key"),
        ({"code": "OVER_RATE_LIMIT", "message": f"key {KEY}"}, "too many requests"),
        ({"code": KEY, "message": KEY}, "answered with an error"),
        (f"Unknown resource: house-vote/119/1/9999?api_key={KEY}", "under house-vote/119/1/9999."),
        (f"Bad {KEY}", "answered with an error"),
        (None, "answered with an error"),
    ],
)
def test_no_error_repeats_the_key(error, told):
    with pytest.raises(DocumentError, match=re.escape(told)) as caught:
        parse_list(json.dumps({"error": error}).encode())
    assert KEY not in str(caught.value)
    assert KEY not in repr(caught.value.__cause__)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b"<html><body>403 Forbidden</body></html>",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"houseRollCallVote": 1}',
        b'{"houseRollCallVote": {}}',
        b"1" * 10_000,
        b" " * 8_000_001,
    ],
    ids=range(11),
)
def test_what_is_no_document_is_refused(data):
    with pytest.raises(DocumentError):
        read(data)
    with pytest.raises(DocumentError):
        parse_list(data)


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (put("congress", "119"), "does not state its Congress"),
        (put("sessionNumber", 3), "does not state its Congress"),
        (put("rollCallNumber", True), "does not state its Congress"),
        (put("rollCallNumber", 241), "are those of h240-119.2025, not of h241-119.2025"),
        (put("startDate", "yesterday"), "startDate “yesterday” is no time"),
        (put("startDate", "2025-09-08T18:56:00"), "is no time"),
        (put("result", None), "has no result"),
        (put("voteQuestion", ""), "has no voteQuestion"),
        (put("voteQuestion", "On \ud83d Passage"), "half a character"),
        (put("votePartyTotal", None), "votePartyTotal is no list"),
        (put("votePartyTotal", [{"yeaTotal": 32768}]), "yeaTotal “32768” is no total"),
        (put("votePartyTotal", [{"yeaTotal": "9"}]), "yeaTotal “9” is no total"),
        (put("votePartyTotal", [{"yeaTotal": 999}] * 33), "more members than the House has"),
    ],
)
def test_what_no_roll_call_says_is_refused(edit, told):
    with pytest.raises(DocumentError, match=re.escape(told)):
        read(changed(VOTE, edit))


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (lambda listed: listed["results"].append(listed["results"][0]), "“A000055” twice"),
        (lambda listed: listed["results"][0].update(voteCast="Maybe"), "the position “Maybe”"),
        (lambda listed: listed["results"][0].update(bioguideID="S354"), "“S354” twice, or"),
        (lambda listed: listed["results"][0].pop("voteParty"), "has no voteParty"),
        (lambda listed: listed["results"].clear(), "lists no member"),
        (lambda listed: listed.update(results=[1]), "no list of objects"),
    ],
)
def test_members_that_cannot_be_are_refused(edit, told):
    with pytest.raises(DocumentError, match=re.escape(told)):
        read(members=changed(MEMBERS, edit))


def test_the_two_documents_are_not_taken_for_each_other():
    with pytest.raises(DocumentError, match="has no houseRollCallVote:"):
        read(document(MEMBERS))


# Any document: rows, or one typed error


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@TRIES
@given(st.data())
def test_a_mutated_document_gives_rows_or_a_document_error(data):
    name = data.draw(st.sampled_from([VOTE, MEMBERS]))

    def edit(stated: dict[str, Any]) -> None:
        target = stated
        if data.draw(st.booleans()):
            inner = stated["results" if name == MEMBERS else "votePartyTotal"]
            target = inner[data.draw(st.integers(0, len(inner) - 1))]
        key = data.draw(st.sampled_from(sorted(target)))
        target[key] = data.draw(JSON)

    document_changed = changed(name, edit)
    try:
        vote = read(**{"vote" if name == VOTE else "members": document_changed})
    except DocumentError:
        return
    assert completed(vote)["listed"] == len(vote.positions)


@TRIES
@given(st.data())
def test_mutated_bytes_give_rows_or_a_document_error(data):
    whole = bytearray(document(VOTE))
    place = data.draw(st.integers(0, len(whole)))
    whole[place : place + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=6))
    try:
        vote = read(bytes(whole))
    except DocumentError:
        return
    assert len(vote.positions) == 430
