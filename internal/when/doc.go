// Package when provides dates that admit what we do not know.
//
// A [Date] is kept as its text in EDTF (ISO 8601-2: level 0, level 1 and most
// of level 2) and knows its earliest and latest [Day], how precise it is, and
// what is uncertain, approximate, open or unknown about it. "Still held"
// (2024-07-28/..) and "we do not know whether still held" (2024-07-28/) are
// different dates here, and so are "January 2026" (2026-01) and "some day in
// January 2026" (2026-01-XX).
//
// Bounds never widen: an approximate date keeps the bounds of its digits, so
// that a filter finds what was written and the words say "about".
//
// Dates order in three ways ([Date.Compare]): before, after, or overlapping,
// with a fourth answer when nothing can be said. A [Span] gives the least and
// the most days between two of them.
package when
