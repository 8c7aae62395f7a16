-- The page of help as the organisation wrote it: one for each language it wrote
-- one in. An empty text says that the program's own stands again.
CREATE TABLE help_pages (
	id TEXT PRIMARY KEY, lang TEXT NOT NULL CHECK (lang <> ''), text TEXT NOT NULL,
	version INTEGER NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX help_pages_lang ON help_pages (lang);
