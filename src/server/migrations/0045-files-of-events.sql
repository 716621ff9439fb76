-- Steps that name files: the few that are looked at when a server fell between a commit and the attaching.
CREATE INDEX event_files ON event (recorded_at) WHERE facts ? 'files';
