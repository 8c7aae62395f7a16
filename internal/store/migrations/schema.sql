CREATE TABLE advisories (
	id TEXT PRIMARY KEY, issuer TEXT, country TEXT NOT NULL, level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 4), indicators TEXT, issued_on TEXT, what TEXT,
	publication TEXT NOT NULL, version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);

CREATE TABLE assessments (
	id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT, frame TEXT NOT NULL, name TEXT, "by" TEXT NOT NULL, "on" TEXT, note TEXT,
	visibility TEXT NOT NULL CHECK (visibility IN ('public', 'staff')), version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);

CREATE INDEX assessments_case ON assessments (case_id);

CREATE TABLE assignments (
	id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT, user_id TEXT NOT NULL REFERENCES users ON DELETE RESTRICT,
	part TEXT NOT NULL CHECK (part IN ('caseworker', 'reviewer', 'liaison', 'named')), since DATETIME NOT NULL, "by" TEXT NOT NULL
);

CREATE UNIQUE INDEX assignments_once ON assignments (case_id, user_id, part);

CREATE INDEX assignments_user ON assignments (user_id, case_id);

CREATE TABLE awaitings (
	id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT, operation TEXT NOT NULL, on_id TEXT NOT NULL, matter TEXT NOT NULL,
	draft TEXT NOT NULL, fingerprint TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('waiting', 'agreed', 'declined', 'retracted')),
	reason TEXT, remarks TEXT, asked_by TEXT NOT NULL, asked_name TEXT NOT NULL, decided_by TEXT, decided_name TEXT, decided_at DATETIME,
	version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL,
	CHECK (state NOT IN ('agreed', 'declined') OR decided_by <> asked_by),
	CHECK (state <> 'declined' OR remarks <> '')
);

CREATE UNIQUE INDEX awaitings_once ON awaitings (case_id, on_id, matter) WHERE state = 'waiting';

CREATE INDEX awaitings_waiting ON awaitings (created_at) WHERE state = 'waiting';

CREATE TRIGGER captures_fixed BEFORE UPDATE ON captures BEGIN SELECT RAISE(ABORT, 'a capture is never changed'); END;

CREATE TABLE captures (
	id TEXT PRIMARY KEY, source_id TEXT NOT NULL REFERENCES sources ON DELETE RESTRICT,
	sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'), size INTEGER NOT NULL CHECK (size > 0),
	media_type TEXT NOT NULL, how TEXT NOT NULL, name TEXT,
	text_sha256 TEXT NOT NULL DEFAULT '' CHECK (text_sha256 = '' OR length(text_sha256) = 64 AND text_sha256 NOT GLOB '*[^0-9a-f]*'), no_text TEXT NOT NULL DEFAULT '',
	"by" TEXT NOT NULL, by_name TEXT NOT NULL, at DATETIME NOT NULL
);

CREATE INDEX captures_sha256 ON captures (sha256);

CREATE UNIQUE INDEX captures_source ON captures (source_id, sha256);

CREATE TABLE case_keys (
	case_id TEXT PRIMARY KEY REFERENCES cases ON DELETE RESTRICT, wrapped BLOB NOT NULL, master TEXT NOT NULL, created_at DATETIME NOT NULL
);

CREATE INDEX case_keys_master ON case_keys (master);

CREATE TABLE case_search (
	case_id TEXT PRIMARY KEY REFERENCES cases ON DELETE RESTRICT, text TEXT NOT NULL
);

CREATE TABLE case_tags (
	case_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT, tag TEXT NOT NULL CHECK (tag <> ''), PRIMARY KEY (case_id, tag)
) WITHOUT ROWID;

CREATE INDEX case_tags_tag ON case_tags (tag, case_id);

CREATE TABLE cases (
	id TEXT PRIMARY KEY, ref TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('person', 'unnamed', 'group')),
	person_id TEXT REFERENCES people ON DELETE RESTRICT, country TEXT NOT NULL CHECK (length(country) = 2),
	captor TEXT NOT NULL, deprivation TEXT NOT NULL, summary TEXT, scope_note TEXT, note TEXT, publication TEXT NOT NULL,
	embargo_until TEXT, last_verified TEXT, version INTEGER NOT NULL, created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL, published_at DATETIME, published_ver INTEGER NOT NULL,
	merged_into TEXT REFERENCES cases ON DELETE RESTRICT, restricted BOOLEAN NOT NULL DEFAULT 0,
	CHECK ((kind = 'group') = (person_id IS NULL))
);

