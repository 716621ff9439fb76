-- Who is about to attach a file: of two acts that name one file at the same moment, the second is refused.
ALTER TABLE file ADD COLUMN claimed_by text, ADD COLUMN claimed_at timestamptz;
