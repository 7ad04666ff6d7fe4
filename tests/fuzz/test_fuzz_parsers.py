"""Every parser on mutated real documents: rows that fit the tables, or one typed error.

``make fuzz`` runs many (``VOTEKIT_FUZZ``), ``make test`` a few. Anything but a ``DocumentError``
that leaves a parser is a failure here.
"""

import gzip
import json
import lzma
import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.mutations import mutated, mutated_json
from votekit import schema
from votekit.fetchers import bill_actions, congress_gov, house, senate, voteview
from votekit.fetchers.errors import DocumentError
from votekit.fetchers.govinfo import parse as govinfo
from votekit.fetchers.govinfo.ingest import cleaned
from votekit.fetchers.house_site import parse_index
from votekit.fetchers.parsed import ParsedVote
from votekit.fetchers.sap.parse import statement_rows
from votekit.fetchers.sap.records import StatementRecord, records
from votekit.fetchers.unitedstates_files import read_document
from votekit.references import BillReference
from votekit.schema import ACTIONS, BILLS, RECORDED_VOTES, arrow_schema
from votekit.store import Record, Wanted
from votekit.tallies import complete_rollcalls, positions_table

DATA = Path(__file__).resolve().parent.parent / "data"
TRIES = settings(
    max_examples=int(os.environ.get("VOTEKIT_FUZZ", "150")),
    suppress_health_check=list(HealthCheck),
)
NOW = datetime(2026, 8, 8, tzinfo=UTC)
URL = "https://example.org/document"


@cache
def document(path: str) -> bytes:
    data = (DATA / path).read_bytes()
    if path.endswith(".gz"):
        return gzip.decompress(data)
    return lzma.decompress(data) if path.endswith(".xz") else data


def rows_kept(data: bytes, end: bytes, rows: int) -> bytes:
    """Keep the first rows of a document; totals then differ, which is no error."""
    parts = data.split(end)
    return end.join(parts[:rows]) + end + parts[-1]


def first_lines(path: str, lines: int) -> bytes:
    return b"".join(document(path).splitlines(keepends=True)[:lines])


@cache
def members(congress: int) -> list[dict[str, Any]]:
    return Record.open().members(Wanted(congress, "house")).to_pylist()


HOUSE = tuple(
    rows_kept(document(f"house/{name}.xml.gz"), b"</recorded-vote>", 10)
    for name in ("2003-roll001", "2007-roll002", "2023-roll002", "2023-roll099", "2025-roll158")
) + tuple(
    document(f"house/{name}.xml")
    for name in (
        "1991-roll001-excerpt",
        "2015-roll300",
        "2025-roll258-excerpt",
        "2026-roll315-not-posted",
    )
)
SENATE = tuple(
    rows_kept(document(f"senate/{name}.xml.gz"), b"</member>", 6)
    for name in (
        "detail_119_1_00001_cloture",
        "detail_119_1_00003_amendment",
        "detail_119_1_00008_nomination",
        "vote_115_2_00223",
        "vote_117_1_00054",
        "vote_117_1_00059",
    )
)
MENU = (
    b"</vote>".join(
        [
            *document("senate/vote_menu_119_1.xml.gz").split(b"</vote>")[:4],
            *document("senate/vote_menu_119_1.xml.gz").split(b"</vote>")[-4:],
        ]
    ),
)
VOTE = document("congress_gov/house-vote-119-1-240.json")
MEMBERS = document("congress_gov/house-vote-119-1-240-members.json.gz")
FEW_MEMBERS = json.loads(MEMBERS)
FEW_MEMBERS["houseRollCallVoteMemberVotes"]["results"][6:] = []
FEW = json.dumps(FEW_MEMBERS, indent=1).encode()
API = tuple(
    document(f"congress_gov/{name}.json")
    for name in (
        "house-vote-119-1-240",
        "house-vote-119-1-245-amendment",
        "house-vote-119-1-2-speaker",
        "senate-vote-119-1-404",
    )
)
ACTIONS_PAGES = tuple(
    document(f"bill_actions/{name}.json") for name in ("hr3364-115", "hr6395-116")
)
BILL_STATUSES = tuple(
    document(f"govinfo/BILLSTATUS-{name}.xml.xz") for name in ("114s469", "117s35", "114sjres8")
)
STATEMENTS = (
    b"- bills: [hr1, s2]\n  document_title: A Title\n  congress: 119\n  date_issued: 2025-05-20\n"
    b"  file: 47-Trump/a.pdf\n  fetched_from_url: https://example.org/a.pdf\n  rescinded: false\n",
)
INDEX = (
    b'<HTML><TITLE>Roll Call Votes 2017</TITLE><A HREF="ROLL_000.asp">Roll Calls 000 Thru 099</A>'
    + b"".join(
        b'<TR><TD><A HREF="http://clerk.house.gov/cgi-bin/vote.asp?year=2017&rollnumber=%d">%d</A>'
        b'</TD><TD><FONT SIZE="-1">27-Jul</FONT></TD></TR>\n' % (number, number)
        for number in (415, 414, 413)
    ),
)
"""As programs that read the House's index say that it is; no page of it was at hand."""
LIST = (document("congress_gov/house-vote-119-1-list.json"),)


