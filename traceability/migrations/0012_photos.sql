-- Photographs.
CREATE TABLE photo (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  site uuid NOT NULL,
  sha256_received text NOT NULL,
  sha256_stored text NOT NULL,
  bytes bigint NOT NULL,
  type text NOT NULL,
  width bigint NOT NULL,
  height bigint NOT NULL,
  received_at timestamptz NOT NULL,
  UNIQUE (home, id)
);
