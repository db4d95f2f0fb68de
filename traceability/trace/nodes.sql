-- The batches asked for come first: joined with the rest at once, PostgreSQL reads every batch there is.
WITH wanted AS MATERIALIZED (
  SELECT batch, kind, party, rev, record, ingredient, recipe, name, name_en, lot, lot_entered, amount, dimension,
    production_date, expiry_date, occurred_at
  FROM batch WHERE batch IN @uuids($1) AND until_seq IS NULL
)
SELECT b.batch, b.kind, b.party, b.rev, b.record, b.ingredient, b.name, b.name_en, b.lot, b.lot_entered, b.amount, b.dimension,
  b.production_date, b.expiry_date, b.occurred_at,
  p.name AS party_name, p.name_en AS party_name_en, p.trade,
  i.name AS ingredient_name, i.name_en AS ingredient_name_en,
  d.temperature AS line_temperature, d.rejected,
  c.core_temperature,
  r.dish_en,
  s.portions, s.meal, s.day, s.diner_group, g.name AS group_name, g.enrolment AS group_enrolment,
  e.kind AS record_kind
FROM wanted b
LEFT JOIN party p ON p.record = b.party AND p.until_seq IS NULL
LEFT JOIN ingredient i ON i.record = b.ingredient AND i.until_seq IS NULL
LEFT JOIN delivery_line d ON d.batch = b.batch AND d.until_seq IS NULL
LEFT JOIN cooking c ON c.batch = b.batch AND c.until_seq IS NULL
LEFT JOIN recipe r ON r.record = b.recipe AND r.until_seq IS NULL
LEFT JOIN serving s ON s.batch = b.batch AND s.until_seq IS NULL
LEFT JOIN diner_group g ON g.record = s.diner_group AND g.until_seq IS NULL
LEFT JOIN tracking_event e ON e.record = b.record AND e.until_seq IS NULL
ORDER BY b.occurred_at, b.record