def trimmed(line: bytes) -> bytes:
    content = json.loads(line)
    content["votes"] = {word: listed[:3] for word, listed in content["votes"].items()}
    return json.dumps(content).encode()


UNITEDSTATES = tuple(
    trimmed(line)
    for path in sorted((DATA / "sources" / "unitedstates").glob("*.jsonl.gz"))
    for line in gzip.decompress(path.read_bytes()).splitlines()
)
CSV = {
    "members": (first_lines("voteview/S115_members.csv.gz", 12),),
    "rollcalls": (
        first_lines("voteview/S115_rollcalls.csv.gz", 12),
        first_lines("voteview/H117_rollcalls.csv.gz", 12),
    ),
    "votes": (first_lines("voteview/S115_votes.csv.xz", 30),),
}
CSV_PARSERS = {
    "members": voteview.parse_members,
    "rollcalls": voteview.parse_rollcalls,
    "votes": voteview.parse_votes,
}


def parsed_or_refused(parse: Callable[[], Any]) -> Any:
    """Give what a parser gives; ``None`` where it refuses in one sentence."""
    try:
        return parse()
    except DocumentError as error:
        sentence = str(error)
    assert sentence
    assert sentence.isprintable()
    return None


def fits(vote: ParsedVote | None) -> None:
    """Check that a roll call can be stored, and is counted as it is listed."""
    if vote is None:
        return
    positions = positions_table(vote.positions)
    completed = complete_rollcalls([vote.rollcall], positions).to_pylist()[0]
    assert completed["listed"] == len(vote.positions)
    ids = [row["member_id"] for row in vote.positions]
    assert len(set(ids)) == len(ids)
    assert all(vote.disagreements)


@TRIES
@given(mutated(HOUSE))
def test_house(data):
    known = members(102)
    fits(parsed_or_refused(lambda: house.parse(data, url=URL, fetched=NOW, members=known)))


@TRIES
@given(mutated(INDEX))
def test_house_index(data):
    index = parsed_or_refused(lambda: parse_index(data, 2017))
    assert index is None or 0 < index.highest == max(index.listed)


@TRIES
@given(mutated(SENATE))
def test_senate(data):
    fits(parsed_or_refused(lambda: senate.parse(data, url=URL, fetched=NOW)))


@TRIES
@given(mutated(MENU))
def test_senate_menu(data):
    entries = parsed_or_refused(lambda: senate.parse_menu(data, 119, 1)) or []
    numbers = [entry.number for entry in entries]
    assert numbers == sorted(set(numbers))
    assert all(number > 0 for number in numbers)


@TRIES
@given(mutated(API) | mutated_json(API[:3]))
def test_congress_gov_vote(data):
    fits(parsed_or_refused(lambda: congress_gov.parse(data, MEMBERS, fetched=NOW)))


@TRIES
@given(mutated((FEW,)) | mutated_json((FEW,)))
def test_congress_gov_members(data):
    fits(parsed_or_refused(lambda: congress_gov.parse(VOTE, data, fetched=NOW)))


@TRIES
@given(mutated(LIST) | mutated_json(LIST))
def test_congress_gov_list(data):
    entries = parsed_or_refused(lambda: congress_gov.parse_list(data)) or []
    assert all(entry.number > 0 and entry.updated.tzinfo for entry in entries)
    count = parsed_or_refused(lambda: congress_gov.count_of(data))
    assert count is None or count >= 0


@TRIES
@given(mutated(ACTIONS_PAGES) | mutated_json(ACTIONS_PAGES))
def test_congress_gov_actions(page):
    reference = BillReference("hr", 3364, 115)
    parsed = parsed_or_refused(lambda: bill_actions.parse(page, reference, fetched=NOW))
    if parsed is not None:
        pa.Table.from_pylist(parsed.rows, schema=arrow_schema(ACTIONS))
        assert parsed.count >= parsed.listed >= len(parsed.rows)


@TRIES
@given(mutated(BILL_STATUSES))
def test_bill_status(data):
    parsed = parsed_or_refused(lambda: cleaned(govinfo.parse(data, fetched=NOW)))
    if parsed is not None:
        pa.Table.from_pylist([parsed.bill], schema=arrow_schema(BILLS))
        pa.Table.from_pylist(parsed.actions, schema=arrow_schema(ACTIONS))
        pa.Table.from_pylist(parsed.votes, schema=arrow_schema(RECORDED_VOTES))


@TRIES
@given(mutated(STATEMENTS))
def test_records_of_statements(data):
    for one in parsed_or_refused(lambda: list(records(data, "47-Trump"))) or []:
        if isinstance(one, StatementRecord):
            rows = statement_rows(one.content, one.president, None)
            pa.Table.from_pylist(rows, schema=arrow_schema(schema.STATEMENTS))


@TRIES
@given(mutated(UNITEDSTATES) | mutated_json(UNITEDSTATES))
def test_unitedstates(data):
    fits(parsed_or_refused(lambda: read_document(data)))


@pytest.mark.parametrize("name", sorted(CSV))
@TRIES
@given(data=st.data())
def test_voteview(name, data):
    page = data.draw(mutated(CSV[name]))
    rows = parsed_or_refused(lambda: CSV_PARSERS[name](page)) or []
    assert all(1 <= row["congress"] <= 200 for row in rows)
