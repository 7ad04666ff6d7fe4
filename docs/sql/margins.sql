-- Veto margins of every roll call, counted from who voted how: as votekit.margins() gives them.
-- $rollcalls and $positions are Parquet files, or patterns of them (record/rollcalls/**/*.parquet).
WITH rules (rule, top, bottom, base, tie_carries) AS (
    VALUES ('majority-house', 1, 2, 'voting', FALSE),
        ('majority-senate', 1, 2, 'voting', FALSE),
        ('override', 2, 3, 'voting', FALSE),
        ('suspension', 2, 3, 'voting', FALSE),
        ('constitutional-amendment', 2, 3, 'voting', FALSE),
        ('treaty', 2, 3, 'present', FALSE),
        ('conviction', 2, 3, 'present', FALSE),
        ('expulsion', 2, 3, 'voting', FALSE),
        ('suspend-senate-rule', 2, 3, 'voting', FALSE),
        ('cloture', 3, 5, 'sworn', FALSE),
        ('cloture-rules', 2, 3, 'voting', FALSE),
        ('cloture-nomination', 1, 2, 'voting', FALSE),
        ('budget-waiver', 3, 5, 'sworn', FALSE),
        ('budget-appeal', 3, 5, 'sworn', FALSE),
        ('budget-waiver-majority', 1, 2, 'voting', FALSE),
        ('chair', 1, 2, 'voting', TRUE),
        ('sixty-votes', 3, 5, 'sworn', FALSE),
        ('tax-rate', 3, 5, 'voting', FALSE),
        ('corrections', 3, 5, 'voting', FALSE),
        ('two-thirds', 2, 3, 'voting', FALSE),
        ('election', 0, 1, 'none', FALSE),
        ('quorum', 0, 1, 'none', FALSE)
),

counted AS (
    SELECT
        vote_id,
        count(*) FILTER (WHERE position = 'yea') AS yea,
        count(*) FILTER (WHERE position = 'nay') AS nay,
        count(*) FILTER (WHERE position = 'present') AS present,
        count(*) FILTER (WHERE position = 'not_voting') AS not_voting,
        count(*) AS listed
    FROM read_parquet($positions)
    GROUP BY vote_id
),

based AS (
    SELECT
        calls.vote_id,
        calls.subject_to_veto AND counted.yea + counted.nay > 0 AS vetoable,
        calls.vice_president,
        rules.top,
        rules.bottom,
        rules.tie_carries,
        coalesce(counted.yea, 0) AS yea,
        coalesce(counted.nay, 0) AS nay,
        coalesce(counted.present + counted.not_voting, 0) AS away,
        coalesce(counted.listed, 0) AS listed,
        CASE rules.base
            WHEN 'voting' THEN counted.yea + counted.nay
            WHEN 'present' THEN counted.yea + counted.nay + counted.present
            WHEN 'sworn' THEN counted.listed
        END AS base,
        CASE calls.chamber WHEN 'house' THEN 435 ELSE 100 END AS seats
    FROM read_parquet($rollcalls) AS calls
    INNER JOIN rules ON calls.rule = rules.rule
    LEFT JOIN counted ON calls.vote_id = counted.vote_id
)

-- Whole numbers only: (2 * V + 2) // 3 is two thirds of V, rounded up.
SELECT
    vote_id,
    yea,
    nay,
    listed,
    yea + nay AS voting,
    CASE
        WHEN bottom = 2 AND tie_carries THEN (base + 1) // 2
        WHEN bottom = 2 THEN base // 2 + 1
        ELSE (top * base + bottom - 1) // bottom
    END AS rule_needed,
    CASE WHEN vetoable THEN (2 * (yea + nay) + 2) // 3 END AS veto_needed,
    CASE WHEN vetoable THEN yea - (2 * (yea + nay) + 2) // 3 END AS veto_cushion,
    CASE WHEN vetoable THEN 3 * yea >= 2 * (yea + nay) END AS veto_proof,
    CASE WHEN vetoable THEN yea - (2 * (yea + nay + away) + 2) // 3 END AS veto_worst_case_cushion,
    CASE WHEN vetoable THEN yea + away - (2 * (yea + nay + away) + 2) // 3 END
        AS veto_best_case_cushion,
    CASE WHEN vetoable THEN yea - (2 * seats + 2) // 3 END AS veto_full_chamber_cushion
FROM based
ORDER BY vote_id
