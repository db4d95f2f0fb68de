WITH RECURSIVE above (batch, ancestor) AS (
  SELECT b.batch, b.batch FROM batch b WHERE b.batch IN @uuids($1)
  UNION
  SELECT a.batch, l.parent FROM above a
  CROSS JOIN link l
  WHERE l.child = a.ancestor AND @standing(l) AND l.kind IN ('announced', 'same')
)
SELECT a.batch, n.batch AS bearer, n.quarantine_key, n.meat_inspection_key, n.amount, n.dimension
FROM above a
CROSS JOIN announcement n
WHERE n.batch = a.ancestor AND @known(n)
  AND (n.quarantine_key IN @texts($2) OR n.meat_inspection_key IN @texts($2))
ORDER BY a.batch, n.batch, n.record
