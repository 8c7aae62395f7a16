-- The private casebook. Ids are text; no id is NULL. Dates that may be
-- uncertain are EDTF text, days ISO text, instants UTC. Text in several
-- languages is JSON. Children never go with their parent.

PRAGMA application_id = 1212367425;

CREATE TABLE people (
	id TEXT PRIMARY KEY, label TEXT, birth TEXT, age INTEGER CHECK (age BETWEEN 0 AND 150), age_as_of TEXT, gender TEXT,
	roles TEXT, occupation TEXT, version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);

CREATE TABLE names (
	id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES people ON DELETE RESTRICT, text TEXT NOT NULL CHECK (text <> ''),
	script TEXT, language TEXT, kind TEXT NOT NULL, display BOOLEAN NOT NULL, visibility TEXT NOT NULL, created_at DATETIME NOT NULL
);
CREATE INDEX names_person ON names (person_id, created_at);
CREATE UNIQUE INDEX names_display ON names (person_id) WHERE display;

CREATE TABLE nationalities (
	id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES people ON DELETE RESTRICT, country TEXT NOT NULL CHECK (length(country) = 2), basis TEXT NOT NULL
);
CREATE INDEX nationalities_person ON nationalities (person_id);

CREATE TABLE cases (
	id TEXT PRIMARY KEY, ref TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('person', 'unnamed', 'group')),
	person_id TEXT REFERENCES people ON DELETE RESTRICT, country TEXT NOT NULL CHECK (length(country) = 2),
	captor TEXT NOT NULL, deprivation TEXT NOT NULL, summary TEXT, scope_note TEXT, note TEXT, publication TEXT NOT NULL,
	embargo_until TEXT, last_verified TEXT, assigned_to TEXT, version INTEGER NOT NULL, created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL, published_at DATETIME, published_ver INTEGER NOT NULL,
	merged_into TEXT REFERENCES cases ON DELETE RESTRICT,
	CHECK ((kind = 'group') = (person_id IS NULL))
);
CREATE UNIQUE INDEX cases_ref ON cases (ref);
CREATE INDEX cases_person ON cases (person_id);
CREATE INDEX cases_merged ON cases (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX cases_withdrawn ON cases (person_id) WHERE publication = 'withdrawn';
CREATE INDEX cases_updated ON cases (updated_at DESC, id DESC);

CREATE TABLE "groups" (
	id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT, min INTEGER NOT NULL CHECK (min >= 1), max INTEGER CHECK (max >= min),
	qualifier TEXT NOT NULL, phrase TEXT, phrase_lang TEXT, population TEXT, nationality TEXT, roles TEXT, resolve TEXT, version INTEGER NOT NULL
);
CREATE UNIQUE INDEX groups_case ON "groups" (case_id);

CREATE TABLE slots (
	id TEXT PRIMARY KEY, group_id TEXT NOT NULL REFERENCES "groups" ON DELETE RESTRICT, number INTEGER NOT NULL CHECK (number >= 1), label TEXT,
	resolves_to TEXT REFERENCES cases ON DELETE RESTRICT, reason TEXT, resolved_at DATETIME
);
CREATE UNIQUE INDEX slots_number ON slots (group_id, number);
CREATE INDEX slots_case ON slots (resolves_to) WHERE resolves_to IS NOT NULL;

CREATE TABLE overlaps (
	id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT, other_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT,
	note TEXT, CHECK (case_id <> other_id)
);
CREATE INDEX overlaps_case ON overlaps (case_id);
CREATE INDEX overlaps_other ON overlaps (other_id);

-- What a case is found by at the desk: folded names, labels and phrases.
CREATE TABLE case_search (
	case_id TEXT PRIMARY KEY REFERENCES cases ON DELETE RESTRICT, text TEXT NOT NULL
);

CREATE TABLE consents (
	id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT, basis TEXT NOT NULL, given_by TEXT, given_on TEXT, how TEXT,
	scopes TEXT, reason TEXT, review_on TEXT, withdrawn_on TEXT, created_at DATETIME NOT NULL
);
CREATE INDEX consents_case ON consents (case_id);
CREATE INDEX consents_withdrawn ON consents (case_id) WHERE withdrawn_on IS NOT NULL;

CREATE TABLE charges (
	id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT, text TEXT, statute TEXT, filed TEXT, outcome TEXT NOT NULL, outcome_on TEXT
);
CREATE INDEX charges_case ON charges (case_id);

CREATE TABLE facilities (
	id TEXT PRIMARY KEY, slug TEXT NOT NULL, name TEXT NOT NULL, other_names TEXT, country TEXT NOT NULL, place TEXT, kind TEXT NOT NULL,
	coordinates TEXT, exactness TEXT, operator TEXT, description TEXT, visibility TEXT NOT NULL, version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX facilities_slug ON facilities (slug);

CREATE TABLE events (
	id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT, kind TEXT NOT NULL, date TEXT, place TEXT,
	facility_id TEXT REFERENCES facilities ON DELETE RESTRICT, actor TEXT, what TEXT, certainty TEXT NOT NULL, visibility TEXT NOT NULL,
	version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);
CREATE INDEX events_case ON events (case_id);
CREATE INDEX events_facility ON events (facility_id) WHERE facility_id IS NOT NULL;

CREATE TABLE release_events (
	id TEXT PRIMARY KEY, country TEXT NOT NULL, date TEXT, title TEXT, announced TEXT, announced_by TEXT, summary TEXT,
	publication TEXT NOT NULL, version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);

CREATE TABLE mechanism_claims (
	id TEXT PRIMARY KEY, release_event_id TEXT NOT NULL REFERENCES release_events ON DELETE RESTRICT, mechanism TEXT NOT NULL, claimant TEXT, note TEXT
);
CREATE INDEX mechanism_claims_event ON mechanism_claims (release_event_id);

CREATE TABLE releases (
	id TEXT PRIMARY KEY, release_event_id TEXT NOT NULL REFERENCES release_events ON DELETE RESTRICT, case_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT,
	exit TEXT NOT NULL, note TEXT, version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX releases_once ON releases (release_event_id, case_id);
CREATE INDEX releases_case ON releases (case_id);

CREATE TABLE confirmations (
	id TEXT PRIMARY KEY, release_id TEXT NOT NULL REFERENCES releases ON DELETE RESTRICT, step TEXT NOT NULL, date TEXT, "by" TEXT, created_at DATETIME NOT NULL
);
CREATE INDEX confirmations_release ON confirmations (release_id);

CREATE TABLE conditions (
	id TEXT PRIMARY KEY, release_id TEXT NOT NULL REFERENCES releases ON DELETE RESTRICT, kind TEXT NOT NULL, detail TEXT, "from" TEXT, until TEXT, imposed_by TEXT
);
CREATE INDEX conditions_release ON conditions (release_id);

CREATE TABLE sources (
	id TEXT PRIMARY KEY, title TEXT NOT NULL, publisher TEXT, author TEXT, kind TEXT NOT NULL, url TEXT, archive TEXT, published TEXT, language TEXT,
	read_on TEXT, licence TEXT, reliability TEXT, description TEXT, note TEXT, visibility TEXT NOT NULL,
	version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);
CREATE INDEX sources_created ON sources (created_at DESC, id);

CREATE TABLE derivations (
	id TEXT PRIMARY KEY, source_id TEXT NOT NULL REFERENCES sources ON DELETE RESTRICT, from_id TEXT NOT NULL REFERENCES sources ON DELETE RESTRICT, note TEXT,
	CHECK (source_id <> from_id)
);
CREATE UNIQUE INDEX derivations_once ON derivations (source_id, from_id);
CREATE INDEX derivations_from ON derivations (from_id);

CREATE TABLE citations (
	id TEXT PRIMARY KEY, subject_kind TEXT NOT NULL, subject_id TEXT NOT NULL, field TEXT, source_id TEXT NOT NULL REFERENCES sources ON DELETE RESTRICT,
	origin_id TEXT REFERENCES sources ON DELETE RESTRICT, place TEXT, quote TEXT CHECK (length(quote) <= 300), speaker TEXT, created_at DATETIME NOT NULL
);
CREATE INDEX citations_subject ON citations (subject_id, subject_kind);
CREATE INDEX citations_source ON citations (source_id);
CREATE INDEX citations_origin ON citations (origin_id) WHERE origin_id IS NOT NULL;

CREATE TABLE claims (
	id TEXT PRIMARY KEY, subject_kind TEXT NOT NULL, subject_id TEXT NOT NULL, field TEXT NOT NULL, value TEXT, standing TEXT NOT NULL,
	credibility TEXT NOT NULL, stated_on TEXT, attribution TEXT, visibility TEXT NOT NULL, retracted_at DATETIME,
	version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);
CREATE INDEX claims_subject ON claims (subject_id, subject_kind);

CREATE TABLE counts (
	id TEXT PRIMARY KEY, country TEXT NOT NULL, claimant TEXT, measure TEXT NOT NULL, population TEXT, population_key TEXT NOT NULL, nationality TEXT,
	min INTEGER CHECK (min >= 0), max INTEGER CHECK (max >= 0), qualifier TEXT NOT NULL, words TEXT, words_lang TEXT, window_start TEXT, as_of TEXT,
	basis TEXT NOT NULL, names_published TEXT NOT NULL, release_event_id TEXT REFERENCES release_events ON DELETE RESTRICT, note TEXT,
	publication TEXT NOT NULL, version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL,
	CHECK (min IS NOT NULL OR max IS NOT NULL OR words <> '')
);
CREATE INDEX counts_event ON counts (release_event_id) WHERE release_event_id IS NOT NULL;

CREATE TABLE positions (
	id TEXT PRIMARY KEY, country TEXT NOT NULL, authority TEXT, stance TEXT NOT NULL, subject_kind TEXT NOT NULL, subject_id TEXT NOT NULL, date TEXT, what TEXT,
	publication TEXT NOT NULL, version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);
CREATE INDEX positions_subject ON positions (subject_id, subject_kind);

CREATE TABLE advisories (
	id TEXT PRIMARY KEY, issuer TEXT, country TEXT NOT NULL, level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 4), indicators TEXT, issued_on TEXT, what TEXT,
	publication TEXT NOT NULL, version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);

CREATE TABLE context_events (
	id TEXT PRIMARY KEY, country TEXT NOT NULL, date TEXT, what TEXT, facility_id TEXT REFERENCES facilities ON DELETE RESTRICT,
	publication TEXT NOT NULL, version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);
CREATE INDEX context_events_facility ON context_events (facility_id) WHERE facility_id IS NOT NULL;

-- What was changed, by whom: copies of names, and no foreign keys, so that the
-- history outlives what it is about.
CREATE TABLE revisions (
	id INTEGER PRIMARY KEY AUTOINCREMENT, at DATETIME NOT NULL, "by" TEXT NOT NULL, by_name TEXT NOT NULL, operation TEXT NOT NULL,
	subject_kind TEXT NOT NULL, subject_id TEXT NOT NULL, case_id TEXT, field TEXT, was TEXT, now TEXT, reason TEXT
);
CREATE INDEX revisions_case ON revisions (case_id, id DESC) WHERE case_id IS NOT NULL;
CREATE INDEX revisions_subject ON revisions (subject_id, subject_kind, id DESC);

-- Running numbers of refs: kept apart from the cases, so that a number is never
-- given twice even when its case is gone.
CREATE TABLE serials (
	country TEXT NOT NULL, year INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (country, year)
);

-- What goes to the shelf. Earlier documents of a key stay as its earlier
-- editions, until the key is taken off or its past is to be forgotten. One that
-- tells of somebody who was taken off since is not kept once it is replaced.
CREATE TABLE publications (
	seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, "key" TEXT NOT NULL, version INTEGER NOT NULL, at DATETIME NOT NULL,
	document BLOB, change TEXT NOT NULL, forget BOOLEAN NOT NULL DEFAULT FALSE, tells BOOLEAN NOT NULL DEFAULT FALSE,
	first DATETIME, moved_to TEXT NOT NULL DEFAULT '', corrects INTEGER NOT NULL DEFAULT 0, correction BLOB
);
CREATE INDEX publications_key ON publications (kind, "key", seq DESC);
CREATE INDEX publications_moved ON publications (moved_to) WHERE moved_to <> '';
CREATE INDEX publications_corrections ON publications (kind, "key") WHERE correction IS NOT NULL;

-- Which published document names which source or place: a page of those stands
-- as long as a document of another kind names it, itself or through a source.
CREATE TABLE mentions (
	on_kind TEXT NOT NULL, on_key TEXT NOT NULL, kind TEXT NOT NULL, "key" TEXT NOT NULL, PRIMARY KEY (on_kind, on_key, kind, "key")
) WITHOUT ROWID;
CREATE INDEX mentions_of ON mentions (kind, "key");

CREATE TABLE users (
	id TEXT PRIMARY KEY, name TEXT NOT NULL, display_name TEXT NOT NULL, role TEXT NOT NULL, password_hash TEXT NOT NULL, disabled BOOLEAN NOT NULL,
	version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL, last_seen_on TEXT
);
CREATE UNIQUE INDEX users_name ON users (name);

-- Sessions by the hash of their token.
CREATE TABLE sessions (
	token TEXT PRIMARY KEY, data BLOB NOT NULL, expires_at DATETIME NOT NULL, user_id TEXT REFERENCES users ON DELETE RESTRICT
);
CREATE INDEX sessions_user ON sessions (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX sessions_expiry ON sessions (expires_at);
