-- 催办: when the unit was last urged for this assignment, and how often; null when never, as older histories have it.
ALTER TABLE assignment ADD COLUMN urged_at timestamptz, ADD COLUMN urges int;
