"""Run docs/sql/*.sql in one program of others: ``engines.py ENGINE RECORD OUT``.

It runs in an environment of its own (``make scale``), reads the partitions that ``votekit export``
has written, and writes the rows that each statement gives. Spark spells division of whole numbers
``div``; nothing else is changed.
"""

import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

SQL = Path(__file__).resolve().parent.parent.parent / "docs" / "sql"
STATEMENTS = ("margins", "splits")


def statement(name: str, tables: dict[str, str]) -> str:
    """Read a statement, and put an engine's own words for the tables into it."""
    text = (SQL / f"{name}.sql").read_text("utf-8")
    return re.sub(r"read_parquet\(\$(\w+)\)", lambda found: tables[found[1]], text)


def in_duckdb(record: Path) -> Callable[[str], Any]:
    """DuckDB reads the partitions as they are."""
    import duckdb

    tables = {
        name: f"read_parquet('{record}/{name}/**/*.parquet')" for name in ("rollcalls", "positions")
    }
    return lambda name: duckdb.sql(statement(name, tables)).df()


def in_dask(record: Path) -> Callable[[str], Any]:
    """Dask has no SQL of its own: it runs DuckDB's on each partition, with whole roll calls."""
    import dask
    import duckdb
    import pandas

    def one(name: str, place: str) -> Any:
        tables = {
            table: f"read_parquet('{record}/{table}/{place}/*.parquet', hive_partitioning = true)"
            for table in ("rollcalls", "positions")
        }
        with duckdb.connect() as connection:
            connection.execute("set threads = 1")
            return connection.execute(statement(name, tables)).df()

    def run(name: str) -> Any:
        places = sorted(
            str(path.parent.relative_to(record / "positions"))
            for path in record.glob("positions/**/*.parquet")
        )
        parts = dask.compute(*(dask.delayed(one)(name, place) for place in places))
        return pandas.concat(parts, ignore_index=True)

    return run


def in_spark(record: Path) -> Callable[[str], Any]:
    """Spark, on this machine alone."""
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.driver.memory", "2g")
        .config("spark.sql.session.timeZone", "America/New_York")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    for name in ("rollcalls", "positions"):
        session.read.parquet(str(record / name)).createOrReplaceTempView(name)
    tables = {name: name for name in ("rollcalls", "positions")}

    def run(name: str) -> Any:
        return session.sql(statement(name, tables).replace("//", "div")).toPandas()

    return run


ENGINES = {"duckdb": in_duckdb, "dask": in_dask, "spark": in_spark}


def main() -> None:
    """Run each statement, and say how long it took."""
    engine, record, out = sys.argv[1], Path(sys.argv[2]).resolve(), Path(sys.argv[3])
    run = ENGINES[engine](record)
    seconds = {}
    for name in STATEMENTS:
        start = time.perf_counter()
        rows = run(name)
        seconds[name] = time.perf_counter() - start
        rows.to_parquet(out / f"{engine}-{name}.parquet")
    module = {"duckdb": "duckdb", "dask": "dask", "spark": "pyspark"}[engine]
    print(json.dumps({"version": __import__(module).__version__, "seconds": seconds}))


if __name__ == "__main__":
    main()
