-- Without its salt a commitment says nothing: an erased person's goes with the rest.
ALTER TABLE identity ALTER COLUMN salt DROP NOT NULL;
UPDATE identity SET salt = NULL WHERE erased_at IS NOT NULL;
