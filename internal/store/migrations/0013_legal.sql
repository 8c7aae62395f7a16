-- Judgements of a case within a legal frame, criterion by criterion, each by
-- whoever made it. There is no column for a score, on purpose.
CREATE TABLE assessments (
	id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT, frame TEXT NOT NULL, name TEXT, "by" TEXT NOT NULL, "on" TEXT, note TEXT,
	visibility TEXT NOT NULL CHECK (visibility IN ('public', 'staff')), version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);
CREATE INDEX assessments_case ON assessments (case_id);

CREATE TABLE findings (
	id TEXT PRIMARY KEY, assessment_id TEXT NOT NULL REFERENCES assessments ON DELETE RESTRICT, case_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT,
	criterion TEXT, label TEXT, answer TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'unclear')), basis TEXT, version INTEGER NOT NULL
);
CREATE UNIQUE INDEX findings_once ON findings (assessment_id, criterion) WHERE criterion <> '';
CREATE INDEX findings_assessment ON findings (assessment_id);
CREATE INDEX findings_case ON findings (case_id);

-- What was brought before a court, a treaty body or an authority for somebody.
CREATE TABLE proceedings (
	id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT, body TEXT NOT NULL, kind TEXT NOT NULL, reference TEXT,
	filed TEXT, deadline TEXT, due_for TEXT, decided TEXT, outcome TEXT NOT NULL, note TEXT,
	version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);
CREATE INDEX proceedings_case ON proceedings (case_id);
CREATE INDEX proceedings_deadline ON proceedings (deadline) WHERE deadline IS NOT NULL AND deadline <> '';
