"""The SQL of docs/sql, which knows nothing of our code, counts what votekit counts: every row."""

from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest
from typer.testing import CliRunner

import votekit as vk
from votekit.cli.app import app

ROOT = Path(__file__).resolve().parent.parent
RECORD = ROOT / "data" / "record"
BUNDLED = {name: str(RECORD / f"{name}.parquet") for name in ("rollcalls", "positions")}


@pytest.fixture(scope="module")
def partitions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Export as docs/scale.md says."""
    place = tmp_path_factory.mktemp("exported") / "record"
    command = "votekit export --to record --partition"
    assert f"$ {command}\n" in (ROOT / "docs" / "scale.md").read_text()
    done = CliRunner().invoke(app, command.replace("record", str(place)).split()[1:])
    assert done.exit_code == 0
    return {name: f"{place}/{name}/**/*.parquet" for name in BUNDLED}


def asked(name: str, files: dict[str, str]) -> pd.DataFrame:
    text = (ROOT / "docs" / "sql" / f"{name}.sql").read_text()
    wanted = {key: value for key, value in files.items() if f"${key}" in text}
    with duckdb.connect() as connection:
        return connection.execute(text, wanted).df()


def compared(ours: pd.DataFrame, theirs: pd.DataFrame, keys: list[str]) -> None:
    columns = list(theirs.columns)
    left = ours[columns].astype(dict.fromkeys(keys, "str")).sort_values(keys, ignore_index=True)
    right = theirs.astype(dict.fromkeys(keys, "str")).sort_values(keys, ignore_index=True)
    assert len(left) == len(right)
    for name in columns:
        mine, other = left[name].astype(object), right[name].astype(object)
        differs = (mine != other) & ~(mine.isna() & other.isna())
        assert not differs.any(), (name, left[differs].head(3), right[differs].head(3))


def test_margins_of_the_whole_record_are_what_sql_counts_in_the_export(partitions):
    compared(vk.margins(), asked("margins", partitions), ["vote_id"])


def test_splits_of_the_whole_record_are_what_sql_counts_in_the_export(partitions):
    # A roll call without a party's members has no row of it in either.
    compared(vk.splits(), asked("splits", partitions), ["vote_id", "party"])


def test_the_bundled_files_are_read_as_they_are():
    compared(vk.margins(), asked("margins", BUNDLED), ["vote_id"])


def test_polars_counts_the_same(partitions):
    counted = (
        pl.scan_parquet(partitions["positions"])
        .group_by("vote_id")
        .agg((pl.col("position") == "yea").sum().alias("yea"))
        .collect()
    )
    ours = vk.margins().set_index("vote_id")["yea"]
    assert {row["vote_id"]: row["yea"] for row in counted.to_dicts()} == ours[
        ours.index.isin(set(counted["vote_id"]))
    ].to_dict()


@pytest.mark.parametrize("name", ["margins", "splits"])
def test_the_page_shows_the_sql_that_is_tested(name):
    text = (ROOT / "docs" / "sql" / f"{name}.sql").read_text().strip()
    assert text in (ROOT / "docs" / "scale.md").read_text()
