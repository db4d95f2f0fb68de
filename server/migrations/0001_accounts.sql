-- Accounts, sessions and tokens.
CREATE TABLE account (
  id uuid PRIMARY KEY,
  username text NOT NULL,
  password text NOT NULL,
  person uuid NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  party uuid,
  region text,
  language text NOT NULL,
  disabled boolean NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (username)
);
CREATE TABLE session (
  id uuid PRIMARY KEY,
  digest bytea NOT NULL,
  account uuid NOT NULL,
  csrf text NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE TABLE token (
  id uuid PRIMARY KEY,
  digest bytea NOT NULL,
  account uuid NOT NULL,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX token_account ON token (account);
CREATE TABLE failed_sign_in (
  id uuid PRIMARY KEY,
  username text NOT NULL,
  failed_at timestamptz NOT NULL
);
CREATE INDEX failed_sign_in_username_failed_at ON failed_sign_in (username, failed_at);
