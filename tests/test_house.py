"""The House's documents against the record, position by position; and what may not pass."""

import gzip
import os
import re
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from votekit.errors import StoreError
from votekit.fetchers.errors import DocumentError, NotPosted, RefusedPage
from votekit.fetchers.house import address, parse
from votekit.fetchers.house_questions import Asked, bill_of, category_of, question_of, type_of
from votekit.fetchers.names import Names
from votekit.fetchers.parsed import ParsedVote
from votekit.fetchers.xml import parse_xml
from votekit.store import Record, Wanted
from votekit.tallies import complete_rollcalls, positions_table

DATA = Path(__file__).resolve().parent / "data" / "house"
FUZZ = int(os.environ.get("VOTEKIT_FUZZ", "1500"))
NOW = datetime(2026, 8, 8, tzinfo=UTC)
URL = "https://clerk.house.gov/evs/2023/roll099.xml"
REAL = (
    "2003-roll001",
    "2005-roll100",
    "2007-roll002",
    "2015-roll705",
    "2023-roll002",
    "2023-roll099",
    "2024-roll028",
    "2025-roll158",
)
RECONSTRUCTED = (
    "1990-roll001-reconstructed",
    "1995-roll870-reconstructed",
    "2008-roll346-reconstructed",
    "2016-roll564-reconstructed",
    "2017-roll413-reconstructed",
    "2020-roll253-reconstructed",
)
ONE_AFTER_THE_OTHER = ("1998-roll543-reconstructed", "2002-roll455-reconstructed")
DIFFERENT = {"source", "source_url", "updated", "recorded_yea", "recorded_nay"}
"""Where the document's own row differs from the record's on purpose."""


@cache
def document(name: str) -> bytes:
    packed = DATA / f"{name}.xml.gz"
    if packed.exists():
        return gzip.decompress(packed.read_bytes())
    return (DATA / f"{name}.xml").read_bytes()


@cache
def record() -> Record:
    return Record.open()


@cache
def members(congress: int) -> list[dict[str, Any]]:
    table = record().members(Wanted(congress, "house"))
    return [row for row in table.to_pylist() if row["congress"] == congress]


@cache
def members_with_terms(congress: int) -> list[dict[str, Any]]:
    """Give the members with the days of their first and last roll calls of the Congress."""
    wanted = Wanted(congress, "house")
    days = record().rollcalls(wanted, ["vote_id", "date"]).to_pylist()
    day_of = {row["vote_id"]: row["date"].date() for row in days}
    table = record().positions(wanted, ["vote_id", "member_id"])
    pairs = table.group_by("member_id").aggregate([("vote_id", "distinct")]).to_pylist()
    sat = {row["member_id"]: [day_of[one] for one in row["vote_id_distinct"]] for row in pairs}
    return [
        {**row, "serves_from": min(sat[row["member_id"]]), "serves_to": max(sat[row["member_id"]])}
        for row in members(congress)
    ]


def read(data: bytes, known: Any = ()) -> ParsedVote:
    return parse(data, url=URL, fetched=NOW, members=known)


def read_named(name: str) -> ParsedVote:
    data = document(name)
    congress = re.search(rb"<congress>(\d+)", data)
    assert congress
    return read(data, members(int(congress[1])))


