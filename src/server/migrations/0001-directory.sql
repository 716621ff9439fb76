-- Tenants and what they are made of. tenant_id leads every key: the outermost fence, and the distribution column on Citus.

CREATE TABLE tenant (
  id bigserial PRIMARY KEY,
  code text NOT NULL UNIQUE,
  name text NOT NULL,
  zone text NOT NULL DEFAULT 'Asia/Shanghai',
  region_code text NOT NULL DEFAULT '000000' CHECK (region_code ~ '^[0-9]{6}$'),
  sample boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Raised by every change to the directory, calendar or rules; servers reload when it moves.
  directory_version bigint NOT NULL DEFAULT 1
);

CREATE TABLE unit (
  tenant_id bigint NOT NULL REFERENCES tenant,
  id bigserial,
  code text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  parent_id bigint,
  active boolean NOT NULL DEFAULT true,
  phone text,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, code),
  FOREIGN KEY (tenant_id, parent_id) REFERENCES unit
);

CREATE TABLE region (
  tenant_id bigint NOT NULL REFERENCES tenant,
  id bigserial,
  code text NOT NULL,
  name text NOT NULL,
  parent_id bigint,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, code)
);

CREATE TABLE grid (
  tenant_id bigint NOT NULL REFERENCES tenant,
  id bigserial,
  code text NOT NULL,
  name text NOT NULL,
  region_id bigint,
  unit_id bigint,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, code)
);

CREATE TABLE category (
  tenant_id bigint NOT NULL REFERENCES tenant,
  id bigserial,
  code text NOT NULL,
  name text NOT NULL,
  parent_id bigint,
  level int NOT NULL CHECK (level BETWEEN 1 AND 4),
  words text[] NOT NULL DEFAULT '{}',
  active boolean NOT NULL DEFAULT true,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, code)
);

CREATE TABLE channel (
  tenant_id bigint NOT NULL REFERENCES tenant,
  id bigserial,
  code text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  -- Two digits in every appeal's number.
  digits int NOT NULL CHECK (digits BETWEEN 0 AND 99),
  owner_unit_id bigint,
  external_platform text,
  active boolean NOT NULL DEFAULT true,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, code)
);

-- The register of merged hotlines (ZY-21).
CREATE TABLE merged_hotline (
  tenant_id bigint NOT NULL REFERENCES tenant,
  id bigserial,
  old_number text NOT NULL,
  name text NOT NULL,
  mode text NOT NULL CHECK (mode IN ('full', 'parallel', 'subCentre')),
  owner_unit_id bigint NOT NULL,
  channel_id bigint,
  cut_over_on date NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, old_number),
  FOREIGN KEY (tenant_id, owner_unit_id) REFERENCES unit
);

CREATE TABLE organisation (
  tenant_id bigint NOT NULL REFERENCES tenant,
  id bigserial,
  code text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('enterprise', 'relocatedUnit', 'chamber', 'institution')),
  credit_code text,
  unit_id bigint,
  region_id bigint,
  grid_id bigint,
  address text,
  -- Production status, monthly output, sub-units, notes of visits (XA-39, SZ-14): { monthlyOutputWan, status, stage, … }.
  profile jsonb NOT NULL DEFAULT '{}',
  active boolean NOT NULL DEFAULT true,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, code)
);

-- Contact people of an organisation; phone and name encrypted like every identity.
CREATE TABLE organisation_contact (
  tenant_id bigint NOT NULL,
  id bigserial,
  organisation_id bigint NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'production', 'liaison', 'delegate')),
  name_enc bytea,
  phone_enc bytea,
  phone_key bytea,
  -- Sub-units on whose behalf a delegate may submit (XA-24).
  sub_units text[] NOT NULL DEFAULT '{}',
  active boolean NOT NULL DEFAULT true,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisation
);
CREATE INDEX organisation_contact_phone ON organisation_contact (tenant_id, phone_key);

CREATE TABLE person (
  tenant_id bigint NOT NULL REFERENCES tenant,
  id bigserial,
  code text NOT NULL,
  name text NOT NULL,
  unit_id bigint NOT NULL,
  job_no text,
  phone text,
  email text,
  skills text[] NOT NULL DEFAULT '{}',
  active boolean NOT NULL DEFAULT true,
  -- On leave: the substitute receives what comes in between.
  away_from timestamptz,
  away_until timestamptz,
  substitute_id bigint,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, code),
  FOREIGN KEY (tenant_id, unit_id) REFERENCES unit
);

CREATE TABLE role_grant (
  tenant_id bigint NOT NULL,
  id bigserial,
  person_id bigint NOT NULL,
  role text NOT NULL,
  unit_id bigint NOT NULL,
  granted_by bigint,
  granted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, person_id, role, unit_id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person,
  FOREIGN KEY (tenant_id, unit_id) REFERENCES unit
);

CREATE TABLE account (
  tenant_id bigint NOT NULL,
  person_id bigint NOT NULL,
  login text NOT NULL,
  password_hash text,
  password_set_at timestamptz,
  totp_secret_enc bytea,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  oidc_issuer text,
  oidc_subject text,
  failures int NOT NULL DEFAULT 0,
  locked_until timestamptz,
  last_login_at timestamptz,
  active boolean NOT NULL DEFAULT true,
  PRIMARY KEY (tenant_id, person_id),
  UNIQUE (tenant_id, login),
  UNIQUE (tenant_id, oidc_issuer, oidc_subject),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person
);

-- A signed-in person, or an API key (kind 'key') that acts for one. Only the hash of the token is kept.
CREATE TABLE session (
  tenant_id bigint NOT NULL,
  id bigserial,
  token_hash bytea NOT NULL,
  kind text NOT NULL CHECK (kind IN ('session', 'key')),
  name text,
  person_id bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX session_token ON session (token_hash);

-- Days that differ from the State Council's calendar in this place.
CREATE TABLE local_day (
  tenant_id bigint NOT NULL REFERENCES tenant,
  day date NOT NULL,
  workday boolean NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (tenant_id, day)
);

-- 责任清单: category × place → unit (ZY-17). The floor is the lowest kind of unit it may be passed down to.
CREATE TABLE catalogue_entry (
  tenant_id bigint NOT NULL REFERENCES tenant,
  id bigserial,
  category_id bigint NOT NULL,
  region_id bigint,
  unit_id bigint NOT NULL,
  role text NOT NULL DEFAULT 'lead' CHECK (role IN ('lead', 'assist')),
  legal_basis text NOT NULL,
  floor text,
  skill text,
  PRIMARY KEY (tenant_id, id),
  UNIQUE NULLS NOT DISTINCT (tenant_id, category_id, region_id, unit_id),
  FOREIGN KEY (tenant_id, category_id) REFERENCES category,
  FOREIGN KEY (tenant_id, unit_id) REFERENCES unit
);

CREATE TABLE policy (
  tenant_id bigint NOT NULL REFERENCES tenant,
  version int NOT NULL,
  name text NOT NULL,
  rules jsonb NOT NULL,
  valid_from timestamptz NOT NULL,
  created_by bigint,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, version)
);
