// Package feed writes what changed as Atom (RFC 4287), of public types only:
// the whole record, and one case. A feed says that something changed and where
// to read it; it repeats nothing that would linger in a reader's programs after
// it was taken off.
package feed
