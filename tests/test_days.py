"""Days as they are written: each form against the calendar, and what is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from votekit.cli.app import app
from votekit.days import as_day, since_day, until_day
from votekit.errors import RequestError
from votekit.words.dates import spell_date

DAYS = st.dates(date(1789, 1, 1), date(2199, 12, 31))
LETTERS = ("%Y-%m-%d", "%Y%m%d", "%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%b. %d %Y")


@given(DAYS, st.sampled_from(LETTERS))
def test_a_day_is_read_in_any_form_that_says_its_month(day, letters):
    assert as_day(day.strftime(letters)) == day


@given(DAYS)
def test_what_votekit_prints_it_reads(day):
    assert as_day(spell_date(day)) == as_day(day.isoformat()) == as_day(day) == day


@given(DAYS)
def test_numbers_are_a_day_only_where_one_of_them_can_be_no_month(day):
    written = day.strftime("%m/%d/%Y"), day.strftime("%d/%m/%Y")
    if day.day > 12 or day.day == day.month:
        assert [as_day(text) for text in written] == [day, day]
        return
    for text in written:
        with pytest.raises(RequestError, match="can be read two ways"):
            as_day(text)


def test_a_year_alone_is_a_span_and_no_day():
    assert (since_day("1995"), until_day("1995")) == (date(1995, 1, 1), date(1995, 12, 31))
    with pytest.raises(RequestError, match="A day is written as 2017-07-28, not “1995”"):
        as_day("1995")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2020-12-33", "“2020-12-33”: there is no such day."),
        ("February 29, 2021", "“February 29, 2021”: there is no such day."),
        ("13/14/2017", "“13/14/2017”: there is no such day."),
        ("07/01/2017", "“07/01/2017” can be read two ways: write 2017-07-01."),
        ("Smarch 1, 2017", "A day is written as 2017-07-28, not “Smarch 1, 2017”."),
        ("12/31/20", "A day is written as 2017-07-28, not “12/31/20”."),
    ],
)
def test_what_is_no_day_is_refused_in_one_sentence(text, told):
    with pytest.raises(RequestError) as refused:
        as_day(text)
    assert str(refused.value) == told


@pytest.mark.parametrize(
    "command",
    [
        ["votes", "--overrides", "-f", "csv"],
        ["members", "--chamber", "senate", "-f", "csv"],
        ["trend", "party-unity", "-f", "csv"],
    ],
)
def test_every_command_takes_the_same_days(command):
    def printed(*days):
        done = CliRunner().invoke(app, [*command, *days], catch_exceptions=False)
        assert done.exit_code == 0
        return done.stdout

    given_days = printed("--since", "1995-01-01", "--until", "1996-12-31")
    assert printed("--since", "1995", "--until", "Dec. 31, 1996") == given_days


def test_a_day_asked_for_on_the_command_line_names_its_option():
    done = CliRunner().invoke(app, ["pivot", "115", "--on", "2017-02-30"])
    assert str(done.exception) == "--on: “2017-02-30”: there is no such day."
    done = CliRunner().invoke(app, ["margin", "hr6395-116", "--presented", "Dec 11, 2020"])
    assert "Dec. 23, 2020" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2017-07", date(2017, 7, 1), date(2017, 7, 31)),
        ("2017/07", date(2017, 7, 1), date(2017, 7, 31)),
        ("July 2017", date(2017, 7, 1), date(2017, 7, 31)),
        ("Feb. 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2017/07/01", date(2017, 7, 1), date(2017, 7, 1)),
        ("28 July 2017", date(2017, 7, 28), date(2017, 7, 28)),
        ("today", date(2026, 3, 2), date(2026, 3, 2)),
        ("yesterday", date(2026, 3, 1), date(2026, 3, 1)),
        ("last month", date(2026, 2, 1), date(2026, 2, 28)),
        ("this month", date(2026, 3, 1), date(2026, 3, 31)),
        ("last week", date(2026, 2, 23), date(2026, 3, 1)),
        ("last year", date(2025, 1, 1), date(2025, 12, 31)),
        ("Last 30 days", date(2026, 2, 1), date(2026, 3, 2)),
        ("past 2 months", date(2026, 1, 3), date(2026, 3, 2)),
    ],
)
def test_a_span_has_a_first_and_a_last_day(text, first, last, monkeypatch):
    monkeypatch.setattr("votekit.days.today", lambda: date(2026, 3, 2))
    assert (since_day(text), until_day(text)) == (first, last)


def test_last_month_in_january_is_december(monkeypatch):
    monkeypatch.setattr("votekit.days.today", lambda: date(2026, 1, 15))
    assert (since_day("last month"), until_day("last month")) == (
        date(2025, 12, 1),
        date(2025, 12, 31),
    )


@given(DAYS)
def test_a_month_holds_its_days(day):
    month = day.strftime("%B %Y")
    assert since_day(month) <= day <= until_day(month)


@pytest.mark.parametrize("text", ["2017-13", "Smarch 2017", "0000-07", "last fortnight"])
def test_a_month_that_is_none_is_refused(text):
    with pytest.raises(RequestError):
        since_day(text)
