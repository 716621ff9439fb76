-- Where a region lies: GeoJSON Polygon or MultiPolygon in CGCS2000.
ALTER TABLE region ADD COLUMN outline jsonb;
