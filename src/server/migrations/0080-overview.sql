-- The wall counts what came in lately by channel, unit, category and place, and what is open by unit and light, from the
-- indexes alone.
DROP INDEX appeal_received;
CREATE INDEX appeal_received ON appeal (tenant_id, received_at DESC, id DESC)
  INCLUDE (category_id, region_id, channel_id, lead_unit_id);
CREATE INDEX appeal_open ON appeal (tenant_id, lead_unit_id) INCLUDE (green_at, yellow_at, due_at) WHERE ended_at IS NULL;
