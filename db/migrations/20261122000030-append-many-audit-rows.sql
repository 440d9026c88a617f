-- Many audit rows in one go, for bulk import: see docs/adr/0030-bulk-import.md. The trigger moves the head of a lane on
-- by one row, and every move leaves a dead version of the head behind, which the next has to walk past until the
-- transaction ends: its cost grows with the square of the rows of a transaction. This function writes a stretch of one
-- lane and moves the head once.

-- Only these columns: lane, position and hashes are decided here and in the trigger, never by a writer.
REVOKE INSERT ON audit_log FROM esoz_app;
GRANT INSERT (inserted_at, actor_id, client_id, request_id, resource, resource_id, action, changeset)
  ON audit_log TO esoz_app;

-- A row that has its lane already comes from the function below: nobody else can name that column.
DROP TRIGGER audit_log_append ON audit_log;
CREATE TRIGGER audit_log_append BEFORE INSERT ON audit_log
  FOR EACH ROW WHEN (NEW.lane IS NULL) EXECUTE FUNCTION audit_log_append();

-- Rows that differ in resource_id and changeset alone; null arrays are empty ones. Answers how many were written.
CREATE FUNCTION audit_log_append_many(
  inserted_at timestamptz, actor_id uuid, request_id text, resource text, action text,
  resource_ids text[], changesets jsonb[]
) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  lane_locks CONSTANT integer := 4510013;
  preferred CONSTANT integer := pg_backend_pid() % 64;
  row_count CONSTANT integer := coalesce(cardinality(resource_ids), 0);
  chosen integer := preferred;
  first_position bigint;
  last_hash bytea;
  before_last bytea;
  place integer := 0;
  ids bigint[];
  previous_hashes bytea[];
  hashes bytea[];
  shared text;
  shared_action CONSTANT text := ', ' || to_jsonb(action)::text || ', ';
  entry record;
BEGIN
  IF row_count = 0 THEN
    RETURN 0;
  END IF;
  -- The lane is chosen and locked as the trigger does it.
  FOR step IN 0..63 LOOP
    chosen := (preferred + step) % 64;
    EXIT WHEN pg_try_advisory_xact_lock(lane_locks, chosen);
    IF step = 63 THEN
      chosen := preferred;
      PERFORM pg_advisory_xact_lock(lane_locks, chosen);
    END IF;
  END LOOP;
  SELECT head.position, head.hash INTO first_position, last_hash
    FROM public.audit_lanes AS head WHERE head.lane = chosen;
  -- The text of a row is that of jsonb_build_array in the trigger; what all rows share is rendered once.
  shared := jsonb_build_array(extract(epoch FROM inserted_at), actor_id, NULL, request_id, resource)::text;
  shared := ', ' || substr(shared, 2, length(shared) - 2) || ', ';
  FOR entry IN
    SELECT nextval('public.audit_log_id_seq') AS id,
           shared || to_jsonb(given.resource_id)::text || shared_action || given.changeset::text || ']' AS rest
      FROM unnest(resource_ids, changesets) AS given(resource_id, changeset)
  LOOP
    place := place + 1;
    before_last := last_hash;
    last_hash := sha256(convert_to('[' || chosen || ', ' || (first_position + place) || ', "'
      || encode(before_last, 'hex') || '", ' || entry.id || entry.rest, 'UTF8'));
    ids[place] := entry.id;
    previous_hashes[place] := before_last;
    hashes[place] := last_hash;
  END LOOP;
  INSERT INTO public.audit_log (id, inserted_at, actor_id, request_id, resource, resource_id, action, changeset,
                                lane, position, previous_hash, hash)
  OVERRIDING SYSTEM VALUE
  SELECT added.id, inserted_at, actor_id, request_id, resource, added.resource_id, action, added.changeset,
         chosen, first_position + added.place, added.previous_hash, added.hash
    FROM unnest(ids, resource_ids, changesets, previous_hashes, hashes) WITH ORDINALITY
         AS added(id, resource_id, changeset, previous_hash, hash, place);
  UPDATE public.audit_lanes AS head
     SET position = first_position + row_count, previous_hash = before_last, hash = last_hash
   WHERE head.lane = chosen;
  RETURN row_count;
END $$;
REVOKE ALL ON FUNCTION audit_log_append_many FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_log_append_many TO esoz_app;
