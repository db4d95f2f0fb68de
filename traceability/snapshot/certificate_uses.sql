SELECT x.kind, x.number_key, CASE WHEN p.trade IN @texts($4) THEN x.record END AS document, d.supplier, d.source,
  d.batch, d.day, d.log, d.accepted, d.dimension, d.producer, d.producer_name
FROM document x
LEFT JOIN party p ON p.record = x.log AND @known(p)
JOIN document_link k ON k.document = x.record AND @known(k)
JOIN delivery_line d ON (d.batch = k.batch OR d.source = k.batch) AND @known(d)
WHERE x.number_key IN @texts($1) AND x.kind IN @texts($2) AND d.day <= $3 AND @known(x)
UNION
SELECT 'quarantine_certificate', n.quarantine_key, NULL, d.supplier, d.source, d.batch, d.day, d.log, d.accepted,
  d.dimension, d.producer, d.producer_name
FROM announcement n
JOIN delivery_line d ON d.source = n.batch AND @known(d)
WHERE n.quarantine_key IN @texts($1) AND d.day <= $3 AND @known(n)
UNION
SELECT 'meat_inspection_certificate', n.meat_inspection_key, NULL, d.supplier, d.source, d.batch, d.day, d.log,
  d.accepted, d.dimension, d.producer, d.producer_name
FROM announcement n
JOIN delivery_line d ON d.source = n.batch AND @known(d)
WHERE n.meat_inspection_key IN @texts($1) AND d.day <= $3 AND @known(n)
UNION
SELECT 'quarantine_certificate', d.quarantine_key, NULL, d.supplier, d.source, d.batch, d.day, d.log, d.accepted,
  d.dimension, d.producer, d.producer_name
FROM delivery_line d
WHERE d.quarantine_key IN @texts($1) AND d.day <= $3 AND @known(d)
UNION
SELECT 'meat_inspection_certificate', d.meat_inspection_key, NULL, d.supplier, d.source, d.batch, d.day, d.log,
  d.accepted, d.dimension, d.producer, d.producer_name
FROM delivery_line d
WHERE d.meat_inspection_key IN @texts($1) AND d.day <= $3 AND @known(d)
