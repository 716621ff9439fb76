-- The record: one appeal, its duties, limits, approvals, visits, reviews, and the history that leads to them.

CREATE TABLE appeal (
  tenant_id bigint NOT NULL,
  id bigint NOT NULL,
  version int NOT NULL,
  head_hash bytea NOT NULL,
  -- Encrypted; the appellant's key to the ticket together with the number.
  query_code bytea NOT NULL,
  number text NOT NULL,
  stage text NOT NULL,
  stage_before text,
  kind text NOT NULL,
  intent text NOT NULL,
  channel_id bigint NOT NULL,
  external_platform text,
  external_id text,
  title text,
  category_id bigint,
  urgency text NOT NULL,
  severity text NOT NULL,
  level text NOT NULL,
  limit_class text NOT NULL,
  tags text[] NOT NULL,
  risks text[] NOT NULL,
  region_id bigint,
  grid_id bigint,
  address text,
  lng double precision,
  lat double precision,
  happened_at timestamptz,
  organisation_id bigint,
  anonymous boolean NOT NULL,
  confidential boolean NOT NULL,
  wants_visit boolean NOT NULL,
  owner_unit_id bigint NOT NULL,
  lead_unit_id bigint,
  first_unit_id bigint,
  parent_id bigint,
  split_from_id bigint,
  reopened_from_id bigint,
  merged_into_id bigint,
  received_at timestamptz NOT NULL,
  dispatched_at timestamptz,
  contacted_at timestamptz,
  answered_at timestamptz,
  reviewed_at timestamptz,
  visited_at timestamptz,
  ended_at timestamptz,
  green_at timestamptz,
  yellow_at timestamptz,
  due_at timestamptz,
  asked_at timestamptz,
  hops int NOT NULL,
  returns int NOT NULL,
  objections int NOT NULL,
  reworks int NOT NULL,
  extensions int NOT NULL,
  repeats int NOT NULL,
  reopened int NOT NULL,
  result text,
  cause text,
  visit_result text,
  satisfaction int,
  exemption text,
  refusal_reason text,
  published boolean NOT NULL,
  imported boolean NOT NULL,
  policy_version int NOT NULL,
  PRIMARY KEY (tenant_id, id)
) WITH (fillfactor = 85);

