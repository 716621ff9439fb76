-- 政策文件库: what everything refers to. One row a document; every save is a version of its own.
CREATE TABLE regulation (
  tenant_id bigint NOT NULL REFERENCES tenant,
  id bigserial,
  code text NOT NULL,
  version int NOT NULL,
  title text NOT NULL,
  -- The title as references are compared: without spaces, brackets of one kind.
  title_key text NOT NULL,
  number text,
  issuer text NOT NULL,
  issued_on date NOT NULL,
  in_force_from date NOT NULL,
  repealed_on date,
  replaced_by bigint,
  scope text NOT NULL CHECK (scope IN ('inside', 'public')),
  body text NOT NULL,
  file_id bigint,
  owner_unit_id bigint NOT NULL,
  words tsvector NOT NULL,
  updated_at timestamptz NOT NULL,
  updated_by bigint,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX regulation_code ON regulation (tenant_id, code);
CREATE INDEX regulation_title ON regulation (tenant_id, title_key);
CREATE INDEX regulation_issued ON regulation (tenant_id, issued_on DESC, id DESC);
CREATE INDEX regulation_words ON regulation USING gin (words);

CREATE TABLE regulation_version (
  tenant_id bigint NOT NULL,
  regulation_id bigint NOT NULL,
  version int NOT NULL,
  title text NOT NULL,
  number text,
  issuer text NOT NULL,
  issued_on date NOT NULL,
  in_force_from date NOT NULL,
  repealed_on date,
  replaced_by bigint,
  scope text NOT NULL,
  body text NOT NULL,
  file_id bigint,
  owner_unit_id bigint NOT NULL,
  saved_at timestamptz NOT NULL,
  saved_by bigint,
  PRIMARY KEY (tenant_id, regulation_id, version)
);

-- A file of something that is no ticket: what holds it, and which.
ALTER TABLE file ADD COLUMN holder text, ADD COLUMN holder_id bigint;

-- Articles that may refer to a document by its title.
CREATE INDEX article_citing ON article (tenant_id, id) WHERE state = 'published' AND strpos(body, '《') > 0;
