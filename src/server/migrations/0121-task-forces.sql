-- 工作专班: people of several units who see what belongs to their task for as long as it lasts. Nothing of it is ever deleted.
CREATE TABLE task_force (
  tenant_id bigint NOT NULL REFERENCES tenant,
  id bigserial,
  version int NOT NULL,
  name text NOT NULL,
  task text NOT NULL,
  -- The document or instruction that set it up.
  basis text NOT NULL,
  starts_on date NOT NULL,
  -- The last day; null until it is dissolved.
  ends_on date,
  dissolved_on date,
  -- What came of it.
  outcome text,
  -- What it is responsible for: a category of these and a region of these (none named: any), and single tickets.
  category_ids bigint[] NOT NULL,
  region_ids bigint[] NOT NULL,
  appeal_ids bigint[] NOT NULL,
  created_at timestamptz NOT NULL,
  created_by bigint,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX task_force_started ON task_force (tenant_id, starts_on DESC, id DESC);

CREATE TABLE task_force_member (
  tenant_id bigint NOT NULL,
  force_id bigint NOT NULL,
  id bigserial,
  person_id bigint NOT NULL,
  role text NOT NULL CHECK (role IN ('leader', 'deputy', 'member')),
  duty text,
  from_on date NOT NULL,
  -- From this day on no longer.
  until_on date,
  PRIMARY KEY (tenant_id, force_id, id)
);
CREATE UNIQUE INDEX task_force_member_now ON task_force_member (tenant_id, force_id, person_id) WHERE until_on IS NULL;
CREATE INDEX task_force_member_person ON task_force_member (tenant_id, person_id);

CREATE TABLE task_force_note (
  tenant_id bigint NOT NULL,
  force_id bigint NOT NULL,
  id bigserial,
  at timestamptz NOT NULL,
  by_id bigint NOT NULL,
  text text NOT NULL,
  PRIMARY KEY (tenant_id, force_id, id)
);

-- A force with everything below what it names.
CREATE VIEW task_force_scope AS
SELECT f.tenant_id, f.id, f.starts_on, least(f.ends_on, f.dissolved_on - 1) AS last_on, f.appeal_ids,
  ARRAY(SELECT c.id FROM category top JOIN category c ON c.tenant_id = top.tenant_id AND starts_with(c.code, top.code)
    WHERE top.tenant_id = f.tenant_id AND top.id = ANY (f.category_ids)) AS category_ids,
  ARRAY(WITH RECURSIVE below AS (
      SELECT r.id FROM region r WHERE r.tenant_id = f.tenant_id AND r.id = ANY (f.region_ids)
      UNION SELECT r.id FROM region r JOIN below b ON r.parent_id = b.id WHERE r.tenant_id = f.tenant_id)
    SELECT id FROM below) AS region_ids
FROM task_force f;
