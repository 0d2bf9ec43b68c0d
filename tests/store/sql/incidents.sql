WITH latest AS (
    SELECT g.old_id, max(g.position) AS position FROM merges g WHERE g.day <= $18::DATE GROUP BY g.old_id
), merged AS (
    SELECT g.old_id, g.new_id FROM merges g JOIN latest l ON l.old_id = g.old_id AND l.position = g.position
), members AS (
    SELECT coalesce(g.new_id, m.group_id) AS group_id, m.dispatch_id, m.day, m.source
    FROM memberships m LEFT JOIN merged g ON g.old_id = m.group_id
    WHERE m.kind = 'incident' AND m.day <= $19::DATE
), chosen AS (
    SELECT DISTINCT m.group_id
    FROM members m JOIN dispatches d ON d.id = m.dispatch_id LEFT JOIN events e ON e.dispatch_id = m.dispatch_id
    WHERE (e.dispatch_id, e.id) IN (SELECT q.dispatch_id, q.record_id FROM parties q WHERE q.role IN ('actor', 'recipient') AND (((q.country = $1::TEXT OR strpos(' ' || q.sectors || ' ', ' ' || $1::TEXT || ' ') > 0) AND (q.country = $2::TEXT OR strpos(' ' || q.sectors || ' ', ' ' || $2::TEXT || ' ') > 0))))
  AND ((e.dispatch_id, e.id) IN (SELECT q.dispatch_id, q.record_id FROM parties q JOIN parties r ON r.dispatch_id = q.dispatch_id AND r.record_id = q.record_id WHERE q.role IN ('actor') AND r.role IN ('recipient') AND (q.country = ANY($3::TEXT[]) OR q.actor_id = $4::TEXT OR starts_with(q.actor_id, $4::TEXT || '.')) AND (strpos(' ' || r.folded_name || ' ', ' ' || $5::TEXT || ' ') > 0)) OR (e.recipients = '' AND (e.dispatch_id, e.id) IN (SELECT q.dispatch_id, q.record_id FROM parties q JOIN parties r ON r.dispatch_id = q.dispatch_id AND r.record_id = q.record_id AND r.position <> q.position WHERE q.role = 'actor' AND r.role = 'actor' AND (q.country = ANY($3::TEXT[]) OR q.actor_id = $4::TEXT OR starts_with(q.actor_id, $4::TEXT || '.')) AND (strpos(' ' || r.folded_name || ' ', ' ' || $5::TEXT || ' ') > 0))))
  AND (e.country = ANY($6::TEXT[]) OR (e.dispatch_id, e.id) IN (SELECT q.dispatch_id, q.record_id FROM parties q WHERE q.role IN ('actor', 'recipient') AND q.country = ANY($6::TEXT[])))
  AND (e.type = ANY($7::TEXT[]) OR e.quad = ANY($8::INTEGER[]))
  AND e.mode = ANY($9::TEXT[])
  AND (d.published_end >= $10::DATE OR (d.published_end IS NULL AND d.published_start IS NOT NULL))
  AND (d.published_start <= $11::DATE OR (d.published_start IS NULL AND d.published_end IS NOT NULL))
  AND e.confidence >= $12::DOUBLE PRECISION
  AND lower(d.publisher) = lower($13::TEXT)
  AND (strpos(lower(d.headline), lower($14::TEXT)) > 0 OR strpos(lower(d.text), lower($14::TEXT)) > 0)
  AND starts_with(m.dispatch_id, $15::TEXT)
  AND starts_with(m.group_id, $16::TEXT)
  AND d.published_end <= $17::DATE
), reports AS (
    SELECT m.group_id, m.dispatch_id, m.source, m.day, d.headline,
           row_number() OVER (PARTITION BY m.group_id ORDER BY m.day NULLS LAST, m.dispatch_id) AS place
    FROM members m JOIN chosen c ON c.group_id = m.group_id JOIN dispatches d ON d.id = m.dispatch_id
), extents AS (
    SELECT r.group_id, max(CASE WHEN r.place = 1 THEN r.headline END) AS headline, count(*) AS dispatches,
           count(DISTINCT r.source) AS publishers, min(r.day) AS first_report, max(r.day) AS latest_report
    FROM reports r GROUP BY r.group_id
), told AS (
    SELECT r.group_id, e.id, e.dispatch_id, e.position, e.type, e.quad, e.date_start, e.date_end, e.place, e.country
    FROM reports r JOIN extents x ON x.group_id = r.group_id JOIN events e ON e.dispatch_id = r.dispatch_id
    WHERE e.factuality IN ('happened', 'ongoing', 'recalled')
      AND (x.first_report IS NULL OR e.date_start IS NULL
           OR (e.date_start >= x.first_report - 7 AND e.date_start <= x.first_report + 7))
      AND NOT EXISTS (SELECT 1 FROM superseded s
                      WHERE s.record_id = e.id AND s.dispatch_id = e.dispatch_id AND s.day <= $20::DATE)
), types AS (
    SELECT t.group_id, t.type, row_number() OVER (
               PARTITION BY t.group_id
               ORDER BY count(DISTINCT t.dispatch_id) DESC, min(CASE WHEN t.quad IN (2, 4) THEN 0 ELSE 1 END),
                        min(t.position), t.type) AS rank
    FROM told t GROUP BY t.group_id, t.type
), happening AS (
    SELECT t.* FROM told t JOIN types y ON y.group_id = t.group_id AND y.type = t.type AND y.rank = 1
), days AS (
    SELECT h.group_id, h.date_start, h.date_end,
           rank() OVER (PARTITION BY h.group_id ORDER BY count(DISTINCT h.dispatch_id) DESC) AS rank
    FROM happening h WHERE h.date_start IS NOT NULL GROUP BY h.group_id, h.date_start, h.date_end
), dates AS (
    SELECT d.group_id, min(d.date_start) AS date_start, max(d.date_end) AS date_end FROM days d WHERE d.rank = 1 GROUP BY d.group_id
), places AS (
    SELECT h.group_id, h.place, h.country,
           row_number() OVER (PARTITION BY h.group_id ORDER BY count(DISTINCT h.dispatch_id) DESC, min(h.position), h.place) AS rank
    FROM happening h WHERE h.place IS NOT NULL GROUP BY h.group_id, h.place, h.country
), named AS (
    SELECT h.group_id, q.name, count(DISTINCT h.dispatch_id) AS dispatches
    FROM happening h JOIN parties q ON q.dispatch_id = h.dispatch_id AND q.record_id = h.id
    WHERE q.role IN ('actor', 'recipient') GROUP BY h.group_id, q.name
), claimed AS (
    SELECT r.group_id, t.what, coalesce(t.low, t.high) AS low, coalesce(t.high, t.low) AS high
    FROM reports r JOIN extents x ON x.group_id = r.group_id JOIN tolls t ON t.dispatch_id = r.dispatch_id
    WHERE (x.first_report IS NULL OR t.date_start IS NULL
           OR (t.date_start >= x.first_report - 7 AND t.date_start <= x.first_report + 7))
      AND NOT EXISTS (SELECT 1 FROM superseded s
                      WHERE s.record_id = t.id AND s.dispatch_id = t.dispatch_id AND s.day <= $21::DATE)
), toll AS (
    SELECT c.group_id, min(CASE WHEN c.what = 'killed' THEN c.low END) AS killed_low,
           max(CASE WHEN c.what = 'killed' THEN c.high END) AS killed_high,
           min(CASE WHEN c.what = 'injured' THEN c.low END) AS injured_low,
           max(CASE WHEN c.what = 'injured' THEN c.high END) AS injured_high
    FROM claimed c GROUP BY c.group_id
)
SELECT x.group_id AS id, x.headline, dates.date_start, dates.date_end,
       (SELECT string_agg(y.type, '; ' ORDER BY y.rank) FROM types y WHERE y.group_id = x.group_id AND y.rank <= 3) AS types,
       (SELECT string_agg(n.name, '; ' ORDER BY n.dispatches DESC, n.name) FROM named n WHERE n.group_id = x.group_id) AS parties,
       places.place, places.country, toll.killed_low, toll.killed_high, toll.injured_low, toll.injured_high,
       x.dispatches, x.publishers, x.first_report, x.latest_report
