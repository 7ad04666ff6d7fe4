"""The SQLite export reads back as the record, and opens in Datasette with links and search."""

import asyncio
import json
import sqlite3
import warnings

import pytest

from votekit.api.export import export
from votekit.schema import TABLES, exported
from votekit.store import Record

SENATE = {"congress": 115, "chamber": "senate"}

with warnings.catch_warnings():
    # Datasette's own dependencies warn of each other on import.
    warnings.simplefilter("ignore")
    from datasette.app import Datasette


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    place = tmp_path_factory.mktemp("datasette")
    answer = export(place / "votes.sqlite", record=Record.open(), **SENATE)
    assert "metadata.json" in answer.notes[-1]
    return place


@pytest.fixture(scope="module")
def ask(place):
    """Ask Datasette for pages, as its users do."""
    metadata = json.loads((place / "metadata.json").read_text())
    served = Datasette([str(place / "votes.sqlite")], metadata=metadata)

    async def got(paths):
        return [await served.client.get(path, follow_redirects=True) for path in paths]

    def asked(path):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            (answer,) = asyncio.run(got([path]))
        assert answer.status_code == 200, answer.text[:500]
        return answer

    return asked


def test_a_roll_call_links_to_its_bill_and_is_found_by_stem(ask):
    found = ask("/votes/rollcalls.json?_search=sanction&_labels=on&_shape=array").json()
    by_id = {row["vote_id"]: row for row in found}
    assert len(by_id) == 3
    assert by_id["s175-115.2017"]["bill"]["label"] == "hr3364-115"
    assert "98–2" in by_id["s175-115.2017"]["headline"]


def test_positions_link_to_roll_call_member_and_party_and_have_facets(ask):
    asked = "/votes/positions.json?rollcall__in={}&_labels=on&_facet=answer&_size=100"
    number = ask("/votes/rollcalls.json?vote_id=s175-115.2017&_shape=array").json()[0]["id"]
    told = ask(asked.format(number)).json()
    facets = told["facet_results"]["answer"]["results"]
    assert {one["label"]: one["count"] for one in facets} == {"Yea": 98, "Nay": 2}
    page = ask(f"/votes/positions?rollcall={number}").text
    assert 'href="/votes/members/' in page
    assert "Rand Paul" in page


def test_a_person_leads_to_every_vote(ask):
    told = ask("/votes/how_a_person_voted.json?name=Lisa+Murkowski&_shape=array").json()
    by_id = {row["vote_id"]: row["position"] for row in told}
    assert by_id["s223-115.2018"] == "present"


def test_pages_of_tables_show_what_columns_mean(ask):
    assert "number of the Congress" in ask("/votes/rollcalls").text
    assert "positions_fts" not in ask("/votes").text


def test_the_whole_passes_sqlite_s_own_checks(place):
    with sqlite3.connect(place / "votes.sqlite") as connection:
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    connection.close()


def test_positions_alone_bring_what_they_point_to(tmp_path):
    answer = export(tmp_path / "p.sqlite", tables="positions", since="2018-12-20", **SENATE)
    assert [one.table for one in answer.tables] == ["rollcalls", "positions", "members"]


def test_metadata_that_someone_else_made_stays(tmp_path):
    (tmp_path / "metadata.json").write_text('{"title": "Mine"}')
    export(tmp_path / "v.sqlite", tables="members", **SENATE)
    assert (tmp_path / "metadata.json").read_text() == '{"title": "Mine"}'
    assert "v" in json.loads((tmp_path / "v.metadata.json").read_text())["databases"]


def test_two_exports_share_the_metadata(tmp_path):
    export(tmp_path / "a.sqlite", tables="members", **SENATE)
    export(tmp_path / "b.sqlite", tables="members", congress=116, chamber="senate")
    assert set(json.loads((tmp_path / "metadata.json").read_text())["databases"]) == {"a", "b"}


def test_views_have_the_columns_of_the_record(place):
    with sqlite3.connect(place / "votes.sqlite") as connection:
        for name in ("positions", "tallies"):
            got = [row[1] for row in connection.execute(f"pragma table_info({name}_plain)")]
            wanted = exported(TABLES[name]).names
            assert got[: len(wanted)] == wanted
    connection.close()
