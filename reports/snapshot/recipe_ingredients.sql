SELECT DISTINCT l.record, l.ingredient, l.optional, i.name, i.name_en
FROM recipe_line l
LEFT JOIN ingredient i ON i.record = l.ingredient AND i.until_seq IS NULL
WHERE l.until_seq IS NULL
  AND l.record IN (SELECT x.recipe FROM cooking x WHERE x.log = $1 AND x.day >= $2 AND x.day <= $3
    AND x.until_seq IS NULL)
ORDER BY l.record, l.ingredient
