-- Ingredients and their names.
CREATE TABLE ingredient (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  name text NOT NULL,
  name_en text,
  pinyin text NOT NULL,
  food_group text NOT NULL,
  storage text NOT NULL,
  allergens text NOT NULL,
  shelf_life_days bigint,
  bulk boolean NOT NULL,
  unit text NOT NULL,
  gtin text,
  gtin_valid boolean,
  UNIQUE (home, id)
);
CREATE INDEX ingredient_record ON ingredient (record);
CREATE INDEX ingredient_log_seq ON ingredient (log, seq);
CREATE TABLE ingredient_alias (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  alias text NOT NULL,
  pinyin text NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX ingredient_alias_record ON ingredient_alias (record);
CREATE INDEX ingredient_alias_log_seq ON ingredient_alias (log, seq);
