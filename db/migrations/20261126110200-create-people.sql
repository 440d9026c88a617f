-- SPEC 11.4: attempts to sign in, and one-time links for passwords; SPEC 11.5: lists of users.

-- How often somebody has tried lately, and when the next attempt has its turn. Rows are nobody's: a key is the hash of what
-- is counted, so the table tells neither who has an account nor who has tried.
CREATE TABLE sign_in_attempts (
  key_hash bytea CONSTRAINT sign_in_attempts_pkey PRIMARY KEY,
  attempts integer NOT NULL,
  next_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX sign_in_attempts_expires_at_idx ON sign_in_attempts (expires_at);

-- One a person: a new link takes the place of the one before.
CREATE TABLE password_links (
  user_id uuid
    CONSTRAINT password_links_pkey PRIMARY KEY
    CONSTRAINT password_links_user_id_fkey REFERENCES users (id),
  value_hash bytea NOT NULL CONSTRAINT password_links_value_hash_key UNIQUE,
  kind text NOT NULL CONSTRAINT password_links_kind_check CHECK (kind IN ('invitation', 'reset')),
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  inserted_at timestamptz NOT NULL
);

CREATE INDEX users_inserted_at_idx ON users (inserted_at, id);

GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_attempts TO esoz_app;
GRANT SELECT, INSERT, UPDATE ON password_links TO esoz_app;
