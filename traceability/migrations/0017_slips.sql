-- Small records that rules need: weekly and monthly checks, health certificates, additives, cameras, accounts.
CREATE TABLE additive_use (
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
  entered text NOT NULL,
  entered_unit text NOT NULL,
  purpose text NOT NULL,
  food text NOT NULL,
  dish uuid,
  food_amount bigint,
  food_dimension text,
  person uuid,
  note text,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX additive_use_record ON additive_use (record);
CREATE INDEX additive_use_log_seq ON additive_use (log, seq);
CREATE INDEX additive_use_batch ON additive_use (batch);
CREATE INDEX additive_use_dish ON additive_use (dish);
CREATE INDEX additive_use_log_day ON additive_use (log, day);
CREATE TABLE reheating (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  batch uuid NOT NULL,
  core_temperature bigint,
  person uuid,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX reheating_record ON reheating (record);
CREATE INDEX reheating_log_seq ON reheating (log, seq);
CREATE INDEX reheating_batch ON reheating (batch);
CREATE INDEX reheating_log_day ON reheating (log, day);
CREATE TABLE weekly_check (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  week text NOT NULL,
  first_day date NOT NULL,
  director uuid,
  points bigint NOT NULL,
  findings bigint NOT NULL,
  note text,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX weekly_check_record ON weekly_check (record);
CREATE INDEX weekly_check_log_seq ON weekly_check (log, seq);
CREATE INDEX weekly_check_log_first_day ON weekly_check (log, first_day);
CREATE TABLE weekly_check_point (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  line bigint NOT NULL,
  point text NOT NULL,
  in_order boolean NOT NULL,
  finding text,
  action text,
  due date,
  UNIQUE (home, id)
);
CREATE INDEX weekly_check_point_record ON weekly_check_point (record);
CREATE INDEX weekly_check_point_log_seq ON weekly_check_point (log, seq);
CREATE TABLE monthly_meeting (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  month text NOT NULL,
  first_day date NOT NULL,
  principal uuid,
  in_canteen boolean,
  attendees bigint NOT NULL,
  decisions bigint NOT NULL,
  topics text,
  note text,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX monthly_meeting_record ON monthly_meeting (record);
CREATE INDEX monthly_meeting_log_seq ON monthly_meeting (log, seq);
CREATE INDEX monthly_meeting_log_first_day ON monthly_meeting (log, first_day);
CREATE TABLE meeting_attendee (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  person uuid NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX meeting_attendee_record ON meeting_attendee (record);
CREATE INDEX meeting_attendee_log_seq ON meeting_attendee (log, seq);
CREATE INDEX meeting_attendee_person ON meeting_attendee (person);
CREATE TABLE meeting_decision (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  line bigint NOT NULL,
  decision text NOT NULL,
  responsible uuid,
  due date,
  UNIQUE (home, id)
);
CREATE INDEX meeting_decision_record ON meeting_decision (record);
CREATE INDEX meeting_decision_log_seq ON meeting_decision (log, seq);
CREATE TABLE camera_status (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  line bigint NOT NULL,
  camera text NOT NULL,
  online_percent bigint,
  outage_from timestamptz,
  outage_to timestamptz,
  reason text,
  person uuid,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX camera_status_record ON camera_status (record);
CREATE INDEX camera_status_log_seq ON camera_status (log, seq);
CREATE INDEX camera_status_log_day ON camera_status (log, day);
CREATE TABLE camera_alert (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  camera text NOT NULL,
  kind text NOT NULL,
  alerts bigint NOT NULL,
  closed bigint,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX camera_alert_record ON camera_alert (record);
CREATE INDEX camera_alert_log_seq ON camera_alert (log, seq);
CREATE INDEX camera_alert_log_day ON camera_alert (log, day);
CREATE TABLE incident (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  kind text NOT NULL,
  meal text,
  affected bigint,
  description text,
  measures text,
  person uuid,
  reported_at timestamptz,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX incident_record ON incident (record);
CREATE INDEX incident_log_seq ON incident (log, seq);
CREATE INDEX incident_log_day ON incident (log, day);
CREATE TABLE incident_report (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  line bigint NOT NULL,
  authority text NOT NULL,
  reported_at timestamptz NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX incident_report_record ON incident_report (record);
CREATE INDEX incident_report_log_seq ON incident_report (log, seq);
CREATE TABLE satisfaction_survey (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  term text NOT NULL,
  closed_on date NOT NULL,
  sent bigint NOT NULL,
  answered bigint NOT NULL,
  satisfied bigint NOT NULL,
  dissatisfied bigint NOT NULL,
  note text,
  person uuid,
  UNIQUE (home, id)
);
CREATE INDEX satisfaction_survey_record ON satisfaction_survey (record);
CREATE INDEX satisfaction_survey_log_seq ON satisfaction_survey (log, seq);
CREATE INDEX satisfaction_survey_log_closed_on ON satisfaction_survey (log, closed_on);
CREATE TABLE canteen_account (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  month text NOT NULL,
  first_day date NOT NULL,
  income bigint NOT NULL,
  expenditure bigint NOT NULL,
  closed_on date,
  published_on date,
  note text,
  person uuid,
  UNIQUE (home, id)
);
CREATE INDEX canteen_account_record ON canteen_account (record);
CREATE INDEX canteen_account_log_seq ON canteen_account (log, seq);
CREATE INDEX canteen_account_log_first_day ON canteen_account (log, first_day);
CREATE TABLE canteen_account_line (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  side text NOT NULL,
  heading text NOT NULL,
  amount bigint NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX canteen_account_line_record ON canteen_account_line (record);
CREATE INDEX canteen_account_line_log_seq ON canteen_account_line (log, seq);
CREATE TABLE health_certificate (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  person uuid NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  issuer text,
  seen_by uuid,
  seen_on date,
  UNIQUE (home, id)
);
CREATE INDEX health_certificate_record ON health_certificate (record);
CREATE INDEX health_certificate_log_seq ON health_certificate (log, seq);
CREATE INDEX health_certificate_person_valid_to ON health_certificate (person, valid_to);
CREATE TABLE vetting_criterion (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  line bigint NOT NULL,
  criterion text NOT NULL,
  score bigint NOT NULL,
  most bigint,
  remark text,
  UNIQUE (home, id)
);
CREATE INDEX vetting_criterion_record ON vetting_criterion (record);
CREATE INDEX vetting_criterion_log_seq ON vetting_criterion (log, seq);
CREATE TABLE reference_price (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  region text NOT NULL,
  ingredient uuid NOT NULL,
  unit_price text NOT NULL,
  unit text NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  source text NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX reference_price_record ON reference_price (record);
CREATE INDEX reference_price_log_seq ON reference_price (log, seq);
CREATE INDEX reference_price_ingredient_valid_from ON reference_price (ingredient, valid_from);
CREATE INDEX reference_price_region ON reference_price (region);
ALTER TABLE served_dish ADD COLUMN temperature bigint;
ALTER TABLE cooking ADD COLUMN ended_at timestamptz;
ALTER TABLE vetting ADD COLUMN occasion text;
ALTER TABLE vetting ADD COLUMN score bigint;
ALTER TABLE vetting ADD COLUMN score_most bigint;
ALTER TABLE vetting ADD COLUMN grade text;
ALTER TABLE vetting ADD COLUMN evaluated_by uuid;
ALTER TABLE vetting ADD COLUMN participants bigint;
ALTER TABLE vetting ADD COLUMN reason text;
ALTER TABLE contract ADD COLUMN on_platform boolean;
ALTER TABLE purchase_order ADD COLUMN on_platform boolean;
ALTER TABLE delivery_line ADD COLUMN produced_in text;
ALTER TABLE delivery_line ADD COLUMN chinese_label boolean;
ALTER TABLE delivery_line ADD COLUMN slaughterhouse text;
ALTER TABLE delivery_line ADD COLUMN quarantine_number text;
ALTER TABLE delivery_line ADD COLUMN quarantine_key text;
ALTER TABLE delivery_line ADD COLUMN meat_inspection_number text;
ALTER TABLE delivery_line ADD COLUMN meat_inspection_key text;
ALTER TABLE delivery_line ADD COLUMN asf_report_number text;
ALTER TABLE announcement ADD COLUMN produced_in text;
ALTER TABLE announcement ADD COLUMN slaughterhouse text;
ALTER TABLE announcement ADD COLUMN slaughtered_on date;
ALTER TABLE announcement ADD COLUMN asf_report_number text;
