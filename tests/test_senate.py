"""The Senate's documents against the record, position by position; and what may not pass."""

import gzip
import os
import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from votekit.fetchers.errors import DocumentError, NotPosted
from votekit.fetchers.parsed import ParsedVote
from votekit.fetchers.senate import MenuEntry, address, menu_address, parse, parse_menu
from votekit.fetchers.senate_questions import category_of, type_of
from votekit.schema import POSITIONS_TABLE
from votekit.store import Record, Wanted
from votekit.tallies import complete_rollcalls, positions_table

DATA = Path(__file__).resolve().parent / "data" / "senate"
NOW = datetime(2026, 8, 8, tzinfo=UTC)
WHOLE = (
    "detail_119_1_00001_cloture",
    "detail_119_1_00002_motion",
    "detail_119_1_00003_amendment",
    "detail_119_1_00007_bill",
    "detail_119_1_00008_nomination",
    "vote_118_2_00212",
    "vote_117_1_00054",
    "vote_117_1_00059",
    "vote_115_2_00223",
    "vote_116_2_00292",
    "vote_115_1_00175",
)
EXCERPT = "lis-116-2-00292-VETO-OVERRIDE.excerpt"
ON_PURPOSE = {"source", "source_url", "updated"}
FUZZ = int(os.environ.get("VOTEKIT_FUZZ", "1000"))
TRIES = settings(
    max_examples=FUZZ, deadline=timedelta(seconds=2), suppress_health_check=[HealthCheck.too_slow]
)


@cache
def document(name: str) -> bytes:
    return gzip.decompress((DATA / f"{name}.xml.gz").read_bytes())


def read(data: bytes) -> ParsedVote:
    return parse(data, url="https://example.invalid/vote.xml", fetched=NOW)


def changed(name: str, **elements: str | None) -> bytes:
    """Give a document with the first of each named element holding another text, or gone."""
    text = document(name).decode()
    for element, content in elements.items():
        new = "" if content is None else f"<{element}>{content}</{element}>"
        pattern = rf"<{element}\s*/>|<{element}(\s[^>]*)?>[^<]*</{element}>"
        text, found = re.subn(pattern, lambda _: new, text, count=1)  # noqa: B023 - used at once
        assert found, f"{element} is not in {name}"
    return text.encode()


@cache
def record() -> Record:
    return Record.open(user=DATA / "no store of a user")


@cache
def recorded(congress: int, session: int) -> dict[int, dict[str, Any]]:
    rows = record().rollcalls(Wanted(congress, "senate", session)).to_pylist()
    mine = (congress, "senate", session)
    return {
        row["number"]: row
        for row in rows
        if (row["congress"], row["chamber"], row["session"]) == mine
    }


def by_member(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: row["member_id"])


def completed(vote: ParsedVote) -> dict[str, Any]:
    row: dict[str, Any]
    (row,) = complete_rollcalls([vote.rollcall], positions_table(vote.positions)).to_pylist()
    return row


# The same roll call from two sources


@pytest.mark.parametrize("name", WHOLE)
def test_positions_are_those_of_the_record(name):
    vote = read(document(name))
    row = vote.rollcall
    wanted = Wanted(row["congress"], "senate", row["session"], row["number"])
    assert by_member(vote.positions) == by_member(record().position_rows(wanted))
    assert list(vote.positions[0]) == POSITIONS_TABLE.names
    assert vote.disagreements == []


@pytest.mark.parametrize("name", WHOLE)
def test_the_roll_call_is_that_of_the_record_but_for_where_it_comes_from(name):
    row = completed(read(document(name)))
    expected = recorded(row["congress"], row["session"])[row["number"]]
    # The Senate changed this document again after the copy was stored.
    later = {"modified"} if name == "vote_118_2_00212" else set()
    assert {key for key in expected if row[key] != expected[key]} == ON_PURPOSE | later
    assert row["source"] == "senate"
    assert row["source_url"] == "https://example.invalid/vote.xml"


def test_a_changed_document_tells_when_it_was_changed():
    vote = read(document("vote_118_2_00212"))
    assert str(vote.rollcall["modified"]) == "2024-07-11 15:15:00-04:00"
    assert recorded(118, 2)[212]["modified"] > vote.rollcall["modified"]


@cache
def questions() -> list[dict[str, Any]]:
    columns = ["chamber", "vote_id", "type", "category", "question", "subject", "nomination_title"]
    rows = record().rollcalls(Wanted(chamber="senate"), columns).to_pylist()
    return [row for row in rows if row["chamber"] == "senate"]


