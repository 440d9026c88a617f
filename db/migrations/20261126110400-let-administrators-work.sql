-- SPEC 11.5. Operators add values to dictionaries, describe them anew and take them out of use; none is ever removed,
-- since licences and legal entities go on naming it.
GRANT INSERT, UPDATE (description, is_active) ON dictionary_values TO esoz_app;

-- A search of the audit log goes back in time from wherever it begins.
CREATE INDEX audit_log_inserted_at_idx ON audit_log (inserted_at, id);
