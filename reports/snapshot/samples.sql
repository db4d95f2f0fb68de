SELECT x.*, v.leaf, b.name AS cooked, c.dish AS of_cooking, c.day AS cooked_on, c.meal AS cooked_for,
  (SELECT MIN(s.disposed_at) FROM sample_disposal s WHERE s.sample = x.record AND s.until_seq IS NULL) AS gone,
  (SELECT MAX(t.temperature) FROM temperature_reading t WHERE t.unit = x.unit AND t.until_seq IS NULL
    AND t.occurred_at >= x.taken_at AND t.occurred_at <= x.keep_until) AS warmest
FROM retained_sample x
JOIN revision v ON v.record = x.record AND v.rev = x.rev
LEFT JOIN cooking c ON c.batch = x.parent AND c.until_seq IS NULL
LEFT JOIN batch b ON b.batch = x.parent AND b.until_seq IS NULL
WHERE x.log = $1 AND x.day >= $2 AND x.day <= $3 AND x.until_seq IS NULL
ORDER BY x.taken_at, x.record
