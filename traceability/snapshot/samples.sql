SELECT x.*, v.leaf, b.name AS cooked, c.dish AS of_cooking, c.day AS cooked_on, c.meal AS cooked_for,
  (SELECT MIN(s.disposed_at) FROM sample_disposal s WHERE s.sample = x.record AND @known(s)) AS gone,
  (SELECT MAX(t.temperature) FROM temperature_reading t WHERE t.unit = x.unit AND @known(t)
    AND t.occurred_at >= x.taken_at AND t.occurred_at <= x.keep_until) AS warmest,
  (SELECT MIN(t.temperature) FROM temperature_reading t WHERE t.unit = x.unit AND @known(t)
    AND t.occurred_at >= x.taken_at AND t.occurred_at <= x.keep_until) AS coldest
FROM retained_sample x
JOIN revision v ON v.record = x.record AND v.rev = x.rev
LEFT JOIN cooking c ON c.batch = x.parent AND @known(c)
LEFT JOIN batch b ON b.batch = x.parent AND @known(b)
WHERE x.log = $1 AND x.day >= $2 AND x.day <= $3 AND @known(x)
ORDER BY x.taken_at, x.record
