SELECT c.batch, c.recipe, c.dish, c.meal, c.log AS kitchen
FROM cooking c
WHERE c.log = $1 AND c.day = $2 AND @known(c)
UNION
SELECT i.batch, c.recipe, c.dish, c.meal, c.log AS kitchen
FROM dispatch_receipt r
JOIN dispatch_receipt_item i ON i.record = r.record AND @known(i)
JOIN dispatch_item d ON d.batch = i.parent AND @known(d)
JOIN cooking c ON c.batch = d.parent AND @known(c)
WHERE r.log = $1 AND r.day = $2 AND @known(r)
