-- Citizens who come through the city's WeChat mini-program: which phone an account stands for, and tickets that open the
-- pages inside it signed in. Neither the account nor the phone can be read from here.
CREATE TABLE wechat_account (
  tenant_id bigint NOT NULL REFERENCES tenant,
  account_key bytea NOT NULL,
  phone_key bytea NOT NULL,
  bound_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, account_key)
);

CREATE TABLE entry_ticket (
  tenant_id bigint NOT NULL REFERENCES tenant,
  ticket_hash bytea NOT NULL,
  phone_key bytea NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, ticket_hash)
);