CREATE SEQUENCE appeal_id_seq INCREMENT 1;
CREATE UNIQUE INDEX appeal_number ON appeal (tenant_id, number);
CREATE UNIQUE INDEX appeal_external ON appeal (tenant_id, external_platform, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX appeal_received ON appeal (tenant_id, received_at DESC, id DESC);
CREATE INDEX appeal_stage ON appeal (tenant_id, stage, received_at DESC, id DESC);
CREATE INDEX appeal_lead ON appeal (tenant_id, lead_unit_id, received_at DESC, id DESC) WHERE lead_unit_id IS NOT NULL;
CREATE INDEX appeal_due ON appeal (tenant_id, due_at) WHERE due_at IS NOT NULL AND ended_at IS NULL;
CREATE INDEX appeal_organisation ON appeal (tenant_id, organisation_id, received_at DESC) WHERE organisation_id IS NOT NULL;
CREATE INDEX appeal_merged ON appeal (tenant_id, merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX appeal_parent ON appeal (tenant_id, parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE assignment (
  tenant_id bigint NOT NULL,
  appeal_id bigint NOT NULL,
  no int NOT NULL,
  unit_id bigint NOT NULL,
  role text NOT NULL,
  stage text NOT NULL,
  parent_no int,
  person_id bigint,
  assigned_at timestamptz NOT NULL,
  assigned_by bigint,
  signed_at timestamptz,
  contacted_at timestamptz,
  preliminary_at timestamptz,
  replied_at timestamptz,
  accepted_at timestamptz,
  ended_at timestamptz,
  bound boolean NOT NULL,
  reworks int NOT NULL,
  result text,
  target jsonb,
  due_at timestamptz,
  PRIMARY KEY (tenant_id, appeal_id, no)
);
CREATE INDEX assignment_open ON assignment (tenant_id, unit_id, due_at, appeal_id) WHERE ended_at IS NULL;

CREATE TABLE clock (
  tenant_id bigint NOT NULL,
  appeal_id bigint NOT NULL,
  no int NOT NULL,
  kind text NOT NULL,
  assignment_no int,
  unit_id bigint NOT NULL,
  "limit" text NOT NULL,
  started_at timestamptz NOT NULL,
  green_at timestamptz NOT NULL,
  yellow_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  pauses jsonb NOT NULL,
  met_at timestamptz,
  cancelled_at timestamptz,
  provisional boolean NOT NULL,
  calendar_version text NOT NULL,
  policy_version int NOT NULL,
  PRIMARY KEY (tenant_id, appeal_id, no)
);
CREATE INDEX clock_running ON clock (tenant_id, due_at) WHERE met_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX clock_provisional ON clock (tenant_id, appeal_id) WHERE provisional AND met_at IS NULL AND cancelled_at IS NULL;

CREATE TABLE approval (
  tenant_id bigint NOT NULL,
  appeal_id bigint NOT NULL,
  no int NOT NULL,
  kind text NOT NULL,
  assignment_no int,
  unit_id bigint NOT NULL,
  asked_by bigint,
  asked_at timestamptz NOT NULL,
  reason text NOT NULL,
  wanted jsonb NOT NULL,
  decided_with text NOT NULL,
  verdict text,
  decided_by bigint,
  decided_at timestamptz,
  PRIMARY KEY (tenant_id, appeal_id, no)
);
CREATE INDEX approval_open ON approval (tenant_id, kind, asked_at) WHERE verdict IS NULL;

CREATE TABLE visit (
  tenant_id bigint NOT NULL,
  appeal_id bigint NOT NULL,
  no int NOT NULL,
  due_at timestamptz NOT NULL,
  attempts int NOT NULL,
  last_attempt_at timestamptz,
  next_attempt_at timestamptz,
  outcome text,
  contacted boolean,
  result text,
  process_satisfaction int,
  result_satisfaction int,
  visitor_id bigint,
  ended_at timestamptz,
  PRIMARY KEY (tenant_id, appeal_id, no)
);
CREATE INDEX visit_open ON visit (tenant_id, due_at) WHERE ended_at IS NULL;

CREATE TABLE review (
  tenant_id bigint NOT NULL,
  appeal_id bigint NOT NULL,
  no int NOT NULL,
  given_at timestamptz NOT NULL,
  stars int NOT NULL,
  dimensions jsonb NOT NULL,
  via text NOT NULL,
  PRIMARY KEY (tenant_id, appeal_id, no)
);

-- Which units' subtrees a ticket lies in: one row per involved unit and each of its ancestors below the top unit.
CREATE TABLE reach (
  tenant_id bigint NOT NULL,
  unit_id bigint NOT NULL,
  received_at timestamptz NOT NULL,
  appeal_id bigint NOT NULL,
  PRIMARY KEY (tenant_id, unit_id, received_at, appeal_id)
);

-- One arrival. An answer on the spot ends here; anything else becomes an appeal, a refusal or a hand-over.
CREATE TABLE contact (
  tenant_id bigint NOT NULL,
  id bigint NOT NULL,
  channel_id bigint NOT NULL,
  external_id text,
  at timestamptz NOT NULL,
  ended_at timestamptz,
  outcome text NOT NULL,
  intent text NOT NULL,
  kind text NOT NULL,
  agent_id bigint,
  unit_id bigint NOT NULL,
  appeal_id bigint,
  article_id bigint,
  article_version int,
  -- Refusal or emergency: the coded reason, or the line it was handed to.
  reason text,
  answer text,
  stars int,
  wait_seconds int,
  talk_seconds int,
  organisation_id bigint,
  note text,
  version int NOT NULL DEFAULT 1,
  imported boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, id)
);
CREATE SEQUENCE contact_id_seq;
CREATE INDEX contact_at ON contact (tenant_id, at DESC, id DESC);
CREATE INDEX contact_appeal ON contact (tenant_id, appeal_id) WHERE appeal_id IS NOT NULL;
CREATE INDEX contact_pending ON contact (tenant_id, at) WHERE outcome = 'pending';
CREATE UNIQUE INDEX contact_external ON contact (tenant_id, channel_id, external_id) WHERE external_id IS NOT NULL;

-- Who the appellant is. Encrypted columns, blind indexes for lookup; read only through the permission that logs it.
CREATE TABLE identity (
  tenant_id bigint NOT NULL,
  id bigserial,
  contact_id bigint,
  appeal_id bigint,
  salt bytea NOT NULL,
  -- Salted commitment to the plain values; the same stands in the event that brought them.
  commitment bytea NOT NULL,
  name_enc bytea,
  phone_enc bytea,
  phone2_enc bytea,
  id_number_enc bytea,
  address_enc bytea,
  phone_key bytea,
  id_number_key bytea,
  at timestamptz NOT NULL,
  erased_at timestamptz,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX identity_appeal ON identity (tenant_id, appeal_id) WHERE appeal_id IS NOT NULL;
CREATE INDEX identity_contact ON identity (tenant_id, contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX identity_phone ON identity (tenant_id, phone_key, at DESC) WHERE phone_key IS NOT NULL;
CREATE INDEX identity_number ON identity (tenant_id, id_number_key) WHERE id_number_key IS NOT NULL;

-- Words for search and likeness, from redacted text only; none for a confidential appeal.
CREATE TABLE appeal_search (
  tenant_id bigint NOT NULL,
  appeal_id bigint NOT NULL,
  received_at timestamptz NOT NULL,
  words tsvector NOT NULL,
  bands integer[] NOT NULL,
  PRIMARY KEY (tenant_id, appeal_id)
);
CREATE INDEX appeal_search_words ON appeal_search USING gin (words);
CREATE INDEX appeal_search_bands ON appeal_search USING gin (bands);
CREATE INDEX appeal_search_received ON appeal_search (tenant_id, received_at DESC, appeal_id DESC);

-- The history. Append-only; the one permitted update takes away texts and salt when a person is erased.
CREATE TABLE event (
  tenant_id bigint NOT NULL,
  id bigserial,
  appeal_id bigint NOT NULL,
  seq int NOT NULL,
  kind text NOT NULL,
  actor_kind text NOT NULL,
  actor_id bigint,
  unit_id bigint,
  at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  limit_class text NOT NULL,
  policy_version int NOT NULL,
  facts jsonb NOT NULL,
  changes jsonb NOT NULL,
  -- Salted commitment to the texts; null when there are none.
  texts_hash bytea,
  prev_hash bytea NOT NULL,
  hash bytea NOT NULL,
  texts jsonb,
  salt bytea,
  tx bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
  PRIMARY KEY (tenant_id, appeal_id, seq)
);
CREATE INDEX event_id ON event (id);
-- Readers ask for what lies after their mark; a summary of pages would lag behind exactly there.
CREATE INDEX event_tx ON event (tx, id);

CREATE FUNCTION event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.texts IS NULL AND NEW.salt IS NULL
    AND to_jsonb(NEW) - 'texts' - 'salt' = to_jsonb(OLD) - 'texts' - 'salt' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the history is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION event_is_append_only();

-- A Merkle root over all events since the last seal, chained to it. Events are taken by transaction: all with
-- tx_from <= tx < tx_to, so a commit that was still running is left to the next seal. A restored database counts
-- transactions anew; its first seal opens a new epoch that starts after event after_id.
CREATE TABLE seal (
  tenant_id bigint NOT NULL REFERENCES tenant,
  no int NOT NULL,
  at timestamptz NOT NULL,
  after_id bigint NOT NULL,
  tx_from bigint NOT NULL,
  tx_to bigint NOT NULL,
  events bigint NOT NULL,
  root bytea NOT NULL,
  prev_hash bytea NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (tenant_id, no)
);

-- A creating call answered once: the same key gets the same answer.
CREATE TABLE idempotency (
  tenant_id bigint NOT NULL,
  key text NOT NULL,
  request_hash bytea NOT NULL,
  status int NOT NULL,
  response jsonb NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, key)
);
CREATE INDEX idempotency_at ON idempotency (at);
