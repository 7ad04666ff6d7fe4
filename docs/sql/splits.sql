-- Party splits of every roll call, counted from who voted how: as votekit.splits() gives them.
-- $positions is a Parquet file, or a pattern of them (record/positions/**/*.parquet).
SELECT
    vote_id,
    party,
    yea,
    nay,
    present,
    not_voting,
    yea / nullif(yea + nay, 0) AS yea_share,
    abs(yea - nay) / nullif(yea + nay, 0) AS cohesion,
    CASE
        WHEN party NOT IN ('D', 'R') OR yea = nay THEN NULL
        WHEN yea > nay THEN 'yea'
        ELSE 'nay'
    END AS position
FROM (
    SELECT
        vote_id,
        party,
        count(*) FILTER (WHERE position = 'yea') AS yea,
        count(*) FILTER (WHERE position = 'nay') AS nay,
        count(*) FILTER (WHERE position = 'present') AS present,
        count(*) FILTER (WHERE position = 'not_voting') AS not_voting
    FROM read_parquet($positions)
    GROUP BY vote_id, party
)
ORDER BY vote_id, party
