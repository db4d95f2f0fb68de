-- The daily duties of a canteen: morning checks, disinfection, daily checks, accompanied meals.
CREATE TABLE morning_check_person (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  person uuid NOT NULL,
  fit boolean NOT NULL,
  sent_away boolean,
  checked_by uuid,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX morning_check_person_record ON morning_check_person (record);
CREATE INDEX morning_check_person_log_seq ON morning_check_person (log, seq);
CREATE INDEX morning_check_person_person ON morning_check_person (person);
CREATE INDEX morning_check_person_log_day ON morning_check_person (log, day);
CREATE TABLE disinfection (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  tableware text NOT NULL,
  pieces bigint,
  method text NOT NULL,
  temperature bigint,
  concentration bigint,
  agent text,
  minutes bigint,
  strip text,
  person uuid,
  note text,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX disinfection_record ON disinfection (record);
CREATE INDEX disinfection_log_seq ON disinfection (log, seq);
CREATE INDEX disinfection_log_day ON disinfection (log, day);
CREATE TABLE daily_check (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  officer uuid,
  points bigint NOT NULL,
  findings bigint NOT NULL,
  note text,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX daily_check_record ON daily_check (record);
CREATE INDEX daily_check_log_seq ON daily_check (log, seq);
CREATE INDEX daily_check_log_day ON daily_check (log, day);
CREATE TABLE daily_check_point (
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
  UNIQUE (home, id)
);
CREATE INDEX daily_check_point_record ON daily_check_point (record);
CREATE INDEX daily_check_point_log_seq ON daily_check_point (log, seq);
CREATE TABLE accompanied_meal (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  person uuid NOT NULL,
  meal text NOT NULL,
  taste text,
  quality text,
  portion text,
  problem text,
  action text,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX accompanied_meal_record ON accompanied_meal (record);
CREATE INDEX accompanied_meal_log_seq ON accompanied_meal (log, seq);
CREATE INDEX accompanied_meal_person ON accompanied_meal (person);
CREATE INDEX accompanied_meal_log_day ON accompanied_meal (log, day);
