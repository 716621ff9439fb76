-- What stands around the record: files, knowledge, messages, views, imports, figures, webhooks.

CREATE TABLE file (
  tenant_id bigint NOT NULL REFERENCES tenant,
  id bigserial,
  hash bytea NOT NULL,
  size bigint NOT NULL,
  type text NOT NULL,
  name text NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('appeal', 'before', 'after', 'contact', 'reply', 'evidence', 'other')),
  appeal_id bigint,
  seq int,
  uploaded_by bigint,
  uploaded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX file_appeal ON file (tenant_id, appeal_id) WHERE appeal_id IS NOT NULL;
CREATE INDEX file_hash ON file (tenant_id, hash);

CREATE TABLE article (
  tenant_id bigint NOT NULL REFERENCES tenant,
  id bigserial,
  version int NOT NULL,
  title text NOT NULL,
  body text NOT NULL,
  category_id bigint,
  owner_unit_id bigint NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_until timestamptz,
  state text NOT NULL CHECK (state IN ('draft', 'published', 'withdrawn')),
  words tsvector NOT NULL,
  updated_at timestamptz NOT NULL,
  updated_by bigint,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX article_words ON article USING gin (words);

CREATE TABLE article_version (
  tenant_id bigint NOT NULL,
  article_id bigint NOT NULL,
  version int NOT NULL,
  title text NOT NULL,
  body text NOT NULL,
  owner_unit_id bigint NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_until timestamptz,
  state text NOT NULL,
  saved_at timestamptz NOT NULL,
  saved_by bigint,
  PRIMARY KEY (tenant_id, article_id, version)
);

-- A message to a person: decided once (the key), delivered at least once.
CREATE TABLE message (
  tenant_id bigint NOT NULL REFERENCES tenant,
  id bigserial,
  key text NOT NULL,
  appeal_id bigint,
  medium text NOT NULL CHECK (medium IN ('sms', 'email', 'platform', 'inApp')),
  template text NOT NULL,
  to_enc bytea NOT NULL,
  body_enc bytea NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  attempts int NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL,
  sent_at timestamptz,
  error text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, key)
);
CREATE INDEX message_waiting ON message (next_at) WHERE state = 'waiting';
CREATE INDEX message_created ON message (tenant_id, created_at DESC, id DESC);

-- Alerts for people who watch: risk words, three repeats, unanswered risk; acknowledged by somebody.
CREATE TABLE alert (
  tenant_id bigint NOT NULL REFERENCES tenant,
  id bigserial,
  key text NOT NULL,
  kind text NOT NULL,
  appeal_id bigint,
  unit_id bigint,
  facts jsonb NOT NULL,
  at timestamptz NOT NULL,
  seen_by bigint,
  seen_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, key)
);
CREATE INDEX alert_open ON alert (tenant_id, at DESC) WHERE seen_at IS NULL;

-- Every look at a person's identity or a confidential original: who, when, which field, why.
CREATE TABLE view_log (
  tenant_id bigint NOT NULL,
  id bigserial,
  appeal_id bigint,
  contact_id bigint,
  person_id bigint,
  unit_id bigint,
  field text NOT NULL,
  purpose text NOT NULL,
  reason text,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX view_log_appeal ON view_log (tenant_id, appeal_id, at);
CREATE INDEX view_log_at ON view_log (tenant_id, at DESC, id DESC);

-- Acts outside the record that an auditor wants to see: sign-ins, grants, rules, directory changes, exports.
CREATE TABLE audit (
  tenant_id bigint NOT NULL,
  id bigserial,
  person_id bigint,
  act text NOT NULL,
  subject text NOT NULL,
  facts jsonb NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX audit_at ON audit (tenant_id, at DESC, id DESC);

-- An appellant or a number that floods: slowed by a person's decision or for a while.
CREATE TABLE restraint (
  tenant_id bigint NOT NULL,
  id bigserial,
  phone_key bytea NOT NULL,
  reason text NOT NULL,
  per_hour int NOT NULL,
  decided_by bigint,
  from_at timestamptz NOT NULL,
  until_at timestamptz,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX restraint_phone ON restraint (tenant_id, phone_key);

CREATE TABLE import_run (
  tenant_id bigint NOT NULL,
  id bigserial,
  mapping text NOT NULL,
  source text NOT NULL,
  source_hash text NOT NULL,
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  -- Rows of the source that are settled; a resumed run goes on behind them.
  settled bigint NOT NULL DEFAULT 0,
  created bigint NOT NULL DEFAULT 0,
  repeated bigint NOT NULL DEFAULT 0,
  rejected bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, mapping, source_hash)
);

CREATE TABLE saved_view (
  tenant_id bigint NOT NULL,
  id bigserial,
  person_id bigint NOT NULL,
  name text NOT NULL,
  query jsonb NOT NULL,
  shared boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, person_id, name)
);

CREATE TABLE webhook (
  tenant_id bigint NOT NULL REFERENCES tenant,
  id bigserial,
  url text NOT NULL,
  secret_enc bytea NOT NULL,
  kinds text[] NOT NULL,
  active boolean NOT NULL DEFAULT true,
  created_by bigint,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);

CREATE TABLE webhook_delivery (
  tenant_id bigint NOT NULL,
  id bigserial,
  webhook_id bigint NOT NULL,
  event_id bigint NOT NULL,
  body jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  attempts int NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL,
  status int,
  error text,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, webhook_id, event_id)
);
CREATE INDEX webhook_delivery_waiting ON webhook_delivery (next_at) WHERE state = 'waiting';

-- How far each reader of the history has come: everything with tx < tx_to (and id > after_id) has been taken.
CREATE TABLE reader (
  name text PRIMARY KEY,
  tx_to bigint NOT NULL,
  after_id bigint NOT NULL DEFAULT 0
);

-- The fold of the history: how many of each measure fell on a day, by unit and by what distinguishes them.
CREATE TABLE figure (
  tenant_id bigint NOT NULL,
  day date NOT NULL,
  unit_id bigint NOT NULL,
  measure text NOT NULL,
  channel_id bigint NOT NULL,
  kind text NOT NULL,
  n bigint NOT NULL,
  PRIMARY KEY (tenant_id, day, unit_id, measure, channel_id, kind)
);
