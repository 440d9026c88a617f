-- Events for others, see docs/adr/0040-outbox.md. A change of the registry already leaves an audit row in its own
-- transaction: that row is the event, and no second one is written.

-- Order of events. Numbers from a sequence are given out before the commit, so a reader who has seen 7 may miss 6, which
-- commits later. Every transaction number below the oldest running transaction, however, is settled for ever: readers see
-- only those, in the order (transaction_number, id), and nothing can appear behind them.
-- Rows from before this migration have none and are no events: that spares rewriting the table. Not part of the hash.
ALTER TABLE audit_log ADD COLUMN transaction_number bigint;

-- Added to PostgreSQL's own numbers, which begin anew where a dump is restored into a new server; see event_rebase.
-- A function for a constant, because statements that are prepared already notice when it is replaced. STABLE, because
-- they would not notice with an IMMUTABLE one.
CREATE FUNCTION event_offset() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS 'SELECT 0::pg_catalog.int8';

ALTER TABLE audit_log ALTER COLUMN transaction_number
  SET DEFAULT pg_current_xact_id()::text::bigint + event_offset();
-- Its condition stands word for word in src/events/events.queries.ts.
CREATE INDEX audit_log_events_idx ON audit_log (transaction_number, id)
  WHERE transaction_number IS NOT NULL
    AND (resource = 'license' AND action IN ('create', 'update') OR resource = 'parameter');

-- The transaction number below which everything is committed or gone. In the snapshot of the statement that asks.
CREATE FUNCTION event_horizon() RETURNS bigint LANGUAGE sql STABLE AS
  'SELECT pg_catalog.pg_snapshot_xmin(pg_catalog.pg_current_snapshot())::pg_catalog.text::pg_catalog.int8 + public.event_offset()';

-- What time does to a licence is in no audit row. One row a licence, kind and date, however many processes find it.
CREATE TABLE license_expiry_events (
  license_id uuid NOT NULL,
  kind varchar(20) NOT NULL CONSTRAINT license_expiry_events_kind_check CHECK (kind IN ('expiring', 'expired')),
  expiry_date date NOT NULL,
  -- Of the same sequence as the audit log's, so that an id means one event.
  id bigint NOT NULL DEFAULT nextval('audit_log_id_seq'),
  transaction_number bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint + event_offset(),
  occurred_at timestamptz NOT NULL,
  license jsonb NOT NULL,
  CONSTRAINT license_expiry_events_pkey PRIMARY KEY (license_id, kind, expiry_date)
);
CREATE INDEX license_expiry_events_order_idx ON license_expiry_events (transaction_number, id);

-- After a dump was restored into another server, new numbers might be below those of the restored events, and readers
-- would miss what happens next. Lifts the offset when that is so; true: it was. Every process asks at its start.
CREATE FUNCTION event_rebase() RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  last bigint;
BEGIN
  FOR attempt IN 1..2 LOOP
    last := greatest(
      (SELECT max(transaction_number) FROM audit_log
        WHERE transaction_number IS NOT NULL
          AND (resource = 'license' AND action IN ('create', 'update') OR resource = 'parameter')),
      (SELECT max(transaction_number) FROM license_expiry_events));
    -- What is visible here was written below the end of this snapshot, if it was written on this server.
    IF last IS NULL OR last < pg_snapshot_xmax(pg_current_snapshot())::text::bigint + event_offset() THEN
      RETURN false;
    END IF;
    -- Nobody who has a number already may still write with it; looked at again under the lock.
    LOCK TABLE audit_log, license_expiry_events IN ACCESS EXCLUSIVE MODE;
  END LOOP;
  EXECUTE format(
    'CREATE OR REPLACE FUNCTION public.event_offset() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS %L',
    format('SELECT %s::pg_catalog.int8', last + 1 - pg_snapshot_xmin(pg_current_snapshot())::text::bigint));
  RETURN true;
END $$;

GRANT USAGE ON SEQUENCE audit_log_id_seq TO esoz_app;
GRANT SELECT ON license_expiry_events TO esoz_app;
GRANT INSERT (license_id, kind, expiry_date, occurred_at, license) ON license_expiry_events TO esoz_app;
REVOKE ALL ON FUNCTION event_rebase() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION event_rebase() TO esoz_app;
