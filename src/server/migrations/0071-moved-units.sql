-- Who may see what follows the tree: a unit that moves is noted with what was above it, and a job writes the reach of its
-- tickets anew. A trigger, so that no way of changing the directory can forget it.
CREATE TABLE unit_moved (
  tenant_id bigint NOT NULL,
  id bigserial,
  unit_id bigint NOT NULL,
  -- The units above it until now, the top among them.
  above bigint[] NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (tenant_id, id)
);

CREATE FUNCTION note_moved_unit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO unit_moved (tenant_id, unit_id, above)
  SELECT OLD.tenant_id, OLD.id, coalesce(array_agg(up.id), '{}') FROM (
    WITH RECURSIVE up (id, parent_id) AS (
      SELECT u.id, u.parent_id FROM unit u WHERE u.tenant_id = OLD.tenant_id AND u.id = OLD.parent_id
      UNION
      SELECT u.id, u.parent_id FROM up JOIN unit u ON u.tenant_id = OLD.tenant_id AND u.id = up.parent_id
    ) SELECT id FROM up
  ) up;
  RETURN NEW;
END $$;
CREATE TRIGGER unit_moves BEFORE UPDATE OF parent_id ON unit FOR EACH ROW
  WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id) EXECUTE FUNCTION note_moved_unit();