CREATE INDEX cases_merged ON cases (merged_into) WHERE merged_into IS NOT NULL;

CREATE INDEX cases_person ON cases (person_id);

CREATE UNIQUE INDEX cases_ref ON cases (ref);

CREATE INDEX cases_restricted ON cases (id) WHERE restricted;

CREATE INDEX cases_updated ON cases (updated_at DESC, id DESC);

CREATE INDEX cases_withdrawn ON cases (person_id) WHERE publication = 'withdrawn';

CREATE TRIGGER chain_is_kept BEFORE DELETE ON chain BEGIN SELECT RAISE(ABORT, 'the history cannot be deleted'); END;

CREATE TRIGGER chain_stays BEFORE UPDATE ON chain WHEN OLD.hash <> x'' BEGIN SELECT RAISE(ABORT, 'the history cannot be changed'); END;

CREATE TABLE chain (
	id INTEGER PRIMARY KEY AUTOINCREMENT, at DATETIME NOT NULL, "by" TEXT NOT NULL, operation TEXT NOT NULL,
	subject_kind TEXT NOT NULL, subject_id TEXT NOT NULL, case_id TEXT, field TEXT NOT NULL, erases INTEGER NOT NULL DEFAULT 0,
	commitment BLOB NOT NULL, prev BLOB NOT NULL, hash BLOB NOT NULL
);

CREATE INDEX chain_case ON chain (case_id, id DESC) WHERE case_id IS NOT NULL;

CREATE INDEX chain_subject ON chain (subject_id, subject_kind, id DESC);

CREATE INDEX revisions_at ON chain (at);

CREATE TABLE charges (
	id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT, text TEXT, statute TEXT, filed TEXT, outcome TEXT NOT NULL, outcome_on TEXT
, version INTEGER NOT NULL DEFAULT 1);

CREATE INDEX charges_case ON charges (case_id);

CREATE TABLE citations (
	id TEXT PRIMARY KEY, subject_kind TEXT NOT NULL, subject_id TEXT NOT NULL, field TEXT, source_id TEXT NOT NULL REFERENCES sources ON DELETE RESTRICT,
	origin_id TEXT REFERENCES sources ON DELETE RESTRICT, place TEXT, quote TEXT CHECK (length(quote) <= 300), speaker TEXT, created_at DATETIME NOT NULL
);

CREATE INDEX citations_origin ON citations (origin_id) WHERE origin_id IS NOT NULL;

CREATE INDEX citations_source ON citations (source_id);

CREATE INDEX citations_subject ON citations (subject_id, subject_kind);

CREATE TABLE claims (
	id TEXT PRIMARY KEY, subject_kind TEXT NOT NULL, subject_id TEXT NOT NULL, field TEXT NOT NULL, value TEXT, standing TEXT NOT NULL,
	credibility TEXT NOT NULL, stated_on TEXT, attribution TEXT, visibility TEXT NOT NULL, retracted_at DATETIME,
	version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
, exact TEXT, settled_for TEXT);

CREATE INDEX claims_contested ON claims (standing) WHERE standing IN ('disputed', 'also_reported');

CREATE INDEX claims_restricted ON claims (id) WHERE visibility = 'restricted';

CREATE INDEX claims_subject ON claims (subject_id, subject_kind);

CREATE TABLE conditions (
	id TEXT PRIMARY KEY, release_id TEXT NOT NULL REFERENCES releases ON DELETE RESTRICT, kind TEXT NOT NULL, detail TEXT, "from" TEXT, until TEXT, imposed_by TEXT
, version INTEGER NOT NULL DEFAULT 1);

CREATE INDEX conditions_release ON conditions (release_id);

CREATE TABLE confirmations (
	id TEXT PRIMARY KEY, release_id TEXT NOT NULL REFERENCES releases ON DELETE RESTRICT, step TEXT NOT NULL, date TEXT, "by" TEXT, created_at DATETIME NOT NULL
, version INTEGER NOT NULL DEFAULT 1);

CREATE INDEX confirmations_release ON confirmations (release_id);

