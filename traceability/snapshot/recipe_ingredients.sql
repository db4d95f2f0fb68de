SELECT DISTINCT l.record, l.ingredient, l.optional, i.name, i.name_en, i.allergens
FROM recipe_line l
LEFT JOIN ingredient i ON i.record = l.ingredient AND @known(i)
WHERE @known(l)
  AND l.record IN (SELECT x.recipe FROM cooking x WHERE x.log = $1 AND x.day >= $2 AND x.day <= $3
    AND @known(x))
ORDER BY l.record, l.ingredient