def by_member(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    assert len({row["member_id"] for row in rows}) == len(rows)
    return {row["member_id"]: row for row in rows}


def recorded_positions(rollcall: dict[str, Any]) -> dict[str, dict[str, Any]]:
    place = [rollcall[key] for key in ("congress", "chamber", "session", "number")]
    return by_member(record().position_rows(Wanted(*place)))


def recorded_rollcall(rollcall: dict[str, Any]) -> dict[str, Any]:
    table = record().rollcalls(Wanted(rollcall["congress"], "house"))
    return table.filter(pc.equal(table["vote_id"], rollcall["vote_id"])).to_pylist()[0]


def completed(parsed: ParsedVote) -> dict[str, Any]:
    return complete_rollcalls([parsed.rollcall], positions_table(parsed.positions)).to_pylist()[0]


def cut(data: bytes, rows: int) -> bytes:
    """Keep the first rows of a document, and the totals as they are."""
    end = b"</recorded-vote>"
    kept = data.split(end)
    return end.join(kept[:rows]) + end + kept[-1]


@pytest.mark.parametrize("name", REAL + RECONSTRUCTED)
def test_same_rows_as_the_record(name):
    parsed = read_named(name)
    assert by_member(parsed.positions) == recorded_positions(parsed.rollcall)
    mine, theirs = completed(parsed), recorded_rollcall(parsed.rollcall)
    assert {key for key in mine if mine[key] != theirs[key]} <= DIFFERENT
    assert parsed.disagreements == []


@pytest.mark.parametrize("name", ONE_AFTER_THE_OTHER)
def test_same_rows_as_the_record_where_one_followed_another_of_the_same_name(name):
    congress = {"1998": 105, "2002": 107}[name[:4]]
    parsed = read(document(name), members_with_terms(congress))
    assert by_member(parsed.positions) == recorded_positions(parsed.rollcall)
    mine, theirs = completed(parsed), recorded_rollcall(parsed.rollcall)
    # The reconstruction of 1998/543 lacks the number of the article voted on.
    lost = {"question", "amendment_type", "amendment_number", "amendment_author"}
    differ = {key for key in mine if mine[key] != theirs[key]}
    assert differ <= DIFFERENT | (lost if congress == 105 else set())


def test_what_a_document_adds_to_the_record():
    rollcall = read_named("2023-roll099").rollcall
    assert (rollcall["recorded_yea"], rollcall["recorded_nay"]) == (210, 220)
    assert (rollcall["source"], rollcall["source_url"]) == ("house", URL)
    assert (rollcall["updated"], rollcall["modified"]) == (NOW, None)


def test_addresses():
    assert address(118, 1, 2) == "https://clerk.house.gov/evs/2023/roll002.xml"
    assert address(110, 1, 1186) == "https://clerk.house.gov/evs/2007/roll1186.xml"
    # The override of Dec. 28, 2020, and all of that session, lie under 2020.
    assert address(116, 2, 253, "http://[::1]:80") == "http://[::1]:80/evs/2020/roll253.xml"


@pytest.mark.parametrize("name", ["2007-roll002", "2023-roll002"])
def test_in_an_election_positions_are_candidates(name):
    parsed = read_named(name)
    assert parsed.rollcall["kind"] == "election"
    assert parsed.rollcall["words"] is None
    assert parsed.rollcall["bill_id"] is None
    assert {row["position"] for row in parsed.positions} == {None}
    assert "Boehner" in {row["word"] for row in parsed.positions} or name.startswith("2023")


def test_a_quorum_call_has_present_and_not_voting_alone():
    parsed = read_named("2003-roll001")
    assert parsed.rollcall["kind"] == "quorum"
    assert {row["position"] for row in parsed.positions} == {"present", "not_voting"}


def test_a_vacated_roll_call_has_no_positions():
    parsed = read(document("2015-roll300"))
    assert (parsed.rollcall["vote_id"], parsed.rollcall["kind"]) == ("h300-114.2015", "vacated")
    assert parsed.positions == []
    assert parsed.disagreements == []
    assert parsed.rollcall["date"].isoformat() == "2015-06-04T00:00:00-04:00"
    assert completed(parsed)["outcome"] is None


def test_nobody_listed_and_not_vacated_is_no_roll_call():
    silent = document("2015-roll300").replace(b"This vote was vacated", b"This vote was held")
    with pytest.raises(DocumentError, match="lists no members"):
        read(silent)


def test_the_committee_of_the_whole():
    parsed = read(document("2025-roll258-excerpt"))
    row = parsed.rollcall
    assert row["question"] == "On Agreeing to the Amendment: Amendment 20 to H R 3838"
    assert (row["type"], row["category"]) == ("On the Amendment", "amendment")
    assert (row["amendment_type"], row["amendment_number"]) == ("h-bill", 20)
    assert row["amendment_author"] == "McCormick of Georgia Part A Amendment No. 25"
    assert (row["bill_id"], row["words"]) == ("hr3838-119", "Aye/No")
    theirs = recorded_rollcall(row)
    kept = set(row) - DIFFERENT
    assert {key: row[key] for key in kept} == {key: theirs[key] for key in kept}


def test_totals_that_differ_from_the_rows_are_kept_and_told():
    parsed = read(document("2025-roll258-excerpt"))
    assert len(parsed.positions) == 3
    assert (parsed.rollcall["recorded_yea"], parsed.rollcall["recorded_nay"]) == (219, 211)
    assert "The total of yeas is 219; 1 are listed." in parsed.disagreements
    assert "The total of party R of yeas is 217; 1 are listed." in parsed.disagreements
    election = read(document("2023-roll002-excerpt"))
    assert "The total of Jeffries is 212; 2 are listed." in election.disagreements


def test_numbers_are_returned_as_the_document_has_them():
    other = document("2023-roll099").replace(b"<rollcall-num>99<", b"<rollcall-num>98<")
    assert read(other).rollcall["vote_id"] == "h98-118.2023"
    early = document("2023-roll099").replace(b"<congress>118<", b"<congress>117<")
    parsed = read(early)
    assert parsed.rollcall["vote_id"] == "h99-117.2021"
    assert parsed.disagreements == ["The date Jan. 31, 2023 is not of Congress 117."]


@pytest.mark.parametrize("name", ["2003-roll001", "2024-roll028", "2025-roll158"])
def test_ids_left_empty_are_found_by_name(name):
    """From mid-118th on some documents have empty ids for a run of names, some none at all."""
    data = document(name)
    whole = by_member(read(data).positions)
    congress = read(data).rollcall["congress"]
    for replacement in (b'name-id=""', b'name-id="0000000"', b""):
        parsed = read(re.sub(rb'name-id="[^"]*"', replacement, data), members(congress))
        assert by_member(parsed.positions) == whole
    a_run = re.sub(rb'name-id="[B-D][^"]*"', b'name-id=""', data)
    assert by_member(read(a_run, members(congress)).positions) == whole


def test_no_name_of_the_early_record_is_taken_for_another():
    for congress in (101, 103, 104, 105, 107):
        table = record().rollcalls(Wanted(congress, "house"), ["congress", "session", "number"])
        for place in table.to_pylist()[::200]:
            rows = record().position_rows(
                Wanted(congress, "house", place["session"], place["number"])
            )
            nameless = [{**row, "member_id": ""} for row in rows]
            Names(members(congress), congress, date(2000, 1, 1)).resolve(nameless)
            wrong = [
                (mine, theirs["member_id"])
                for mine, theirs in zip(nameless, rows, strict=True)
                if mine["member_id"] != theirs["member_id"] and mine["member_id"][0] != "?"
            ]
            assert wrong == []


def test_a_name_that_may_be_two_members_is_told_and_never_guessed():
    parsed = read(document("2002-roll455-reconstructed"), members(107))
    assert len(parsed.positions) == 432
    assert [row["name"] for row in parsed.positions if row["member_id"] == "?Shuster (PA)"]
    assert [told for told in parsed.disagreements if told.startswith("Shuster (R-PA)")] == [
        "Shuster (R-PA) has no id and may be Bill Shuster S001154 or Bud Shuster S000394."
    ]


def test_names_that_nobody_knows_are_kept():
    parsed = read(document("1991-roll001-excerpt"))
    ids = [row["member_id"] for row in parsed.positions]
    assert ids[4:7] == ["?Andrews (ME)", "?Andrews (NJ)", "?Cox (IL)"]
    assert sum("none of the members known" in told for told in parsed.disagreements) == 8


def test_names_with_a_state_behind_them():
    parsed = read(document("1991-roll001-excerpt"), members(102))
    found = {row["name"]: row["member_id"] for row in parsed.positions}
    known = {row["member_id"]: (row["name"], row["state"]) for row in members(102)}
    assert known[found["Andrews (ME)"]] == ("Tom Andrews", "ME")
    assert known[found["Andrews"]] == ("Rob Andrews", "NJ")
    assert known[found["Cox  (IL)"]] == ("John W. Cox Jr.", "IL")
    assert known[found["de la Garza"]] == ("Kika de la Garza", "TX")


def test_a_delegate_of_no_state_gets_the_state_of_the_name():
    """In the 103rd Congress h610 had XX for the delegates' states."""
    data = document("1991-roll001-excerpt").replace(b"<congress>102", b"<congress>103")
    data = data.replace(b'state="HI" role="legislator">Abercrombie', b'state="XX">Norton (DC)')
    row = read(data, members(103)).positions[0]
    assert (row["member_id"], row["state"], row["name"]) == ("N000147", "DC", "Norton (DC)")


def test_a_member_of_another_party_is_found_and_told():
    """h2-106.1999 lists Hastert as a Democrat."""
    row = dict(name="Hastert", state="IL", party="D", member_id="")
    told = Names(members(106), 106, date(1999, 1, 6)).resolve([row])
    assert row["member_id"] == "H000323"
    assert told == [
        "Hastert (D-IL) has no id and is taken for Dennis Hastert H000323, who is listed as R in "
        "that Congress."
    ]


REFUSED = [
    (b"<vote>Nay</vote>", b"<vote>Perhaps</vote>", "“Perhaps” is no vote"),
    (b"<vote>Nay</vote>", b"<vote>Guilty</vote>", "“Guilty” is no vote"),
    (b"<vote>Nay</vote>", b"<vote></vote>", "has no member or no vote"),
    (b"<vote>Nay</vote>", b"", "has no member or no vote"),
    (b"<vote>Nay</vote>", b"<vote>Nay<b/></vote>", "not each one legislator and one vote"),
    (b'name-id="A000055"', b'name-id="A000370"', "lists A000370 twice, as Adams and Aderholt"),
    (b'name-id="A000055"', b'name-id="<?>"'.replace(b"<", b"&lt;"), "has the id"),
    (b'state="AL"', b"", "state is “”"),
    (b"U.S. House of Representatives", b"U.S. Senate", "not of the House"),
    (b"<session>1st<", b"<session>3rd<", "session is “3rd”"),
    (b"<congress>118<", b"<congress>0<", "congress is “0”"),
    (b"31-Jan-2023", b"31-Feb-2023", "date is “31-Feb-2023 5:21 PM”"),
    (b"<vote-result>Failed<", b"<vote-result><", "states no result"),
    (b"<legis-num>", b"<congress>118</congress><legis-num>", "says congress twice"),
    (
        b"<totals-by-vote>",
        b"<totals-by-vote></totals-by-vote><totals-by-vote>",
        "states totals-by-vote twice",
    ),
    (b"vote-metadata>", b"other>", "0 vote-metadata"),
    (b"<yea-total>210<", b"<yea-total>x<", "“x” for yea-total"),
]


@pytest.mark.parametrize(("old", "new", "message"), REFUSED)
def test_what_no_roll_call_can_say_is_refused(old, new, message):
    data = document("2023-roll099")
    assert old in data
    count = -1 if old == b"vote-metadata>" else 1
    with pytest.raises(DocumentError, match=re.escape(message)):
        read(data.replace(old, new, count))


def test_an_unknown_bill_and_an_unknown_type_of_vote_are_told():
    data = document("2023-roll099").replace(b"H R 382", b"H AMDT 3")
    parsed = read(data.replace(b">YEA-AND-NAY<", b">BALLOT<"))
    assert parsed.rollcall["bill_id"] is None
    assert parsed.rollcall["requires"] == "unknown"
    assert parsed.disagreements == [
        "The type of vote “BALLOT” states no majority that is known.",
        "“H AMDT 3” names no bill that is known.",
    ]


def test_a_document_may_come_in_any_usual_dress():
    data = document("2023-roll099")
    whole = read(data).positions
    assert read(b"\xef\xbb\xbf" + data).positions == whole
    assert read(b"\r\n" + data).positions == whole
    assert read(data.replace(b"\r\n", b"\n")).positions == whole
    # Latin-1 has no curly quotes; the header has a pair.
    plain = data.decode().replace("“", '"').replace("”", '"').replace("UTF-8", "ISO-8859-1")
    assert read(plain.encode("latin-1")).positions == whole
    assert "Barragán" in {row["name"] for row in whole}


def test_not_posted_yet():
    with pytest.raises(NotPosted, match=r"Error sanitizing file") as caught:
        read(document("2026-roll315-not-posted"))
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    ("page", "error", "message"),
    [
        ("<title>Roll Call Vote Not Available</title>", NotPosted, "no such document"),
        ("<h1>Page not found</h1>", NotPosted, "no such document"),
        ("<title>404</title>", NotPosted, "no such document"),
        ("<title>403 Forbidden</title>", RefusedPage, "refused"),
        ("<h1>Access Denied</h1>", RefusedPage, "refused"),
        ("<title>503 Service Unavailable</title>", DocumentError, "in trouble"),
        ("<script>404</script><p>Hello</p>", DocumentError, "sent an HTML page instead"),
    ],
)
def test_html_pages_are_named(page, error, message):
    for start in ("<html>", "<!DOCTYPE html><html>", '<?xml version="1.0"?><HTML lang="en">'):
        with pytest.raises(DocumentError, match=message) as caught:
            read(f"{start}{page}</html>".encode())
        assert type(caught.value) is error


