-- 七单: a supervision sheet about a ticket, and the units it is addressed to.
CREATE TABLE sheet (
  tenant_id bigint NOT NULL,
  appeal_id bigint NOT NULL,
  no int NOT NULL,
  kind text NOT NULL,
  stage text NOT NULL,
  cause text NOT NULL,
  number text,
  assignment_no int,
  after_no int,
  "limit" text NOT NULL,
  proposed_at timestamptz,
  issued_at timestamptz,
  issued_by bigint,
  ended_at timestamptz,
  data_hash text,
  PRIMARY KEY (tenant_id, appeal_id, no)
);
CREATE UNIQUE INDEX sheet_number ON sheet (tenant_id, number) WHERE number IS NOT NULL;
CREATE INDEX sheet_issued ON sheet (tenant_id, issued_at DESC, appeal_id DESC, no DESC) WHERE issued_at IS NOT NULL;
CREATE INDEX sheet_open ON sheet (tenant_id, issued_at DESC, appeal_id DESC, no DESC) WHERE stage = 'issued';
CREATE INDEX sheet_proposed ON sheet (tenant_id, proposed_at, appeal_id, no) WHERE stage = 'proposed';

CREATE TABLE sheet_recipient (
  tenant_id bigint NOT NULL,
  appeal_id bigint NOT NULL,
  no int NOT NULL,
  sheet_no int NOT NULL,
  unit_id bigint NOT NULL,
  role text NOT NULL,
  stage text NOT NULL,
  sent_at timestamptz NOT NULL,
  signed_at timestamptz,
  signed_by bigint,
  answered_at timestamptz,
  answered_by bigint,
  ended_at timestamptz,
  due_at timestamptz,
  sent_back int NOT NULL,
  PRIMARY KEY (tenant_id, appeal_id, no)
);
-- What a unit owes; what it was ever sent.
CREATE INDEX sheet_recipient_open ON sheet_recipient (tenant_id, unit_id, due_at, appeal_id, no) WHERE ended_at IS NULL;
CREATE INDEX sheet_recipient_unit ON sheet_recipient (tenant_id, unit_id, sent_at DESC, appeal_id DESC, no DESC);

-- When the sweep must look at a clock next: its next light, or after the due time its next rung.
ALTER TABLE clock ADD COLUMN recipient_no int, ADD COLUMN lit text, ADD COLUMN rungs int, ADD COLUMN rung_at timestamptz;
ALTER TABLE clock ADD COLUMN next_at timestamptz GENERATED ALWAYS AS (
  CASE
    -- A window in which something may be given back is no duty.
    WHEN kind = 'return' OR met_at IS NOT NULL OR cancelled_at IS NOT NULL OR pauses @> '[{"to": null}]' THEN NULL
    WHEN lit IS NULL THEN green_at
    WHEN lit = 'green' THEN yellow_at
    WHEN lit = 'yellow' THEN due_at
    ELSE rung_at
  END
) STORED;
CREATE INDEX clock_next ON clock (next_at) WHERE next_at IS NOT NULL;

-- 工作: tasks stand where appeals stand, so that everything works on them alike, and are counted with none.
CREATE INDEX appeal_task ON appeal (tenant_id, received_at DESC, id DESC)
  WHERE kind IN ('keyWork', 'leaderInstruction', 'rectification', 'proactive');
ALTER TABLE appeal ADD COLUMN supervision text;
