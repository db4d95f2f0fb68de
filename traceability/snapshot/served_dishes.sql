SELECT x.record, d.batch
FROM serving x
JOIN served_dish d ON d.record = x.record AND @known(d)
WHERE x.log = $1 AND x.day >= $2 AND x.day <= $3 AND @known(x)
ORDER BY x.record, d.batch
