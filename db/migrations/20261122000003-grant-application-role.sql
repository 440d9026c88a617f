-- The application's role: no DDL, and the audit log can only grow.
GRANT USAGE ON SCHEMA public TO esoz_app;
GRANT SELECT, INSERT, UPDATE ON legal_entities, licenses, parameters, clients, users, roles, tokens, api_keys TO esoz_app;
GRANT SELECT, INSERT, DELETE ON user_roles TO esoz_app;
GRANT SELECT ON dictionaries, dictionary_values, audit_lanes TO esoz_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_keys TO esoz_app;
GRANT SELECT, INSERT ON audit_log TO esoz_app;
REVOKE ALL ON FUNCTION audit_log_append() FROM PUBLIC;
