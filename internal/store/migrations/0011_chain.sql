-- The history as a chain: each entry holds the hash of the one before and its
-- own. What people wrote lies beside it and can be erased; the entry holds a
-- commitment to it. Entries from before get their hashes when the program
-- opens the file; an empty hash says that this is still to be done.
CREATE TABLE chain (
	id INTEGER PRIMARY KEY AUTOINCREMENT, at DATETIME NOT NULL, "by" TEXT NOT NULL, operation TEXT NOT NULL,
	subject_kind TEXT NOT NULL, subject_id TEXT NOT NULL, case_id TEXT, field TEXT NOT NULL, erases INTEGER NOT NULL DEFAULT 0,
	commitment BLOB NOT NULL, prev BLOB NOT NULL, hash BLOB NOT NULL
);
CREATE TABLE revision_payloads (
	id INTEGER PRIMARY KEY, salt BLOB NOT NULL, by_name TEXT NOT NULL, was TEXT NOT NULL, now TEXT NOT NULL, reason TEXT NOT NULL
);
INSERT INTO chain SELECT id, at, "by", operation, subject_kind, subject_id, case_id, coalesce(field, ''), 0, x'', x'', x'' FROM revisions ORDER BY id;
INSERT INTO revision_payloads SELECT id, randomblob(16), by_name, coalesce(was, ''), coalesce(now, ''), coalesce(reason, '') FROM revisions ORDER BY id;
DROP TABLE revisions;
CREATE INDEX chain_case ON chain (case_id, id DESC) WHERE case_id IS NOT NULL;
CREATE INDEX chain_subject ON chain (subject_id, subject_kind, id DESC);

-- How the history is read.
CREATE VIEW revisions AS
	SELECT c.id, c.at, c."by", coalesce(p.by_name, '') AS by_name, c.operation, c.subject_kind, c.subject_id, c.case_id, c.field,
		coalesce(p.was, '') AS was, coalesce(p.now, '') AS now, coalesce(p.reason, '') AS reason, c.erases, p.id IS NULL AS erased
	FROM chain c LEFT JOIN revision_payloads p ON p.id = c.id;

-- Against slips. Whoever takes these away is found by the hashes.
CREATE TRIGGER chain_stays BEFORE UPDATE ON chain WHEN OLD.hash <> x'' BEGIN SELECT RAISE(ABORT, 'the history cannot be changed'); END;
CREATE TRIGGER chain_is_kept BEFORE DELETE ON chain BEGIN SELECT RAISE(ABORT, 'the history cannot be deleted'); END;
CREATE TRIGGER payload_stays BEFORE UPDATE ON revision_payloads BEGIN SELECT RAISE(ABORT, 'the history cannot be changed'); END;
