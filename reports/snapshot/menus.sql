SELECT x.day, x.meal, MAX(d.portions) AS portions
FROM menu x
LEFT JOIN menu_dish d ON d.record = x.record AND d.until_seq IS NULL
WHERE x.log = $1 AND x.day >= $2 AND x.day <= $3 AND x.until_seq IS NULL
GROUP BY x.day, x.meal
ORDER BY x.day, x.meal
