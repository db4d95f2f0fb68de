SELECT l.*, d.note AS delivery_note, i.name, i.name_en, s.name AS seller, s.name_en AS seller_en,
  s.address AS seller_address, s.contact AS seller_contact, p.name AS maker, p.name_en AS maker_en,
  p.address AS maker_address, p.contact AS maker_contact
FROM delivery_line l
JOIN delivery d ON d.record = l.record AND d.until_seq IS NULL
LEFT JOIN ingredient i ON i.record = l.ingredient AND i.until_seq IS NULL
LEFT JOIN party s ON s.record = l.supplier AND s.until_seq IS NULL
LEFT JOIN party p ON p.record = l.producer AND p.until_seq IS NULL
WHERE l.log = $1 AND l.day >= $2 AND l.day <= $3 AND l.until_seq IS NULL
ORDER BY l.occurred_at, l.record, l.line
LIMIT $4
