-- A dry run of an import notes beside the registry what it would have written, in temporary tables. The application's
-- role may not create any (temporary tables are DDL too), so it gets exactly these, for the session that asks.
CREATE FUNCTION import_prepare_dry_run() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  CREATE TEMPORARY TABLE dry_run_licenses (
    id uuid PRIMARY KEY, legal_entity_id uuid, type text, is_primary boolean, expiry_date date
  );
  CREATE INDEX ON pg_temp.dry_run_licenses (legal_entity_id);
  CREATE TEMPORARY TABLE dry_run_legal_entities (id uuid PRIMARY KEY);
  GRANT SELECT, INSERT ON pg_temp.dry_run_licenses, pg_temp.dry_run_legal_entities TO esoz_app;
END $$;
REVOKE ALL ON FUNCTION import_prepare_dry_run FROM PUBLIC;
GRANT EXECUTE ON FUNCTION import_prepare_dry_run TO esoz_app;
