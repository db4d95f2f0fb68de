-- The record: logs and revisions, and every kind of typed row.
CREATE TABLE log (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  zone text NOT NULL,
  size bigint NOT NULL,
  UNIQUE (home, id)
);
CREATE TABLE revision (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  kind text NOT NULL,
  entry text NOT NULL,
  leaf bytea NOT NULL,
  raw_digest bytea NOT NULL,
  body_digest bytea NOT NULL,
  correction uuid,
  author uuid NOT NULL,
  voided boolean NOT NULL,
  recorded_at timestamptz NOT NULL,
  UNIQUE (home, id),
  UNIQUE (home, log, seq),
  UNIQUE (home, record, rev)
);
CREATE INDEX revision_record ON revision (record);
CREATE INDEX revision_correction ON revision (correction);
CREATE TABLE outbox (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  kind text NOT NULL,
  created_at timestamptz NOT NULL,
  done_at timestamptz,
  UNIQUE (home, id)
);
CREATE INDEX outbox_done_at_created_at ON outbox (done_at, created_at);
CREATE TABLE rival (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  log uuid NOT NULL,
  record uuid NOT NULL,
  kind text NOT NULL,
  saw_rev bigint,
  body text NOT NULL,
  body_digest bytea NOT NULL,
  author uuid NOT NULL,
  why text,
  received_at timestamptz NOT NULL,
  settled_at timestamptz,
  UNIQUE (home, id)
);
CREATE INDEX rival_log_settled_at ON rival (log, settled_at);
CREATE INDEX rival_record ON rival (record);
CREATE TABLE batch (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  batch uuid NOT NULL,
  kind text NOT NULL,
  party uuid NOT NULL,
  ingredient uuid,
  recipe uuid,
  name text,
  lot text,
  lot_entered text,
  amount bigint,
  dimension text,
  production_date date,
  expiry_date date,
  occurred_at timestamptz,
  inferred boolean NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX batch_record ON batch (record);
CREATE INDEX batch_log_seq ON batch (log, seq);
CREATE INDEX batch_batch ON batch (batch);
CREATE INDEX batch_lot ON batch (lot);
CREATE INDEX batch_party_occurred_at ON batch (party, occurred_at);
CREATE INDEX batch_ingredient ON batch (ingredient);
CREATE INDEX batch_recipe ON batch (recipe);
CREATE TABLE link (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  until_log uuid,
  child uuid NOT NULL,
  parent uuid NOT NULL,
  kind text NOT NULL,
  amount bigint,
  least bigint,
  greatest bigint,
  dimension text,
  evidence text NOT NULL,
  occurred_at timestamptz NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX link_child ON link (child);
CREATE INDEX link_parent ON link (parent);
CREATE INDEX link_record ON link (record);
CREATE TABLE tracking_event (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  kind text NOT NULL,
  step text NOT NULL,
  disposition text,
  occurred_at timestamptz NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX tracking_event_record ON tracking_event (record);
CREATE INDEX tracking_event_log_seq ON tracking_event (log, seq);
CREATE INDEX tracking_event_log_occurred_at ON tracking_event (log, occurred_at);
CREATE TABLE same_batch (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  a uuid NOT NULL,
  b uuid NOT NULL,
  reason text NOT NULL,
  occurred_at timestamptz NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX same_batch_record ON same_batch (record);
CREATE INDEX same_batch_log_seq ON same_batch (log, seq);
CREATE INDEX same_batch_a ON same_batch (a);
CREATE INDEX same_batch_b ON same_batch (b);
CREATE TABLE batch_hold (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  level text NOT NULL,
  reason text NOT NULL,
  occurred_at timestamptz NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX batch_hold_record ON batch_hold (record);
CREATE INDEX batch_hold_log_seq ON batch_hold (log, seq);
CREATE TABLE held_batch (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  batch uuid NOT NULL,
  level text NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX held_batch_record ON held_batch (record);
CREATE INDEX held_batch_log_seq ON held_batch (log, seq);
CREATE INDEX held_batch_batch ON held_batch (batch);
CREATE TABLE hold_release (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  hold uuid NOT NULL,
  reason text,
  occurred_at timestamptz NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX hold_release_record ON hold_release (record);
CREATE INDEX hold_release_log_seq ON hold_release (log, seq);
CREATE INDEX hold_release_hold ON hold_release (hold);
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
CREATE TABLE document (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  kind text NOT NULL,
  number text,
  number_key text,
  issued_on date,
  valid_to date,
  issuer text,
  organisation uuid,
  sha256 text,
  media_type text,
  bytes bigint,
  UNIQUE (home, id)
);
CREATE INDEX document_record ON document (record);
CREATE INDEX document_log_seq ON document (log, seq);
CREATE INDEX document_number_key ON document (number_key);
CREATE INDEX document_sha256 ON document (sha256);
CREATE INDEX document_organisation ON document (organisation);
CREATE TABLE ingredient (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  name text NOT NULL,
  name_en text,
  pinyin text NOT NULL,
  food_group text NOT NULL,
  storage text NOT NULL,
  allergens text NOT NULL,
  shelf_life_days bigint,
  bulk boolean NOT NULL,
  unit text NOT NULL,
  gtin text,
  gtin_valid boolean,
  UNIQUE (home, id)
);
CREATE INDEX ingredient_record ON ingredient (record);
CREATE INDEX ingredient_log_seq ON ingredient (log, seq);
CREATE TABLE ingredient_alias (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  alias text NOT NULL,
  pinyin text NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX ingredient_alias_record ON ingredient_alias (record);
CREATE INDEX ingredient_alias_log_seq ON ingredient_alias (log, seq);
CREATE TABLE cooking (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  batch uuid NOT NULL,
  recipe uuid,
  dish text NOT NULL,
  meal text,
  portions bigint,
  core_temperature bigint,
  cook uuid,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX cooking_record ON cooking (record);
CREATE INDEX cooking_log_seq ON cooking (log, seq);
CREATE INDEX cooking_batch ON cooking (batch);
CREATE INDEX cooking_log_day ON cooking (log, day);
CREATE INDEX cooking_log_occurred_at ON cooking (log, occurred_at);
CREATE INDEX cooking_recipe ON cooking (recipe);
CREATE TABLE cooking_input (
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
  evidence text NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX cooking_input_record ON cooking_input (record);
CREATE INDEX cooking_input_log_seq ON cooking_input (log, seq);
CREATE INDEX cooking_input_batch ON cooking_input (batch);
CREATE TABLE cooking_draw (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  issue uuid NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX cooking_draw_record ON cooking_draw (record);
CREATE INDEX cooking_draw_log_seq ON cooking_draw (log, seq);
CREATE INDEX cooking_draw_issue ON cooking_draw (issue);
CREATE TABLE serving (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  batch uuid NOT NULL,
  meal text NOT NULL,
  diner_group uuid NOT NULL,
  portions bigint NOT NULL,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX serving_record ON serving (record);
CREATE INDEX serving_log_seq ON serving (log, seq);
CREATE INDEX serving_batch ON serving (batch);
CREATE INDEX serving_log_day ON serving (log, day);
CREATE TABLE served_dish (
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
  UNIQUE (home, id)
);
CREATE INDEX served_dish_record ON served_dish (record);
CREATE INDEX served_dish_log_seq ON served_dish (log, seq);
CREATE INDEX served_dish_batch ON served_dish (batch);
CREATE TABLE issue_line (
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
CREATE INDEX issue_line_record ON issue_line (record);
CREATE INDEX issue_line_log_seq ON issue_line (log, seq);
CREATE INDEX issue_line_batch ON issue_line (batch);
CREATE INDEX issue_line_log_day ON issue_line (log, day);
CREATE TABLE return_line (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  issue uuid NOT NULL,
  batch uuid NOT NULL,
  amount bigint NOT NULL,
  dimension text NOT NULL,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX return_line_record ON return_line (record);
CREATE INDEX return_line_log_seq ON return_line (log, seq);
CREATE INDEX return_line_issue ON return_line (issue);
CREATE INDEX return_line_batch ON return_line (batch);
CREATE TABLE opening (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  batch uuid NOT NULL,
  opened_at timestamptz NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX opening_record ON opening (record);
CREATE INDEX opening_log_seq ON opening (log, seq);
CREATE INDEX opening_batch ON opening (batch);
CREATE INDEX opening_log_opened_at ON opening (log, opened_at);
CREATE TABLE emptying (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  opening uuid NOT NULL,
  emptied_at timestamptz NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX emptying_record ON emptying (record);
CREATE INDEX emptying_log_seq ON emptying (log, seq);
CREATE INDEX emptying_opening ON emptying (opening);
CREATE TABLE recipe (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  dish text NOT NULL,
  dish_en text,
  pinyin text NOT NULL,
  version bigint NOT NULL,
  portion_yield bigint,
  allergens text NOT NULL,
  cook_through bigint NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX recipe_record ON recipe (record);
CREATE INDEX recipe_log_seq ON recipe (log, seq);
CREATE INDEX recipe_dish ON recipe (dish);
CREATE TABLE recipe_line (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  ingredient uuid NOT NULL,
  age_group text NOT NULL,
  amount bigint NOT NULL,
  optional bigint NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX recipe_line_record ON recipe_line (record);
CREATE INDEX recipe_line_log_seq ON recipe_line (log, seq);
CREATE INDEX recipe_line_ingredient ON recipe_line (ingredient);
CREATE TABLE batch_test (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  method text NOT NULL,
  item text NOT NULL,
  limit_text text,
  value_text text,
  result text NOT NULL,
  report_number text,
  laboratory text,
  person uuid,
  tested_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX batch_test_record ON batch_test (record);
CREATE INDEX batch_test_log_seq ON batch_test (log, seq);
CREATE INDEX batch_test_log_day ON batch_test (log, day);
CREATE INDEX batch_test_report_number ON batch_test (report_number);
CREATE TABLE examined_batch (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  batch uuid NOT NULL,
  result text NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX examined_batch_record ON examined_batch (record);
CREATE INDEX examined_batch_log_seq ON examined_batch (log, seq);
CREATE INDEX examined_batch_batch ON examined_batch (batch);
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
CREATE TABLE diner_group (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  name text NOT NULL,
  name_en text,
  age_group text,
  enrolment bigint NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX diner_group_record ON diner_group (record);
CREATE INDEX diner_group_log_seq ON diner_group (log, seq);
CREATE TABLE headcount (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  day date NOT NULL,
  meal text NOT NULL,
  diner_group uuid NOT NULL,
  present bigint NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX headcount_record ON headcount (record);
CREATE INDEX headcount_log_seq ON headcount (log, seq);
CREATE INDEX headcount_log_day ON headcount (log, day);
CREATE INDEX headcount_diner_group ON headcount (diner_group);
CREATE TABLE school_day (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  day date NOT NULL,
  kind text NOT NULL,
  note text,
  UNIQUE (home, id)
);
CREATE INDEX school_day_record ON school_day (record);
CREATE INDEX school_day_log_seq ON school_day (log, seq);
CREATE INDEX school_day_log_day ON school_day (log, day);
CREATE TABLE menu (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  day date NOT NULL,
  meal text NOT NULL,
  published_at timestamptz,
  UNIQUE (home, id)
);
CREATE INDEX menu_record ON menu (record);
CREATE INDEX menu_log_seq ON menu (log, seq);
CREATE INDEX menu_log_day ON menu (log, day);
CREATE TABLE menu_dish (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  line bigint NOT NULL,
  recipe uuid,
  dish text NOT NULL,
  portions bigint,
  UNIQUE (home, id)
);
CREATE INDEX menu_dish_record ON menu_dish (record);
CREATE INDEX menu_dish_log_seq ON menu_dish (log, seq);
CREATE INDEX menu_dish_recipe ON menu_dish (recipe);
CREATE TABLE substitution (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  menu uuid NOT NULL,
  recipe_out uuid,
  dish_out text NOT NULL,
  recipe_in uuid,
  dish_in text,
  reason text NOT NULL,
  occurred_at timestamptz NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX substitution_record ON substitution (record);
CREATE INDEX substitution_log_seq ON substitution (log, seq);
CREATE INDEX substitution_menu ON substitution (menu);
CREATE TABLE party (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  kind text NOT NULL,
  trade text NOT NULL,
  organisation uuid,
  name text NOT NULL,
  name_en text,
  pinyin text NOT NULL,
  region text NOT NULL,
  address text,
  contact uuid,
  credit_code text,
  credit_code_valid boolean,
  gln text,
  gln_valid boolean,
  operating_mode text,
  enrolment bigint,
  UNIQUE (home, id)
);
CREATE INDEX party_record ON party (record);
CREATE INDEX party_log_seq ON party (log, seq);
CREATE INDEX party_region ON party (region);
CREATE INDEX party_organisation ON party (organisation);
CREATE INDEX party_pinyin ON party (pinyin);
CREATE INDEX party_credit_code ON party (credit_code);
CREATE TABLE licence (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  kind text NOT NULL,
  number text NOT NULL,
  valid_from date,
  valid_to date,
  scope text NOT NULL,
  issued_by text,
  UNIQUE (home, id)
);
CREATE INDEX licence_record ON licence (record);
CREATE INDEX licence_log_seq ON licence (log, seq);
CREATE INDEX licence_log_valid_to ON licence (log, valid_to);
CREATE INDEX licence_number ON licence (number);
CREATE TABLE appointment (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  person uuid NOT NULL,
  role text NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  UNIQUE (home, id)
);
CREATE INDEX appointment_record ON appointment (record);
CREATE INDEX appointment_log_seq ON appointment (log, seq);
CREATE INDEX appointment_person ON appointment (person);
CREATE INDEX appointment_log_role ON appointment (log, role);
CREATE TABLE vetting (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  supplier uuid NOT NULL,
  vetted_on date NOT NULL,
  outcome text NOT NULL,
  incident_free_since date,
  on_blacklist boolean,
  evaluation text,
  valid_to date,
  UNIQUE (home, id)
);
CREATE INDEX vetting_record ON vetting (record);
CREATE INDEX vetting_log_seq ON vetting (log, seq);
CREATE INDEX vetting_supplier_vetted_on ON vetting (supplier, vetted_on);
CREATE TABLE person_entry (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  commitment text NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX person_entry_record ON person_entry (record);
CREATE INDEX person_entry_log_seq ON person_entry (log, seq);
CREATE INDEX person_entry_commitment ON person_entry (commitment);
CREATE TABLE person (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  person uuid NOT NULL,
  organisation uuid NOT NULL,
  commitment text,
  salt bytea,
  name text,
  phone text,
  retention_until date,
  erased_at timestamptz,
  UNIQUE (home, id)
);
CREATE INDEX person_person ON person (person);
CREATE INDEX person_retention_until ON person (retention_until);
CREATE TABLE contract (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  supplier uuid NOT NULL,
  number text,
  valid_from date NOT NULL,
  valid_to date,
  tendered boolean,
  UNIQUE (home, id)
);
CREATE INDEX contract_record ON contract (record);
CREATE INDEX contract_log_seq ON contract (log, seq);
CREATE INDEX contract_supplier_valid_to ON contract (supplier, valid_to);
CREATE INDEX contract_number ON contract (number);
CREATE TABLE contract_line (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  supplier uuid NOT NULL,
  ingredient uuid NOT NULL,
  unit_price text NOT NULL,
  unit text NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX contract_line_record ON contract_line (record);
CREATE INDEX contract_line_log_seq ON contract_line (log, seq);
CREATE INDEX contract_line_ingredient ON contract_line (ingredient);
CREATE TABLE purchase_order (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  supplier uuid NOT NULL,
  number text,
  contract uuid,
  due date NOT NULL,
  ordered_at timestamptz,
  note text,
  UNIQUE (home, id)
);
CREATE INDEX purchase_order_record ON purchase_order (record);
CREATE INDEX purchase_order_log_seq ON purchase_order (log, seq);
CREATE INDEX purchase_order_log_due ON purchase_order (log, due);
CREATE INDEX purchase_order_supplier_due ON purchase_order (supplier, due);
CREATE INDEX purchase_order_number ON purchase_order (number);
CREATE TABLE purchase_order_line (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  line bigint NOT NULL,
  ingredient uuid NOT NULL,
  amount bigint NOT NULL,
  dimension text NOT NULL,
  entered text NOT NULL,
  entered_unit text NOT NULL,
  unit_price text,
  label_temperature bigint,
  UNIQUE (home, id)
);
CREATE INDEX purchase_order_line_record ON purchase_order_line (record);
CREATE INDEX purchase_order_line_log_seq ON purchase_order_line (log, seq);
CREATE INDEX purchase_order_line_ingredient ON purchase_order_line (ingredient);
-- postgresql only
CREATE INDEX batch_lot_prefix ON batch (lot text_pattern_ops);