CREATE TABLE consents (
	id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT, basis TEXT NOT NULL, given_by TEXT, given_on TEXT, how TEXT,
	scopes TEXT, reason TEXT, review_on TEXT, withdrawn_on TEXT, created_at DATETIME NOT NULL
);

CREATE INDEX consents_case ON consents (case_id);

CREATE INDEX consents_withdrawn ON consents (case_id) WHERE withdrawn_on IS NOT NULL;

CREATE TABLE context_events (
	id TEXT PRIMARY KEY, country TEXT NOT NULL, date TEXT, what TEXT, facility_id TEXT REFERENCES facilities ON DELETE RESTRICT,
	publication TEXT NOT NULL, version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);

CREATE INDEX context_events_facility ON context_events (facility_id) WHERE facility_id IS NOT NULL;

CREATE TABLE counts (
	id TEXT PRIMARY KEY, country TEXT NOT NULL, claimant TEXT, measure TEXT NOT NULL, population TEXT, population_key TEXT NOT NULL, nationality TEXT,
	min INTEGER CHECK (min >= 0), max INTEGER CHECK (max >= 0), qualifier TEXT NOT NULL, words TEXT, words_lang TEXT, window_start TEXT, as_of TEXT,
	basis TEXT NOT NULL, names_published TEXT NOT NULL, release_event_id TEXT REFERENCES release_events ON DELETE RESTRICT, note TEXT,
	publication TEXT NOT NULL, version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL,
	CHECK (min IS NOT NULL OR max IS NOT NULL OR words <> '')
);

CREATE INDEX counts_event ON counts (release_event_id) WHERE release_event_id IS NOT NULL;

CREATE TRIGGER custodies_fixed BEFORE UPDATE ON custodies BEGIN SELECT RAISE(ABORT, 'a log is never changed'); END;

CREATE TABLE custodies (
	id TEXT PRIMARY KEY, capture_id TEXT NOT NULL REFERENCES captures ON DELETE RESTRICT,
	at DATETIME NOT NULL, "by" TEXT NOT NULL, by_name TEXT NOT NULL, what TEXT NOT NULL
);

CREATE INDEX custodies_capture ON custodies (capture_id, at);

CREATE TABLE derivations (
	id TEXT PRIMARY KEY, source_id TEXT NOT NULL REFERENCES sources ON DELETE RESTRICT, from_id TEXT NOT NULL REFERENCES sources ON DELETE RESTRICT, note TEXT,
	CHECK (source_id <> from_id)
);

CREATE INDEX derivations_from ON derivations (from_id);

CREATE UNIQUE INDEX derivations_once ON derivations (source_id, from_id);

CREATE TABLE desk_visits (user_id TEXT PRIMARY KEY, since DATETIME NOT NULL, touched DATETIME NOT NULL) WITHOUT ROWID;

CREATE TABLE drafts (
	id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users ON DELETE RESTRICT, path TEXT NOT NULL,
	sealed BLOB NOT NULL, updated_at DATETIME NOT NULL
);

CREATE INDEX drafts_updated ON drafts (updated_at);

CREATE UNIQUE INDEX drafts_user ON drafts (user_id, path);

CREATE TABLE events (
	id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT, kind TEXT NOT NULL, date TEXT, place TEXT,
	facility_id TEXT REFERENCES facilities ON DELETE RESTRICT, actor TEXT, what TEXT, certainty TEXT NOT NULL, visibility TEXT NOT NULL,
	version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
, copied_from TEXT);

CREATE INDEX events_case ON events (case_id);

CREATE INDEX events_facility ON events (facility_id) WHERE facility_id IS NOT NULL;

CREATE INDEX events_restricted ON events (id, case_id) WHERE visibility = 'restricted';

CREATE TABLE facilities (
	id TEXT PRIMARY KEY, slug TEXT NOT NULL, name TEXT NOT NULL, other_names TEXT, country TEXT NOT NULL, place TEXT, kind TEXT NOT NULL,
	coordinates TEXT, exactness TEXT, operator TEXT, description TEXT, visibility TEXT NOT NULL, version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);

CREATE UNIQUE INDEX facilities_slug ON facilities (slug);

