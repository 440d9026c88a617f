-- Tells every process that a table it keeps a copy of has changed: see docs/adr/0021-change-notifications.md.
-- A trigger, so that a change by hand is heard as well, and at the commit, so that nobody reads too early. Only for
-- tables that change rarely: transactions that notify commit one after another.
CREATE FUNCTION notify_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_catalog.pg_notify('esoz_change', TG_ARGV[0]);
  RETURN NULL;
END $$;

CREATE TRIGGER dictionaries_notify AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON dictionaries
  FOR EACH STATEMENT EXECUTE FUNCTION notify_change('dictionaries');
CREATE TRIGGER dictionary_values_notify AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON dictionary_values
  FOR EACH STATEMENT EXECUTE FUNCTION notify_change('dictionaries');
CREATE TRIGGER parameters_notify AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON parameters
  FOR EACH STATEMENT EXECUTE FUNCTION notify_change('parameters');
