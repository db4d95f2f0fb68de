WITH RECURSIVE above (batch, ancestor) AS (
  SELECT b.batch, b.batch FROM batch b WHERE b.batch IN @uuids($1) AND b.until_seq IS NULL
  UNION
  SELECT a.batch, l.parent FROM above a JOIN link l ON l.child = a.ancestor AND l.until_seq IS NULL
)
SELECT b.batch FROM batch b
WHERE b.batch IN @uuids($1) AND b.until_seq IS NULL AND b.batch IN (
  SELECT a.batch FROM above a JOIN held_batch h ON h.batch = a.ancestor AND h.record IN @uuids($2)
  WHERE h.until_seq IS NULL
)
