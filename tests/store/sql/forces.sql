SELECT f.id, f.contributor, f.contributor_codes, f.mission, f.place, f.country, f.change, f.strength, f.strength_max, f.unit,
       f.date_start, f.date_end, f.date_words, f.factuality, f.says, f.confidence, f.evidence, d.headline, d.publisher,
       d.published_start, d.published_end, f.dispatch_id
FROM forces f JOIN dispatches d ON d.id = f.dispatch_id
WHERE (f.dispatch_id, f.id) IN (SELECT q.dispatch_id, q.record_id FROM parties q WHERE q.role IN ('contributor', 'mission') AND (((q.country = $1::TEXT OR strpos(' ' || q.sectors || ' ', ' ' || $1::TEXT || ' ') > 0) AND (q.country = $2::TEXT OR strpos(' ' || q.sectors || ' ', ' ' || $2::TEXT || ' ') > 0))))
  AND ((f.dispatch_id, f.id) IN (SELECT q.dispatch_id, q.record_id FROM parties q JOIN parties r ON r.dispatch_id = q.dispatch_id AND r.record_id = q.record_id WHERE q.role IN ('contributor') AND r.role IN ('mission') AND (q.country = ANY($3::TEXT[]) OR q.actor_id = $4::TEXT OR starts_with(q.actor_id, $4::TEXT || '.')) AND (strpos(' ' || r.folded_name || ' ', ' ' || $5::TEXT || ' ') > 0)))
  AND (f.dispatch_id, f.id) IN (SELECT q.dispatch_id, q.record_id FROM parties q WHERE q.role IN ('contributor', 'mission') AND q.country = ANY($6::TEXT[]))
  AND (d.published_end >= $7::DATE OR (d.published_end IS NULL AND d.published_start IS NOT NULL))
  AND (d.published_start <= $8::DATE OR (d.published_start IS NULL AND d.published_end IS NOT NULL))
  AND f.factuality = ANY($9::TEXT[])
  AND f.confidence >= $10::DOUBLE PRECISION
  AND lower(d.publisher) = lower($11::TEXT)
  AND (strpos(lower(f.evidence), lower($12::TEXT)) > 0)
  AND starts_with(f.dispatch_id, $13::TEXT)
  AND (f.dispatch_id, f.id) IN (SELECT q.dispatch_id, q.record_id FROM parties q WHERE q.role IN ('mission', 'contributor') AND (q.actor_id = $14::TEXT OR starts_with(q.actor_id, $14::TEXT || '.') OR strpos(' ' || q.folded_name || ' ', ' ' || $15::TEXT || ' ') > 0))
  AND d.published_end <= $16::DATE
  AND NOT EXISTS (SELECT 1 FROM superseded x
                  WHERE x.record_id = f.id AND x.dispatch_id = f.dispatch_id AND x.day <= $17::DATE)
ORDER BY coalesce(d.published_end, d.published_start) DESC NULLS LAST, f.dispatch_id, f.position
LIMIT $18::INTEGER

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
-- $14 = 'MISSION.EUFOR-ALTHEA'
-- $15 = 'eufor'
-- $16 = datetime.date(2024, 6, 30)
-- $17 = datetime.date(2024, 6, 30)
-- $18 = 10
