-- The listings. {where} and {limit} are filled by conditions.py with the program's own SQL and $n placeholders,
-- never with a value.

-- name: events
SELECT e.id, e.date_start, e.date_end, e.date_precision, e.date_source, e.actors, e.actor_codes, e.type, e.mode,
       e.recipients, e.recipient_codes, e.contexts, e.quad, e.cameo, e.intensity, e.factuality, e.holder,
       e.place, e.country, e.lat, e.lon, e.place_precision, e.killed, e.injured, e.arrested, e.crowd, e.troops, e.money,
       e.currency, e.confidence, e.evidence, e.why, d.headline, d.publisher, d.published_start, d.published_end,
       e.dispatch_id
FROM events e JOIN dispatches d ON d.id = e.dispatch_id
WHERE {where}
  AND NOT EXISTS (SELECT 1 FROM superseded x
                  WHERE x.record_id = e.id AND x.dispatch_id = e.dispatch_id AND {as_of:x.day})
ORDER BY coalesce(e.date_end, e.date_start) DESC NULLS LAST, e.dispatch_id, e.position
{limit}

-- name: statements
SELECT s.id, s.speaker, s.speaker_codes, s.office, s.form, s.cue, s.content, s.addressee, s.about, s.stances, s.topics,
       s.factuality, s.within_id, s.confidence, s.evidence, d.headline, d.publisher, d.published_start, d.published_end, s.dispatch_id
FROM statements s JOIN dispatches d ON d.id = s.dispatch_id
WHERE {where}
  AND NOT EXISTS (SELECT 1 FROM superseded x
                  WHERE x.record_id = s.id AND x.dispatch_id = s.dispatch_id AND {as_of:x.day})
ORDER BY coalesce(d.published_end, d.published_start) DESC NULLS LAST, s.dispatch_id, s.position
{limit}

-- name: pledges
SELECT p.id, p.kind, p.who, p.who_codes, p.promisee, p.what, p.quantity, p.unit, p.money, p.currency, p.deadline_start, p.deadline_end,
       p.deadline_words, p.strength, p.condition_words, p.serves, p.factuality, p.holder, {state} AS state, h.quantity AS quantity_now,
       h.delivered, m.history_id, p.confidence, p.evidence, d.headline, d.publisher, d.published_start, d.published_end, p.dispatch_id
FROM pledges p JOIN dispatches d ON d.id = p.dispatch_id
LEFT JOIN pledge_steps m ON m.record_id = p.id AND m.dispatch_id = p.dispatch_id AND m.record_kind = 'pledge'
LEFT JOIN ({standing}) h ON h.history_id = m.history_id
WHERE {where}
  AND NOT EXISTS (SELECT 1 FROM superseded x
                  WHERE x.record_id = p.id AND x.dispatch_id = p.dispatch_id AND {as_of:x.day})
ORDER BY coalesce(d.published_end, d.published_start) DESC NULLS LAST, p.dispatch_id, p.position
{limit}

-- name: alerts
SELECT p.history_id AS id, {alert} AS alert, h.due, h.due - {as_of} AS days, p.kind, p.who, p.who_codes, p.promisee, p.what,
       h.quantity, h.delivered, coalesce(p.unit, p.currency) AS unit, h.state, h.last_told, h.last_says, h.last_day, h.last_words,
       d.publisher, h.last_dispatch AS dispatch_id
FROM ({standing}) h JOIN dispatches d ON d.id = h.last_dispatch
JOIN (
    SELECT DISTINCT ON (m.history_id) m.history_id, q.id, q.dispatch_id, q.kind, q.who, q.who_codes, q.promisee, q.what, q.unit, q.currency,
           q.confidence, q.factuality, q.evidence
    FROM pledge_steps m JOIN pledges q ON q.id = m.record_id AND q.dispatch_id = m.dispatch_id
    WHERE m.record_kind = 'pledge' AND (m.day IS NULL OR m.day <= {as_of})
    ORDER BY m.history_id, m.step, q.dispatch_id, q.position
) p ON p.history_id = h.history_id
WHERE h.due < {as_of} + {ahead}
  AND {where}
ORDER BY h.due, p.history_id
{limit}

