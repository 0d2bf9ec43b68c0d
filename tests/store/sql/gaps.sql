SELECT g.kind, g.reason, g.part, g.words, g.candidates, g.source, g.headline, g.publisher, g.published_start,
       g.published_end, g.dispatch_id, g.set_aside_id, g.times, g.first_seen, g.last_seen
FROM (
    SELECT 'undecided' AS kind, u.reason, u.part, u.words, u.candidates, d.source, d.headline, d.publisher,
           d.published_start, d.published_end, u.dispatch_id, CAST(NULL AS TEXT) AS set_aside_id,
           1 AS times, CAST(NULL AS TIMESTAMP) AS first_seen, CAST(NULL AS TIMESTAMP) AS last_seen, 1 AS rank, u.position
    FROM undecided u JOIN dispatches d ON d.id = u.dispatch_id
    UNION ALL
    SELECT 'no_event', 'no_event', NULL, coalesce(d.headline, substr(d.text, 1, 80)), '', d.source, d.headline,
           d.publisher, d.published_start, d.published_end, d.id, NULL, 1, NULL, NULL, 2, 0
    FROM dispatches d WHERE d.events = 0
    UNION ALL
    SELECT 'unlinked', s.why, 'histories', s.words, '', d.source, d.headline, d.publisher, d.published_start,
           d.published_end, d.id, NULL, 1, NULL, NULL, 4, s.step
    FROM pledge_steps s JOIN dispatches d ON d.id = s.dispatch_id WHERE s.history_id IS NULL AND s.why <> 'not_made'
    UNION ALL
    SELECT 'set_aside', x.reason, NULL, x.detail, '', x.source, NULL, NULL, NULL, NULL, NULL, x.id,
           x.times, x.first_seen, x.last_seen, 3, 0
    FROM set_asides x
) g
WHERE (g.published_end >= $1::DATE OR (g.published_end IS NULL AND g.published_start IS NOT NULL))
  AND (g.published_start <= $2::DATE OR (g.published_start IS NULL AND g.published_end IS NOT NULL))
  AND lower(g.publisher) = lower($3::TEXT)
  AND (strpos(lower(g.words), lower($4::TEXT)) > 0 OR strpos(lower(g.source), lower($4::TEXT)) > 0)
  AND starts_with(g.dispatch_id, $5::TEXT)
  AND g.published_end <= $6::DATE
ORDER BY g.rank, g.reason, coalesce(g.dispatch_id, g.source), g.position, g.set_aside_id
LIMIT $7::INTEGER

-- $1 = datetime.date(2024, 1, 1)
-- $2 = datetime.date(2024, 12, 31)
-- $3 = 'The Nile Post'
-- $4 = 'lake'
-- $5 = 'd-0123'
-- $6 = datetime.date(2024, 6, 30)
-- $7 = 10
