"""Searching by words: stems, whole words, phrases, bill numbers, names, topics."""

import sqlite3

import pytest

from votekit.errors import RequestError
from votekit.search import search
from votekit.store import Record


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def find(cache, monkeypatch):
    monkeypatch.setenv("VOTEKIT_CACHE", str(cache))
    record = Record.open()
    return lambda *words: search(record, words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["impeachment"], ["h17-117.2021", "s59-117.2021", "h543-105.1998"]),
        (["Impeaching"], ["h17-117.2021"]),
        (["sanctions", "russia"], ["h413-115.2017", "s175-115.2017"]),
        (["Laken Riley"], ["h23-119.2025", "s7-119.2025"]),
        (["gaetz"], ["h304-118.2023"]),
        (["kavanaugh"], ["s223-115.2018"]),
        (["CARES Act"], ["s80-116.2020"]),
        (["obamacare"], ["s396-111.2009"]),
        (["dodd", "frank"], ["h413-111.2010"]),
    ],
)
def test_what_everyone_would_expect_is_found(find, words, expected):
    assert set(expected) <= set(find(*words).vote_ids)


def test_aid_to_ukraine_since_2022(find):
    found = find("Ukraine", "aid").vote_ids
    assert {"s48-118.2024", "s154-118.2024", "h503-118.2023", "h304-118.2023"} <= set(found)


def test_the_number_of_a_bill_is_no_year_and_no_part_of_another(find):
    record = Record.open().rollcalls(columns=["vote_id", "bill_id"]).to_pydict()
    bills = dict(zip(record["vote_id"], record["bill_id"], strict=True))
    for written in (["H.R. 1"], ["H.R.", "1"], ["hr1"]):
        assert {bills[vote].split("-")[0] for vote in find(*written).vote_ids} == {"hr1"}
    assert {bills[vote] for vote in find("hr1-119").vote_ids} == {"hr1-119"}


def test_a_phrase_is_found_as_it_stands(find):
    phrase = set(find('"child left behind"').vote_ids)
    words = set(find("child", "left", "behind").vote_ids)
    assert phrase
    assert phrase <= words
    assert not find('"behind left child"').vote_ids


def test_the_word_that_emptied_a_search_is_named(find):
    hits = find("ukraine", "xyzzy")
    assert (hits.vote_ids, hits.emptied) == ([], ["xyzzy"])
    assert hits.without
    assert set(hits.without) <= set(find("ukraine").vote_ids)
    assert "“xyzzy”" in hits.said
    together = find("kavanaugh", "ukraine")
    assert together.vote_ids == []
    assert len(together.emptied) == 1
    assert together.without


def test_votes_on_the_whole_bill_come_before_those_on_the_way(find):
    found = find("laken", "riley").vote_ids
    assert found.index("h23-119.2025") < found.index("h21-119.2025")


@pytest.mark.parametrize("words", [[""], ["…"], ["--"]])
def test_nothing_to_look_for_is_refused(find, words):
    with pytest.raises(RequestError, match="no word to look for"):
        find(*words)


@pytest.mark.parametrize(
    "word", ['"', "NOT", "a AND", "NEAR(a", "x*", "bill : hr1", "'; DROP", "^a"]
)
def test_the_search_language_of_sqlite_is_only_text_here(find, word):
    assert isinstance(find(word, "veto").vote_ids, list)


def test_too_many_words_are_refused(find):
    with pytest.raises(RequestError, match="too many"):
        find(*["word"] * 3000)


def test_the_index_is_made_again_when_it_is_damaged(cache, monkeypatch, tmp_path):
    monkeypatch.setenv("VOTEKIT_CACHE", str(tmp_path))
    record = Record.open()
    assert search(record, ["veto"]).vote_ids
    (index,) = tmp_path.glob("search-*.sqlite")
    index.write_bytes(b"not a database")
    assert search(record, ["veto"]).vote_ids
    with sqlite3.connect(index) as again:
        assert again.execute("SELECT count(*) FROM rollcalls").fetchone()[0] > 35_000


def test_a_cache_that_cannot_be_written_does_not_matter(monkeypatch, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("VOTEKIT_CACHE", str(blocked / "below"))
    assert search(Record.open(), ["gaetz"]).vote_ids
