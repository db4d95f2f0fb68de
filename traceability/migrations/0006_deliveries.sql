-- Deliveries, announcements, returns.
CREATE TABLE delivery (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  supplier uuid NOT NULL,
  purchase_order uuid,
  note_number text,
  vehicle_plate text,
  vehicle_temperature bigint,
  note text,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX delivery_record ON delivery (record);
CREATE INDEX delivery_log_seq ON delivery (log, seq);
CREATE INDEX delivery_log_day ON delivery (log, day);
CREATE INDEX delivery_supplier_day ON delivery (supplier, day);
CREATE INDEX delivery_purchase_order ON delivery (purchase_order);
CREATE INDEX delivery_note_number ON delivery (note_number);
CREATE TABLE delivery_receiver (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  person uuid NOT NULL,
  role text NOT NULL,
  signed_at timestamptz NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX delivery_receiver_record ON delivery_receiver (record);
CREATE INDEX delivery_receiver_log_seq ON delivery_receiver (log, seq);
CREATE INDEX delivery_receiver_person ON delivery_receiver (person);
CREATE TABLE delivery_line (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  line bigint NOT NULL,
  batch uuid NOT NULL,
  source uuid NOT NULL,
  ingredient uuid NOT NULL,
  supplier uuid NOT NULL,
  name_seen text,
  specification text,
  dimension text NOT NULL,
  ordered bigint,
  ordered_dimension text,
  delivered bigint,
  accepted bigint NOT NULL,
  rejected bigint NOT NULL,
  entered text NOT NULL,
  entered_unit text NOT NULL,
  reason text,
  lot text,
  lot_entered text,
  production_date date,
  expiry_date date,
  producer uuid,
  producer_name text,
  producer_address text,
  origin text,
  consignor uuid,
  package_count bigint,
  package_unit text,
  package_content bigint,
  temperature bigint,
  label_temperature bigint,
  appearance text,
  unit_price text,
  evidence text NOT NULL,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX delivery_line_record ON delivery_line (record);
CREATE INDEX delivery_line_log_seq ON delivery_line (log, seq);
CREATE INDEX delivery_line_batch ON delivery_line (batch);
CREATE INDEX delivery_line_source ON delivery_line (source);
CREATE INDEX delivery_line_lot ON delivery_line (lot);
CREATE INDEX delivery_line_ingredient ON delivery_line (ingredient);
CREATE INDEX delivery_line_log_day ON delivery_line (log, day);
CREATE TABLE document_link (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  document uuid NOT NULL,
  batch uuid,
  UNIQUE (home, id)
);
CREATE INDEX document_link_record ON document_link (record);
CREATE INDEX document_link_log_seq ON document_link (log, seq);
CREATE INDEX document_link_document ON document_link (document);
CREATE INDEX document_link_batch ON document_link (batch);
CREATE TABLE goods_return (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  delivery uuid,
  supplier uuid,
  batch uuid NOT NULL,
  amount bigint NOT NULL,
  dimension text NOT NULL,
  entered text NOT NULL,
  entered_unit text NOT NULL,
  reason text NOT NULL,
  person uuid,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX goods_return_record ON goods_return (record);
CREATE INDEX goods_return_log_seq ON goods_return (log, seq);
CREATE INDEX goods_return_batch ON goods_return (batch);
CREATE INDEX goods_return_delivery ON goods_return (delivery);
CREATE INDEX goods_return_log_day ON goods_return (log, day);
CREATE TABLE announcement (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  step text NOT NULL,
  batch uuid NOT NULL,
  ingredient uuid NOT NULL,
  recipient uuid,
  lot text,
  lot_entered text,
  production_date date,
  expiry_date date,
  amount bigint,
  dimension text,
  origin text,
  quarantine_number text,
  quarantine_key text,
  meat_inspection_number text,
  meat_inspection_key text,
  storage_temperature bigint,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX announcement_record ON announcement (record);
CREATE INDEX announcement_log_seq ON announcement (log, seq);
CREATE INDEX announcement_batch ON announcement (batch);
CREATE INDEX announcement_lot ON announcement (lot);
CREATE INDEX announcement_recipient ON announcement (recipient);
CREATE INDEX announcement_quarantine_key ON announcement (quarantine_key);
CREATE INDEX announcement_meat_inspection_key ON announcement (meat_inspection_key);
