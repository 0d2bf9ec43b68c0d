WITH chosen AS (
    SELECT a.id, a.name, a.country, a.lat, a.lon, a.precision_kind, a.mentions, a.confidence, a.dispatch_id
    FROM places a JOIN dispatches d ON d.id = a.dispatch_id
    WHERE a.country = ANY($1::TEXT[])
  AND (d.published_end >= $2::DATE OR (d.published_end IS NULL AND d.published_start IS NOT NULL))
  AND (d.published_start <= $3::DATE OR (d.published_start IS NULL AND d.published_end IS NOT NULL))
  AND a.confidence >= $4::DOUBLE PRECISION
  AND lower(d.publisher) = lower($5::TEXT)
  AND starts_with(a.dispatch_id, $6::TEXT)
  AND d.published_end <= $7::DATE
), acts AS (
    SELECT e.place_id, count(*) AS events
    FROM events e JOIN (SELECT DISTINCT id, dispatch_id FROM chosen) c
      ON c.dispatch_id = e.dispatch_id AND c.id = e.place_id
    GROUP BY e.place_id
), listed AS (
    SELECT id, min(name) AS name, min(country) AS country, min(lat) AS lat, min(lon) AS lon,
           min(precision_kind) AS place_precision, count(DISTINCT dispatch_id) AS dispatches,
           CAST(sum(mentions) AS BIGINT) AS mentions, max(confidence) AS confidence
    FROM chosen GROUP BY id
)
SELECT l.id, l.name, l.country, l.lat, l.lon, l.place_precision, l.dispatches, l.mentions,
       coalesce(acts.events, 0) AS events, l.confidence
FROM listed l LEFT JOIN acts ON acts.place_id = l.id
ORDER BY l.dispatches DESC, l.mentions DESC, l.id
LIMIT $8::INTEGER

-- $1 = ['KEN', 'UGA']
-- $2 = datetime.date(2024, 1, 1)
-- $3 = datetime.date(2024, 12, 31)
-- $4 = 0.5
-- $5 = 'The Nile Post'
-- $6 = 'd-0123'
-- $7 = datetime.date(2024, 6, 30)
-- $8 = 10
