SELECT x.record, d.batch
FROM serving x
JOIN served_dish d ON d.record = x.record AND d.until_seq IS NULL
WHERE x.log = $1 AND x.day >= $2 AND x.day <= $3 AND x.until_seq IS NULL
ORDER BY x.record, d.batch
