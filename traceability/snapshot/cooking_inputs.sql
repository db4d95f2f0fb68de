SELECT x.record AS cooking, l.parent, l.amount, l.least, l.greatest, l.dimension, l.evidence, b.ingredient, i.name,
  i.name_en, i.food_group, i.allergens, COALESCE(b.expiry_date, d.expiry_date) AS expiry_date, l.kind AS link_kind, d.lot, p.record AS known_supplier, b.kind, d.record AS delivered
FROM cooking x
JOIN link l ON l.child = x.batch AND @standing(l)
LEFT JOIN batch b ON b.batch = l.parent AND @known(b)
LEFT JOIN ingredient i ON i.record = b.ingredient AND @known(i)
LEFT JOIN delivery_line d ON d.batch = l.parent AND @known(d)
LEFT JOIN party p ON p.record = d.supplier AND @known(p)
WHERE x.log = $1 AND x.day >= $2 AND x.day <= $3 AND @known(x)
ORDER BY x.record, l.parent
