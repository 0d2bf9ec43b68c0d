SELECT d.id, d.headline, d.publisher, d.credited_source, d.byline, d.published_start, d.published_end,
       d.published_how, d.language, d.url, d.source, d.actors, d.places, d.events, d.statements, d.pledges,
       d.undecided, d.raw_hash
FROM dispatches d
WHERE EXISTS (SELECT 1 FROM actors a WHERE a.dispatch_id = d.id AND (((a.country = $1::TEXT OR strpos(' ' || a.sectors || ' ', ' ' || $1::TEXT || ' ') > 0) AND (a.country = $2::TEXT OR strpos(' ' || a.sectors || ' ', ' ' || $2::TEXT || ' ') > 0))))
  AND (EXISTS (SELECT 1 FROM actors a WHERE a.dispatch_id = d.id AND a.country = ANY($3::TEXT[])) OR EXISTS (SELECT 1 FROM places a WHERE a.dispatch_id = d.id AND a.country = ANY($3::TEXT[])))
  AND (d.published_end >= $4::DATE OR (d.published_end IS NULL AND d.published_start IS NOT NULL))
  AND (d.published_start <= $5::DATE OR (d.published_start IS NULL AND d.published_end IS NOT NULL))
  AND lower(d.publisher) = lower($6::TEXT)
  AND (strpos(lower(d.headline), lower($7::TEXT)) > 0 OR strpos(lower(d.text), lower($7::TEXT)) > 0)
  AND starts_with(d.id, $8::TEXT)
  AND d.published_end <= $9::DATE
ORDER BY coalesce(d.published_end, d.published_start) DESC NULLS LAST, d.id
LIMIT $10::INTEGER

-- $1 = 'UGA'
-- $2 = 'MIL'
-- $3 = ['KEN', 'UGA']
-- $4 = datetime.date(2024, 1, 1)
-- $5 = datetime.date(2024, 12, 31)
-- $6 = 'The Nile Post'
-- $7 = 'lake'
-- $8 = 'd-0123'
-- $9 = datetime.date(2024, 6, 30)
-- $10 = 10
