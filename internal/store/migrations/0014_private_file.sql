-- The private file of a case. What stands here is sealed: the key of a case is
-- wrapped by a master key that is never in this file, and every line is sealed
-- with the key of its case. In the open are only the kind of a line, the day a
-- task is due, who does it, and whether it is done.

CREATE TABLE case_keys (
	case_id TEXT PRIMARY KEY REFERENCES cases ON DELETE RESTRICT, wrapped BLOB NOT NULL, master TEXT NOT NULL, created_at DATETIME NOT NULL
);
CREATE INDEX case_keys_master ON case_keys (master);

CREATE TABLE sealed_rows (
	id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES case_keys ON DELETE RESTRICT,
	kind TEXT NOT NULL CHECK (kind IN ('contact', 'need', 'note', 'task', 'exhibit', 'handling', 'relative', 'shared', 'told', 'answer')),
	parent_id TEXT REFERENCES sealed_rows ON DELETE RESTRICT, sealed BLOB NOT NULL,
	due TEXT, assignee TEXT REFERENCES users ON DELETE RESTRICT, done_at DATETIME,
	version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);
CREATE INDEX sealed_rows_case ON sealed_rows (case_id);
CREATE INDEX sealed_rows_parent ON sealed_rows (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX sealed_rows_assignee ON sealed_rows (assignee) WHERE assignee IS NOT NULL;
CREATE INDEX sealed_rows_due ON sealed_rows (due) WHERE due IS NOT NULL AND done_at IS NULL;
CREATE TRIGGER sealed_rows_handling BEFORE UPDATE ON sealed_rows WHEN old.kind = 'handling' BEGIN SELECT RAISE(ABORT, 'a custody log is never changed'); END;

-- Who looked at a case: one row for a person, a case and an hour.
CREATE TABLE looks (
	case_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT, hour DATETIME NOT NULL, user_id TEXT NOT NULL, user_name TEXT NOT NULL,
	private BOOLEAN NOT NULL, PRIMARY KEY (case_id, hour, user_id)
) WITHOUT ROWID;
CREATE INDEX sealed_rows_told ON sealed_rows (created_at) WHERE kind = 'told' AND done_at IS NULL;
