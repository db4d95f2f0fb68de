-- Recipes, stock, cooking, serving.
CREATE TABLE cooking (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  batch uuid NOT NULL,
  recipe uuid,
  dish text NOT NULL,
  meal text,
  portions bigint,
  core_temperature bigint,
  cook uuid,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX cooking_record ON cooking (record);
CREATE INDEX cooking_log_seq ON cooking (log, seq);
CREATE INDEX cooking_batch ON cooking (batch);
CREATE INDEX cooking_log_day ON cooking (log, day);
CREATE INDEX cooking_log_occurred_at ON cooking (log, occurred_at);
CREATE INDEX cooking_recipe ON cooking (recipe);
CREATE TABLE cooking_input (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  batch uuid NOT NULL,
  amount bigint,
  dimension text,
  evidence text NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX cooking_input_record ON cooking_input (record);
CREATE INDEX cooking_input_log_seq ON cooking_input (log, seq);
CREATE INDEX cooking_input_batch ON cooking_input (batch);
CREATE TABLE cooking_draw (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  issue uuid NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX cooking_draw_record ON cooking_draw (record);
CREATE INDEX cooking_draw_log_seq ON cooking_draw (log, seq);
CREATE INDEX cooking_draw_issue ON cooking_draw (issue);
CREATE TABLE serving (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  batch uuid NOT NULL,
  meal text NOT NULL,
  diner_group uuid NOT NULL,
  portions bigint NOT NULL,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX serving_record ON serving (record);
CREATE INDEX serving_log_seq ON serving (log, seq);
CREATE INDEX serving_batch ON serving (batch);
CREATE INDEX serving_log_day ON serving (log, day);
CREATE TABLE served_dish (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  batch uuid NOT NULL,
  amount bigint,
  dimension text,
  UNIQUE (home, id)
);
CREATE INDEX served_dish_record ON served_dish (record);
CREATE INDEX served_dish_log_seq ON served_dish (log, seq);
CREATE INDEX served_dish_batch ON served_dish (batch);
CREATE TABLE issue_line (
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
  evidence text NOT NULL,
  person uuid,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX issue_line_record ON issue_line (record);
CREATE INDEX issue_line_log_seq ON issue_line (log, seq);
CREATE INDEX issue_line_batch ON issue_line (batch);
CREATE INDEX issue_line_log_day ON issue_line (log, day);
CREATE TABLE return_line (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  issue uuid NOT NULL,
  batch uuid NOT NULL,
  amount bigint NOT NULL,
  dimension text NOT NULL,
  occurred_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX return_line_record ON return_line (record);
CREATE INDEX return_line_log_seq ON return_line (log, seq);
CREATE INDEX return_line_issue ON return_line (issue);
CREATE INDEX return_line_batch ON return_line (batch);
CREATE TABLE opening (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  batch uuid NOT NULL,
  opened_at timestamptz NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX opening_record ON opening (record);
CREATE INDEX opening_log_seq ON opening (log, seq);
CREATE INDEX opening_batch ON opening (batch);
CREATE INDEX opening_log_opened_at ON opening (log, opened_at);
CREATE TABLE emptying (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  opening uuid NOT NULL,
  emptied_at timestamptz NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX emptying_record ON emptying (record);
CREATE INDEX emptying_log_seq ON emptying (log, seq);
CREATE INDEX emptying_opening ON emptying (opening);
CREATE TABLE recipe (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  dish text NOT NULL,
  dish_en text,
  pinyin text NOT NULL,
  version bigint NOT NULL,
  portion_yield bigint,
  allergens text NOT NULL,
  cook_through bigint NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX recipe_record ON recipe (record);
CREATE INDEX recipe_log_seq ON recipe (log, seq);
CREATE INDEX recipe_dish ON recipe (dish);
CREATE TABLE recipe_line (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  ingredient uuid NOT NULL,
  age_group text NOT NULL,
  amount bigint NOT NULL,
  optional bigint NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX recipe_line_record ON recipe_line (record);
CREATE INDEX recipe_line_log_seq ON recipe_line (log, seq);
CREATE INDEX recipe_line_ingredient ON recipe_line (ingredient);
CREATE TABLE batch_test (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  method text NOT NULL,
  item text NOT NULL,
  limit_text text,
  value_text text,
  result text NOT NULL,
  report_number text,
  laboratory text,
  person uuid,
  tested_at timestamptz NOT NULL,
  day date NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX batch_test_record ON batch_test (record);
CREATE INDEX batch_test_log_seq ON batch_test (log, seq);
CREATE INDEX batch_test_log_day ON batch_test (log, day);
CREATE INDEX batch_test_report_number ON batch_test (report_number);
CREATE TABLE examined_batch (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  batch uuid NOT NULL,
  result text NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX examined_batch_record ON examined_batch (record);
CREATE INDEX examined_batch_log_seq ON examined_batch (log, seq);
CREATE INDEX examined_batch_batch ON examined_batch (batch);
