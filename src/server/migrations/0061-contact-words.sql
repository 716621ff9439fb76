-- What an ended contact says in words (answer, note) is sealed with it by a salted hash, so that erasing breaks nothing;
-- stars may come later and are sealed by themselves. Contacts sealed before this have no hash of their words.
ALTER TABLE contact
  ADD COLUMN words_salt bytea,
  ADD COLUMN words_hash bytea,
  ADD COLUMN stars_seal_no int;
CREATE INDEX contact_stars_unsealed ON contact (tenant_id, id) WHERE stars IS NOT NULL AND stars_seal_no IS NULL;
