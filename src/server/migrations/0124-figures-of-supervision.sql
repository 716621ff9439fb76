-- Figures tell of sheets, upheld objections and the kinds of supervision: counted anew from the history by their reader.
DELETE FROM figure;
DELETE FROM reader WHERE name = 'figures';

-- How long each step took is asked of the duties given in a period; they lie in the order in which they were given.
CREATE INDEX assignment_assigned ON assignment USING brin (assigned_at);
