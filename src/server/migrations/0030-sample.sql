-- The sample city on its way into an installation that has no city of its own: what was begun and not finished is begun anew.
CREATE TABLE sample_fill (
  code text PRIMARY KEY,
  seed text NOT NULL,
  started_at timestamptz NOT NULL,
  finished_at timestamptz
);
