"""`votekit fetch --source sap`: records and PDFs in the project's form, made for these tests."""

import io
import re
import tarfile
import threading
import zipfile
from datetime import date

import pytest
from loopback.server import Fault, Server

from votekit.api.fetching import Request, fetch
from votekit.errors import RequestError
from votekit.fetchers.errors import DocumentError
from votekit.fetchers.sap.pdf import PdfReader
from votekit.fetchers.sap.records import records
from votekit.store import Record

VETO = (
    "STATEMENT OF ADMINISTRATION POLICY. H.R. 9001 - Example Act of 2026 (House). "
    "The Administration strongly opposes House passage of H.R. 9001. "
    "If H.R. 9001 were presented to the President, he would veto the bill."
)
SUPPORT = (
    "STATEMENT OF ADMINISTRATION POLICY. S. 9002 - Another Example Act (Senate). "
    "The Administration supports Senate passage of S. 9002, which would make examples "
    "plain to every reader who wants one."
)
BASE = "https://www.whitehouse.gov/wp-content/uploads/2026"
YAML = f"""
- bills:
  - hr9001
  document_title: H.R. 9001 – Example Act of 2026
  congress: 119
  date_issued: 2026-09-09
  file: 47-Trump/hr9001.pdf
  fetched_from_url: {BASE}/09/hr9001.pdf
  date_fetched: 2026-09-10
  source: whitehouse.gov
- bills:
  - s9002
  document_title: S. 9002 – Another Example Act
  congress: 119
  date_issued: 2026-10-01
  file: 47-Trump/s9002.pdf
  fetched_from_url: {BASE}/10/s9002.pdf
  date_fetched: 2026-10-02
  source: whitehouse.gov
"""


def pdf(text):
    """Make a small PDF with a text in it, a few words a line."""
    words, lines = text.split(), []
    while words:
        lines.append(" ".join(words[:10]))
        words = words[10:]
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in map(escaped, lines))
    content = f"BT /F1 11 Tf 40 760 Td {shown} ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(data)
    data += b"xref\n0 6\n0000000000 65535 f \n"
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


def escaped(line):
    return line.replace("(", r"\(").replace(")", r"\)")


@pytest.fixture
def checkout(tmp_path):
    archive = tmp_path / "checkout" / "archive"
    (archive / "47-Trump").mkdir(parents=True)
    (archive / "47-Trump.yaml").write_text(YAML)
    (archive / "47-Trump" / "hr9001.pdf").write_bytes(pdf(VETO))
    (archive / "47-Trump" / "s9002.pdf").write_bytes(pdf(SUPPORT))
    return tmp_path / "checkout"


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("VOTEKIT_DATA", str(tmp_path / "store"))
    return tmp_path / "store"


@pytest.fixture
def run(store):
    def go(place, **asked):
        settings = {"source": "sap", "delay": 0, "retries": 0, "timeout": 2.0, **asked}
        fetched = fetch(Request(place=str(place), **settings), environment={})
        return fetched, fetched.documents[0]

    return go


def stances(store):
    rows = Record.open(store).statements().to_pylist()
    return {row["bill_id"]: row["stance"] for row in rows if row["bill_id"][-8:-4] in "9001 9002"}


def rows_on(store, bill_id):
    return Record.open(store).statements(bill_id).to_pylist()


def test_a_checkout_is_read_and_its_sentences_are_quoted(run, checkout, store):
    fetched, summary = run(checkout)
    assert fetched.is_complete
    assert sorted(summary.new) == ["hr9001-119 (Sept. 9, 2026)", "s9002-119 (Oct. 1, 2026)"]
    (veto,) = rows_on(store, "hr9001-119")
    assert (veto["stance"], veto["day"], veto["president"]) == (
        "would-veto",
        date(2026, 9, 9),
        "Donald Trump",
    )
    assert "he would veto the bill" in veto["quote"]
    (support,) = rows_on(store, "s9002-119")
    assert support["stance"] == "supports"
    assert len(Record.open(store).statements()) == len(Record.open().statements())
    assert len(Record.open(store / "none").statements()) == len(Record.open(store).statements()) - 2


def test_what_is_there_is_not_read_again(run, checkout):
    run(checkout)
    (checkout / "archive/47-Trump/hr9001.pdf").unlink()
    fetched, summary = run(checkout)
    assert fetched.is_complete
    assert (summary.unchanged, summary.new) == (2, [])


@pytest.mark.parametrize("ending", ["zip", "tar.gz"])
def test_an_archive_is_read_whatever_comes_first_in_it(run, checkout, tmp_path, store, ending):
    place = tmp_path / f"project.{ending}"
    files = sorted((one for one in checkout.rglob("*") if one.is_file()), reverse=True)
    names = [f"project-main/{one.relative_to(checkout).as_posix()}" for one in files]
    if ending == "zip":
        with zipfile.ZipFile(place, "w") as archive:
            for name, file in zip(names, files, strict=True):
                archive.write(file, name)
    else:
        with tarfile.open(place, "w:gz") as archive:
            for name, file in zip(names, files, strict=True):
                archive.add(file, name)
    fetched, summary = run(place)
    assert fetched.is_complete
    assert len(summary.new) == 2


def test_one_file_and_the_pdfs_beside_it_are_read(run, checkout):
    _, summary = run(checkout / "archive" / "47-Trump.yaml")
    assert len(summary.new) == 2
    _, summary = run(checkout / "archive", refresh=True)
    assert summary.unchanged == 2