def nested(depth: int) -> bytes:
    return b"<rollcall-vote>" * depth + b"</rollcall-vote>" * depth


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rollcall-vote [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]><rollcall-vote>&a11;</rollcall-vote>"
).encode()
DTD = b'<!DOCTYPE rollcall-vote PUBLIC "-//US Congress//" "../vote.dtd">'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"x" * 9_000_000, "9,000,000 bytes"),
        (nested(65), "nested too deeply"),
        (nested(5000), "nested too deeply"),
        (BOMB, "declares entities"),
        (BOMB.decode().encode("utf-16"), "UTF-16"),
        (b"<!DOCTYPE rollcall-vote [<!ATTLIST a b CDATA 'c'>]><rollcall-vote/>", "DTD of its own"),
        (DTD + b"<rollcall-vote>&aacute;</rollcall-vote>", "only its DTD"),
        (b'<?xml version="1.0" encoding="utf-7"?><rollcall-vote/>', "in utf-7"),
        (b'{"error": "none"}', "not XML"),
        (b"<rollcall-vote><congress>118</rollcall-vote>", "not well-formed"),
        (b"<roll_call_vote/>", "is a <roll_call_vote>, not a <rollcall-vote>"),
        (b"<xml>ok</xml>", "is a <xml>"),
    ],
)
def test_what_nobody_should_parse_is_refused(data, message):
    with pytest.raises(DocumentError, match=message):
        parse_xml(data, "rollcall-vote")


