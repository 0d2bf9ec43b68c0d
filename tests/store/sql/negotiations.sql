SELECT m.id, m.process, m.process_id, m.move, m.parties, m.party_codes, m.made_to, m.mediators, m.what, m.round,
       m.date_start, m.date_end, m.place, m.country, m.factuality, m.says, m.confidence, m.evidence, d.headline,
       d.publisher, d.published_start, d.published_end, m.dispatch_id
FROM moves m JOIN dispatches d ON d.id = m.dispatch_id
WHERE (m.dispatch_id, m.id) IN (SELECT q.dispatch_id, q.record_id FROM parties q WHERE q.role IN ('party', 'to', 'mediator') AND (((q.country = $1::TEXT OR strpos(' ' || q.sectors || ' ', ' ' || $1::TEXT || ' ') > 0) AND (q.country = $2::TEXT OR strpos(' ' || q.sectors || ' ', ' ' || $2::TEXT || ' ') > 0))))
  AND ((m.dispatch_id, m.id) IN (SELECT q.dispatch_id, q.record_id FROM parties q JOIN parties r ON r.dispatch_id = q.dispatch_id AND r.record_id = q.record_id WHERE q.role IN ('party') AND r.role IN ('to', 'mediator') AND (q.country = ANY($3::TEXT[]) OR q.actor_id = $4::TEXT OR starts_with(q.actor_id, $4::TEXT || '.')) AND (strpos(' ' || r.folded_name || ' ', ' ' || $5::TEXT || ' ') > 0)))
  AND (m.dispatch_id, m.id) IN (SELECT q.dispatch_id, q.record_id FROM parties q WHERE q.role IN ('party', 'to', 'mediator') AND q.country = ANY($6::TEXT[]))
  AND (d.published_end >= $7::DATE OR (d.published_end IS NULL AND d.published_start IS NOT NULL))
  AND (d.published_start <= $8::DATE OR (d.published_start IS NULL AND d.published_end IS NOT NULL))
  AND m.factuality = ANY($9::TEXT[])
  AND m.confidence >= $10::DOUBLE PRECISION
  AND lower(d.publisher) = lower($11::TEXT)
  AND (strpos(lower(m.evidence), lower($12::TEXT)) > 0)
  AND starts_with(m.dispatch_id, $13::TEXT)
  AND (m.dispatch_id, m.id) IN (SELECT q.dispatch_id, q.record_id FROM parties q WHERE q.role = 'process' AND (strpos(' ' || q.folded_name || ' ', ' ' || $14::TEXT || ' ') > 0))
  AND d.published_end <= $15::DATE
  AND NOT EXISTS (SELECT 1 FROM superseded x
                  WHERE x.record_id = m.id AND x.dispatch_id = m.dispatch_id AND x.day <= $16::DATE)
ORDER BY coalesce(d.published_end, d.published_start) DESC NULLS LAST, m.dispatch_id, m.position
LIMIT $17::INTEGER

-- $1 = 'UGA'
-- $2 = 'MIL'
-- $3 = ['KEN']
-- $4 = 'KEN'
-- $5 = 'ruta okello'
-- $6 = ['KEN', 'UGA']
-- $7 = datetime.date(2024, 1, 1)
-- $8 = datetime.date(2024, 12, 31)
-- $9 = ['happened', 'alleged']
-- $10 = 0.5
-- $11 = 'The Nile Post'
-- $12 = 'lake'
-- $13 = 'd-0123'
-- $14 = 'brussels'
-- $15 = datetime.date(2024, 6, 30)
-- $16 = datetime.date(2024, 6, 30)
-- $17 = 10
