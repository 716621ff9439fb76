-- The inbox of a unit, of the whole city and of a person: open duties by their own limit, those without one last.
DROP INDEX assignment_open;
CREATE INDEX assignment_of_unit ON assignment (tenant_id, unit_id, coalesce(due_at, '9999-12-31T00:00:00Z'::timestamptz), appeal_id, no)
  WHERE ended_at IS NULL;
CREATE INDEX assignment_by_due ON assignment (tenant_id, coalesce(due_at, '9999-12-31T00:00:00Z'::timestamptz), appeal_id, no)
  WHERE ended_at IS NULL;
CREATE INDEX assignment_of_person ON assignment (tenant_id, person_id, coalesce(due_at, '9999-12-31T00:00:00Z'::timestamptz), appeal_id, no)
  WHERE ended_at IS NULL AND person_id IS NOT NULL;
