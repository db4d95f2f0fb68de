-- Organisations, sites, licences, appointments, vetting, people.
CREATE TABLE party (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  kind text NOT NULL,
  trade text NOT NULL,
  organisation uuid,
  name text NOT NULL,
  name_en text,
  pinyin text NOT NULL,
  region text NOT NULL,
  address text,
  contact uuid,
  credit_code text,
  credit_code_valid boolean,
  gln text,
  gln_valid boolean,
  operating_mode text,
  enrolment bigint,
  UNIQUE (home, id)
);
CREATE INDEX party_record ON party (record);
CREATE INDEX party_log_seq ON party (log, seq);
CREATE INDEX party_region ON party (region);
CREATE INDEX party_organisation ON party (organisation);
CREATE INDEX party_pinyin ON party (pinyin);
CREATE INDEX party_credit_code ON party (credit_code);
CREATE TABLE licence (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  kind text NOT NULL,
  number text NOT NULL,
  valid_from date,
  valid_to date,
  scope text NOT NULL,
  issued_by text,
  UNIQUE (home, id)
);
CREATE INDEX licence_record ON licence (record);
CREATE INDEX licence_log_seq ON licence (log, seq);
CREATE INDEX licence_log_valid_to ON licence (log, valid_to);
CREATE INDEX licence_number ON licence (number);
CREATE TABLE appointment (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  person uuid NOT NULL,
  role text NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  UNIQUE (home, id)
);
CREATE INDEX appointment_record ON appointment (record);
CREATE INDEX appointment_log_seq ON appointment (log, seq);
CREATE INDEX appointment_person ON appointment (person);
CREATE INDEX appointment_log_role ON appointment (log, role);
CREATE TABLE vetting (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  supplier uuid NOT NULL,
  vetted_on date NOT NULL,
  outcome text NOT NULL,
  incident_free_since date,
  on_blacklist boolean,
  evaluation text,
  valid_to date,
  UNIQUE (home, id)
);
CREATE INDEX vetting_record ON vetting (record);
CREATE INDEX vetting_log_seq ON vetting (log, seq);
CREATE INDEX vetting_supplier_vetted_on ON vetting (supplier, vetted_on);
CREATE TABLE person_entry (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  commitment text NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX person_entry_record ON person_entry (record);
CREATE INDEX person_entry_log_seq ON person_entry (log, seq);
CREATE INDEX person_entry_commitment ON person_entry (commitment);
CREATE TABLE person (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  person uuid NOT NULL,
  organisation uuid NOT NULL,
  commitment text,
  salt bytea,
  name text,
  phone text,
  retention_until date,
  erased_at timestamptz,
  UNIQUE (home, id)
);
CREATE INDEX person_person ON person (person);
CREATE INDEX person_retention_until ON person (retention_until);
