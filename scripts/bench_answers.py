"""Targets of the first answers: start, one bill's margin, all margins and splits."""

import sys
from pathlib import Path

from measuring import INSIDE, Comparison, inside, whole

RECORD = Path(__file__).resolve().parent.parent / "data" / "record"
POSITIONS = RECORD / "positions.parquet"

OURS = INSIDE.format(
    imports="import pandas, pyarrow.parquet, pyarrow.compute\n"
    "import votekit.api.tables, votekit.analysers.margins, votekit.analysers.splits\n"
    "from votekit.api.tables import margins, splits",
    work="margins(); splits()",
)
DUCKDB = INSIDE.format(
    imports="import duckdb",
    work=f"duckdb.sql(\"select vote_id, party, position, count(*) from read_parquet('{POSITIONS}') "
    'group by all").fetchnumpy()',
)
PANDAS = INSIDE.format(
    imports="import pandas",
    work=f"pandas.read_parquet({str(POSITIONS)!r}, columns=['vote_id', 'party', 'position'])"
    ".groupby(['vote_id', 'party', 'position'], observed=True).size()",
)
POLARS = INSIDE.format(
    imports="import polars",
    work=f"polars.scan_parquet({str(POSITIONS)!r}).select('vote_id', 'party', 'position')"
    ".group_by('vote_id', 'party', 'position').len().collect()",
)
PYTHON = sys.executable
VOTEKIT = (PYTHON, "-m", "votekit")
TABLES = "margins and splits of the record"


def comparisons() -> list[Comparison]:
    """Return the targets, each with what it is held against."""
    return [
        Comparison(
            "`votekit --help` / `import typer, rich`",
            lambda: whole(*VOTEKIT, "--help"),
            lambda: whole(PYTHON, "-c", "import typer, rich"),
            1.5,
        ),
        Comparison(
            "`votekit margin hr3364-115` / `import pandas, pyarrow.parquet`",
            lambda: whole(*VOTEKIT, "margin", "hr3364-115"),
            lambda: whole(PYTHON, "-c", "import pandas, pyarrow.parquet"),
            1.2,
        ),
        Comparison(
            f"{TABLES} / one DuckDB query", lambda: inside(OURS), lambda: inside(DUCKDB), 0.5
        ),
        Comparison(f"{TABLES} / plain pandas", lambda: inside(OURS), lambda: inside(PANDAS)),
        Comparison(f"{TABLES} / polars", lambda: inside(OURS), lambda: inside(POLARS)),
    ]
