-- The answers to refresh tokens that are still kept, to be forgotten when nobody can fetch them again any more.
CREATE INDEX refresh_tokens_used_at_idx ON refresh_tokens (used_at) WHERE sealed_answer IS NOT NULL;
