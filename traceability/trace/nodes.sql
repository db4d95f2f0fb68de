-- The batches asked for come first: joined with the rest at once, PostgreSQL reads every batch there is.
WITH wanted AS MATERIALIZED (
  SELECT batch, kind, party, rev, record, ingredient, recipe, name, name_en, lot, lot_entered, amount, dimension,
    production_date, expiry_date, occurred_at
  FROM batch x WHERE batch IN @uuids($1) AND @known(x)
)
SELECT b.batch, b.kind, b.party, b.rev, b.record, b.ingredient, b.name, b.name_en, b.lot, b.lot_entered, b.amount, b.dimension,
  b.production_date, b.expiry_date, b.occurred_at,
  p.name AS party_name, p.name_en AS party_name_en, p.trade,
  i.name AS ingredient_name, i.name_en AS ingredient_name_en,
  d.temperature AS line_temperature, d.rejected,
  c.core_temperature,
  r.dish_en,
  s.portions, s.meal, s.day, s.diner_group, g.name AS group_name, g.name_en AS group_name_en, g.enrolment AS group_enrolment,
  e.kind AS record_kind
FROM wanted b
LEFT JOIN party p ON p.record = b.party AND @known(p)
LEFT JOIN ingredient i ON i.record = b.ingredient AND @known(i)
LEFT JOIN delivery_line d ON d.batch = b.batch AND @known(d)
LEFT JOIN cooking c ON c.batch = b.batch AND @known(c)
LEFT JOIN recipe r ON r.record = b.recipe AND @known(r)
LEFT JOIN serving s ON s.batch = b.batch AND @known(s)
LEFT JOIN diner_group g ON g.record = s.diner_group AND @known(g)
LEFT JOIN tracking_event e ON e.record = b.record AND @known(e)
ORDER BY b.occurred_at, b.record
