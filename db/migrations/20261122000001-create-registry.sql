-- Tables of SPEC 12. Every constraint has a name: those that a request can hit are mapped to an answer by that name.

CREATE TABLE legal_entities (
  id uuid CONSTRAINT legal_entities_pkey PRIMARY KEY,
  name text NOT NULL,
  edrpou varchar(10) NOT NULL CONSTRAINT legal_entities_edrpou_check CHECK (edrpou ~ '^[0-9]{8,10}$'),
  type varchar(255) NOT NULL,
  status varchar(255) NOT NULL
    CONSTRAINT legal_entities_status_check CHECK (status IN ('ACTIVE', 'SUSPENDED', 'CLOSED', 'REORGANIZED')),
  inserted_at timestamptz NOT NULL,
  inserted_by uuid NOT NULL,
  updated_at timestamptz NOT NULL,
  updated_by uuid NOT NULL
);

CREATE TABLE licenses (
  id uuid CONSTRAINT licenses_pkey PRIMARY KEY,
  legal_entity_id uuid NOT NULL CONSTRAINT licenses_legal_entity_id_fkey REFERENCES legal_entities (id),
  type varchar(255) NOT NULL,
  license_number varchar(255),
  issued_by varchar(255) NOT NULL,
  issued_date date NOT NULL,
  expiry_date date,
  active_from_date date NOT NULL,
  what_licensed text,
  order_no varchar(255),
  is_primary boolean NOT NULL,
  is_active boolean NOT NULL,
  issuer_status varchar(255),
  inserted_at timestamptz NOT NULL,
  inserted_by uuid NOT NULL,
  updated_at timestamptz NOT NULL,
  updated_by uuid NOT NULL,
  CONSTRAINT licenses_issued_date_check CHECK (issued_date <= active_from_date),
  CONSTRAINT licenses_active_from_date_check CHECK (active_from_date <= expiry_date)
);
-- Check 11 of SPEC 4.2 under any number of concurrent requests.
CREATE UNIQUE INDEX licenses_legal_entity_id_type_active_key ON licenses (legal_entity_id, type) WHERE is_active;
CREATE UNIQUE INDEX licenses_legal_entity_id_primary_active_key ON licenses (legal_entity_id) WHERE is_active AND is_primary;

CREATE TABLE dictionaries (
  name varchar(255) CONSTRAINT dictionaries_pkey PRIMARY KEY,
  description text NOT NULL,
  labels text[] NOT NULL,
  is_active boolean NOT NULL
);

CREATE TABLE dictionary_values (
  dictionary_name varchar(255) NOT NULL
    CONSTRAINT dictionary_values_dictionary_name_fkey REFERENCES dictionaries (name),
  code varchar(255) NOT NULL,
  description text NOT NULL,
  is_active boolean NOT NULL,
  position integer NOT NULL,
  CONSTRAINT dictionary_values_pkey PRIMARY KEY (dictionary_name, code)
);

-- Chart parameters of SPEC 9. No row: the environment variable of that name, else the default.
CREATE TABLE parameters (
  name varchar(255) CONSTRAINT parameters_pkey PRIMARY KEY,
  value text NOT NULL,
  updated_at timestamptz NOT NULL,
  updated_by uuid NOT NULL
);

CREATE TABLE clients (
  id uuid CONSTRAINT clients_pkey PRIMARY KEY,
  name text NOT NULL,
  type varchar(255) NOT NULL,
  access_type varchar(255) NOT NULL CONSTRAINT clients_access_type_check CHECK (access_type IN ('DIRECT', 'BROKER')),
  secret_hash bytea,
  redirect_uris text[] NOT NULL,
  scopes text[] NOT NULL,
  is_blocked boolean NOT NULL,
  inserted_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE users (
  id uuid CONSTRAINT users_pkey PRIMARY KEY,
  email text CONSTRAINT users_email_key UNIQUE,
  password_hash text,
  is_blocked boolean NOT NULL,
  inserted_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE roles (
  name varchar(255) CONSTRAINT roles_pkey PRIMARY KEY,
  scopes text[] NOT NULL
);

CREATE TABLE user_roles (
  user_id uuid NOT NULL CONSTRAINT user_roles_user_id_fkey REFERENCES users (id),
  role_name varchar(255) NOT NULL CONSTRAINT user_roles_role_name_fkey REFERENCES roles (name),
  CONSTRAINT user_roles_pkey PRIMARY KEY (user_id, role_name)
);

-- Bearer tokens: 256 random bits, of which only the SHA-256 is kept.
CREATE TABLE tokens (
  id uuid CONSTRAINT tokens_pkey PRIMARY KEY,
  value_hash bytea NOT NULL CONSTRAINT tokens_value_hash_key UNIQUE,
  client_id uuid NOT NULL CONSTRAINT tokens_client_id_fkey REFERENCES clients (id),
  user_id uuid NOT NULL CONSTRAINT tokens_user_id_fkey REFERENCES users (id),
  scope text NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  inserted_at timestamptz NOT NULL
);

CREATE TABLE api_keys (
  id uuid CONSTRAINT api_keys_pkey PRIMARY KEY,
  value_hash bytea NOT NULL CONSTRAINT api_keys_value_hash_key UNIQUE,
  client_id uuid NOT NULL CONSTRAINT api_keys_client_id_fkey REFERENCES clients (id),
  revoked_at timestamptz,
  inserted_at timestamptz NOT NULL
);

-- First answers by idempotency key (SPEC 2). The row is claimed and filled in the transaction of the request itself,
-- so a concurrent second request waits on the unique key, on whichever process it arrives.
CREATE TABLE idempotency_keys (
  client_id uuid NOT NULL,
  method varchar(10) NOT NULL,
  path text NOT NULL,
  key varchar(255) NOT NULL,
  body_hash bytea NOT NULL,
  status smallint,
  payload json, -- not jsonb, which would order the keys of the answer anew
  expires_at timestamptz NOT NULL,
  CONSTRAINT idempotency_keys_pkey PRIMARY KEY (client_id, key, method, path)
);
CREATE INDEX idempotency_keys_expires_at_idx ON idempotency_keys (expires_at);
