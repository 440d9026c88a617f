-- The place of an event in the order of events (transaction_number) becomes part of the hash of its row; see
-- docs/adr/0057-every-column-of-the-audit-log.md. Rows that are there already keep the hash they have: heads of their
-- lanes may lie elsewhere. A row at the end of each lane seals the numbers of all before it.

-- Nobody writes meanwhile: what comes before the seal has the former hash, what comes after it the new one.
LOCK TABLE audit_log, audit_lanes IN ACCESS EXCLUSIVE MODE;

-- Rows from before there were events have no number. They become events that come before all others, so that a row
-- without a number is always one that lost it.
UPDATE audit_log SET transaction_number = 0 WHERE transaction_number IS NULL;

DO $$
DECLARE
  head record;
  seal jsonb;
  row_id bigint;
  row_number bigint := pg_current_xact_id()::text::bigint + event_offset();
  row_hash bytea;
BEGIN
  FOR head IN SELECT * FROM audit_lanes WHERE position > 0 ORDER BY lane LOOP
    SELECT jsonb_build_object('old', NULL, 'new', jsonb_build_object('transaction_numbers', encode(sha256(convert_to(
             string_agg(transaction_number::text, ',' ORDER BY position), 'UTF8')), 'hex')))
      INTO seal FROM audit_log WHERE lane = head.lane;
    row_id := nextval('audit_log_id_seq');
    row_hash := sha256(convert_to(jsonb_build_array(
      head.lane, head.position + 1, encode(head.hash, 'hex'), row_id, extract(epoch FROM now()),
      '00000000-0000-0000-0000-000000000000', NULL, 'migration', 'audit_log', 'lane ' || head.lane, 'seal', seal,
      row_number)::text, 'UTF8'));
    INSERT INTO audit_log (id, inserted_at, actor_id, request_id, resource, resource_id, action, changeset,
                           lane, position, previous_hash, hash, transaction_number)
    OVERRIDING SYSTEM VALUE
    VALUES (row_id, now(), '00000000-0000-0000-0000-000000000000', 'migration', 'audit_log', 'lane ' || head.lane,
            'seal', seal, head.lane, head.position + 1, head.hash, row_hash, row_number);
    UPDATE audit_lanes SET position = head.position + 1, previous_hash = head.hash, hash = row_hash
     WHERE lane = head.lane;
  END LOOP;
END $$;

-- As in 20261122000002, but for the last value of the hashed text.
CREATE OR REPLACE FUNCTION audit_log_append() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  lane_locks CONSTANT integer := 4510013;
  preferred CONSTANT integer := pg_backend_pid() % 64;
  chosen integer := preferred;
BEGIN
  FOR step IN 0..63 LOOP
    chosen := (preferred + step) % 64;
    EXIT WHEN pg_try_advisory_xact_lock(lane_locks, chosen);
    IF step = 63 THEN
      chosen := preferred;
      PERFORM pg_advisory_xact_lock(lane_locks, chosen);
    END IF;
  END LOOP;
  UPDATE public.audit_lanes AS head
     SET position = head.position + 1,
         previous_hash = head.hash,
         hash = sha256(convert_to(jsonb_build_array(
           head.lane, head.position + 1, encode(head.hash, 'hex'),
           NEW.id, extract(epoch FROM NEW.inserted_at),
           NEW.actor_id, NEW.client_id, NEW.request_id, NEW.resource, NEW.resource_id, NEW.action, NEW.changeset,
           NEW.transaction_number
         )::text, 'UTF8'))
   WHERE head.lane = chosen
  RETURNING head.lane, head.position, head.previous_hash, head.hash
       INTO NEW.lane, NEW.position, NEW.previous_hash, NEW.hash;
  RETURN NEW;
END $$;

-- As in 20261122000030, but for the number, which all rows share.
CREATE OR REPLACE FUNCTION audit_log_append_many(
  inserted_at timestamptz, actor_id uuid, request_id text, resource text, action text,
  resource_ids text[], changesets jsonb[]
) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  lane_locks CONSTANT integer := 4510013;
  preferred CONSTANT integer := pg_backend_pid() % 64;
  row_count CONSTANT integer := coalesce(cardinality(resource_ids), 0);
  row_number CONSTANT bigint := pg_current_xact_id()::text::bigint + event_offset();
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
  shared_end CONSTANT text := ', ' || row_number || ']';
  entry record;
BEGIN
  IF row_count = 0 THEN
    RETURN 0;
  END IF;
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
  shared := jsonb_build_array(extract(epoch FROM inserted_at), actor_id, NULL, request_id, resource)::text;
  shared := ', ' || substr(shared, 2, length(shared) - 2) || ', ';
  FOR entry IN
    SELECT nextval('public.audit_log_id_seq') AS id,
           shared || to_jsonb(given.resource_id)::text || shared_action || given.changeset::text || shared_end AS rest
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
                                lane, position, previous_hash, hash, transaction_number)
  OVERRIDING SYSTEM VALUE
  SELECT added.id, inserted_at, actor_id, request_id, resource, added.resource_id, action, added.changeset,
         chosen, first_position + added.place, added.previous_hash, added.hash, row_number
    FROM unnest(ids, resource_ids, changesets, previous_hashes, hashes) WITH ORDINALITY
         AS added(id, resource_id, changeset, previous_hash, hash, place);
  UPDATE public.audit_lanes AS head
     SET position = first_position + row_count, previous_hash = before_last, hash = last_hash
   WHERE head.lane = chosen;
  RETURN row_count;
END $$;

-- Events that lost their place are looked for often, and normally there are none.
CREATE INDEX audit_log_unnumbered_idx ON audit_log (id) WHERE transaction_number IS NULL;
