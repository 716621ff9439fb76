-- Signing in: wrong tries, one-time codes by message, and sessions of citizens beside those of staff.

-- Wrong tries by what they were made on (a login, an appeal number, a phone, an address; blind). Forgotten at until_at.
CREATE TABLE failed_try (
  tenant_id bigint NOT NULL,
  key bytea NOT NULL,
  count int NOT NULL,
  until_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, key)
);
CREATE INDEX failed_try_until ON failed_try (until_at);

-- The latest code sent to a phone, kept as a keyed hash; taken away when it is used.
CREATE TABLE phone_code (
  tenant_id bigint NOT NULL,
  phone_key bytea NOT NULL,
  code_hash bytea NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, phone_key)
);
CREATE INDEX phone_code_expires ON phone_code (expires_at);

-- Locks hold for unknown logins as well, so that a lock doesn't tell which logins exist; they live in failed_try.
ALTER TABLE account DROP COLUMN failures, DROP COLUMN locked_until;
CREATE UNIQUE INDEX account_login ON account (tenant_id, lower(login));

-- What a session was opened with decides what it may do until a second factor or a new password is there.
ALTER TABLE session
  ADD COLUMN proof text NOT NULL DEFAULT 'password' CHECK (proof IN ('password', 'totp', 'oidc', 'phone')),
  ADD COLUMN phone_key bytea,
  ALTER COLUMN person_id DROP NOT NULL,
  DROP CONSTRAINT session_kind_check,
  ADD CONSTRAINT session_kind_check CHECK (kind IN ('session', 'key', 'citizen')),
  ADD CONSTRAINT session_whose CHECK (CASE kind WHEN 'citizen' THEN phone_key IS NOT NULL ELSE person_id IS NOT NULL END);
CREATE INDEX session_person ON session (tenant_id, person_id) WHERE ended_at IS NULL;
CREATE INDEX session_expires ON session (expires_at);
