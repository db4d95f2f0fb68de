WITH RECURSIVE reached (id) AS (
  SELECT $1::uuid
  UNION
  SELECT l.parent FROM reached r JOIN link l ON l.child = r.id
)
SELECT l.child, l.parent, l.record, l.kind, l.amount, l.least, l.greatest, l.dimension, l.evidence, l.occurred_at,
  l.log, l.seq, l.until_log, l.until_seq
FROM reached r JOIN link l ON l.child = r.id
