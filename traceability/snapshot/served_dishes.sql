SELECT d.*, b.name, b.kind, c.dish AS cooked, COALESCE(c.ended_at, c.occurred_at, o.ended_at, o.occurred_at) AS cooked_at
FROM serving x
JOIN served_dish d ON d.record = x.record AND @known(d)
LEFT JOIN cooking c ON c.batch = d.batch AND @known(c)
LEFT JOIN batch b ON b.batch = d.batch AND @known(b)
LEFT JOIN dispatch_receipt_item r ON r.batch = d.batch AND @known(r)
LEFT JOIN dispatch_item i ON i.batch = r.parent AND @known(i)
LEFT JOIN cooking o ON o.batch = i.parent AND @known(o)
WHERE x.log = $1 AND x.day >= $2 AND x.day <= $3 AND @known(x)
ORDER BY x.record, d.batch
