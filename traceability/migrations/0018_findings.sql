-- What rules find, how each rule fared, and the steps people take on findings.
CREATE TABLE finding (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  site uuid NOT NULL,
  rule text NOT NULL,
  rule_set bigint NOT NULL,
  severity text NOT NULL,
  verdict text NOT NULL,
  subject_kind text NOT NULL,
  subject text NOT NULL,
  place text NOT NULL,
  day date NOT NULL,
  why text NOT NULL,
  told text NOT NULL,
  due date NOT NULL,
  first_seen timestamptz NOT NULL,
  last_seen timestamptz NOT NULL,
  holds boolean NOT NULL,
  ended_at timestamptz,
  life text NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX finding_site_day ON finding (site, day);
CREATE INDEX finding_site_rule ON finding (site, rule);
CREATE INDEX finding_subject ON finding (subject);
CREATE INDEX finding_day_id ON finding (day, id);
CREATE TABLE rule_execution (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  site uuid NOT NULL,
  rule text NOT NULL,
  rule_set bigint NOT NULL,
  first_day date NOT NULL,
  last_day date NOT NULL,
  evaluated bigint NOT NULL,
  violated bigint NOT NULL,
  satisfied bigint NOT NULL,
  not_evidenced bigint NOT NULL,
  fault text,
  judged_at timestamptz NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX rule_execution_site_rule ON rule_execution (site, rule);
CREATE TABLE finding_step (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  finding uuid NOT NULL,
  step text NOT NULL,
  note text,
  author uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX finding_step_record ON finding_step (record);
CREATE INDEX finding_step_log_seq ON finding_step (log, seq);
CREATE INDEX finding_step_finding ON finding_step (finding);
CREATE INDEX finding_step_log_day ON finding_step (log, day);
