-- Schedules, their runs, and reports.
CREATE TABLE schedule (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  region text NOT NULL,
  day bigint NOT NULL,
  hour bigint NOT NULL,
  zone text NOT NULL,
  language text NOT NULL,
  active boolean NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE TABLE schedule_run (
  id uuid PRIMARY KEY,
  schedule uuid NOT NULL,
  due_at timestamptz NOT NULL,
  period text NOT NULL,
  planned_at timestamptz NOT NULL,
  UNIQUE (schedule, due_at)
);
CREATE TABLE report (
  id uuid PRIMARY KEY,
  run uuid,
  kind text NOT NULL,
  site uuid NOT NULL,
  period text NOT NULL,
  language text NOT NULL,
  state text NOT NULL,
  origin text NOT NULL,
  requested_by uuid,
  requested_at timestamptz NOT NULL,
  attempts bigint NOT NULL,
  worker uuid,
  lease_until timestamptz,
  made_at timestamptz,
  pages bigint,
  bytes bigint,
  sha256 text,
  failure text,
  UNIQUE (run, site)
);
CREATE INDEX report_state_requested_at ON report (state, requested_at);
CREATE INDEX report_site_period ON report (site, period);
