-- Who watches over licences for НСЗУ: history, expiry and events of all legal entities. Changes none of them.
INSERT INTO roles (name, scopes) VALUES
  ('NHS_REGISTRY', '{legal_entity:read,license_history:read,license_expiry:read,events:read}')
ON CONFLICT (name) DO UPDATE SET scopes = excluded.scopes;
