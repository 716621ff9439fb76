-- 群机器人: groups in WeCom and DingTalk that are told of colours, sheets and calls. Their address lets anybody write there.
CREATE TABLE robot (
  tenant_id bigint NOT NULL REFERENCES tenant,
  id bigserial,
  unit_id bigint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('wecom', 'dingtalk')),
  name text NOT NULL,
  url_enc bytea NOT NULL,
  secret_enc bytea,
  tells text[] NOT NULL,
  active boolean NOT NULL DEFAULT true,
  -- How often in a row it took nothing, and until when it is left alone.
  failures int NOT NULL DEFAULT 0,
  rests_until timestamptz,
  created_by bigint,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);

-- 订阅亮灯: who wants to hear of colours, of which unit and those below it.
CREATE TABLE light_watch (
  tenant_id bigint NOT NULL REFERENCES tenant,
  person_id bigint NOT NULL,
  unit_id bigint NOT NULL,
  lights text[] NOT NULL,
  PRIMARY KEY (tenant_id, person_id)
);

-- Robots and automatic calls 电话督办 go through the outbox too; a call that was placed waits for its outcome.
ALTER TABLE message
  DROP CONSTRAINT message_medium_check,
  ADD CONSTRAINT message_medium_check CHECK (medium IN ('sms', 'email', 'platform', 'inApp', 'wecom', 'dingtalk', 'voice')),
  DROP CONSTRAINT message_state_check,
  ADD CONSTRAINT message_state_check CHECK (state IN ('waiting', 'calling', 'sent', 'failed', 'kept')),
  ADD COLUMN robot_id bigint,
  -- The event of the ticket that it is about.
  ADD COLUMN seq int;
CREATE INDEX message_robot ON message (tenant_id, robot_id, next_at, id) WHERE state = 'waiting' AND robot_id IS NOT NULL;
CREATE INDEX message_robot_waiting ON message (next_at) WHERE state = 'waiting' AND robot_id IS NOT NULL;
CREATE INDEX message_robot_created ON message (created_at) WHERE robot_id IS NOT NULL;
CREATE INDEX message_call ON message (next_at) WHERE medium = 'voice' AND state IN ('waiting', 'calling');

-- The event that a sheet follows from, where it follows from one: then it is issued once.
ALTER TABLE sheet ADD COLUMN follows_seq int;
