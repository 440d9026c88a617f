-- How far each file has been imported: see docs/adr/0030-bulk-import.md. A batch writes its position here in its own
-- transaction, so that an import that was killed goes on behind its last whole batch. A file is known by its content.
CREATE TABLE imports (
  resource varchar(255) NOT NULL,
  sha256 bytea NOT NULL,
  file_name text NOT NULL,
  byte_offset bigint NOT NULL, -- 0: before the first batch
  line bigint NOT NULL,
  imported bigint NOT NULL,
  refused bigint NOT NULL,
  already_present bigint NOT NULL, -- part of the refused ones
  report_bytes bigint NOT NULL, -- of the report file, up to here
  inserted_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  finished_at timestamptz,
  CONSTRAINT imports_pkey PRIMARY KEY (resource, sha256)
);
GRANT SELECT, INSERT, UPDATE ON imports TO esoz_app;
