WITH latest AS (
    SELECT g.old_id, max(g.position) AS position FROM merges g WHERE g.day <= $11::DATE GROUP BY g.old_id
), merged AS (
    SELECT g.old_id, g.new_id FROM merges g JOIN latest l ON l.old_id = g.old_id AND l.position = g.position
), members AS (
    SELECT coalesce(g.new_id, m.group_id) AS group_id, m.dispatch_id, m.day, m.source
    FROM memberships m LEFT JOIN merged g ON g.old_id = m.group_id
    WHERE m.kind = 'story' AND m.day <= $12::DATE
), chosen AS (
    SELECT DISTINCT m.group_id FROM members m JOIN dispatches d ON d.id = m.dispatch_id
    WHERE EXISTS (SELECT 1 FROM actors a WHERE a.dispatch_id = d.id AND (((a.country = $1::TEXT OR strpos(' ' || a.sectors || ' ', ' ' || $1::TEXT || ' ') > 0) AND (a.country = $2::TEXT OR strpos(' ' || a.sectors || ' ', ' ' || $2::TEXT || ' ') > 0))))
  AND (EXISTS (SELECT 1 FROM actors a WHERE a.dispatch_id = d.id AND a.country = ANY($3::TEXT[])) OR EXISTS (SELECT 1 FROM places a WHERE a.dispatch_id = d.id AND a.country = ANY($3::TEXT[])))
  AND (d.published_end >= $4::DATE OR (d.published_end IS NULL AND d.published_start IS NOT NULL))
  AND (d.published_start <= $5::DATE OR (d.published_start IS NULL AND d.published_end IS NOT NULL))
  AND lower(d.publisher) = lower($6::TEXT)
  AND (strpos(lower(d.headline), lower($7::TEXT)) > 0 OR strpos(lower(d.text), lower($7::TEXT)) > 0)
  AND starts_with(m.dispatch_id, $8::TEXT)
  AND starts_with(m.group_id, $9::TEXT)
  AND d.published_end <= $10::DATE
), listed AS (
    SELECT m.group_id, d.headline, d.publisher, d.published_start, d.published_end, m.dispatch_id, m.source,
           row_number() OVER (PARTITION BY m.group_id ORDER BY d.published_end NULLS LAST, m.dispatch_id) AS place
    FROM members m JOIN chosen c ON c.group_id = m.group_id JOIN dispatches d ON d.id = m.dispatch_id
)
SELECT l.group_id AS id, max(CASE WHEN l.place = 1 THEN l.headline END) AS headline, count(*) AS dispatches,
       string_agg(DISTINCT l.publisher, '; ' ORDER BY l.publisher) AS publishers, min(l.source) AS source,
       min(l.published_end) AS first_report, max(l.published_end) AS latest_report
FROM listed l GROUP BY l.group_id
ORDER BY latest_report DESC NULLS LAST, l.group_id
LIMIT $13::INTEGER

-- An incident's events are those dated within a week of its first report; its days, place and parties are those told by the
-- most dispatches of the type of event that the most dispatches tell, acts before words.

-- $1 = 'UGA'
-- $2 = 'MIL'
-- $3 = ['KEN', 'UGA']
-- $4 = datetime.date(2024, 1, 1)
-- $5 = datetime.date(2024, 12, 31)
-- $6 = 'The Nile Post'
-- $7 = 'lake'
-- $8 = 'd-0123'
-- $9 = 'i-0123'
-- $10 = datetime.date(2024, 6, 30)
-- $11 = datetime.date(2024, 6, 30)
-- $12 = datetime.date(2024, 6, 30)
-- $13 = 10
