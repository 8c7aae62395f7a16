-- Parts of a case that are edited by themselves carry a version, so that a
-- stale save is seen.
ALTER TABLE names ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE overlaps ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE slots ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE charges ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE confirmations ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE conditions ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- What sources, facilities, counts and their like are found by at the desk:
-- folded titles and names. The row without a kind says that it has to be filled.
CREATE TABLE subject_search (
	kind TEXT NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (kind, id)
) WITHOUT ROWID;
INSERT INTO subject_search (kind, id, text) VALUES ('', 'to be filled', '');
