-- Signatures of receivers who signed after a delivery was recorded.
CREATE TABLE delivery_signature (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  record uuid NOT NULL,
  rev bigint NOT NULL,
  log uuid NOT NULL,
  seq bigint NOT NULL,
  until_seq bigint,
  delivery uuid NOT NULL,
  person uuid NOT NULL,
  role text NOT NULL,
  signed_at timestamptz NOT NULL,
  UNIQUE (home, id)
);
CREATE INDEX delivery_signature_record ON delivery_signature (record);
CREATE INDEX delivery_signature_log_seq ON delivery_signature (log, seq);
CREATE INDEX delivery_signature_delivery ON delivery_signature (delivery);
CREATE INDEX delivery_signature_person ON delivery_signature (person);
