-- After a rotation deliveries carry a signature by the old secret too, until its time is over: receivers may change over
-- at leisure. Afterwards nothing is signed with it; the next rotation overwrites it.
ALTER TABLE webhook_endpoints
  ADD COLUMN previous_secret text,
  ADD COLUMN previous_secret_until timestamptz,
  ADD CONSTRAINT webhook_endpoints_previous_secret_check
    CHECK ((previous_secret IS NULL) = (previous_secret_until IS NULL));