-- name: standing
SELECT DISTINCT ON (s.history_id) s.history_id, s.state, s.quantity, s.delivered, s.due, s.due AS due_start, s.due AS due_end,
       s.told AS last_told, s.says AS last_says, s.day AS last_day, s.words AS last_words, s.dispatch_id AS last_dispatch
FROM pledge_steps s
WHERE s.history_id IS NOT NULL AND (s.day IS NULL OR s.day <= {as_of})
ORDER BY s.history_id, s.step DESC, s.dispatch_id, s.record_id

-- name: forces
SELECT f.id, f.contributor, f.contributor_codes, f.mission, f.place, f.country, f.change, f.strength, f.strength_max, f.unit,
       f.date_start, f.date_end, f.date_words, f.factuality, f.says, f.confidence, f.evidence, d.headline, d.publisher,
       d.published_start, d.published_end, f.dispatch_id
FROM forces f JOIN dispatches d ON d.id = f.dispatch_id
WHERE {where}
  AND NOT EXISTS (SELECT 1 FROM superseded x
                  WHERE x.record_id = f.id AND x.dispatch_id = f.dispatch_id AND {as_of:x.day})
ORDER BY coalesce(d.published_end, d.published_start) DESC NULLS LAST, f.dispatch_id, f.position
{limit}

-- name: negotiations
SELECT m.id, m.process, m.process_id, m.move, m.parties, m.party_codes, m.made_to, m.mediators, m.what, m.round,
       m.date_start, m.date_end, m.place, m.country, m.factuality, m.says, m.confidence, m.evidence, d.headline,
       d.publisher, d.published_start, d.published_end, m.dispatch_id
FROM moves m JOIN dispatches d ON d.id = m.dispatch_id
WHERE {where}
  AND NOT EXISTS (SELECT 1 FROM superseded x
                  WHERE x.record_id = m.id AND x.dispatch_id = m.dispatch_id AND {as_of:x.day})
ORDER BY coalesce(d.published_end, d.published_start) DESC NULLS LAST, m.dispatch_id, m.position
{limit}

-- name: stories
WITH latest AS (
    SELECT g.old_id, max(g.position) AS position FROM merges g WHERE {as_of:g.day} GROUP BY g.old_id
), merged AS (
    SELECT g.old_id, g.new_id FROM merges g JOIN latest l ON l.old_id = g.old_id AND l.position = g.position
), members AS (
    SELECT coalesce(g.new_id, m.group_id) AS group_id, m.dispatch_id, m.day, m.source
    FROM memberships m LEFT JOIN merged g ON g.old_id = m.group_id
    WHERE m.kind = 'story' AND {as_of:m.day}
), chosen AS (
    SELECT DISTINCT m.group_id FROM members m JOIN dispatches d ON d.id = m.dispatch_id
    WHERE {where}
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
{limit}

-- An incident's events are those dated within a week of its first report; its days, place and parties are those told by the
-- most dispatches of the type of event that the most dispatches tell, acts before words.

-- name: incidents
WITH latest AS (
    SELECT g.old_id, max(g.position) AS position FROM merges g WHERE {as_of:g.day} GROUP BY g.old_id
), merged AS (
    SELECT g.old_id, g.new_id FROM merges g JOIN latest l ON l.old_id = g.old_id AND l.position = g.position
), members AS (
    SELECT coalesce(g.new_id, m.group_id) AS group_id, m.dispatch_id, m.day, m.source
    FROM memberships m LEFT JOIN merged g ON g.old_id = m.group_id
    WHERE m.kind = 'incident' AND {as_of:m.day}
), chosen AS (
    SELECT DISTINCT m.group_id
    FROM members m JOIN dispatches d ON d.id = m.dispatch_id LEFT JOIN events e ON e.dispatch_id = m.dispatch_id
    WHERE {where}
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
                      WHERE s.record_id = e.id AND s.dispatch_id = e.dispatch_id AND {as_of:s.day})
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
                      WHERE s.record_id = t.id AND s.dispatch_id = t.dispatch_id AND {as_of:s.day})
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
{limit}

