-- Forms that somebody has not finished, for that person alone: one for each
-- address. They are no part of the casebook and of no history.
CREATE TABLE drafts (
	id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users ON DELETE RESTRICT, path TEXT NOT NULL, title TEXT NOT NULL,
	form TEXT NOT NULL, updated_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX drafts_user ON drafts (user_id, path);
CREATE INDEX drafts_updated ON drafts (updated_at);
