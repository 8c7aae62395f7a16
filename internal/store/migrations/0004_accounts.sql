-- Accounts: by what people prove who they are, and how that ends. No secret
-- stands here as it is: passwords and recovery codes as argon2id hashes, links
-- as the hash of 256 random bits, the secret of the six-digit codes sealed by a
-- master key that is not in this file.

-- A session of an earlier epoch than its account's is over.
ALTER TABLE users ADD COLUMN epoch INTEGER NOT NULL DEFAULT 1;
ALTER TABLE users ADD COLUMN secret BLOB;
ALTER TABLE users ADD COLUMN last_step INTEGER NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN waived BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE users ADD COLUMN lang TEXT NOT NULL DEFAULT '';

CREATE TABLE invitations (
	id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users ON DELETE RESTRICT, secret TEXT NOT NULL UNIQUE,
	created_at DATETIME NOT NULL, expires_at DATETIME NOT NULL,
	ended TEXT NOT NULL DEFAULT '' CHECK (ended IN ('', 'used', 'revoked', 'replaced'))
);
-- An account has one open link at most.
CREATE UNIQUE INDEX invitations_open ON invitations (user_id) WHERE ended = '';
CREATE INDEX invitations_user ON invitations (user_id);

-- The first letters of a code find its row; the rest is hashed.
CREATE TABLE recovery_codes (
	id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users ON DELETE RESTRICT,
	selector TEXT NOT NULL, hash TEXT NOT NULL, used_at DATETIME
);
CREATE UNIQUE INDEX recovery_codes_selector ON recovery_codes (user_id, selector);

CREATE TABLE passkeys (
	id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users ON DELETE RESTRICT, credential BLOB NOT NULL UNIQUE,
	record BLOB NOT NULL, label TEXT NOT NULL, created_at DATETIME NOT NULL, used_on TEXT
);
CREATE INDEX passkeys_user ON passkeys (user_id);

-- What a person is told about their sessions: the family of the browser, and
-- when. No address is kept. An ended one stays until it would have expired, so
-- that a request which is still under way cannot bring it back.
ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN begun_at DATETIME;
ALTER TABLE sessions ADD COLUMN seen_at DATETIME;
ALTER TABLE sessions ADD COLUMN ended BOOLEAN NOT NULL DEFAULT FALSE;
