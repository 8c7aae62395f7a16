// Package shelf keeps the public database: the documents that were published,
// and what is needed to list, filter, search and count them. It knows nothing
// of the casebook. Whatever is on the shelf is public, and what was withdrawn
// is gone from it but for its reference and the day.
//
// The shelf is filled by [Shelf.Apply] with the publications of the desk's
// outbox, in any order and as often as wished: an older one never undoes a
// newer one. [Shelf.Rebuild] fills it anew, and both ways lead to the same
// [Shelf.Fingerprint].
//
// What a document said before it was replaced stays as an edition. When a case
// is taken off, its editions go, and with them those of other documents that
// told of it by its ref or by a name; one that still stands is let go as soon
// as it is replaced.
//
// Decided 2026-11-21: prepared SQL throughout, no GORM, since every read here
// is on a path that readers wait for; and the line that lists and exports show
// is one packed column beside the indexed ones, so that an export of
// everything reads one table from end to end.
package shelf
