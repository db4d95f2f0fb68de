-- Documents.
CREATE TABLE document (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  kind text NOT NULL,
  number text,
  number_key text,
  issued_on date,
  valid_to date,
  issuer text,
  organisation uuid,
  sha256 text,
  media_type text,
  bytes bigint,
  UNIQUE (home, id)
);
CREATE INDEX document_record ON document (record);
CREATE INDEX document_log_seq ON document (log, seq);
CREATE INDEX document_number_key ON document (number_key);
CREATE INDEX document_sha256 ON document (sha256);
CREATE INDEX document_organisation ON document (organisation);
