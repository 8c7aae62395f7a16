-- Codes of relatives. Who a relative is, and what is written to and fro, are
-- sealed lines of the private file; here stands what is needed to open a door:
-- the number that finds it, the hash of the secret that proves it, until when.

CREATE TABLE family_codes (
	relative_id TEXT PRIMARY KEY REFERENCES sealed_rows ON DELETE RESTRICT,
	number TEXT NOT NULL UNIQUE CHECK (length(number) = 8 AND number NOT GLOB '*[^0-9]*'), hash TEXT NOT NULL,
	issued_at DATETIME NOT NULL, expires TEXT NOT NULL, ended_at DATETIME, used_month TEXT
) WITHOUT ROWID;
