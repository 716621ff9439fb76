-- Imports that can be gone on with, and answers that go back to the platform they came from.

-- A finished run may be run again; only one of a source and mapping is under way.
ALTER TABLE import_run
  DROP CONSTRAINT import_run_tenant_id_mapping_source_hash_key,
  ADD COLUMN changed bigint NOT NULL DEFAULT 0,
  ADD COLUMN total bigint,
  -- Bytes of the reject file that belong to settled rows; what a killed run wrote behind them is cut off.
  ADD COLUMN reject_bytes bigint NOT NULL DEFAULT 0,
  ADD COLUMN started_by bigint,
  ADD COLUMN error text;
CREATE UNIQUE INDEX import_run_open ON import_run (tenant_id, mapping, source_hash) WHERE finished_at IS NULL;

-- What goes back to a platform: one row per answer, taken from the history; gone from the list once it is acknowledged.
CREATE TABLE platform_reply (
  tenant_id bigint NOT NULL,
  event_id bigint NOT NULL,
  platform text NOT NULL,
  appeal_id bigint NOT NULL,
  seq int NOT NULL,
  kind text NOT NULL CHECK (kind IN ('asked', 'preliminary', 'final', 'refused')),
  at timestamptz NOT NULL,
  acked_at timestamptz,
  acked_by bigint,
  PRIMARY KEY (tenant_id, event_id)
);
CREATE INDEX platform_reply_open ON platform_reply (tenant_id, platform, event_id) WHERE acked_at IS NULL;
