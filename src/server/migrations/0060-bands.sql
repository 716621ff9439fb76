-- Sixteen places of this index were written for every appeal, which was half of what indexing its text cost. Alike texts
-- are looked up by the four bands that have an index in the order of time (0005).
DROP INDEX appeal_search_bands;
