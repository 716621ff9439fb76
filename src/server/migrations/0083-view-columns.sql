-- Which columns a saved list shows, in order; none: those of the list itself.
ALTER TABLE saved_view ADD COLUMN columns text[] NOT NULL DEFAULT '{}';