FROM extents x LEFT JOIN toll ON toll.group_id = x.group_id
     LEFT JOIN dates ON dates.group_id = x.group_id
     LEFT JOIN places ON places.group_id = x.group_id AND places.rank = 1
WHERE toll.group_id IS NOT NULL OR EXISTS (SELECT 1 FROM types y WHERE y.group_id = x.group_id)
ORDER BY x.latest_report DESC NULLS LAST, x.group_id
LIMIT $22::INTEGER

-- $1 = 'UGA'
-- $2 = 'MIL'
-- $3 = ['KEN']
-- $4 = 'KEN'
-- $5 = 'ruta okello'
-- $6 = ['KEN', 'UGA']
-- $7 = ['ASSAULT']
-- $8 = [1]
-- $9 = ['aerial']
-- $10 = datetime.date(2024, 1, 1)
-- $11 = datetime.date(2024, 12, 31)
-- $12 = 0.5
-- $13 = 'The Nile Post'
-- $14 = 'lake'
-- $15 = 'd-0123'
-- $16 = 'i-0123'
-- $17 = datetime.date(2024, 6, 30)
-- $18 = datetime.date(2024, 6, 30)
-- $19 = datetime.date(2024, 6, 30)
-- $20 = datetime.date(2024, 6, 30)
-- $21 = datetime.date(2024, 6, 30)
-- $22 = 10
