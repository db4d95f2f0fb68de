-- Groups, headcounts, calendar, menus.
CREATE TABLE diner_group (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  name text NOT NULL,
  name_en text,
  age_group text,
  enrolment bigint NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX diner_group_record ON diner_group (record);
CREATE INDEX diner_group_log_seq ON diner_group (log, seq);
CREATE TABLE headcount (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  day date NOT NULL,
  meal text NOT NULL,
  diner_group uuid NOT NULL,
  present bigint NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX headcount_record ON headcount (record);
CREATE INDEX headcount_log_seq ON headcount (log, seq);
CREATE INDEX headcount_log_day ON headcount (log, day);
CREATE INDEX headcount_diner_group ON headcount (diner_group);
CREATE TABLE school_day (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  day date NOT NULL,
  kind text NOT NULL,
  note text,
  UNIQUE (home, id)
);
CREATE INDEX school_day_record ON school_day (record);
CREATE INDEX school_day_log_seq ON school_day (log, seq);
CREATE INDEX school_day_log_day ON school_day (log, day);
CREATE TABLE menu (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  day date NOT NULL,
  meal text NOT NULL,
  published_at timestamptz,
  UNIQUE (home, id)
);
CREATE INDEX menu_record ON menu (record);
CREATE INDEX menu_log_seq ON menu (log, seq);
CREATE INDEX menu_log_day ON menu (log, day);
CREATE TABLE menu_dish (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  line bigint NOT NULL,
  recipe uuid,
  dish text NOT NULL,
  portions bigint,
  UNIQUE (home, id)
);
CREATE INDEX menu_dish_record ON menu_dish (record);
CREATE INDEX menu_dish_log_seq ON menu_dish (log, seq);
CREATE INDEX menu_dish_recipe ON menu_dish (recipe);
CREATE TABLE substitution (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  menu uuid NOT NULL,
  recipe_out uuid,
  dish_out text NOT NULL,
  recipe_in uuid,
  dish_in text,
  reason text NOT NULL,
  occurred_at timestamptz NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX substitution_record ON substitution (record);
CREATE INDEX substitution_log_seq ON substitution (log, seq);
CREATE INDEX substitution_menu ON substitution (menu);
