-- Lists of the administration in the order of SPEC 2; a token is looked for by its client or its user.
CREATE INDEX clients_inserted_at_idx ON clients (inserted_at, id);
CREATE INDEX connections_inserted_at_idx ON connections (inserted_at, id);
CREATE INDEX tokens_client_id_idx ON tokens (client_id, inserted_at, id);
CREATE INDEX tokens_user_id_idx ON tokens (user_id, inserted_at, id);
-- Rounded, and written now and then, as those of tokens and keys.
ALTER TABLE connections ADD COLUMN secret_last_used_at timestamptz;
