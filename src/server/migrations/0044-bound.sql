-- Rulings are rare: of sixty similar cases this tells in a few pages which were ruled, without their assignments.
CREATE INDEX assignment_bound ON assignment (tenant_id, appeal_id, unit_id) WHERE bound;
