-- 典型案例: a settled matter told without anybody's name, approved by somebody else, shown inside or to citizens.
CREATE TABLE typical_case (
  tenant_id bigint NOT NULL REFERENCES tenant,
  id bigserial,
  version int NOT NULL,
  appeal_id bigint NOT NULL,
  title text NOT NULL,
  situation text NOT NULL,
  handling text NOT NULL,
  outcome text NOT NULL,
  lesson text,
  category_id bigint,
  unit_id bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'inside', 'public', 'withdrawn')),
  created_by bigint NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  approved_by bigint,
  approved_at timestamptz,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX typical_case_appeal ON typical_case (tenant_id, appeal_id);
CREATE INDEX typical_case_at ON typical_case (tenant_id, created_at DESC, id DESC);
CREATE INDEX typical_case_public ON typical_case (tenant_id, created_at DESC, id DESC) WHERE state = 'public';
