SELECT e.id, e.date_start, e.date_end, e.date_precision, e.date_source, e.actors, e.actor_codes, e.type, e.mode,
       e.recipients, e.recipient_codes, e.contexts, e.quad, e.cameo, e.intensity, e.factuality, e.holder,
       e.place, e.country, e.lat, e.lon, e.place_precision, e.killed, e.injured, e.arrested, e.crowd, e.troops, e.money,
       e.currency, e.confidence, e.evidence, e.why, d.headline, d.publisher, d.published_start, d.published_end,
       e.dispatch_id
FROM events e JOIN dispatches d ON d.id = e.dispatch_id
WHERE (e.dispatch_id, e.id) IN (SELECT q.dispatch_id, q.record_id FROM parties q WHERE q.role IN ('actor', 'recipient') AND (((q.country = $1::TEXT OR strpos(' ' || q.sectors || ' ', ' ' || $1::TEXT || ' ') > 0) AND (q.country = $2::TEXT OR strpos(' ' || q.sectors || ' ', ' ' || $2::TEXT || ' ') > 0))))
  AND ((e.dispatch_id, e.id) IN (SELECT q.dispatch_id, q.record_id FROM parties q JOIN parties r ON r.dispatch_id = q.dispatch_id AND r.record_id = q.record_id WHERE q.role IN ('actor') AND r.role IN ('recipient') AND (q.country = ANY($3::TEXT[]) OR q.actor_id = $4::TEXT OR starts_with(q.actor_id, $4::TEXT || '.')) AND (strpos(' ' || r.folded_name || ' ', ' ' || $5::TEXT || ' ') > 0)) OR (e.recipients = '' AND (e.dispatch_id, e.id) IN (SELECT q.dispatch_id, q.record_id FROM parties q JOIN parties r ON r.dispatch_id = q.dispatch_id AND r.record_id = q.record_id AND r.position <> q.position WHERE q.role = 'actor' AND r.role = 'actor' AND (q.country = ANY($3::TEXT[]) OR q.actor_id = $4::TEXT OR starts_with(q.actor_id, $4::TEXT || '.')) AND (strpos(' ' || r.folded_name || ' ', ' ' || $5::TEXT || ' ') > 0))))
  AND (e.country = ANY($6::TEXT[]) OR (e.dispatch_id, e.id) IN (SELECT q.dispatch_id, q.record_id FROM parties q WHERE q.role IN ('actor', 'recipient') AND q.country = ANY($6::TEXT[])))
  AND (e.type = ANY($7::TEXT[]) OR e.quad = ANY($8::INTEGER[]))
  AND e.mode = ANY($9::TEXT[])
  AND (e.date_end >= $10::DATE OR (e.date_end IS NULL AND e.date_start IS NOT NULL))
  AND (e.date_start <= $11::DATE OR (e.date_start IS NULL AND e.date_end IS NOT NULL))
  AND e.factuality = ANY($12::TEXT[])
  AND e.confidence >= $13::DOUBLE PRECISION
  AND lower(d.publisher) = lower($14::TEXT)
  AND (strpos(lower(e.evidence), lower($15::TEXT)) > 0)
  AND starts_with(e.dispatch_id, $16::TEXT)
  AND d.published_end <= $17::DATE
  AND NOT EXISTS (SELECT 1 FROM superseded x
                  WHERE x.record_id = e.id AND x.dispatch_id = e.dispatch_id AND x.day <= $18::DATE)
ORDER BY coalesce(e.date_end, e.date_start) DESC NULLS LAST, e.dispatch_id, e.position
LIMIT $19::INTEGER

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
-- $12 = ['happened', 'alleged']
-- $13 = 0.5
-- $14 = 'The Nile Post'
-- $15 = 'lake'
-- $16 = 'd-0123'
-- $17 = datetime.date(2024, 6, 30)
-- $18 = datetime.date(2024, 6, 30)
-- $19 = 10