CREATE TABLE family_codes (
	relative_id TEXT PRIMARY KEY REFERENCES sealed_rows ON DELETE RESTRICT,
	number TEXT NOT NULL UNIQUE CHECK (length(number) = 8 AND number NOT GLOB '*[^0-9]*'), hash TEXT NOT NULL,
	issued_at DATETIME NOT NULL, expires TEXT NOT NULL, ended_at DATETIME, used_month TEXT
) WITHOUT ROWID;

CREATE TABLE findings (
	id TEXT PRIMARY KEY, assessment_id TEXT NOT NULL REFERENCES assessments ON DELETE RESTRICT, case_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT,
	criterion TEXT, label TEXT, answer TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'unclear')), basis TEXT, version INTEGER NOT NULL
);

CREATE INDEX findings_assessment ON findings (assessment_id);

CREATE INDEX findings_case ON findings (case_id);

CREATE UNIQUE INDEX findings_once ON findings (assessment_id, criterion) WHERE criterion <> '';

CREATE TABLE "groups" (
	id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT, min INTEGER NOT NULL CHECK (min >= 1), max INTEGER CHECK (max >= min),
	qualifier TEXT NOT NULL, phrase TEXT, phrase_lang TEXT, population TEXT, nationality TEXT, roles TEXT, resolve TEXT, version INTEGER NOT NULL
);

CREATE UNIQUE INDEX groups_case ON "groups" (case_id);

CREATE TABLE help_pages (
	id TEXT PRIMARY KEY, lang TEXT NOT NULL CHECK (lang <> ''), text TEXT NOT NULL,
	version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);

CREATE UNIQUE INDEX help_pages_lang ON help_pages (lang);

CREATE TABLE invitations (
	id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users ON DELETE RESTRICT, secret TEXT NOT NULL UNIQUE,
	created_at DATETIME NOT NULL, expires_at DATETIME NOT NULL,
	ended TEXT NOT NULL DEFAULT '' CHECK (ended IN ('', 'used', 'revoked', 'replaced'))
);

CREATE UNIQUE INDEX invitations_open ON invitations (user_id) WHERE ended = '';

CREATE INDEX invitations_user ON invitations (user_id);

CREATE TABLE list_entries (
	id TEXT PRIMARY KEY, list_id TEXT NOT NULL REFERENCES lists ON DELETE RESTRICT, number INTEGER NOT NULL, text TEXT NOT NULL,
	"match" TEXT NOT NULL CHECK ("match" IN ('open', 'ours', 'not_ours', 'unclear')), case_id TEXT REFERENCES cases ON DELETE RESTRICT, note TEXT,
	version INTEGER NOT NULL, CHECK (("match" = 'ours') = (case_id IS NOT NULL))
);

CREATE INDEX list_entries_case ON list_entries (case_id) WHERE case_id IS NOT NULL;

CREATE UNIQUE INDEX list_entries_number ON list_entries (list_id, number);

CREATE TABLE lists (
	id TEXT PRIMARY KEY, release_event_id TEXT NOT NULL REFERENCES release_events ON DELETE RESTRICT,
	kind TEXT NOT NULL CHECK (kind IN ('announced', 'actual', 'ngo')), title TEXT, claimant TEXT, as_of TEXT, claimed INTEGER CHECK (claimed >= 0), note TEXT,
	version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);

CREATE INDEX lists_event ON lists (release_event_id);

CREATE TABLE looks (
	case_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT, hour DATETIME NOT NULL, user_id TEXT NOT NULL, user_name TEXT NOT NULL,
	private BOOLEAN NOT NULL, PRIMARY KEY (case_id, hour, user_id)
) WITHOUT ROWID;

CREATE TABLE mechanism_claims (
	id TEXT PRIMARY KEY, release_event_id TEXT NOT NULL REFERENCES release_events ON DELETE RESTRICT, mechanism TEXT NOT NULL, claimant TEXT, note TEXT
);

CREATE INDEX mechanism_claims_event ON mechanism_claims (release_event_id);

CREATE TABLE mentions (
	on_kind TEXT NOT NULL, on_key TEXT NOT NULL, kind TEXT NOT NULL, "key" TEXT NOT NULL, PRIMARY KEY (on_kind, on_key, kind, "key")
) WITHOUT ROWID;

CREATE INDEX mentions_of ON mentions (kind, "key");

CREATE TABLE migrations (
	number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL);

