-- SPEC 11: connections, consents, families of tokens, sessions; roles by legal entity.

ALTER TABLE clients ADD COLUMN is_public boolean NOT NULL DEFAULT false;

-- A client works with several MIS: secret and redirect URIs belong to client × MIS (SPEC 11.3).
CREATE TABLE connections (
  id uuid CONSTRAINT connections_pkey PRIMARY KEY,
  client_id uuid NOT NULL CONSTRAINT connections_client_id_fkey REFERENCES clients (id),
  -- The MIS; the client itself where the programs are its own. Such a connection has the id of its client.
  consumer_id uuid NOT NULL CONSTRAINT connections_consumer_id_fkey REFERENCES clients (id),
  secret_hash bytea,
  -- The secret before, for as long as both are good.
  former_secret_hash bytea,
  former_secret_expires_at timestamptz,
  redirect_uris text[] NOT NULL,
  is_blocked boolean NOT NULL DEFAULT false,
  inserted_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT connections_client_id_consumer_id_key UNIQUE (client_id, consumer_id)
);
CREATE INDEX connections_consumer_id_idx ON connections (consumer_id);

INSERT INTO connections (id, client_id, consumer_id, secret_hash, redirect_uris, inserted_at, updated_at)
SELECT id, id, id, secret_hash, redirect_uris, inserted_at, updated_at
  FROM clients WHERE secret_hash IS NOT NULL OR redirect_uris <> '{}';
ALTER TABLE clients DROP COLUMN secret_hash, DROP COLUMN redirect_uris;

-- E-mails are compared without case. Two people whose addresses differ by case alone cannot be told apart at sign-in.
DO $$
DECLARE twice text;
BEGIN
  SELECT string_agg(id::text, ', ') INTO twice
    FROM users WHERE lower(email) IN (SELECT lower(email) FROM users GROUP BY 1 HAVING count(*) > 1);
  IF twice IS NOT NULL THEN
    RAISE EXCEPTION 'users have the same e-mail address but for its case: %', twice
      USING HINT = 'Change the addresses of all but one of them, then migrate again.';
  END IF;
END $$;
ALTER TABLE users DROP CONSTRAINT users_email_key;
CREATE UNIQUE INDEX users_email_key ON users (lower(email));

-- Where a role counts; NULL: everywhere (НСЗУ, operators).
ALTER TABLE user_roles
  ADD COLUMN legal_entity_id uuid CONSTRAINT user_roles_legal_entity_id_fkey REFERENCES legal_entities (id),
  DROP CONSTRAINT user_roles_pkey;
CREATE UNIQUE INDEX user_roles_key
  ON user_roles (user_id, role_name, coalesce(legal_entity_id, '00000000-0000-0000-0000-000000000000'));
CREATE INDEX user_roles_legal_entity_id_idx ON user_roles (legal_entity_id);

UPDATE roles SET scopes = scopes || '{connection:read,connection:refresh_secret}' WHERE name = 'OWNER';
INSERT INTO roles (name, scopes) VALUES
  -- Who keeps a clinic's licences for its owner.
  ('ADMIN', '{license:read,license:write,legal_entity:read}'),
  ('OPERATOR', '{legal_entity:read,legal_entity:write,license_history:read,license_expiry:read,client:read,client:write,connection:read,connection:write,api_key:read,api_key:write,user:read,user:write,token:read,token:write,parameter:read,parameter:write,dictionary:write,events:read,webhook:read,webhook:write,audit:read}'),
  -- A developer of a MIS.
  ('MIS', '{legal_entity:read,license:read}')
ON CONFLICT (name) DO UPDATE SET scopes = excluded.scopes WHERE roles.scopes = '{}';
-- What their owners may do, clients of clinics can carry: those that have what every clinic's client was given.
UPDATE clients SET scopes = scopes || '{connection:read,connection:refresh_secret}'
 WHERE scopes = '{license:read,license:write,legal_entity:read}' AND type <> 'MIS';

-- What one person has agreed to for one connection.
CREATE TABLE consents (
  user_id uuid NOT NULL CONSTRAINT consents_user_id_fkey REFERENCES users (id),
  connection_id uuid NOT NULL CONSTRAINT consents_connection_id_fkey REFERENCES connections (id),
  scopes text[] NOT NULL,
  inserted_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT consents_pkey PRIMARY KEY (user_id, connection_id)
);

-- A code and all tokens that come of it. Ending one row ends them all: nothing is copied to the tokens.
CREATE TABLE token_families (
  id uuid CONSTRAINT token_families_pkey PRIMARY KEY,
  -- Whose tokens they are: client × MIS.
  connection_id uuid NOT NULL CONSTRAINT token_families_connection_id_fkey REFERENCES connections (id),
  -- Which connection began, and redeems: the same, or the MIS's own.
  redeemer_id uuid NOT NULL CONSTRAINT token_families_redeemer_id_fkey REFERENCES connections (id),
  user_id uuid NOT NULL CONSTRAINT token_families_user_id_fkey REFERENCES users (id),
  -- What was asked for, and what of it is allowed and agreed to.
  requested_scope text NOT NULL,
  scope text NOT NULL,
  redirect_uri text NOT NULL,
  code_hash bytea NOT NULL CONSTRAINT token_families_code_hash_key UNIQUE,
  code_challenge text,
  code_expires_at timestamptz NOT NULL,
  redeemed_at timestamptz,
  revoked_at timestamptz,
  -- The person has taken the consent back.
  withdrawn_at timestamptz,
  inserted_at timestamptz NOT NULL
);
CREATE INDEX token_families_user_id_idx ON token_families (user_id, connection_id);
CREATE INDEX token_families_connection_id_idx ON token_families (connection_id);

CREATE TABLE refresh_tokens (
  id uuid CONSTRAINT refresh_tokens_pkey PRIMARY KEY,
  value_hash bytea NOT NULL CONSTRAINT refresh_tokens_value_hash_key UNIQUE,
  family_id uuid NOT NULL CONSTRAINT refresh_tokens_family_id_fkey REFERENCES token_families (id),
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  -- The answer to its use, which only its holder can read: encrypted under a key derived from its value.
  sealed_answer text,
  inserted_at timestamptz NOT NULL
);
CREATE INDEX refresh_tokens_family_id_idx ON refresh_tokens (family_id);

-- No family: issued by an operator or a world. Last uses are rounded, and written now and then.
ALTER TABLE tokens
  ADD COLUMN family_id uuid CONSTRAINT tokens_family_id_fkey REFERENCES token_families (id),
  ADD COLUMN last_used_at timestamptz;
CREATE INDEX tokens_family_id_idx ON tokens (family_id) WHERE family_id IS NOT NULL;
-- A rotated key goes on until it expires.
ALTER TABLE api_keys ADD COLUMN expires_at timestamptz, ADD COLUMN last_used_at timestamptz;

CREATE TABLE sessions (
  id uuid CONSTRAINT sessions_pkey PRIMARY KEY,
  value_hash bytea NOT NULL CONSTRAINT sessions_value_hash_key UNIQUE,
  user_id uuid NOT NULL CONSTRAINT sessions_user_id_fkey REFERENCES users (id),
  -- When every step of signing in was passed; NULL: the password alone, which opens nothing.
  passed_at timestamptz,
  address text NOT NULL,
  user_agent text NOT NULL,
  last_used_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  inserted_at timestamptz NOT NULL
);
CREATE INDEX sessions_user_id_idx ON sessions (user_id);

GRANT SELECT, INSERT, UPDATE ON connections, consents, token_families, refresh_tokens, sessions TO esoz_app;
GRANT DELETE ON consents TO esoz_app;
