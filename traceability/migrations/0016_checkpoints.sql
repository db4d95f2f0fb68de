-- Signed states of all logs, and how far each log had come at each.
CREATE TABLE checkpoint (
  id uuid PRIMARY KEY,
  number bigint NOT NULL,
  made_at timestamptz NOT NULL,
  text text NOT NULL,
  root bytea NOT NULL,
  algorithm text NOT NULL,
  key_id text NOT NULL,
  public_key bytea NOT NULL,
  signature bytea NOT NULL,
  UNIQUE (number)
);
CREATE TABLE checkpoint_log (
  id uuid PRIMARY KEY,
  home uuid NOT NULL,
  checkpoint uuid NOT NULL,
  log uuid NOT NULL,
  size bigint NOT NULL,
  root bytea NOT NULL,
  peaks bytea NOT NULL,
  UNIQUE (home, id),
  UNIQUE (home, checkpoint, log)
);
CREATE INDEX checkpoint_log_checkpoint_log ON checkpoint_log (checkpoint, log);
