// Package export writes the lists of the site as files: CSV, JSON, NDJSON and
// workbooks of cases, counts, releases and sources, with the columns and the
// order that the README promises, streamed in constant memory; and all of it
// together as a data package ([Package]), joined tables with a description.
//
// In all of them an empty value is unknown. "withheld" stands where a case is
// published without its name, for the name and all that could tell whose it is,
// known or not: birth, age, gender, nationalities, roles, place of detention (an
// empty array in JSON where others have several). "not_applicable" stands where a
// group has no name, a person no size of a group, and somebody in custody no
// release. Dates are EDTF beside the first and the last day they can mean.
//
// CSV follows RFC 4180: commas, CRLF, quotes where needed, UTF-8 without a
// byte order mark, a header line. Several values in one cell are joined with
// "; ", after a backslash was put before every semicolon and backslash in
// them. Booleans are yes and no. A text that a spreadsheet might run as a
// formula has an apostrophe put before it; so has a text that begins with
// apostrophes followed by such a formula, so that taking one away from every
// such text gives back what was written. Line breaks in a cell are LF.
//
// In JSON numbers are numbers or null, booleans true or false, and several
// values an array.
//
// Decided 2026-11-21: a data package holds the record twice. Its tables are for
// people who count, and flat; record.ndjson is the published documents as they
// are, which is what “habeas load” reads, since no table can say all that a
// document does. Beside them a snapshot keeps numbers and a hash, never a file:
// see package reading.
package export
