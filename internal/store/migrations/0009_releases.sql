-- What one person wants to record and a second must agree to: that somebody is
-- verified as free, or died. It is recorded nowhere else before. The case and
-- the row it is about may go; what was asked for goes with the case.
CREATE TABLE awaitings (
	id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT, operation TEXT NOT NULL, on_id TEXT NOT NULL, matter TEXT NOT NULL,
	draft TEXT NOT NULL, fingerprint TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('waiting', 'agreed', 'declined', 'retracted')),
	reason TEXT, remarks TEXT, asked_by TEXT NOT NULL, asked_name TEXT NOT NULL, decided_by TEXT, decided_name TEXT, decided_at DATETIME,
	version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL,
	CHECK (state NOT IN ('agreed', 'declined') OR decided_by <> asked_by),
	CHECK (state <> 'declined' OR remarks <> '')
);
CREATE UNIQUE INDEX awaitings_once ON awaitings (case_id, on_id, matter) WHERE state = 'waiting';
CREATE INDEX awaitings_waiting ON awaitings (created_at) WHERE state = 'waiting';

-- People of a release event whom nobody has named.
CREATE TABLE release_unnamed (
	id TEXT PRIMARY KEY, release_event_id TEXT NOT NULL REFERENCES release_events ON DELETE RESTRICT,
	min INTEGER NOT NULL CHECK (min > 0), max INTEGER CHECK (max >= min), qualifier TEXT NOT NULL, phrase TEXT, phrase_lang TEXT, population TEXT,
	version INTEGER NOT NULL
);
CREATE INDEX release_unnamed_event ON release_unnamed (release_event_id);

-- Lists of people that somebody gave about a release event, as they were
-- written, and what a person found each line to be.
CREATE TABLE lists (
	id TEXT PRIMARY KEY, release_event_id TEXT NOT NULL REFERENCES release_events ON DELETE RESTRICT,
	kind TEXT NOT NULL CHECK (kind IN ('announced', 'actual', 'ngo')), title TEXT, claimant TEXT, as_of TEXT, claimed INTEGER CHECK (claimed >= 0), note TEXT,
	version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);
CREATE INDEX lists_event ON lists (release_event_id);

CREATE TABLE list_entries (
	id TEXT PRIMARY KEY, list_id TEXT NOT NULL REFERENCES lists ON DELETE RESTRICT, number INTEGER NOT NULL, text TEXT NOT NULL,
	"match" TEXT NOT NULL CHECK ("match" IN ('open', 'ours', 'not_ours', 'unclear')), case_id TEXT REFERENCES cases ON DELETE RESTRICT, note TEXT,
	version INTEGER NOT NULL, CHECK (("match" = 'ours') = (case_id IS NOT NULL))
);
CREATE UNIQUE INDEX list_entries_number ON list_entries (list_id, number);
CREATE INDEX list_entries_case ON list_entries (case_id) WHERE case_id IS NOT NULL;
