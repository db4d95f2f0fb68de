SELECT x.*, v.leaf, COALESCE(b.name, i.name) AS named
FROM disposal x
JOIN revision v ON v.record = x.record AND v.rev = x.rev
LEFT JOIN batch b ON b.batch = x.batch AND @known(b)
LEFT JOIN ingredient i ON i.record = b.ingredient AND @known(i)
WHERE x.log = $1 AND x.day >= $2 AND x.day <= $3 AND @known(x)
ORDER BY x.occurred_at, x.record
