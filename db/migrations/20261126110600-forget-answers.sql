-- SPEC 11.2: the answer to a refresh token is kept for as long as it can be fetched again. A sweep finds those that are over.
CREATE INDEX refresh_tokens_sealed_idx ON refresh_tokens (used_at) WHERE sealed_answer IS NOT NULL;
