-- When work that comes back by itself last ran and how it ended; also the last backup. One row a name.
CREATE TABLE job_run (
  name text PRIMARY KEY,
  began_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  every_seconds int,
  failed_at timestamptz,
  -- The code or the kind of the last error: its words may quote what somebody wrote.
  error text
);
CREATE INDEX view_log_person ON view_log (tenant_id, person_id, at DESC, id DESC);
