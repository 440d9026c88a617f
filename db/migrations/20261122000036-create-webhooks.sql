-- Where events are sent, see docs/adr/0040-outbox.md.
CREATE TABLE webhook_endpoints (
  id uuid CONSTRAINT webhook_endpoints_pkey PRIMARY KEY,
  url text NOT NULL,
  secret text NOT NULL, -- signing needs the secret itself, so unlike tokens it is not kept as a hash
  event_types text[] NOT NULL,
  is_active boolean NOT NULL,
  allow_private boolean NOT NULL,
  -- The last event that is done with: delivered, not wanted, or a dead letter.
  cursor_transaction bigint NOT NULL,
  cursor_id bigint NOT NULL,
  -- Of the event after it.
  failures smallint NOT NULL DEFAULT 0,
  next_attempt_at timestamptz,
  last_error text,
  -- Which process delivers, and until when it may be believed to be alive: by the clock of the database, not the registry's.
  lease_id uuid,
  leased_until timestamptz,
  inserted_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

-- Events that no attempt brought to an endpoint.
CREATE TABLE webhook_dead_letters (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT webhook_dead_letters_pkey PRIMARY KEY,
  endpoint_id uuid NOT NULL
    CONSTRAINT webhook_dead_letters_endpoint_id_fkey REFERENCES webhook_endpoints (id) ON DELETE CASCADE,
  event_transaction bigint NOT NULL,
  event_id bigint NOT NULL,
  event_type varchar(255) NOT NULL,
  attempts smallint NOT NULL,
  last_error text NOT NULL,
  failed_at timestamptz NOT NULL,
  retry_requested_at timestamptz,
  CONSTRAINT webhook_dead_letters_event_key UNIQUE (endpoint_id, event_transaction, event_id)
);
CREATE INDEX webhook_dead_letters_retry_idx ON webhook_dead_letters (endpoint_id, id) WHERE retry_requested_at IS NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_endpoints, webhook_dead_letters TO esoz_app;
