-- Captures: what a source said, as a file that is kept by its hash in the
-- folder “evidence” beside this file; what could be read out of a PDF is a
-- second such file. A capture is never changed, and neither is the log of who
-- had it in hand.

CREATE TABLE captures (
	id TEXT PRIMARY KEY, source_id TEXT NOT NULL REFERENCES sources ON DELETE RESTRICT,
	sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'), size INTEGER NOT NULL CHECK (size > 0),
	media_type TEXT NOT NULL, how TEXT NOT NULL, name TEXT,
	text_sha256 TEXT NOT NULL DEFAULT '' CHECK (text_sha256 = '' OR length(text_sha256) = 64 AND text_sha256 NOT GLOB '*[^0-9a-f]*'), no_text TEXT NOT NULL DEFAULT '',
	"by" TEXT NOT NULL, by_name TEXT NOT NULL, at DATETIME NOT NULL
);
CREATE UNIQUE INDEX captures_source ON captures (source_id, sha256);
CREATE INDEX captures_sha256 ON captures (sha256);
CREATE TRIGGER captures_fixed BEFORE UPDATE ON captures BEGIN SELECT RAISE(ABORT, 'a capture is never changed'); END;

CREATE TABLE custodies (
	id TEXT PRIMARY KEY, capture_id TEXT NOT NULL REFERENCES captures ON DELETE RESTRICT,
	at DATETIME NOT NULL, "by" TEXT NOT NULL, by_name TEXT NOT NULL, what TEXT NOT NULL
);
CREATE INDEX custodies_capture ON custodies (capture_id, at);
CREATE TRIGGER custodies_fixed BEFORE UPDATE ON custodies BEGIN SELECT RAISE(ABORT, 'a log is never changed'); END;