def as_stated(row: dict[str, Any]) -> str:
    """Undo the swaps: the question as the document states it."""
    swapped = row["category"] == "cloture" and row["subject"].startswith("On ")
    if swapped or "Legislative Session" in row["question"]:
        return row["subject"]
    return row["question"].removesuffix(f": {row['nomination_title']}")


def test_categories_of_all_senate_questions_of_the_record():
    assert len(questions()) == 12_910
    wrong = [row["vote_id"] for row in questions() if category_of(row["type"]) != row["category"]]
    assert wrong == []


def test_types_of_all_senate_questions_of_the_record():
    wrong = [row["vote_id"] for row in questions() if type_of(as_stated(row)) != row["type"]]
    assert wrong == []


# The traps


def test_the_vice_president_breaks_a_tie_and_is_no_member():
    vote = read(document("vote_117_1_00054"))
    assert vote.rollcall["vice_president"] == "yea"
    assert len(vote.positions) == 100
    assert (vote.rollcall["recorded_yea"], vote.rollcall["recorded_nay"]) == (50, 50)
    assert completed(vote)["outcome"] == "passed"


def test_a_tie_break_on_what_was_no_tie_is_told():
    vote = read(changed("vote_115_1_00175", by_whom="Vice President", tie_breaker_vote="Nay"))
    assert vote.rollcall["vice_president"] == "nay"
    assert vote.disagreements == [
        "The Vice President's vote is recorded on a roll call that was no tie."
    ]


def test_guilty_is_yea_and_two_thirds_of_those_present_were_not_reached():
    vote = read(document("vote_117_1_00059"))
    assert vote.rollcall["words"] == "Guilty/Not Guilty"
    assert {(row["word"], row["position"]) for row in vote.positions} == {
        ("Guilty", "yea"),
        ("Not Guilty", "nay"),
    }
    row = completed(vote)
    assert (row["rule"], row["outcome"], row["recorded_outcome"]) == (
        "conviction",
        "failed",
        "failed",
    )


def test_giving_a_live_pair_is_present():
    assert b"Present, Giving Live Pair" in document("vote_115_2_00223")
    vote = read(document("vote_115_2_00223"))
    (murkowski,) = [row for row in vote.positions if row["member_id"] == "S288"]
    assert (murkowski["position"], murkowski["word"]) == ("present", "Present")


def test_session_is_not_the_calendar_year():
    row = read(document("vote_116_2_00292")).rollcall
    assert row["vote_id"] == "s292-116.2020"
    assert str(row["date"]) == "2021-01-01 13:38:00-05:00"


def test_times_are_eastern_summer_and_winter_noon_and_midnight():
    def at(stated: str) -> str:
        return str(read(changed("vote_115_1_00175", vote_date=stated)).rollcall["date"])

    assert at("July 27, 2017,  06:02 PM") == "2017-07-27 18:02:00-04:00"
    assert at("December 2, 2017,  01:36 AM") == "2017-12-02 01:36:00-05:00"
    assert at("July 27, 2017, 12:00 PM") == "2017-07-27 12:00:00-04:00"
    assert at("July 27, 2017,  12:05 AM") == "2017-07-27 00:05:00-04:00"


@pytest.mark.parametrize("content", [None, ""])
def test_some_documents_lack_the_day_of_their_last_change(content):
    vote = read(changed("detail_119_1_00007_bill", modify_date=content))
    assert vote.rollcall["modified"] is None


def test_without_a_congress_of_its_own_a_bill_is_of_the_votes():
    vote = read(changed("detail_119_1_00007_bill", document_congress=None))
    assert vote.rollcall["bill_id"] == "s5-119"
    earlier = read(changed("detail_119_1_00007_bill", document_congress="118"))
    assert earlier.rollcall["bill_id"] == "s5-118"


def test_an_amendment_names_its_bill_where_the_document_does():
    row = read(document("detail_119_1_00003_amendment")).rollcall
    assert (row["bill_id"], row["amendment_type"], row["amendment_number"]) == ("s5-119", "s", 14)
    without = read(changed("detail_119_1_00003_amendment", amendment_to_document_number=""))
    assert without.rollcall["bill_id"] is None
    assert without.rollcall["amendment_number"] == 14
    assert without.disagreements == []


