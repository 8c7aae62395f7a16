-- Who works on a case, and who sees a restricted one. The single column of
-- before held nothing that anybody could set.
ALTER TABLE cases DROP COLUMN assigned_to;
ALTER TABLE cases ADD COLUMN restricted BOOLEAN NOT NULL DEFAULT 0;
CREATE INDEX cases_restricted ON cases (id) WHERE restricted;

CREATE TABLE assignments (
	id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT, user_id TEXT NOT NULL REFERENCES users ON DELETE RESTRICT,
	part TEXT NOT NULL CHECK (part IN ('caseworker', 'reviewer', 'liaison', 'named')), since DATETIME NOT NULL, "by" TEXT NOT NULL
);
CREATE UNIQUE INDEX assignments_once ON assignments (case_id, user_id, part);
CREATE INDEX assignments_user ON assignments (user_id, case_id);

-- Who sees a restricted thing that lies in no case.
CREATE TABLE namings (
	id TEXT PRIMARY KEY, subject_kind TEXT NOT NULL, subject_id TEXT NOT NULL, user_id TEXT NOT NULL REFERENCES users ON DELETE RESTRICT,
	since DATETIME NOT NULL, "by" TEXT NOT NULL
);
CREATE UNIQUE INDEX namings_once ON namings (subject_id, user_id);
CREATE INDEX namings_user ON namings (user_id, subject_id);

-- Restricted things are few: every reading asks for them, and finds them here.
CREATE INDEX events_restricted ON events (id, case_id) WHERE visibility = 'restricted';
CREATE INDEX names_restricted ON names (id, person_id) WHERE visibility = 'restricted';
CREATE INDEX claims_restricted ON claims (id) WHERE visibility = 'restricted';
CREATE INDEX sources_restricted ON sources (id) WHERE visibility = 'restricted';
