"""The whole record: unity scores of all members, and agreement matrices of both chambers.

Unity scores are held against one DuckDB query that gives the same table from the same Parquet
files (checked before anything is measured), the matrices against reading the positions with pyarrow
and multiplying the same arrays with numpy.
"""

from pathlib import Path

from measuring import HEAD, INSIDE, Comparison, compare, inside

RECORD = Path(__file__).resolve().parent.parent / "data" / "record"
RUNS = 7
CONGRESS = 115

SCORES_SQL = f"""
with votes as (
  select vote_id, congress, chamber, yea, outcome, date, case
    when rule in ('cloture', 'budget-waiver', 'budget-appeal', 'sixty-votes')
      then (3 * listed + 4) // 5
    when rule in ('treaty', 'conviction') then (2 * (yea + nay + present) + 2) // 3
    when rule in ('override', 'suspension', 'constitutional-amendment', 'expulsion',
      'suspend-senate-rule', 'cloture-rules', 'two-thirds') then (2 * (yea + nay) + 2) // 3
    when rule in ('tax-rate', 'corrections') then (3 * (yea + nay) + 4) // 5
    when rule = 'chair' then (yea + nay + 1) // 2
    else (yea + nay) // 2 + 1 end as needed
  from read_parquet('{RECORD}/rollcalls.parquet') where kind = 'vote' and yea + nay > 0),
sides as (
  select vote_id, coalesce(max(case when party = 'D' then sign(yea - nay) end), 0) as d,
    coalesce(max(case when party = 'R' then sign(yea - nay) end), 0) as r
  from read_parquet('{RECORD}/tallies.parquet') group by vote_id),
marked as (
  select congress, chamber, member_id, party, date, position, yea, needed, outcome,
    case position when 'yea' then 1 when 'nay' then -1 else 0 end as side,
    case party when 'D' then d when 'R' then r else 0 end as own, d * r < 0 as unity
  from (select vote_id, member_id, party, position from
    read_parquet('{RECORD}/positions.parquet')) join votes using (vote_id) join sides
    using (vote_id)),
scores as (
  select congress, chamber, member_id, arg_max(party, date) as party,
    count(*) as eligible,
    count(*) filter (side <> 0) as voted,
    count(*) filter (position = 'not_voting') as absent,
    count(*) filter (side <> 0 and own <> 0) as party_votes,
    count(*) filter (side * own < 0) as broke_ranks,
    count(*) filter (side <> 0 and own <> 0 and unity) as unity_votes,
    count(*) filter (side * own > 0 and unity) as unity_with,
    count(*) filter ((side = 1 and outcome = 'passed') or (side = -1 and outcome = 'failed'))
      as won,
    count(*) filter ((side = 1 and outcome = 'passed' and yea - 1 < needed)
      or (side = -1 and outcome = 'failed' and yea + 1 >= needed)) as decisive
  from marked group by all)
select s.*, bioguide, name, state, absent / eligible as absent_rate,
  unity_with / nullif(unity_votes, 0) as unity_score, won / nullif(voted, 0) as won_share
from scores s left join read_parquet('{RECORD}/members.parquet') using
  (congress, chamber, member_id)
"""

SCORES = INSIDE.format(
    imports="import pandas, pyarrow.compute, votekit.analysers.unity\n"
    "from votekit.api.people import member_scores",
    work="member_scores()",
)
SCORES_DUCKDB = INSIDE.format(
    imports="import duckdb\nduckdb.sql('set enable_progress_bar = false')",
    work=f"duckdb.sql('''{SCORES_SQL}''').df()",
)

MATRIX = INSIDE.format(
    imports="import pandas, pyarrow.compute\n"
    "from votekit.api.chamber_agreement import agreement_matrix",
    work="agreement_matrix({congress}, {chamber!r})",
)
MATRIX_NUMPY = INSIDE.format(
    imports="import numpy as np, pandas as pd, pyarrow.parquet as pq",
    work=f"""
table = pq.read_table(
    {str(RECORD / "positions.parquet")!r}, columns=["vote_id", "member_id", "position"],
    filters=[("congress", "=", {{congress}}), ("chamber", "=", {{chamber!r}})])
votes, members, positions = (table[name].to_pandas().astype("category") for name in
    ("vote_id", "member_id", "position"))
value = positions.map({{{{"yea": 1.0, "nay": -1.0}}}}).astype("float32").fillna(0).to_numpy()
cast = np.zeros((len(votes.cat.categories), len(members.cat.categories)), np.float32)
cast[votes.cat.codes, members.cat.codes] = value
voted = np.abs(cast)
shared = voted.T @ voted
share = pd.DataFrame((shared + cast.T @ cast) / 2 / shared)
""",
)

CHECKED = """
import duckdb
duckdb.sql("set enable_progress_bar = false")
from votekit.api.people import member_scores
key = ["congress", "chamber", "member_id"]
theirs = duckdb.sql('''{sql}''').df().astype({{"chamber": str}}).sort_values(key, ignore_index=True)
ours = member_scores().sort_values(key, ignore_index=True)
for name in theirs.columns:
    same = (ours[name] == theirs[name]) | (ours[name].isna() & theirs[name].isna())
    assert same.all(), (name, ours[~same].head(), theirs[~same].head())
print(0, 0)
"""


def comparisons() -> list[Comparison]:
    """Return the targets of the issue, each with what it is held against.

    Before, DuckDB's table and ours are held against each other, column by column.
    """
    inside(CHECKED.format(sql=SCORES_SQL))
    matrices = [
        Comparison(
            f"agreement matrix, {chamber.capitalize()} of the {CONGRESS}th / pyarrow and numpy",
            lambda chamber=chamber: inside(MATRIX.format(congress=CONGRESS, chamber=chamber)),
            lambda chamber=chamber: inside(MATRIX_NUMPY.format(congress=CONGRESS, chamber=chamber)),
            1.0,
        )
        for chamber in ("senate", "house")
    ]
    return [
        Comparison(
            "unity scores of all members / one DuckDB query",
            lambda: inside(SCORES),
            lambda: inside(SCORES_DUCKDB),
            1.0,
        ),
        *matrices,
    ]


def main() -> None:
    """Measure and print."""
    print("\n".join([*HEAD, *(compare(one, RUNS).line() for one in comparisons())]))


if __name__ == "__main__":
    main()