def test_an_amendment_as_document_type_is_no_bill_and_no_doubt():
    assert b"<document_type>S.Amdt.<" in document("detail_119_1_00003_amendment")
    assert read(document("detail_119_1_00003_amendment")).disagreements == []


def test_what_is_no_bill_is_told():
    vote = read(changed("detail_119_1_00007_bill", document_type="S.Petition"))
    assert vote.rollcall["bill_id"] is None
    assert vote.rollcall["bill_title"] is None
    assert vote.disagreements == ["The document is given as “S.Petition 5”, which is no bill."]
    vote = read(changed("detail_119_1_00003_amendment", amendment_to_document_number="102-20"))
    assert vote.disagreements == ["The amendment is said to be to “102-20”, which is no bill."]


def test_cloture_names_its_object_in_the_title():
    row = read(document("detail_119_1_00001_cloture")).rollcall
    assert row["question"] == "Motion to Invoke Cloture: Motion to Proceed to S. 5"
    assert row["subject"] == "On Cloture on the Motion to Proceed S. 5"
    assert row["type"] == "On the Cloture Motion"


def test_cloture_on_an_amendment_is_not_cloture_on_the_bill():
    row = read(
        changed(
            "detail_119_1_00001_cloture",
            vote_question_text="On the Cloture Motion H.R. 2578",
            vote_title="Motion to Invoke Cloture on the Motion to Commit H.R. 2578",
        )
    ).rollcall
    assert row["question"] == "Motion to Invoke Cloture on the Motion to Commit H.R. 2578"


def test_a_motion_to_go_to_legislative_session_is_about_no_nomination():
    row = read(
        changed(
            "detail_119_1_00008_nomination",
            vote_question_text="On the Motion to Proceed PN11-13",
            vote_title="Motion to Proceed to Legislative Session",
        )
    ).rollcall
    assert row["question"] == "Motion to Proceed to Legislative Session"
    assert row["nomination"] is None
    assert row["category"] == "procedural"


def test_a_nomination_has_number_and_title():
    row = read(document("detail_119_1_00008_nomination")).rollcall
    assert row["nomination"] == "11-13"
    assert row["nomination_title"] == "Marco Rubio, of Florida, to be Secretary of State"
    assert row["question"].endswith("PN11-13: Marco Rubio, of Florida, to be Secretary of State")
    assert row["bill_id"] is None


def test_a_treaty():
    vote = read(
        changed(
            "vote_116_2_00292",
            vote_question_text="On the Resolution of Ratification Treaty Doc. 113-4",
            document_type="Treaty Doc.",
            document_number="113-4",
            document_title="The Protocol",
        )
    )
    row = completed(vote)
    assert (row["treaty_title"], row["bill_id"], row["rule"]) == ("The Protocol", None, "treaty")
    assert row["category"] == "treaty"


def test_an_amendment_to_a_treaty_is_of_the_treatys_congress():
    row = read(
        changed("detail_119_1_00003_amendment", amendment_to_document_number="Treaty Doc. 113-4")
    ).rollcall
    assert (row["treaty"], row["treaty_congress"], row["treaty_title"]) == ("4", 113, "")
    assert row["bill_id"] is None


def test_other_totals_than_members_listed_are_kept_and_told():
    vote = read(changed("vote_115_1_00175", yeas="97"))
    assert vote.rollcall["recorded_yea"] == 97
    assert sum(row["position"] == "yea" for row in vote.positions) == 98
    assert vote.disagreements == [
        "The total of yeas is 97; 98 are listed.",
        "The result says 98-2, the totals 97-2.",
    ]


def test_totals_are_read_from_the_result_where_they_are_empty():
    vote = read(changed("vote_115_1_00175", yeas="", nays=None))
    assert (vote.rollcall["recorded_yea"], vote.rollcall["recorded_nay"]) == (98, 2)


def test_an_excerpt_shows_by_its_totals_that_it_is_one():
    vote = read(document(EXCERPT))
    assert len(vote.positions) == 2
    assert vote.disagreements[0] == "The total of yeas is 81; 2 are listed."


def test_years_that_do_not_fit_the_session_are_told():
    vote = read(changed("vote_115_1_00175", congress_year="2018"))
    assert vote.disagreements == [
        "The year of the session is given as 2018; that session's is 2017."
    ]
    vote = read(changed("vote_115_1_00175", vote_date="July 27, 2019,  06:02 PM"))
    assert vote.disagreements == ["The roll call is dated 2019-07-27, in a session of 2017."]


