WITH used AS (
  SELECT u.record, u.rev, u.seq, u.food, u.occurred_at, u.person, u.purpose, u.batch, u.amount, u.dimension,
    u.food_amount AS made, u.food_dimension AS made_in, x.portions
  FROM additive_use u
  LEFT JOIN cooking x ON x.batch = u.dish AND x.until_seq IS NULL
  WHERE u.log = $1 AND u.day >= $2 AND u.day <= $3 AND u.until_seq IS NULL
  UNION ALL
  SELECT x.record, x.rev, x.seq, x.dish AS food, x.occurred_at, x.cook AS person, NULL AS purpose, k.parent AS batch,
    k.amount, k.dimension, o.amount AS made, o.dimension AS made_in, x.portions
  FROM cooking x
  JOIN link k ON k.child = x.batch AND k.kind IN ('cooking', 'drawn') AND k.until_seq IS NULL
  JOIN batch b ON b.batch = k.parent AND b.until_seq IS NULL
  JOIN ingredient i ON i.record = b.ingredient AND i.until_seq IS NULL AND i.food_group = 'additive'
  LEFT JOIN batch o ON o.batch = x.batch AND o.until_seq IS NULL
  WHERE x.log = $1 AND x.day >= $2 AND x.day <= $3 AND x.until_seq IS NULL
    AND NOT EXISTS (
      SELECT 1 FROM additive_use u WHERE u.dish = x.batch AND u.batch = k.parent AND u.until_seq IS NULL
    )
)
SELECT u.record, u.rev, u.seq, u.food, u.occurred_at, u.person, u.purpose, u.amount, u.dimension, u.made, u.made_in,
  u.portions, i.name, i.name_en, b.production_date, l.producer_name, p.name AS maker, p.name_en AS maker_en
FROM used u
LEFT JOIN batch b ON b.batch = u.batch AND b.until_seq IS NULL
LEFT JOIN ingredient i ON i.record = b.ingredient AND i.until_seq IS NULL
LEFT JOIN delivery_line l ON l.batch = u.batch AND l.until_seq IS NULL
LEFT JOIN party p ON p.record = l.producer AND p.until_seq IS NULL
ORDER BY u.occurred_at, u.record, u.batch
LIMIT $4