def test_no_file_is_read_for_a_document(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("root:x:0:0")
    for entity in (
        f'<!DOCTYPE rollcall-vote [<!ENTITY e SYSTEM "{secret.as_uri()}">]>',
        f'<!DOCTYPE rollcall-vote [<!ENTITY % e SYSTEM "{secret.as_uri()}"> %e;]>',
    ):
        with pytest.raises(DocumentError) as caught:
            parse_xml(f"{entity}<rollcall-vote>&e;</rollcall-vote>".encode(), "rollcall-vote")
        assert "root:x" not in str(caught.value)
    dtd = tmp_path / "vote.dtd"
    dtd.write_text('<!ATTLIST rollcall-vote read CDATA "yes">')
    told = f'<!DOCTYPE rollcall-vote SYSTEM "{dtd.as_uri()}"><rollcall-vote/>'
    assert parse_xml(told.encode(), "rollcall-vote").get("read") is None


def test_depth_and_size_that_are_allowed():
    assert parse_xml(nested(64), "rollcall-vote").tag == "rollcall-vote"
    assert parse_xml(DTD + b"<rollcall-vote/>", "rollcall-vote").tag == "rollcall-vote"


def test_questions_are_spelled_and_classed_as_in_the_record():
    """All House roll calls of 1990 to 2026, with the question as the Clerk put it."""
    columns = "type category question subject bill_id amendment_number".split()
    spelled = {"hr": "H R", "hres": "H RES", "hjres": "H J RES", "hconres": "H CON RES"}
    spelled |= {"s": "S", "sres": "S RES", "sjres": "S J RES", "sconres": "S CON RES"}
    seen = 0
    for row in record().rollcalls(Wanted(chamber="house"), columns).to_pylist():
        letters, number = re.fullmatch(r"([a-z]*)(\d*).*", row["bill_id"] or "").groups()
        legis_num = f"{spelled[letters]} {number}" if letters else ""
        description = row["subject"] or ""
        asked = Asked("", description, "", legis_num, row["amendment_number"])
        put = row["question"].removesuffix(question_of(asked))
        asked = Asked(put, description, "", legis_num, row["amendment_number"])
        assert question_of(asked) == row["question"]
        assert (type_of(put), category_of(asked)) == (row["type"], row["category"])
        assert bill_of(legis_num) == (f"{letters}{number}" if letters else None)
        seen += 1
    assert seen > 22_000


TAGS = sorted(set(re.findall(rb"</?[a-z-]+", document("2023-roll099"))))
SMALL = [
    cut(document("2023-roll099"), 12),
    cut(document("2025-roll158"), 12),
    cut(document("2023-roll002"), 12),
    document("2015-roll300"),
    document("1991-roll001-excerpt"),
    document("2025-roll258-excerpt"),
    document("2026-roll315-not-posted"),
]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    data = bytearray(draw(st.sampled_from(SMALL)))
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(["flip", "cut", "drop", "twice", "tag", "text"]))
        place = draw(st.integers(0, max(len(data) - 1, 0)))
        length = draw(st.integers(1, 200))
        if kind == "flip":
            data[place : place + 1] = draw(st.binary(min_size=1, max_size=1))
        elif kind == "cut":
            del data[place:]
        elif kind == "drop":
            del data[place : place + length]
        elif kind == "twice":
            data[place:place] = data[place : place + length]
        elif kind == "tag":
            old, new = draw(st.sampled_from(TAGS)), draw(st.sampled_from(TAGS))
            data = data.replace(old, new, draw(st.sampled_from([1, -1])))
        else:
            found = list(re.finditer(rb">[^<>]+<", data))
            if found:
                at = draw(st.sampled_from(found))
                text = draw(st.text(st.characters(codec="utf-8"), max_size=12)).encode()
                data[at.start() + 1 : at.end() - 1] = text
    return bytes(data)


@settings(max_examples=FUZZ, deadline=None, suppress_health_check=list(HealthCheck))
@given(mutated())
def test_a_mutated_document_gives_rows_or_one_typed_error(data):
    try:
        parsed = read(data, members(102))
    except StoreError:
        return
    assert isinstance(parsed, ParsedVote)
    # Whatever passes fits the tables.
    assert completed(parsed)["listed"] == len(parsed.positions)
