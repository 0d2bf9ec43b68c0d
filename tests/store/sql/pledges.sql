SELECT p.id, p.kind, p.who, p.who_codes, p.promisee, p.what, p.quantity, p.unit, p.money, p.currency, p.deadline_start, p.deadline_end,
       p.deadline_words, p.strength, p.condition_words, p.serves, p.factuality, p.holder, CASE WHEN h.due < $1::DATE THEN 'overdue' ELSE h.state END AS state, h.quantity AS quantity_now,
       h.delivered, m.history_id, p.confidence, p.evidence, d.headline, d.publisher, d.published_start, d.published_end, p.dispatch_id
FROM pledges p JOIN dispatches d ON d.id = p.dispatch_id
LEFT JOIN pledge_steps m ON m.record_id = p.id AND m.dispatch_id = p.dispatch_id AND m.record_kind = 'pledge'
LEFT JOIN (SELECT DISTINCT ON (s.history_id) s.history_id, s.state, s.quantity, s.delivered, s.due, s.due AS due_start, s.due AS due_end,
       s.told AS last_told, s.says AS last_says, s.day AS last_day, s.words AS last_words, s.dispatch_id AS last_dispatch
FROM pledge_steps s
WHERE s.history_id IS NOT NULL AND (s.day IS NULL OR s.day <= $1::DATE)
ORDER BY s.history_id, s.step DESC, s.dispatch_id, s.record_id) h ON h.history_id = m.history_id
WHERE (p.dispatch_id, p.id) IN (SELECT q.dispatch_id, q.record_id FROM parties q WHERE q.role IN ('who', 'to', 'serves') AND (((q.country = $2::TEXT OR strpos(' ' || q.sectors || ' ', ' ' || $2::TEXT || ' ') > 0) AND (q.country = $3::TEXT OR strpos(' ' || q.sectors || ' ', ' ' || $3::TEXT || ' ') > 0))))
  AND ((p.dispatch_id, p.id) IN (SELECT q.dispatch_id, q.record_id FROM parties q JOIN parties r ON r.dispatch_id = q.dispatch_id AND r.record_id = q.record_id WHERE q.role IN ('who') AND r.role IN ('to', 'serves') AND (q.country = ANY($4::TEXT[]) OR q.actor_id = $5::TEXT OR starts_with(q.actor_id, $5::TEXT || '.')) AND (strpos(' ' || r.folded_name || ' ', ' ' || $6::TEXT || ' ') > 0)))
  AND (p.dispatch_id, p.id) IN (SELECT q.dispatch_id, q.record_id FROM parties q WHERE q.role IN ('who', 'to', 'serves') AND q.country = ANY($7::TEXT[]))
  AND (d.published_end >= $8::DATE OR (d.published_end IS NULL AND d.published_start IS NOT NULL))
  AND (d.published_start <= $9::DATE OR (d.published_start IS NULL AND d.published_end IS NOT NULL))
  AND p.factuality = ANY($10::TEXT[])
  AND p.confidence >= $11::DOUBLE PRECISION
  AND lower(d.publisher) = lower($12::TEXT)
  AND (strpos(lower(p.evidence), lower($13::TEXT)) > 0)
  AND starts_with(p.dispatch_id, $14::TEXT)
  AND CASE WHEN h.due < $1::DATE THEN 'overdue' ELSE h.state END = ANY($15::TEXT[])
  AND d.published_end <= $1::DATE
  AND NOT EXISTS (SELECT 1 FROM superseded x
                  WHERE x.record_id = p.id AND x.dispatch_id = p.dispatch_id AND x.day <= $16::DATE)
ORDER BY coalesce(d.published_end, d.published_start) DESC NULLS LAST, p.dispatch_id, p.position
LIMIT $17::INTEGER

-- $1 = datetime.date(2024, 6, 30)
-- $2 = 'UGA'
-- $3 = 'MIL'
-- $4 = ['KEN']
-- $5 = 'KEN'
-- $6 = 'ruta okello'
-- $7 = ['KEN', 'UGA']
-- $8 = datetime.date(2024, 1, 1)
-- $9 = datetime.date(2024, 12, 31)
-- $10 = ['happened', 'alleged']
-- $11 = 0.5
-- $12 = 'The Nile Post'
-- $13 = 'lake'
-- $14 = 'd-0123'
-- $15 = ['overdue', 'broken']
-- $16 = datetime.date(2024, 6, 30)
-- $17 = 10
