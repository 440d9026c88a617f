-- The audit log: many hash chains (lanes) side by side, see docs/adr/0004-audit-log-in-lanes.md.
-- Writers insert plain rows; the trigger alone decides lane, position and hashes, and only it may touch the heads.

CREATE TABLE audit_lanes (
  lane smallint CONSTRAINT audit_lanes_pkey PRIMARY KEY,
  position bigint NOT NULL,
  previous_hash bytea,
  hash bytea NOT NULL
) WITH (fillfactor = 10); -- every append rewrites a head: room on the page keeps those rewrites HOT
INSERT INTO audit_lanes (lane, position, hash)
SELECT lane, 0, sha256(convert_to('esoz audit lane ' || lane, 'UTF8')) FROM generate_series(0, 63) AS lane;

CREATE TABLE audit_log (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT audit_log_pkey PRIMARY KEY,
  inserted_at timestamptz NOT NULL,
  actor_id uuid NOT NULL,
  client_id uuid,
  request_id varchar(128) NOT NULL,
  resource varchar(255) NOT NULL,
  resource_id text NOT NULL,
  action varchar(255) NOT NULL,
  changeset jsonb NOT NULL,
  lane smallint NOT NULL,
  position bigint NOT NULL,
  previous_hash bytea NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT audit_log_lane_position_key UNIQUE (lane, position)
);
CREATE INDEX audit_log_resource_idx ON audit_log (resource_id, resource);

-- Chooses a lane, and moves its head on by this row. A row's hash covers every other column in one unambiguous text
-- (the time as a number: a date's text is the same in 2026 and 2026 BC); src/audit/verify.ts computes it again.
CREATE FUNCTION audit_log_append() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  lane_locks CONSTANT integer := 4510013;
  preferred CONSTANT integer := pg_backend_pid() % 64;
  chosen integer := preferred;
BEGIN
  -- A session keeps to its own lane, so writers rarely meet; where they do, the later one takes any free lane.
  -- An advisory lock until the end of the transaction is the lane's mutex: unlike a row lock it writes no WAL.
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
           NEW.actor_id, NEW.client_id, NEW.request_id, NEW.resource, NEW.resource_id, NEW.action, NEW.changeset
         )::text, 'UTF8'))
   WHERE head.lane = chosen
  RETURNING head.lane, head.position, head.previous_hash, head.hash
       INTO NEW.lane, NEW.position, NEW.previous_hash, NEW.hash;
  RETURN NEW;
END $$;

CREATE TRIGGER audit_log_append BEFORE INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_log_append();