CREATE TABLE names (
	id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES people ON DELETE RESTRICT, text TEXT NOT NULL CHECK (text <> ''),
	script TEXT, language TEXT, kind TEXT NOT NULL, display BOOLEAN NOT NULL, visibility TEXT NOT NULL, created_at DATETIME NOT NULL
, version INTEGER NOT NULL DEFAULT 1);

CREATE UNIQUE INDEX names_display ON names (person_id) WHERE display;

CREATE INDEX names_person ON names (person_id, created_at);

CREATE INDEX names_restricted ON names (id, person_id) WHERE visibility = 'restricted';

CREATE TABLE namings (
	id TEXT PRIMARY KEY, subject_kind TEXT NOT NULL, subject_id TEXT NOT NULL, user_id TEXT NOT NULL REFERENCES users ON DELETE RESTRICT,
	since DATETIME NOT NULL, "by" TEXT NOT NULL
);

CREATE UNIQUE INDEX namings_once ON namings (subject_id, user_id);

CREATE INDEX namings_user ON namings (user_id, subject_id);

CREATE TABLE nationalities (
	id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES people ON DELETE RESTRICT, country TEXT NOT NULL CHECK (length(country) = 2), basis TEXT NOT NULL
);

CREATE INDEX nationalities_person ON nationalities (person_id);

CREATE TABLE overlaps (
	id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT, other_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT,
	note TEXT, version INTEGER NOT NULL DEFAULT 1, CHECK (case_id <> other_id)
);

CREATE INDEX overlaps_case ON overlaps (case_id);

CREATE INDEX overlaps_other ON overlaps (other_id);

CREATE TABLE passkeys (
	id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users ON DELETE RESTRICT, credential BLOB NOT NULL UNIQUE,
	record BLOB NOT NULL, label TEXT NOT NULL, created_at DATETIME NOT NULL, used_on TEXT
);

CREATE INDEX passkeys_user ON passkeys (user_id);

CREATE TABLE people (
	id TEXT PRIMARY KEY, label TEXT, birth TEXT, age INTEGER CHECK (age BETWEEN 0 AND 150), age_as_of TEXT, gender TEXT,
	roles TEXT, occupation TEXT, version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);

CREATE TABLE positions (
	id TEXT PRIMARY KEY, country TEXT NOT NULL, authority TEXT, stance TEXT NOT NULL, subject_kind TEXT NOT NULL, subject_id TEXT NOT NULL, date TEXT, what TEXT,
	publication TEXT NOT NULL, version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);

CREATE INDEX positions_subject ON positions (subject_id, subject_kind);

CREATE TABLE proceedings (
	id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT, body TEXT NOT NULL, kind TEXT NOT NULL, reference TEXT,
	filed TEXT, deadline TEXT, due_for TEXT, decided TEXT, outcome TEXT NOT NULL, note TEXT,
	version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);

CREATE INDEX proceedings_case ON proceedings (case_id);

CREATE INDEX proceedings_deadline ON proceedings (deadline) WHERE deadline IS NOT NULL AND deadline <> '';

CREATE TABLE publications (
	seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, "key" TEXT NOT NULL, version INTEGER NOT NULL, at DATETIME NOT NULL,
	document BLOB, change TEXT NOT NULL, forget BOOLEAN NOT NULL DEFAULT FALSE, tells BOOLEAN NOT NULL DEFAULT FALSE,
	first DATETIME, moved_to TEXT NOT NULL DEFAULT '', corrects INTEGER NOT NULL DEFAULT 0, correction BLOB
);

CREATE INDEX publications_corrections ON publications (kind, "key") WHERE correction IS NOT NULL;

CREATE INDEX publications_key ON publications (kind, "key", seq DESC);

CREATE INDEX publications_moved ON publications (moved_to) WHERE moved_to <> '';

CREATE TABLE recovery_codes (
	id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users ON DELETE RESTRICT,
	selector TEXT NOT NULL, hash TEXT NOT NULL, used_at DATETIME
);

CREATE UNIQUE INDEX recovery_codes_selector ON recovery_codes (user_id, selector);

CREATE TABLE release_events (
	id TEXT PRIMARY KEY, country TEXT NOT NULL, date TEXT, title TEXT, announced TEXT, announced_by TEXT, summary TEXT,
	publication TEXT NOT NULL, version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);

