SELECT x.record, x.rev, x.seq, x.dish, x.occurred_at, x.cook, x.portions, k.amount, k.dimension, i.name, i.name_en,
  b.production_date, l.producer_name, p.name AS maker, p.name_en AS maker_en, o.amount AS made, o.dimension AS made_in
FROM cooking x
JOIN link k ON k.child = x.batch AND k.until_seq IS NULL
JOIN batch b ON b.batch = k.parent AND b.until_seq IS NULL
JOIN ingredient i ON i.record = b.ingredient AND i.until_seq IS NULL AND i.food_group = 'additive'
LEFT JOIN delivery_line l ON l.batch = k.parent AND l.until_seq IS NULL
LEFT JOIN party p ON p.record = l.producer AND p.until_seq IS NULL
LEFT JOIN batch o ON o.batch = x.batch AND o.until_seq IS NULL
WHERE x.log = $1 AND x.day >= $2 AND x.day <= $3 AND x.until_seq IS NULL
ORDER BY x.occurred_at, x.record, k.parent
LIMIT $4
