-- Imports over the API and from the command line are one table of runs; of each row that was not taken it says why.
ALTER TABLE import_run
  ADD COLUMN dry_run boolean NOT NULL DEFAULT false,
  -- The mapping as it was read when the run began.
  ADD COLUMN mapping_text text,
  -- Null on the command line, which has the file itself.
  ADD COLUMN file_id bigint,
  -- How much of the file has been read; null where that can't be told.
  ADD COLUMN percent smallint,
  ADD COLUMN cancelled_at timestamptz,
  ADD COLUMN cancelled_by bigint,
  DROP COLUMN total,
  -- The reject file is now written from the source and the reasons.
  DROP COLUMN reject_bytes;
DROP INDEX import_run_open;
CREATE UNIQUE INDEX import_run_open ON import_run (tenant_id, mapping, source_hash, dry_run) WHERE finished_at IS NULL;

-- A reason may quote the row, so it is sealed as personal data is.
CREATE TABLE import_reject (
  tenant_id bigint NOT NULL,
  run_id bigint NOT NULL,
  row_no bigint NOT NULL,
  line_no bigint NOT NULL,
  reason bytea NOT NULL,
  PRIMARY KEY (tenant_id, run_id, row_no)
);

ALTER TABLE file
  DROP CONSTRAINT file_purpose_check,
  ADD CONSTRAINT file_purpose_check CHECK (purpose IN ('appeal', 'before', 'after', 'contact', 'reply', 'evidence', 'import', 'other')),
  -- A file that belongs to no appeal is forgotten then; a day after it came when null.
  ADD COLUMN keep_until timestamptz;
