-- 质检: one check of a contact or of an appeal, by the scorecard that held then.
CREATE TABLE quality_check (
  tenant_id bigint NOT NULL,
  id bigserial,
  subject text NOT NULL,
  contact_id bigint,
  appeal_id bigint,
  agent_id bigint,
  unit_id bigint NOT NULL,
  checked_by bigint NOT NULL,
  at timestamptz NOT NULL,
  scores jsonb NOT NULL,
  average double precision NOT NULL,
  flags text[] NOT NULL,
  note text,
  PRIMARY KEY (tenant_id, id),
  CHECK (subject = 'contact' AND contact_id IS NOT NULL OR subject = 'appeal' AND appeal_id IS NOT NULL)
);
CREATE UNIQUE INDEX quality_check_contact ON quality_check (tenant_id, contact_id) WHERE subject = 'contact';
CREATE UNIQUE INDEX quality_check_appeal ON quality_check (tenant_id, appeal_id) WHERE subject = 'appeal';
CREATE INDEX quality_check_at ON quality_check (tenant_id, at DESC, id DESC);
CREATE INDEX quality_check_agent ON quality_check (tenant_id, agent_id, at DESC, id DESC);
CREATE INDEX appeal_ended ON appeal (tenant_id, ended_at DESC, id DESC) WHERE ended_at IS NOT NULL;
