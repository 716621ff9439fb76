-- 六步台账: what is open, by its step and then by its limit; counted and walked from the index alone.
CREATE INDEX appeal_step ON appeal (tenant_id, stage, coalesce(due_at, '9999-12-31T00:00:00Z'::timestamptz), id)
  INCLUDE (kind, exemption, lead_unit_id, owner_unit_id, green_at, yellow_at, due_at) WHERE ended_at IS NULL;
-- What units owe sheets, by its limit.
CREATE INDEX sheet_recipient_by_due ON sheet_recipient (tenant_id, coalesce(due_at, '9999-12-31T00:00:00Z'::timestamptz), appeal_id, no)
  WHERE ended_at IS NULL;
