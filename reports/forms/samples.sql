SELECT x.*, u.name AS unit_name, u.name_en AS unit_name_en, u.storage,
  (SELECT MIN(b.name) FROM batch b WHERE b.batch = x.parent AND b.until_seq IS NULL) AS cooked
FROM retained_sample x
LEFT JOIN storage_unit u ON u.record = x.unit AND u.until_seq IS NULL
WHERE x.log = $1 AND x.day >= $2 AND x.day <= $3 AND x.until_seq IS NULL
ORDER BY x.taken_at, x.record
LIMIT $4