def test_the_roll_call_is_the_one_that_the_document_states():
    row = read(changed("vote_115_1_00175", congress="114", session="2", vote_number="9")).rollcall
    assert row["vote_id"] == "s9-114.2016"


def test_a_count_that_is_stated_twice_is_refused():
    data = document("vote_115_1_00175")
    assert data.count(b"<count>") == 1
    twice = data.replace(b"<count>", b"<count><yeas>1</yeas><nays>99</nays></count><count>")
    with pytest.raises(DocumentError, match="states its count twice"):
        read(twice)


def test_members_without_an_id_are_told_and_left_to_be_found():
    text = re.sub(rb"<lis_member_id>S(289|354)</lis_member_id>", b"", document("vote_115_1_00175"))
    vote = read(text)
    unknown = [row for row in vote.positions if row["member_id"].startswith("?")]
    assert [row["member_id"] for row in unknown] == ["?Alexander (TN)", "?Baldwin (WI)"]
    assert vote.disagreements == ["Listed without an id: Alexander (R-TN), Baldwin (D-WI)."]
    assert completed(vote)["yea"] == 98
    first = re.search(rb"<member>.*?</member>", text, re.DOTALL)
    with pytest.raises(DocumentError, match="twice"):
        read(text.replace(first[0], first[0] * 2))


# What is no roll call


def test_a_member_listed_twice_is_refused():
    first = re.search(rb"<member>.*?</member>", document("vote_115_1_00175"), re.DOTALL)
    doubled = document("vote_115_1_00175").replace(first[0], first[0] * 2)
    with pytest.raises(DocumentError, match=r"115-1-175 .* lists Alexander \(R-TN\) twice"):
        read(doubled)


@pytest.mark.parametrize(
    ("element", "content", "told"),
    [
        ("vote_cast", "Maybe", "the position “Maybe”"),
        ("vote_cast", "", "vote_cast is missing"),
        ("lis_member_id", "A000360", "the id “A000360”"),
        ("party", None, "party is missing"),
        ("state", "", "state is missing"),
        ("member_full", None, "member_full is missing"),
        ("congress", "", "does not state its Congress"),
        ("session", "3", "does not state its Congress"),
        ("vote_number", "0", "does not state its Congress"),
        ("vote_number", "one", "vote_number is “one”"),
        ("vote_date", "27 July 2017", "The time “27 July 2017”"),
        ("vote_date", "February 30, 2017,  06:02 PM", "The time “February 30"),
        ("vote_date", "Juli 27, 2017,  06:02 PM", None),
        ("vote_date", "Termidor 9, 2017,  06:02 PM", "The time “Termidor"),
        ("modify_date", "yesterday", "The time “yesterday”"),
        ("majority_requirement", "5/9", "the majority it requires is “5/9”"),
        ("vote_result", "", "vote_result is missing"),
        ("yeas", "many", "count/yeas is “many”"),
        ("yeas", "32768", "count/yeas is “32768”"),
    ],
)
def test_what_no_roll_call_says_is_refused(element, content, told):
    data = changed("vote_115_1_00175", **{element: content})
    if told is None:
        assert read(data)
        return
    with pytest.raises(DocumentError, match=re.escape(told)):
        read(data)


def test_a_tie_break_must_be_yea_or_nay():
    with pytest.raises(DocumentError, match="tie-breaking vote is “Present”"):
        read(changed("vote_117_1_00054", tie_breaker_vote="Present"))


def test_no_members_no_roll_call():
    text = re.sub(rb"<member>.*</member>", b"", document("vote_115_1_00175"), flags=re.DOTALL)
    with pytest.raises(DocumentError, match="lists no member"):
        read(text)


def test_pages_and_menus_are_no_roll_calls():
    with pytest.raises(NotPosted):
        read(b"<html><head><title>Roll Call Vote Not Available</title></head></html>")
    with pytest.raises(DocumentError):
        read(document("vote_menu_119_1"))
    with pytest.raises(DocumentError):
        parse_menu(document("vote_115_1_00175"), 115, 1)
    with pytest.raises(DocumentError):
        read(b"")


# The menu


def menu() -> list[MenuEntry]:
    return parse_menu(document("vote_menu_119_1"), 119, 1)


def test_the_menu_lists_every_roll_call_of_the_session():
    assert [entry.number for entry in menu()] == list(range(1, 660))
    told = {entry.number: (entry.date, entry.yea, entry.nay) for entry in menu()}
    assert told == {
        number: (row["date"].date(), row["recorded_yea"], row["recorded_nay"])
        for number, row in recorded(119, 1).items()
    }


