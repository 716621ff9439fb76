-- 表扬与致谢: who thanked which unit for what. Of a citizen only as much of the name as may be shown is kept.
CREATE TABLE commendation (
  tenant_id bigint NOT NULL REFERENCES tenant,
  id bigserial,
  source text NOT NULL CHECK (source IN ('higherLevel', 'enterprise', 'citizen')),
  thanked_by text,
  received_on date NOT NULL,
  appeal_id bigint,
  unit_id bigint NOT NULL,
  person_ids bigint[] NOT NULL,
  words text,
  file_id bigint,
  state text NOT NULL CHECK (state IN ('proposed', 'confirmed', 'dismissed')),
  points double precision,
  created_by bigint NOT NULL,
  created_at timestamptz NOT NULL,
  decided_by bigint,
  decided_at timestamptz,
  reason text,
  erased_at timestamptz,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX commendation_received ON commendation (tenant_id, received_on DESC, id DESC);
CREATE INDEX commendation_unit ON commendation (tenant_id, unit_id, received_on DESC, id DESC);
CREATE INDEX commendation_appeal ON commendation (tenant_id, appeal_id) WHERE appeal_id IS NOT NULL;
