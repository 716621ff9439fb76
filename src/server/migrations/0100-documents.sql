-- Numbers without gaps: one row a series and year, moved on in the transaction that issues.
CREATE TABLE series (
  tenant_id bigint NOT NULL,
  code text NOT NULL,
  year integer NOT NULL,
  last integer NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, code, year)
);

-- An official document: a number, and the data it says, frozen when it was issued.
CREATE TABLE document (
  tenant_id bigint NOT NULL,
  id bigserial,
  kind text NOT NULL,
  series text NOT NULL,
  year integer NOT NULL,
  no integer NOT NULL,
  -- As it is printed: 示督〔2026〕12号.
  number text NOT NULL,
  title text NOT NULL,
  -- Who issued it, and the units it is addressed to or copied to.
  unit_id bigint NOT NULL,
  recipients bigint[] NOT NULL DEFAULT '{}',
  -- The ticket it is about, and which of its sheets it is.
  appeal_id bigint,
  sheet_no integer,
  -- Which template it was made with: the hash names a row of document_template.
  template_hash bytea NOT NULL,
  data jsonb NOT NULL,
  data_hash bytea NOT NULL,
  -- What the QR code carries.
  token text NOT NULL,
  issued_at timestamptz NOT NULL,
  issued_by bigint,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX document_number ON document (tenant_id, series, year, no);
CREATE INDEX document_recipients ON document USING gin (recipients);
CREATE UNIQUE INDEX document_token ON document (token);
CREATE INDEX document_issued ON document (tenant_id, issued_at DESC, id DESC);
CREATE INDEX document_appeal ON document (tenant_id, appeal_id) WHERE appeal_id IS NOT NULL;

-- A template as it was when something was made with it; what is shipped changes, what was printed doesn't.
CREATE TABLE document_template (
  tenant_id bigint NOT NULL,
  hash bytea NOT NULL,
  kind text NOT NULL,
  source text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, hash)
);

-- What was rendered of a document: its bytes are kept by their hash where files are.
CREATE TABLE document_file (
  tenant_id bigint NOT NULL,
  document_id bigint NOT NULL,
  format text NOT NULL,
  hash bytea NOT NULL,
  size integer NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, document_id, format)
);

-- How a city's paper looks: heads, short names, series, seals, end notes, templates of its own. One version is one row.
CREATE TABLE document_settings (
  tenant_id bigint NOT NULL,
  version integer NOT NULL,
  settings jsonb NOT NULL,
  at timestamptz NOT NULL,
  by_id bigint,
  PRIMARY KEY (tenant_id, version)
);

-- The picture of a seal, once uploaded never changed: old paper names it by its hash.
CREATE TABLE document_seal (
  tenant_id bigint NOT NULL,
  hash bytea NOT NULL,
  name text NOT NULL,
  image bytea NOT NULL,
  at timestamptz NOT NULL,
  by_id bigint,
  PRIMARY KEY (tenant_id, hash)
);
