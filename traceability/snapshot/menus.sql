SELECT x.day, x.meal, MAX(d.portions) AS portions, MIN(x.published_at) AS published_at
FROM menu x
LEFT JOIN menu_dish d ON d.record = x.record AND @known(d)
WHERE x.log = $1 AND x.day >= $2 AND x.day <= $3 AND @known(x)
GROUP BY x.day, x.meal
ORDER BY x.day, x.meal
