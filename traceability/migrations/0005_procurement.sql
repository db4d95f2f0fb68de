-- Contracts and purchase orders.
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
