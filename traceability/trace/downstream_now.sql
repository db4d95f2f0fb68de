WITH RECURSIVE reached (id) AS (
  SELECT $1::uuid
  UNION
  SELECT l.child FROM reached r JOIN link l ON l.parent = r.id AND l.until_seq IS NULL
)
SELECT l.child, l.parent, l.record, l.kind, l.amount, l.least, l.greatest, l.dimension, l.evidence, l.occurred_at,
  l.log, l.seq, l.until_log, l.until_seq
FROM reached r JOIN link l ON l.parent = r.id
WHERE l.until_seq IS NULL