def test_served_files_are_read(run, checkout, store):
    server = Server(checkout)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        base = f"http://127.0.0.1:{server.server_address[1]}"
        server.state.faults.append(Fault("503", re.compile("s9002"), None))
        fetched, summary = run(base)
        assert summary.new[0] == "hr9001-119 (Sept. 9, 2026)"
        assert "503" in summary.failed["47-Trump, record 2"]
        assert not fetched.is_complete
        server.state.faults.clear()
        fetched, summary = run(base)
        assert fetched.is_complete
        assert summary.changed == ["s9002-119 (Oct. 1, 2026)"]
        assert rows_on(store, "s9002-119")[0]["stance"] == "supports"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_damaged_pdf_costs_itself_alone_and_its_stance_is_unknown(run, checkout, store):
    (checkout / "archive/47-Trump/hr9001.pdf").write_bytes(pdf(VETO)[:300])
    fetched, summary = run(checkout)
    assert not fetched.is_complete
    assert list(summary.failed) == ["47-Trump, record 1"]
    assert rows_on(store, "hr9001-119")[0]["stance"] == "unknown"
    assert rows_on(store, "s9002-119")[0]["stance"] == "supports"
    (checkout / "archive/47-Trump/hr9001.pdf").write_bytes(pdf(VETO))
    _, summary = run(checkout)
    assert summary.changed == ["hr9001-119 (Sept. 9, 2026)"]
    (checkout / "archive/47-Trump/hr9001.pdf").write_bytes(b"<html>not found</html>")
    _, summary = run(checkout, refresh=True)
    assert "no PDF" in summary.failed["47-Trump, record 1"]
    assert rows_on(store, "hr9001-119")[0]["stance"] == "would-veto"


def test_a_statement_that_was_withdrawn_is_told(run, checkout, store):
    run(checkout)
    file = checkout / "archive/47-Trump.yaml"
    file.write_text(YAML.replace("  congress: 119\n", "  congress: 119\n  rescinded: true\n", 1))
    _, summary = run(checkout)
    assert summary.changed == ["hr9001-119 (Sept. 9, 2026)"]
    assert rows_on(store, "hr9001-119")[0]["rescinded"]


def test_a_congress_and_a_day_choose(run, checkout):
    _, summary = run(checkout, since=date(2026, 10, 1))
    assert summary.new == ["s9002-119 (Oct. 1, 2026)"]
    _, summary = run(checkout, congress=118)
    assert summary.new == []


def test_a_dry_run_changes_nothing(run, checkout, store):
    _, summary = run(checkout, dry_run=True)
    assert len(summary.would_ask) == 2
    assert not (store / "manifest.json").exists()


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("congress: 119", "congress: 119.5", "Its Congress is"),
        ("date_issued: 2026-09-09", "date_issued: soon", "no record of a statement"),
        ("date_issued: 2026-09-09", "date_issued: 0026-09-09", "Its day is"),
        (f"{BASE}/09/hr9001.pdf", "file:///etc/passwd", "no address"),
        ("47-Trump/hr9001.pdf", "../../secret.pdf", "leads elsewhere"),
        ("47-Trump/hr9001.pdf", "/etc/passwd", "leads elsewhere"),
        ("document_title: H.R. 9001 – Example Act of 2026", "document_title: ''", "no title"),
        ("- hr9001", "- 9001: {x: y}", None),
    ],
)
def test_a_bad_record_costs_itself_alone(run, checkout, store, old, new, why):
    file = checkout / "archive/47-Trump.yaml"
    file.write_text(YAML.replace(old, new, 1))
    _, summary = run(checkout)
    assert "s9002-119 (Oct. 1, 2026)" in summary.new
    if why:
        assert why in summary.failed["47-Trump, record 1"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (b"a: [1", "no YAML"),
        (b"a: &x [1]\nb: *x", "aliases"),
        (b"[" * 5000, "nested too deeply|no YAML"),
        (b"hello", "no list"),
        (b"!!python/object/apply:os.system ['true']", "no YAML"),
        (b"\xff\xfe\x00", "no YAML|no list"),
    ],
)
def test_what_is_no_list_of_records_is_refused(run, checkout, text, why):
    (checkout / "archive/46-Biden.yaml").write_bytes(text)
    _, summary = run(checkout)
    (told,) = summary.failed.values()
    assert re.search(why, told)
    assert len(summary.new) == 2


def test_places_without_the_projects_files_are_told(run, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(RequestError, match=r"archive/47-Trump\.yaml"):
        run(tmp_path / "empty")
    with pytest.raises(RequestError, match="is packed"):
        run("https://example.org/project.zip")
    with pytest.raises(RequestError, match="say with --from"):
        Request(source="sap")


def test_a_pdf_that_takes_too_long_is_given_up_and_the_next_is_read():
    with PdfReader(seconds=0.0) as slow, pytest.raises(DocumentError, match="given up"):
        slow.text(pdf(VETO))
    with PdfReader() as reader:
        with pytest.raises(DocumentError, match="damaged"):
            reader.text(b"%PDF-1.4\n" + b"\x00" * 1000)
        with pytest.raises(DocumentError, match="no text"):
            reader.text(pdf("Scanned."))
        assert "would veto the bill" in " ".join(reader.text(pdf(VETO)).split())


def test_a_president_of_no_such_name_is_refused():
    with pytest.raises(DocumentError, match="names no president"):
        list(records(b"[]", "readme"))


def test_a_pipe_in_an_archive_is_a_failure(run, tmp_path):
    place = tmp_path / "project.tar"
    with tarfile.open(place, "w") as archive:
        link = tarfile.TarInfo("archive/46-Biden.yaml")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        data = YAML.encode()
        entry = tarfile.TarInfo("archive/47-Trump.yaml")
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    _, summary = run(place)
    assert "link" in summary.failed["archive/46-Biden.yaml"]
    assert "is not there" in summary.failed["47-Trump, record 1"]
