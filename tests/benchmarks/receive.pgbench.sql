\set site random(1, 200)
BEGIN;
SELECT record, kind, rev, log, home, seq, leaf, raw_digest, body_digest, recorded_at FROM revision WHERE record IN (SELECT unnest(ARRAY[gen_random_uuid()])) AND rev = 1;
UPDATE log SET size = size + 1 WHERE id = ('00000001-0000-4000-8000-' || lpad(to_hex(:site::int), 12, '0'))::uuid RETURNING id, home, size \gset
WITH new AS MATERIALIZED (
  SELECT gen_random_uuid() AS record, :home::uuid AS home, :id::uuid AS log, CAST(:size AS bigint) AS seq,
    '00000002-0000-4000-8000-000000000001'::uuid AS supplier, now() AS at, current_date AS day
), lines AS MATERIALIZED (
  SELECT new.*, n, gen_random_uuid() AS batch, gen_random_uuid() AS source, 'PC' || lpad((random() * 1e9)::bigint::text, 10, '0') AS lot,
    ('00000003-0000-4000-8000-' || lpad(to_hex(n + :site::int % 110), 12, '0'))::uuid AS ingredient, (random() * 90000000)::bigint AS amount
  FROM new, generate_series(1, 10) AS n
), i0 AS (
  INSERT INTO revision (id, home, log, seq, record, rev, kind, entry, leaf, raw_digest, body_digest, author, voided, recorded_at)
  SELECT gen_random_uuid(), home, log, seq, record, 1, 'delivery', record || sample.entry, sha256(record::text::bytea), sha256(home::text::bytea), sha256(log::text::bytea), home, false, at FROM new, sample
), i1 AS (
  INSERT INTO outbox (id, home, log, seq, record, rev, kind, created_at) SELECT gen_random_uuid(), home, log, seq, record, 1, 'delivery', at FROM new
), i2 AS (
  INSERT INTO delivery (id, home, record, rev, log, seq, supplier, note_number, vehicle_plate, vehicle_temperature, note, occurred_at, day)
  SELECT gen_random_uuid(), home, record, 1, log, seq, supplier, 'SH-' || (random() * 1e9)::bigint, '京A·D2719', 31, '早上六点到货，车厢整洁', at, day FROM new
), i3 AS (
  INSERT INTO delivery_receiver (id, home, record, rev, log, seq, person, role, signed_at)
  SELECT gen_random_uuid(), home, record, 1, log, seq, home, 'storekeeper', at FROM new, generate_series(1, 2)
), i4 AS (
  INSERT INTO delivery_line (id, home, record, rev, log, seq, line, batch, source, ingredient, supplier, name_seen, specification, dimension, ordered, ordered_dimension, delivered, accepted, rejected, entered, entered_unit, lot, lot_entered, production_date, expiry_date, producer_name, producer_address, origin, package_count, package_unit, package_content, temperature, label_temperature, appearance, unit_price, evidence, occurred_at, day)
  SELECT gen_random_uuid(), home, record, 1, log, seq, n, batch, source, ingredient, supplier, '有机小油菜', '一级 10kg/箱', 'mass', amount, 'mass', amount, amount, 0, '38.2', 'kg', lot, lot, day, day, '顺义绿源蔬菜专业合作社', '北京市顺义区', '北京顺义', 5, '箱', 10000000, 34, 40, 'good', '6.8', 'typed', at, day FROM lines
), i5 AS (
  INSERT INTO batch (id, home, record, rev, log, seq, batch, kind, party, ingredient, lot, production_date, inferred)
  SELECT source, supplier, source, 0, supplier, 0, source, 'source', supplier, ingredient, lot, day, false FROM lines
  UNION ALL
  SELECT gen_random_uuid(), home, record, 1, log, seq, batch, 'campus', log, ingredient, lot, day, false FROM lines
  ON CONFLICT DO NOTHING
), i6 AS (
  INSERT INTO link (id, home, record, rev, log, seq, child, parent, kind, amount, least, greatest, dimension, evidence, occurred_at)
  SELECT gen_random_uuid(), home, record, 1, log, seq, batch, source, 'delivery', amount, amount, amount, 'mass', 'typed', at FROM lines
), i7 AS (
  INSERT INTO document_link (id, home, record, rev, log, seq, document, batch)
  SELECT gen_random_uuid(), home, record, 1, log, seq, home, batch FROM lines
  UNION ALL
  SELECT gen_random_uuid(), home, record, 1, log, seq, home, NULL FROM new
)
INSERT INTO tracking_event (id, home, record, rev, log, seq, kind, step, disposition, occurred_at)
SELECT gen_random_uuid(), home, record, 1, log, seq, 'delivery', 'receiving', 'in_progress', at FROM new;
SELECT DISTINCT d.record FROM issue_line i JOIN cooking_draw d ON d.issue = i.record AND d.until_seq IS NULL WHERE i.batch IN (SELECT unnest(ARRAY[gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid()])) AND i.until_seq IS NULL;
COMMIT;
