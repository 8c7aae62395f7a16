// Package difference says in what two versions of a page differ, as a reader
// would: section by section, in paragraphs, rows and entries, and in words
// within one of them. It knows pages as HTML and nothing of what they are
// about; it never hands markup on, only text.
//
// Start reading at [Pages].
package difference
