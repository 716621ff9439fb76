-- Ids are one platform's own: two sources may give the same one on one channel, as tickets (appeal_external) have it already.
ALTER TABLE contact ADD COLUMN external_platform text;
UPDATE contact c SET external_platform = a.external_platform FROM appeal a
  WHERE a.tenant_id = c.tenant_id AND a.id = c.appeal_id AND c.external_id IS NOT NULL AND a.external_id = c.external_id;
DROP INDEX contact_external;
CREATE UNIQUE INDEX contact_external ON contact (tenant_id, channel_id, external_id, coalesce(external_platform, ''))
  WHERE external_id IS NOT NULL;
