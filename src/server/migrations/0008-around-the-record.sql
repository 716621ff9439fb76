-- Files hide where a picture was taken, articles may be policy documents, messages may have nowhere to go.

-- Byte spans (start, length, start, length …) that tell where a picture was taken; only its uploader gets them.
ALTER TABLE file ADD COLUMN hidden int[] NOT NULL DEFAULT '{}';
CREATE INDEX file_orphan ON file (uploaded_at) WHERE appeal_id IS NULL;

-- A policy document: who issued it together, under which number, on what day.
ALTER TABLE article
  ADD COLUMN issuers jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN document_number text,
  ADD COLUMN issued_on date;
ALTER TABLE article_version
  ADD COLUMN category_id bigint,
  ADD COLUMN issuers jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN document_number text,
  ADD COLUMN issued_on date;
CREATE INDEX article_until ON article (tenant_id, valid_until) WHERE valid_until IS NOT NULL AND state = 'published';

-- 'kept': decided while there was no gateway for it; it stays in the outbox and is never sent later.
ALTER TABLE message
  DROP CONSTRAINT message_state_check,
  ADD CONSTRAINT message_state_check CHECK (state IN ('waiting', 'sent', 'failed', 'kept'));
CREATE INDEX message_appeal ON message (tenant_id, appeal_id) WHERE appeal_id IS NOT NULL;
CREATE INDEX webhook_delivery_webhook ON webhook_delivery (tenant_id, webhook_id, id DESC);
CREATE INDEX alert_at ON alert (tenant_id, id DESC);
