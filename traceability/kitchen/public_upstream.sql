WITH RECURSIVE reached (id) AS (
  SELECT b.batch FROM batch b WHERE b.batch IN @uuids($1) AND b.until_seq IS NULL
  UNION
  SELECT l.parent FROM reached r JOIN link l ON l.child = r.id AND l.until_seq IS NULL
)
SELECT DISTINCT l.child, l.parent, l.kind
FROM reached r JOIN link l ON l.child = r.id AND l.until_seq IS NULL
