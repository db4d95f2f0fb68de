-- Who plans; what is sent of finished reports and to whom; the inbox; who downloaded what.
CREATE TABLE leadership (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  holder uuid NOT NULL,
  until timestamptz NOT NULL,
  UNIQUE (name)
);
CREATE TABLE webhook (
  id uuid PRIMARY KEY,
  region text NOT NULL,
  url text NOT NULL,
  salt bytea NOT NULL,
  fingerprint bytea NOT NULL,
  active boolean NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL
);
CREATE INDEX webhook_region ON webhook (region);
CREATE TABLE mailing (
  id uuid PRIMARY KEY,
  report uuid NOT NULL,
  schedule uuid NOT NULL,
  channel text NOT NULL,
  recipient text NOT NULL,
  state text NOT NULL,
  attempts bigint NOT NULL,
  next_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  sent_at timestamptz,
  error text,
  error_detail text,
  worker uuid,
  lease_until timestamptz,
  UNIQUE (report, channel, recipient)
);
CREATE INDEX mailing_state_next_at ON mailing (state, next_at);
CREATE INDEX mailing_schedule_created_at ON mailing (schedule, created_at);
CREATE TABLE inbox_entry (
  id uuid PRIMARY KEY,
  account uuid NOT NULL,
  report uuid NOT NULL,
  arrived_at timestamptz NOT NULL,
  read_at timestamptz,
  UNIQUE (account, report)
);
CREATE INDEX inbox_entry_account_arrived_at ON inbox_entry (account, arrived_at);
CREATE TABLE download (
  id uuid PRIMARY KEY,
  report uuid NOT NULL,
  account uuid NOT NULL,
  sha256 text NOT NULL,
  packed boolean NOT NULL,
  downloaded_at timestamptz NOT NULL
);
CREATE INDEX download_report_downloaded_at ON download (report, downloaded_at);
