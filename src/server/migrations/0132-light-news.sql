-- 订阅亮灯: whether units below count, and up to which event one has looked.
ALTER TABLE light_watch ADD COLUMN below boolean NOT NULL DEFAULT true, ADD COLUMN seen_id bigint NOT NULL DEFAULT 0;
-- The changes of colour of a unit's limits, the latest first.
CREATE INDEX event_lit ON event (tenant_id, unit_id, (facts ->> 'light'), id DESC) WHERE kind = 'clock.lit';
