-- The public code of a site, and whom parents turn to.
CREATE TABLE site_code (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  code text NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX site_code_code ON site_code (code);
ALTER TABLE party ADD COLUMN complaint_contact text;
