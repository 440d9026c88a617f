-- Who contracts a clinic sees which licences it has, and which of them end soon.
UPDATE roles SET scopes = scopes || '{license_expiry:read}'
 WHERE name = 'NHS_CONTRACTS' AND NOT 'license_expiry:read' = ANY (scopes);
UPDATE roles SET scopes = scopes || '{status:read}'
 WHERE name = 'OPERATOR' AND NOT 'status:read' = ANY (scopes);

-- What one request did, for whoever is shown its id beside an error. No other search of the log has an index of its own
-- (ADR 0084).
CREATE INDEX audit_log_request_id_idx ON audit_log (request_id);
