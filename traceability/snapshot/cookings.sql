SELECT x.*, v.leaf, r.dish_en, r.cook_through, r.allergens
FROM cooking x
JOIN revision v ON v.record = x.record AND v.rev = x.rev
LEFT JOIN recipe r ON r.record = x.recipe AND @known(r)
WHERE x.log = $1 AND x.day >= $2 AND x.day <= $3 AND @known(x)
ORDER BY x.occurred_at, x.record
