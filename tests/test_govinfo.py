"""GovInfo's bill status: 37 official documents of both generations of the format."""

import lzma
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from votekit.fetchers.errors import DocumentError
from votekit.fetchers.govinfo.parse import address, parse
from votekit.references import BillReference
from votekit.schema import ACTIONS, BILLS, RECORDED_VOTES

DOCUMENTS = sorted((Path(__file__).parent / "data" / "govinfo").glob("*.xml.xz"))
NOW = datetime(2026, 11, 30, tzinfo=UTC)


def read(stem):
    path = next(path for path in DOCUMENTS if path.name == f"BILLSTATUS-{stem}.xml.xz")
    return lzma.decompress(path.read_bytes())


def status(stem):
    return parse(read(stem), fetched=NOW)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name[11:-7])
def test_each_document_gives_rows_of_the_tables(path):
    found = parse(lzma.decompress(path.read_bytes()), fetched=NOW)
    assert set(found.bill) == set(BILLS.names)
    assert all(set(row) == set(ACTIONS.names) for row in found.actions)
    assert all(set(row) == set(RECORDED_VOTES.names) for row in found.votes)
    congress, kind, number = re.match(r"(\d{3})([a-z]+)(\d+)", path.name[11:]).groups()
    assert found.bill["bill_id"] == f"{kind}{number}-{congress}"
    assert found.bill["title"] != "No title"
    assert found.disagreements == []


def test_there_are_37_documents_of_both_generations():
    texts = [lzma.decompress(path.read_bytes()) for path in DOCUMENTS]
    assert len(texts) == 37
    assert sum(b"<billNumber>" in text for text in texts) == 27


def test_a_bill_that_became_law():
    found = status("117hr5376")
    bill = found.bill
    assert (bill["law"], bill["law_kind"], bill["law_day"]) == (
        "117-169",
        "public",
        date(2022, 8, 16),
    )
    assert bill["title"] == "Inflation Reduction Act of 2022"
    assert "Build Back Better Act" in bill["short_titles"]
    assert (bill["sponsor_party"], bill["sponsor_state"]) == ("D", "KY")
    assert [row["kind"] for row in found.actions] == ["presented", "signed", "became-law"]


def test_a_bill_vetoed_twice_in_its_document_was_vetoed_once():
    found = status("114sjres8")
    assert [(row["kind"], row["date"]) for row in found.actions] == [
        ("presented", date(2015, 3, 27)),
        ("vetoed", date(2015, 3, 31)),
    ]


def test_days_on_which_two_systems_differ_are_one_event_and_are_told():
    text = read("114sjres8").replace(
        b"<actionDate>2015-03-31</actionDate>\n          <text>Vetoed by President. (text",
        b"<actionDate>2015-04-01</actionDate>\n          <text>Vetoed by President. (text",
    )
    changed = re.sub(
        rb"<actionDate>2015-03-31</actionDate>((?:(?!</item>).)*?Vetoed by President\. \()",
        rb"<actionDate>2015-04-01</actionDate>\1",
        text,
        flags=re.DOTALL,
    )
    swapped = re.sub(
        rb"(Vetoed by President\. \((?:(?!</item>).)*?)<actionDate>2015-03-31</actionDate>",
        rb"\1<actionDate>2015-04-01</actionDate>",
        changed,
        flags=re.DOTALL,
    )
    found = parse(swapped, fetched=NOW)
    vetoes = [row for row in found.actions if row["kind"] == "vetoed"]
    assert [row["date"] for row in vetoes] == [date(2015, 3, 31)]
    assert len(found.disagreements) == 1
    assert "2015-04-01" in found.disagreements[0]


def test_an_evening_vote_is_of_its_own_day_not_of_the_next():
    votes = {row["vote_id"]: row["day"] for row in status("114hr22").votes}
    assert votes["s331-114.2015"] == date(2015, 12, 3)
    assert votes["h673-114.2015"] == date(2015, 12, 3)


def test_an_original_bill_of_a_committee_has_no_sponsor():
    assert status("114s2848").bill["sponsor"] is None


def test_a_law_number_without_its_action_takes_the_day_of_the_signature():
    bill = status("116hr3055").bill
    assert (bill["law"], bill["law_day"]) == ("116-69", date(2019, 11, 21))


def test_the_document_of_another_bill_is_refused():
    with pytest.raises(DocumentError, match="is of hr1-117, not of hr1-116"):
        parse(read("117hr1"), wanted=BillReference("hr", 1, 116), fetched=NOW)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b"<type>HR</type>", b"<type>HX</type>", "of no bill"),
        (b"<number>5376</number>", b"<number>" + b"9" * 5000 + b"</number>", "of no bill"),
        (b"<rollNumber>420</rollNumber>", b"<rollNumber>-1</rollNumber>", "cannot be"),
        (b"2022-08-16</actionDate>", b"20220-08-16</actionDate>", "is not a date"),
        (b"117-169</number>", b"x</number>", "law has the number"),
    ],
)
def test_what_no_bill_can_say_is_refused_in_a_sentence(old, new, told):
    document = read("117hr5376")
    assert old in document
    with pytest.raises(DocumentError, match=told):
        parse(document.replace(old, new), fetched=NOW)


def test_the_address_is_govinfos():
    assert address(BillReference("sjres", 8, 114), "http://127.0.0.1:1/") == (
        "http://127.0.0.1:1/bulkdata/BILLSTATUS/114/sjres/BILLSTATUS-114sjres8.xml"
    )
