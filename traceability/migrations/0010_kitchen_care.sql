-- Dispatches, samples, disposals, temperatures, counts.
CREATE TABLE stock_count_line (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  batch uuid NOT NULL,
  amount bigint NOT NULL,
  dimension text NOT NULL,
  evidence text NOT NULL,
  person uuid,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX stock_count_line_record ON stock_count_line (record);
CREATE INDEX stock_count_line_log_seq ON stock_count_line (log, seq);
CREATE INDEX stock_count_line_batch ON stock_count_line (batch);
CREATE INDEX stock_count_line_log_day ON stock_count_line (log, day);
CREATE TABLE dispatch (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  destination uuid NOT NULL,
  vehicle_plate text,
  seal text,
  label_food text,
  label_maker text,
  label_made_at timestamptz,
  label_eat_by timestamptz,
  label_how_to_eat text,
  temperature bigint,
  signer uuid,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX dispatch_record ON dispatch (record);
CREATE INDEX dispatch_log_seq ON dispatch (log, seq);
CREATE INDEX dispatch_log_day ON dispatch (log, day);
CREATE INDEX dispatch_destination_day ON dispatch (destination, day);
CREATE TABLE dispatch_item (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  line bigint NOT NULL,
  batch uuid NOT NULL,
  parent uuid NOT NULL,
  dish text,
  amount bigint,
  dimension text,
  portions bigint,
  UNIQUE (home, id)
);
CREATE INDEX dispatch_item_record ON dispatch_item (record);
CREATE INDEX dispatch_item_log_seq ON dispatch_item (log, seq);
CREATE INDEX dispatch_item_batch ON dispatch_item (batch);
CREATE INDEX dispatch_item_parent ON dispatch_item (parent);
CREATE TABLE dispatch_receipt (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  dispatch uuid,
  seal_intact boolean,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX dispatch_receipt_record ON dispatch_receipt (record);
CREATE INDEX dispatch_receipt_log_seq ON dispatch_receipt (log, seq);
CREATE INDEX dispatch_receipt_dispatch ON dispatch_receipt (dispatch);
CREATE INDEX dispatch_receipt_log_day ON dispatch_receipt (log, day);
CREATE TABLE dispatch_receipt_item (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  line bigint NOT NULL,
  batch uuid NOT NULL,
  parent uuid NOT NULL,
  dish text,
  accepted bigint,
  rejected bigint NOT NULL,
  dimension text,
  portions bigint,
  temperature bigint,
  reason text,
  UNIQUE (home, id)
);
CREATE INDEX dispatch_receipt_item_record ON dispatch_receipt_item (record);
CREATE INDEX dispatch_receipt_item_log_seq ON dispatch_receipt_item (log, seq);
CREATE INDEX dispatch_receipt_item_batch ON dispatch_receipt_item (batch);
CREATE INDEX dispatch_receipt_item_parent ON dispatch_receipt_item (parent);
CREATE TABLE dispatch_receiver (
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
CREATE INDEX dispatch_receiver_record ON dispatch_receiver (record);
CREATE INDEX dispatch_receiver_log_seq ON dispatch_receiver (log, seq);
CREATE INDEX dispatch_receiver_person ON dispatch_receiver (person);
CREATE TABLE retained_sample (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  batch uuid NOT NULL,
  parent uuid NOT NULL,
  dish text,
  meal text,
  amount bigint,
  dimension text,
  unit uuid,
  keep_until timestamptz NOT NULL,
  person uuid,
  taken_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX retained_sample_record ON retained_sample (record);
CREATE INDEX retained_sample_log_seq ON retained_sample (log, seq);
CREATE INDEX retained_sample_batch ON retained_sample (batch);
CREATE INDEX retained_sample_parent ON retained_sample (parent);
CREATE INDEX retained_sample_log_day ON retained_sample (log, day);
CREATE TABLE sample_disposal (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  sample uuid NOT NULL,
  person uuid,
  disposed_at timestamptz NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX sample_disposal_record ON sample_disposal (record);
CREATE INDEX sample_disposal_log_seq ON sample_disposal (log, seq);
CREATE INDEX sample_disposal_sample ON sample_disposal (sample);
CREATE TABLE disposal (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  batch uuid NOT NULL,
  amount bigint,
  dimension text,
  reason text NOT NULL,
  handler uuid,
  note text,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX disposal_record ON disposal (record);
CREATE INDEX disposal_log_seq ON disposal (log, seq);
CREATE INDEX disposal_batch ON disposal (batch);
CREATE INDEX disposal_log_day ON disposal (log, day);
CREATE TABLE storage_unit (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  name text NOT NULL,
  name_en text,
  storage text NOT NULL,
  coldest bigint,
  warmest bigint,
  UNIQUE (home, id)
);
CREATE INDEX storage_unit_record ON storage_unit (record);
CREATE INDEX storage_unit_log_seq ON storage_unit (log, seq);
CREATE TABLE temperature_reading (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  unit uuid NOT NULL,
  temperature bigint NOT NULL,
  source text NOT NULL,
  person uuid,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX temperature_reading_record ON temperature_reading (record);
CREATE INDEX temperature_reading_log_seq ON temperature_reading (log, seq);
CREATE INDEX temperature_reading_unit_occurred_at ON temperature_reading (unit, occurred_at);
CREATE INDEX temperature_reading_log_day ON temperature_reading (log, day);
