-- What finds earlier appeals about the same matter: by place, and by words while the index is written to.

-- Cells of 0.005 degrees, as cellOf in src/domain/intake/candidates.ts counts them.
CREATE INDEX appeal_cell ON appeal (
  tenant_id, category_id, ((floor(lng / 0.005) * 100000 + floor(lat / 0.005))::bigint), received_at DESC
) WHERE lng IS NOT NULL AND lat IS NOT NULL AND category_id IS NOT NULL;

CREATE INDEX appeal_grid ON appeal (tenant_id, grid_id, category_id, received_at DESC)
  WHERE grid_id IS NOT NULL AND category_id IS NOT NULL;

-- Four of the sixteen bands, newest first: a lookup stays short however common a phrase is, which an array index
-- can't promise. Two texts that share four words in five meet here nineteen times in twenty.
CREATE INDEX appeal_search_band1 ON appeal_search (tenant_id, (bands[1]), received_at DESC);
CREATE INDEX appeal_search_band2 ON appeal_search (tenant_id, (bands[2]), received_at DESC);
CREATE INDEX appeal_search_band3 ON appeal_search (tenant_id, (bands[3]), received_at DESC);
CREATE INDEX appeal_search_band4 ON appeal_search (tenant_id, (bands[4]), received_at DESC);

-- Risk words and repeats, for the alerts.
CREATE INDEX appeal_watched ON appeal (tenant_id, received_at DESC) WHERE risks <> '{}' OR repeats > 0;

-- What a centre looks at to see that nobody was left without an answer.
CREATE INDEX contact_outcome ON contact (tenant_id, outcome, at DESC, id DESC);

CREATE INDEX appeal_split ON appeal (tenant_id, split_from_id) WHERE split_from_id IS NOT NULL;
CREATE INDEX restraint_until ON restraint (tenant_id, id DESC);
