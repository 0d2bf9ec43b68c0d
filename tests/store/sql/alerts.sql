SELECT p.history_id AS id, CASE WHEN h.due >= $1::DATE THEN 'ahead' WHEN h.last_day > h.due THEN 'passed' ELSE 'passed_in_silence' END AS alert, h.due, h.due - $1::DATE AS days, p.kind, p.who, p.who_codes, p.promisee, p.what,
       h.quantity, h.delivered, coalesce(p.unit, p.currency) AS unit, h.state, h.last_told, h.last_says, h.last_day, h.last_words,
       d.publisher, h.last_dispatch AS dispatch_id
FROM (SELECT DISTINCT ON (s.history_id) s.history_id, s.state, s.quantity, s.delivered, s.due, s.due AS due_start, s.due AS due_end,
       s.told AS last_told, s.says AS last_says, s.day AS last_day, s.words AS last_words, s.dispatch_id AS last_dispatch
FROM pledge_steps s
WHERE s.history_id IS NOT NULL AND (s.day IS NULL OR s.day <= $1::DATE)
ORDER BY s.history_id, s.step DESC, s.dispatch_id, s.record_id) h JOIN dispatches d ON d.id = h.last_dispatch
JOIN (
    SELECT DISTINCT ON (m.history_id) m.history_id, q.id, q.dispatch_id, q.kind, q.who, q.who_codes, q.promisee, q.what, q.unit, q.currency,
           q.confidence, q.factuality, q.evidence
    FROM pledge_steps m JOIN pledges q ON q.id = m.record_id AND q.dispatch_id = m.dispatch_id
    WHERE m.record_kind = 'pledge' AND (m.day IS NULL OR m.day <= $1::DATE)
    ORDER BY m.history_id, m.step, q.dispatch_id, q.position
) p ON p.history_id = h.history_id
WHERE h.due < $1::DATE + $15::INTEGER
  AND (p.dispatch_id, p.id) IN (SELECT q.dispatch_id, q.record_id FROM parties q WHERE q.role IN ('who', 'to', 'serves') AND (((q.country = $2::TEXT OR strpos(' ' || q.sectors || ' ', ' ' || $2::TEXT || ' ') > 0) AND (q.country = $3::TEXT OR strpos(' ' || q.sectors || ' ', ' ' || $3::TEXT || ' ') > 0))))
  AND ((p.dispatch_id, p.id) IN (SELECT q.dispatch_id, q.record_id FROM parties q JOIN parties r ON r.dispatch_id = q.dispatch_id AND r.record_id = q.record_id WHERE q.role IN ('who') AND r.role IN ('to', 'serves') AND (q.country = ANY($4::TEXT[]) OR q.actor_id = $5::TEXT OR starts_with(q.actor_id, $5::TEXT || '.')) AND (strpos(' ' || r.folded_name || ' ', ' ' || $6::TEXT || ' ') > 0)))
  AND (p.dispatch_id, p.id) IN (SELECT q.dispatch_id, q.record_id FROM parties q WHERE q.role IN ('who', 'to', 'serves') AND q.country = ANY($7::TEXT[]))
  AND (h.due_end >= $8::DATE OR (h.due_end IS NULL AND h.due_start IS NOT NULL))
  AND (h.due_start <= $9::DATE OR (h.due_start IS NULL AND h.due_end IS NOT NULL))
  AND p.confidence >= $10::DOUBLE PRECISION
  AND lower(d.publisher) = lower($11::TEXT)
  AND (strpos(lower(p.evidence), lower($12::TEXT)) > 0)
  AND starts_with(h.last_dispatch, $13::TEXT)
  AND CASE WHEN h.due < $1::DATE THEN 'overdue' ELSE h.state END = ANY($14::TEXT[])
  AND d.published_end <= $1::DATE
ORDER BY h.due, p.history_id
LIMIT $16::INTEGER

-- $1 = datetime.date(2024, 6, 30)
-- $2 = 'UGA'
-- $3 = 'MIL'
-- $4 = ['KEN']
-- $5 = 'KEN'
-- $6 = 'ruta okello'
-- $7 = ['KEN', 'UGA']
-- $8 = datetime.date(2024, 1, 1)
-- $9 = datetime.date(2024, 12, 31)
-- $10 = 0.5
-- $11 = 'The Nile Post'
-- $12 = 'lake'
-- $13 = 'd-0123'
-- $14 = ['overdue', 'broken']
-- $15 = 15
-- $16 = 10
