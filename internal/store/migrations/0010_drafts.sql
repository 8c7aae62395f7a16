-- Forms that somebody has not finished, for that person alone: one for each
-- address. They are no part of the casebook and of no history. What was typed
-- is sealed.
CREATE TABLE drafts (
	id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users ON DELETE RESTRICT, path TEXT NOT NULL,
	sealed BLOB NOT NULL, updated_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX drafts_user ON drafts (user_id, path);
CREATE INDEX drafts_updated ON drafts (updated_at);
