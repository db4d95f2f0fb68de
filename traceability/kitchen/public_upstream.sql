-- CROSS JOIN, because SQLite would otherwise read every link there is before it looks at what was reached.
WITH RECURSIVE reached (id) AS (
  SELECT b.batch FROM batch b WHERE b.batch IN @uuids($1) AND @known(b)
  UNION
  SELECT l.parent FROM reached r CROSS JOIN link l WHERE l.child = r.id AND @standing(l)
)
SELECT l.child, l.parent, l.kind
FROM reached r CROSS JOIN link l
WHERE l.child = r.id AND @standing(l)