-- name: actors
WITH chosen AS (
    SELECT a.id, a.name, a.kind, a.country, a.sectors, a.office, a.mentions, a.confidence, a.dispatch_id
    FROM actors a JOIN dispatches d ON d.id = a.dispatch_id
    WHERE {where}
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
{limit}

-- name: places
WITH chosen AS (
    SELECT a.id, a.name, a.country, a.lat, a.lon, a.precision_kind, a.mentions, a.confidence, a.dispatch_id
    FROM places a JOIN dispatches d ON d.id = a.dispatch_id
    WHERE {where}
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
{limit}

-- name: gaps
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
WHERE {where}
ORDER BY g.rank, g.reason, coalesce(g.dispatch_id, g.source), g.position, g.set_aside_id
{limit}

-- name: dispatches
SELECT d.id, d.headline, d.publisher, d.credited_source, d.byline, d.published_start, d.published_end,
       d.published_how, d.language, d.url, d.source, d.actors, d.places, d.events, d.statements, d.pledges,
       d.undecided, d.raw_hash
FROM dispatches d
WHERE {where}
ORDER BY coalesce(d.published_end, d.published_start) DESC NULLS LAST, d.id
{limit}

-- name: found
SELECT 'dispatch' AS kind, id, id AS dispatch_id FROM dispatches WHERE starts_with(id, $1::TEXT)
UNION ALL SELECT 'event', id, dispatch_id FROM events WHERE starts_with(id, $1::TEXT)
UNION ALL SELECT 'statement', id, dispatch_id FROM statements WHERE starts_with(id, $1::TEXT)
UNION ALL SELECT 'pledge', id, dispatch_id FROM pledges WHERE starts_with(id, $1::TEXT)
UNION ALL SELECT 'news', id, dispatch_id FROM pledge_news WHERE starts_with(id, $1::TEXT)
UNION ALL SELECT 'force', id, dispatch_id FROM forces WHERE starts_with(id, $1::TEXT)
UNION ALL SELECT 'move', id, dispatch_id FROM moves WHERE starts_with(id, $1::TEXT)
UNION ALL SELECT DISTINCT 'history', history_id, NULL FROM pledge_steps WHERE starts_with(history_id, $1::TEXT)
UNION ALL SELECT DISTINCT kind, group_id, NULL FROM memberships WHERE starts_with(group_id, $1::TEXT)
UNION ALL SELECT 'set_aside', id, NULL FROM set_asides WHERE starts_with(id, $1::TEXT)
UNION ALL SELECT DISTINCT 'actor', id, NULL FROM actors WHERE id = $1::TEXT
UNION ALL SELECT DISTINCT 'place', id, NULL FROM places WHERE id = $1::TEXT
ORDER BY id, kind
LIMIT 20

-- name: known
SELECT id FROM dispatches WHERE id = ANY($1::TEXT[]) AND made_by = $2::TEXT

-- name: versions
SELECT id, made_by FROM dispatches WHERE id = ANY($1::TEXT[])

-- name: known_raws
SELECT hash FROM raws WHERE hash = ANY($1::TEXT[])

-- name: raw
SELECT data FROM raws WHERE hash = $1::TEXT

-- name: dispatch_prefix
SELECT id FROM dispatches WHERE starts_with(id, $1::TEXT) ORDER BY id LIMIT 20

-- name: dispatch_record
SELECT record, made_by FROM dispatches WHERE id = $1::TEXT

-- name: set_asides
SELECT id, source, reason, detail, raw_hash, times, first_seen, last_seen FROM set_asides
WHERE $1::TEXT IS NULL OR reason = $1::TEXT
ORDER BY reason, source, id

-- name: put_set_asides
INSERT INTO set_asides (id, source, reason, detail, raw_hash, times, first_seen, last_seen)
SELECT unnest($1::TEXT[]), unnest($2::TEXT[]), unnest($3::TEXT[]), unnest($4::TEXT[]), unnest($5::TEXT[]), 1,
       $6::TIMESTAMP, $6::TIMESTAMP
ON CONFLICT (id) DO UPDATE
SET times = set_asides.times + 1, last_seen = excluded.last_seen, detail = excluded.detail

-- name: clear_set_asides
DELETE FROM set_asides WHERE id = ANY($1::TEXT[]) RETURNING id

-- name: publishers
SELECT DISTINCT publisher FROM dispatches WHERE publisher IS NOT NULL ORDER BY publisher

-- name: mission_names
SELECT DISTINCT mission FROM forces WHERE mission IS NOT NULL ORDER BY mission

-- name: process_names
SELECT DISTINCT process_id, process FROM moves ORDER BY process

-- name: actor_names
SELECT DISTINCT name FROM actors ORDER BY name LIMIT 20000

-- name: columns
SELECT table_name, column_name, data_type FROM information_schema.columns
WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position

-- name: not_linked
SELECT d.id FROM dispatches d
WHERE NOT EXISTS (SELECT 1 FROM pledges_linked k WHERE k.dispatch_id = d.id)
ORDER BY coalesce(d.published_end, d.published_start) NULLS FIRST, d.id

-- name: told_before
SELECT DISTINCT s.history_id FROM pledge_steps s
JOIN pledge_hooks h ON h.record_id = s.record_id AND h.dispatch_id = s.dispatch_id
JOIN (SELECT unnest($1::TEXT[]) AS promisor, unnest($2::TEXT[]) AS hook) a ON a.promisor = h.promisor AND a.hook = h.hook
WHERE s.history_id IS NOT NULL

-- name: told_without_history
SELECT DISTINCT CAST(NULL AS TEXT), s.record FROM pledge_steps s
JOIN pledge_hooks h ON h.record_id = s.record_id AND h.dispatch_id = s.dispatch_id
JOIN (SELECT unnest($1::TEXT[]) AS promisor, unnest($2::TEXT[]) AS hook) a ON a.promisor = h.promisor AND a.hook = h.hook
WHERE s.history_id IS NULL

-- name: told_in
SELECT history_id, record FROM pledge_steps WHERE history_id = ANY($1::TEXT[]) ORDER BY history_id, step, dispatch_id, record_id

-- name: torn_histories
SELECT history_id FROM pledge_steps WHERE history_id IS NOT NULL
GROUP BY history_id HAVING count(*) <> max(members)

-- name: forget_histories
DELETE FROM pledge_steps WHERE history_id = ANY($1::TEXT[])

-- name: forget_tellings
DELETE FROM pledge_steps WHERE record_kind <> 'answer' AND record_id = ANY($1::TEXT[]) AND dispatch_id = ANY($2::TEXT[])

-- name: forget_hooks
DELETE FROM pledge_hooks WHERE record_id = ANY($1::TEXT[]) AND dispatch_id = ANY($2::TEXT[])

-- name: forget_linked
DELETE FROM pledges_linked WHERE dispatch_id = ANY($1::TEXT[])

-- name: history_of
SELECT DISTINCT s.history_id FROM pledge_steps s
WHERE s.history_id IS NOT NULL AND s.record_kind <> 'answer' AND s.record_id = $1::TEXT

-- name: history_prefix
SELECT DISTINCT 'history', history_id FROM pledge_steps WHERE starts_with(history_id, $1::TEXT) ORDER BY history_id LIMIT 20
-- Links. {among} is filled by links.py with placeholders: an index serves "IN ($1, $2)", not "= ANY ($1)".

-- name: links_missing
SELECT (SELECT count(*) FROM dispatches), (SELECT count(*) FROM linked),
       (SELECT count(*) FROM linked WHERE linked_by <> $1::TEXT)

-- name: unlinked
SELECT d.id FROM dispatches d
WHERE NOT EXISTS (SELECT 1 FROM linked l WHERE l.dispatch_id = d.id)
ORDER BY coalesce(d.published_end, d.published_start) NULLS LAST, d.id

-- name: mark_counts
SELECT key, dispatches, since FROM mark_counts WHERE key IN ({among})

-- name: marks
SELECT key, dispatch_id, weight FROM marks WHERE key IN ({among})

-- name: runs
SELECT dispatch_id, runs FROM linked WHERE dispatch_id IN ({among})

-- name: groups_of_dispatches
SELECT m.dispatch_id, m.kind, coalesce(
           (SELECT g.new_id FROM merges g WHERE g.old_id = m.group_id ORDER BY g.position DESC LIMIT 1), m.group_id)
FROM memberships m WHERE m.dispatch_id IN ({among})

-- name: merged_into
SELECT old_id, new_id FROM merges WHERE new_id IN ({among})

-- name: extents
SELECT group_id, count(*), min(day), max(day), min(CASE WHEN why = 'first' THEN source END)
FROM memberships WHERE group_id IN ({among}) GROUP BY group_id

-- name: merges_so_far
SELECT coalesce(max(position), 0) FROM merges

-- name: put_merge
INSERT INTO merges (kind, old_id, new_id, day, dispatch_id, position)
SELECT $1::TEXT, old_id, $3::TEXT, $4::DATE, $5::TEXT, $6::BIGINT
FROM (SELECT $2::TEXT AS old_id UNION SELECT old_id FROM merges WHERE new_id = $2::TEXT) parts

-- name: put_mark_counts
INSERT INTO mark_counts (key, dispatches, since)
SELECT unnest($1::BIGINT[]), unnest($2::INTEGER[]), unnest($3::DATE[])
ON CONFLICT (key) DO UPDATE SET dispatches = excluded.dispatches, since = excluded.since

-- name: linked
SELECT dispatch_id FROM linked WHERE dispatch_id IN ({among})

-- name: correctors
WITH correcting AS (
    SELECT DISTINCT dispatch_id FROM corrections
)
SELECT c.dispatch_id FROM correcting c
WHERE c.dispatch_id = ANY($1::TEXT[]) OR EXISTS (
    SELECT 1 FROM memberships a JOIN memberships b ON b.group_id = a.group_id
    WHERE a.dispatch_id = c.dispatch_id AND b.dispatch_id = ANY($1::TEXT[]))
ORDER BY c.dispatch_id

-- name: earlier_versions
WITH own AS (
    SELECT m.kind, coalesce(
               (SELECT g.new_id FROM merges g WHERE g.old_id = m.group_id ORDER BY g.position DESC LIMIT 1), m.group_id
           ) AS group_id, m.day, d.publisher
    FROM memberships m JOIN dispatches d ON d.id = m.dispatch_id WHERE m.dispatch_id = $1::TEXT
)
SELECT DISTINCT m.dispatch_id
FROM own o JOIN memberships m ON m.group_id = o.group_id OR m.group_id IN (
         SELECT g.old_id FROM merges g WHERE g.new_id = o.group_id)
     JOIN dispatches d ON d.id = m.dispatch_id
WHERE m.dispatch_id <> $1::TEXT AND m.day <= o.day AND (o.kind = 'story' OR lower(d.publisher) = lower(o.publisher))
ORDER BY m.dispatch_id

-- name: current_group
SELECT coalesce((SELECT g.new_id FROM merges g WHERE g.old_id = $1::TEXT ORDER BY g.position DESC LIMIT 1), $1::TEXT)

-- name: reports
SELECT m.dispatch_id, d.headline, d.publisher, m.source, d.published_end, m.score, m.why, substr(d.text, 1, 240)
FROM memberships m JOIN dispatches d ON d.id = m.dispatch_id
WHERE (m.group_id = $1::TEXT OR m.group_id IN (SELECT g.old_id FROM merges g WHERE g.new_id = $1::TEXT))
  AND ($2::DATE IS NULL OR m.day <= $2::DATE)
ORDER BY d.published_end NULLS LAST, m.dispatch_id

-- name: claims
SELECT t.record, d.record FROM tolls t JOIN dispatches d ON d.id = t.dispatch_id
WHERE t.dispatch_id = ANY($1::TEXT[])
  AND (t.date_start IS NULL OR $2::DATE IS NULL OR (t.date_start >= $2::DATE - 7 AND t.date_start <= $2::DATE + 7))
  AND NOT EXISTS (SELECT 1 FROM superseded s
                  WHERE s.record_id = t.id AND s.dispatch_id = t.dispatch_id AND ($3::DATE IS NULL OR s.day <= $3::DATE))
ORDER BY d.published_end NULLS LAST, t.dispatch_id, t.position