CREATE TABLE release_unnamed (
	id TEXT PRIMARY KEY, release_event_id TEXT NOT NULL REFERENCES release_events ON DELETE RESTRICT,
	min INTEGER NOT NULL CHECK (min > 0), max INTEGER CHECK (max >= min), qualifier TEXT NOT NULL, phrase TEXT, phrase_lang TEXT, population TEXT,
	version INTEGER NOT NULL
);

CREATE INDEX release_unnamed_event ON release_unnamed (release_event_id);

CREATE TABLE releases (
	id TEXT PRIMARY KEY, release_event_id TEXT NOT NULL REFERENCES release_events ON DELETE RESTRICT, case_id TEXT NOT NULL REFERENCES cases ON DELETE RESTRICT,
	exit TEXT NOT NULL, note TEXT, version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);

CREATE INDEX releases_case ON releases (case_id);

CREATE UNIQUE INDEX releases_once ON releases (release_event_id, case_id);

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

CREATE INDEX reviews_case ON reviews (case_id) WHERE case_id IS NOT NULL;

CREATE UNIQUE INDEX reviews_open ON reviews (subject_kind, subject_id) WHERE state IN ('waiting', 'scheduled');

CREATE INDEX reviews_state ON reviews (state, updated_at DESC);

CREATE INDEX reviews_subject ON reviews (subject_id, subject_kind, created_at DESC);

CREATE TRIGGER payload_stays BEFORE UPDATE ON revision_payloads BEGIN SELECT RAISE(ABORT, 'the history cannot be changed'); END;

CREATE TABLE revision_payloads (
	id INTEGER PRIMARY KEY, salt BLOB NOT NULL, by_name TEXT NOT NULL, was TEXT NOT NULL, now TEXT NOT NULL, reason TEXT NOT NULL
);

CREATE VIEW revisions AS
	SELECT c.id, c.at, c."by", coalesce(p.by_name, '') AS by_name, c.operation, c.subject_kind, c.subject_id, c.case_id, c.field,
		coalesce(p.was, '') AS was, coalesce(p.now, '') AS now, coalesce(p.reason, '') AS reason, c.erases, p.id IS NULL AS erased
	FROM chain c LEFT JOIN revision_payloads p ON p.id = c.id;

CREATE TABLE saved_filters (
	id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users ON DELETE RESTRICT, name TEXT NOT NULL CHECK (name <> ''),
	query TEXT NOT NULL, created_at DATETIME NOT NULL
);

CREATE UNIQUE INDEX saved_filters_name ON saved_filters (user_id, name);

CREATE TRIGGER sealed_rows_handling BEFORE UPDATE ON sealed_rows WHEN old.kind = 'handling' BEGIN SELECT RAISE(ABORT, 'a custody log is never changed'); END;

CREATE TABLE sealed_rows (
	id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES case_keys ON DELETE RESTRICT,
	kind TEXT NOT NULL CHECK (kind IN ('contact', 'need', 'note', 'task', 'exhibit', 'handling', 'relative', 'shared', 'told', 'answer')),
	parent_id TEXT REFERENCES sealed_rows ON DELETE RESTRICT, sealed BLOB NOT NULL,
	due TEXT, assignee TEXT REFERENCES users ON DELETE RESTRICT, done_at DATETIME,
	version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);

CREATE INDEX sealed_rows_assignee ON sealed_rows (assignee) WHERE assignee IS NOT NULL;

CREATE INDEX sealed_rows_case ON sealed_rows (case_id);

CREATE INDEX sealed_rows_due ON sealed_rows (due) WHERE due IS NOT NULL AND done_at IS NULL;

CREATE INDEX sealed_rows_parent ON sealed_rows (parent_id) WHERE parent_id IS NOT NULL;

CREATE INDEX sealed_rows_told ON sealed_rows (created_at) WHERE kind = 'told' AND done_at IS NULL;

CREATE TABLE serials (
	country TEXT NOT NULL, year INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (country, year)
);

CREATE TABLE sessions (
	token TEXT PRIMARY KEY, data BLOB NOT NULL, expires_at DATETIME NOT NULL, user_id TEXT REFERENCES users ON DELETE RESTRICT
, device TEXT NOT NULL DEFAULT '', begun_at DATETIME, seen_at DATETIME, ended BOOLEAN NOT NULL DEFAULT FALSE);

