SELECT x.*, v.leaf, g.name AS group_name
FROM serving x
JOIN revision v ON v.record = x.record AND v.rev = x.rev
LEFT JOIN diner_group g ON g.record = x.diner_group AND @known(g)
WHERE x.log = $1 AND x.day >= $2 AND x.day <= $3 AND @known(x)
ORDER BY x.occurred_at, x.record
