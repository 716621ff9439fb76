-- Whose conduct a check is about: of a matter the unit that led it, of a contact the centre.
ALTER TABLE quality_check ADD COLUMN about_unit_id bigint;
UPDATE quality_check q SET about_unit_id = coalesce(
  CASE WHEN q.subject = 'appeal' THEN (SELECT a.lead_unit_id FROM appeal a WHERE a.tenant_id = q.tenant_id AND a.id = q.appeal_id) END,
  q.unit_id);
ALTER TABLE quality_check ALTER COLUMN about_unit_id SET NOT NULL;
CREATE INDEX quality_check_about ON quality_check (tenant_id, about_unit_id, at DESC);
