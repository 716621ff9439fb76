-- 现场核查: a site check with pictures before and after has been made in the present round of handling.
ALTER TABLE assignment ADD COLUMN site_checked_at timestamptz;
