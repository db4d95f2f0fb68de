SELECT x.day, x.meal, x.present, g.name
FROM headcount x
LEFT JOIN diner_group g ON g.record = x.diner_group AND @known(g)
WHERE x.log = $1 AND x.day >= $2 AND x.day <= $3 AND @known(x)
ORDER BY x.day, x.meal, g.record
