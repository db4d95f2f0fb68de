SELECT c.batch, c.recipe, c.dish, c.meal, c.log AS kitchen
FROM cooking c
WHERE c.log = $1 AND c.day = $2 AND c.until_seq IS NULL
UNION
SELECT i.batch, c.recipe, c.dish, c.meal, c.log AS kitchen
FROM dispatch_receipt r
JOIN dispatch_receipt_item i ON i.record = r.record AND i.until_seq IS NULL
JOIN dispatch_item d ON d.batch = i.parent AND d.until_seq IS NULL
JOIN cooking c ON c.batch = d.parent AND c.until_seq IS NULL
WHERE r.log = $1 AND r.day = $2 AND r.until_seq IS NULL
