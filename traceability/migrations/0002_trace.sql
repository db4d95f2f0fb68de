-- Batches, links and tracking events; holds.
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
-- postgresql only
CREATE INDEX batch_lot_prefix ON batch (lot text_pattern_ops);
