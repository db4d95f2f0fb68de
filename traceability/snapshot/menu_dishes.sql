SELECT x.day, x.meal, d.dish
FROM menu x
JOIN menu_dish d ON d.record = x.record AND @known(d)
WHERE x.log = $1 AND x.day >= $2 AND x.day <= $3 AND @known(x)
ORDER BY x.day, x.meal, x.record, d.line
