-- Logs, revisions, the outbox and rivals.
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
