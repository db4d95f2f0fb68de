SELECT x.*, COALESCE(b.name, i.name) AS named, COALESCE(b.name, i.name_en) AS named_en, b.lot_entered
FROM disposal x
LEFT JOIN batch b ON b.batch = x.batch AND b.until_seq IS NULL
LEFT JOIN ingredient i ON i.record = b.ingredient AND i.until_seq IS NULL
WHERE x.log = $1 AND x.day >= $2 AND x.day <= $3 AND x.until_seq IS NULL
ORDER BY x.occurred_at, x.record
LIMIT $4
