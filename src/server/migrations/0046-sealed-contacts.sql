-- The seal that covers how a contact ended; null while it is new, and where it became a ticket, whose history tells it.
ALTER TABLE contact ADD COLUMN seal_no int;
CREATE INDEX contact_unsealed ON contact (tenant_id, id)
  WHERE seal_no IS NULL AND outcome IN ('answered', 'refused', 'handedOver', 'abandoned');
