-- Shared tablets: enrolments, tablets, their entries and the chain's faults, PINs, and tries at secrets.
CREATE TABLE enrolment (
  id uuid PRIMARY KEY,
  digest bytea NOT NULL,
  site uuid NOT NULL,
  name text NOT NULL,
  offered_by uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  spent_at timestamptz,
  tablet uuid,
  UNIQUE (digest)
);
CREATE INDEX enrolment_expires_at ON enrolment (expires_at);
CREATE TABLE tablet (
  id uuid PRIMARY KEY,
  digest bytea NOT NULL,
  site uuid NOT NULL,
  name text NOT NULL,
  made bigint NOT NULL,
  enrolled_by uuid NOT NULL,
  enrolled_at timestamptz NOT NULL,
  last_seen timestamptz,
  disabled_at timestamptz,
  UNIQUE (digest)
);
CREATE INDEX tablet_site ON tablet (site);
CREATE TABLE tablet_entry (
  id uuid PRIMARY KEY,
  tablet uuid NOT NULL,
  site uuid NOT NULL,
  sequence bigint NOT NULL,
  record uuid NOT NULL,
  kind text NOT NULL,
  digest bytea NOT NULL,
  chain bytea NOT NULL,
  person uuid,
  made_at timestamptz NOT NULL,
  sent_at timestamptz,
  received_at timestamptz NOT NULL,
  skew_ms bigint,
  state text NOT NULL,
  author_state text NOT NULL,
  reason text,
  UNIQUE (tablet, sequence)
);
CREATE INDEX tablet_entry_site ON tablet_entry (site);
CREATE INDEX tablet_entry_record ON tablet_entry (record);
CREATE TABLE tablet_fault (
  id uuid PRIMARY KEY,
  tablet uuid NOT NULL,
  sequence bigint NOT NULL,
  record uuid NOT NULL,
  kind text NOT NULL,
  digest bytea NOT NULL,
  chain bytea NOT NULL,
  received_at timestamptz NOT NULL
);
CREATE INDEX tablet_fault_tablet_sequence ON tablet_fault (tablet, sequence);
CREATE TABLE pin (
  id uuid PRIMARY KEY,
  site uuid NOT NULL,
  person uuid NOT NULL,
  salt bytea NOT NULL,
  iterations bigint NOT NULL,
  verifier bytea NOT NULL,
  set_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  disabled_at timestamptz,
  UNIQUE (site, person)
);
CREATE INDEX pin_person ON pin (person);
CREATE TABLE attempt (
  id uuid PRIMARY KEY,
  subject text NOT NULL,
  tried_at timestamptz NOT NULL
);
CREATE INDEX attempt_subject_tried_at ON attempt (subject, tried_at);
CREATE INDEX attempt_tried_at ON attempt (tried_at);
