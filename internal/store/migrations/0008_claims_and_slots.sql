-- Claims and slots. A claim may give its value as the row would keep it, and
-- remembers for which value of ours a person left it as it is. An event told
-- again from that of a group remembers which.
ALTER TABLE claims ADD COLUMN exact TEXT;
ALTER TABLE claims ADD COLUMN settled_for TEXT;
CREATE INDEX claims_contested ON claims (standing) WHERE standing IN ('disputed', 'also_reported');
ALTER TABLE events ADD COLUMN copied_from TEXT;

-- A walk goes through everything that rests on a source which was corrected or
-- withdrawn, one statement after the other, over hours or weeks.
CREATE TABLE walks (
	id TEXT PRIMARY KEY, source_id TEXT NOT NULL REFERENCES sources ON DELETE RESTRICT, cause TEXT NOT NULL, what TEXT,
	started_by TEXT NOT NULL, started_name TEXT NOT NULL, closed_at DATETIME, closed_name TEXT,
	version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);
CREATE INDEX walks_source ON walks (source_id);
CREATE UNIQUE INDEX walks_open ON walks (source_id) WHERE closed_at IS NULL;

CREATE TABLE walk_steps (
	id TEXT PRIMARY KEY, walk_id TEXT NOT NULL REFERENCES walks ON DELETE RESTRICT, number INTEGER NOT NULL CHECK (number >= 1),
	subject_kind TEXT NOT NULL, subject_id TEXT NOT NULL, case_id TEXT REFERENCES cases ON DELETE RESTRICT,
	verdict TEXT NOT NULL, decision TEXT, reason TEXT, decided_at DATETIME, decided_name TEXT,
	version INTEGER NOT NULL
);
CREATE INDEX walk_steps_case ON walk_steps (case_id) WHERE case_id IS NOT NULL;
CREATE UNIQUE INDEX walk_steps_once ON walk_steps (walk_id, subject_kind, subject_id);
