"""The SQL of docs/sql, which knows nothing of our code, counts what votekit counts: every row."""

from pathlib import Path

import duckdb
import pandas as pd
import pytest

import votekit as vk

ROOT = Path(__file__).resolve().parent.parent
RECORD = ROOT / "data" / "record"
FILES = {name: str(RECORD / f"{name}.parquet") for name in ("rollcalls", "positions")}


def asked(name: str) -> pd.DataFrame:
    text = (ROOT / "docs" / "sql" / f"{name}.sql").read_text()
    wanted = {key: value for key, value in FILES.items() if f"${key}" in text}
    return duckdb.execute(text, wanted).df()


def compared(ours: pd.DataFrame, theirs: pd.DataFrame, keys: list[str]) -> None:
    columns = list(theirs.columns)
    left = ours[columns].astype(dict.fromkeys(keys, "str")).sort_values(keys, ignore_index=True)
    right = theirs.astype(dict.fromkeys(keys, "str")).sort_values(keys, ignore_index=True)
    assert len(left) == len(right)
    for name in columns:
        mine, other = left[name].astype(object), right[name].astype(object)
        differs = (mine != other) & ~(mine.isna() & other.isna())
        assert not differs.any(), (name, left[differs].head(3), right[differs].head(3))


def test_margins_of_the_whole_record_are_what_sql_counts():
    compared(vk.margins(), asked("margins"), ["vote_id"])


def test_splits_of_the_whole_record_are_what_sql_counts():
    # A roll call without a party's members has no row of it in either.
    compared(vk.splits(), asked("splits"), ["vote_id", "party"])


@pytest.mark.parametrize("name", ["margins", "splits"])
def test_the_page_shows_the_sql_that_is_tested(name):
    text = (ROOT / "docs" / "sql" / f"{name}.sql").read_text().strip()
    assert text in (ROOT / "docs" / "scale.md").read_text()
