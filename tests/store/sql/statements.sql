SELECT s.id, s.speaker, s.speaker_codes, s.office, s.form, s.cue, s.content, s.addressee, s.about, s.stances, s.topics,
       s.factuality, s.within_id, s.confidence, s.evidence, d.headline, d.publisher, d.published_start, d.published_end, s.dispatch_id
FROM statements s JOIN dispatches d ON d.id = s.dispatch_id
WHERE (s.dispatch_id, s.id) IN (SELECT q.dispatch_id, q.record_id FROM parties q WHERE q.role IN ('speaker', 'addressee') AND (((q.country = $1::TEXT OR strpos(' ' || q.sectors || ' ', ' ' || $1::TEXT || ' ') > 0) AND (q.country = $2::TEXT OR strpos(' ' || q.sectors || ' ', ' ' || $2::TEXT || ' ') > 0))))
  AND ((s.dispatch_id, s.id) IN (SELECT q.dispatch_id, q.record_id FROM parties q JOIN parties r ON r.dispatch_id = q.dispatch_id AND r.record_id = q.record_id WHERE q.role IN ('speaker') AND r.role IN ('addressee') AND (q.country = ANY($3::TEXT[]) OR q.actor_id = $4::TEXT OR starts_with(q.actor_id, $4::TEXT || '.')) AND (strpos(' ' || r.folded_name || ' ', ' ' || $5::TEXT || ' ') > 0)))
  AND (s.dispatch_id, s.id) IN (SELECT q.dispatch_id, q.record_id FROM parties q WHERE q.role IN ('speaker', 'addressee') AND q.country = ANY($6::TEXT[]))
  AND (d.published_end >= $7::DATE OR (d.published_end IS NULL AND d.published_start IS NOT NULL))
  AND (d.published_start <= $8::DATE OR (d.published_start IS NULL AND d.published_end IS NOT NULL))
  AND s.factuality = ANY($9::TEXT[])
  AND s.confidence >= $10::DOUBLE PRECISION
  AND lower(d.publisher) = lower($11::TEXT)
  AND (strpos(lower(s.evidence), lower($12::TEXT)) > 0)
  AND starts_with(s.dispatch_id, $13::TEXT)
  AND d.published_end <= $14::DATE
  AND NOT EXISTS (SELECT 1 FROM superseded x
                  WHERE x.record_id = s.id AND x.dispatch_id = s.dispatch_id AND x.day <= $15::DATE)
ORDER BY coalesce(d.published_end, d.published_start) DESC NULLS LAST, s.dispatch_id, s.position
LIMIT $16::INTEGER

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
-- $14 = datetime.date(2024, 6, 30)
-- $15 = datetime.date(2024, 6, 30)
-- $16 = 10
