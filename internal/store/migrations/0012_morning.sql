-- What the morning page lists is worked out case by case and kept, since the
-- rules that find it read whole cases. The lines can be made anew at any time,
-- and so have no foreign keys.
CREATE TABLE watch_lines (
	case_id TEXT NOT NULL, n INTEGER NOT NULL, list TEXT NOT NULL, day TEXT NOT NULL, code TEXT NOT NULL,
	on_kind TEXT NOT NULL, on_id TEXT NOT NULL, text TEXT NOT NULL, field TEXT NOT NULL, PRIMARY KEY (case_id, n)
) WITHOUT ROWID;
CREATE INDEX watch_lines_day ON watch_lines (list, day, case_id);
CREATE INDEX watch_lines_yearly ON watch_lines (substr(day, 6), case_id) WHERE list = 'anniversary';

-- Which cases are to be looked over again, and up to which revision that is known.
CREATE TABLE watch_due (case_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE watch_cursor (one INTEGER PRIMARY KEY CHECK (one = 1), revision INTEGER NOT NULL);
CREATE INDEX revisions_at ON chain (at);

-- When somebody was last here: since is what they are told the changes from,
-- touched is their last page.
CREATE TABLE desk_visits (user_id TEXT PRIMARY KEY, since DATETIME NOT NULL, touched DATETIME NOT NULL) WITHOUT ROWID;

CREATE TABLE saved_filters (
	id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users ON DELETE RESTRICT, name TEXT NOT NULL CHECK (name <> ''),
	query TEXT NOT NULL, created_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX saved_filters_name ON saved_filters (user_id, name);

-- Words that staff put on cases to find them again; never public.
CREATE TABLE case_tags (
	case_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT, tag TEXT NOT NULL CHECK (tag <> ''), PRIMARY KEY (case_id, tag)
) WITHOUT ROWID;
CREATE INDEX case_tags_tag ON case_tags (tag, case_id);