CREATE INDEX sessions_expiry ON sessions (expires_at);

CREATE INDEX sessions_user ON sessions (user_id) WHERE user_id IS NOT NULL;

CREATE TABLE slots (
	id TEXT PRIMARY KEY, group_id TEXT NOT NULL REFERENCES "groups" ON DELETE RESTRICT, number INTEGER NOT NULL CHECK (number >= 1), label TEXT,
	resolves_to TEXT REFERENCES cases ON DELETE RESTRICT, reason TEXT, resolved_at DATETIME
, version INTEGER NOT NULL DEFAULT 1);

CREATE INDEX slots_case ON slots (resolves_to) WHERE resolves_to IS NOT NULL;

CREATE UNIQUE INDEX slots_number ON slots (group_id, number);

CREATE TABLE sources (
	id TEXT PRIMARY KEY, title TEXT NOT NULL, publisher TEXT, author TEXT, kind TEXT NOT NULL, url TEXT, archive TEXT, published TEXT, language TEXT,
	read_on TEXT, licence TEXT, reliability TEXT, description TEXT, note TEXT, visibility TEXT NOT NULL,
	version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
, label TEXT);

CREATE INDEX sources_created ON sources (created_at DESC, id);

CREATE INDEX sources_restricted ON sources (id) WHERE visibility = 'restricted';

CREATE TABLE subject_search (
	kind TEXT NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (kind, id)
) WITHOUT ROWID;

CREATE TABLE users (
	id TEXT PRIMARY KEY, name TEXT NOT NULL, display_name TEXT NOT NULL, role TEXT NOT NULL, password_hash TEXT NOT NULL, disabled BOOLEAN NOT NULL,
	version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL, last_seen_on TEXT
, epoch INTEGER NOT NULL DEFAULT 1, secret BLOB, last_step INTEGER NOT NULL DEFAULT 0, waived BOOLEAN NOT NULL DEFAULT FALSE, lang TEXT NOT NULL DEFAULT '');

CREATE UNIQUE INDEX users_name ON users (name);

CREATE TABLE walk_steps (
	id TEXT PRIMARY KEY, walk_id TEXT NOT NULL REFERENCES walks ON DELETE RESTRICT, number INTEGER NOT NULL CHECK (number >= 1),
	subject_kind TEXT NOT NULL, subject_id TEXT NOT NULL, case_id TEXT REFERENCES cases ON DELETE RESTRICT,
	verdict TEXT NOT NULL, decision TEXT, reason TEXT, decided_at DATETIME, decided_name TEXT,
	version INTEGER NOT NULL
);

CREATE INDEX walk_steps_case ON walk_steps (case_id) WHERE case_id IS NOT NULL;

CREATE UNIQUE INDEX walk_steps_once ON walk_steps (walk_id, subject_kind, subject_id);

CREATE TABLE walks (
	id TEXT PRIMARY KEY, source_id TEXT NOT NULL REFERENCES sources ON DELETE RESTRICT, cause TEXT NOT NULL, what TEXT,
	started_by TEXT NOT NULL, started_name TEXT NOT NULL, closed_at DATETIME, closed_name TEXT,
	version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);

CREATE UNIQUE INDEX walks_open ON walks (source_id) WHERE closed_at IS NULL;

CREATE INDEX walks_source ON walks (source_id);

CREATE TABLE watch_cursor (one INTEGER PRIMARY KEY CHECK (one = 1), revision INTEGER NOT NULL);

CREATE TABLE watch_due (case_id TEXT PRIMARY KEY) WITHOUT ROWID;

CREATE TABLE watch_lines (
	case_id TEXT NOT NULL, n INTEGER NOT NULL, list TEXT NOT NULL, day TEXT NOT NULL, code TEXT NOT NULL,
	on_kind TEXT NOT NULL, on_id TEXT NOT NULL, text TEXT NOT NULL, field TEXT NOT NULL, PRIMARY KEY (case_id, n)
) WITHOUT ROWID;

CREATE INDEX watch_lines_day ON watch_lines (list, day, case_id);

CREATE INDEX watch_lines_yearly ON watch_lines (substr(day, 6), case_id) WHERE list = 'anniversary';
