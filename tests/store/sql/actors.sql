WITH chosen AS (
    SELECT a.id, a.name, a.kind, a.country, a.sectors, a.office, a.mentions, a.confidence, a.dispatch_id
    FROM actors a JOIN dispatches d ON d.id = a.dispatch_id
    WHERE (((a.country = $1::TEXT OR strpos(' ' || a.sectors || ' ', ' ' || $1::TEXT || ' ') > 0) AND (a.country = $2::TEXT OR strpos(' ' || a.sectors || ' ', ' ' || $2::TEXT || ' ') > 0)))
  AND a.country = ANY($3::TEXT[])
  AND (d.published_end >= $4::DATE OR (d.published_end IS NULL AND d.published_start IS NOT NULL))
  AND (d.published_start <= $5::DATE OR (d.published_start IS NULL AND d.published_end IS NOT NULL))
  AND a.confidence >= $6::DOUBLE PRECISION
  AND lower(d.publisher) = lower($7::TEXT)
  AND starts_with(a.dispatch_id, $8::TEXT)
  AND d.published_end <= $9::DATE
), acts AS (
    SELECT q.actor_id, count(DISTINCT q.record_id) AS events
    FROM parties q JOIN chosen c ON c.dispatch_id = q.dispatch_id AND c.id = q.actor_id
    WHERE q.record_kind = 'event' AND q.role IN ('actor', 'recipient')
    GROUP BY q.actor_id
), listed AS (
    SELECT id, min(name) AS name, min(kind) AS kind, min(country) AS country, min(sectors) AS sectors,
           string_agg(DISTINCT office, '; ' ORDER BY office) AS office,
           count(DISTINCT dispatch_id) AS dispatches, CAST(sum(mentions) AS BIGINT) AS mentions,
           max(confidence) AS confidence
    FROM chosen GROUP BY id
)
SELECT l.id, l.name, l.kind, l.country, l.sectors, l.office, l.dispatches, l.mentions,
       coalesce(acts.events, 0) AS events, l.confidence
FROM listed l LEFT JOIN acts ON acts.actor_id = l.id
ORDER BY l.dispatches DESC, l.mentions DESC, l.id
LIMIT $10::INTEGER

-- $1 = 'UGA'
-- $2 = 'MIL'
-- $3 = ['KEN', 'UGA']
-- $4 = datetime.date(2024, 1, 1)
-- $5 = datetime.date(2024, 12, 31)
-- $6 = 0.5
-- $7 = 'The Nile Post'
-- $8 = 'd-0123'
-- $9 = datetime.date(2024, 6, 30)
-- $10 = 10
