-- Schedules that people edit: how often, which day, whom, and who hears of it; runs by what they belong to.
ALTER TABLE schedule ADD COLUMN every text;
ALTER TABLE schedule ADD COLUMN rule text;
ALTER TABLE schedule ADD COLUMN counted text;
ALTER TABLE schedule ADD COLUMN terms text;
ALTER TABLE schedule ADD COLUMN changed_at timestamptz;
ALTER TABLE schedule ADD COLUMN changed_by uuid;
CREATE INDEX schedule_region ON schedule (region);
CREATE TABLE schedule_site (
  id uuid PRIMARY KEY,
  schedule uuid NOT NULL,
  site uuid NOT NULL,
  UNIQUE (schedule, site)
);
CREATE TABLE schedule_recipient (
  id uuid PRIMARY KEY,
  schedule uuid NOT NULL,
  channel text NOT NULL,
  recipient text NOT NULL,
  UNIQUE (schedule, channel, recipient)
);
ALTER TABLE report ADD COLUMN announced_at timestamptz;
CREATE INDEX report_announced_at_state ON report (announced_at, state);
