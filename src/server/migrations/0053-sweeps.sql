-- A webhook that keeps failing rests as a whole, so that it takes nobody's turn; what is old is swept away every hour.
ALTER TABLE webhook
  ADD COLUMN failures int NOT NULL DEFAULT 0,
  ADD COLUMN rests_until timestamptz;
DROP INDEX webhook_delivery_waiting;
CREATE INDEX webhook_delivery_waiting ON webhook_delivery (tenant_id, webhook_id, next_at, id) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_next ON webhook_delivery (next_at);
CREATE INDEX message_code ON message (created_at) WHERE template = 'oneTimeCode';