def test_an_entry_of_the_menu():
    assert menu()[2] == MenuEntry(
        number=3,
        date=date(2025, 1, 15),
        issue="S. 5",
        question="On the Amendment S.Amdt. 14",
        result="Agreed to",
        title=(
            "Cornyn Amdt. No. 14; To expand the list of criminal offenses that subject "
            "inadmissible aliens to mandatory detention."
        ),
        yea=70,
        nay=25,
    )


def test_several_matters_decided_at_once_are_one_roll_call():
    entry = menu()[654]
    assert entry.issue.startswith("PN416-9 and PN141-12 and ")
    assert entry.issue.count("PN") == 97
    assert (entry.question, entry.result) == ("On the Nomination", "Confirmed")


def small_menu(*days: str, year: str = "2020") -> bytes:
    votes = "".join(
        f"<vote><vote_number>{number:05d}</vote_number><vote_date>{day}</vote_date></vote>"
        for number, day in reversed(list(enumerate(days, 1)))
    )
    head = f"<congress>116</congress><session>2</session><congress_year>{year}</congress_year>"
    return f"<vote_summary>{head}<votes>{votes}</votes></vote_summary>".encode()


def test_the_session_of_2020_ended_on_the_first_of_january():
    days = [entry.date for entry in parse_menu(small_menu("06-Jan", "30-Dec", "01-Jan"), 116, 2)]
    assert days == [date(2020, 1, 6), date(2020, 12, 30), date(2021, 1, 1)]
    assert parse_menu(small_menu(), 116, 2) == []


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (small_menu("30-Feb"), "“30-Feb” is no day"),
        (small_menu("30-Dez"), "“30-Dez” is no day"),
        (small_menu("December 30"), "is no day"),
        (small_menu("01-Jan", year=""), "does not state its year"),
        (small_menu("01-Jan", "02-Jan").replace(b"00002", b"00001"), "a number twice"),
        (small_menu("01-Jan").replace(b"00001", b""), "without a number"),
    ],
)
def test_a_menu_that_cannot_be_one_is_refused(data, told):
    with pytest.raises(DocumentError, match=told):
        parse_menu(data, 116, 2)


def test_the_menu_of_another_session_is_refused():
    with pytest.raises(DocumentError, match="menu of 119-2 was asked for"):
        parse_menu(document("vote_menu_119_1"), 119, 2)


def test_addresses():
    assert address(116, 2, 292).endswith("/vote1162/vote_116_2_00292.xml")
    assert menu_address(116, 2).endswith("/roll_call_lists/vote_menu_116_2.xml")


# Any document: rows, or one typed error


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Draw a real document with bytes changed, cut out, doubled, or an element's text replaced."""
    data = bytearray(document(draw(st.sampled_from(WHOLE))))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 60)))
        match draw(st.sampled_from(["put", "cut", "double", "text", "end"])):
            case "put":
                data[start:end] = draw(st.binary(max_size=8))
            case "cut":
                del data[start:end]
            case "double":
                data[start:start] = data[start:end]
            case "text":
                where = data.find(b">", start)
                until = data.find(b"<", where)
                if 0 <= where < until:
                    content = draw(st.text(max_size=12)).encode("utf-8", "replace")
                    data[where + 1 : until] = content.replace(b"<", b"").replace(b"&", b"")
            case "end":
                del data[max(start, 200) :]
    return bytes(data)


@TRIES
@given(mutated())
def test_a_mutated_document_gives_rows_or_a_document_error(data):
    try:
        vote = read(data)
    except DocumentError:
        return
    assert completed(vote)["listed"] == len(vote.positions) > 0


@TRIES
@given(st.data())
def test_a_mutated_menu_gives_entries_or_a_document_error(data):
    whole = bytearray(b"".join(document("vote_menu_119_1").partition(b"<votes>")[:2]))
    whole += document("vote_menu_119_1").partition(b"</en_bloc>")[2][:4000]
    whole = whole[: whole.rfind(b"</vote>") + 7] + b"</votes></vote_summary>"
    start = whole.find(b"<votes>") + 7
    del whole[start : whole.find(b"<vote>", start)]
    place = data.draw(st.integers(0, len(whole)))
    whole[place : place + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=8))
    try:
        entries = parse_menu(bytes(whole), 119, 1)
    except DocumentError:
        return
    assert all(entry.number for entry in entries)
