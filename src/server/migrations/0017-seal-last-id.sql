-- The highest id of all events of the tenant that this seal and those before it cover. A database restored by a
-- foreign tool counts transactions anew; the next epoch then starts behind the highest of these.
ALTER TABLE seal ADD COLUMN last_id bigint NOT NULL DEFAULT 0;
