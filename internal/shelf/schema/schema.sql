CREATE TABLE cases (
  id            INTEGER PRIMARY KEY,
  ref           TEXT    NOT NULL UNIQUE,
  oldest        INTEGER NOT NULL,
  updated       INTEGER NOT NULL,      -- microseconds since 1970, UTC; not unique
  held          INTEGER NOT NULL,
  taken_low     INTEGER,               -- day numbers; NULL: no date at all
  taken_high    INTEGER,
  released_low  INTEGER,
  released_high INTEGER,
  facets        BLOB    NOT NULL       -- ids of its facets, as varints
);

CREATE TABLE citations (
  source TEXT NOT NULL,
  kind   TEXT NOT NULL,
  key    TEXT NOT NULL,
  PRIMARY KEY (source, kind, key)
) WITHOUT ROWID;

CREATE INDEX citations_of ON citations (kind, key);

CREATE TABLE corrections (
  seq        INTEGER PRIMARY KEY,      -- of the publication that says what is right
  corrects   INTEGER NOT NULL,         -- of the one that was wrong
  kind       TEXT    NOT NULL,
  key        TEXT    NOT NULL,
  at         INTEGER NOT NULL,         -- microseconds since 1970, UTC
  country    TEXT    NOT NULL,
  correction BLOB
);

CREATE UNIQUE INDEX corrections_at ON corrections (at, kind, key);

CREATE INDEX corrections_country ON corrections (country, at, kind, key);

CREATE INDEX corrections_key ON corrections (kind, key, at);

CREATE TABLE documents (
  id       INTEGER PRIMARY KEY,
  kind     TEXT    NOT NULL,
  key      TEXT    NOT NULL,           -- ref, id, slug or country code
  seq      INTEGER NOT NULL,           -- of the publication it came with
  version  INTEGER NOT NULL,
  at       INTEGER NOT NULL,           -- microseconds since 1970, UTC
  change   TEXT    NOT NULL,           -- published, updated, withdrawn, unpublished, merged
  country  TEXT    NOT NULL,
  day      INTEGER NOT NULL,           -- day number of its own date; 2097151 when it has none
  title    TEXT    NOT NULL,           -- JSON of a text in several languages
  first    INTEGER NOT NULL,           -- when the key was first published since it was last absent
  tells    INTEGER NOT NULL,           -- it tells of somebody who was taken off since: not kept when it is replaced
  moved_to TEXT    NOT NULL,           -- the key that this one was found to be; empty for all others
  turn     INTEGER NOT NULL,           -- when it changed here: each change has the next one
  document BLOB
);

CREATE INDEX documents_changes ON documents (at, seq, turn)
  WHERE kind IN ('case', 'release_event', 'count', 'position', 'advisory', 'context');

CREATE INDEX documents_country ON documents (kind, country, day, key);

CREATE INDEX documents_day ON documents (kind, day, key);

CREATE UNIQUE INDEX documents_key ON documents (kind, key);

CREATE INDEX documents_moved ON documents (moved_to) WHERE moved_to <> '';

CREATE UNIQUE INDEX documents_turn ON documents (turn)
  WHERE kind IN ('case', 'release_event', 'count');

CREATE TABLE editions (
  id       INTEGER PRIMARY KEY,
  kind     TEXT    NOT NULL,
  key      TEXT    NOT NULL,
  seq      INTEGER NOT NULL,
  version  INTEGER NOT NULL,
  at       INTEGER NOT NULL,           -- microseconds since 1970, UTC
  change   TEXT    NOT NULL,
  document BLOB    NOT NULL
);

CREATE UNIQUE INDEX editions_key ON editions (kind, key, seq);

CREATE TABLE facets (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  filter TEXT    NOT NULL,
  value  TEXT    NOT NULL,
  n      INTEGER NOT NULL DEFAULT 0,
  least  INTEGER NOT NULL DEFAULT 0,   -- people in these cases, at least
  most   INTEGER NOT NULL DEFAULT 0,   -- people in those that have an upper bound
  open   INTEGER NOT NULL DEFAULT 0,   -- cases that have none
  UNIQUE (filter, value)
);

CREATE VIRTUAL TABLE find_all USING fts5 (
  body, content = 'texts', content_rowid = 'id',
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
);

CREATE VIRTUAL TABLE find_names USING fts5 (
  names, content = 'texts', content_rowid = 'id', prefix = '2 3',
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
);

CREATE TABLE lines (
  id   INTEGER PRIMARY KEY,
  line BLOB NOT NULL
);

CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE migrations (
	number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL);

CREATE TRIGGER persons_added AFTER INSERT ON persons
WHEN EXISTS (SELECT 1 FROM persons WHERE person = new.person AND id <> new.id) BEGIN
  INSERT OR IGNORE INTO shared (person) VALUES (new.person);
END;

CREATE TRIGGER persons_removed AFTER DELETE ON persons BEGIN
  DELETE FROM shared WHERE person = old.person AND (SELECT count(*) FROM persons WHERE person = old.person) < 2;
END;

CREATE TABLE persons (
  id     INTEGER PRIMARY KEY,
  person TEXT NOT NULL
);

CREATE INDEX persons_person ON persons (person);

CREATE TABLE shared (
  person TEXT PRIMARY KEY
) WITHOUT ROWID;

CREATE TABLE spellings (
  form TEXT NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (form, word)
) WITHOUT ROWID;

CREATE TRIGGER tags_added AFTER INSERT ON tags BEGIN
  UPDATE facets SET n = n + 1, least = least + new.least, most = most + new.most, open = open + new.open
  WHERE id = new.facet;
END;

CREATE TRIGGER tags_removed AFTER DELETE ON tags BEGIN
  UPDATE facets SET n = n - 1, least = least - old.least, most = most - old.most, open = open - old.open
  WHERE id = old.facet;
  DELETE FROM facets WHERE id = old.facet AND n = 0;
END;

CREATE TABLE tags (
  facet   INTEGER NOT NULL,
  id      INTEGER NOT NULL,
  oldest  INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  held    INTEGER NOT NULL,
  least   INTEGER NOT NULL,
  most    INTEGER NOT NULL,
  open    INTEGER NOT NULL,
  PRIMARY KEY (facet, id)
) WITHOUT ROWID;

CREATE INDEX tags_held ON tags (facet, held);

CREATE INDEX tags_oldest ON tags (facet, oldest);

CREATE INDEX tags_updated ON tags (facet, updated);

CREATE TRIGGER texts_added AFTER INSERT ON texts BEGIN
  INSERT INTO find_names (rowid, names) VALUES (new.id, new.names);
  INSERT INTO find_all (rowid, body) VALUES (new.id, new.body);
END;

CREATE TRIGGER texts_removed AFTER DELETE ON texts BEGIN
  INSERT INTO find_names (find_names, rowid, names) VALUES ('delete', old.id, old.names);
  INSERT INTO find_all (find_all, rowid, body) VALUES ('delete', old.id, old.body);
END;

CREATE TABLE texts (
  id    INTEGER PRIMARY KEY,
  names TEXT NOT NULL,
  body  TEXT NOT NULL
);
