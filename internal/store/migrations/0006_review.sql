-- Review: one person asks, a second decides on exactly what was asked. The
-- documents are those the public would read; they are wiped when it is over.
CREATE TABLE reviews (
	id TEXT PRIMARY KEY, subject_kind TEXT NOT NULL, subject_id TEXT NOT NULL, case_id TEXT REFERENCES cases ON DELETE RESTRICT,
	state TEXT NOT NULL CHECK (state IN ('waiting', 'scheduled', 'published', 'returned', 'retracted', 'lapsed')),
	first BOOLEAN NOT NULL, alone BOOLEAN NOT NULL, note TEXT, remarks TEXT, documents BLOB, fingerprint TEXT NOT NULL,
	requested_by TEXT NOT NULL, requested_name TEXT NOT NULL, decided_by TEXT, decided_name TEXT, decided_at DATETIME,
	publish_at DATETIME, zone TEXT, correction TEXT, version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL,
	CHECK (alone OR decided_by IS NULL OR decided_by <> requested_by OR requested_by = 'system'),
	CHECK ((state = 'scheduled') <= (publish_at IS NOT NULL)),
	CHECK (state IN ('waiting', 'scheduled') OR documents IS NULL)
);
CREATE UNIQUE INDEX reviews_open ON reviews (subject_kind, subject_id) WHERE state IN ('waiting', 'scheduled');
CREATE INDEX reviews_subject ON reviews (subject_id, subject_kind, created_at DESC);
CREATE INDEX reviews_case ON reviews (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX reviews_state ON reviews (state, updated_at DESC);
