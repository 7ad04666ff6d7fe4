"""An answer goes into the tool that its file's ending names, whole; what contradicts is refused."""

import csv
import io
import json
from datetime import date, datetime

import openpyxl
import pytest
from typer.testing import CliRunner

import votekit as vk
from votekit.cli.app import app
from votekit.cli.options import Format
from votekit.exporters.xlsx_file import workbook

SENATE_118 = ["votes", "--congress", "118", "--chamber", "senate"]


def run(*arguments):
    done = CliRunner().invoke(app, [*map(str, arguments)])
    return done.exit_code, done.stdout, done.exception


def refused(*arguments):
    code, _, error = run(*arguments)
    assert code
    return str(error)


def test_csv_by_the_ending_has_every_roll_call_where_the_table_shows_fifty(tmp_path):
    file = tmp_path / "senate.CSV"
    assert run(*SENATE_118, "-o", file)[0] == 0
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8"))))
    assert len(rows) == len(vk.votes(congress=118, chamber="senate")) == 691
    assert {"vote_id", "date", "day"} <= rows[0].keys()


@pytest.mark.parametrize("command", [["margin", "hr3364-115"], ["bills", "--congress", "119"]])
def test_every_ending_writes_its_format(tmp_path, command):
    starts = {"json": ("[", "{"), "md": ("#", "|"), "txt": ("H.R.", "B", "4", "6", "1", "2", "3")}
    for ending in starts:
        assert run(*command, "-o", tmp_path / f"a.{ending}")[0] == 0
        text = (tmp_path / f"a.{ending}").read_text(encoding="utf-8")
        assert text.startswith(starts[ending]), ending
    json.loads((tmp_path / "a.json").read_text())
    assert run(*command, "-o", tmp_path / "a.xlsx")[0] == 0
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").active.max_row > 1


def test_a_hyphen_is_standard_output():
    code, printed, _ = run("split", "s175-115.2017", "-o", "-", "-f", "csv")
    assert code == 0
    assert next(csv.DictReader(io.StringIO(printed)))["vote_id"] == "s175-115.2017"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["margin", "hr3364-115", "-o", "x.docx"], "Use .txt, .csv, .xlsx, .json or .md"),
        (["margin", "hr3364-115", "-o", "x.json", "-f", "csv"], "leave out --format, or name"),
        (["margin", "hr3364-115", "-o", "x.xlsx", "--excel"], "--excel says CSV"),
        (["margin", "hr3364-115", "--excel", "-f", "json"], "--excel is CSV, but --format says"),
        (["fetch", "-o", "x.csv"], "Use .txt or .json"),
        (["export", "--to", "x.docx"], "stands for no format"),
        (["export", "--to", "x.csv", "--as", "parquet"], "but parquet was asked for"),
        (["export", "--to", "x.sqlite", "--excel"], "--excel is for CSV"),
        (["export", "--to", "-"], "say the format"),
    ],
)
def test_what_contradicts_is_refused_and_writes_nothing(tmp_path, monkeypatch, arguments, sentence):
    monkeypatch.chdir(tmp_path)
    assert sentence in refused(*arguments)
    assert not list(tmp_path.iterdir())


def test_excel_gets_utf_8_with_a_mark_and_accents(tmp_path):
    file = tmp_path / "members.csv"
    assert run("members", "--congress", "115", "--chamber", "house", "--excel", "-o", file)[0] == 0
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert "Raúl" in content.decode("utf-8-sig")
    to = tmp_path / "export.csv"
    where = ["--congress", "115", "--chamber", "senate", "--table", "members"]
    assert run("export", "--to", to, "--excel", *where)[0] == 0
    assert to.read_bytes().startswith(b'\xef\xbb\xbf"congress",')


def test_a_workbook_has_real_days_a_frozen_header_and_widths(tmp_path):
    file = tmp_path / "votes.xlsx"
    assert run("votes", "--bill", "hr3364-115", "-o", file)[0] == 0
    sheet = openpyxl.load_workbook(file).active
    names = [cell.value for cell in sheet[1]]
    rows = [dict(zip(names, (cell.value for cell in row), strict=True)) for row in sheet[2:3]]
    assert sheet.freeze_panes == "A2"
    assert {row["vote_id"]: row["day"].date() for row in rows} == {
        "s175-115.2017": date(2017, 7, 27),
        "h413-115.2017": date(2017, 7, 25),
    }
    times = {row["vote_id"]: row["date"] for row in rows}
    assert times["s175-115.2017"] == datetime(2017, 7, 27, 18, 2)
    widths = {letter: one.width for letter, one in sheet.column_dimensions.items()}
    assert len(set(widths.values())) > 3


def test_text_in_a_workbook_stays_text():
    rows = [{"title": "=1+1", "link": "https://senate.gov", "number": "0012", "yea": 98, "x": None}]
    cells = openpyxl.load_workbook(io.BytesIO(workbook(rows))).active[2]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells[:4]] == [
        ("=1+1", "s", None),
        ("https://senate.gov", "s", None),
        ("0012", "s", None),
        (98, "n", None),
    ]


def test_an_export_is_a_workbook_with_a_sheet_for_each_table(tmp_path):
    where = ["--congress", "115", "--chamber", "senate", "--table", "members", "--table", "tallies"]
    assert run("export", "--to", tmp_path / "s.xlsx", *where)[0] == 0
    book = openpyxl.load_workbook(tmp_path / "s.xlsx", read_only=True)
    assert book.sheetnames == ["tallies", "members"]
    assert book["members"].max_row == 106


def test_one_table_goes_to_standard_output_whole():
    where = ["--congress", "115", "--chamber", "senate", "--table", "members"]
    done = CliRunner().invoke(app, ["export", "--to", "-", "--as", "csv", *where])
    assert len(list(csv.DictReader(io.StringIO(done.stdout)))) == 105


def test_every_format_has_one_ending_or_a_flag():
    from votekit.cli.endings import ENDINGS

    assert {*ENDINGS.values(), Format.EXCEL} == set(Format)


def test_a_text_that_looks_like_a_day_and_is_none_stays_text():
    from votekit.exporters.xlsx_file import workbook

    texts = {"a": "2026-02-30", "b": "2026-11-30T25:61:00", "c": "٢٠٢٦-11-30"}
    sheet = openpyxl.load_workbook(io.BytesIO(workbook([texts]))).active
    assert [cell.value for cell in sheet[2]] == list(texts.values())
