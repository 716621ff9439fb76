-- Indexes of the lists (docs/decisions/0004-lists-and-search.md). Each leads in the order of the list, so that a page
-- is read off it; what is rare has a partial index that a common ticket never enters.

DROP INDEX appeal_due;
CREATE INDEX appeal_due ON appeal (tenant_id, due_at, id) WHERE due_at IS NOT NULL AND ended_at IS NULL;

-- The external id alone is typed into the search box.
DROP INDEX appeal_external;
CREATE UNIQUE INDEX appeal_external ON appeal (tenant_id, external_id, external_platform) WHERE external_id IS NOT NULL;

DROP INDEX appeal_organisation;
CREATE INDEX appeal_organisation ON appeal (tenant_id, organisation_id, received_at DESC, id DESC) WHERE organisation_id IS NOT NULL;

CREATE INDEX appeal_category ON appeal (tenant_id, category_id, received_at DESC, id DESC) WHERE category_id IS NOT NULL;
CREATE INDEX appeal_region ON appeal (tenant_id, region_id, received_at DESC, id DESC) WHERE region_id IS NOT NULL;
CREATE INDEX appeal_channel ON appeal (tenant_id, channel_id, received_at DESC, id DESC);
CREATE INDEX appeal_rare_kind ON appeal (tenant_id, kind, received_at DESC, id DESC)
  WHERE kind IN ('report', 'suggestion', 'goldenIdea', 'praise', 'other');
CREATE INDEX appeal_level ON appeal (tenant_id, level, received_at DESC, id DESC) WHERE level <> 'general';
CREATE INDEX appeal_tagged ON appeal (tenant_id, received_at DESC, id DESC) WHERE tags <> '{}';
CREATE INDEX appeal_published ON appeal (tenant_id, received_at DESC, id DESC) WHERE published;
