-- A source without a title of its own is told from others by our words for it,
-- in every language of the site.
ALTER TABLE sources ADD COLUMN label TEXT;
